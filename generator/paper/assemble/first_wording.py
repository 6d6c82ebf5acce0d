"""The first wording of a profile: what a record's dated entries say, while nobody has written the story yet.

In: a case. Out: plain sentences, each with the note of the entry that it tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.base.diagnostics import Origin
from generator.paper.assemble.attribution import say_attributed, say_entry, say_role
from generator.paper.assemble.citations import cite, cite_in_text
from generator.paper.assemble.context import Context
from generator.paper.assemble.portrait import name_recognisers, say_recognised_as
from generator.paper.assemble.transfers import say_transfer
from generator.paper.assemble.wording import join_words, say, say_day, say_sentence, say_when
from generator.paper.document import BlockId, Inline, NoteCall, Run
from generator.records.load import Entry
from generator.records.resolve.wordings import choose_name
from generator.records.schema import Case
from generator.records.schema.cases import Development
from generator.records.schema.person import Recognition
from generator.records.schema.proceedings import Stage

_STOPS = (".", "!", "?", ".”", "!”", "?”")


class _Told(NamedTuple):
    """Sentences about one entry of a record, the sources of the entry, and its place."""

    words: str
    by: tuple[str, ...]
    origin: Origin

    def place(self, _: str) -> Origin:
        """Return the place of a word of their citation: that of the entry."""
        return self.origin


def draft_story(context: Context, entry: Entry[Case], id: BlockId, in_group: bool) -> tuple[Inline, ...]:
    """Return the words of the paragraph `id`, with their notes; nothing where the record has nothing to tell."""
    found: list[Inline] = []
    for told in _tell(context, entry, in_group):
        words = f"{' ' if found else ''}{told.words}"
        inside = "; ".join(f"@{source}" for source in told.by if _is_cited(context, source))
        if not inside:
            found.append(Run(words))
        elif context.note_style == "links":
            sources = cite_in_text(context, inside, told.origin, told.place)
            found += [Run(f"{words[:-1]} ("), *sources, Run(f"){words[-1]}")]
        else:
            note_id = f"{id}.n{1 + sum(isinstance(one, NoteCall) for one in found)}"
            found.append(Run(words))
            if note := cite(context, note_id, inside, told.origin, told.place):
                context.notes[note_id] = note
                found.append(NoteCall(note_id, told.origin))
    return tuple(found)


def _is_cited(context: Context, id: str) -> bool:
    """Tell whether a source is there and is another document than the paper: no paper cites itself."""
    source, edition = context.edition.sources.get(id), context.edition.record
    if source is None:
        return False
    told = source.record.publisher, source.record.published
    return id not in edition.by or told != (edition.authors, edition.date)


def _tell(context: Context, entry: Entry[Case], in_group: bool) -> Iterator[_Told]:
    """Yield what each entry says: the steps of proceedings, what else happened, who counts the person among political
    prisoners."""
    case, labels = entry.record, context.labels
    name = choose_name(case.names, case.display)
    for number, proceeding in enumerate(case.proceedings):
        by = proceeding.stages[0].by if proceeding.stages else ()
        for field, words in (("about", proceeding.about), ("plaintiff", proceeding.plaintiff)):
            if told := (say(context, words) or "").strip().rstrip("."):
                words = labels[f"told_{field}"].format(words=told)
                yield _Told(f"{words}.", by, entry.origin("proceedings", number, field))
        for index, stage in enumerate(proceeding.stages):
            step = say_role(context, _say_stage(context, name, stage), proceeding, stage)
            words = " ".join((f"{say_attributed(context, step, stage)}.", *_full(say(context, stage.text))))
            yield _Told(words, stage.by, entry.origin("proceedings", number, "stages", index))
    for index, happened in enumerate(case.timeline):
        if happened.date and (words := " ".join(_full(_say_happened(context, happened)))):
            yield _Told(words, happened.by, entry.origin("timeline", index))
    for index, moved in enumerate(case.transfers):
        words = labels["told_transfer"].format(name=name, words=say_transfer(context, moved))
        yield _Told(f"{words}.", moved.by, entry.origin("transfers", index))
    for index, counted in enumerate(case.recognitions):
        if words := _say_recognition(context, name, counted):
            yield _Told(words, counted.by, entry.origin("recognitions", index))
    if not case.proceedings and not case.detention:
        yield _Told(labels["told_in_group" if in_group else "told_nothing"], (), entry.origin())


def _say_happened(context: Context, happened: Development) -> str | None:
    """Return what an entry of the timeline tells, with its place where the words do not have it."""
    words = say_entry(context, happened)
    if words is None or not happened.place or happened.place in words:
        return words
    return context.labels["told_place"].format(words=words, place=happened.place)


def _full(text: str | None) -> Iterator[str]:
    """Yield words with the full stop that they may lack; nothing where there are none."""
    if words := (text or "").strip():
        yield words if words.endswith(_STOPS) else f"{words}."


def _say_stage(context: Context, name: str, stage: Stage) -> str:
    """Return a step of a proceeding without its full stop: in words of its own (`told_arrested`), or in those of the
    table of changes; with its day where it has one, and what was imposed."""
    labels, key = context.labels, f"told_{stage.stage}"
    when = say_when(labels, stage.date) if stage.date else ""
    court = say(context, stage.court) or labels["a_court"]
    words = (
        labels[key].format(name=name, date=when, court=court)
        if key in labels
        else labels["told_stage"].format(name=name, what=labels[f"stage_{stage.stage}"], date=when)
    )
    if stage.as_of and not stage.date:
        words += f" {labels['status_as_of'].format(date=say_day(labels, stage.as_of))}"
    if stage.sentence:
        words += f" ({say_sentence(context, stage.sentence)})"
    return " ".join(words.split())


def _say_recognition(context: Context, name: str, counted: Recognition) -> str:
    """Return who counts the person among political prisoners, or recognises them as what; nothing where none of the
    bodies may be named."""
    labels = context.labels
    who = join_words(labels, name_recognisers(context, counted))
    if not who:
        return ""
    what = say_recognised_as(context, counted)
    words = (
        labels["told_recognised_as"].format(who=who, name=name, what=what)
        if what
        else labels["told_recognition"].format(who=who, name=name)
    )
    day = f" {labels['status_as_of'].format(date=say_day(labels, counted.as_of))}" if counted.as_of else ""
    return f"{words}{day}."
