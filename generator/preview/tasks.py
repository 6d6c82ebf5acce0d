"""What preview workers do: lay out a PDF, check an edition, write a file.
Each piece of work is a function of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.base.gc import pause_collection

if TYPE_CHECKING:
    from generator.formats.pdf import PdfResult
    from generator.paper.document import Document
    from generator.preview.choice import Choice
    from generator.records.style import Style


_STEPS_BEHIND = 4
"""How much less of a busy processor this process asks for than that which makes the page: what a saved sentence waits
for goes before checks and layouts, of which those of a list of hundreds take minutes on all processors."""


class WorkFailed(Exception):
    """The preview worker met a bug in this program; the message is the name of the exception."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file as `build` writes it, and the name that `build` gives it."""

    name: str
    data: bytes


def serve(pipe: Connection, lays_out: bool) -> None:
    """Do what comes through the pipe, one thing after the other, until the other side closes it; who `lays_out`
    loads at once what that needs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)  # what is given up takes its temporary files along
    if hasattr(os, "nice"):  # not on Windows
        os.nice(_STEPS_BEHIND)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if lays_out:
        with contextlib.suppress(Exception):  # what is wrong is told when there is work
            _get_ready()
    while True:
        try:
            work, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        answer = _answer(work, arguments)
        try:
            pipe.send(answer)
        except OSError:
            return
        except Exception as error:  # what can't be pickled
            pipe.send((False, WorkFailed(type(error).__name__)))


def _end(number: int, frame: object) -> NoReturn:
    sys.exit(1)


def _end_with_parent() -> None:
    """End this process, whatever it does, as soon as its parent has ended, however that ended."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _answer(work: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        with pause_collection():
            return True, work(*arguments)
    except BriefingError as error:
        return False, error
    except Exception as error:
        # not the error's own words, which may hold what a reader may not see
        return False, WorkFailed(type(error).__name__)


def _get_ready() -> None:
    from generator.formats.pdf import repair

    repair.load_weasyprint()


def check_edition(root: Path, edition: str) -> tuple[Diagnostic, ...]:
    """Return everything that `briefing check` finds about an edition."""
    from generator.runs.check import check_workspace

    return tuple(check_workspace(root, [edition]))


def lay_out_pdf(document: Document, style: Style) -> PdfResult:
    """Return what the layout of the PDF tells; raise BriefingError where there is no PDF."""
    from generator.formats.pdf import lay_out

    return lay_out(document, style)


def record_page_numbers(root: Path, choice: Choice) -> int:
    """Record the pages of an edition's Word file, as `briefing paginate` does; return the number of its headings."""
    from generator.runs.paginate import paginate

    return paginate(root, choice.edition, choice.audience, choice.lang or "en")[1]


def write_edition(root: Path, choice: Choice, format: str) -> WrittenFile:
    """Return a paper as `build` would write it now; raise BriefingError where it would write none."""
    from generator.paper.workspace import Workspace
    from generator.runs.build import make_each
    from generator.runs.last_build import name_paper_file

    lang = choice.lang or "en"
    workspace = Workspace(root, [choice.edition], choice.audience or "public", choice.style)
    ((_, made),) = make_each(workspace, [choice.edition], [format], choice.audience, lang)
    if isinstance(made, BriefingError):
        raise made
    (file,) = made.files
    return WrittenFile(name_paper_file(choice.edition, format, made.audience, lang), file.data)
