"""Start processes that hear of signals when they should: never of Ctrl-C, which a terminal sends to every process of a
command, where who started one ends it; and of none while Python forks."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator


@contextlib.contextmanager
def keep_interrupts_from() -> Iterator[None]:
    """Let what is started in a `with` block hear of no Ctrl-C. Windows knows no such mask, and tells it there in
    vain."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def fork() -> int:
    """Fork this process, as `os.fork` does; what ends it is heard before or after, and the new one hears of no Ctrl-C.

    Around a fork Python runs hooks (that of `logging` gives locks back) and throws away what a handler of signals
    raises in one of them: words about an ignored exception are shown, and the end that was asked for is forgotten
    (CPython 3.11, Modules/posixmodule.c, `run_at_forkers`).
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGTERM])
    try:
        process = os.fork()
        if process == 0:  # before it may hear of one, and do what is the first process's to do
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        return process
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
