"""Where styles stand: in templates/ of a workspace, or else beside the program, which brings some along.

In: a workspace and the name of a style or of its file. Out: its place. A style of the workspace counts in the place of
one of the same name that comes with the program. Both are called templates/<style>/… wherever names are shown.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from generator.base.inputs import SHIPPED, TEMPLATES


def list_style_files(root: Path) -> list[Path]:
    """Return the template.yaml of each style that a workspace may use, by the names of the styles."""
    own = (root / TEMPLATES).glob("*/template.yaml")
    shipped = (path for path in SHIPPED.glob("*/template.yaml") if is_shipped(root, path.parent.name))
    return sorted((*own, *shipped), key=lambda path: path.parent.name)


def is_shipped(root: Path, name: str) -> bool:
    """Tell whether a style is taken from those that come with the program: whatever a workspace has of that name, a
    broken link, too, is the workspace's."""
    return bool(name) and (SHIPPED / name).is_dir() and not os.path.lexists(root / TEMPLATES / name)


def find_style_folder(root: Path, name: str) -> Path:
    """Return the folder of a style; where there is none of that name, the one that it would have in the workspace."""
    return (SHIPPED if is_shipped(root, name) else root / TEMPLATES) / name


def find_input(root: Path, name: str) -> Path:
    """Return the file that is called `name` as seen from the workspace, those of styles wherever they stand."""
    top, *parts = PurePosixPath(name).parts
    shipped = top == TEMPLATES and ".." not in parts and len(parts) > 1 and is_shipped(root, parts[0])
    return SHIPPED.joinpath(*parts) if shipped else root / name


def name_input(path: Path, root: Path) -> str:
    """Return what a file is called as seen from the workspace; the way back is `find_input`."""
    whole, before = str(path), f"{root}{os.sep}"
    if whole.startswith(before):  # of nearly all, and asked for each file and record: a path takes ten times as long
        return whole[len(before) :].replace(os.sep, "/")
    around = root if path.is_relative_to(root) or not path.is_relative_to(SHIPPED) else SHIPPED.parent
    return path.relative_to(around).as_posix()
