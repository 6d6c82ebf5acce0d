"""Give a record another id, everywhere: its file or its key, each field and text that refers to it, the signatures, the
numbers of pages, the documents that were issued.

In: the dataset of a whole workspace, the record, the new id. Out: every file that changes, and the one that goes. No
word of a paper changes by it, and the YAML keeps its layout and comments.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.base.file_names import is_foreign
from generator.base.files import write_files
from generator.base.inputs import read_input
from generator.records.case_rows import rename_in_row
from generator.records.load import SIGNATURES, Dataset, Entry, list_all_entries
from generator.records.load.yaml_edits import Edit, apply_edits
from generator.records.resolve.references import list_references
from generator.records.resolve.wordings import KINDS
from generator.records.schema import Record

_NAMES_IN_JSON = ("id", "target", "record", "note", "block")


@dataclass(frozen=True, slots=True)
class RenamedFiles:
    """What every changed file holds now, by path; `gone` is the file that the record has left (None: it stands among
    others, in a file that stays)."""

    files: Mapping[Path, bytes]
    gone: Path | None


def rename_record(dataset: Dataset, kind: str, old: str, new: str) -> RenamedFiles:
    """Return what changes where the record `old` of a kind ("case") is called `new`; nobody else is called that."""
    root, entry = dataset.root, dataset.records[KINDS[kind]][old]
    files: dict[Path, bytes] = {}
    yaml = (path for folder in ("data", "briefings") for path in (root / folder).rglob("*.yaml"))
    for path in sorted(path for path in yaml if not any(map(is_foreign, path.relative_to(root).parts))):
        text = read_input(path, root).decode("utf-8-sig")
        name = path.relative_to(root).as_posix()
        edits = set(_edit_mentions(text, kind, old, new))
        edits |= set(_edit_references(dataset, name, _Lines(text), KINDS[kind], old, new))
        if name == entry.file:
            edits |= set(_edit_own_id(entry, _Lines(text), old, new))
        if path.name == SIGNATURES:
            edits |= set(_edit_blocks(text, old, new))
        if edits:
            files[path] = apply_edits(text, edits).encode()
    for path in sorted([*(root / "briefings").glob("*/issued/*.json"), *(root / "briefings").glob("*/pages.json")]):
        said = json.loads(read_input(path, root))
        if (changed := _rename_in_json(said, kind, old, new)) != said:
            sort = path.name == "pages.json"
            files[path] = (json.dumps(changed, ensure_ascii=sort, indent=1, sort_keys=sort) + "\n").encode()
    gone = root / entry.file if Path(entry.file).stem == old else None
    if gone:
        files[gone.with_stem(new)] = files.pop(gone, read_input(gone, root))
    return RenamedFiles(files, gone)


def write_renamed(made: RenamedFiles, root: Path) -> None:
    """Put the files of a renamed record in their places, and take away the one that it has left, all or none.

    Raises BriefingError (O501) where one of them can't be written, or was changed meanwhile."""
    gone = [made.gone] if made.gone else []
    was = {path: path.read_bytes() if path.exists() else None for path in (*made.files, *gone)}
    write_files(made.files, root, was=was, gone=gone, within=root)


class _Lines:
    """A text in which places are lines and columns."""

    def __init__(self, text: str):
        self.text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def edit(self, line: int, column: int, old: str, new: str) -> Iterator[Edit]:
        """Yield the edit of a word that stands at a place, whether or not it is quoted."""
        start = self._starts[line - 1] + column - 1
        start += self.text[start : start + 1] in ("'", '"')
        if self.text.startswith(old, start):
            yield Edit(start, start + len(old), new)


def _edit_references(dataset: Dataset, file: str, lines: _Lines, collection: str, old: str, new: str) -> Iterator[Edit]:
    """Yield the edits of the fields that name the record, and of the keys of marks that do."""
    for entry in (one for one in list_all_entries(dataset) if one.file == file):
        for path, into, id in list_references(entry.record):
            if into == collection and (id == old or (into == "laws" and id.startswith(f"{old}/"))):
                _, line, column = entry.origin(*path)
                yield from lines.edit(line, column, old, new)
        if collection == "cases" and entry.collection == "sections":
            for match in re.finditer(
                rf"(?<![\w.-]){re.escape(old)}(?=\s*:\s*(?:new|changed|\w+)\s*[,}}\n])", lines.text
            ):
                if re.search(r"marks:\s*(?:\{[^}]*|\n(?:\s+[\w.-]+:[^\n]*\n)*\s*)$", lines.text[: match.start()]):
                    yield Edit(match.start(), match.end(), new)


def _edit_own_id(entry: Entry[Record], lines: _Lines, old: str, new: str) -> Iterator[Edit]:
    """Yield the edit of the id that the record says itself, or of the key under which it stands."""
    if "id" in entry.tree:
        _, line, column = entry.origin("id")
        yield from lines.edit(line, column, old, new)
    elif Path(entry.file).stem != old:
        match = re.search(rf"^(\s*)(?P<key>[\"']?{re.escape(old)}[\"']?)\s*:", lines.text, re.M)
        if match:
            yield Edit(*match.span("key"), new)


def _token(kind: str, old: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-]){kind}:(?P<id>{re.escape(old)})(?![\w-]|\.\w)")


def _edit_mentions(text: str, kind: str, old: str, new: str) -> Iterator[Edit]:
    """Yield the edits of `case:old`, as prose and signatures have it."""
    for match in _token(kind, old).finditer(text):
        yield Edit(*match.span("id"), new)


def _edit_blocks(text: str, old: str, new: str) -> Iterator[Edit]:
    """Yield the edits of ids of blocks of which the record's is a part, in a file of signatures."""
    for line in re.finditer(r"^\s*(?:- )?block: .*$", text, re.M):
        for match in re.finditer(rf"(?<![\w-]){re.escape(old)}(?![\w-])", line[0]):
            yield Edit(line.start() + match.start(), line.start() + match.end(), new)


def _rename_in_json(value: Any, kind: str, old: str, new: str, named: bool = False) -> Any:
    """Return a value of a document in which ids of blocks, records and notes have the new id for the old one."""
    if isinstance(value, dict):
        if isinstance(said := value.get("values"), list):
            value = value | {"values": [_rename_in_pair(pair, KINDS[kind], old, new) for pair in said]}
        return {
            _in_name(key, kind, old, new): _rename_in_json(item, kind, old, new, key in _NAMES_IN_JSON)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_rename_in_json(item, kind, old, new) for item in value]
    return _in_name(value, kind, old, new) if named and isinstance(value, str) else value


def _rename_in_pair(pair: Any, collection: str, old: str, new: str) -> Any:
    """Return a column and its text as a row of a table tells them to programs, with the new id."""
    match pair:
        case [str(column), str(text)]:
            return [column, rename_in_row(column, text, collection, old, new)]
    return pair


def _in_name(name: str, kind: str, old: str, new: str) -> str:
    """Return the id of a block ("annex.old"), a record ("case:old") or a note with the new id; any other as it is."""
    name = _token(kind, old).sub(lambda match: f"{kind}:{new}", name)
    return re.sub(rf"(?:^|(?<=[.]))(?:{re.escape(old)})(?=\.|/|$)", new, name) if ":" not in name else name
