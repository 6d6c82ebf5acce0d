"""Tell whether two revisions of this repository make the same files, byte for byte: `python -m tests.compare_revisions
OLD [NEW]`.

NEW is the working tree where nothing is said. Each revision builds its own data with its own program: every paper in
every format, the pages of countries, the annexes alone, the sheets of sources, diff and redline, and what commands
print. For changes that are meant to change nothing; run it before and after each.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.places import ROOT

EDITIONS = (
    "eu-kazakhstan-2020-11",
    "eu-kazakhstan-2024-04",
    "monitor-kazakhstan-2022-05",
    "monitor-kazakhstan-2022-08",
)
PAIRS = (EDITIONS[:2], EDITIONS[2:])


def commands(out: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the name and the words of each command; what it prints is compared, too."""
    yield "build", ["build", "--all", "--out", str(out)]
    for edition in EDITIONS:
        yield f"sources-{edition}", ["sources", edition, "--out", str(out / "sheets")]
    for edition in (EDITIONS[0], EDITIONS[1]):
        yield f"annex-{edition}", ["annex", edition, "--out", str(out / "annexes")]
    for old, new in PAIRS:
        for form in ("text", "md", "html", "json", "docx"):
            yield f"diff-{old}.{form}", ["diff", old, new, "--format", form]
    yield "fields", ["template", "fields"]
    yield "styles", ["template", "list"]
    yield "template-check", ["template", "check"]
    yield "check", ["check"]
    yield "check.sarif", ["check", "--format", "sarif"]


def made_by(tree: Path, out: Path) -> dict[str, bytes]:
    """Return what the revision in a folder makes, by name."""
    found = {}
    for name, words in commands(out):
        run = subprocess.run(
            [sys.executable, "-m", "generator", *words], cwd=tree, capture_output=True, env={"PATH": "/usr/bin:/bin"}
        )
        said = run.stdout + run.stderr + f"exit {run.returncode}\n".encode()
        found[f"printed by {name}"] = said.replace(str(out).encode(), b"OUT").replace(str(tree).encode(), b"ROOT")
    files = sorted(path for path in out.rglob("*") if path.is_file() and path.name != ".manifest.json")
    return found | {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


@contextmanager
def tree_of(revision: str | None, beside: Path) -> Iterator[Path]:
    """Give the folder in which the files of a revision are; the working tree where it is None."""
    if revision is None:
        yield ROOT
        return
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(beside), revision], cwd=ROOT, check=True)
    try:
        yield beside
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", str(beside)], cwd=ROOT, check=True)


def main(old: str, new: str | None = None) -> int:
    """Print what differs, and return 1 where anything does."""
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for name, revision in (("old", old), ("new", new)):
            with tree_of(revision, Path(folder) / f"{name}-tree") as tree:
                made.append(made_by(tree, Path(folder) / name))
        before, after = made
        differing = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        for name in differing:
            what = "is gone" if name not in after else "is new" if name not in before else "differs"
            print(f"{name}: {what}")
        print(f"{len(before)} before, {len(after)} after, {len(differing)} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
