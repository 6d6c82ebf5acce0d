"""List the formats and write them; the slowest one is written in a worker process, in parallel."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin

if TYPE_CHECKING:
    from generator.formats.pdf import PdfResult
    from generator.paper.document import Document
    from generator.records.style import Style
    from generator.runs.worker import BuildWorker

Pages = Mapping[str, int] | None
_Known: TypeAlias = "tuple[Document, Style, Pages]"


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished and judged file of one format; `notices` are warnings and hints about it."""

    format: str
    data: bytes
    notices: tuple[Diagnostic, ...] = ()


def _docx(document: Document, style: Style, pages: Pages) -> Finished:
    from generator.formats.docx import write_docx

    return judge_word(write_docx(document, style.file("paper.docx"), pages), document, style)


def _docx_alone(document: Document, style: Style, pages: Pages) -> Iterator[bytes | tuple[Diagnostic, ...]]:
    """Yield the parts of a Word file, and once they are judged what there is to tell of them. Who waits for nothing
    else packs them meanwhile (`_pack_docx`)."""
    from generator.formats.docx import write_docx

    plain = write_docx(document, style.file("paper.docx"), pages, packed=False)
    yield plain
    yield judge_word(plain, document, style).notices


def _pack_docx(answer: Callable[[], Any], look: Callable[[Finished], object]) -> Finished:
    """Return the Word file of which a process beside gives the parts, packed and looked at while they are judged."""
    from generator.formats.docx.package import pack_anew  # in no time, while they are waited for

    data = pack_anew(answer())
    look(Finished("docx", data))
    return Finished("docx", data, answer())


def judge_word(data: bytes, document: Document, style: Style) -> Finished:
    """Return a Word file that was written of a document; raise BriefingError with what is wrong with it."""
    from generator.formats.docx.check.file import check_docx
    from generator.formats.docx.template.missing_styles import warn_of_missing_styles

    # before it is judged: what comes after gives back the memory of all its trees, which takes longer than this does
    notices = tuple(warn_of_missing_styles(style.file("paper.docx")))
    if problems := check_docx(data, document):
        raise BriefingError(problems)
    return Finished("docx", data, notices)


def _pdf(document: Document, style: Style, pages: Pages) -> Finished:
    from generator.formats.pdf import write_pdf

    result = write_pdf(document, style)
    return Finished("pdf", result.data, report_pdf(document, result))


def report_pdf(document: Document, result: PdfResult) -> tuple[Diagnostic, ...]:
    """Return what there is to tell of a finished PDF: warnings of its layout, and each note on the page after its call
    (O310)."""
    deferred = [
        codes.DEFERRED_NOTE.at(
            document.notes[id].origin or Origin(document.id),
            f"note {document.numbers.notes[id]} stands on the page after its call",
        )
        for id in result.deferred
    ]
    return (*result.warnings, *deferred, *_find_overfull_pages(document, result))


def _find_overfull_pages(document: Document, result: PdfResult) -> Iterator[Diagnostic]:
    """Yield a warning for each section that should stand on one page and takes more (O365)."""
    from generator.paper.document import join_inlines

    begins = {page.start.block: number for number, page in enumerate(result.pages) if page.start}
    ends = [begins.get(section.id) for section in document.sections[1:]] + [len(result.pages)]
    for section, end in zip(document.sections, ends, strict=True):
        if section.own_page and end is not None and section.id in begins and (taken := end - begins[section.id]) > 1:
            yield codes.OVERFULL_PAGE.at(
                section.origin or Origin(document.id),
                f"“{join_inlines(section.title)}” should stand on one page, and takes {taken}",
                "leave out what is least urgent: the sections have it all the same",
            )


def _html(document: Document, style: Style, pages: Pages) -> Finished:
    from generator.formats.html import write_html
    from generator.formats.html_check import find_lost_words
    from generator.formats.html_template import TEMPLATE
    from generator.records.style import name_style_file

    data = write_html(document, style)
    if problems := find_lost_words(data, document, name_style_file(style.file(TEMPLATE))):
        raise BriefingError(problems)
    return Finished("html", data)


def _markdown(document: Document, style: Style, pages: Pages) -> Finished:
    from generator.formats.markdown import write_markdown

    return Finished("md", write_markdown(document))


def _xlsx(document: Document, style: Style, pages: Pages) -> Finished:
    from generator.formats.xlsx import write_xlsx

    return Finished("xlsx", write_xlsx(document))


def _csv(document: Document, style: Style, pages: Pages) -> Finished:
    from generator.formats.csv import write_csv

    return Finished("csv", write_csv(document))


def _json(document: Document, style: Style, pages: Pages) -> Finished:
    from generator.formats.json import write_json

    return Finished("json", write_json(document))


_WRITERS: Mapping[str, Callable[[Document, Style, Pages], Finished]] = {
    "docx": _docx, "pdf": _pdf, "html": _html, "md": _markdown, "json": _json,
    "xlsx": _xlsx, "csv": _csv,
}  # fmt: skip

PAPER_FORMATS = ("docx", "pdf", "html", "md", "json")
"""Every format of a paper, by the ending of its files."""
ANNEX_FORMATS = ("docx", "pdf", "xlsx", "csv")
"""Every format of an annex that stands alone."""
SHEET_FORMATS = ("html", "docx", "xlsx")
"""Every format of the sheet of sources."""


