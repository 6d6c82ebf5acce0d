"""Build editions: from the files of the workspace to finished papers. The pipeline is `make_each`; read it first.

A target is (edition, audience, language, format). What it becomes depends on the files alone: no clock, no network, no
environment. Every problem of a run is gathered and raised at once, and then no file is touched.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.diagnostics import BriefingError, Diagnostic, has_errors, stop_at_errors
from generator.paper.workspace import Workspace
from generator.runs.archive.by_part import by_part, keep_known
from generator.runs.last_build import name_paper_file
from generator.runs.leaks import find_leaks
from generator.runs.press import PAPER_FORMATS, Finished, Press

if TYPE_CHECKING:
    from generator.paper.document import Document
    from generator.records.schema.base import Visibility


@dataclass(frozen=True, slots=True)
class MadePapers:
    """The papers of one edition as they are placed: their audience, the files, and what there is to tell."""

    audience: Visibility
    files: tuple[Finished, ...]
    notices: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class BuiltPapers(MadePapers):
    """The papers of one edition, and the document that they tell."""

    document: Document


def make_files(
    root: Path,
    edition: str,
    formats: Iterable[str] = PAPER_FORMATS,
    audience: Visibility | None = None,
    lang: str = "en",
) -> BuiltPapers:
    """Return the papers of an edition in the formats asked for.

    Raises BriefingError with everything that is wrong, in data, prose and templates together.
    """
    workspace = Workspace(root, [edition], audience or "public")
    ((_, made),) = make_each(workspace, [edition], formats, audience, lang)
    if isinstance(made, BriefingError):
        raise made
    return made


def make_each(
    workspace: Workspace,
    editions: Iterable[str],
    formats: Iterable[str] = PAPER_FORMATS,
    audience: Visibility | None = None,
    lang: str = "en",
    watch: Callable[[str, str | None], None] = lambda edition, format: None,
    apart: bool = True,
) -> Iterator[tuple[str, BuiltPapers | BriefingError]]:
    """Yield each edition with its papers, or with everything that is wrong with it, in their order.

    While the slowest format of one edition is written beside, the next is begun. `watch` is told of each format of an
    edition that is done, and of None now and then while one is waited for. Without `apart` no process is started.
    """
    formats = list(formats)
    with ExitStack() as presses:
        begun: deque[_Begun] = deque()
        for edition in editions:
            # the press starts before anything is read: it loads meanwhile what it needs
            press = presses.enter_context(Press(formats, partial(watch, edition), apart))
            begun.append(_begin(workspace, edition, press, audience, lang))
            if len(begun) > 1:
                yield _finish(workspace, begun.popleft())
        while begun:
            yield _finish(workspace, begun.popleft())


@dataclass(frozen=True, slots=True)
class _Begun:
    """An edition whose papers are being written; without a document where it can't be put together."""

    edition: str
    document: Document | None
    audience: Visibility
    lang: str
    press: Press
    problems: list[Diagnostic]


def _begin(workspace: Workspace, edition: str, press: Press, audience: Visibility | None, lang: str) -> _Begun:
    # imported only now, while the press loads libraries; and who finds nothing to do needs none of these
    from generator.paper import make as pipeline
    from generator.records.load import MoreIsNeeded
    from generator.runs.page_numbers import read_pages

    def make(used: Workspace) -> tuple[pipeline.Paper, Visibility]:
        paper = pipeline.make(used, edition, audience, lang)
        if used is not workspace and has_errors(paper.problems):
            raise MoreIsNeeded  # what is wrong is told by who has read everything
        whole = paper.document and paper.style
        return paper, pipeline.choose_audience(used.dataset, edition, audience) if whole else workspace.reader

    paper, reader = by_part(workspace, make)
    problems = [*paper.problems]
    if paper.document and paper.style:
        pages = None
        if "docx" in press.formats:
            pages, told = read_pages(workspace.root, paper.document, paper.style, reader)
            problems += told
        # written even where the data is at fault, so that what is wrong with a template is told in the same run
        press.begin(paper.document, paper.style, pages)
    return _Begun(edition, paper.document, reader, lang, press, problems)


def _finish(workspace: Workspace, begun: _Begun) -> tuple[str, BuiltPapers | BriefingError]:
    files: tuple[Finished, ...] = ()
    problems = begun.problems
    if begun.document:
        files, more = begun.press.finish()
        problems += [*more, *(notice for file in files for notice in file.notices)]
    found = by_part(workspace, lambda used: _judge(used, begun, problems, files))
    keep_known(workspace)
    try:
        document = stop_at_errors(found, begun.document)
    except BriefingError as error:
        return begun.edition, error
    return begun.edition, BuiltPapers(begun.audience, files, tuple(found), document)


def _judge(
    workspace: Workspace, begun: _Begun, problems: Sequence[Diagnostic], files: Sequence[Finished]
) -> list[Diagnostic]:
    """Return everything that is wrong with finished files, or that there is to tell of them, as it is shown."""
    from generator.paper.named_since import find_papers_out

    found = [*problems]
    if not has_errors(found):
        named = {name_paper_file(begun.edition, f.format, begun.audience, begun.lang): f.data for f in files}
        found += find_leaks(named, workspace.protected(begun.audience))
    return workspace.explained([*found, *find_papers_out(workspace, begun.edition)])
