"""What a list of people costs in every output, and what an archive costs a paper of 20 of its cases.

In: how many. Out: what each command took, in cold processes; compiled modules and file caches are warm. `check` and the
sheet of sources are measured in three states, each in a folder of its own for what is kept: with nothing kept ("all
read"), with all that the run before kept and one record saved since, and with nothing changed since ("again"). All else
that is made of a list is made without anything that an earlier run kept. In an archive it is also measured when the
first finding of `check` comes, once a file was made wrong. Beside an archive stands the bare C parser, which reads its
files to events and throws them away.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path

from tests.benchmarks.archive import write_archive
from tests.benchmarks.measure import Command, Measured, best
from tests.benchmarks.papers import OFF, SETTLED, change_words
from tests.benchmarks.plan import estimate_runs

EDITION = "ruritania-2020-11"
RECORD_OF_LIST = ("data/ruritania/cases/person-0.yaml", "Sentenced to 14 years for a post.")
"""The file of a record of a list, and words in it."""
_RECORDS_OF_ARCHIVE, _WORDS_OF_ARCHIVE = "data/ruritania/archive-*/cases/*.yaml", "wrote about the march"
SAVED, AGAIN = ", one record saved", " again"
"""What follows the name of a command in the states in which the run before kept something."""
FIRST = "check, first finding"
OF_ARCHIVES_ALONE = (f"check{SAVED}", FIRST)
"""What is not done where there are no other cases than those that the paper lists."""
LISTED = 20
LIST_COMMANDS = {
    "check": ("check",),
    "sheet": ("sources", EDITION),
    "xlsx": ("annex", EDITION, "--format", "xlsx"),
    **{one: ("build", EDITION, "--format", one) for one in ("md", "json", "html", "docx", "pdf")},
}
"""What is done with lists: `check`, the sheet of sources, the workbook of the list, the paper in each format."""
CHECKS, SHEETS = (tuple(f"{one}{state}" for state in ("", SAVED, AGAIN)) for one in ("check", "sheet"))
"""In the order in which they are run: each leaves what the next one finds kept."""
WITHOUT_PDF = (*CHECKS, *SHEETS, *(one for one in LIST_COMMANDS if one not in ("check", "sheet", "pdf")))
WITHOUT_STATES = tuple(one for one in WITHOUT_PDF if SAVED not in one and one != f"sheet{AGAIN}")
"""What is done with the list with which long ones are compared."""
OF_OTHER_LISTS = ("check", "sheet", "docx")
"""What is done with lists of which no goal speaks, for the chart."""
_OURS = (sys.executable, "-m", "generator")
_MOST = 3
_TAKES = {
    "check": (1.5, 0.0175), f"check{SAVED}": (1.5, 0.0175), f"check{AGAIN}": (0.1, 0),
    "sheet": (0.8, 0.017), f"sheet{SAVED}": (0.8, 0.017), f"sheet{AGAIN}": (0.5, 0.002),
    "xlsx": (0.4, 0.0105), "md": (0.4, 0.0093), "json": (0.4, 0.0107), "html": (0.6, 0.0125), "docx": (0.6, 0.0113),
    "pdf": (2, 0.074),
}  # fmt: skip
ARCHIVE_TAKES = {
    "build, md": (0.7, 0.0001), "build, docx": (0.9, 0.0001),
    "build, docx, kept": (0.4, 0.0001),
    "check": (1.6, 0.0026), f"check{SAVED}": (1.6, 0.0026), f"check{AGAIN}": (0.1, 0),
    FIRST: (0.4, 0.00002), "bare parser": (0.1, 0.0003),
}  # fmt: skip
"""Seconds on a quiet machine: of any list or archive, and of each person or case."""
_ALL_READ = (0.7, 0.0018)
"""The same of building a paper of an archive of which nothing is known."""
_FIRST_LINE = """
import subprocess, sys
with subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
    lines = [process.stderr.readline(), process.stderr.readline()]
    process.kill()
