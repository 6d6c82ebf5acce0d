"""Commit what was written in forms, where the workspace is in a git repository; nothing else is asked of git.

In: the files that were written, a message. Out: a commit of these files alone: what else is changed, or was added
before, stays as it is. The message that is proposed is the comparison of the paper as it was committed with what it is
now. No hook of the repository is run, and nothing else that its own settings name (a filter, a program that signs):
somebody else may have put it there. What the user has set up for all repositories is the user's own.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.base.diagnostics import BriefingError, make_printable
from generator.runs.git_revision import read_commit, run_git, write_revision

_WIDTH = 72


def find_changed(root: Path, files: Collection[str]) -> list[str] | None:
    """Return which of the files are not as they were committed; None where there is no repository."""
    try:
        if run_git(root, "rev-parse", "--is-inside-work-tree").stdout.strip() != b"true":
            return None
        if not files:
            return []
        if find_programs(root):  # git would ask a filter what a file holds
            last = read_commit(root)
            return sorted(last.changed.intersection(files)) if last else None
        prefix = run_git(root, "rev-parse", "--show-prefix").stdout.decode().strip()
        said = run_git(root, *_SAFE, "status", "--porcelain", "-z", "--untracked-files=all", "--", *sorted(files))
    except BriefingError:
        return None
    rows = [row[3:] for row in said.stdout.decode("utf-8", "replace").split("\0") if row]
    return sorted(row.removeprefix(prefix) for row in rows if row.removeprefix(prefix) in files)


_SAFE = (
    "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
    "-c", "maintenance.auto=false", "-c", "gc.auto=0",
)  # fmt: skip
_RUNS = r"^(filter\..*\.(clean|process)|gpg\.(.*\.)?(program|defaultkeycommand)|hook\..*\.command)$"
"""Settings that name a program which `git add` or `git commit` runs."""


def find_programs(root: Path) -> list[str]:
    """Return the settings of the repository itself that name a program which git would run for a commit."""
    said = run_git(root, "config", "--show-scope", "--name-only", "-z", "--get-regexp", _RUNS)
    if said.returncode not in (0, 1):  # 1: there is none
        return ["config"]
    words = said.stdout.decode("utf-8", "replace").split("\0")
    return [name for scope, name in zip(words[::2], words[1::2], strict=False) if scope in ("local", "worktree")]


def propose_message(root: Path, edition: str, files: Collection[str]) -> str:
    """Return what the commit may be called: what changed in the paper, or the files where that tells nothing."""
    plain = "Change " + (next(iter(files)) if len(files) == 1 else f"{len(files)} files of the workspace")
    try:
        with TemporaryDirectory(prefix="briefing-commit-") as folder:
            write_revision(root, "HEAD", Path(folder))
            lines = _compare(Path(folder), root, edition)
    except BriefingError:
        lines = []  # it was no paper then, or it is none now
    return "\n".join(lines) if lines else plain


def _compare(before: Path, root: Path, edition: str) -> list[str]:
    from generator.review.diff_report.stat import write_totals
    from generator.review.diff_report.text import write_report_lines
    from generator.runs.compare import ComparedEdition, compare_editions

    report = compare_editions(ComparedEdition(before, edition, "HEAD"), ComparedEdition(root, edition))
    if not report.groups:
        return []
    written = list(write_report_lines(report, _WIDTH, None))
    first = next((number for number, line in enumerate(written) if not line), 0)
    totals = write_totals(report)
    body = [line.rstrip() for line in written[first + 1 : -2]]
    return [f"{edition}: {totals}"[:_WIDTH], "", *body]


def commit_files(root: Path, files: Collection[str], message: str) -> dict[str, Any]:
    """Commit the files; return whether that was done, and the name of the commit or what git says."""
    words = "\n".join(line.rstrip() for line in message.strip().splitlines())
    changed = find_changed(root, files)
    if not changed or not words:
        return {"committed": False, "message": "there is nothing to commit" if words else "write what was changed"}
    # to go on without them would be worse: what a filter encrypts would stand in the history as it is
    if programs := find_programs(root):
        why = f"the settings of this repository run a program at each commit ({programs[0]})"
        return {
            "committed": False,
            "message": make_printable(f"{why}: commit with git itself, where you know whose it is"),
        }
    added = run_git(root, *_SAFE, "add", "--", *changed)
    done = added if added.returncode else run_git(
        root, *_SAFE, "commit", "--quiet", "--only", "--file=-", "--cleanup=whitespace", "--", *changed,
        given=words.encode(),
    )  # fmt: skip
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() or "git does not say why"
        return {"committed": False, "message": make_printable(said.splitlines()[0])}
    name = run_git(root, "rev-parse", "--short", "HEAD").stdout.decode().strip()
    return {"committed": True, "message": f"Committed as {name}"}
