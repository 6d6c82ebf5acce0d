"""Begin to look at the files of an archive before the command `build` itself is loaded, where there is one, and end
that again.

In: the words of the command. Out: the process that looks (ahead.py), for the build that asks for it. What it needs is
loaded for an archive alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping

from generator.base.kept import is_known
from generator.base.pseudonyms_file import name_pseudonyms
from generator.runs.archive import name_whole
from generator.runs.said_before import find_root, is_unfinished

TYPE_CHECKING = False  # `typing` takes longer to load than all that is done here
if TYPE_CHECKING:
    from pathlib import Path

    from generator.runs.ahead import Ahead
    from generator.runs.inputs import Inputs

_OTHERS = ("--all", "--check", "--help", "-h")
"""What makes no paper, or many."""
_under_way: list[Ahead] = []
_held: list[object] = []
"""What was found, of ten thousand files: nobody takes it apart before the process ends (generator/base/leave.py)."""


def begin(words: Collection[str]) -> None:
    """Look at the files of the workspace from here upwards, where something is kept of an archive in it."""
    if not sys.platform.startswith("linux") or not words or any(word in _OTHERS for word in words):
        return
    try:
        root = find_root(os.getcwd())
        if root is None or not is_known(name_whole(root)) or name_pseudonyms(root):
            return
        if is_unfinished([root, f"{root}/build", *_list_folders(f"{root}/briefings")]):
            return  # it is undone before anything is looked at
        from generator.runs.ahead import Ahead

        _under_way.append(Ahead(root))
    except OSError:  # without it the build takes longer, and is the same
        return


def read_ahead(root: Path, edition: str) -> Mapping[str, Inputs] | None:
    """Return what `read_inputs` does of one edition, which shall wait, where the process that looks found it; None
    where there is none. What reads an edition is loaded meanwhile, where it has to be read."""
    if not _under_way or _under_way[0].root != str(root):
        return None
    ahead = _under_way[0]
    ahead.ask(edition)
    if ahead.is_new(edition):
        from generator.runs.ahead import load_what_reads

        load_what_reads()
    found = ahead.read(edition)
    _held.append(found)
    end()
    return found


def end() -> None:
    """End what is under way."""
    while _under_way:
        _under_way.pop().close()


def _list_folders(folder: str) -> list[str]:
    with os.scandir(folder) as listed:
        return [entry.path for entry in listed if entry.is_dir()]
