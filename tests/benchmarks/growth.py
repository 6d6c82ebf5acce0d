"""How `check` grows with a list of people, and building and `check` with an archive.

`python -m tests.benchmarks.growth [--people 150,1500] [--archives 20,1000,10000] [--runs 1]`. Cold processes; compiled
modules and file caches are warm; before each "check" a file is changed, before "check again" none. Beside an archive
stands the bare C parser, which reads its files to events and throws them away. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.archive import write_archive
from tests.benchmarks.measure import Command, Measured, best
from tests.support.long_lists import write_long_list
from tests.support.places import ROOT

EDITION = "ruritania-2020-11"
_SETTLED = 2.5
"""Seconds after which the times of a file are trusted (generator/base/look.py)."""
_OURS = (sys.executable, "-m", "generator")


def measure_list(people: int, runs: int, work: Path) -> Mapping[str, Measured]:
    """Return what `check` of a list of so many people takes."""
    return best(_list_checks(write_long_list(work, people)), runs, 3600)


def measure_archive(cases: int, runs: int, work: Path) -> Mapping[str, Measured]:
    """Return what building a paper of 20 people in an archive takes, `check` of all of it, and the bare parser."""
    root = write_archive(work, cases)

    def anew() -> None:
        shutil.rmtree(root / "build", ignore_errors=True)

    commands = {
        "build, md": Command((*_OURS, "build", EDITION, "--format", "md"), root, anew),
        "build, docx": Command((*_OURS, "build", EDITION, "--format", "docx"), root, anew),
        **_list_checks(root),
        "bare parser": Command((sys.executable, "-m", "tests.benchmarks.peers", "yaml", str(root)), root),
    }
    return best(commands, runs, 3600)


def _list_checks(root: Path) -> Mapping[str, Command]:
    """Return the commands that check a workspace in which something changed, and once more."""

    def change() -> None:
        with open(root / "data" / "ruritania" / "country.yaml", "a", encoding="utf-8") as file:
            file.write("\n")
        time.sleep(_SETTLED)

    return {"check": Command((*_OURS, "check"), root, change), "check again": Command((*_OURS, "check"), root)}


def main() -> None:
    """Measure lists and archives of each size, and print what each takes."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth")
    asked.add_argument("--people", default="150,1500")
    asked.add_argument("--archives", default="20,1000,10000")
    asked.add_argument("--runs", type=int, default=1)
    options = asked.parse_args()
    os.environ["PYTHONPATH"] = str(ROOT)  # for the processes that are measured: they run in other folders
    print(f"{'':34}{'s':>8}{'CPU s':>8}{'MiB':>7}")
    for what, sizes, measure in (
        ("people", options.people, measure_list),
        ("cases", options.archives, measure_archive),
    ):
        for size in map(int, filter(None, sizes.split(","))):
            with tempfile.TemporaryDirectory(prefix="briefing-bench-") as name:
                for command, m in measure(size, options.runs, Path(name)).items():
                    print(f"{f'{size:,} {what}: {command}':34}{m.seconds:8.2f}{m.cpu:8.2f}{m.peak:7.0f}", flush=True)


if __name__ == "__main__":
    main()
