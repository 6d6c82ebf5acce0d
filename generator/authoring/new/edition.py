"""Make the next edition of a paper from the folder of an old one.

In: the old edition's files. Out: a new folder beside it, whole or not at all. What it takes over is marked, so that
each text and each listed id stays a finding until somebody confirms or rewrites it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node

from generator.authoring.fmt.files import lay_out_new
from generator.authoring.new.carried import carry_over
from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.file_names import is_foreign
from generator.base.files import write_folder
from generator.base.inputs import VERIFIED, read_input
from generator.records.load import SIGNATURES
from generator.records.load.parse import Map, Seq, parse
from generator.records.load.texts import decode
from generator.records.load.yaml_edits import (
    Edit,
    apply_edits,
    compose,
    find_end,
    find_key,
    find_line_break,
    find_line_end,
    find_start,
)
from generator.records.schema.editions import CARRIED_OVER

NOT_COPIED = frozenset({"pages.json", "issued", SIGNATURES, VERIFIED})
"""What is about the old paper alone: its pages, papers that were issued, who signed them, and the statements made for
it, which count in records already."""

TO_DO: Mapping[str, str] = {
    "round": "the number of the dialogue's round, where it is known",
    "date": "when this paper is issued, such as 2024-05, where it is known",
    "period": "the time that it looks at: {from: …, to: …}",
    "abstract": "what it says, in a few sentences",
    "by": "the document that supports every sentence that cites nothing else, if there is one",
}
"""Fields that were true of the old paper alone: their lines become lines that say what to write."""


def make_edition(root: Path, id: str, old: str, as_of: str) -> list[Path]:
    """Write briefings/`id`/ from the edition `old` and return its files.

    Raises BriefingError where a file of the old edition can't be read (D00x), where its layout is one in which nothing
    can be marked (D012), or where there is such a folder already (O502).
    """
    source, target = root / "briefings" / old, root / "briefings" / id
    files: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for path in sorted(p for p in source.rglob("*") if p.is_file() and not p.is_symlink()):
        inner = path.relative_to(source)
        if inner.parts[0] in NOT_COPIED or any(map(is_foreign, inner.parts)):
            continue
        files[inner.as_posix()] = read_input(path, root)
        if path.suffix == ".yaml" and path.parent == source:
            text, found = _made(files[inner.as_posix()], path.relative_to(root).as_posix(), id, old, as_of)
            files[inner.as_posix()] = text.encode()
            problems += found
    if problems:
        raise BriefingError(problems)
    return write_folder(target, files, root)


def _made(data: bytes, name: str, id: str, old: str, as_of: str) -> tuple[str, list[Diagnostic]]:
    """Return a file of the new edition, made from that of the old one, and what is wrong with the old one."""
    text, problems = decode(data, name)
    if text is None:
        return "", problems
    tree, problems = parse(text.replace("\r\n", "\n"), name)
    if tree is None or problems:
        return "", problems
    try:
        edition = name.endswith("/edition.yaml")
        made = _edition(text, id, old, as_of) if edition else carry_over(text, old)
        after, _ = parse(made.replace("\r\n", "\n"), name)
        if after is not None and (edition or _bare(after) == _bare(tree)):
            # as it was written where that is not how `fmt` writes: whoever compares the two sees what is new alone
            return lay_out_new(made, name) if lay_out_new(text, name) == text else made, []
    except MarkedYAMLError:
        pass
    return "", [
        codes.NOT_CARRIED_OVER.at(
            Origin(name),
            "nothing can be marked as taken over in a file that is laid out like this",
            "write each field on a line of its own, without anchors and braces",
        )
    ]


def _edition(text: str, id: str, old: str, as_of: str) -> str:
    """Return edition.yaml of the new edition."""
    root = compose(text)
    if not isinstance(root, MappingNode) or root.flow_style:
        raise MarkedYAMLError(problem="not lines of names and values")
    said = {"id": id, "status": "draft", "predecessor": old, "as_of": as_of}
    edits: list[Edit] = []
    for key, value in root.value:
        name = key.value
        if name in said:
            inner = _inner(value)
            edits.append(Edit(find_start(inner), find_end(inner, text), said[name]))
        elif name in TO_DO:
            edits.append(Edit(find_start(key), find_end(value, text), f"# to do, {name}: {TO_DO[name]}"))
        if name == "as_of" or name in TO_DO:
            edits += _of_the_old(text, key, old)
    if find_key(root, "predecessor") is None:
        _, value = find_key(root, "id") or root.value[0]
        place = find_line_end(text, find_end(value, text))
        edits.append(Edit(place, place, f"{find_line_break(text)}predecessor: {old}"))
    return apply_edits(text, edits)


def _inner(value: Node) -> Node:
    """Return what of a value is the value: that of `{value: …, visibility: …}` stands inside."""
    found = find_key(value, "value")
    return found[1] if found else value


def _of_the_old(text: str, key: Node, old: str) -> list[Edit]:
    """Return the edits that tell of the comments right above a name that they are about the old paper."""
    edits = []
    at = text.rfind("\n", 0, find_start(key)) + 1
    while at and text[text.rfind("\n", 0, at - 1) + 1 : at].startswith("# "):
        at = text.rfind("\n", 0, at - 1) + 1
        edits.append(Edit(at, at + 2, f"# {old}: "))
    return edits


def _bare(node: object) -> object:
    """Return the values without what this module changes: marks of what was carried over, and of prisoners."""
    if isinstance(node, Map):
        return {key: _bare(value) for key, value in node.items() if key not in (CARRIED_OVER, "marks")}
    return [_bare(value) for value in node] if isinstance(node, Seq) else node
