"""Who raised what a recommendation asks for, in whatever record it stands: the recommendation, one that it takes the
place of, its events and cases, the rounds of dialogues.

In: a recommendation. Out: voices; who may not be named is left out. The scorecard and the table of what was said last
time both ask here, so that they tell the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import join_words, say, say_day, say_organisation
from generator.records.resolve.wordings import choose_name
from generator.records.schema import Case, Dialogue, Recommendation
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.person import Raised
from generator.records.schema.records import Point, Round

_MOST_NAMES = 4
"""How many bodies of one statement are named; of more, the first two and the number of the others."""

Reach = Literal["same", "about", "case"]
"""How near a voice is: it asked for the same, it spoke of an event or provision that the recommendation is about, or of
a case."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody raised something: `names` say who, `sources` support it, `case` is the name of whom it was about where
    that is a case, `about` what that person does where the paper tells of the person nowhere else; `progress`: it was
    noted, not asked for; `met`: the dialogue and the number of the round at which it was, where a record says so."""

    raised: Raised
    names: str
    when: PartialDate | None
    sources: tuple[str, ...]
    reach: Reach
    case: str | None = None
    about: str | None = None
    progress: bool = False
    met: tuple[str, str] | None = None


def find_voices(context: Context, record: Recommendation) -> list[Voice]:
    """Return who raised it, and behind them who raised the cases that it is about; of both those first whom a paper can
    move, the parties to its dialogue and who is asked to raise it, the earliest first. What one body said of a case is
    left out where it asked for the same that day."""
    found = [*_own(context, record), *_in_events(context, record), *_in_rounds(context, record)]
    nearer = {(voice.names, str(voice.when)) for voice in found if voice.case is None}
    found += _in_cases(context, record)
    seen: set[tuple[str, str, str | None]] = set()
    kept = []
    for voice in found:
        key = (voice.names, str(voice.when), voice.case)
        if voice.case and (key[:2] in nearer or key in seen):
            continue
        seen.add(key)
        kept.append(voice)
    dialogue = context.edition.dialogues.get(context.edition.record.dialogue or "")
    foremost = {*(dialogue.record.parties if dialogue else ()), *([record.messenger] if record.messenger else [])}

    def place(voice: Voice) -> tuple[bool, bool, date]:
        official = not foremost.isdisjoint(voice.raised.raised_by)
        return voice.case is not None, not official, voice.when.last if voice.when else date.max

    return list(_introduce_once(context, sorted(kept, key=place)))


def _introduce_once(context: Context, voices: Iterable[Voice]) -> Iterator[Voice]:
    """Yield voices, the first that names a person of whom the paper tells nowhere else with what the person does."""
    introduced: set[str] = set()
    for voice in voices:
        if voice.case and voice.about and voice.case not in introduced:
            introduced.add(voice.case)
            named = context.labels["case_introduced"].format(name=voice.case, about=voice.about)
            yield replace(voice, case=named)
        else:
            yield voice


def is_of_round(voice: Voice, dialogue: Dialogue, number: str) -> bool:
    """Tell whether something was raised at a round: the round's own record says so, or a party to the dialogue raised
    it on its day."""
    if voice.met:
        return voice.met == (dialogue.id, number)
    when, met = voice.raised.date, dialogue.rounds[number]
    same_day = when is not None and when.precision == "day" and when == met.date
    return same_day and not {*dialogue.parties}.isdisjoint(voice.raised.raised_by)


def _own(context: Context, record: Recommendation) -> Iterator[Voice]:
    """Yield what stands in the recommendation itself, and in those that it takes the place of."""
    known, seen = context.edition.recommendations, set[str]()
    while record.id not in seen:
        seen.add(record.id)
        yield from (voice for one in record.raised_by if (voice := _voice(context, one, one.by, "same")))
        older = known.get(record.supersedes or "")
        record = older.record if older else record


def _in_events(context: Context, record: Recommendation) -> Iterator[Voice]:
    for id in record.events:
        entry = context.edition.events.get(id)
        for one in entry.record.raised_by if entry else ():
            if voice := _voice(context, one, one.by, "about"):
                yield voice


def _in_cases(context: Context, record: Recommendation) -> Iterator[Voice]:
    """Yield who raised a case that the recommendation names. That somebody be released is no call for a law: of what
    asks for one, nothing; and what was a call for some recommendations is none for the others."""
    for id in record.cases if not record.changes_law else ():
        entry = context.edition.cases.get(id)
        for one in entry.record.raised_by if entry else ():
            if one.recommendations and record.id not in one.recommendations:
                continue
            if voice := _voice(context, one, one.by, "case", _name(context, id)):
                yield replace(voice, about=_say_occupation(context, id))


def _in_rounds(context: Context, record: Recommendation) -> Iterator[Voice]:
    """Yield what was raised at rounds of dialogues and names the recommendation, or what that is about."""
    for entry in context.edition.dialogues.values():
        for number, met in entry.record.rounds.items():
            for point in met.raised:
                if voice := _at_round(context, record, met, point):
                    yield replace(voice, met=(entry.record.id, number))


def _at_round(context: Context, record: Recommendation, met: Round, point: Point) -> Voice | None:
    reach: Reach
    shared = [id for id in record.cases if id in point.cases and not record.changes_law]
    if (
        record.id in point.recommendations
        or {*record.events} & {*point.events}
        or {*record.provisions} & {*point.provisions}
    ):
        reach = "about"
    elif shared:
        reach = "case"
    else:
        return None
    shared = [id for id in shared if id in context.edition.cases]
    names = [_name(context, id) for id in shared]
    case = join_words(context.labels, names) if reach == "case" else None
    about = _say_occupation(context, shared[0]) if case and len(names) == 1 else None
    dated = point if point.date or point.as_of else point.model_copy(update={"date": met.date})
    voice = _voice(context, dated, point.by or met.by, reach, case, point.progress)
    return replace(voice, about=about) if voice else None


def _name(context: Context, case: str) -> str:
    record = context.edition.cases[case].record
    return choose_name(record.names, record.display)


def _say_occupation(context: Context, case: str) -> str | None:
    """Return what a person does, where the paper tells of the person nowhere else."""
    return None if case in context.edition.told else say(context, context.edition.cases[case].record.occupation)


def _voice(
    context: Context,
    raised: Raised,
    by: tuple[str, ...],
    reach: Reach,
    case: str | None = None,
    progress: bool = False,
) -> Voice | None:
    """Return a voice; None where nobody of it may be named."""
    names = say_names(context, raised.raised_by, say(context, raised.others))
    return Voice(raised, names, raised.date or raised.as_of, by, reach, case, progress=progress) if names else None


def say_names(context: Context, ids: Iterable[str], others: str | None) -> str:
    """Return who raised something, in words: of many bodies two, and how many others there were."""
    names = [name for id in ids if (name := say_organisation(context, id))]
    if len(names) > _MOST_NAMES:
        two = context.labels["comma"].join(names[:2])
        return context.labels["raised_others"].format(name=two, number=len(names) - 2)
    if others:  # words that may have an “and” of their own
        return context.labels["comma"].join([*names, others])
    return join_words(context.labels, names)


def list_raised(context: Context, case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield who raised a case before the paper, when and how, whether or not a recommendation is about it, each with
    the ids of the sources that tell it."""
    day = context.edition.as_of
    for one in case.raised_by:
        voice = _voice(context, one, one.by, "same")
        if voice and not _came_with(voice, day):
            yield say_voice(context, voice), voice.sources


