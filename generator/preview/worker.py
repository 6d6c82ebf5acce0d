"""Run a preview worker: a process beside this one that checks and writes files for download, or one that lays out PDFs.

It is started once, kept warm, and started anew where it has died. It is spawned, not forked: this program runs threads.
What passes between the two is pickled by this program and read by nothing else. One thing is done at a time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from generator.base.uninterrupted import keep_interrupts_from

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess


class WorkerDied(Exception):
    """The preview worker ended before its work was done."""


class PreviewWorker:
    """A preview worker process, for layouts or for all else; it is used by one event loop."""

    def __init__(self, lays_out: bool = False) -> None:
        self._lays_out = lays_out
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._one_at_a_time = asyncio.Lock()
        self._stopped = False

    def start(self) -> None:
        """Start the process; it loads what it needs at once."""
        from generator.preview.tasks import serve

        if self._pipe is not None:
            self._pipe.close()
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=serve, args=(theirs, self._lays_out), name="briefing-second", daemon=True
        )
        with keep_interrupts_from():
            self._process.start()
        theirs.close()

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._stopped = True
        if self._process is not None:
            self._process.terminate()

    def give_up(self) -> None:
        """End what the process is at work on, and with it the process: who asked is told that it died; the next who
        asks has another."""
        if self._process is not None:
            self._process.terminate()
            self._process = None

    async def ask(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Return what `work(…)` returns there, or raise what it raises; WorkerDied where the process ends meanwhile."""
        # who asked may go away meanwhile: the answer is taken from the pipe all the same, and is nobody else's
        return await asyncio.shield(asyncio.create_task(self._in_turn(work, arguments)))

    async def _in_turn(self, work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        async with self._one_at_a_time:
            if self._stopped:
                raise WorkerDied
            if self._process is None or not self._process.is_alive():
                self.start()
            return await asyncio.to_thread(self._asked, work, arguments)

    def _asked(self, work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        assert self._pipe is not None
        try:
            self._pipe.send((work, arguments))
            done, value = self._pipe.recv()
        except (EOFError, OSError):
            raise WorkerDied from None
        if not done:
            raise value
        return value
