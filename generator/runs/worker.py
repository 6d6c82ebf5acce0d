"""A forked worker process that writes the slowest format in parallel.

It is forked at once and gets ready (imports what it needs) while the work is still being prepared here; then it does
the work and hands back what came of it, in several answers where the work yields them: this process goes on with the
first while the next are made. What passes between the two is pickled by this program and read by nothing else.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from typing import Any, BinaryIO, NamedTuple

from generator.base.limits import LIBRARIES_FORK, end_with
from generator.base.uninterrupted import fork

POSSIBLE = LIBRARIES_FORK
"""Where it is not, the work is done in this process."""
_ROOM = 1 << 20


class _Packed(NamedTuple):
    """Arguments as bytes, and what makes arguments of these."""

    unpack: Callable[[bytes], tuple[Any, ...]]
    packed: bytes


class BuildWorker:
    """A forked worker: it runs `get_ready()` at once, and `work(…)` when `send` gives the arguments; or right after
    that, where they are `known` already: a fork has what this process has, and nothing is sent. What a generator yields
    are its answers, one after the other; all else is one answer."""

    def __init__(self, get_ready: Callable[[], None], work: Callable[..., Any], known: tuple[Any, ...] | None = None):
        orders, self._orders = os.pipe()
        _make_room(self._orders)
        self._results, results = os.pipe()
        _make_room(results)
        self._answers: BinaryIO | None = None
        parent = os.getpid()
        self._process = fork()
        if self._process:
            os.close(orders)
            os.close(results)
            return
        try:
            os.close(self._orders)
            os.close(self._results)
            end_with(parent)
            _serve(orders, results, get_ready, work, known)
        finally:
            os._exit(0)  # nothing of the parent's is flushed or cleaned up twice

    def send_ahead(self, unpack: Callable[[bytes], tuple[Any, ...]], packed: bytes) -> None:
        """Give the first arguments before the others are known, packed: they are unpacked in the worker while this
        process goes on."""
        with contextlib.suppress(BrokenPipeError), os.fdopen(self._orders, "wb", closefd=False) as orders:
            pickle.dump(_Packed(unpack, packed), orders, pickle.HIGHEST_PROTOCOL)

    def send(self, *arguments: Any) -> None:
        """Start the work in the worker, with these arguments after those that were sent ahead."""
        # a process that has ended already is missed when its result is
        with contextlib.suppress(BrokenPipeError), os.fdopen(self._orders, "wb") as orders:
            self._orders = -1
            pickle.dump(arguments, orders, pickle.HIGHEST_PROTOCOL)

    def result(self, meanwhile: Callable[[], None] | None = None) -> Any:
        """Wait for the work and return its next answer, or raise what it raised; `meanwhile` is called now and then,
        while the first is waited for."""
        if self._answers is None:
            while meanwhile and not select.select([self._results], [], [], 0.1)[0]:
                meanwhile()
            self._answers, self._results = os.fdopen(self._results, "rb"), -1
        try:
            done, value = pickle.load(self._answers)
        except (EOFError, pickle.UnpicklingError):  # before the first byte of it, or amid
            raise RuntimeError("the process beside this one ended before its work was done") from None
        if not done:
            raise value
        return value

    def close(self) -> None:
        """Kill the worker process and close its pipes, where that was not done before."""
        for pipe in (self._orders, self._results):
            if pipe >= 0:
                os.close(pipe)
        self._orders = self._results = -1
        if self._answers:
            self._answers.close()
            self._answers = None
        if self._process:
            # an end that is asked for now may come between the two: who closes it again finds nothing any more
            with contextlib.suppress(ChildProcessError, ProcessLookupError):
                os.kill(self._process, signal.SIGTERM)
                os.waitpid(self._process, 0)
            self._process = 0


def _make_room(pipe: int) -> None:
    """Let a pipe hold a megabyte, where the system does that, so that who writes need not wait for who reads."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):  # a user may have no more such pipes
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)


def _receive(waiting: BinaryIO) -> tuple[Any, ...]:
    """Return the arguments of the work, with those that were sent ahead."""
    order = pickle.load(waiting)
    if isinstance(order, _Packed):
        ahead = order.unpack(order.packed)
        return (*ahead, *pickle.load(waiting))
    return tuple(order)


def _serve(
    orders: int,
    results: int,
    get_ready: Callable[[], None],
    work: Callable[..., Any],
    known: tuple[Any, ...] | None,
) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # what it has begun is cleared away
    with contextlib.suppress(Exception):  # what is wrong is told when the work is done
        get_ready()
    with os.fdopen(results, "wb") as out:
        for answer in _answer(orders, work, known):
            out.write(answer)
            out.flush()
            del answer  # it may be large, and the next one is made now


def _answer(orders: int, work: Callable[..., Any], known: tuple[Any, ...] | None) -> Iterator[bytes]:
    """Do the work and yield what comes of it, packed; nothing where the other process stopped before there was any."""
    try:
        with os.fdopen(orders, "rb") as waiting:
            try:
                arguments = _receive(waiting) if known is None else known
            except EOFError:
                return
        made = work(*arguments)
        for one in made if isinstance(made, Generator) else (made,):
            yield pickle.dumps((True, one), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        try:
            answer = pickle.dumps((False, error))
            pickle.loads(answer)
        except Exception:
            answer = pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
        yield answer
