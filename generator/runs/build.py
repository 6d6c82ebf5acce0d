"""Build editions: from the files of the workspace to finished papers. The pipeline is `make_each`; read it first.

A target is (edition, audience, language, format). What it becomes depends on the files alone: no clock, no network, no
environment. Every problem of a run is gathered and raised at once, and then no file is touched.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.diagnostics import BriefingError, Diagnostic, has_errors, stop_at_errors
from generator.paper.workspace import Workspace
from generator.records.aside import MoreIsNeeded
from generator.runs.archive.by_part import by_part, keep_known, list_unread
from generator.runs.last_build import name_paper_file
from generator.runs.leaks import find_leaks
from generator.runs.press import PAPER_FORMATS, Finished, Press

if TYPE_CHECKING:
    from generator.paper.document import Document
    from generator.paper.protected_values import Protected
    from generator.records.schema.base import Visibility
    from generator.records.style import Style
    from generator.runs.kept_paper import KeptPaper
    from generator.runs.kept_question import Question
    from generator.runs.made_from import Unlisted
    from generator.runs.worker import BuildWorker


@dataclass(frozen=True, slots=True)
class MadePapers:
    """The papers of one edition as they are placed: their audience, the files, and what there is to tell; `unlisted`
    are the inputs that are not told their readers, where that is known already."""

    audience: Visibility
    files: tuple[Finished, ...]
    notices: tuple[Diagnostic, ...]
    unlisted: Unlisted | None = field(default=None, kw_only=True)


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
    question: Question | None = None,
    beside: BuildWorker | None = None,
) -> Iterator[tuple[str, BuiltPapers | BriefingError]]:
    """Yield each edition with its papers, or with everything that is wrong with it, in their order.

    While the slowest format of one edition is written beside, the next is begun. `watch` is told of each format of an
    edition that is done, and of None now and then while one is waited for. Without `apart` no process is started.
    With a `question`, of the only edition, it is put together only where nothing is kept of it, and its slowest format
    is written by the process `beside`, where that was started before.
    """
    formats = list(formats)
    with ExitStack() as presses:
        begun: deque[_Begun] = deque()
        for edition in editions:
            # the press starts before anything is read: it loads meanwhile what it needs
            press = presses.enter_context(Press(formats, partial(watch, edition), apart, beside))
            begun.append(_begin(workspace, edition, press, audience, lang, question))
            if len(begun) > 1:
                yield _finish(workspace, begun.popleft())
        while begun:
            yield _finish(workspace, begun.popleft())


@dataclass(frozen=True, slots=True)
class _Begun:
    """An edition whose papers are being written; without a document where it can't be put together. `problems` are
    those of the paper, `told` what there is to tell of it beside them."""

    edition: str
    document: Document | None
    style: Style | None
    audience: Visibility
    problems: tuple[Diagnostic, ...]
    told: tuple[Diagnostic, ...]
    lang: str
    press: Press
    question: Question | None
    kept: KeptPaper | None


def _begin(
    workspace: Workspace,
    edition: str,
    press: Press,
    audience: Visibility | None,
    lang: str,
    question: Question | None,
) -> _Begun:
    # imported only now, while the press loads libraries; and who finds nothing to do needs none of these
    from generator.runs.page_numbers import read_pages

    kept = _recall(question, press) if question else None
    document, style, reader, problems = (
        (kept.document, kept.style, kept.audience, kept.problems)
        if kept
        else _put_together(workspace, edition, audience, lang)
    )
    told: tuple[Diagnostic, ...] = ()
    if document and style:
        pages = None
        if "docx" in press.formats:
            pages, told = read_pages(workspace.root, document, style, reader)
        # written even where the data is at fault, so that what is wrong with a template is told in the same run
        press.begin(document, style, pages)
    return _Begun(edition, document, style, reader, problems, told, lang, press, question, kept)


def _recall(question: Question, press: Press) -> KeptPaper | None:
    """Return what is kept of the paper; what writes it beside reads the document at the same time."""
    from generator.runs.kept_paper import read_document, recall_paper

    return recall_paper(question, partial(press.send_ahead, read_document))


def _put_together(
    workspace: Workspace, edition: str, audience: Visibility | None, lang: str
) -> tuple[Document | None, Style | None, Visibility, tuple[Diagnostic, ...]]:
    """Return the document of an edition with its style and whom it is for, and what is wrong with it."""
    from generator.paper.make import choose_audience, make

    def work(used: Workspace) -> tuple[Document | None, Style | None, Visibility, tuple[Diagnostic, ...]]:
        paper = make(used, edition, audience, lang)
        if used is not workspace and has_errors(paper.problems):
            raise MoreIsNeeded  # what is wrong is told by who has read everything
        whole = paper.document and paper.style
        reader = choose_audience(used.dataset, edition, audience) if whole else workspace.reader
        return paper.document, paper.style, reader, paper.problems

    return by_part(workspace, work)


def _finish(workspace: Workspace, begun: _Begun) -> tuple[str, BuiltPapers | BriefingError]:
    files: tuple[Finished, ...] = ()
    problems, kept = [*begun.problems, *begun.told], begun.kept
    leaks: list[tuple[Diagnostic, ...]] = []

    def look(file: Finished) -> None:
        if kept:
            with suppress(MoreIsNeeded):  # it is searched again, and asks for more
                leaks.append(tuple(_search(begun, [file], kept.protected)))

    if begun.document:
        files, more = begun.press.finish(look)
        problems += [*more, *(notice for file in files for notice in file.notices)]
    found = _find_told(kept, begun, problems, files, leaks) if kept else None
    if found is not None and kept and begun.document:
        return begun.edition, BuiltPapers(begun.audience, files, found, begun.document, unlisted=kept.unlisted)
    raw = by_part(workspace, lambda used: _judge(used, begun, problems, files))
    found = by_part(workspace, lambda used: _explain(used, begun, raw))
    keep_known(workspace)
    try:
        document = stop_at_errors(found, begun.document)
    except BriefingError as error:
        return begun.edition, error
    unlisted = _keep(workspace, begun, document, raw[len(problems) :], {raw: found})
    return begun.edition, BuiltPapers(begun.audience, files, found, document, unlisted=unlisted)


def _find_told(
    kept: KeptPaper,
    begun: _Begun,
    problems: Sequence[Diagnostic],
    files: Sequence[Finished],
    leaks: Sequence[tuple[Diagnostic, ...]],
) -> tuple[Diagnostic, ...] | None:
    """Return all that there is to tell of files that were made of a kept paper; None where the data has to be read to
    tell it. `leaks` is what the gate found, where it has searched these files already."""
    try:
        raw = (*problems, *(leaks[0] if leaks else _search(begun, files, kept.protected)), *kept.papers_out)
    except MoreIsNeeded:
        return None
    return kept.told.get(raw)


def _judge(
    workspace: Workspace, begun: _Begun, problems: Sequence[Diagnostic], files: Sequence[Finished]
) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with finished files, or that there is to tell of them."""
    from generator.paper.named_since import find_papers_out

    leaks = () if has_errors(problems) else _search(begun, files, workspace.protected(begun.audience))
    return (*problems, *leaks, *find_papers_out(workspace, begun.edition))


