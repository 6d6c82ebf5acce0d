"""Where a new record goes: into a file of its own, or behind the last one of a file of many.

In: a dataset, a kind, an id. Out: the path of its file; the text of a file with the record put behind its last.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from ruamel.yaml.nodes import MappingNode

from generator.authoring.new.answers import Checked
from generator.authoring.new.questions import COLLECTION
from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin
from generator.base.inputs import read_input
from generator.records.load import Dataset, add_excerpts
from generator.records.load.found import Found
from generator.records.load.parse import parse
from generator.records.load.read_file import MOST_TEXT, read_default
from generator.records.load.texts import decode
from generator.records.load.yaml_edits import compose, find_line_break
from generator.records.schema.base import Visibility

_OWN_FILE = frozenset({"case", "law"})
"""Kinds of which each record has a file of its own."""


def find_place(dataset: Dataset, kind: str, id: str, said: Checked) -> tuple[str, bool]:
    """Return the path of the file in which the record stands, and whether it stands there among others."""
    if kind == "country":
        return f"data/{id}/country.yaml", False
    collection = COLLECTION[kind]
    folder = PurePosixPath("data", str(said.get("country", "")))
    if kind in _OWN_FILE or (dataset.root / folder / collection).is_dir():
        return (folder / collection / f"{id}.yaml").as_posix(), False
    return (folder / f"{collection}.yaml").as_posix(), True


def find_default(root: Path, path: str) -> Visibility | None:
    """Return what the defaults.yaml of a file's folder, or of one around it, say of who may see its records."""
    found, default = Found(root), None
    for folder in reversed(PurePosixPath(path).parents):
        if folder.parts[:1] == ("data",):
            default = read_default(found, root / folder / "defaults.yaml", default)
    return default


def add_to_file(root: Path, path: str, own: str) -> tuple[str, int, bytes | None]:
    """Return the text of a file of many with a record put behind its last, the line on which it begins, and what the
    file held before (None: there was none).

    Raises BriefingError where the file can't be read (D00x), or its records stand in braces (D013).
    """
    file = root / path
    if not file.exists():
        return own, 1, None
    data = read_input(file, root, MOST_TEXT)
    text, problems = decode(data, path)
    if text is None:
        raise BriefingError(problems)
    lines = text.replace("\r\n", "\n")
    if any(line.strip() and not line.lstrip().startswith("#") for line in lines.split("\n")):
        _, problems = parse(lines, path)
        if problems:
            raise BriefingError(add_excerpts(problems, {path: lines.split("\n")}))
        node = compose(lines)
        if not isinstance(node, MappingNode) or node.flow_style:
            message = "the records of this file stand in braces, and nothing can be put behind the last one"
            help = "write each name on a line of its own: `briefing fmt` does so where it can"
            raise BriefingError([codes.NOT_LAID_OUT.at(Origin(path), message, help)])
    before = lines.rstrip("\n") + "\n" if lines.strip() else ""
    made = before + own
    return made.replace("\n", find_line_break(text)), before.count("\n") + 1, data
