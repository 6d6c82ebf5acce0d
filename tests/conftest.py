"""Golden files: `pytest --update-golden` writes them anew; read the diff before you commit it.

What takes long begins first, so that at the end no processor waits for another. Tests of a file stay together: what
they share is made once for all of them, and would be made again for those that came later.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_MEMORY_NEEDED = 4 << 30  # bytes: what all tests leave at one time is far below
GOLDEN = Path(__file__).parent / "golden"
# no test may fail since the machine is slow
settings.register_profile("untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the golden files anew.")


def pytest_configure() -> None:
    """Keep in memory what tests write, where the system has room for that: thousands of small workspaces are made and
    go again, and a disk takes ten times as long for them. Processes that tests start do the same."""
    memory = "/dev/shm"  # of Linux
    if "TMPDIR" not in os.environ and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _MEMORY_NEEDED:
        os.environ["TMPDIR"] = memory
        tempfile.tempdir = None  # so that it is asked for anew
    os.environ["BRIEFING_CACHE"] = "off"  # tests of what is kept between runs have a folder of their own for it
    # papers are made and go by thousands: to look for what nobody needs after each 700 new objects takes a twentieth of
    # the time, and more
    gc.set_threshold(50_000, 20, 50)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a file unread of which `make quick` runs nothing: its `pytestmark` marks all of its tests. To collect tests
    takes as long as to run many of them, and each worker does it."""
    left_out = set(re.findall(r"not (\w+)", config.option.markexpr)) if " or " not in config.option.markexpr else set()
    if not left_out or not collection_path.name.startswith("test_"):
        return None
    marked = re.search(r"^pytestmark = (.+)$", collection_path.read_text("utf-8"), re.MULTILINE)
    return True if marked and left_out & set(re.findall(r"pytest\.mark\.(\w+)", marked[1])) else None


def pytest_collection_finish() -> None:
    # what was imported and collected stays: the search for what nobody needs any more passes over it
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ci, slow = ({item.path for item in items if item.get_closest_marker(mark)} for mark in ("ci", "slow"))
    items.sort(key=lambda item: (item.path not in ci, item.path not in slow))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """Return a function that compares text with a golden file, or writes it with --update-golden."""

    def compare(name: str, found: str | bytes) -> None:
        path = GOLDEN / name
        text = found.decode() if isinstance(found, bytes) else found
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"{path} is missing: run pytest --update-golden, and read it"
        assert text == path.read_bytes().decode()

    return compare
