"""Tell how many processors a run may use: those of the machine, unless less is said.

Everything that starts processes of its own to be quicker asks here, and hands on to each of them how many it may use
itself, so that processes of processes are no more than there are processors.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

VARIABLE = "BRIEFING_PROCESSORS"
"""What in the environment says how many; for who runs several commands at a time."""
_LIMIT = Path("/sys/fs/cgroup/cpu.max")


def count_processors() -> int:
    """Return how many processors this process may use: at least one, and no more than VARIABLE says."""
    said = os.environ.get(VARIABLE, "")
    if said.isdecimal() and int(said) > 0:
        return int(said)
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(there, _read_limit(there)))


def allow_processors(number: int) -> None:
    """Let this process, and all that it starts, use so many."""
    os.environ[VARIABLE] = str(max(1, number))


def _read_limit(there: int) -> int:
    """Return how many processors a container may use at a time, as Linux says it: `200000 100000` is two."""
    with contextlib.suppress(OSError, ValueError):
        quota, period = _LIMIT.read_text().split()
        return round(int(quota) / int(period))
    return there
