"""Pages of a Word file's headings, as LibreOffice lays it out: what `briefing paginate` records.

Word may break pages elsewhere: fonts and line breaking differ.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.base import codes
from generator.base.diagnostics import BriefingError, Code, Origin
from generator.base.extras import need_extra
from generator.base.program_beside import run_beside
from generator.formats.docx.names import name_bookmarks
from generator.paper.document import BlockId, Document

ENGINE = "LibreOffice"
"""What laid the file out."""

SECONDS = 180
"""A hundred pages take LibreOffice about ten; more than this means that it hangs."""

_EXPORT = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'


@dataclass(frozen=True, slots=True)
class Layout:
    """The page, counted from 1, of each heading of the contents; and the fonts that the engine laid it out with."""

    pages: Mapping[BlockId, int]
    fonts: tuple[str, ...]


def paginate_with_libreoffice(docx: bytes, document: Document) -> Layout:
    """Return where LibreOffice puts the headings of the contents.

    `docx` was written from `document`. Raises BriefingError if LibreOffice is missing (O220), fails (O221), or does
    not tell of every heading (O222).
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise _error(
            document,
            codes.LAYOUT_ENGINE_MISSING,
            "LibreOffice, which counts the pages, is not installed",
            "install it (Debian: apt-get install libreoffice-writer-nogui), or build without page numbers",
        )
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "paper.docx").write_bytes(docx)
        # a profile of its own: LibreOffice hands the work to a running instance otherwise, and gives nothing back
        profile = f"-env:UserInstallation={(here / 'profile').as_uri()}"
        command = [
            program,
            profile,
            "--headless",
            "--convert-to",
            _EXPORT,
            "--outdir",
            folder,
            str(here / "paper.docx"),
        ]
        if not run_beside(command, SECONDS):
            raise _error(document, codes.WORD_LAYOUT_FAILED, f"LibreOffice was not done after {SECONDS} s")
        pdf = here / "paper.pdf"
        if not pdf.exists():
            raise _error(document, codes.WORD_LAYOUT_FAILED, "LibreOffice could not lay out the Word file")
        found, fonts = dict(_destinations(pdf)), _fonts(pdf)
    names = name_bookmarks(document)
    pages: dict[BlockId, int] = {}
    for line in document.numbers.contents:
        name = names[line.target]
        page = found.get(name, found.get(_escaped(name)))
        if page is None:
            raise _error(document, codes.HEADING_WITHOUT_PAGE, f"LibreOffice gives no page for {line.target}")
        pages[line.target] = page
    return Layout(pages, fonts)


def _escaped(name: str) -> str:
    """Return the name as LibreOffice writes it: everything but ASCII letters and digits in hexadecimal."""
    return "".join(c if c.isalnum() else f"{ord(c):02X}" for c in name)


def _destinations(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the named destinations of a PDF and their pages (ISO 32000-1, 12.3.2.3: in the catalog or in a tree)."""
    with need_extra("pdf", "counting pages"):
        import pikepdf

    with pikepdf.open(path) as pdf:
        numbers: dict[Any, int] = {page.objgen: n for n, page in enumerate(pdf.pages, 1)}

        def page(target: Any) -> int | None:
            array = target.get("/D") if isinstance(target, pikepdf.Dictionary) else target
            return numbers.get(tuple(array[0].objgen)) if isinstance(array, pikepdf.Array) else None

        named: list[tuple[str, Any]] = []
        if "/Dests" in pdf.Root:
            named += [(key.lstrip("/"), value) for key, value in pdf.Root.Dests.items()]
        if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
            named += [(str(key), value) for key, value in pikepdf.NameTree(pdf.Root.Names.Dests).items()]
        for name, target in named:
            number = page(target)
            if number is not None:
                yield name, number


def _fonts(path: Path) -> tuple[str, ...]:
    """Return the names of the fonts of a PDF, without the mark of a subset (ISO 32000-1, 9.6.4)."""
    with need_extra("pdf", "counting pages"):
        import pikepdf

    names = set()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            resources: Any = page.obj.get("/Resources")
            fonts = resources.get("/Font") if resources is not None else None
            for font in fonts.values() if fonts is not None else ():
                names.add(str(font.get("/BaseFont", "")).lstrip("/").rpartition("+")[2])
    return tuple(sorted(names - {""}))


def _error(document: Document, code: Code, message: str, help: str | None = None) -> BriefingError:
    return BriefingError([code.at(Origin(document.id), message, help)])