Look = Callable[[Finished], object]
Watch = Callable[[str | None], None]
"""Is told of each format that is done, and of None now and then while one is waited for."""


def _unwatched(_: str | None) -> None:
    pass


def start_beside(formats: Iterable[str], known: _Known | None = None) -> BuildWorker | None:
    """Start the process that writes the slowest of the formats, the PDF or else the Word file; None where there is
    neither, or no process can be forked. It loads its libraries at once, which takes as long as all that comes before
    they are needed; what is `known` before it is forked is written then."""
    from generator.runs import worker

    wanted = set(formats)
    slowest = _find_slowest(wanted)
    if not slowest or not worker.POSSIBLE:
        return None
    # what both processes need is loaded once
    import generator.paper.document
    import generator.records.style  # noqa: F401

    return worker.BuildWorker(_READY[slowest], _docx_alone if wanted == {"docx"} else _WRITERS[slowest], known)


def _find_slowest(wanted: Collection[str]) -> str | None:
    return next((name for name in _READY if name in wanted), None)


def print_at_once(
    formats: Iterable[str], document: Document, style: Style, pages: Pages
) -> tuple[tuple[Finished, ...], list[Diagnostic]]:
    """Return what `Press.print` does, of a document that is known before any process is started: it goes along with the
    fork, and need not be packed here and unpacked there."""
    with Press(formats, known=(document, style, pages)) as press:
        return press.print(document, style, pages)


class Press:
    """Writes a paper in the wanted formats. Used with `with`: a process for the slowest of them (`beside`, where it was
    started before) loads its libraries while all the data is read here. Without `apart` all of them are written in this
    process. What is `known` before is what will be printed.
    """

    def __init__(
        self,
        formats: Iterable[str],
        watch: Watch = _unwatched,
        apart: bool = True,
        beside: BuildWorker | None = None,
        known: _Known | None = None,
    ):
        self.formats = [name for name in _WRITERS if name in set(formats)]
        self._watch = watch
        self._apart = _find_slowest(self.formats) if apart else None
        self._beside = beside
        self._known = known
        self._sent = False
        self.packed: bytes | None = None  # document and style, as they were handed over
        self._finished: list[Finished] = []
        self._problems: list[Diagnostic] = []

    def __enter__(self) -> Press:
        if self._apart and self._beside is None:
            self._beside = start_beside(self.formats, self._known)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._beside:
            self._beside.close()

    def print(self, document: Document, style: Style, pages: Pages) -> tuple[tuple[Finished, ...], list[Diagnostic]]:
        """Return the files and what was wrong with those that could not be written; the faults of all formats
        together."""
        self.begin(document, style, pages)
        return self.finish()

    def send_ahead(self, read: Callable[[bytes], tuple[Document, Style]], kept: bytes) -> None:
        """Give the document and its style to the process beside as they were kept: it reads them while this one does,
        and `begin` need not hand them over."""
        if self._beside:
            self._beside.send_ahead(read, kept)
            self._sent = True

    def begin(self, document: Document, style: Style, pages: Pages) -> None:
        """Write all formats but the slowest, which goes on beside until `finish`."""
        if self._beside and self._known is None:
            if not self._sent:
                self.packed = pickle.dumps((document, style), pickle.HIGHEST_PROTOCOL)
                self.send_ahead(pickle.loads, self.packed)
            self._beside.send(pages)
        for name in self.formats:
            if not (self._beside and name == self._apart):
                self._write(name, partial(_WRITERS[name], document, style, pages))

    def finish(self, look: Look = lambda file: None) -> tuple[tuple[Finished, ...], list[Diagnostic]]:
        """Wait for the slowest; return what `print` returns. Where nothing but a Word file is written, `look` is given
        it while it is still judged."""
        beside = self._beside
        if beside and self._apart:
            answer = partial(beside.result, lambda: self._watch(None))
            self._write(self._apart, partial(_pack_docx, answer, look) if self.formats == ["docx"] else answer)
            beside.close()
            self._beside = None
        self._finished.sort(key=lambda file: self.formats.index(file.format))
        return tuple(self._finished), self._problems

    def _write(self, format: str, write: Callable[[], Finished]) -> None:
        try:
            self._finished.append(write())
        except BriefingError as error:
            self._problems += error.diagnostics
        self._watch(format)


def _pdf_ready() -> None:
    from generator.formats.pdf import repair

    repair.load_weasyprint()


def _docx_ready() -> None:
    import generator.formats.docx.check.file
    import generator.formats.docx.check.notes
    import generator.formats.docx.check.structure
    import generator.formats.docx.check.words
    import generator.formats.docx.finish
    import generator.formats.docx.template.render  # noqa: F401


_READY: Mapping[str, Callable[[], None]] = {"pdf": _pdf_ready, "docx": _docx_ready}
"""What to import for the formats that are worth a process of their own, the slowest first."""


def load_writers(formats: Iterable[str]) -> None:
    """Import what takes long to import for these formats, so that processes that are forked afterwards have it."""
    for name in formats:
        if name in _READY:
            _READY[name]()
