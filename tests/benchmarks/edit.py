"""From a saved sentence to the page of the preview that has it: the command itself, asked over HTTP.

In: a workspace, an edition, a file and words in it. Out: seconds of each edit. A browser's own time comes on top.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from tests.benchmarks.growth import EDITION, RECORD_OF_LIST
from tests.benchmarks.papers import SENTENCE
from tests.support.long_lists import write_long_list
from tests.support.places import ROOT
from tests.support.preview import previewed, until

LIST = (EDITION, *RECORD_OF_LIST)


def estimate_edits(people: int, times: int) -> float:
    """Return about how long it takes, from the start of the preview, on a quiet machine."""
    return 8 + 2 * times + 0.008 * people * (times + 1)


def measure_paper(times: int, end: float) -> list[float]:
    """Return the seconds of so many edits of the paper of 2020."""
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as name:
        for folder in ("data", "briefings", "templates"):
            shutil.copytree(ROOT / folder, Path(name, folder))
        return time_edits(Path(name), *SENTENCE, times, end)


def measure_people(people: int, times: int, end: float) -> list[float]:
    """Return the seconds of so many edits of a case in a list of so many people."""
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as name:
        # its pages take minutes: what is measured is the page beside that work
        return time_edits(write_long_list(Path(name), people), *LIST, times, end, "page")


def time_edits(
    root: Path, edition: str, file: str, words: str, times: int, end: float, after: str = "laid"
) -> list[float]:
    """Return the seconds from each saved edit to the page that has it, read to its end; `after` the pages are laid out,
    so that nothing else is being done, or after the page alone. None begins after the moment `end` of the monotonic
    clock."""
    path = root / file
    text = path.read_text("utf-8")
    assert words in text, path
    found = []
    with previewed(root, edition) as preview, preview.events(edition=edition) as events:
        version = until(events, after)["version"]
        assert words in " ".join(preview.get("/page", edition=edition).text.split()), words
        for number in range(1, times + 1):
            if time.monotonic() > end:
                break
            new = f"{words[:-1]}, {number} times over{words[-1]}"
            began = time.perf_counter()
            path.write_text(text.replace(words, new, 1), "utf-8")
            # a page that was begun before the edit may come first
            seen = False
            while not seen:
                version = until(events, "page", version + 1)["version"]
                seen = new in " ".join(preview.get("/page", edition=edition).text.split())
            found.append(time.perf_counter() - began)
            if after == "laid":
                until(events, after, version)
    return found
