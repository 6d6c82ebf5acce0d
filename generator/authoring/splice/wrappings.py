"""Put something around what stands in an entry, or take it away, and leave what stands there as it is written.

In: an entry, and the value that it shall have. Out: nothing; the entry is changed in place: a visibility around its
value (`{value: …, visibility: …}`), or none any more; a text in several languages where it was one text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from typing import Any

from generator.authoring.fmt.quotes import double_quote
from generator.authoring.fmt.tree import Mapping, Node, Scalar, TreeEntry
from generator.authoring.splice.nodes import make_node, make_scalar, read_plain

_LIMIT = {"value", "visibility"}

_ENDS = re.compile(r"[,\[\]{}]")
"""What would end a text without quotation marks, in brackets."""


def rewrap(entry: TreeEntry, value: Any) -> None:
    """Give an entry the wrapping that a value has; what stands inside keeps its comments and its layout, whatever
    becomes of it afterwards."""
    while _is_limit(entry.value) and not _is_limited(value):
        _unwrap(entry)
    if _is_limited(value) and not _is_limit(entry.value):
        _wrap(entry, {"value": entry.value, "visibility": make_scalar(str(value["visibility"]))})
    elif isinstance(entry.value, Scalar) and isinstance(value, AnyMapping) and value:
        words = read_plain(entry.value)
        if words and words in value.values():  # the text is in one language now: the others come beside it
            first = next(key for key, said in value.items() if said == words)
            _wrap(entry, {str(key): entry.value if key == first else make_node(said) for key, said in value.items()})


def _is_limited(value: Any) -> bool:
    return isinstance(value, AnyMapping) and value.keys() == _LIMIT


def _is_limit(node: Node) -> bool:
    return isinstance(node, Mapping) and [entry.key.value for entry in node.entries if entry.key] in (
        ["value", "visibility"],
        ["visibility", "value"],
    )


def _wrap(entry: TreeEntry, inner: dict[str, Node]) -> None:
    """Put what stands in an entry into a mapping: in brackets where it is a word, or stands in brackets itself."""
    flow = all("\n" not in one.raw if isinstance(one, Scalar) else one.flow for one in inner.values())
    for one in inner.values():
        if isinstance(one, Scalar) and not one.style and _ENDS.search(one.value):
            one.style, one.raw = '"', double_quote(one.value)  # `fmt` takes the marks away where none are needed
    entry.value = Mapping([TreeEntry(make_scalar(key), node) for key, node in inner.items()], flow)


def _unwrap(entry: TreeEntry) -> None:
    """Put the value in place of what stands around it; the comments at the value come along, those at the visibility go
    with it."""
    around = entry.value
    assert isinstance(around, Mapping)
    inner = next(one for one in around.entries if one.key and one.key.value == "value")
    entry.above = [*entry.above, *(line for line in inner.above if line)]
    entry.value = inner.value
    # a line has room for one comment behind it
    beside = [note for note in (entry.opening, entry.beside, inner.opening, inner.beside) if note]
    entry.opening, entry.beside = "", beside[0] if beside else ""
    entry.above += beside[1:]
    if not isinstance(entry.value, Scalar) and entry.beside and not entry.value.flow:
        entry.opening, entry.beside = entry.beside, ""
    entry.above += [line for line in around.tail if line]
