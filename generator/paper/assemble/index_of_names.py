"""The index of names at the end of a long list: under which number somebody stands, by family name.

In: the numbers of people in the tables of a section. Out: a subsection with a paragraph for each letter. The numbers
are those of the rows, and of the profiles, so that they hold on paper and in every format.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from generator.base.text.collation import make_collation_key, make_letter_key
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import name_case
from generator.paper.assemble.lists import make_name_key
from generator.paper.document import INDEX_LETTER, BlockId, Inline, Label, Mention, Paragraph, Run, Section
from generator.records.load import Entry
from generator.records.resolve.wordings import choose_name, find_family_name
from generator.records.schema import Case

_LONG = 100
"""A list of fewer people is read through in a few minutes."""
_KEPT = "\u00a0"
"""A blank at which no line breaks: a number stays with its name."""


def assemble_index_of_names(context: Context, section: BlockId) -> Iterator[Section]:
    """Yield the index of the people in the tables of a section of the paper, where they are many."""
    numbers, lang = context.numbered.get(section, {}), context.edition.lang
    if len(numbers) < _LONG:
        return
    letter, key = make_letter_key(lang), make_collation_key(lang)
    entries = sorted(
        (context.edition.cases[id] for id in numbers),
        key=lambda entry: (letter(_invert(entry)[0]), *make_name_key(entry, lang)),
    )
    id = f"{section}.index"
    lines: list[Paragraph] = []
    for _, alike in groupby(entries, key=lambda entry: letter(_invert(entry)[0])):
        found = list(alike)
        letters = (_find_letter(entry) for entry in found)
        words: list[Inline] = [Label(INDEX_LETTER, min(letters, key=key), strong=True)]
        for count, entry in enumerate(found):
            name = Run(_invert(entry))
            words += [Run(f"{_KEPT}· " if count else " "), _name(context, entry, name)]
            words.append(Run(f"{_KEPT}{numbers[entry.record.id]}"))
        lines.append(Paragraph(f"{id}.{len(lines) + 1}", tuple(words)))
    yield Section(id, 2, (context.label("index_of_names"),), tuple(lines), "section")


def _name(context: Context, entry: Entry[Case], name: Run) -> Mention:
    mention = name_case(context, entry.record)
    return Mention(mention.record, (name,), target=mention.target)


def _invert(entry: Entry[Case]) -> str:
    """Return the name as it is printed, the family name first: Rassendyll, Rudolf."""
    case, names = entry.record, entry.record.names
    shown = choose_name(names, case.display)
    if case.kind != "person" or case.display != "full_name":
        return shown
    family = find_family_name(names)
    for before, after in ((shown.removesuffix(f" {family}"), shown), (shown.removeprefix(f"{family} "), shown)):
        if before != after:
            return f"{family}, {before}"
    return shown


def _find_letter(entry: Entry[Case]) -> str:
    """Return the first letter of a name, as a capital without accents."""
    return unicodedata.normalize("NFD", _invert(entry)[0])[0].upper()
