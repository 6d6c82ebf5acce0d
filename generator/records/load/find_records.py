"""Find the files of a folder that hold records, and tell of those that look like records and are not read.

In: a folder. Out: its files of records; copies that a cloud folder or a file manager made of them, and files with a
wrong ending, are noted in what was found (D008): they would be missing without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.base.file_names import YAML, find_meant_name, find_original, list_files
from generator.records.load.found import Found

_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.yaml")
"""Names that nobody has to look at twice: no program calls a copy so."""


def is_plain(name: str) -> bool:
    """Tell whether a file of this name holds records, whatever stands beside it."""
    return _PLAIN.fullmatch(name) is not None


def find_records(found: Found, folder: Path, names: Iterable[str] | None = None) -> list[Path]:
    """Return the files of records in a folder, in the order of their names; `names` are those of its files (None: all
    of an author's)."""
    records = []
    for path in list_files(folder) if names is None else (folder / name for name in names):
        if _PLAIN.fullmatch(path.name):
            records.append(path)
        elif meant := find_meant_name(path):
            _may_hold(found, path, meant.removesuffix(YAML))
            found.problems.append(_wrong_ending(path, meant, found.name(path)))
        elif path.suffix == YAML:
            original = find_original(path.stem)
            if original and path.with_name(f"{original}{YAML}").is_file():
                found.may_hold((), path)
                found.problems.append(_copy(path, f"{original}{YAML}", found.name(path)))
            else:
                records.append(path)
    return records


def _may_hold(found: Found, path: Path, name: str) -> None:
    """Note what a file that is not read may hold, so that nobody is told that it does not exist."""
    folder = path.parent.name
    found.may_hold(
        {name, f"{name}/*", f"{folder}/{name}", *((folder,) if name in ("edition", "country") else ())}, path
    )


def _wrong_ending(path: Path, meant: str, name: str) -> Diagnostic:
    message = f"`{path.name}` is not read: files of records end in .yaml"
    help = f"call it `{meant}`"
    if path.with_name(meant).exists():
        help = f"`{meant}` stands beside it: keep what is right in that one, and delete this file or move it away"
    elif path.suffix.lower() != ".yml":
        help += "; where your system hides how names end, let it show them, or say “all files” where you save it"
    return codes.UNKNOWN_FILE.at(Origin(name), message, help)


def _copy(path: Path, original: str, name: str) -> Diagnostic:
    message = (
        f"`{path.name}` is not read: it looks like a copy of `{original}` that a cloud folder, a browser or a file"
        " manager made"
    )
    help = (
        f"see what differs, keep in `{original}` what is right, and delete this file; if it is another record, give it"
        " an id of its own, and a name of small letters, digits and hyphens after it"
    )
    return codes.UNKNOWN_FILE.at(Origin(name), message, help)
