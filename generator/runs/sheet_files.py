"""Write the sheet of sources in its formats, in processes beside this one, which holds all that was read.

In: a sheet, and the style of its paper. Out: the files, and what was wrong with those that could not be written. The
Word file takes as long as all else, so that it has a process of its own; each is forked before anything is read, is
given what its files show of the sheet, and is no larger than that and these.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import is_dataclass
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.base.kept.reader import Reader
from generator.runs import worker
from generator.runs.kept_question import find_class
from generator.runs.press import SHEET_FORMATS, Finished, Press, judge_word, load_writers

if TYPE_CHECKING:
    from generator.paper.document import Document
    from generator.records.style import Style
    from generator.review.sheet import SourceSheet
    from generator.runs.worker import BuildWorker

_Made = tuple[tuple[Finished, ...], list[Diagnostic]]
_Box = list[bytes]
"""A packed sheet, which whoever unpacks it takes out: nobody holds it any longer while files are written of it."""


_LONG = 2_000
"""From so many claims on, the Word file is written by a process that judges none: what is left of writing it takes half
as much memory as the file that is judged."""


class SheetPress:
    """Writes a sheet in the wanted formats. Used with `with`, before anything is read. Without `apart` all of them are
    written in this process."""

    def __init__(self, formats: Collection[str], apart: bool = worker.POSSIBLE):
        tables = [name for name in ("html", "xlsx") if name in formats]
        self._works: list[tuple[Callable[[], None], Callable[[_Box], _Made]]] = []
        if "docx" in formats:
            self._works.append((partial(load_writers, ["docx"]), _write_word))
        if tables:
            self._works.append((partial(_load_tables, tables), partial(_write_tables, tables)))
        self._apart = apart
        self._beside: list[BuildWorker] = []
        self._made: list[_Made] = []

    def __enter__(self) -> SheetPress:
        if self._apart:
            for get_ready, work in self._works:
                self._beside.append(worker.BuildWorker(get_ready, work))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for beside in self._beside:
            beside.close()

    def begin(self, written: bytes) -> None:
        """Begin to write what `pack_sheet` packed; the sheet itself is needed no longer then."""
        for beside in self._beside:
            beside.send([written])
        if not self._beside:
            self._made = [work([written]) for _, work in self._works]

    def finish(self, search: Callable[[Finished], None] | None = None) -> _Made:
        """Return the files, in the order of the formats, and the faults of all of them together. Each file is
        `search`ed as soon as it is there: the others first, while the Word file, which takes longest, is written."""
        made: list[_Made] = []
        for n in reversed(range(len(self._works))):
            made.insert(0, self._made[n] if self._made else self._beside[n].result())
            if search:
                for file in made[0][0]:
                    search(file)
        files = (file for some, _ in made for file in some)
        problems = [problem for _, some in made for problem in some]
        return tuple(sorted(files, key=lambda file: SHEET_FORMATS.index(file.format))), problems


def pack_sheet(sheet: SourceSheet, style: Style) -> bytes:
    """Return what the files of a sheet are made of, for each process that writes some of them, and to be kept; of the
    sheet what they show is enough (`keep_shown`)."""
    return pickle.dumps((sheet, style), pickle.HIGHEST_PROTOCOL)


def read_sheet(packed: bytes) -> tuple[SourceSheet, Style]:
    """Return what `pack_sheet` packed."""
    sheet, style = Reader(io.BytesIO(packed), _find_class).load()
    return sheet, style


def _find_class(module: str, name: str) -> Any:
    from generator.review.sheet import model

    if module == model.__name__ and is_dataclass(found := getattr(model, name, None)):
        return found
    return find_class(module, name)


def _write_word(box: _Box) -> _Made:
    from generator.paper.document.numbering import number
    from generator.review.sheet.paper import assemble_sheet

    sheet, style = read_sheet(box.pop())
    document, is_long = number(assemble_sheet(sheet)), len(sheet.lines) >= _LONG
    del sheet  # the file that is judged takes many times as much
    if not is_long or not worker.POSSIBLE:
        return Press(["docx"], apart=False).print(document, style, None)
    try:
        return (judge_word(_write_apart(document, style), document, style),), []
    except BriefingError as error:
        return (), [*error.diagnostics]


def _write_apart(document: Document, style: Style) -> bytes:
    """Return the Word file, written by a fork of this process, which ends with all that it needed for that."""
    from generator.formats.docx import write_docx

    known = (document, style.file("paper.docx"), None)
    with closing(worker.BuildWorker(lambda: None, write_docx, known)) as writer:
        data: bytes = writer.result()
    return data


def _load_tables(formats: Collection[str]) -> None:
    if "html" in formats:
        import generator.review.sheet.html
    if "xlsx" in formats:
        import generator.review.sheet.xlsx  # noqa: F401


def _write_tables(formats: Collection[str], box: _Box) -> _Made:
    sheet, _ = read_sheet(box.pop())
    files: list[Finished] = []
    problems: list[Diagnostic] = []
    if "html" in formats:
        from generator.review.sheet.html import write_sheet_html

        files.append(Finished("html", write_sheet_html(sheet)))
    if "xlsx" in formats:
        from generator.review.sheet.xlsx import write_sheet_xlsx

        try:
            files.append(Finished("xlsx", write_sheet_xlsx(sheet)))
        except BriefingError as error:
            problems += error.diagnostics
    return tuple(files), problems
