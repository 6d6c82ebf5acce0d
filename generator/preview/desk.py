"""Keep the papers that browsers show up to date: rebuild them, and notify the browsers.

All of it belongs to one event loop. Papers are rebuilt in a thread, one after the other; a change that comes meanwhile
begins another round. Two more processes check the newest version and lay it out; older ones that wait are dropped.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from pathlib import Path
from time import monotonic, time

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.gc import collect_all
from generator.preview import tasks
from generator.preview.choice import Choice
from generator.preview.layouts import GivenUp, Layouts
from generator.preview.paper import ServedFile
from generator.preview.paper_state import Event, Finding, PaperState
from generator.preview.rebuild import Rebuilt
from generator.preview.rebuild_thread import rebuild_in_thread
from generator.preview.sentence_details import PageClaims, collect_claims
from generator.preview.watch import watch_changes
from generator.preview.worker import PreviewWorker, WorkerDied
from generator.runs.press import report_pdf

_REMEMBERED = 120.0
"""Seconds for which a paper is kept up to date that was asked for, and that no browser listens to."""
_QUIET = 3.0
"""Seconds after a rebuild, when the browsers have the page, in which all is looked through for what nothing refers to
any more: a copy of the paper, most of all."""


class Desk:
    """The open papers, and the tasks that keep them up to date while `open()` lasts."""

    def __init__(self, root: Path, default: str):
        self.root, self.default = root, default
        self.second = PreviewWorker()
        self._layouts = Layouts()
        self.sheets: dict[tuple[str, str], ServedFile] = {}
        """The last good style sheets, by style and name."""
        self._papers: dict[Choice, PaperState] = {}
        self._todo: dict[PaperState, None] = {}
        self._unlooked: dict[PaperState, None] = {}
        self._wake, self._wake_second = asyncio.Event(), asyncio.Event()
        self._stop = asyncio.Event()
        self._tidying: asyncio.TimerHandle | None = None
        self._dress = int(time())  # another number whenever something in templates/ was saved, and at the next start

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Watch the files and keep papers up to date meanwhile."""
        self.second.start()
        self._layouts.worker.start()
        tasks = [asyncio.create_task(self._always(step)) for step in (self._watch, self._rebuild, self._look)]
        await asyncio.sleep(0)  # the watcher watches before anything is read
        self._paper(Choice(self.default))  # the browser is about to ask for it
        try:
            yield
        finally:
            self.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def close(self) -> None:
        """End all streams of events, the watcher and the second process, at once."""
        self._stop.set()
        self.second.stop()
        self._layouts.worker.stop()
        for paper in self._papers.values():
            paper.done.set()
            for queue in paper.listeners:
                queue.put_nowait(None)

    async def paper(self, choice: Choice) -> PaperState:
        """Return the paper of a choice, rebuilt at least once."""
        paper = self._paper(choice)
        await paper.done.wait()
        return paper

    async def known(self, paper: PaperState) -> tuple[int, PageClaims | None]:
        """Return what is known of the sentences of the last good page, and its version; found out once, when it is
        asked for."""
        version, made = paper.good, paper.made
        if made is None:
            return version, None
        if paper.known is None:
            paper.known = asyncio.create_task(asyncio.to_thread(collect_claims, made))
        return version, await asyncio.shield(paper.known)

    def _paper(self, choice: Choice) -> PaperState:
        paper = self._papers.get(choice)
        if paper is None:
            paper = self._papers[choice] = PaperState(choice)
            self._todo[paper] = None
            self._wake.set()
        paper.asked = monotonic()
        return paper

    async def listen(self, choice: Choice, quiet: float) -> AsyncIterator[Event | None]:
        """Yield the state of a paper, then what becomes of it; None after `quiet` seconds without news."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        paper = self._paper(choice)
        paper.listeners.add(queue)
        try:
            for event in paper.news():
                yield event
            while not self._stop.is_set():
                try:
                    news = await asyncio.wait_for(queue.get(), quiet)
                except TimeoutError:
                    yield None
                    continue
                if news is None:
                    return
                yield news
        finally:
            paper.listeners.discard(queue)
            paper.asked = monotonic()

    def _tell(self, paper: PaperState, event: Event) -> None:
        for queue in paper.listeners:
            queue.put_nowait(event)

    # ── the tasks ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _always(self, step: Callable[[], Awaitable[None]]) -> None:
        """Do a step for ever; a fault in one round does not end the preview."""
        while not self._stop.is_set():
            try:
                await step()
            except Exception:
                await asyncio.sleep(1)

    async def _watch(self) -> None:
        async for burst in watch_changes(self.root, self._stop):
            self._dress += burst.dress
            now = monotonic()
            for choice, paper in list(self._papers.items()):
                if not paper.listeners and now - paper.asked >= _REMEMBERED:
                    del self._papers[choice]
                    self._layouts.forget(paper)
                elif paper.may_hold(burst.editions):
                    self._todo[paper] = None
                    self._layouts.give_up(paper)
            self._wake.set()

    async def _rebuild(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._todo:
                paper = _first(self._todo)
                del self._todo[paper]
                dress = self._dress
                if self._tidying:
                    self._tidying.cancel()  # somebody goes on writing
                rebuilt = await self._made_anew(paper)
                if not rebuilt.made and paper in self._todo and not paper.held_back:
                    # half a file was read, of which the rest has been written meanwhile
                    paper.held_back = True
                    continue
                paper.held_back = False
                paper.version += 1
                paper.rebuilt = rebuilt
                if rebuilt.made:
                    paper.good, paper.made, paper.known = paper.version, rebuilt.made, None
                    paper.dress = dress
                paper.done.set()
                self._tell(paper, paper.state())
                self._unlooked[paper] = None
                self._wake_second.set()
                self._tidying = asyncio.get_running_loop().call_later(_QUIET, collect_all)

    async def _made_anew(self, paper: PaperState) -> Rebuilt:
        for again in (True, False):
            try:
                return await rebuild_in_thread(self.root, paper.choice, paper.last, paper.pages)
            except OSError as error:
                if again:  # an editor may just be putting the file in its place
                    await asyncio.sleep(0.1)
                    continue
                what = f"a file can't be read: {error.strerror or 'unknown reason'}"
                problem = _fault(
                    what, self._place(error, paper), "look whether it is there, and whether you may read it"
                )
            except Exception as error:
                # not the error's own words, which may hold what a reader may not see
                what = f"the preview stopped at this version by a fault of its own ({type(error).__name__})"
                problem = _fault(what, self._edition(paper), "please report it; the next change is shown again")
            break
        before = paper.rebuilt
        return Rebuilt(paper.choice, None, before.workspace if before else None, (problem,), 0.0)

    def _place(self, error: OSError, paper: PaperState) -> Origin:
        path = Path(str(error.filename)) if error.filename else self.root
        inside = path.is_absolute() and path.is_relative_to(self.root) and path != self.root
        return Origin(path.relative_to(self.root).as_posix()) if inside else self._edition(paper)

    def _edition(self, paper: PaperState) -> Origin:
        return Origin(f"briefings/{paper.choice.edition}/edition.yaml")

    async def _look(self) -> None:
        """Check the newest version of each paper, then lay it out: the check takes a third of the time."""
        while True:
            await self._wake_second.wait()
            self._wake_second.clear()
            while self._unlooked:
                paper = _first(self._unlooked)
                del self._unlooked[paper]
                await self._check(paper)
                await self._lay_out(paper)

    async def _check(self, paper: PaperState) -> None:
        rebuilt, version = paper.rebuilt, paper.version
        assert rebuilt is not None
        try:
            found = await self.second.ask(tasks.check_edition, self.root, paper.choice.edition)
        except Exception as error:
            found = [_not_done("checked", error, self._edition(paper))]
        paper.checked = Finding(version, _explained(found, rebuilt))
        self._tell(paper, ("checked", {"version": version}))

    def look_again(self, edition: str) -> None:
        """Check the papers of an edition once more: something was written that is none of their words."""
        for choice, paper in self._papers.items():
            if choice.edition == edition and paper.rebuilt is not None:
                self._unlooked[paper] = None
        self._wake_second.set()

    async def _lay_out(self, paper: PaperState) -> None:
        rebuilt, made, version = paper.rebuilt, paper.made, paper.good
        if made is None or rebuilt is None or paper.laid.version == version:
            return
        look = (made.page, self._dress)
        if look == paper.look:  # not a letter of it has changed, nor its style: its pages are what they were
            paper.pages_version = version
        else:
            paper.look = None
        found: Iterable[Diagnostic] = ()
        try:
            if paper.look is None:
                paper.pdf = await self._layouts.lay_out(paper, made.document, made.style)
                paper.pages_version, paper.look = version, look
            if paper.pdf:
                found = report_pdf(made.document, paper.pdf)
        except GivenUp:
            return  # this paper is laid out again after its rebuild, whatever comes of that
        except BriefingError as error:
            found = error.diagnostics
        except Exception as error:
            found = [_not_done("laid out", error, self._edition(paper))]
        paper.laid = Finding(version, _explained(found, rebuilt))
        self._tell(paper, ("laid", {"version": version}))


def _first(papers: Iterable[PaperState]) -> PaperState:
    """Return the paper that comes first: one that a browser shows, and else the oldest request."""
    return max(papers, key=lambda paper: bool(paper.listeners))


def _explained(found: Iterable[Diagnostic], rebuilt: Rebuilt) -> tuple[Diagnostic, ...]:
    """Return the problems with the lines that this audience may see."""
    if rebuilt.workspace is None:
        return tuple(found)
    return tuple(rebuilt.workspace.explained(found, rebuilt.choice.audience or "public"))


def _not_done(what: str, error: Exception, origin: Origin) -> Diagnostic:
    """Return that the second process did not do its part; the next change tries anew."""
    name = str(error) if isinstance(error, tasks.WorkFailed) else type(error).__name__
    why = "the process that does it has ended" if isinstance(error, WorkerDied) else f"a fault of this program ({name})"
    return codes.NOT_FINISHED.at(
        origin, f"this version was not {what}: {why}", "save any file to try again; please report it if it comes again"
    )


def _fault(message: str, origin: Origin, help: str) -> Diagnostic:
    return codes.NOT_SHOWN.at(origin, message, help)
