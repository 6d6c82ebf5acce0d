"""Read finished files back with Pandoc: the words of each block in order, and each note with its addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any


def read(data: bytes, format: str) -> tuple[list[str], list[tuple[str, tuple[str, ...]]]]:
    """Return the words of every paragraph, heading and cell of a file, and the (words, addresses) of its notes.

    The contents of a Word file are left out by the names of their styles (`docx+styles` tells them).
    """
    import pypandoc

    tree = json.loads(pypandoc.convert_text(data, "json", format=format))
    notes: list[tuple[str, tuple[str, ...]]] = []
    blocks = [text for text in _blocks(tree["blocks"], notes) if text.strip()]
    return blocks, notes


def _blocks(node: Any, notes: list[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _blocks(item, notes)
    elif isinstance(node, dict):
        kind, content = node.get("t"), node.get("c")
        if kind == "Div" and _style(content).casefold().startswith("toc"):
            return
        if kind in ("Para", "Plain"):
            yield _words(content, notes)
        elif kind == "Header":
            yield _words(content[2], notes)
        elif kind == "LineBlock":
            yield "".join(_words(line, notes) for line in content)
        elif kind == "Figure":
            # the caption of a picture stands above it, and Pandoc tells it first
            yield from _blocks([content[1], content[2]], notes)
        elif content is not None:
            yield from _blocks(content, notes)


def _style(div: Any) -> str:
    return next((value for name, value in div[0][2] if name == "custom-style"), "")


def _words(node: Any, notes: list[tuple[str, tuple[str, ...]]]) -> str:
    if isinstance(node, list):
        return "".join(_words(item, notes) for item in node)
    if not isinstance(node, dict):
        return ""
    kind, content = node["t"], node.get("c")
    match kind:
        case "Str":
            return str(content)
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Quoted":
            left, right = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
            return left + _words(content[1], notes) + right
        case "Note":
            inner: list[tuple[str, tuple[str, ...]]] = []
            notes.append(("".join(_blocks(content, inner)), tuple(_addresses(content))))
            return ""
        case "Code":
            return str(content[1])
        case "Link" | "Span" | "Image":
            return _words(content[1], notes)
        case _:
            return _words(content, notes)


def _addresses(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _addresses(item)
    elif isinstance(node, dict):
        if node.get("t") == "Link":
            yield node["c"][2][0]
        else:
            yield from _addresses(node.get("c"))
