"""Open one record of a file: what it says, which form it has, where in it a line stands.

In: the workspace, a file's path in it, the id of a record or a line. Out: the record's values as JSON has them. Only
files that hold records are opened, and none that a link leads out of the workspace.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from generator.base.diagnostics import BriefingError
from generator.base.file_names import is_foreign
from generator.base.inputs import read_input
from generator.records.load import Dataset
from generator.records.load.parse import Map, Seq, leave_places, parse
from generator.records.load.read_file import MOST_TEXT
from generator.records.load.texts import decode_whole
from generator.records.schema import COLLECTIONS, Law
from generator.records.schema.base import pick_text
from generator.records.schema.files import SINGLE, FileKind, find_file_kind

Steps = tuple[str | int, ...]

_MARK = "\ufeff"
"""What some programs write before the first line of a file; it stays there."""

_FOLDERS = ("cases", "laws")
"""Kinds of which each record has a file of its own where a country has none yet."""


class NotEditable(Exception):
    """There is no such record, or none that a form is for; the message is for the reader."""


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """A record in a file: `steps` lead to it, none where the file is the record; `path` is where the file stands."""

    file: str
    path: Path
    kind: FileKind
    id: str

    @property
    def steps(self) -> Steps:
        """The steps from the beginning of the file to the record."""
        return (self.id,) if self.kind.many else ()


def find_place(root: Path, file: str, id: str = "", line: int = 1) -> RecordPlace:
    """Return the record of a file with an id, or on a line; raise NotEditable where there is none."""
    name = PurePosixPath(file)
    kind = find_file_kind(name)
    path = root.joinpath(*name.parts)
    bad = name.is_absolute() or ".." in name.parts or "\\" in file or any(map(is_foreign, name.parts))
    if bad or kind is None or kind.model is None or kind.name in ("signatures", "template"):
        raise NotEditable("no form is for this file")
    home = root.resolve() / name.parts[0]  # of a file that is not there yet, the folder may be a link
    if not path.resolve().is_relative_to(home):
        raise NotEditable(f"this file, or its folder, is a link that leads out of {name.parts[0]}/")
    if kind.many and not id:
        tree, _ = parse(_lines(read_text(root, path, file)), file)
        above = [key for key in tree or () if tree is not None and tree.at[key][0] < line]
        id = above[-1] if above else ""
        if not id:
            raise NotEditable("no record stands there")
    return RecordPlace(file, path, kind, id or path.stem if kind.many else path.stem)


def find_new_place(dataset: Dataset, collection: str, id: str, country: str) -> RecordPlace:
    """Return where a new record of a country stands: in the folder or the file where its kind stands already."""
    root = dataset.root
    home = root / "data" / country
    known = {path.name for path in (root / "data").iterdir() if path.is_dir() and not is_foreign(path.name)}
    if collection not in COLLECTIONS or country not in known:
        raise NotEditable("there is no such kind of record, or no such country")
    if id in dataset.records[collection]:
        raise NotEditable(f"`{id}` is there already: {dataset.records[collection][id].file}")
    own = (home / collection).is_dir() or (collection in _FOLDERS and not (home / f"{collection}.yaml").exists())
    file = f"data/{country}/{collection}/{id}.yaml" if own else f"data/{country}/{collection}.yaml"
    return find_place(root, file, id)


def read_text(root: Path, path: Path, file: str) -> str:
    """Return what a file holds ("" where it is not there). Raises BriefingError where it can't be read."""
    if not path.exists():
        return ""
    return decode_whole(read_input(path, root, MOST_TEXT), file)


def hash_text(text: str) -> str:
    """Return by what the text of a file is known again."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_value(text: str, place: RecordPlace) -> Any:
    """Return what a record says; None where it is not in the text. Raises BriefingError where that can't be read."""
    if not text.strip():
        return None
    tree, problems = parse(_lines(text), place.file)
    if tree is None or problems:
        raise BriefingError(problems)
    plain = leave_places(tree)
    return plain.get(place.id) if place.kind.many else plain


def _lines(text: str) -> str:
    return text.removeprefix(_MARK).replace("\r\n", "\n").replace("\r", "\n")


def find_steps(text: str, place: RecordPlace, line: int, column: int = 10**6) -> list[str | int]:
    """Return the path in the record to the value that stands on a line (from 1), as far as the line tells."""
    tree, _ = parse(_lines(text), place.file)
    node: Any = tree.get(place.id) if tree is not None and place.kind.many else tree
    steps: list[str | int] = []
    while isinstance(node, Map | Seq) and node:
        keys: list[str | int] = [*node] if isinstance(node, Map) else [*range(len(node))]
        before = [key for key in keys if (node.at[key][0], node.at[key][1]) <= (line - 1, column - 1)]  # type: ignore[index]
        if not before:
            break
        steps.append(before[-1])
        node = node[before[-1]]  # type: ignore[index]
    return steps


def list_ids(dataset: Dataset) -> dict[str, list[list[str]]]:
    """Return the records of each kind that fields can name: [id, what it is called, where it stands]."""
    return {collection: sorted(_ids(dataset, collection)) for collection in COLLECTIONS}


def _ids(dataset: Dataset, collection: str) -> Iterator[list[str]]:
    for id, entry in dataset.records[collection].items():
        yield [id, say_name(entry.record) or id, entry.file]
        for number, provision in entry.record.provisions.items() if isinstance(entry.record, Law) else ():
            title = pick_text(provision.title, "en") or "" if provision.title else ""
            yield [f"{id}/{number}", f"{say_name(entry.record)}, {number} {title}".strip(), entry.file]


def say_name(record: Any) -> str:
    """Return what a record is called, as far as it says."""
    names = getattr(record, "names", None)
    for said in (getattr(names, "preferred", None), getattr(record, "title", None), getattr(record, "text", None)):
        if said:
            return said if isinstance(said, str) else next(iter(said.values()), "")
    publisher = getattr(record, "publisher", ()) or ()
    words = [", ".join(publisher), str(getattr(record, "published", None) or ""), getattr(record, "url", None) or ""]
    return ", ".join(word for word in words if word)


def name_kind(kind: FileKind) -> str:
    """Return what a record of a kind of file is called: case."""
    return SINGLE.get(kind.name, kind.name)
