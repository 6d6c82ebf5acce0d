"""Tell from its name what a file of the workspace is: an author's, a program's, a copy, or one with a wrong ending.

In: a name. Out: what follows from it. The loader, `fmt`, the preview and the fingerprint of a paper ask here, so that
what one passes over no other one reads.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

YAML = ".yaml"

_FOREIGN = re.compile(
    r"""\..* | \#.*\# | ~.* | .*~ | 4913 | .*___ | __pycache__ | __MACOSX | @eaDir | Icon\r?
    | Thumbs\.db | desktop\.ini
    | .*\.(?:swp|swo|swx|tmp|temp|bak|new|old|orig|rej|part|partial|crdownload|download|lock)""",
    re.I | re.S | re.X,
)
"""Names that editors, systems and clouds give to files of their own: hidden ones and those that lock others (`.#x.yaml`
of Emacs, `._x.yaml` of macOS, `~$x.docx` of Word), swap files, backups, half a download, Vim's probe 4913."""

_DAY = r"\d{4}-\d\d-\d\d"
_COPY = rf"""(?:(?P<behind>.*?\S)(?:
        [ ]?\(\d+\)                                  # a browser, Google Drive, Windows
      | [ ]-[ ](?:Copy|Копия|копия)(?:[ ]?\(\d+\))?  # the Explorer of Windows
      | [ ](?:copy|копия)(?:[ ]\d+)?                 # the Finder of macOS
      | [ ]\d+                                       # iCloud
      | [ ]?\((?:[^)]*[ ])?(?:conflicted[ ]copy|case[ ]conflict|конфликтующая[ ]копия)[^)]*\)   # Dropbox, Nextcloud
      | \.sync-conflict-[\w-]+                       # Syncthing
      | _conf\({_DAY}[^)]*\)                         # Seafile, pCloud
      | -(?:DESKTOP|LAPTOP)-[A-Z0-9]+(?:-\d+)?       # OneDrive, by the name of the machine
    ))|(?:(?:Copy[ ](?:\(\d+\)[ ])?of|Копия)[ ](?P<before>\S.*))"""
"""As text, like those below: few runs meet such a name, and those alone compile the pattern."""

_LIKE_YAML = r"(?P<stem>.+?)\.ya?ml(?:[\W_].*)?"
_BEGINS = r"""\ufeff?(?:\s*\n|[#][^\n]*\n|---[ ]*\r?\n)*
    (?:["']?(?:id|names|title|short_title|kind|visibility|theme|country|what|date)["']?:(?:\s|$)|[\w.-]+:[ ]*\{)"""
_PLAIN_TEXT = ("", ".txt", ".text", ".yam", ".ymal", ".yal")
_FIRST = 4096


def is_foreign(name: str) -> bool:
    """Tell whether a file or folder of this name is none of an author's: nobody reads it, and nothing follows from
    it."""
    if name.endswith(YAML):  # of these, an archive has ten thousand, no other pattern can be meant
        return name.startswith((".", "~"))
    return _FOREIGN.fullmatch(name) is not None


def find_original(name: str) -> str | None:
    """Return the name, without its ending, of which a cloud folder or a file manager made a copy that is called `name`
    (without its ending too); None where it is none."""
    match = re.fullmatch(_COPY, name, re.X)
    return (match["behind"] or match["before"]).strip() if match else None


def find_meant_name(path: Path) -> str | None:
    """Return how a file would be called if it is a record with a wrong ending; None where it is none.

    Windows and macOS hide endings, so that `sapt.yaml` of Notepad is `sapt.yaml.txt`. A plain text counts as a record
    where it begins as one: with a line such as `id: …` or `names: …`.
    """
    match = re.fullmatch(_LIKE_YAML, path.name, re.I | re.S)
    if match and path.name != f"{match['stem']}{YAML}":
        return f"{match['stem']}{YAML}"
    if match is None and path.suffix.lower() in _PLAIN_TEXT and _begins_as_record(path):
        return f"{path.stem}{YAML}"
    return None


def _begins_as_record(path: Path) -> bool:
    """Tell whether a plain file begins with a line with which records begin."""
    if path.is_symlink() or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return re.match(_BEGINS, file.read(_FIRST).decode("utf-8", "replace"), re.X) is not None
    except OSError:
        return False


def list_files(folder: Path) -> Iterator[Path]:
    """Yield the files of an author in a folder, in the order of their names."""
    return (folder / name for name in list_names(folder)[0])


def list_folders(folder: Path) -> Iterator[Path]:
    """Yield the folders of an author in a folder, in the order of their names."""
    return (folder / name for name in list_names(folder)[1])


def list_names(folder: Path) -> tuple[list[str], list[str]]:
    """Return the names of an author's files in a folder, and those of the folders there, each in order."""
    if not folder.is_dir():
        return [], []
    files: list[str] = []
    folders: list[str] = []
    with os.scandir(folder) as listed:  # which tells of ten thousand files what they are without a look at each
        for entry in listed:
            if not is_foreign(entry.name):
                (folders if _is_folder(entry) else files).append(entry.name)
    return sorted(files, key=os.path.normcase), sorted(folders, key=os.path.normcase)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links in a circle
        return False
