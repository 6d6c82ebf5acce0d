"""Who somebody is and how others see them, in words: for the table of prisoners and for profiles.

In: a record. Out: words, or nothing where no document says it, or these readers may not know it.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.paper.assemble.attribution import say_attributed
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import name_case, read_case
from generator.paper.assemble.wording import join_words, say, say_day, say_organisation
from generator.paper.document import Inline, share_run
from generator.records.resolve.ages import find_age_at, may_be_child
from generator.records.resolve.held import find_custody_start
from generator.records.schema import Case
from generator.records.schema.person import Recognition, Relative


def say_birth(context: Context, case: Case) -> str:
    """Return when the person was born, as far as the audience may know it: 17 May 1980, 1980."""
    return say_day(context.labels, case.date_of_birth.date) if case.date_of_birth else ""


def say_age_at_arrest(context: Context, case: Case) -> str:
    """Return how old the person was when the custody began of which the line of facts tells: 39; of a child whose age
    is not known, that it was one."""
    found = read_case(context, case)
    step = found.held_since if found.standing == "held" else find_custody_start(case, context.edition.as_of)
    age = find_age_at(case, step) if step else None
    if age is None:
        return ""
    words = context.labels["under_age"] if age.years is None else str(age.years)
    return say_attributed(context, words, age.entry) if age.entry else words


def say_family(context: Context, case: Case) -> tuple[Inline, ...]:
    """Return the family of the person: a wife, Antoinette; 2 daughters (under 18). A child is never named for
    everybody, and nobody beside an assumed name."""
    found: list[Inline] = []
    for one in case.relatives:
        found += [share_run("; ")] if found else []
        found += say_relative(context, case, one)
    return tuple(found)


def say_relative(context: Context, case: Case, one: Relative) -> Iterator[Inline]:
    """Yield what a relative is to the person, the name where it may be told, and that it is a child or depends on the
    person."""
    labels = context.labels
    entry = context.edition.cases.get(one.case or "")
    minor = one.minor or bool(entry and may_be_child(entry.record, context.edition.as_of))
    what = (
        labels[f"relatives_{one.relationship}"].format(number=one.number)
        if one.number
        else labels[f"relative_{one.relationship}"]
    )
    yield share_run(what)
    if case.display == "full_name":
        closed = minor and context.edition.audience == "public"
        if entry and not closed:
            yield from (share_run(labels["comma"]), name_case(context, entry.record))
        elif one.name and not closed:
            yield from (share_run(labels["comma"]), share_run(one.name))
    notes = [*([labels["under_age"]] if minor else []), *([labels["dependant"]] if one.dependant else [])]
    if notes:
        yield share_run(f" ({labels['comma'].join(notes)})")


def say_recognitions(context: Context, case: Case) -> str:
    """Return who recognises the person, as what, and by which number of their list of what day: SBR, as a hostage (no.
    17, 1 November 2020). Whom the audience may not know is left out."""
    labels, found = context.labels, []
    for one in case.recognitions:
        who = join_words(labels, name_recognisers(context, one))
        if not who:
            continue
        if what := say_recognised_as(context, one):
            who = labels["recognised_as"].format(who=who, what=what)
        details = [labels["list_number"].format(number=one.list_number)] if one.list_number else []
        details += [say_day(labels, one.as_of)] if one.as_of else []
        found.append(labels["recognised_on"].format(who=who, date=labels["comma"].join(details)) if details else who)
    return "; ".join(found)


def name_recognisers(context: Context, one: Recognition) -> list[str]:
    """Return who recognises somebody, as far as the audience may know them."""
    named = (say_organisation(context, id) for id in one.recognised_by)
    return [words for words in (*named, say(context, one.others)) if words]


def say_recognised_as(context: Context, one: Recognition) -> str | None:
    """Return as what somebody is recognised, in words that follow "as"; None where nothing says it."""
    return context.labels[f"recognised_as_{one.recognised_as}"] if one.recognised_as else None


def say_recognition_step(context: Context, one: Recognition, nobody: str = "") -> str:
    """Return that somebody was recognised, as a step among others: recognised as a hostage by SBR; by `nobody`, where
    the audience may know none of them."""
    name = ", ".join(name_recognisers(context, one)) or nobody
    if what := say_recognised_as(context, one):
        return context.labels["stage_recognised_as"].format(name=name, what=what)
    return context.labels["stage_recognised"].format(name=name)
