"""What a list of people costs in every output, and what an archive costs a paper of 20 of its cases.

In: how many. Out: what each command took, in cold processes; compiled modules and file caches are warm. Beside an
archive stands the bare C parser, which reads its files to events and throws them away.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

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


def measure_list(
    people: int, seconds: float, until: float, work: Path, wanted: tuple[str, ...]
) -> Mapping[str, Measured]:
    """Return what the wanted commands take with a paper of so many people."""
    root = write_long_list(work, people)

    def anew() -> None:
        shutil.rmtree(root / "build", ignore_errors=True)

    commands = {
        name: Command((*_OURS, *LIST_COMMANDS[name]), root, anew, (0, 1) if name == "check" else (0,))
        for name in wanted
    }
    return best(commands, 3, seconds, until)


def measure_archive(cases: int, seconds: float, until: float, work: Path) -> Mapping[str, Measured]:
    """Return what building a paper of 20 people in an archive takes, `check` of all of it, and the bare parser; each
    twice at least where there is time, for the second finds what the first kept."""
    root = write_archive(work, cases)

    def anew() -> None:
        shutil.rmtree(root / "build", ignore_errors=True)

    commands = {
        "build, md": Command((*_OURS, "build", EDITION, "--format", "md"), root, anew),
        "build, docx": Command((*_OURS, "build", EDITION, "--format", "docx"), root, anew),
        "check": Command((*_OURS, "check"), root, codes=(0, 1)),
        "bare parser": Command((sys.executable, "-m", "tests.benchmarks.peers", "yaml", str(root)), root),
    }
    first = best(commands, 1, seconds, until)
    again = best(commands, 2, seconds, until)
    return {name: again[name] if again[name].runs else first[name] for name in commands}