sys.exit(None if "error" in lines[1] else "no first finding: " + " ".join(lines))
"""
"""Runs a command until it has named an error on standard error, below a line that says so."""


def estimate_list(names: tuple[str, ...], people: int, seconds: float) -> float:
    """Return about how long it takes to measure the commands with so many people, the list itself written first."""
    return 0.002 * people + _add_up({name: _TAKES[name] for name in names}, people, seconds)


def estimate_archive(cases: int, seconds: float) -> float:
    """Return about how long it takes to write an archive, to build a paper of it and to measure it."""
    fixed, each = _ALL_READ
    takes = {name: one for name, one in ARCHIVE_TAKES.items() if cases > LISTED or name not in OF_ARCHIVES_ALONE}
    return 0.001 * cases + SETTLED + fixed + each * cases + _add_up(takes, cases, seconds)


def _add_up(takes: Mapping[str, tuple[float, float]], size: int, seconds: float) -> float:
    each = ((name, fixed + size * more) for name, (fixed, more) in takes.items())
    return sum(estimate_runs(took, _MOST, seconds, SETTLED * _is_waited_for(name)) for name, took in each)


def _is_waited_for(name: str) -> bool:
    """Tell whether a file is saved before each run of a command, and its time has to be trusted."""
    return SAVED in name or name in ("build, md", "build, docx")


def measure_list(root: Path, seconds: float, until: float, wanted: tuple[str, ...]) -> Mapping[str, Measured]:
    """Return what the wanted commands take with the paper of a list of people."""

    def anew() -> None:
        shutil.rmtree(root / "build", ignore_errors=True)

    made = [name for name in LIST_COMMANDS if name in wanted and name not in ("check", "sheet")]
    commands = {name: Command((*_OURS, *LIST_COMMANDS[name]), root, anew, environment=OFF) for name in made}
    save = change_words(root / RECORD_OF_LIST[0], RECORD_OF_LIST[1].removesuffix("."))
    states = (list_states(root, one, LIST_COMMANDS[one], save) for one in ("check", "sheet"))
    found: dict[str, Measured] = {}
    for group in (*states, commands):
        found |= best({name: one for name, one in group.items() if name in wanted}, _MOST, seconds, until)
    return found


def measure_archive(cases: int, seconds: float, until: float, work: Path) -> Mapping[str, Measured]:
    """Return what building a paper of 20 people in an archive takes once a file of the edition was saved, with what is
    known of all others from the build before, and with nothing changed; `check` of all of it in its states, and how
    long its first finding takes; and the bare parser."""
    root = write_archive(work, cases, LISTED)

    def anew() -> None:
        shutil.rmtree(root / "build", ignore_errors=True)

    def saved() -> None:
        anew()
        _save(root / "briefings" / EDITION / "edition.yaml")

    builds = {
        "build, md": Command((*_OURS, "build", EDITION, "--format", "md"), root, saved),
        "build, docx": Command((*_OURS, "build", EDITION, "--format", "docx"), root, saved),
        "build, docx, kept": Command((*_OURS, "build", EDITION, "--format", "docx"), root, anew),
        "bare parser": Command((sys.executable, "-m", "tests.benchmarks.peers", "yaml", str(root)), root),
    }
    # as in any archive that is worked with: an earlier build has noted what its files hold, and none was saved just now
    time.sleep(SETTLED)
    subprocess.run(builds["build, md"].words, cwd=root, check=True, capture_output=True)
    found = best(builds, _MOST, seconds, until)
    record = min(root.glob(_RECORDS_OF_ARCHIVE), default=None)
    checks = list_states(root, "check", ("check",), change_words(record, _WORDS_OF_ARCHIVE) if record else None)
    found |= best(checks, _MOST, seconds, until)
    if record:
        first = {FIRST: time_first_finding(root, record, checks["check"].environment)}
        found |= best(first, _MOST, seconds, until)
    return found


def time_first_finding(
    root: Path, record: Path, environment: Mapping[str, str], check: tuple[str, ...] = (*_OURS, "check")
) -> Command:
    """Return what checks a workspace, of which what was kept lies where the environment says, until the first finding
    about a record that was made wrong just now."""
    was, versions = record.read_text("utf-8"), count(1)

    def spoil() -> None:
        record.write_text(f"{was}wrong-{next(versions)}: field\n", "utf-8")

    words = (sys.executable, "-I", "-S", "-c", _FIRST_LINE, *check)
    return Command(words, root, spoil, environment=environment)


def list_states(root: Path, name: str, words: tuple[str, ...], save: Callable[[], object] | None) -> dict[str, Command]:
    """Return a command in its states, in the order in which they are to be run: with nothing kept, with one record
    saved since the run before (None: not so), with nothing changed since."""
    kept = root.with_name(f"{root.name}-kept-{name}")

    def forget() -> None:
        shutil.rmtree(kept, ignore_errors=True)
        shutil.rmtree(root / "build", ignore_errors=True)

    codes = (0, 1) if name == "check" else (0,)
    state = Command((*_OURS, *words), root, codes=codes, environment={"XDG_CACHE_HOME": str(kept)})
    saved = {f"{name}{SAVED}": replace(state, before=save)} if save else {}
    return {name: replace(state, before=forget), **saved, f"{name}{AGAIN}": state}


def _save(path: Path) -> None:
    """Save a file with one more line, and wait until its time is trusted."""
    with open(path, "a", encoding="utf-8") as file:
        file.write("\n")
    time.sleep(SETTLED)
