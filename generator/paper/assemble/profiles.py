"""The profiles of an annex: for each case a line of facts and its story, from its record.

In: the ids of cases. Out: sections; people of one group stand below its story, which is told once. What no document
says is left out, and nothing is asserted from silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.paper.assemble.context import Context
from generator.paper.assemble.court import say_judges, say_lawyers, say_prosecutors
from generator.paper.assemble.detention import say_latest, say_place_of_detention
from generator.paper.assemble.facts import (
    capitalise,
    find_case,
    link_sources,
    list_cited_sources,
    read_case,
    say_charges,
    say_custody_start,
    say_last_arrest,
    say_status,
)
from generator.paper.assemble.first_wording import draft_story
from generator.paper.assemble.imposed import say_sentences
from generator.paper.assemble.photographs import read_photograph
from generator.paper.assemble.places import locate_text
from generator.paper.assemble.portrait import say_age_at_arrest, say_birth, say_family, say_recognitions
from generator.paper.assemble.prose import assemble_paragraph, assemble_prose
from generator.paper.assemble.raised import list_raised
from generator.paper.assemble.transfers import say_transfers
from generator.paper.assemble.wording import say
from generator.paper.document import ROW_NUMBER, Block, BlockId, Inline, Label, Paragraph, Run, Section, share_run
from generator.records.load import Entry
from generator.records.resolve.wordings import choose_name
from generator.records.schema import Case
from generator.records.schema.person import Profile


def make_profile_id(case: str) -> BlockId:
    """Return the id of the section that tells of a case."""
    return f"profile.{case}"


def find_group_profiles(context: Context, cases: Iterable[str]) -> Mapping[str, str]:
    """Return, by the id of each of the cases that stands below the story of its group, the id of the group.

    A group's story stands in the paper where somebody has written it, or where the list names the group itself.
    """
    ids = list(cases)
    found = {}
    for id in ids:
        entry = find_case(context, id)
        group = find_case(context, entry.record.group or "") if entry else None
        if group and (group.record.id in ids or _told(context, group.record)):
            found[id] = group.record.id
    return found


def assemble_profiles(context: Context, cases: Iterable[str], level: int) -> Iterator[Section]:
    """Yield the profiles of the cases, in that order; a group comes where it or the first of its people is named."""
    ids = list(cases)
    groups = find_group_profiles(context, ids)
    # a story that stands elsewhere in the paper is not told again
    groups = {id: group for id, group in groups.items() if group in ids or make_profile_id(group) not in context.once}
    people: dict[str, list[str]] = {}
    for id in ids:
        people.setdefault(groups.get(id, id), [])
        if id in groups:
            people[groups[id]].append(id)
    for id, members in people.items():
        section = assemble_profile(context, id, level)
        if section is None:
            continue
        context.once.setdefault(section.id)
        below = (assemble_profile(context, member, level + 1, in_group=True) for member in members)
        yield replace(section, blocks=(*section.blocks, *(inner for inner in below if inner)))


def assemble_grouped_profiles(
    context: Context, cases: Iterable[str], level: int, section: str, id: BlockId
) -> Iterator[Section]:
    """Yield the profiles below the headings under which their people stand in the lists of a section, in the order of
    these, each level of headings in the one above; who stands under none comes first."""
    ids, known = list(cases), context.categories.get(section, {})
    yield from assemble_profiles(context, (one for one in ids if one not in known), level)
    places = {one: number for number, one in enumerate(known)}
    yield from _below_headings(
        context, sorted((one for one in ids if one in known), key=places.__getitem__), known, level, id
    )


def _below_headings(
    context: Context, ids: list[str], headings: Mapping[str, tuple[str, ...]], level: int, id: BlockId, depth: int = 0
) -> Iterator[Section]:
    """Yield the profiles of those who have no heading of this depth any more, and a section for each heading."""
    groups: dict[str, list[str]] = {}
    for one in ids:
        groups.setdefault(headings[one][depth] if len(headings[one]) > depth else "", []).append(one)
    yield from assemble_profiles(context, groups.pop("", []), level)
    for number, (title, own) in enumerate(groups.items(), 1):
        here = f"{id}.{number}"
        inner = tuple(_below_headings(context, own, headings, level + 1, here, depth + 1))
        if inner:
            yield Section(here, level, (Run(title),), inner, "section")


def assemble_profile(context: Context, case_id: str, level: int, in_group: bool = False) -> Section | None:
    """Return the profile of a case: a line of facts, the bold lead, the story, or a first wording made from the
    record."""
    entry = find_case(context, case_id)
    if entry is None:
        return None
    case, id = entry.record, make_profile_id(case_id)
    blocks: list[Block] = []
    if facts := context.remember(entry, ("facts",), lambda noted: say_facts(noted, case)):
        blocks.append(Paragraph(f"{id}.facts", (*_say_number(context, case), *facts), "facts"))
    if picture := read_photograph(context, entry, f"{id}.photograph"):
        blocks.append(picture)
    blocks += context.remember(
        entry, ("story", in_group), lambda noted: tuple(assemble_story(noted, entry, id, in_group))
    )
    return Section(
        id, level, (Run(choose_name(case.names, case.display)),), tuple(blocks), "profile", origin=entry.origin()
    )


def _say_number(context: Context, case: Case) -> Iterator[Inline]:
    """Yield the number under which the person stands in a table before, by which a reader on paper finds the row."""
    numbers = [numbered[case.id] for numbered in context.numbered.values() if case.id in numbered]
    if numbers:
        yield Label(ROW_NUMBER, f"{context.labels['column_number']} {numbers[0]}", strong=True)
        yield share_run(" · ")


def assemble_story(context: Context, entry: Entry[Case], id: BlockId, in_group: bool = False) -> Iterator[Block]:
    """Yield the bold lead and the story of a case as told by the edition's day, or a first wording made from the
    record; `id` begins the ids of the blocks."""
    case = entry.record
    told = _told(context, case)
    if told is None:
        if words := draft_story(context, entry, f"{id}.1", in_group):
            yield Paragraph(f"{id}.1", words)
        return
    index = case.profile.index(told)
    if lead := say(context, told.lead):
        place = locate_text(context, entry.file, entry.origin("profile", index, "lead"), lead)
        yield assemble_paragraph(context, lead, place, f"{id}.lead", "lead", strong=True)
    if text := say(context, told.text):
        path = (
            ("profile", index, "text")
            if isinstance(told.text, str)
            else ("profile", index, "text", context.edition.lang)
        )
        yield from assemble_prose(context, text, locate_text(context, entry.file, entry.origin(*path), text), id)


def _told(context: Context, case: Case) -> Profile | None:
    known = [p for p in case.profile if p.as_of.last <= context.edition.as_of]
    return max(known, key=lambda p: p.as_of.last) if known else None


def _say_recognitions_untold(context: Context, case: Case) -> str:
    """Return who recognises the person where no table tells it, and a story that somebody wrote stands below: a first
    wording tells it itself."""
    told = case.id in context.listed or _told(context, case) is None
    return "" if told else say_recognitions(context, case)


def say_facts(context: Context, case: Case) -> tuple[Inline, ...]:
    """Return the line of facts: birth, age, custody, charges, sentence, place, status, transfers, health, access, who
    acts in court, who counts the person among political prisoners and by which criteria, who raised the case, and
    family, as far as they are known; none where nothing is."""
    standing = read_case(context, case).standing
    known = {
        "born": capitalise(say_birth(context, case)),
        "age_at_arrest": capitalise(say_age_at_arrest(context, case)),
        "since" if standing == "held" else "taken": (say_custody_start if standing == "held" else say_last_arrest)(
            context, case
        ),
        "charges": capitalise(say_charges(context, case)),
        "sentence": capitalise(say_sentences(context, case)),
        "held" if standing == "held" else "held_last": capitalise(say_place_of_detention(context, case)),
        "status": say_status(context, case),
        "transfers": capitalise(say_transfers(context, case)),
        "health": capitalise(say_latest(context, case, "health")),
        "access": capitalise(say_latest(context, case, "access")),
        "lawyers": capitalise(say_lawyers(context, case)),
        "judges": capitalise(say_judges(context, case)),
        "prosecutors": capitalise(say_prosecutors(context, case)),
        "recognised": capitalise(_say_recognitions_untold(context, case)),
        "criteria": capitalise(_say_criteria(context, case)),
        "raised_by": _say_raised(context, case),
        "family": say_family(context, case),
    }
    found: list[Inline] = []
    for key, words in known.items():
        if words:
            found += [share_run(" · ")] if found else []
            found += [context.label(f"column_{key}", strong=True), share_run(": "), *words]
    return tuple(found)


def _say_raised(context: Context, case: Case) -> tuple[Inline, ...]:
    """Return who raised the case, each with the sources that tell it where the row and the box of the case do not name
    them: they leave out what came to the case later."""
    named = list_cited_sources(case)
    found: list[Inline] = []
    for words, ids in list_raised(context, case):
        found += [Run("; "), Run(words)] if found else capitalise(words)
        if sources := link_sources(context, (id for id in ids if id not in named)):
            found += [Run(" ("), *sources, Run(")")]
    return tuple(found)


def _say_criteria(context: Context, case: Case) -> str:
    """Return the criteria of a political prisoner that documents find fulfilled, in words."""
    return "; ".join(context.labels[f"criterion_{one.criterion}"] for one in case.criteria)
