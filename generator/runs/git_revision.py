"""Write the workspace as it was at a git revision into another folder.

In: a workspace inside a git repository, a revision. Out: a folder with data/, briefings/ and templates/ of that
revision. A tree that somebody else made may hold anything: links, and names that lead out of the folder, are refused.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.base import codes
from generator.base.diagnostics import BriefingError, Code, Diagnostic, Origin

FOLDERS = ("data", "briefings", "templates")
_FILE, _PROGRAM = "100644", "100755"


def write_revision(root: Path, revision: str, into: Path) -> str:
    """Write the workspace of a revision into the empty folder `into`; return the short name of its commit.

    Raises BriefingError where git is not there (O701), where the workspace is in no repository or has no such revision
    (O702), and where a name in it is hostile (O703).
    """
    commit = _commit(root, revision)
    prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *(f"{prefix}{name}" for name in FOLDERS))
    files = list(_files(listed, prefix, revision))
    if not any(path.parts[0] == "data" for path, _ in files):
        raise BriefingError(
            [
                _problem(
                    codes.UNKNOWN_REVISION,
                    f"there is no workspace at `{revision}`: no data/ stands there",
                    "name a later revision",
                )
            ]
        )
    for (path, _), data in zip(files, _blobs(root, [blob for _, blob in files]), strict=True):
        target = into.joinpath(*path.parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return _git(root, "rev-parse", "--short", commit).decode().strip()


@dataclass(frozen=True, slots=True)
class Commit:
    """The last commit, and the files of the workspace that are not as they are there. To tell that, some were `read`
    (None: all of them), and of others it was known by what was seen of them before."""

    id: str
    changed: frozenset[str]
    read: frozenset[str] | None = None


def read_commit(root: Path) -> Commit | None:
    """Return the last commit of the repository in which the workspace is; None where there is none, or no git.

    Files are compared with what the commit holds of them byte by byte. Nothing that the repository sets up is run.
    """
    try:
        if run_git(root, "rev-parse", "--is-inside-work-tree").returncode != 0:
            return None
        commit = _commit(root, "HEAD")
        prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
        listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *(f"{prefix}{one}" for one in FOLDERS))
        held = {path.as_posix(): blob for path, blob in _files(listed, prefix, "HEAD")}
    except BriefingError:
        return None
    there = {
        Path(where, name).relative_to(root).as_posix()
        for folder in FOLDERS
        for where, _, names in os.walk(root / folder)
        for name in names
    }
    changed = {
        name for name in there | held.keys() if name not in there or hash_blob(root / name, commit) != held.get(name)
    }
    return Commit(commit, frozenset(changed))


def hash_blob(path: Path, commit: str) -> str | None:
    """Return the name that git gives to the content of a file, of the kind that the repository uses."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    make = hashlib.sha256 if len(commit) == 64 else hashlib.sha1
    return make(f"blob {len(data)}\0".encode() + data, usedforsecurity=False).hexdigest()


def list_tree(root: Path, commit: str, names: Iterable[str], *options: str) -> Iterator[tuple[str, str, str]]:
    """Yield (mode, object, path from the top of the repository) of what a commit has of some files or folders. Raises
    BriefingError where git can't tell, ValueError where a name is no UTF-8."""
    for line in _git(root, "ls-tree", *options, "-z", "--full-tree", commit, "--", *names).split(b"\0"):
        if line:
            about, _, name = line.partition(b"\t")
            mode, _, id = about.decode().split(" ")
            yield mode, id, name.decode()


def _commit(root: Path, revision: str) -> str:
    inside = run_git(root, "rev-parse", "--is-inside-work-tree")
    if inside.returncode != 0:
        raise BriefingError(
            [
                _problem(
                    codes.UNKNOWN_REVISION,
                    "this workspace is in no git repository",
                    "compare two editions, or two folders",
                )
            ]
        )
    found = run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode != 0:
        raise BriefingError(
            [
                _problem(
                    codes.UNKNOWN_REVISION,
                    f"there is no revision `{revision}` in this repository",
                    "name a commit, a branch or a tag; `git log` shows them",
                )
            ]
        )
    return found.stdout.decode().strip()


def _files(listed: bytes, prefix: str, revision: str) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield (path below the workspace, blob) of what `git ls-tree -z` lists."""
    for line in listed.split(b"\0"):
        if not line:
            continue
        about, _, raw = line.partition(b"\t")
        mode, _, blob = about.decode().split(" ")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = ""
        path = name.removeprefix(prefix)
        parts = path.split("/")
        bad = not name.startswith(prefix) or parts[0] not in FOLDERS or any(part in ("", ".", "..") for part in parts)
        if bad or "\\" in path or ":" in path or not path.isprintable():
            raise BriefingError(
                [
                    _problem(
                        codes.HOSTILE_NAME,
                        f"a file at `{revision}` has a name that leads elsewhere",
                        "look at this revision with `git ls-tree -r`",
                    )
                ]
            )
        if mode not in (_FILE, _PROGRAM):
            raise BriefingError(
                [
                    _problem(
                        codes.HOSTILE_NAME,
                        f"`{path}` at `{revision}` is a link or a repository of its own, and no file",
                        "a workspace holds files alone",
                    )
                ]
            )
        yield PurePosixPath(path), blob


def _blobs(root: Path, names: list[str]) -> Iterator[bytes]:
    """Yield the contents of blobs as they are in the repository, all read at once."""
    data = _git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    at = 0
    for _ in names:
        end = data.index(b"\n", at)
        size = int(data[at:end].split(b" ")[2])
        yield data[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _git(root: Path, *words: str, given: bytes = b"") -> bytes:
    done = run_git(root, *words, given=given)
    if done.returncode != 0:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise BriefingError(
            [
                _problem(
                    codes.UNKNOWN_REVISION,
                    f"git can't read this revision: {told[0] if told else 'it does not say why'}",
                    "look at it with git itself",
                )
            ]
        )
    return done.stdout


def run_git(root: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, and return what came of it. Raises BriefingError (O701) where there is no git."""
    # what is missing in a partial copy is not fetched: nothing here asks the network
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(
            ["git", "-C", str(root), *words], input=given, capture_output=True, env=environment, check=False
        )
    except FileNotFoundError:
        raise BriefingError(
            [_problem(codes.NO_GIT, "the program `git` is not there", "install git, or compare two folders")]
        ) from None


def _problem(code: Code, message: str, help: str) -> Diagnostic:
    return code.at(Origin("."), message, help)
