"""Tell which files are not as the last commit has them without reading those of which that is known.

In: a workspace in a git repository, and what was seen of its files before anything was read. Out: the commit, and the
files that are otherwise there: what `read_commit` finds by reading and hashing every file (git_revision.py).

What is in a folder is told by the tree that git has of it and by the disk: names, sizes, times and numbers of its files
(generator/base/look.py). Which of its files are otherwise follows from these two, whatever commit it is, and that is
kept, for each folder sealed with both. Of a folder of which it is not known all files are read. Git itself is asked for
trees alone: what its index believes of files is not asked, and nothing that a repository sets up is run. Wherever
something is odd (a link, a folder of compiled modules, a name that leads elsewhere), everything is read.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.base.diagnostics import BriefingError
from generator.base.kept import is_kept, keep, recall, seal, unseal
from generator.base.look import Look
from generator.base.seen import Row, pack
from generator.runs.git_revision import FOLDERS, Commit, hash_blob, list_tree, read_commit, run_git
from generator.runs.sealed_parts import join_parts, list_parts, name_part

_TREE, _COMPILED = "040000", "__pycache__"
_MOST_ASKED = 64
"""Folders of which git is asked by name; of more, all that there is."""


class _Odd(Exception):
    """Everything has to be read."""


def read_known_commit(root: Path, looks: Sequence[Look]) -> Commit | None:
    """Return the last commit of the repository in which the workspace is; None where there is none, or no git. `looks`
    are what was seen of data/, briefings/ and templates/, none where that proves nothing."""
    seen = [one for one in looks if one.root == root and set(one.folders) <= set(FOLDERS)]
    if {name for one in seen for name in one.folders} != set(FOLDERS) or not is_kept():
        return read_commit(root)
    try:
        about = run_git(root, "rev-parse", "--is-inside-work-tree", "--show-prefix", "HEAD^{commit}")
        if about.returncode != 0:
            return None
        _, prefix, commit = about.stdout.decode().split("\n")[:3]
        return _compare(root, seen, commit, prefix)
    except (_Odd, BriefingError, ValueError):
        return read_commit(root)


@dataclass(slots=True)
class _Folder:
    """A folder with the tree that git has of it (empty: none), and what was seen of the files right in it."""

    tree: str = ""
    rows: list[Row] = field(default_factory=list)


def _compare(root: Path, seen: Sequence[Look], commit: str, prefix: str) -> Commit:
    folders = _list_folders(root, seen, commit, prefix)
    place = b"commit\0" + os.fsencode(os.path.realpath(root))
    there = list_parts(recall(hashlib.sha256(place).digest(), place) or b"")
    changed: set[str] = set()
    sealed, unknown = {}, {}
    for name, one in folders.items():
        secret = hashlib.sha256(b"\0".join((place, one.tree.encode(), pack(one.rows)))).digest()
        part = there.get(name_part(secret))
        said = unseal(secret, part) if part else None
        if part and said is not None:
            sealed[secret] = part
            changed.update(json.loads(said))
        else:
            unknown[name] = secret
    held = _list_held(root, commit, prefix, [name for name in unknown if folders[name].tree])
    read: set[str] = set()
    for name, secret in unknown.items():
        rows = folders[name].rows
        names, blobs = [row[0] for row in rows], held.get(name, {})
        found = [one for one in names if hash_blob(root / one, commit) != blobs.get(one)]
        found += blobs.keys() - set(names)
        changed.update(found)
        read.update(names)
        if (rows or not found) and _is_as_seen(root, rows):  # names are sealed with what the disk tells alone
            sealed[secret] = seal(secret, json.dumps(found).encode())
    if unknown:
        keep(hashlib.sha256(place).digest(), join_parts(sealed), place)
    return Commit(commit, frozenset(changed), frozenset(read))


def _list_folders(root: Path, seen: Iterable[Look], commit: str, prefix: str) -> Mapping[str, _Folder]:
    """Return all folders that there are, on the disk or in the commit."""
    folders: dict[str, _Folder] = {}
    for row in (row for look in seen for row in look.rows):
        name = row[0]
        if name.endswith("/"):
            folders.setdefault(name[:-1], _Folder())
        else:
            folders.setdefault(name.rpartition("/")[0], _Folder()).rows.append(row)
    if any(os.path.lexists(root / name / _COMPILED) for name in folders):
        raise _Odd  # nobody looks into these
    for mode, tree, name in list_tree(root, commit, [f"{prefix}{one}" for one in FOLDERS], "-r", "-d"):
        path = name.removeprefix(prefix)
        parts = path.split("/")
        if mode != _TREE or parts[0] not in FOLDERS or _COMPILED in parts or not _is_plain(parts):
            raise _Odd
        folders.setdefault(path, _Folder()).tree = tree
    return folders


def _list_held(root: Path, commit: str, prefix: str, names: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """Return by folder the files right in it with the blobs that the commit has of them."""
    if not names:
        return {}
    many = len(names) > _MOST_ASKED
    asked = [f"{prefix}{one}" for one in FOLDERS] if many else [f"{prefix}{name}/" for name in names]
    held: dict[str, dict[str, str]] = {}
    for mode, blob, name in list_tree(root, commit, asked, *(["-r"] if many else [])):
        if mode != _TREE:
            path = name.removeprefix(prefix)
            if mode not in ("100644", "100755") or not _is_plain(path.split("/")):
                raise _Odd
            held.setdefault(path.rpartition("/")[0], {})[path] = blob
    return held


def _is_plain(parts: Sequence[str]) -> bool:
    path = "/".join(parts)
    return path.isprintable() and not any(part in ("", ".", "..") for part in parts) and not {"\\", ":"} & set(path)


def _is_as_seen(root: Path, rows: Iterable[Row]) -> bool:
    """Tell whether files that were just read are still what they were when they were looked at."""
    try:
        for name, *was in rows:
            now = os.lstat(f"{root}{os.sep}{name}")
            if [now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino, now.st_dev] != was:
                return False
    except OSError:
        return False
    return True
