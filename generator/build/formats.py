"""The formats, and the press that writes them: the PDF in a process of its own, beside all the others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from generator.diagnostics import BriefingError, Diagnostic, Origin
from generator.document import BlockId, Document

if TYPE_CHECKING:
    from concurrent.futures import Executor

Pages = Mapping[BlockId, int] | None


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished and judged file of one format; `notices` are warnings and hints about it."""

    format: str
    data: bytes
    notices: tuple[Diagnostic, ...] = ()


def _docx(document: Document, style: Path, pages: Pages) -> Finished:
    from generator.checks.docx import check_docx
    from generator.writers.docx import write_docx

    data = write_docx(document, style / "paper.docx", pages)
    if problems := check_docx(data, document):
        raise BriefingError(problems)
    return Finished("docx", data)


def _pdf(document: Document, style: Path, pages: Pages) -> Finished:
    from generator.writers.pdf import write_pdf

    result = write_pdf(document, style)
    deferred = [
        Diagnostic("O310", "deferred-note", f"note {document.numbers.notes[id]} stands on the page after its call",
                   document.notes[id].origin or Origin(document.id), severity="hint")
        for id in result.deferred
    ]  # fmt: skip
    return Finished("pdf", result.data, (*result.warnings, *deferred))


def _html(document: Document, style: Path, pages: Pages) -> Finished:
    from generator.writers.html import write_html

    return Finished("html", write_html(document, style))


def _markdown(document: Document, style: Path, pages: Pages) -> Finished:
    from generator.writers.markdown import write_markdown

    return Finished("md", write_markdown(document))


def _json(document: Document, style: Path, pages: Pages) -> Finished:
    from generator.writers.json import write_json

    return Finished("json", write_json(document))


_WRITERS: Mapping[str, Callable[[Document, Path, Pages], Finished]] = {
    "docx": _docx, "pdf": _pdf, "html": _html, "md": _markdown, "json": _json,
}  # fmt: skip

FORMATS = tuple(_WRITERS)
"""Every format, by the ending of its files."""


class Press:
    """Writes the wanted formats. Used with `with`: the process for the PDF starts at once and loads WeasyPrint, which takes
    longer than reading all the data, while the rest of the build goes on."""

    def __init__(self, formats: Iterable[str]):
        self.formats = [name for name in FORMATS if name in set(formats)]
        self._beside: Executor | None = None

    def __enter__(self) -> Press:
        if "pdf" in self.formats and len(self.formats) > 1:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            # a fork starts at once; macOS and Windows know only the slower, clean start
            way = "fork" if sys.platform.startswith("linux") else "spawn"
            self._beside = ProcessPoolExecutor(1, multiprocessing.get_context(way))
            self._beside.submit(_warm)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._beside:
            self._beside.shutdown(wait=kind is None, cancel_futures=True)

    def print(self, document: Document, style: Path, pages: Pages) -> tuple[tuple[Finished, ...], list[Diagnostic]]:
        """Return the files and what was wrong with those that could not be written; the faults of all formats together."""
        finished: list[Finished] = []
        problems: list[Diagnostic] = []
        waiting = self._beside.submit(_WRITERS["pdf"], document, style, pages) if self._beside else None
        for name in self.formats:
            if name == "pdf" and waiting:
                continue
            try:
                finished.append(_WRITERS[name](document, style, pages))
            except BriefingError as error:
                problems += error.diagnostics
        if waiting:
            try:
                finished.append(waiting.result())
            except BriefingError as error:
                problems += error.diagnostics
        finished.sort(key=lambda file: FORMATS.index(file.format))
        return tuple(finished), problems


def _warm() -> None:
    """Import what the PDF needs; what is wrong with it is told when the PDF is written."""
    import contextlib

    with contextlib.suppress(Exception):
        from generator.writers.pdf import repair

        repair.load_weasyprint()
