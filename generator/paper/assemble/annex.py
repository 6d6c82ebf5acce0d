"""The table of prisoners: a row for each case, made from its record.

In: the cases of a block. Out: a table of those who are known to be held, one of those who are not any more, one of
those of whom it is not known, and one of those who were never known to be. What no document says is printed as not
known, and nothing is asserted from silence.

A group's story is told of the group: its charges, sentences and dates are facts about a person only where the person's
own record says them. Where that is silent, the row leads to the story of the group and says no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from generator.base.diagnostics import Origin
from generator.paper.assemble.context import Context
from generator.paper.assemble.detention import say_place_of_detention
from generator.paper.assemble.facts import (
    capitalise,
    find_case,
    mention_case,
    read_case,
    say_charges,
    say_custody_start,
    say_last_arrest,
    say_native_names,
    say_sources,
    say_status,
    was_convicted,
)
from generator.paper.assemble.imposed import say_sentences
from generator.paper.assemble.lists import Group, group_cases
from generator.paper.assemble.portrait import say_recognitions
from generator.paper.assemble.row_values import list_row_values
from generator.paper.assemble.tables import RowDraft, assemble_table
from generator.paper.assemble.wording import say
from generator.paper.document import Block, BlockId, Column, Inline, Label, Paragraph, Run, Table
from generator.records.load import Entry
from generator.records.resolve.held import Standing
from generator.records.resolve.since import choose_mark
from generator.records.schema import Case
from generator.records.schema.listed_blocks import PrisonersBlock

COLUMNS: Mapping[Standing, tuple[Column, ...]] = {
    "held": (
        Column("number", 0.025), Column("name", 0.115), Column("about", 0.105), Column("since", 0.105),
        Column("charges", 0.215), Column("sentence", 0.12), Column("held", 0.095), Column("status", 0.115),
        Column("sources", 0.105),
    ),
    "free": (
        Column("number", 0.025), Column("name", 0.13), Column("about", 0.12), Column("taken", 0.12),
        Column("charges", 0.23), Column("sentence", 0.135), Column("status", 0.13), Column("sources", 0.11),
    ),
    "last_known": (
        Column("number", 0.025), Column("name", 0.115), Column("about", 0.105), Column("taken", 0.105),
        Column("charges", 0.205), Column("sentence", 0.12), Column("held_last", 0.095), Column("status", 0.125),
        Column("sources", 0.105),
    ),
    "never_held": (
        Column("number", 0.025), Column("name", 0.15), Column("about", 0.14), Column("charges", 0.26),
        Column("sentence", 0.155), Column("status", 0.15), Column("sources", 0.12),
    ),
}  # fmt: skip
"""What each list says of a person: only of those who are held, since when and where; and of those who were never known
to be in custody, nothing of it."""

RECOGNISED = Column("recognised", 0.1)
"""Stands in tables in which anybody is recognised."""

_IDS: Mapping[Standing, str] = {"held": "", "free": ".free", "last_known": ".last-known", "never_held": ".never-held"}


def assemble_prisoners(
    context: Context,
    block: PrisonersBlock,
    lists: Mapping[Standing, tuple[Entry[Case], ...]],
    id: BlockId,
    origin: Origin,
    section: str,
    headings: tuple[str, ...] = (),
) -> Iterator[Block]:
    """Yield the tables of the block: for each list that has somebody, one for each of its groups.

    Numbers go through, from the last one of the blocks before it in the same `section` of the paper, whatever makes its
    categories: the `headings` around the block, and its groups.
    The block's own caption is that of the first list; where that has groups, it stands above them as a paragraph.
    """
    caption = say(context, block.caption)
    numbers = context.numbered.setdefault(section, {})
    number = len(numbers)
    for standing, cases in lists.items():
        here = f"{id}{_IDS[standing]}"
        title = caption if standing == "held" else context.labels[f"list_{standing}"]
        groups = group_cases(context, cases, block.group_by, block.sort_by)
        if standing == "held" and caption and groups and groups[0].title:
            yield Paragraph(f"{here}.caption", (Run(caption, strong=True),), "caption", origin)
            title = None
        for count, group in enumerate(groups, 1):
            part = here if group.title is None else f"{here}.group-{count}"
            yield _table(context, block, standing, group, number, _caption(context, title, group.title), part, origin)
            numbers.update((entry.record.id, one) for one, entry in enumerate(group.cases, number + 1))
            number += len(group.cases)
            category = (*headings, group.title[0].upper() + group.title[1:]) if group.title else headings
            for entry in group.cases if category else ():
                context.categories.setdefault(section, {}).setdefault(entry.record.id, category)


def _caption(context: Context, list: str | None, group: str | None) -> str | None:
    if list is None or group is None:
        return list or (group[0].upper() + group[1:] if group else None)
    return context.labels["list_group"].format(list=list, group=group)


def _table(
    context: Context,
    block: PrisonersBlock,
    standing: Standing,
    group: Group,
    before: int,
    caption: str | None,
    id: BlockId,
    origin: Origin,
) -> Table:

    def draft(number: int, entry: Entry[Case]) -> RowDraft:
        mark, bare = _mark(context, block, entry.record.id), block.charges == "articles"
        words = context.remember(
            entry, ("row", number, mark, bare), lambda noted: _words(noted, entry, number, mark, bare)
        )
        values = context.remember(entry, ("values",), lambda noted: list_row_values(noted, entry))
        return RowDraft(entry.record.id, words, entry.origin(), values)

    lines = (draft(number, entry) for number, entry in enumerate(group.cases, before + 1))
    above = Run(caption) if caption else None
    recognised = any(entry.record.recognitions for entry in group.cases)
    columns = add_recognitions(COLUMNS[standing]) if recognised else COLUMNS[standing]
    return assemble_table(context, id, columns, lines, above, origin, heads="name")


def add_recognitions(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns with one more before the last, for who counts a person among political prisoners, and when;
    the others make room for it."""
    narrower = tuple(replace(column, width=column.width * (1 - RECOGNISED.width)) for column in columns)
    return (*narrower[:-1], RECOGNISED, narrower[-1])


