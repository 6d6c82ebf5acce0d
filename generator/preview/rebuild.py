"""Rebuild the page that a reader chose, by the steps of `build`.

In: the workspace and a choice. Out: the page with all that is known of it, or without a page what is wrong: a page is
made where `build` would make a paper, and nowhere else.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import perf_counter

from generator.base.diagnostics import BriefingError, Diagnostic, has_errors
from generator.base.gc import pause_collection
from generator.formats.html import render_page
from generator.formats.page_pieces import PageMemory
from generator.paper.document import Document
from generator.paper.last_version import LastVersion
from generator.paper.make import Paper, make
from generator.paper.workspace import Workspace
from generator.preview.choice import Choice, complete_choice
from generator.records.style import Style


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page with what it was made from; in `choice` all is said."""

    choice: Choice
    page: str
    document: Document
    style: Style
    paper: Paper
    workspace: Workspace

    def list_read_editions(self) -> frozenset[str]:
        """Return the editions of whose folders something is read for the page: its own, and those before it."""
        found, known = [self.choice.edition], self.workspace.dataset.editions
        for name in found:
            before = known[name].record.predecessor if name in known else None
            found += [before] if before and before not in found else []
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it: `choice` with what the edition's file says where nothing was asked for, `made` None where
    anything is wrong, `workspace` None where the files could not be read at all, all `problems` of these steps, errors
    or not, and how many `seconds` it took.
    """

    choice: Choice
    made: MadePage | None
    workspace: Workspace | None
    problems: tuple[Diagnostic, ...]
    seconds: float


def rebuild(root: Path, choice: Choice, last: LastVersion | None = None, pages: PageMemory | None = None) -> Rebuilt:
    """Return what the files say now; `last` and `pages` are what is known of the version before. Raises
    OSError where a file goes away while it is read."""
    began = perf_counter()
    with pause_collection():
        now = complete_choice(root, choice)
        audience, lang = now.audience or "public", now.lang or "en"
        if last:
            last.known.begin()
        workspace = Workspace(root, [now.edition], audience, choice.style, last.known if last else None)
        begun: list[tuple[Document, Future[str]]] = []
        try:
            paper = make(
                workspace,
                now.edition,
                audience,
                lang,
                numbered=lambda document, style: begun.append((document, _begin_page(document, style, pages))),
                last=last,
            )
        except BaseException:
            for _, page in begun:  # nobody goes on with what is known of pages before this one is done with it
                page.exception()
            raise
        made, problems = None, [*paper.problems]
        if paper.document and paper.style:
            chosen = Choice(now.edition, audience, lang, paper.style.name)
            try:
                shown = _finish_page(begun, paper.document, paper.style)
                made = MadePage(chosen, shown, paper.document, paper.style, paper, workspace)
            except BriefingError as error:
                problems += error.diagnostics
        found = tuple(workspace.explained(problems))
    return Rebuilt(now, None if has_errors(found) else made, workspace, found, perf_counter() - began)


def _begin_page(document: Document, style: Style, pages: PageMemory | None) -> Future[str]:
    """Begin to make the page: the style's template is at work in a fork, on another processor than what looks through
    the document meanwhile. That thread is not waited for when the program ends."""
    page: Future[str] = Future()

    def run() -> None:
        try:
            page.set_result(render_page(document, style, "paper", pages))
        except Exception as error:
            page.set_exception(error)

    Thread(target=run, name="page", daemon=True).start()
    return page


def _finish_page(begun: list[tuple[Document, Future[str]]], document: Document, style: Style) -> str:
    """Return the page of a document, once it is made; of one that was issued none was begun."""
    made = next((page for numbered, page in begun if numbered is document), None)
    return made.result() if made else render_page(document, style, "paper")
