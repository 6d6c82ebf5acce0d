"""Measure `build --all` of the papers that are shipped: on one processor, and on all of them."""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import Command, best
from tests.support.places import ROOT

ONE, ALL = "build --all, one processor", "build --all, all of them"
_BOUND = (
    "import os, sys; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); os.execv(sys.executable, sys.argv[1:])"
)
REACH = 1.8
"""How many times as fast two processors are to be as one."""


def measure_all(seconds: float, until: float) -> dict[str, Any]:
    """Return what every paper at once takes, on one processor and on all."""
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as name:
        root = Path(name)
        for folder in ("data", "briefings", "templates"):
            shutil.copytree(ROOT / folder, root / folder)

        def anew() -> None:
            shutil.rmtree(root / "build", ignore_errors=True)

        command = (sys.executable, "-m", "generator", "build", "--all")
        found = best(
            {ONE: Command((sys.executable, "-c", _BOUND, *command), root, anew), ALL: Command(command, root, anew)},
            5,
            seconds,
            until,
        )
    return {"size": 0, "commands": {k: asdict(v) for k, v in found.items()}}
