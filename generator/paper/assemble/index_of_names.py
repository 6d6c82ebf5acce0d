"""The index of names at the end of a long list: under which number somebody stands, by family name.

In: the numbers of people in the tables of a section. Out: a subsection with a paragraph for each letter. The numbers
are those of the rows, and of the profiles, so that they hold on paper and in every format.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import groupby

from generator.base.text.collation import make_collation_key, make_letter_key
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import name_case
from generator.paper.assemble.lists import make_name_key
from generator.paper.document import INDEX_LETTER, BlockId, Inline, Label, Paragraph, Run, Section, share_run
from generator.records.resolve.wordings import choose_name, find_family_name
from generator.records.schema import Case

_LONG = 100
"""A list of fewer people is read through in a few minutes."""
_KEPT = "\u00a0"
"""A blank at which no line breaks: a number stays with its name."""


def assemble_index_of_names(context: Context, section: BlockId) -> Iterator[Section]:
    """Yield the index of the people in the tables of a section of the paper, where they are many."""
    numbers, lang = context.numbered.get(section, {}), context.edition.lang
    if not is_long(numbers):
        return
    letter, key = make_letter_key(lang), make_collation_key(lang)
    named = [(invert_name(entry.record), entry) for entry in (context.edition.cases[id] for id in numbers)]
    named.sort(key=lambda one: (letter(one[0]), *make_name_key(one[1], lang)))
    id = name_index(section)
    lines: list[Paragraph] = []
    for _, alike in groupby(named, key=lambda one: letter(one[0])):
        found = list(alike)
        letters = (_find_letter(name) for name, _ in found)
        words: list[Inline] = [Label(INDEX_LETTER, min(letters, key=key), strong=True)]
        for count, (name, entry) in enumerate(found):
            words += [
                share_run(f"{_KEPT}· " if count else " "),
                replace(name_case(context, entry.record), runs=_stand_out(name)),
                Run(f"{_KEPT}{numbers[entry.record.id]}"),
            ]
        lines.append(Paragraph(f"{id}.{len(lines) + 1}", tuple(words)))
    yield Section(id, 2, (context.label("index_of_names"),), tuple(lines), "section")


def is_long(people: Collection[str]) -> bool:
    """Tell whether so many people are listed that a reader needs help to find one of them."""
    return len(people) >= _LONG


def name_index(section: BlockId) -> BlockId:
    """Return the id of the index of a section of the paper."""
    return f"{section}.index"


def invert_name(case: Case) -> str:
    """Return the name as it is printed, the family name first: Rassendyll, Rudolf."""
    shown = choose_name(case.names, case.display)
    if case.kind != "person" or case.display != "full_name":
        return shown
    family = find_family_name(case.names)
    if shown.endswith(f" {family}"):
        return f"{family}, {shown.removesuffix(f' {family}')}"
    if shown.startswith(f"{family} "):
        return f"{family}, {shown.removeprefix(f'{family} ')}"
    return shown


def _stand_out(name: str) -> tuple[Run, ...]:
    """Return an inverted name with what it is looked up by in bold: lines of many hundred names are scanned for it."""
    family, comma, given = name.partition(", ")
    return (Run(family, strong=True), *([Run(comma + given)] if comma else []))


def _find_letter(name: str) -> str:
    """Return the first letter of a name, as a capital without accents."""
    return unicodedata.normalize("NFD", name[0])[0].upper()
