"""What a paper of so many times the usual content costs us in every format, and other tools with the same content.

In: how many times. Out: what each command took, in cold processes; compiled modules and file caches are warm. What a
goal reads is measured as a second build of the same data, which uses what the one before it kept, and ("all read")
without anything that was kept; the Word file also after one sentence was changed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.base.kept import VARIABLE
from tests.benchmarks.measure import Command
from tests.benchmarks.multiplied import multiplied
from tests.benchmarks.peers import commands as list_peers
from tests.benchmarks.plan import estimate_runs
from tests.support.places import ROOT

OFF = {VARIABLE: "off"}
"""The environment in which nothing that was kept is used."""
SETTLED = 2.5
"""Seconds after which the times of a file are trusted (generator/base/look.py)."""
LONG = 5
"""Beyond that, each command takes so long that it is a step of its own."""
DOCX, PDF = "ours: docx", "ours: pdf"
ALL_READ, EDITED = ", all read", ", one sentence changed"
SENTENCE = (
    "eu-kazakhstan-2020-11",
    "briefings/eu-kazakhstan-2020-11/association.yaml",
    "then joined a video flash mob",
)
"""The edition of which a sentence is changed, its file, and words in it."""
PANDOC, BARE = "Pandoc: md to docx", "WeasyPrint, bare"
MOST = 9
"""How often a command is run at most."""
JUDGED_PDFS = (PDF, BARE, f"{PDF}{ALL_READ}")
JUDGED = (DOCX, f"{DOCX}{ALL_READ}", PANDOC, "ours: nothing to do")
"""What goals read, while nothing has changed."""
JUDGED_EDITS = (f"{DOCX}{EDITED}",)
"""What goals read, too; after it, the data is not that of which a run has nothing to do."""
OTHERS = (
    "ours: html, all read", "ours: md, all read", "ours: json, all read", "Typst: typ to pdf",
    "LibreOffice: docx to pdf",
)  # fmt: skip
"""What tables and the chart have of the paper as it is; OTHERS_GROW of several times its content."""
OTHERS_GROW = ("ours: html, all read", "Typst: typ to pdf")
_TAKES = {
    DOCX: (0.3, 0.055), f"{DOCX}{ALL_READ}": (0.7, 0.31), f"{DOCX}{EDITED}": (0.7, 0.31),
    PANDOC: (0.05, 0.235), "ours: nothing to do": (0.03, 0.003),
    PDF: (0.6, 1.83), BARE: (0, 8), f"{PDF}{ALL_READ}": (1.3, 1.75),
    "ours: html, all read": (0.7, 0.32), "ours: md, all read": (0.5, 0.3), "ours: json, all read": (0.5, 0.3),
    "Typst: typ to pdf": (0.1, 0.64), "LibreOffice: docx to pdf": (1.2, 0.87),
}  # fmt: skip
"""Seconds on a quiet machine: of any paper, and of each time the content."""


@dataclass(frozen=True, slots=True)
class Papers:
    """A workspace of so many times the content, with what was built of it, its size, and all commands."""

    times: int
    root: Path
    edition: str
    commands: Mapping[str, Command]
    size: Mapping[str, int]


def make_papers(edition: str, times: int, work: Path) -> Papers:
    """Write the workspace and build its paper once: what this keeps is there when the commands are run."""
    root = multiplied(ROOT, edition, times, work / "workspace")
    out, built = root / "build", work / "built"
    time.sleep(SETTLED)
    command = (sys.executable, "-m", "generator", "build", edition)
    subprocess.run([*command, "--format", "docx,html,md,json"], cwd=root, check=True, capture_output=True)
    shutil.copytree(out / edition, built)

    def anew() -> None:
        shutil.rmtree(out, ignore_errors=True)

    def as_built() -> None:
        anew()
        shutil.copytree(built, out / edition)

    ours = {
        f"ours: {format}": Command((*command, "--format", format), root, anew)
        for format in ("docx", "html", "md", "json", "pdf")
    }
    commands = ours | {f"{name}{ALL_READ}": one.with_environment(OFF) for name, one in ours.items()}
    commands["ours: nothing to do"] = Command((*command, "--format", "docx,html,md,json"), root, as_built)
    if edition == SENTENCE[0]:
        change = change_words(root / SENTENCE[1], SENTENCE[2])
        commands[f"{DOCX}{EDITED}"] = Command((*command, "--format", "docx"), root, change)
    markdown = (built / f"{edition}.md").read_text("utf-8")
    size = {"words": len(markdown.split()), "notes": markdown.count("\n[^")}
    return Papers(times, root, edition, commands | list_peers(root, edition, built, work), size)


def change_words(path: Path, words: str) -> Callable[[], None]:
    """Return what saves a file with something else after these words, each time it is called, and waits until the time
    of the file is trusted."""

    def make_versions() -> Iterator[str]:
        text, number = path.read_text("utf-8"), 0
        assert words in text, path
        while True:
            number += 1
            yield text.replace(words, f"{words} {number} times over", 1)

    versions = make_versions()

    def change() -> None:
        path.write_text(next(versions), "utf-8")
        time.sleep(SETTLED)

    return change


def estimate(names: tuple[str, ...], times: int, seconds: float) -> float:
    """Return about how long it takes to measure the commands on a quiet machine, once the workspace is there."""
    each = ((name, _TAKES[name][0] + times * _TAKES[name][1]) for name in names)
    return sum(estimate_runs(took, MOST, seconds, SETTLED * (name in JUDGED_EDITS)) for name, took in each)


def estimate_making(times: int) -> float:
    """Return about how long it takes to write the workspace and to build its paper."""
    return SETTLED + 6 + 1.1 * times


def estimate_stages(times: int) -> float:
    """Return about how long it takes to time the stages of a build."""
    return 1.2 + 0.8 * times


def time_stages(papers: Papers, until: float) -> dict[str, float]:
    """Return the seconds of each stage of a build, without the PDF."""
    command = [sys.executable, "-m", "tests.benchmarks.stages", str(papers.root), papers.edition]
    left = max(1.0, until - time.monotonic())
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=left)
    told: dict[str, float] = json.loads(done.stdout)
    return told
