"""Find the example of a field: where it stands in an invented workspace in which every field is filled.

In: the path of a field. Out: the lines of YAML in which it is said, as somebody would write them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from generator.authoring.record_reference.fields import BLOCK, find_fields, list_kinds
from generator.records.load.yaml_edits import compose, find_end, find_key, find_start
from generator.records.schema.editions import BLOCK_KINDS
from generator.records.schema.files import SINGLE, find_file_kind

_CALLED = {**SINGLE, "template": "style"}
"""What a kind of file is called in the reference."""


@cache
def read_example_files() -> Mapping[str, str]:
    """Return every file of the invented workspace, by its path."""
    found: dict[str, str] = {}
    left = [(files("generator.authoring.record_reference") / "example", PurePosixPath())]
    while left:
        folder, path = left.pop()
        for item in folder.iterdir():
            here = path / item.name
            if item.is_dir():
                left.append((item, here))
            elif here.suffix == ".yaml":
                found[here.as_posix()] = item.read_text("utf-8")
    return dict(sorted(found.items()))


def find_example(path: str) -> str | None:
    """Return the lines that say a field, or a whole block; of a kind of record, one whole record."""
    found = _find_own(path)
    if found is None and path in find_fields():
        # what several kinds have in common is said in one of them
        field = find_fields()[path]
        others = [one for one in find_fields().values() if one.name == field.name and one.path != path]
        others.sort(key=lambda one: (one.owner != field.owner, one.meaning != field.meaning))
        found = next((own for one in others if (own := _find_own(one.path))), None)
    return found


def _find_own(path: str) -> str | None:
    """Return the lines that say just this field, in a record of its kind."""
    kind = next(one for one in sorted(list_kinds(), key=len, reverse=True) if f"{path}.".startswith(f"{one}."))
    steps = [step for step in path[len(kind) :].split(".") if step]
    for text, record in _records(kind):
        if not steps:
            return _cut(text, record, record)
        for key, value in _follow(record, steps):
            return _cut(text, key, value)
    return None


@cache
def _nodes() -> tuple[tuple[str, str, Node], ...]:
    """Return the kind, the text and the node of every record and block of the workspace."""
    found: list[tuple[str, str, Node]] = []
    for path, text in read_example_files().items():
        kind = find_file_kind(PurePosixPath(path))
        if kind is None or kind.model is None:
            continue
        root = compose(text)
        name = _CALLED.get(kind.name, kind.name)
        for record in [value for _, value in root.value] if kind.many else [root]:
            found.append((name, text, record))
            if name == "section":
                found += [(f"{BLOCK}{kind}", text, block) for kind, block in _blocks(record)]
            inner = find_key(record, "sources")
            found += [("source", text, one) for _, one in inner[1].value] if inner else []
    return tuple(found)


def _records(kind: str) -> Iterator[tuple[str, Node]]:
    """Yield the records of a kind, the one that says most first: it is the best example."""
    own = [(text, node) for name, text, node in _nodes() if name == kind]
    yield from sorted(own, key=lambda one: -len(one[1].value))


def _blocks(node: Node) -> Iterator[tuple[str, Node]]:
    blocks = find_key(node, "blocks")
    for block in blocks[1].value if blocks else ():
        names = [key.value for key, _ in block.value]
        yield next(kind for kind in (*BLOCK_KINDS[1:], "text") if kind in names), block
        yield from _blocks(block)


def _follow(node: Node, steps: list[str]) -> Iterator[tuple[Node, Node]]:
    """Yield the name and the value at a path, in whatever entry of a list or of names it stands."""
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from _follow(item, steps)
        return
    if not isinstance(node, MappingNode):
        return
    if found := find_key(node, steps[0]):
        if len(steps) == 1:
            yield found
        else:
            yield from _follow(found[1], steps[1:])
        return
    for _, value in node.value:  # names that an author chose: numbers of rounds, of articles
        if isinstance(value, MappingNode):
            yield from _follow(value, steps)


def _cut(text: str, first: Node, last: Node) -> str:
    """Return the lines from one node to the end of another, without what stands around them."""
    begin, end = find_start(first), find_end(last, text)
    indent = " " * int(first.start_mark.column)
    return textwrap.dedent(f"{indent}{text[begin:end]}").rstrip()
