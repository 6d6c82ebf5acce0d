"""Lay out the PDFs of papers in a process of its own, and give up those that nobody waits for any more.

In: a paper, and the document and style of its newest version. Out: what the layout tells. When files come in that may
change the paper, a layout that takes long and is not half done is ended with its process, so that the newest version
has the processors; one that is nearly done tells where pages begin, which a newer version is shown by, too.
"""

from __future__ import annotations

from time import monotonic

from generator.formats.pdf import PdfResult
from generator.paper.document import Document
from generator.preview import tasks
from generator.preview.paper_state import PaperState
from generator.preview.worker import PreviewWorker, WorkerDied
from generator.records.style import Style

_LONG = 5.0
"""Seconds from which on a layout may be given up: to start a process anew takes one or two."""
_HALF = 0.5


class GivenUp(Exception):
    """A layout was ended, since another version is about to come."""


class Layouts:
    """The process, and what it is at work on; it is used by one event loop."""

    def __init__(self) -> None:
        self.worker = PreviewWorker(lays_out=True)
        self._at: PaperState | None = None
        self._began = 0.0
        self._took: dict[PaperState, float] = {}
        self._gave_up: set[PaperState] = set()

    async def lay_out(self, paper: PaperState, document: Document, style: Style) -> PdfResult:
        """Return what the layout of a paper tells. Raises BriefingError where there is no PDF, WorkerDied where the
        process ended, and GivenUp where it was ended."""
        self._at, self._began = paper, monotonic()
        try:
            laid: PdfResult = await self.worker.ask(tasks.lay_out_pdf, document, style)
        except WorkerDied:
            if self._at is None:
                raise GivenUp from None
            raise
        finally:
            self._at = None
        self._took[paper] = monotonic() - self._began
        self._gave_up.discard(paper)
        return laid

    def give_up(self, paper: PaperState) -> None:
        """End the layout of a paper, if it is one that takes long and is not half done: never the first one, nor two
        one after the other, so that who saves again and again learns where pages begin, too."""
        ran = monotonic() - self._began
        if self._at is paper and paper not in self._gave_up and _LONG <= ran <= self._took.get(paper, 0.0) * _HALF:
            self._at = None
            self._gave_up.add(paper)
            self.worker.give_up()

    def forget(self, paper: PaperState) -> None:
        """Forget a paper that nobody looks at any more."""
        self._took.pop(paper, None)
        self._gave_up.discard(paper)
