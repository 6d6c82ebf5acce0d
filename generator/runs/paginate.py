"""Record the pages of an edition's Word file, as LibreOffice lays it out."""

from __future__ import annotations

from pathlib import Path

from generator.base.diagnostics import stop_at_errors
from generator.paper.make import choose_audience, make
from generator.paper.workspace import Workspace
from generator.records.schema.base import Visibility
from generator.runs.page_numbers import record_pages


def paginate(root: Path, edition: str, audience: Visibility | None = None, lang: str = "en") -> tuple[Path, int]:
    """Lay the Word file out until its contents have the pages that they name; return the file of pages and their
    number.

    Raises BriefingError where the edition can't be built, LibreOffice is not there, or the pages do not settle.
    """
    from generator.formats.docx import write_docx
    from generator.formats.docx.pages import ENGINE, paginate_with_libreoffice

    workspace = Workspace(root, [edition], audience or "public")
    paper = make(workspace, edition, audience, lang)
    found = workspace.explained(paper.problems)
    document, style = stop_at_errors(found, paper.document), stop_at_errors(found, paper.style)
    template = style.file("paper.docx")
    layout = paginate_with_libreoffice(write_docx(document, template, None), document)
    for _ in range(3):  # the numbers themselves may move a line; one more round is enough in practice
        again = paginate_with_libreoffice(write_docx(document, template, layout.pages), document)
        if again.pages == layout.pages:
            break
        layout = again
    path = record_pages(root, document, style, choose_audience(workspace.dataset, edition, audience), ENGINE, layout)
    return path, len(layout.pages)
