"""Do work that others wrote, of a template or a style sheet, where it can neither go on for ever nor take all memory.

In: the work, and what to say of an error in it. Out: what it returns, or BriefingError.

On Linux and macOS it is done in a fork of this process, which has all that it needs already: it costs some
milliseconds. Time is processor time, so that a busy machine stops nobody; what is still there after a minute, or after
ten times its time, is killed, and with this process it ends, too (on Linux; elsewhere when its time is over).
Not every system holds a process to its limit on memory (macOS does not), so its size is also looked at while it is
waited for. Windows has no fork: the work is done in this process and interrupted when its time is over; its memory is
not limited there, save by what the sandbox of templates refuses.
"""

from __future__ import annotations

import _thread
import contextlib
import math
import os
import pickle
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, NamedTuple, NoReturn, TypeVar

from generator.base.diagnostics import BriefingError
from generator.base.uninterrupted import fork

T = TypeVar("T")

SECONDS = 4.0
"""Of processor time: a template of a paper of 25 times the usual length takes a quarter of one."""
BYTES = 500_000_000
"""Beyond what the program itself has taken."""
_LATEST = 60.0
_LOOK = 0.25

FORKS = hasattr(os, "fork")
LIBRARIES_FORK = sys.platform.startswith("linux")
"""On macOS, system libraries for fonts and the like may not survive it."""
_LOOPS, _SECONDS_OF_LOOPS = 4000, 0.0009
"""How long the loops of `measure_slowness` take where limits were measured, on a machine that does nothing else."""


class Bounds(NamedTuple):
    """What work may take: seconds of the processor, and bytes beyond what the program itself has taken."""

    seconds: float
    bytes: int


class OutOfTime(Exception):
    """The work took more than its time."""


class OutOfMemory(Exception):
    """The work took more than its memory."""


def measure_slowness() -> float:
    """Return how many times as long as where limits were measured this machine takes at the moment, at least once."""
    took = []
    for _ in range(2):
        begun = time.process_time()
        _ = {(n % 97, str(n)): [n, n * 0.5] for n in range(_LOOPS)}
        took.append(time.process_time() - begun)
    return max(1.0, min(took) / _SECONDS_OF_LOOPS)


def run_limited(
    work: Callable[[], T],
    describe: Callable[[Exception], BriefingError],
    bounds: Bounds | None = None,
    forks: bool = FORKS,
) -> T:
    """Return what `work` returns, done within `bounds`, or those of a template. Raises what `describe` makes of any
    error in it, of OutOfTime, and of OutOfMemory; it is asked where the error arose, so that it may look at its
    traceback."""
    bounds = bounds or Bounds(SECONDS, BYTES)
    if not forks:
        return _run_here(work, describe, bounds.seconds)
    parent = os.getpid()
    results, ours = os.pipe()
    child = fork()
    if child == 0:
        try:
            os.close(results)
            end_with(parent)
            with os.fdopen(ours, "wb") as out:
                out.write(_answer(work, describe, bounds))
        finally:
            os._exit(0)  # nothing of the parent's is flushed or cleaned up twice
    os.close(ours)
    over: type[Exception] | None = None
    try:
        answer, over = _read(results, child, bounds)
    except BaseException:
        over = OutOfTime
        raise
    finally:
        os.close(results)
        if over:  # what ended by itself is not killed: how it ended says why
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    try:
        done, value = pickle.loads(answer)
    except Exception:  # it ended before its answer was whole; a system that has no memory left kills, too
        slow = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU
        raise describe((over or (OutOfTime if slow else OutOfMemory))()) from None
    if not done:
        raise value
    return value  # type: ignore[no-any-return]


def end_with(parent: int) -> None:
    """Let this process, a fork of `parent`, be killed as soon as that ends, however it ends (prctl(2),
    PR_SET_PDEATHSIG). Nothing happens on other systems than Linux."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended already
        os._exit(1)


def _answer(work: Callable[[], Any], describe: Callable[[Exception], BriefingError], bounds: Bounds) -> bytes:
    """Do the work within its limits and return what came of it, to be read by `run_limited`."""
    _limit_memory(bounds)
    try:
        try:
            with limit_time(bounds.seconds):
                made = work()
            return pickle.dumps((True, made), pickle.HIGHEST_PROTOCOL)
        except MemoryError as error:
            raise OutOfMemory().with_traceback(error.__traceback__) from None
    except BriefingError as error:
        return pickle.dumps((False, error))
    except Exception as error:
        return pickle.dumps((False, describe(error)))


@contextlib.contextmanager
def limit_time(seconds: float) -> Iterator[None]:
    """Raise OutOfTime in what is done with this, where it stands after so much processor time.

    Nothing happens on Windows, and in other threads than the first, to which no signal comes.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(_: int, frame: FrameType | None) -> NoReturn:
    raise OutOfTime


def _limit_memory(bounds: Bounds) -> None:
    """Hold this process to its memory, and to a few seconds more than its time where it is in the hands of C and hears
    no signal."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    limits = [(resource.RLIMIT_CPU, math.ceil(spent + bounds.seconds + SECONDS)), (resource.RLIMIT_CORE, 0)]
    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm", "rb") as file:  # Linux alone
        limits.append((resource.RLIMIT_AS, int(file.read().split()[0]) * resource.getpagesize() + bounds.bytes))
    for which, limit in limits:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(which, (limit, resource.getrlimit(which)[1]))


def _read(results: int, child: int, bounds: Bounds) -> tuple[bytes, type[Exception] | None]:
    """Return what the child writes until it ends, and None; or OutOfMemory or OutOfTime, when it has taken too much."""
    read: list[bytes] = []
    most = _size(os.getpid()) + bounds.bytes
    end = time.monotonic() + max(_LATEST, 10 * bounds.seconds)
    while time.monotonic() < end:
        if select.select([results], [], [], _LOOK)[0]:
            data = os.read(results, 1 << 20)
            if not data:
                return b"".join(read), None
            read.append(data)
        elif _size(child) > most:
            return b"", OutOfMemory
    return b"", OutOfTime


def _size(process: int) -> int:
    """Return the bytes of memory that a process has, as the kernel says, or `ps` where it has no such file."""
    with contextlib.suppress(OSError, ValueError), open(f"/proc/{process}/statm", "rb") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=False)
    return int(told.stdout.strip() or 0) * 1024


def _run_here(work: Callable[[], T], describe: Callable[[Exception], BriefingError], seconds: float) -> T:
    """Do the work in this process, and interrupt it when its time is over."""
    over = threading.Event()

    def stop() -> None:
        over.set()
        _thread.interrupt_main()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    before = None
    if threading.current_thread() is threading.main_thread():
        # a program that was begun in the background of a shell ignores what interrupts it
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        timer.start()
    try:
        return work()
    except BriefingError:
        raise
    except MemoryError as error:
        raise describe(OutOfMemory().with_traceback(error.__traceback__)) from None
    except KeyboardInterrupt as error:
        if not over.is_set():
            raise
        raise describe(OutOfTime().with_traceback(error.__traceback__)) from None
    except Exception as error:
        raise describe(error) from error
    finally:
        timer.cancel()
        if before is not None:
            signal.signal(signal.SIGINT, before)
