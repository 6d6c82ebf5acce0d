"""The lists of people in a document as a workbook (XLSX): a sheet of people, and one of their sources with links.

In: a numbered Document. Out: bytes; the same document gives the same bytes.
"""

from __future__ import annotations

from generator.formats.lists import collect_lists
from generator.formats.workbook import WorkbookSheet, write_workbook
from generator.paper.document import Document, join_inlines

_WIDTH = 190.0
"""Width of all columns together, in characters: fitted to a page on its side, they are as small as the table in the
paper."""


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
    )
    # a cell can hold one link only, and a person has several sources
    sources = WorkbookSheet(
        labels["column_sources"],
        [labels[f"column_{key}"] for key in ("number", "name", "source", "address")],
        [
            [person.words.get("number", ""), person.words.get("name", ""), source, url]
            for person in lists.people
            for source, url in person.sources
        ],
        [5.0, 30.0, 40.0, 90.0],
        frozen=2,
        linked=(3,),
    )
    return write_workbook(document, (people, sources))
