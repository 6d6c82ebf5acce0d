"""Confirm what an edition took over from an old one: take its marks away, and leave all else as it was written.

In: the files of an edition's sections. Out: what waits in each, and the same files without the marks that were chosen;
comments beside a mark stay. That a text was looked at, nobody but its reader can say: nothing is confirmed that was not
named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin
from generator.base.file_names import list_files
from generator.base.files import write_files
from generator.base.inputs import VERIFIED, read_input
from generator.records.load import SIGNATURES, add_excerpts
from generator.records.load.parse import parse
from generator.records.load.read_file import MOST_TEXT
from generator.records.load.texts import decode
from generator.records.load.yaml_edits import (
    Edit,
    apply_edits,
    compose,
    find_end,
    find_key,
    find_line_break,
    find_start,
    is_first,
)
from generator.records.schema.editions import CARRIED_OVER, LISTS

_NO_SECTIONS = ("edition.yaml", SIGNATURES, VERIFIED)


class Waiting(NamedTuple):
    """What waits to be confirmed: the line of its mark, the first and the last line of its block, the name that waits
    in a list (None: the words of the block), and the kind of block ("section" of the heading of a file, too)."""

    line: int
    first: int
    last: int
    name: str | None
    kind: str


def list_sections(root: Path, edition: str) -> list[str]:
    """Return the names of the sections that have a file in an edition's folder."""
    folder = root / "briefings" / edition
    return [path.stem for path in list_files(folder) if path.suffix == ".yaml" and path.name not in _NO_SECTIONS]


def read_section(root: Path, edition: str, section: str) -> tuple[Path, bytes, str]:
    """Return the path of a section's file, what it holds, and its text; raise BriefingError where it is no YAML (D00x),
    or is laid out so that nothing can be taken away (D012)."""
    path = root / "briefings" / edition / f"{section}.yaml"
    name = path.relative_to(root).as_posix()
    data = read_input(path, root, MOST_TEXT)
    text, problems = decode(data, name)
    if text is None:
        raise BriefingError(problems)
    _, problems = parse(text.replace("\r\n", "\n"), name)
    if problems:
        raise BriefingError(add_excerpts(problems, {name: text.replace("\r\n", "\n").split("\n")}))
    return path, data, text


def list_waiting(text: str) -> list[Waiting]:
    """Return what waits in the text of a section's file, in its order."""
    return [one for one, *_ in _find_marks(text)]


def confirm_text(text: str, chosen: Collection[Waiting]) -> str:
    """Return the text of a section's file without the marks of what was chosen."""
    edits: list[Edit] = []
    marks: dict[int, tuple[MappingNode, Node, Node, list[tuple[Waiting, Node]]]] = {}
    for one, block, key, value, item in _find_marks(text):
        marks.setdefault(find_start(key), (block, key, value, []))[3].append((one, item))
    for block, key, value, items in marks.values():
        gone = [item for one, item in items if one in chosen]
        if len(gone) == len(items):
            edits.append(_cut_field(text, block, key, value))
        elif gone:
            edits += _cut_items(text, [item for _, item in items], gone)
    return apply_edits(text, edits)


def confirm(root: Path, edition: str, chosen: Mapping[str, Collection[Waiting]]) -> dict[Path, int]:
    """Take the marks away that were chosen in each section; return each file that changed with how many these were.

    All files change together. Raises BriefingError where one can't be read or written, or was changed meanwhile.
    """
    files: dict[Path, bytes] = {}
    was: dict[Path, bytes | None] = {}
    counts: dict[Path, int] = {}
    for section, wanted in chosen.items():
        path, data, text = read_section(root, edition, section)
        made = confirm_text(text, wanted)
        after, problems = parse(made.replace("\r\n", "\n"), path.relative_to(root).as_posix())
        if after is None or problems or len(list_waiting(made)) != len(list_waiting(text)) - len(wanted):
            name = path.relative_to(root).as_posix()
            message = "a mark can't be taken away from a file that is laid out like this"
            help = "write each field on a line of its own, or take the line `carried_over` away by hand"
            raise BriefingError([codes.NOT_CARRIED_OVER.at(Origin(name), message, help)])
        if wanted:
            files[path], was[path], counts[path] = made.encode(), data, len(wanted)
    write_files(files, root, was=was, within=root)
    return counts


