"""Read back the words of a finished HTML file: by block and by note, as they stand in the file.

In: the bytes of the file. Out: what `document.leaves()` and the notes are compared with, letter by letter.
Who does not see a picture reads its `alt`, which counts as its words. Left out by class: section numbers and markers,
calls, the contents, the way back from a note, the mark of the audience.
"""

from __future__ import annotations

from typing import Any

from generator.base.text.direction import LEFT_TO_RIGHT
from generator.paper.document import BlockId

Blocks = list[tuple[BlockId | None, str]]
_Pieces = list[tuple[BlockId | None, list[str]]]

_NO_WORDS = frozenset(("number", "call", "note", "back", "contents", "mark"))


def read_html_letters(data: bytes) -> tuple[Blocks, dict[int, str]]:
    """Return the words of each block in order, and those of each note by number; words in no block have no id."""
    from lxml import etree  # whose elements cost less than those of lxml.html, and its tree is the same

    whole = etree.fromstring(data, etree.HTMLParser(encoding="utf-8")) if data.strip() else None
    body = whole.find("body") if whole is not None else None
    if body is None:
        return [], {}  # a template may lose it, and all words with it
    blocks = _read_blocks(body, None)
    notes = {int(note.get("id")[5:]): _words_of(note) for note in body.iter("span") if "note" in _classes(note)}
    return [(id, text) for id, text in blocks if id or text.strip()], notes


def _read_blocks(element: Any, block: BlockId | None) -> Blocks:
    pieces: _Pieces = []
    _read(element, block, pieces)
    # a block may have as many pieces as a page has tags: they are put together once
    return [(id, "".join(texts)) for id, texts in pieces]


def _read(element: Any, block: BlockId | None, blocks: _Pieces) -> None:
    """Append the words within an element to those of the block in which they stand."""
    if text := element.text:
        _append(block, text, blocks)
    for child in element:
        id = child.get("data-block")
        if id is not None:
            blocks.append((id, [child.get("alt", "") if child.tag == "img" else ""]))
        named = child.get("class")
        if not named or _NO_WORDS.isdisjoint(named.split()):
            _read(child, id or block, blocks)
        if tail := child.tail:
            _append(block, tail, blocks)


def _append(block: BlockId | None, text: str, blocks: _Pieces) -> None:
    text = text.replace(LEFT_TO_RIGHT, "")
    if not text or (block is None and not text.strip()):
        return
    if blocks and blocks[-1][0] == block:
        blocks[-1][1].append(text)
    else:
        blocks.append((block, [text]))


def _words_of(note: Any) -> str:
    return "".join(text for _, text in _read_blocks(note, "note")).strip()


def _classes(element: Any) -> set[str]:
    return set((element.get("class") or "").split())
