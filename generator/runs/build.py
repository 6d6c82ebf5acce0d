"""Build editions: from the files of the workspace to finished papers. The pipeline is `make_each`; read it first.

A target is (edition, audience, language, format). What it becomes depends on the files alone: no clock, no network, no
environment. Every problem of a run is gathered and raised at once, and then no file is touched.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.base.gc import uncollected
from generator.paper.workspace import Shared
from generator.runs.press import FORMATS, Finished, Press

if TYPE_CHECKING:
    from generator.paper.document import Document
    from generator.records.schema.base import Visibility


@dataclass(frozen=True, slots=True)
class Made:
    """What `make` made: the numbered document, whom it is for, its files, and what there is to tell (warnings,
    hints)."""

    document: Document
    audience: Visibility
    files: tuple[Finished, ...]
    notices: tuple[Diagnostic, ...]


def make(
    root: Path, edition: str, formats: Iterable[str] = FORMATS, audience: Visibility | None = None, lang: str = "en"
) -> Made:
    """Return the papers of an edition in the formats asked for.

    Raises BriefingError with everything that is wrong, in data, prose and templates together.
    """
    shared = Shared(root, [edition], audience or "public")
    ((_, made),) = make_each(shared, [edition], formats, audience, lang)
    if isinstance(made, BriefingError):
        raise made
    return made


def make_each(
    shared: Shared,
    editions: Iterable[str],
    formats: Iterable[str] = FORMATS,
    audience: Visibility | None = None,
    lang: str = "en",
    watch: Callable[[str, str | None], None] = lambda edition, format: None,
) -> Iterator[tuple[str, Made | BriefingError]]:
    """Yield each edition with its papers, or with everything that is wrong with it, in their order.

    While the slowest format of one edition is written beside, the next is begun. `watch` is told of each format of an
    edition that is done, and of None now and then while one is waited for.
    """
    formats = list(formats)
    with uncollected(), ExitStack() as presses:
        begun: deque[_Begun] = deque()
        for edition in editions:
            # the press starts before anything is read: it loads meanwhile what it needs
            press = presses.enter_context(Press(formats, partial(watch, edition)))
            begun.append(_begin(shared, edition, press, audience, lang))
            if len(begun) > 1:
                yield _finish(shared, begun.popleft())
        while begun:
            yield _finish(shared, begun.popleft())


@dataclass(frozen=True, slots=True)
class _Begun:
    """An edition whose papers are being written; without a document where it can't be put together."""

    edition: str
    document: Document | None
    audience: Visibility
    press: Press
    problems: list[Diagnostic]


def _begin(shared: Shared, edition: str, press: Press, audience: Visibility | None, lang: str) -> _Begun:
    # imported only now, while the press loads libraries; and who finds nothing to do needs none of these
    from generator.paper.issued import paper_of
    from generator.paper.make import audience_of, style_of
    from generator.runs.page_numbers import recorded_pages

    dataset = shared.dataset
    document, problems = paper_of(dataset, shared.problems(edition), edition, audience, lang)
    reader = audience_of(dataset, edition, audience) if document else shared.reader
    if document:
        style, pages = style_of(dataset, edition), None
        if "docx" in press.formats:
            pages, told = recorded_pages(shared.root, document, style, reader)
            problems += told
        # written even where the data is at fault, so that what is wrong with a template is told in the same run
        press.begin(document, style, pages)
    return _Begun(edition, document, reader, press, problems)


def _finish(shared: Shared, begun: _Begun) -> tuple[str, Made | BriefingError]:
    from generator.paper.make import explained

    files: tuple[Finished, ...] = ()
    problems = begun.problems
    if begun.document:
        files, more = begun.press.finish()
        problems += [*more, *(notice for file in files for notice in file.notices)]
    found = explained(problems, shared.dataset, shared.reader)
    if begun.document is None or any(problem.severity == "error" for problem in found):
        return begun.edition, BriefingError(found)
    return begun.edition, Made(begun.document, begun.audience, files, tuple(found))
