"""Measure `build --all` of the papers that are shipped: on one processor, and on all of them."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import Command, Measured, best
from tests.support.places import ROOT

ONE, ALL = "build --all, one processor", "build --all, all of them"
_BOUND = (
    "import os, sys; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); os.execv(sys.executable, sys.argv[1:])"
)
REACH = 1.8
"""How many times as fast two processors are to be as one."""


def measure_all(runs: int, seconds: float) -> dict[str, Any]:
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
            runs,
            seconds,
        )
    return {"processors": len(os.sched_getaffinity(0)), "commands": {k: asdict(v) for k, v in found.items()}}


def show_all(result: dict[str, Any]) -> None:
    """Print the figures, and whether what was to be reached is."""
    measured = {name: Measured(**figures) for name, figures in result["commands"].items()}
    print(f"\nevery paper at once, {result['processors']} processors")
    for name, m in measured.items():
        print(f"  {name:26}{m.seconds:8.2f}{m.cpu:8.2f}{m.peak:7.0f}{m.runs:6}")
    times = measured[ONE].seconds / measured[ALL].seconds
    print(
        f"  {'one / all':26}{times:8.2f}   to reach: {REACH} on two: {'reached' if times >= REACH else 'not reached'}"
    )
