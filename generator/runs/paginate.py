"""Record the pages of an edition's Word file, as LibreOffice lays it out."""

from __future__ import annotations

from pathlib import Path

from generator.base.diagnostics import BriefingError
from generator.paper.issued import paper_of
from generator.paper.make import audience_of, explained, style_of
from generator.records.load import load
from generator.records.resolve import resolve
from generator.records.schema.base import Visibility
from generator.runs.page_numbers import record_pages


def paginate(root: Path, edition: str, audience: Visibility | None = None, lang: str = "en") -> tuple[Path, int]:
    """Lay the Word file out until its contents have the pages that they name; return the file of pages and their
    number.

    Raises BriefingError where the edition can't be built, LibreOffice is not there, or the pages do not settle.
    """
    from generator.formats.docx import write_docx
    from generator.formats.docx.pages import ENGINE, paginate_with_libreoffice

    dataset, problems = load(root, [edition])
    problems += resolve(dataset)
    document, problems = paper_of(dataset, problems, edition, audience, lang)
    if document is None or any(p.severity == "error" for p in problems):
        raise BriefingError(explained(problems, dataset, audience or "public"))
    style = style_of(dataset, edition)
    template = style.file("paper.docx")
    layout = paginate_with_libreoffice(write_docx(document, template, None), document)
    for _ in range(3):  # the numbers themselves may move a line; one more round is enough in practice
        again = paginate_with_libreoffice(write_docx(document, template, layout.pages), document)
        if again.pages == layout.pages:
            break
        layout = again
    path = record_pages(root, document, style, audience_of(dataset, edition, audience), ENGINE, layout)
    return path, len(layout.pages)
