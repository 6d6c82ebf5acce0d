"""What a list of people costs in every output, and what an archive costs a paper of 20 of its cases.

In: how many. Out: what each command took, in cold processes; compiled modules and file caches are warm. Before each
"check" a file was changed, before "check again" none. Beside an archive stands the bare C parser, which reads its files
to events and throws them away.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from generator.base.kept import VARIABLE
from tests.benchmarks.archive import write_archive
from tests.benchmarks.measure import Command, Measured, best
from tests.support.long_lists import write_long_list

EDITION = "ruritania-2020-11"
LIST_COMMANDS = {
    "check": ("check",),
    "sheet": ("sources", EDITION),
    "xlsx": ("annex", EDITION, "--format", "xlsx"),
    **{one: ("build", EDITION, "--format", one) for one in ("md", "json", "html", "docx", "pdf")},
}
"""What is done with lists: `check`, the sheet of sources, the workbook of the list, the paper in each format."""
_OURS = (sys.executable, "-m", "generator")
_SETTLED = 2.5
"""Seconds after which the times of a file are trusted (generator/base/look.py)."""


def measure_list(
    people: int, seconds: float, until: float, work: Path, wanted: tuple[str, ...]
) -> Mapping[str, Measured]:
    """Return what the wanted commands take with a paper of so many people."""
    root = write_long_list(work, people)

    def anew() -> None:
        shutil.rmtree(root / "build", ignore_errors=True)

    commands = {name: Command((*_OURS, *LIST_COMMANDS[name]), root, anew) for name in wanted if name != "check"}
    return best((_checks(root) if "check" in wanted else {}) | commands, 3, seconds, until)


def measure_archive(cases: int, seconds: float, until: float, work: Path) -> Mapping[str, Measured]:
    """Return what building a paper of 20 people in an archive takes, with what is known of its files from the build
    before and with all of them read, `check` of all of it, and the bare parser."""
    root = write_archive(work, cases)

    def anew() -> None:
        shutil.rmtree(root / "build", ignore_errors=True)

    commands = {
        "build, md": Command((*_OURS, "build", EDITION, "--format", "md"), root, anew),
        "build, docx": Command((*_OURS, "build", EDITION, "--format", "docx"), root, anew),
        "build, md, all read": Command(
            ("env", f"{VARIABLE}=off", *_OURS, "build", EDITION, "--format", "md"), root, anew
        ),
        **_checks(root),
        "bare parser": Command((sys.executable, "-m", "tests.benchmarks.peers", "yaml", str(root)), root),
    }
    # as in any archive that is worked with: an earlier build has noted what its files hold, and none was saved just now
    time.sleep(3)
    subprocess.run(commands["build, md"].words, cwd=root, check=True, capture_output=True)
    return best(commands, 3, seconds, until)


def _checks(root: Path) -> dict[str, Command]:
    """Return the commands that check a workspace in which something changed, and once more."""

    def change() -> None:
        with open(root / "data" / "ruritania" / "country.yaml", "a", encoding="utf-8") as file:
            file.write("\n")
        time.sleep(_SETTLED)

    check = (*_OURS, "check")
    return {"check": Command(check, root, change, (0, 1)), "check again": Command(check, root, codes=(0, 1))}
