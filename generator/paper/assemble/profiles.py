"""The profiles of an annex: for each case a line of facts and its story, from its record.

In: the ids of cases. Out: sections; people of one group stand below its story, which is told once. What no document
says is left out, and nothing is asserted from silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import capital, case_of, charges, held, sentences, since, standing_of, status, taken
from generator.paper.assemble.places import place_of
from generator.paper.assemble.prose import paragraph, prose
from generator.paper.assemble.wording import day, joined, organisation, say, sentence
from generator.paper.document import Block, BlockId, Inline, Paragraph, Run, Section
from generator.records.resolve.wordings import name_of
from generator.records.schema import Case
from generator.records.schema.cases import Profile


def profile_id(case: str) -> BlockId:
    """Return the id of the section that tells of a case."""
    return f"profile.{case}"


def told_below(context: Context, cases: Iterable[str]) -> Mapping[str, str]:
    """Return, by the id of each of the cases that stands below the story of its group, the id of the group.

    A group's story stands in the paper where somebody has written it, or where the list names the group itself.
    """
    ids = list(cases)
    found = {}
    for id in ids:
        entry = case_of(context, id)
        group = case_of(context, entry.record.group or "") if entry else None
        if group and (group.record.id in ids or _told(context, group.record)):
            found[id] = group.record.id
    return found


def assemble_profiles(context: Context, cases: Iterable[str], level: int) -> Iterator[Section]:
    """Yield the profiles of the cases, in that order; a group comes where it or the first of its people is named."""
    ids = list(cases)
    groups = told_below(context, ids)
    # a story that stands elsewhere in the paper is not told again
    groups = {id: group for id, group in groups.items() if group in ids or profile_id(group) not in context.once}
    people: dict[str, list[str]] = {}
    for id in ids:
        people.setdefault(groups.get(id, id), [])
        if id in groups:
            people[groups[id]].append(id)
    for id, members in people.items():
        section = assemble_profile(context, id, level)
        if section is None:
            continue
        context.once.add(section.id)
        below = (assemble_profile(context, member, level + 1, in_group=True) for member in members)
        yield replace(section, blocks=(*section.blocks, *(inner for inner in below if inner)))


def assemble_profile(context: Context, case_id: str, level: int, in_group: bool = False) -> Section | None:
    """Return the profile of a case: a line of facts, the bold lead, the story, or a first wording made from the
    record."""
    entry = case_of(context, case_id)
    if entry is None:
        return None
    case, id = entry.record, profile_id(case_id)
    blocks: list[Block] = []
    if facts := _facts(context, case):
        blocks.append(Paragraph(f"{id}.facts", facts, "facts"))
    told = _told(context, case)
    if told is None:
        words = first_wording(context, case, in_group)
        if words:
            blocks.append(Paragraph(f"{id}.1", (Run(words),)))
    else:
        index = case.profile.index(told)
        if lead := say(context, told.lead):
            place = place_of(context, entry.file, entry.origin("profile", index, "lead"), lead)
            blocks.append(paragraph(context, lead, place, f"{id}.lead", "lead", strong=True))
        if text := say(context, told.text):
            path = (
                ("profile", index, "text")
                if isinstance(told.text, str)
                else ("profile", index, "text", context.edition.lang)
            )
            blocks += prose(context, text, place_of(context, entry.file, entry.origin(*path), text), id)
    return Section(
        id, level, (Run(name_of(case.names, case.display)),), tuple(blocks), "profile", origin=entry.origin()
    )


def _told(context: Context, case: Case) -> Profile | None:
    known = [p for p in case.profile if p.as_of.last <= context.edition.as_of]
    return max(known, key=lambda p: p.as_of.last) if known else None


def _facts(context: Context, case: Case) -> tuple[Inline, ...]:
    standing = standing_of(context, case)
    known = {
        "since" if standing == "held" else "taken": (since if standing == "held" else taken)(context, case),
        "charges": capital(charges(context, case)),
        "sentence": capital(sentences(context, case)),
        "held" if standing == "held" else "held_last": capital(held(context, case)),
        "status": status(context, case),
    }
    found: list[Inline] = []
    for key, words in known.items():
        if words:
            found += [Run(" · ")] if found else []
            found += [context.label(f"column_{key}", strong=True), Run(": "), *words]
    return tuple(found)


def first_wording(context: Context, case: Case, in_group: bool = False) -> str:
    """Return what the record's dated entries say, in plain sentences, for a case whose story nobody has written yet."""
    labels, name = context.labels, name_of(case.names, case.display)
    sentences = []
    for proceeding in case.proceedings:
        for stage in proceeding.stages:
            key = f"told_{stage.stage}"
            if stage.date and key in labels:
                told = labels[key].format(
                    name=name, date=day(labels, stage.date), court=say(context, stage.court) or labels["a_court"]
                )
                if stage.sentence:
                    told += f" ({sentence(context, stage.sentence)})"
                sentences.append(f"{told}.")
    sentences += [words for entry in case.timeline if entry.date and (words := say(context, entry.text))]
    for recognition in case.recognitions:
        named = [organisation(context, id) for id in recognition.recognised_by]
        who = [words for words in (*named, say(context, recognition.others)) if words]
        if not who:
            continue
        since = day(labels, recognition.as_of) if recognition.as_of else labels["unknown"]
        sentences.append(labels["told_recognition"].format(who=joined(labels, who), name=name, date=since))
    if not case.proceedings and not case.detention:
        sentences.append(labels["told_in_group" if in_group else "told_nothing"])
    return " ".join(sentences)
