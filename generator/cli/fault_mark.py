"""Mark a fault of the program so that a report of it leads to its line, and a message names no inner file.

In: an exception, or the mark in somebody's report. Out: the mark; the lines of this version that have it.
`python -m generator.cli.fault_mark MARK` tells them.
"""

from __future__ import annotations

import hashlib
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def make_mark(error: BaseException) -> str:
    """Return the mark of a fault: of the innermost line of this program on its way."""
    trace = traceback.extract_tb(error.__traceback__)
    ours = [step for step in trace if Path(step.filename).is_relative_to(PACKAGE)]
    return _mark(Path(ours[-1].filename), ours[-1].lineno or 0) if ours else "0"


def find_places(mark: str) -> Iterator[str]:
    """Yield each line of this version that has the mark: one, but for a rare chance."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for number in range(1, path.read_text("utf-8").count("\n") + 2):
            if _mark(path, number) == mark:
                yield f"{path.relative_to(PACKAGE).as_posix()}:{number}"


def _mark(path: Path, line: int) -> str:
    place = f"{path.relative_to(PACKAGE).as_posix()}:{line}"
    return hashlib.sha256(place.encode()).hexdigest()[:10]


if __name__ == "__main__":
    sys.stdout.writelines(f"{place}\n" for place in find_places(sys.argv[1]))
