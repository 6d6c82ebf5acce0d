"""What is on the desk: the papers that somebody looks at, each with its last good page, and who is to be told.

All of it belongs to one event loop. Papers are rebuilt in a thread, one after the other; a change that comes meanwhile
begins another round. A second process lays out and checks the newest version; older ones that wait are dropped.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from generator.build.content import explained
from generator.diagnostics import Diagnostic, Origin
from generator.preview.choice import Choice
from generator.preview.rebuild import Made, Rebuilt, rebuild
from generator.preview.second import Second
from generator.preview.watch import changes

_REMEMBERED = 120.0
"""Seconds for which a paper is kept up to date that was asked for, and that no browser listens to."""

Event = tuple[str, dict[str, Any]]
"""Name and data of an event for browsers."""


@dataclass(slots=True, eq=False)
class Paper:
    """A paper somebody looks at: what came of its newest `version`, the last version with a page (`good`, and `made`),
    what the second process said of `checked_version`, and where the pages of `laid_version` begin."""

    choice: Choice
    version: int = 0
    rebuilt: Rebuilt | None = None
    good: int = 0
    made: Made | None = None
    checked_version: int = 0
    checked: tuple[Diagnostic, ...] = ()
    laid_version: int = 0
    pages: tuple[Any, ...] = ()
    kept: dict[str, Any] = field(default_factory=dict)
    listeners: set[asyncio.Queue[Event | None]] = field(default_factory=set)
    asked: float = 0.0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    def state(self) -> Event:
        """Return the event that tells of the newest version."""
        rebuilt = self.rebuilt
        seconds = round(rebuilt.seconds, 2) if rebuilt else 0.0
        return "page", {"version": self.version, "ok": bool(rebuilt and rebuilt.made), "seconds": seconds}

    def problems(self) -> tuple[Diagnostic, ...]:
        """Return what is known to be wrong with the newest version; what was found twice is told once."""
        found = {(d.origin, d.code, d.message): d for d in (self.checked if self.is_checked() else ())}
        # these come last, since they show the lines that this audience may see
        found |= {(d.origin, d.code, d.message): d for d in (self.rebuilt.problems if self.rebuilt else ())}
        return tuple(found.values())

    def is_checked(self) -> bool:
        """Tell whether the second process is done with the newest version."""
        return 0 < self.version == self.checked_version


class Desk:
    """The papers, and the tasks that keep them up to date while `open()` lasts."""

    def __init__(self, root: Path, default: str):
        self.root, self.default = root, default
        self.second = Second()
        self._papers: dict[Choice, Paper] = {}
        self._todo: dict[Paper, None] = {}
        self._unchecked: dict[Paper, int] = {}
        self._wake, self._wake_second = asyncio.Event(), asyncio.Event()
        self._stop = asyncio.Event()
        self._thread = ThreadPoolExecutor(1, "rebuild")

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Watch the files and keep papers up to date meanwhile."""
        self.second.start()
        tasks = [asyncio.create_task(step()) for step in (self._watch, self._rebuild, self._check)]
        await asyncio.sleep(0)  # the watcher watches before anybody asks for a paper
        try:
            yield
        finally:
            self.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._thread.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """End all streams of events, the watcher and the second process, at once."""
        self._stop.set()
        self.second.stop()
        for paper in self._papers.values():
            for queue in paper.listeners:
                queue.put_nowait(None)

    async def paper(self, choice: Choice) -> Paper:
        """Return the paper of a choice, rebuilt at least once."""
        paper = self._paper(choice)
        await paper.done.wait()
        return paper

    def _paper(self, choice: Choice) -> Paper:
        paper = self._papers.setdefault(choice, Paper(choice))
        paper.asked = monotonic()
        if not paper.version:
            self._todo[paper] = None
            self._wake.set()
        return paper

    async def listen(self, choice: Choice, quiet: float) -> AsyncIterator[Event | None]:
        """Yield the state of a paper, then what becomes of it; None after `quiet` seconds without news."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        paper = self._paper(choice)
        paper.listeners.add(queue)
        try:
            if paper.version:
                yield paper.state()
                if paper.checked_version:
                    yield "checked", {"version": paper.checked_version}
            while not self._stop.is_set():
                try:
                    event = await asyncio.wait_for(queue.get(), quiet)
                except TimeoutError:
                    yield None
                    continue
                if event is None:
                    return
                yield event
        finally:
            paper.listeners.discard(queue)
            paper.asked = monotonic()

    def _tell(self, paper: Paper, event: Event) -> None:
        for queue in paper.listeners:
            queue.put_nowait(event)

    # ── the tasks ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _watch(self) -> None:
        async for _ in changes(self.root, self._stop):
            now = monotonic()
            for choice, paper in list(self._papers.items()):
                if paper.listeners or now - paper.asked < _REMEMBERED:
                    self._todo[paper] = None
                else:
                    del self._papers[choice]
            self._wake.set()

    async def _rebuild(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._todo:
                # who is looked at comes first
                paper = max(self._todo, key=lambda paper: bool(paper.listeners))
                del self._todo[paper]
                rebuilt = await self._made_anew(paper)
                paper.version += 1
                paper.rebuilt = rebuilt
                if rebuilt.made:
                    paper.good, paper.made, paper.kept = paper.version, rebuilt.made, {}
                paper.done.set()
                self._tell(paper, paper.state())
                self._unchecked[paper] = paper.version
                self._wake_second.set()

    async def _made_anew(self, paper: Paper) -> Rebuilt:
        loop = asyncio.get_running_loop()
        for again in (True, False):
            try:
                return await loop.run_in_executor(self._thread, rebuild, self.root, paper.choice)
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
        return Rebuilt(paper.choice, None, before.dataset if before else None, (problem,), 0.0)

    def _place(self, error: OSError, paper: Paper) -> Origin:
        path = Path(str(error.filename)) if error.filename else self.root
        inside = path.is_absolute() and path.is_relative_to(self.root) and path != self.root
        return Origin(path.relative_to(self.root).as_posix()) if inside else self._edition(paper)

    def _edition(self, paper: Paper) -> Origin:
        return Origin(f"briefings/{paper.choice.edition}/edition.yaml")

    async def _check(self) -> None:
        while True:
            await self._wake_second.wait()
            self._wake_second.clear()
            while self._unchecked:
                paper = max(self._unchecked, key=lambda paper: bool(paper.listeners))
                version = self._unchecked.pop(paper)
                if version < paper.version or paper.rebuilt is None:
                    continue
                rebuilt = paper.rebuilt
                said = await self.second.look(self.root, rebuilt)
                if said.pages is not None:
                    paper.pages, paper.laid_version = said.pages, version
                dataset, audience = rebuilt.dataset, rebuilt.choice.audience or "public"
                found = explained(said.problems, dataset, audience) if dataset else said.problems
                paper.checked, paper.checked_version = tuple(found), version
                self._tell(paper, ("checked", {"version": version}))


def _fault(message: str, origin: Origin, help: str) -> Diagnostic:
    return Diagnostic("O801", "not-shown", message, origin, help)
