"""Start a process that never hears of Ctrl-C, which a terminal sends to every process of a command: who started it ends
it."""

from __future__ import annotations

import contextlib
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
