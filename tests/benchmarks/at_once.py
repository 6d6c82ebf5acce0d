"""Measure `build --all` of the papers that are shipped: on one processor, and on all of them; nothing that was kept is
used."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.measure import Command, Measured, best
from tests.benchmarks.papers import OFF
from tests.support.places import ROOT

ONE, ALL = "build --all, one processor", "build --all, all of them"
_BOUND = (
    "import os, sys; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); os.execv(sys.executable, sys.argv[1:])"
)
REACH = 1.8
"""How many times as fast two processors are to be as one."""
TAKES = 66.0
"""Seconds on a quiet machine."""


def measure_all(seconds: float, until: float) -> Mapping[str, Measured]:
    """Return what every paper at once takes, on one processor and on all."""
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as name:
        root = Path(name)
        for folder in ("data", "briefings", "templates"):
            shutil.copytree(ROOT / folder, root / folder)

        def anew() -> None:
            shutil.rmtree(root / "build", ignore_errors=True)

        command = (sys.executable, "-m", "generator", "build", "--all")
        one = Command((sys.executable, "-c", _BOUND, *command), root, anew, environment=OFF)
        return best({ONE: one, ALL: Command(command, root, anew, environment=OFF)}, 3, seconds, until)
