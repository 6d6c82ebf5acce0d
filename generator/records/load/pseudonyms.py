"""Read who stands behind the pseudonyms: a file that never is in the repository, and is printed by nothing.

In: the root folder. Out: the true names by case, each with its place, and what is wrong (S118). It is named by the
environment variable BRIEFING_PSEUDONYMS, on an encrypted stick, say; else it is pseudonyms.yaml in the workspace, which
git has to ignore. Where it is at hand, no file that is made may hold such a name; where it is not, nothing is missing.

    case-12: Rudolf Rassendyll
    case-13: [Flavia Elphberg, Флавия Эльфберг]
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.base.pseudonyms_file import VARIABLE, find_pseudonyms
from generator.records.load.parse import Seq, parse
from generator.records.load.texts import decode


@dataclass(frozen=True, slots=True)
class RealName:
    """What somebody behind a pseudonym is truly called, and where that is said."""

    case: str
    name: str
    origin: Origin


def read_pseudonyms(root: Path) -> tuple[tuple[RealName, ...], list[Diagnostic]]:
    """Return every name in the file, and what is wrong with it or with where it lies; its lines are shown nowhere."""
    path = find_pseudonyms(root)
    if path is None:
        return (), []
    file = path.name
    try:
        data = path.read_bytes() if path.is_file() else None  # a pipe would be waited for
    except OSError:
        data = None
    if data is None:
        return (), [_report(file, f"{VARIABLE} names a file that can't be read", "name the file, or unset it")]
    text, problems = decode(data, file)
    problems += _find_exposed(path)
    tree, faults = parse(text, file) if text is not None and text.strip() else (None, [])
    problems += faults
    names: list[RealName] = []
    for case, said in (tree or {}).items():
        line, column = tree.at[case][:2] if tree else (0, 0)
        origin = Origin(file, line + 1, column + 1)
        listed = [said] if isinstance(said, str) else list(said) if isinstance(said, Seq) else []
        called = [name for name in listed if isinstance(name, str) and name.strip()]
        if not called or len(called) < len(listed):
            problems.append(
                codes.WRONG_TYPE.at(origin, "a name, or a list of names, belongs here", "write `case-12: [Name, Имя]`")
            )
        names += (RealName(case, name, origin) for name in called)
    return tuple(names), problems


def _find_exposed(path: Path) -> Iterator[Diagnostic]:
    """Yield an error where git has the file, or would take it with everything else."""
    real = path.resolve()
    if _ask_git(real, "rev-parse", "--is-inside-work-tree") != 0:
        return
    if _ask_git(real, "ls-files", "--error-unmatch", "--", real.name) == 0:
        yield _report(
            path.name,
            "the true names behind the pseudonyms are in git, and with it on every machine that has the repository",
            f"`git rm --cached {real.name}`, add it to .gitignore, and take it out of the history before anybody"
            f" fetches it; better, keep it elsewhere and name it by {VARIABLE}",
        )
    elif _ask_git(real, "check-ignore", "-q", "--", real.name) != 0:
        yield _report(
            path.name,
            "git does not ignore the true names behind the pseudonyms: `git add .` would take them along",
            f"add {real.name} to .gitignore; better, keep it elsewhere and name it by {VARIABLE}",
        )


def _ask_git(path: Path, *words: str) -> int:
    """Return how git answers a question about a file, in its folder; where there is no git, nothing is in one."""
    try:
        return subprocess.run(
            ["git", "-c", "core.fsmonitor=false", *words], cwd=path.parent, capture_output=True, check=False
        ).returncode
    except OSError:
        return 127


def _report(file: str, message: str, help: str) -> Diagnostic:
    return codes.EXPOSED_PSEUDONYMS.at(Origin(file), message, help)
