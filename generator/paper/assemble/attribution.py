"""Whose word an entry is (“allegedly”, “reportedly”, “according to …”), and what a person is in a proceeding.

In: words made from an entry of a record, and the entry. Out: the words with those that its source puts beside them.
Every wording that is derived from an entry passes through here, so that none is printed as a fact that is not one.
"""

from __future__ import annotations

from dataclasses import replace

from generator.paper.assemble.charges import say_charge
from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import say, say_organisation
from generator.paper.document import Inline, Run, share_run
from generator.records.resolve.custody import JUDGMENTS, list_roles
from generator.records.schema import Case, Event
from generator.records.schema.cases import Detention, Development, Transfer
from generator.records.schema.proceedings import Charge, Proceeding, Stage

_ACCUSING = frozenset({"charged", "trial_opened"})
"""Steps that tell that somebody is accused, besides judgments."""

Attributable = Stage | Development | Detention | Transfer | Event
"""Entries of which a source may say that they are alleged, reported, or told by somebody."""


def say_attributed(context: Context, words: str, entry: Attributable) -> str:
    """Return the words with what its source puts beside them: charged, reportedly. Empty words stay empty."""
    before, after = _around(context, entry)
    return f"{before}{words.rstrip('.') if after else words}{after}" if words else words


def wrap_attributed(context: Context, words: tuple[Inline, ...], entry: Attributable) -> tuple[Inline, ...]:
    """Return inlines in the same way; nothing around nothing. The full stop of a sentence comes behind whose word it
    is."""
    if not words:
        return words
    before, after = _around(context, entry)
    last = words[-1]
    if after and isinstance(last, Run) and last.text.endswith("."):
        words, after = (*words[:-1], replace(last, text=last.text[:-1])), f"{after}."
    return ((share_run(before),) if before else ()) + words + ((share_run(after),) if after else ())


def say_entry(context: Context, entry: Development) -> str | None:
    """Return what an entry tells in words, with whose word it is."""
    words = (say(context, entry.text) or "").strip().rstrip(".")
    return _accuse(context, say_attributed(context, words, entry), entry) or None


def say_event(context: Context, event: Event) -> str | None:
    """Return what happened, with what those concerned are accused of; None where the event tells neither."""
    words = say_attributed(context, (say(context, event.text) or "").strip(), event)
    return _accuse(context, words, event) or None


def _accuse(context: Context, words: str, entry: Attributable) -> str:
    accused = say(context, getattr(entry, "accused_of", None))
    if not accused:
        return words
    told = context.labels["accused_of"].format(what=accused.strip().rstrip("."))
    return f"{words.rstrip('.')}; {told}" if words else told


def say_stage(context: Context, proceeding: Proceeding, stage: Stage) -> str:
    """Return a step in a few words: charged, reportedly; questioned, as a witness. Its sentence is told apart."""
    return say_role(context, context.labels[f"stage_{stage.stage}"], proceeding, stage)


def say_role(context: Context, words: str, proceeding: Proceeding, stage: Stage) -> str:
    """Return the words about a step with what the person was in it, where that is not the accused."""
    role = next(role for one, role in list_roles(proceeding) if one is stage)
    return words if role == "accused" else context.labels[f"role_{role}"].format(words=words)


def list_charges(context: Context, case: Case, bare: bool = False) -> list[str]:
    """Return what the person is or was accused of in criminal proceedings, each charge once; of a witness or suspect
    the words say so, since these are accused of nothing. What the person says to the charges of a proceeding stands
    behind them. `bare` ones are articles alone, where the law's title says what they are about."""
    found: list[str] = []
    for proceeding in case.proceedings:
        if proceeding.kind == "criminal":
            told = [words for words in say_proceeding_charges(context, proceeding, bare) if words not in found]
            found += _answer_charges(context, proceeding, told)
    return found


def _answer_charges(context: Context, proceeding: Proceeding, charges: list[str]) -> list[str]:
    """Return the charges of a proceeding with what the person says to them behind the last one."""
    answers = [words.rstrip(".") for one in proceeding.answers if (words := say(context, one.text))]
    if not charges or not answers:
        return charges
    *before, last = charges
    return [*before, context.labels["charges_answered"].format(charges=last, answers="; ".join(answers))]


def say_proceeding_charges(context: Context, proceeding: Proceeding, bare: bool = False) -> list[str]:
    """Return what a proceeding is about by its charges, with what the person is in it, and whose word it is that there
    are any."""
    role, claim = find_role(proceeding), find_claim(proceeding)
    found = []
    for charge in proceeding.charges:
        if is_dismissed(context, charge) or not (words := say_charge(context, charge, bare)):
            continue
        words = words if role == "accused" else context.labels[f"charge_{role}"].format(charge=words)
        if claim and isinstance(charge, Charge) and charge.alleged:
            found.append(say_attributed(context, words, claim.model_copy(update={"alleged": False})))  # said already
        else:
            found.append(say_attributed(context, words, claim) if claim else words)
    return found


def find_claim(proceeding: Proceeding) -> Stage | None:
    """Return the step on whose word it rests that somebody was charged; None where one tells it as a fact. Where no
    charge, trial or judgment is told, every step does."""
    accusing = [stage for stage in proceeding.stages if stage.stage in _ACCUSING or stage.stage in JUDGMENTS]
    telling = accusing or list(proceeding.stages)
    if any(not (stage.alleged or stage.reported or stage.attributed_to) for stage in telling):
        return None
    return telling[0] if telling else None


def is_dismissed(context: Context, charge: str | Charge) -> bool:
    """Tell whether a court dismissed a charge by the edition's day."""
    when = charge.dismissed if isinstance(charge, Charge) else None
    return when is not None and when.last <= context.edition.as_of


def find_role(proceeding: Proceeding) -> str:
    """Return what the person is in a proceeding after its last step: accused where no step says otherwise."""
    return next((role for _, role in reversed(list_roles(proceeding))), "accused")


def find_proceeding(case: Case, stage: Stage) -> Proceeding:
    """Return the proceeding of which a stage is a step."""
    return next(p for p in case.proceedings if any(one is stage for one in p.stages))


def _around(context: Context, entry: Attributable) -> tuple[str, str]:
    """Return what stands before and after the words of an entry; both empty where it is told as a fact."""
    labels, words = context.labels, "{words}"
    if entry.alleged:
        words = labels["attribution_alleged"].format(words=words)
    if entry.reported:
        words = labels["attribution_reported"].format(words=words)
    if entry.attributed_to:
        # a body that the readers may not see is not named; that somebody says so is told all the same
        name = say_organisation(context, say(context, entry.attributed_to) or "")
        key = "attribution_by" if name else "attribution_alleged"
        if name or not entry.alleged:
            words = labels[key].format(words=words, name=name)
    before, _, after = words.partition("{words}")
    return before, after
