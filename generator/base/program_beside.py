"""Run a program of somebody else's beside this one: it, and all that it starts, end with this process.

In: a command, and how long it may take. Out: whether it ended in time. LibreOffice's own command starts another
process that does the work, and would go on with it alone.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from collections.abc import Sequence
from typing import NoReturn

from generator.base.uninterrupted import fork

_LOOK = 0.05


def run_beside(command: Sequence[str], seconds: float) -> bool:
    """Run the command, whose output goes nowhere; return whether it ended by itself in so many seconds.

    Where nothing forks (Windows), only the program itself is ended when its time is over.
    """
    if not hasattr(os, "fork"):
        try:
            subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=seconds
            )
        except subprocess.TimeoutExpired:
            return False
        return True
    begun = time.monotonic()
    watched, ours = os.pipe()
    watcher = fork()
    if watcher == 0:
        _watch(command, seconds, watched, ours)
    os.close(watched)
    try:
        os.waitpid(watcher, 0)
        watcher = 0
    finally:
        os.close(ours)  # where this one is interrupted, the other one ends now
        if watcher:
            os.waitpid(watcher, 0)
    return time.monotonic() - begun < seconds


def _watch(command: Sequence[str], seconds: float, watched: int, ours: int) -> NoReturn:
    """Run the command in a session of its own, and end that when the program does, its time is over, or nobody has the
    other end of the pipe any more."""
    os.setsid()
    try:
        os.close(ours)
        end = time.monotonic() + seconds
        nowhere = subprocess.DEVNULL
        process = subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere)
        while process.poll() is None and time.monotonic() < end and not select.select([watched], [], [], _LOOK)[0]:
            pass
    finally:
        os.killpg(0, signal.SIGKILL)
        os._exit(1)
