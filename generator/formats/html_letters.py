"""Read back the words of a finished HTML file: by block and by note, as they stand in the file.

In: the bytes of the file. Out: what `document.leaves()` and the notes are compared with, letter by letter.
Who does not see a picture reads its `alt`, which counts as its words. Left out by class: section numbers and markers,
calls, the contents, the way back from a note, the mark of the audience.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.base.text.direction import LEFT_TO_RIGHT
from generator.paper.document import BlockId

Blocks = list[tuple[BlockId | None, str]]

_NO_WORDS = frozenset(("number", "call", "note", "back", "contents", "mark"))


def read_html_letters(data: bytes) -> tuple[Blocks, dict[int, str]]:
    """Return the words of each block in order, and those of each note by number; words in no block have no id."""
    from lxml import etree

    reader = _Reader()
    if data.strip():
        # told what lxml reads as it reads it: the tree of a long page takes more time to make than to read
        etree.fromstring(data, etree.HTMLParser(encoding="utf-8", target=reader))
    # a block may have as many pieces as a page has tags: they are put together once
    blocks = [(id, "".join(texts)) for id, texts in reader.blocks]
    notes = {number: "".join(texts).strip() for number, texts in reader.notes.items()}
    return [(id, text) for id, text in blocks if id or text.strip()], notes


class _Reader:
    """Notes the words of a page while its elements begin and end."""

    def __init__(self) -> None:
        self.blocks: list[tuple[BlockId | None, list[str]]] = []
        self.notes: dict[int, list[str]] = {}
        self._around: list[tuple[bool, BlockId | None, list[str] | None, bool]] = []
        # where it reads: whether in the body, in which block, in which note, and whether words count there
        self._inside, self._has_body = False, False
        self._block: BlockId | None = None
        self._note: list[str] | None = None
        self._counts = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note that an element begins."""
        self._around.append((self._inside, self._block, self._note, self._counts))
        if not self._inside:
            if tag == "body" and len(self._around) == 2 and not self._has_body:
                self._inside = self._has_body = self._counts = True
            return
        if not attributes:
            return
        id = attributes.get("data-block")
        if id is not None and self._counts:
            alt = attributes.get("alt", "") if tag == "img" else ""
            if self._note is None:
                self.blocks.append((id, [alt]))
            else:
                self._note.append(alt)
        if id:
            self._block = id
        if named := attributes.get("class"):
            classes = named.split()
            if tag == "span" and "note" in classes:
                self._note = self.notes[int(attributes["id"][5:])] = []
                self._counts = True
            elif not _NO_WORDS.isdisjoint(classes):
                self._counts = False

    def end(self, tag: str) -> None:
        """Note that the element that began last ends."""
        self._inside, self._block, self._note, self._counts = self._around.pop()
        if not self._around:
            self._has_body = True  # or has none: what follows the end of a page is another one

    def data(self, text: str) -> None:
        """Note words, which may come in several pieces."""
        if not self._counts:
            return
        text = text.replace(LEFT_TO_RIGHT, "")
        if self._note is not None:
            self._note.append(text)
        elif self.blocks and self.blocks[-1][0] == self._block:
            self.blocks[-1][1].append(text)
        elif text:
            self.blocks.append((self._block, [text]))

    def comment(self, text: str) -> None:
        """Note what stands in a comment: no page of ours has any, so that it is one of a template's."""
        self.data(text)

    def close(self) -> None:
        """Note that the page ends."""
