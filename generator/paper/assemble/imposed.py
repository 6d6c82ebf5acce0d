"""Which sentences are in force on the edition's day, in words, and what became of them: upheld, commuted, pardoned.

In: a record. Out: words, or nothing where no document says it.
"""

from __future__ import annotations

from generator.paper.assemble.attribution import say_attributed
from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import Labels, find_last_sentence, say_day, say_sentence, say_when
from generator.records.resolve.custody import IMPOSING, JUDGMENTS, MERCY, find_judgment
from generator.records.schema import Case
from generator.records.schema.proceedings import Proceeding, Stage


def say_sentences(context: Context, case: Case) -> str:
    """Return the sentences in force, with the day on which a court upheld one: 5 years in prison (upheld on appeal in
    May 2022). Of more than one each has its own day, since sentences of different years are no single punishment. Of a
    conviction whose sentence is not told, that somebody was convicted is told."""
    criminal = [p for p in case.proceedings if p.kind == "criminal"]
    found = [(p, s) for p in criminal if (s := find_last_sentence(p) or _find_conviction(p))]
    return "; ".join(_say_imposed(context, p, s, dated=len(found) > 1 or not s.sentence) for p, s in found)


def _find_conviction(proceeding: Proceeding) -> Stage | None:
    """Return the conviction that stands, where no sentence of it is told; none where a court quashed it."""
    found = find_judgment(proceeding.stages)
    return found if found and found.stage == "convicted" and not found.sentence else None


def _say_imposed(context: Context, proceeding: Proceeding, stage: Stage, dated: bool) -> str:
    """Return one sentence; with its day, where that is known, if it is `dated`."""
    labels = context.labels
    words = say_sentence(context, stage.sentence) if stage.sentence else labels["stage_convicted"]
    words = say_attributed(context, words, stage)
    details = [_say_stage_day(labels, stage)] if dated else []
    if stage.stage not in JUDGMENTS and stage.sentence:
        details = [_say_mercy(context, proceeding, stage)]
    for later in proceeding.stages[proceeding.stages.index(stage) + 1 :]:
        if later.stage in MERCY:
            details.append(_say_mercy(context, proceeding, later))
        elif later.stage == "appeal_upheld":
            when = _say_stage_day(labels, later)
            upheld = labels["sentence_upheld_on"].format(when=when) if when else labels["sentence_upheld"]
            details.append(say_attributed(context, upheld, later))
    if not stage.sentence:
        details.append(labels["sentence_untold"])
    told = [detail for detail in details if detail]
    return labels["sentence_with"].format(sentence=words, details=", ".join(told)) if told else words


def _say_mercy(context: Context, proceeding: Proceeding, stage: Stage) -> str:
    """Return that a sentence was commuted, or ended by a pardon or amnesty, and when; of one that leaves another
    sentence, which one was in force before: commuted on 3 May 2022; before: death sentence."""
    labels = context.labels
    told = " ".join(labels[f"sentence_{stage.stage}"].format(when=_say_stage_day(labels, stage)).split())
    before = proceeding.stages[: proceeding.stages.index(stage)]
    replaced = next((one.sentence for one in reversed(before) if one.sentence and one.stage in IMPOSING), None)
    if stage.sentence and replaced:
        told = labels["sentence_before"].format(mercy=told, sentence=say_sentence(context, replaced))
    return say_attributed(context, told, stage)


def _say_stage_day(labels: Labels, stage: Stage) -> str:
    """Return when a step was taken: on 17 April 2020, in April 2020, by 17 April 2020; nothing where none is told."""
    if stage.date:
        return say_when(labels, stage.date)
    return labels["when_by"].format(date=say_day(labels, stage.as_of)) if stage.as_of else ""
