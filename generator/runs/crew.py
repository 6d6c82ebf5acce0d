"""Make the papers of several editions at once, on all processors, and hand them over in their order.

In: a workspace and what to make of it. Out: what `make_each` yields for each edition, whatever the number of
processors. Each worker process makes whole editions, one after the other. Where processes may be forked, they are,
after everything that they share was read and loaded; elsewhere each is a new process that reads the workspace itself.

What a worker fails at by a fault of the program, or because it was killed, is made again in this process, so that it is
told as on one processor. Only so many editions are begun ahead of the one that is waited for: finished papers take
memory.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import count, groupby
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.base.diagnostics import BriefingError
from generator.base.gc import pause_collection
from generator.base.limits import LIBRARIES_FORK, end_with
from generator.base.processors import allow_processors
from generator.base.uninterrupted import keep_interrupts_from
from generator.paper.workspace import Workspace
from generator.runs.build import MadePapers, make_each
from generator.runs.press import load_writers

if TYPE_CHECKING:
    from generator.records.schema.base import Visibility

Made = MadePapers | BriefingError
Watch = Callable[[str, str | None], None]
START: Literal["fork", "spawn"] = "fork" if LIBRARIES_FORK else "spawn"
_AHEAD = 4
"""How many editions for each worker may be begun before the one that is waited for is there."""


_PATIENCE = 20
"""Seconds that a worker has to clear away what it has begun."""


class Order(NamedTuple):
    """An edition and the language in which to make it."""

    edition: str
    lang: str


class _Job(NamedTuple):
    """What is the same for all orders of a run."""

    workspace: Workspace
    formats: tuple[str, ...]
    audience: Visibility | None

    def make(self, order: Order, watch: Watch, apart: bool) -> Made:
        """Return what comes of one order; `apart`: its slowest format is written in a process of its own."""
        names = [order.edition]
        ((_, made),) = make_each(self.workspace, names, self.formats, self.audience, order.lang, watch, apart)
        # the document is larger than all its files, and nobody asks for it here
        return made if isinstance(made, BriefingError) else MadePapers(made.audience, made.files, made.notices)


def make_all(
    workspace: Workspace,
    orders: Sequence[Order],
    formats: Sequence[str],
    audience: Visibility | None,
    processors: int,
    watch: Watch = lambda edition, format: None,
    start: Literal["fork", "spawn"] = START,
) -> Iterator[tuple[str, Made]]:
    """Yield each edition with its papers, or with everything that is wrong with it, in the order of the orders; the
    editions of one language stand together. `watch` is told as by `make_each`."""
    job = _Job(workspace, tuple(formats), audience)
    workers = min(processors, len(orders))
    if workers < 2:
        for lang, those in groupby(orders, key=lambda order: order.lang):
            names = [order.edition for order in those]
            yield from make_each(workspace, names, formats, audience, lang, watch)
        return
    with _Crew(job, orders, workers, start) as crew:
        for index, order in enumerate(orders):
            while index not in crew.made:
                crew.hand_out(index)
                crew.hear(order.edition, watch)
            made = crew.made.pop(index)
            crew.hand_out(index + 1)  # there is work while these papers are placed
            yield order.edition, made if made else job.make(order, watch, apart=True)


class _Crew:
    """The workers of a run; `made` is what they have made, by the number of the order, and None where one failed."""

    def __init__(self, job: _Job, orders: Sequence[Order], workers: int, start: Literal["fork", "spawn"]):
        self.made: dict[int, Made | None] = {}
        self._orders, self._waiting = orders, set(range(len(orders)))
        self._most = workers * _AHEAD
        self._sizes = _weigh(job.workspace.root, orders)
        self._hands: dict[Connection, list[int]] = {}
        self._processes: list[BaseProcess] = []
        context = multiprocessing.get_context(start)
        self._start: Callable[..., BaseProcess] = context.Process  # type: ignore[attr-defined]
        if start == "fork":
            load_writers(job.formats)
            import generator.paper.make  # noqa: F401  # else each worker loads it, and who makes the pages

            _ = job.workspace.dataset
        else:
            old = job.workspace  # what it has read is more to hand over than to read
            job = job._replace(workspace=Workspace(old.root, old.editions, old.reader, old.style))
        self._job, self._pipe, self._workers = job, context.Pipe, workers

    def __enter__(self) -> _Crew:
        for _ in range(self._workers):
            ours, theirs = self._pipe()
            arguments = (theirs, self._job, os.getpid())
            process = self._start(target=_serve, args=arguments, name="briefing-worker", daemon=True)
            self._processes.append(process)
            with keep_interrupts_from():
                process.start()
            theirs.close()
            self._hands[ours] = []
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join(_PATIENCE)
            if process.exitcode is None:
                process.kill()
                process.join()
        for pipe in self._hands:
            pipe.close()

    def hand_out(self, waited: int) -> None:
        """Give an order to each who has none, and one in advance while there are many; not too far ahead of the one
        that is waited for, and the largest first, so that all end at about the same time."""
        for most in (1, 2):
            for pipe, hand in self._hands.items():
                near = [index for index in self._waiting if index < waited + self._most]
                if len(hand) >= most or not near or (most > 1 and len(self._waiting) <= 2 * self._workers):
                    continue
                index = max(near, key=lambda index: (self._sizes[index], -index))
                self._waiting.remove(index)
                hand.append(index)
                with suppress(BrokenPipeError):  # who has ended is missed when its answer is
                    # at the end there are fewer editions than processors
                    pipe.send((index, self._orders[index], len(self._waiting) < self._workers))

    def hear(self, waited: str, watch: Watch) -> None:
        """Take what the workers have to say, or tell `watch` that an edition is waited for."""
        if not self._hands:  # all have ended
            self.made.update(dict.fromkeys(self._waiting))
            self._waiting.clear()
            return
        ready = wait(list(self._hands), 0.1)
        if not ready:
            watch(waited, None)
        for pipe in ready:
            assert isinstance(pipe, Connection)
            try:
                index, format, made = pipe.recv()
            except (EOFError, OSError):
                self.made.update(dict.fromkeys(self._hands.pop(pipe)))
                pipe.close()
                continue
            if format:
                watch(self._orders[index].edition, format)
            else:
                self._hands[pipe].remove(index)
                self.made[index] = made


def _weigh(root: Path, orders: Sequence[Order]) -> list[int]:
    """Return about how long each edition takes, compared with others: the bytes of its files, and of the cases that
    they name."""
    with suppress(OSError):
        cases = {path.stem.encode(): path.stat().st_size for path in root.glob("data/*/cases/*.yaml")}
        texts = [b"".join(map(Path.read_bytes, (root / "briefings" / one.edition).glob("*.yaml"))) for one in orders]
        return [len(text) + sum(cases.get(word, 0) for word in set(_WORD.findall(text))) for text in texts]
    return [0] * len(orders)  # what can't be read is told where it is read for a paper


_WORD = re.compile(rb"[\w-]+")


def _serve(pipe: Connection, job: _Job, parent: int) -> None:
    """Do what the pipe says, until there is nothing more: a worker process."""
    told_to_end = []

    def end(*_: object) -> None:
        told_to_end.append(True)
        sys.exit()  # what it has begun is cleared away

    def ignore(fault: sys.UnraisableHookArgs) -> None:
        if not (told_to_end and isinstance(fault.exc_value, SystemExit)):
            sys.__unraisablehook__(fault)

    sys.unraisablehook = ignore  # Python would print the exit from within what it calls when an object goes
    signal.signal(signal.SIGTERM, end)
    end_with(parent)
    allow_processors(1)
    with pause_collection(), suppress(EOFError):
        for number in count():
            if told_to_end:  # the exit was ignored there
                return
            _do(pipe, job, *pipe.recv())
            gc.collect()  # pages refer to each other, and would stay for the rest of the run
            if number == 0:
                gc.freeze()  # what is left now is for all


def _do(pipe: Connection, job: _Job, index: int, order: Order, apart: bool) -> None:
    """Make what one order asks for, and hand it over; None, where that fails."""

    def tell(_: str, format: str | None) -> None:
        if format:
            pipe.send((index, format, None))

    try:
        answer = index, None, job.make(order, tell, apart)
        pipe.send(answer)
    except Exception:
        pipe.send((index, None, None))