def _explain(workspace: Workspace, begun: _Begun, raw: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return what there is to tell, as it is shown."""
    if begun.document and begun.style:
        workspace.labels(begun.style, begun.lang)  # their lines are shown, and who put nothing together read none
    return tuple(workspace.explained(raw))


def _search(begun: _Begun, files: Sequence[Finished], protected: Protected) -> Iterator[Diagnostic]:
    named = {name_paper_file(begun.edition, f.format, begun.audience, begun.lang): f.data for f in files}
    return find_leaks(named, protected)


def _keep(
    workspace: Workspace,
    begun: _Begun,
    document: Document,
    papers_out: tuple[Diagnostic, ...],
    told: Mapping[tuple[Diagnostic, ...], tuple[Diagnostic, ...]],
) -> Unlisted | None:
    """Keep a paper that is in order; return which of its files are not told its readers."""
    if begun.question is None or begun.style is None:
        return None
    from generator.runs.closed_inputs import find_unlisted
    from generator.runs.kept_paper import KeptPaper, keep_paper

    unlisted = find_unlisted(workspace, begun.edition, begun.question.inputs.files, begun.audience)
    told = {**(begun.kept.told if begun.kept else {}), **told}
    protected, names = by_part(workspace, lambda used: (used.protected(begun.audience), used.dataset.pseudonyms))
    parts = begun.style, begun.audience, begun.problems, protected, papers_out, unlisted, told
    if not names:  # they may have come to hand since it was asked
        keep_paper(begun.question, KeptPaper(document, *parts), list_unread(workspace), begun.press.packed)
    return unlisted
