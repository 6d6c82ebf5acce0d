"""Write signatures into an edition's signatures.yaml, and keep the rest of the file as it was.

In: the file's text, and what was signed. Out: the new text. Each signature is a few lines of its own, at its place in
the order of the paper; one that a new one takes the place of goes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ruamel.yaml.nodes import MappingNode, SequenceNode

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
from generator.records.schema.signatures import Signature

HEAD = """\
# Who compared which sentence with its sources, and when. `briefing sources … --sign-off NAME` writes this file; a signature
# holds as long as the words, the notes, the sources and the values of records named here are the same.
"""  # noqa: E501


@dataclass(frozen=True, slots=True)
class NewSignature:
    """A signature to be written; `after` is the index of the kept one that it stands behind, -1 for the top."""

    signature: Signature
    after: int


def update_signatures(text: str, new: Sequence[NewSignature], gone: Collection[int]) -> str | None:
    """Return the text with new signatures, and without those at the indexes of `gone`; None where its list is laid out
    so that nothing can be put into it (in brackets)."""
    root = compose(text) if text.strip() else None
    pair = find_key(root, "signatures") if root is not None else None
    items = pair[1].value if pair and isinstance(pair[1], SequenceNode) else []
    line = find_line_break(text)
    if not items:
        before = text if pair is None else text[: find_start(pair[0])]
        said = "".join(_lines(one.signature, "  ") for one in new).replace("\n", line)
        return f"{before or HEAD.replace(chr(10), line)}signatures:{line}{said}" if new else text
    assert pair is not None
    assert isinstance(pair[1], SequenceNode)
    if pair[1].flow_style or not all(isinstance(item, MappingNode) and not item.flow_style for item in items):
        return None
    first = find_start(items[0])
    indent = " " * text[text.rfind("\n", 0, first) + 1 : first].index("-")
    edits = []
    for index in range(-1, len(items)):
        added = "".join(_lines(one.signature, indent) for one in new if one.after == index).replace("\n", line)
        if index < 0:
            begin = stop = _line_of(text, first)
        else:
            stop = min(find_line_end(text, find_end(items[index], text)) + len(line), len(text))
            begin = _line_of(text, find_start(items[index])) if index in gone else stop
            if added and not text[:stop].endswith("\n"):
                added = line + added
        if added or begin < stop:
            edits.append(Edit(begin, stop, added))
    return apply_edits(text, edits)


def _line_of(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _lines(one: Signature, indent: str) -> str:
    """Return a signature as a block of lines; words in quotation marks, as JSON and YAML both have them."""
    fields = [("block", one.block), ("text", _quoted(one.text))]
    fields += [("notes", _quoted(one.notes))] if one.notes else []
    fields += [("sources", _braces({id: _quoted(said) for id, said in one.sources.items()}))] if one.sources else []
    prints = {_quoted(record): f"[{', '.join(map(_quoted, values))}]" for record, values in one.prints.items()}
    fields += [("prints", _braces(prints))] if prints else []
    fields += [("by", _quoted(one.by)), ("date", str(one.date))]
    fields += [("audience", one.audience)] if one.audience != "public" else []
    inner = [f"{name}: {value}" for name, value in fields]
    return f"{indent}- " + f"\n{indent}  ".join(inner) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _braces(values: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"