# ── the marks ─────────────────────────────────────────────────────────────────────────────────────────────────────────

_Mark = tuple[Waiting, MappingNode, Node, Node, Node]
"""What waits, with its block, the key and the value of the mark, and the node of the name."""


def _find_marks(text: str) -> Iterator[_Mark]:
    try:
        root = compose(text)
    except MarkedYAMLError:
        return
    yield from _marks_of(_unwrap(root), text, top=True)


def _marks_of(block: Node, text: str, top: bool = False) -> Iterator[_Mark]:
    if not isinstance(block, MappingNode):
        return
    found = find_key(block, CARRIED_OVER)
    kind = next((key for key in (*LISTS, "box", "section", "text") if find_key(block, key)), "section")
    kind = "section" if top else kind
    if found:
        key, value = found
        inner = _unwrap(value)
        first, last = _first_line(block), _first_line(block) if top else _last_line(block, text)
        items = inner.value if isinstance(inner, SequenceNode) else [inner]
        for item in items:
            node = _unwrap(item)
            if isinstance(node, ScalarNode) and node.value:
                name = node.value if isinstance(inner, SequenceNode) or kind in LISTS else None
                yield Waiting(node.start_mark.line + 1, first, last, name, kind), block, key, value, item
    blocks = find_key(block, "blocks")
    for item in _unwrap(blocks[1]).value if blocks else ():
        yield from _marks_of(_unwrap(item), text)


def _first_line(block: MappingNode) -> int:
    return int(block.start_mark.line) + 1


def _last_line(block: MappingNode, text: str) -> int:
    return text.count("\n", 0, find_end(block, text)) + 1


def _unwrap(node: Node) -> Node:
    """Return what is written as `{value: …, visibility: …}` without that."""
    while isinstance(node, MappingNode) and {key.value for key, _ in node.value} == {"value", "visibility"}:
        node = find_key(node, "value")[1]  # type: ignore[index]
    return node


# ── edits ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*")
"""A comment beside a mark; the ids in it have no `#`."""


def _cut_field(text: str, block: MappingNode, key: Node, value: Node) -> Edit:
    """Return the edit that takes a mark away whole; the comments in it stay, each on a line of its own."""
    at = next(place for place, (name, _) in enumerate(block.value) if name is key)
    if block.flow_style:
        if at:
            return Edit(find_end(block.value[at - 1][1], text), find_end(value, text), "")
        return Edit(find_start(key), find_start(block.value[1][0]), "")
    indent, ends = " " * key.start_mark.column, find_line_break(text)
    if is_first(block, CARRIED_OVER) and len(block.value) > 1:
        # it stands on the line of the `-`, or opens the file
        after = find_start(block.value[1][0])
        kept = _find_comments(text, find_start(key), after)
        return Edit(find_start(key), after, "".join(f"{one}{ends}{indent}" for one in kept))
    begin = text.rfind("\n", 0, find_start(key)) + 1
    end = _line_after(text, find_end(value, text))
    kept = _find_comments(text, begin, end)
    return Edit(begin, end, "".join(f"{indent}{one}{ends}" for one in kept))


def _cut_items(text: str, items: list[Node], gone: list[Node]) -> Iterator[Edit]:
    """Yield the edits that take names out of the list of a mark in which others stay."""
    ends = find_line_break(text)
    for place, item in enumerate(items):
        if item not in gone:
            continue
        begin = text.rfind("\n", 0, find_start(item)) + 1
        if re.fullmatch(r"\s*-\s*", text[begin : find_start(item)]):
            end = _line_after(text, find_end(item, text))
            indent = text[begin : find_start(item)].partition("-")[0]
            kept = _find_comments(text, find_end(item, text), end)
            yield Edit(begin, end, "".join(f"{indent}{one}{ends}" for one in kept))
        elif any(one not in gone for one in items[:place]):
            yield Edit(find_end(items[place - 1], text), find_end(item, text), "")
        else:
            yield Edit(find_start(item), find_start(items[place + 1]), "")


def _find_comments(text: str, begin: int, end: int) -> list[str]:
    return [one.rstrip() for one in _COMMENT.findall(text, begin, end)]


def _line_after(text: str, place: int) -> int:
    """Return where the line begins that follows the one of a place."""
    found = text.find("\n", place)
    return len(text) if found < 0 else found + 1
