"""The lists of people in a document as a workbook (XLSX): a sheet of people in the words of the paper, one of their
sources with links, and one of records, a value in each cell.

The sheet of people is to be read and printed. That of records is to be sorted, filtered and counted, and to be read
back: its columns are called as the fields of records are in every language, its dates are dates where the day is known,
and nothing stands above its head. They are apart, so that who sorts the one does not cut the words of the other from
their values, and so that a paper on a table is not a third of the width for what a program reads.

In: a numbered Document. Out: bytes; the same document gives the same bytes.
"""

from __future__ import annotations

from generator.formats.lists import Lists, collect_lists
from generator.formats.workbook import WorkbookSheet, write_workbook
from generator.paper.document import Document, join_inlines
from generator.records.case_rows import OF_THE_LIST, is_date_column

_WIDTH = 190.0
"""Width of all columns together, in characters: fitted to a page on its side, they are as small as the table in the
paper."""

_RECORDS = "records"
"""What the sheet for programs is called, in every language."""

_WIDEST = 28
_BUTTON = 3
"""Room in a head for the button that filters."""


def write_xlsx(document: Document) -> bytes:
    """Return the workbook. Raises BriefingError (O322) for a cell that is longer than a sheet can hold."""
    lists, labels, cover = collect_lists(document), document.labels, document.cover
    shares = [share for *_, share in lists.columns]
    people = WorkbookSheet(
        labels["sheet_people"],
        [head for _, head, _ in lists.columns],
        [[person.words.get(key, "") for key, _, _ in lists.columns] for person in lists.people],
        [max(5.0, _WIDTH * share / sum(shares)) for share in shares],
        1 + next((n for n, (key, _, _) in enumerate(lists.columns) if key == "name"), 0),
        title=join_inlines(cover.title.inlines),
        facts=(
            " · ".join(join_inlines(line.inlines) for line in (cover.kind, *cover.facts)),
            join_inlines(cover.status.inlines) if cover.status else "",
        ),
        numbers=(0,),
    )
    # a cell can hold one link only, and a person has several sources
    ids = any(source.id for person in lists.people for source in person.sources)
    sources = WorkbookSheet(
        labels["column_sources"],
        [*(labels[f"column_{key}"] for key in ("number", "name", "source", "address")), *(["id"] if ids else [])],
        [
            [
                person.words.get("number", ""),
                person.words.get("name", ""),
                source.words,
                source.address,
                *([source.id] if ids else []),
            ]
            for person in lists.people
            for source in person.sources
        ],
        [5.0, 30.0, 40.0, 90.0, *([20.0] if ids else [])],
        frozen=2,
        linked=(3,),
        numbers=(0,),
    )
    return write_workbook(document, (people, sources, *([_list_records(document, lists)] if lists.keys else [])))


def _list_records(document: Document, lists: Lists) -> WorkbookSheet:
    """Return the sheet of records: the number of the row among people, and what it says to programs; the mark of a
    paper that is not for everybody in each row, since a row is soon copied."""
    marked = [document.mark] if document.mark else []
    heads = [f"{OF_THE_LIST}number", *lists.keys, f"{OF_THE_LIST}category", *([f"{OF_THE_LIST}mark"] if marked else [])]
    rows = [
        [person.words.get("number", ""), *(person.values.get(key, "") for key in lists.keys), person.category, *marked]
        for person in lists.people
        if person.values
    ]
    widths = [
        float(min(_WIDEST, max(len(head) + _BUTTON, *(len(text) + 1 for text in column))))
        for head, *column in zip(heads, *rows, strict=True)
    ]
    return WorkbookSheet(
        _RECORDS,
        heads,
        rows,
        widths,
        frozen=1 + heads.index("names.preferred"),
        numbers=(0,),
        dates=tuple(n for n, key in enumerate(heads) if is_date_column(key)),
        wrapped=False,
    )
