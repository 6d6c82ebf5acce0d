"""Write what came of a comparison as Markdown, as a workbook and as YAML snippets.

In: a Reconciliation, and what organisations are called. Out: bytes by the names of files; the same input gives the same
bytes. Each says whose readers it is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap

from generator.formats.markdown import escape
from generator.formats.workbook import WorkbookSheet, write_workbook
from generator.paper.document import Cover, Document, Paragraph, Properties, Run
from generator.records.schema.base import Visibility
from generator.review.reconcile.compare import Reconciliation
from generator.review.reconcile.snippets import write_snippets
from generator.review.reconcile.tables import ReconciledTable, make_tables

_TITLE = "Lists of prisoners, compared with our cases"
_MARKS: Mapping[Visibility, str] = {
    "internal": "INTERNAL: for those who keep the records alone",
    "confidential": "CONFIDENTIAL",
    "partner": "FOR PARTNERS",
    "public": "PUBLIC",
}


def write_report(found: Reconciliation, names: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files by name: reconciliation.md, reconciliation.xlsx, recognitions.yaml. Raises BriefingError (O322)
    for a cell that no sheet can hold."""
    tables, mark = make_tables(found, names), _MARKS[found.audience]
    return {
        "reconciliation.md": _write_markdown(tables, mark),
        "reconciliation.xlsx": _write_xlsx(tables, mark),
        "recognitions.yaml": write_snippets(found, mark).encode(),
    }


def _write_markdown(tables: tuple[ReconciledTable, ...], mark: str) -> bytes:
    lines = [f"**{escape(mark)}**", "", f"# {_TITLE}", ""]
    for table in tables:
        lines += [f"## {table.name}", "", escape(table.about), ""]
        if not table.rows:
            lines += ["Nobody.", ""]
            continue
        lines += [_row(table.heads), "|" + "---|" * len(table.heads)]
        lines += [*map(_row, table.rows), ""]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escape(cell) for cell in cells) + " |"


def _write_xlsx(tables: tuple[ReconciledTable, ...], mark: str) -> bytes:
    cover = Cover(Paragraph("kind", (Run(_TITLE),)), Paragraph("title", (Run(_TITLE),)))
    document = Document(
        "reconciliation", "en", Properties(_TITLE, (), "", (), "", ""), cover, (), {},
        {"page": "page {page} of {pages}"}, _TITLE, mark,
    )  # fmt: skip
    sheets = [
        WorkbookSheet(
            table.name,
            table.heads,
            table.rows,
            table.widths,
            frozen=1,
            named=n > 0,
            title=table.name,
            facts=wrap(table.about, int(sum(table.widths))),
        )
        for n, table in enumerate(tables)
    ]
    return write_workbook(document, sheets)
