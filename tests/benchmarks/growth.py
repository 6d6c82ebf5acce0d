"""What a list of people costs in every output, and what an archive costs a paper of 20 of its cases.

In: how many. Out: what each command took, in cold processes; compiled modules and file caches are warm. Before each
"check" a file was changed, before "check again" none; all else that is made of a list is made without anything that an
earlier run kept. Beside an archive stands the bare C parser, which reads its files
to events and throws them away.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.archive import write_archive
from tests.benchmarks.measure import Command, Measured, best
from tests.benchmarks.papers import OFF, SETTLED

EDITION = "ruritania-2020-11"
LIST_COMMANDS = {
    "check": ("check",),
    "sheet": ("sources", EDITION),
    "xlsx": ("annex", EDITION, "--format", "xlsx"),
    **{one: ("build", EDITION, "--format", one) for one in ("md", "json", "html", "docx", "pdf")},
}
"""What is done with lists: `check`, the sheet of sources, the workbook of the list, the paper in each format."""
WITHOUT_PDF = tuple(one for one in LIST_COMMANDS if one != "pdf")
_OURS = (sys.executable, "-m", "generator")
_MOST = 3
_TAKES = {
    "check": (2 + SETTLED, 0.026), "sheet": (1, 0.022), "xlsx": (0.4, 0.0127), "md": (0.4, 0.012),
    "json": (0.4, 0.0175), "html": (0.6, 0.0137), "docx": (0.6, 0.0143), "pdf": (2, 0.08),
}  # fmt: skip
ARCHIVE_TAKES = {
    "build, md": (0.7 + SETTLED, 0.0001), "build, docx": (0.9 + SETTLED, 0.0001),
    "build, docx, kept": (0.4, 0.0001), "build, md, all read": (0.7, 0.0018),
    "check": (1.8 + SETTLED, 0.004), "check again": (0.1, 0), "bare parser": (0.1, 0.0002),
}  # fmt: skip
"""Seconds on a quiet machine: of any list or archive, and of each person or case."""


def estimate_list(names: tuple[str, ...], people: int, seconds: float) -> float:
    """Return about how long it takes to measure the commands with so many people, the list itself written first."""
    return 0.002 * people + _add_up([_TAKES[name] for name in names], people, seconds)


def estimate_archive(cases: int, seconds: float) -> float:
    """Return about how long it takes to write an archive, to build a paper of it and to measure it."""
    fixed, each = ARCHIVE_TAKES["build, md, all read"]
    return 0.001 * cases + SETTLED + fixed + each * cases + _add_up([*ARCHIVE_TAKES.values()], cases, seconds)


def _add_up(takes: list[tuple[float, float]], size: int, seconds: float) -> float:
    each = (fixed + size * more for fixed, more in takes)
    return sum(min(_MOST * one, one + seconds * (one < seconds)) for one in each)


def measure_list(root: Path, seconds: float, until: float, wanted: tuple[str, ...]) -> Mapping[str, Measured]:
    """Return what the wanted commands take with the paper of a list of people."""

    def anew() -> None:
        shutil.rmtree(root / "build", ignore_errors=True)

    commands = {
        name: Command((*_OURS, *LIST_COMMANDS[name]), root, anew, environment=OFF) for name in wanted if name != "check"
    }
    return best((_checks(root) if "check" in wanted else {}) | commands, _MOST, seconds, until)


def measure_archive(cases: int, seconds: float, until: float, work: Path) -> Mapping[str, Measured]:
    """Return what building a paper of 20 people in an archive takes once a file of the edition was saved, with what is
    known of all others from the build before; with nothing changed, and with everything read; `check` of all of it, and
    the bare parser."""
    root = write_archive(work, cases)

    def anew() -> None:
        shutil.rmtree(root / "build", ignore_errors=True)

    def saved() -> None:
        anew()
        _save(root / "briefings" / EDITION / "edition.yaml")

    commands = {
        "build, md": Command((*_OURS, "build", EDITION, "--format", "md"), root, saved),
        "build, docx": Command((*_OURS, "build", EDITION, "--format", "docx"), root, saved),
        "build, docx, kept": Command((*_OURS, "build", EDITION, "--format", "docx"), root, anew),
        "build, md, all read": Command((*_OURS, "build", EDITION, "--format", "md"), root, anew, environment=OFF),
        **_checks(root),
        "bare parser": Command((sys.executable, "-m", "tests.benchmarks.peers", "yaml", str(root)), root),
    }
    # as in any archive that is worked with: an earlier build has noted what its files hold, and none was saved just now
    time.sleep(SETTLED)
    subprocess.run(commands["build, md"].words, cwd=root, check=True, capture_output=True)
    return best(commands, _MOST, seconds, until)


def _checks(root: Path) -> dict[str, Command]:
    """Return the commands that check a workspace in which something changed, and once more."""

    def change() -> None:
        _save(root / "data" / "ruritania" / "country.yaml")

    check = (*_OURS, "check")
    return {"check": Command(check, root, change, (0, 1)), "check again": Command(check, root, codes=(0, 1))}


def _save(path: Path) -> None:
    """Save a file with one more line, and wait until its time is trusted."""
    with open(path, "a", encoding="utf-8") as file:
        file.write("\n")
    time.sleep(SETTLED)
