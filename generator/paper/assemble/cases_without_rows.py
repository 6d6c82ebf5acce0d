"""The cases of an edition that have no row in the table of what changed: who is new, and of whom nothing is known.

In: the edition and the one before it. Out: paragraphs with their names. What no entry says is not told as unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.base.diagnostics import Origin
from generator.base.text.collation import make_collation_key
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import mention_case
from generator.paper.document import BlockId, Inline, Label, Paragraph, Run
from generator.paper.select import Predecessor
from generator.paper.select.before import list_told_cases
from generator.records.load import Entry
from generator.records.resolve.since import choose_mark
from generator.records.resolve.wordings import choose_name
from generator.records.schema import Case


def tell_cases(context: Context, ids: Iterable[str]) -> Iterator[tuple[Entry[Case], Case]]:
    """Yield the cases among `ids` that were picked, by the names that papers print; those of one name, as two whose
    names are withheld, in an order that is the same each time."""
    known = context.edition.cases
    key = make_collation_key(context.edition.lang)

    def by_name(entry: Entry[Case]) -> tuple[bytes, str]:
        return key(choose_name(entry.record.names, entry.record.display)), entry.record.id

    for entry in sorted((known[id] for id in ids if id in known), key=by_name):
        yield entry, entry.record


def list_without_rows(
    context: Context, before: Predecessor, id: BlockId, dates: dict[str, str], origin: Origin
) -> Iterator[Paragraph]:
    """Yield a line for each of: who is new, of whom it is known that nothing changed, of whom nothing is known since.

    Of the last, those that the paper before told of and this one alone lists have a line of their own: with it, as many
    are named as the picture of the lists counts.
    """
    day_of = context.edition.as_of
    new = [case for _, case in tell_cases(context, context.edition.told - before.cases)]
    same = [
        c
        for _, c in tell_cases(context, before.cases)
        if choose_mark(c, before.as_of, True, day_of) == "no_further_developments"
    ]
    silent = [
        case
        for _, case in tell_cases(context, before.prisoners)
        if choose_mark(case, before.as_of, True, day_of) is None
    ]
    listed = list_told_cases(section.tree for section in context.edition.sections)[1] - before.prisoners
    silent_told = [
        case
        for _, case in tell_cases(context, before.cases & listed)
        if choose_mark(case, before.as_of, True, day_of) is None
    ]
    found = {"new": new, "same": same, "silent": silent, "silent_told": silent_told}
    for key, cases in found.items():
        if not cases:
            continue
        words: list[Inline] = [
            Label(f"changes_{key}", context.labels[f"changes_{key}"].format(**dates), strong=True),
            Run(" "),
        ]
        words += _join_cases(context, cases)
        yield Paragraph(f"{id}.{key}", (*words, Run(".")), "body", origin)


def _join_cases(context: Context, cases: Sequence[Case]) -> Iterator[Inline]:
    """Yield the names of cases; people of a group that is among them stand once, in brackets behind it."""
    groups = {case.id for case in cases}
    for number, case in enumerate(case for case in cases if case.group not in groups):
        if number:
            yield Run(", ")
        members = [one for one in cases if one.group == case.id]
        name, *mark = mention_case(context, case)
        yield name
        if not members:
            yield from mark
        for count, member in enumerate(members):
            yield Run(", " if count else " (")
            yield from mention_case(context, member)
        if members:
            yield Run(")")