def _mark(context: Context, block: PrisonersBlock, id: str) -> str | None:
    """Return what became of the case since the edition before; what the author typed where there is none."""
    before, edition = context.edition.before, context.edition
    if before is None:
        return block.marks.get(id)
    return choose_mark(edition.cases[id].record, before.as_of, id in before.cases, edition.as_of)


def _words(
    context: Context, entry: Entry[Case], number: int, mark: str | None, bare: bool
) -> dict[str, tuple[Inline, ...]]:
    """Return the words of a row by the keys of all columns; `bare` charges are articles alone."""
    case, labels = entry.record, context.labels
    unknown: tuple[Inline, ...] = (context.label("unknown"),)
    name: list[Inline] = [*mention_case(context, case, strong=True)]
    name += say_native_names(case)
    if mark:
        name += [Run(" "), context.label(f"mark_{mark}")]
    about = ", ".join(words for words in (say(context, case.occupation), case.place) if words)
    place = capitalise(say_place_of_detention(context, case)) or unknown
    cells: dict[str, tuple[Inline, ...]] = {
        "number": (Run(str(number)),),
        "name": tuple(name),
        "about": capitalise(about) or unknown,
        "since": say_custody_start(context, case) or unknown,
        "taken": say_last_arrest(context, case) or unknown,
        "charges": capitalise(say_charges(context, case, bare)) or _group_story(context, case, say_charges) or unknown,
        "sentence": capitalise(say_sentences(context, case)) or _group_story(context, case, say_sentences) or unknown,
        "held": place,
        "held_last": place,
        "status": say_status(context, case) or unknown,
        "recognised": capitalise(say_recognitions(context, case)) or unknown,
        "sources": tuple(say_sources(context, entry)) or unknown,
    }
    if read_case(context, case).step and cells["sentence"] == unknown and not was_convicted(case) and case.proceedings:
        cells["sentence"] = (Label("no_sentence", labels["no_sentence"]),)
    return cells


def _group_story(context: Context, case: Case, told: Callable[[Context, Case], str]) -> tuple[Inline, ...]:
    """Return words that lead to the story of the group, where it stands in this paper and tells what the person's own
    record does not; none otherwise."""
    target = context.targets.get(f"case:{case.group}")
    group = find_case(context, case.group or "")
    if target is None or group is None or not told(context, group.record):
        return ()
    first, _, last = context.labels["see_group"].partition("{name}")
    mention = mention_case(context, group.record)[:1]  # that it is a group is plain from what leads to it
    return tuple(part for part in (Run(first), *mention, Run(last)) if part != Run(""))