def say_voice(context: Context, voice: Voice) -> str:
    """Return a voice in words: who, when, and in the words of the record how; of a case whose it is."""
    labels = context.labels
    words = say_who_and_when(context, voice)
    if voice.case:
        return labels["raised_case"].format(name=words, case=voice.case)
    what = say(context, voice.raised.text)
    return f"{words}: {what.strip().rstrip('.')}" if what else words


def say_who_and_when(context: Context, voice: Voice) -> str:
    """Return who raised something, and when or by when; who alone where neither is known."""
    if voice.when is None:
        return voice.names
    key = "raised_by" if voice.raised.date else "raised_by_day"
    return context.labels[key].format(name=voice.names, date=say_day(context.labels, voice.when))


def find_first_call(voices: Iterable[Voice], day: date) -> Voice | None:
    """Return the earliest voice that asked for the same before an edition as of `day`; None where nobody is known to
    have.

    What was raised on the day itself came with the edition, not before it; what had been raised by that day, before.
    """
    earlier = [
        voice
        for voice in voices
        if voice.reach == "same" and not voice.progress and voice.when and not _came_with(voice, day)
    ]
    return min(earlier, key=lambda voice: voice.when.last if voice.when else day, default=None)


def _came_with(voice: Voice, day: date) -> bool:
    """Tell whether something was raised on the day of an edition or later."""
    if voice.when is None:
        return False
    return voice.when.last >= day if voice.raised.date else voice.when.last > day
