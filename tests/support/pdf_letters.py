"""Read back the words of a finished PDF from its tag tree: by block and by note.

In: the bytes of the PDF. Out: what `document.leaves()` and the notes are compared with. The letters are those of the
content streams, through each font's ToUnicode map (ISO 32000-1, 9.10), in the order of the structure tree (14.7); the
space at the end of a line is not in a PDF, so white space does not count in a comparison. The words of a picture are
its Alt. Left out by type: the contents (TOC), labels (Lbl: numbers, bullets, markers), the calls (Reference),
artifacts.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from generator.paper.document import BlockId

Blocks = list[tuple[BlockId | None, str]]

_LEAVES = {"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"}
_NO_WORDS = {"/TOC", "/Lbl", "/Reference"}
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


def pdf_letters(data: bytes) -> tuple[Blocks, dict[int, str]]:
    """Return the words of each block in order, and those of each note by number; words in no block have no id.

    Raises KeyError where the tree points to content that is not there.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return _Reader(pdf).read()


class _Reader:
    """What is gathered on a walk down the structure tree."""

    def __init__(self, pdf: Any):
        self.root = pdf.Root.StructTreeRoot
        self.contents = {page.obj.objgen: _marked_text(page) for page in pdf.pages}
        self.blocks: Blocks = []
        self.notes: dict[int, str] = {}

    def read(self) -> tuple[Blocks, dict[int, str]]:
        self.walk(self.root, None, None, None)
        return [(id, text) for id, text in self.blocks if id or text.strip()], self.notes

    def walk(self, element: Any, page: Any, block: BlockId | None, note: int | None) -> None:
        """Append the words below an element to its block, or to its note."""
        kind = str(element.get("/S", ""))
        if kind in _NO_WORDS:
            return
        page = element.get("/Pg", page)
        id = str(element.get("/ID", ""))
        if kind == "/Note":
            note = int(id.removeprefix("note_"))
            self.notes[note] = ""
        elif kind in _LEAVES and note is None:
            block = id or None
            self.blocks.append((block, ""))
        elif kind == "/Figure":
            self.blocks.append((id or None, str(element.get("/Alt", ""))))
            return
        for kid in _kids(element):
            if isinstance(kid, int):
                self.append(self.contents[page.objgen][kid], block, note)
            elif kid.get("/Type") == "/MCR":
                self.append(self.contents[kid.Pg.objgen][int(kid.MCID)], block, note)
            elif kid.get("/Type") != "/OBJR":
                self.walk(kid, page, block, note)

    def append(self, text: str, block: BlockId | None, note: int | None) -> None:
        if note is not None:
            self.notes[note] += text
        elif self.blocks and self.blocks[-1][0] == block:
            self.blocks[-1] = (block, self.blocks[-1][1] + text)
        else:
            self.blocks.append((block, text))


def _kids(element: Any) -> Iterator[Any]:
    import pikepdf

    kids = element.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        yield kid if isinstance(kid, pikepdf.Object) else int(kid)


def _marked_text(page: Any) -> dict[int, str]:
    """Return the text of each marked content of a page by its MCID."""
    import pikepdf

    fonts = {name: _to_unicode(font) for name, font in page.Resources.Font.items()}
    found: dict[int, str] = {}
    stack: list[int | None] = []
    letters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page, "BMC BDC EMC Tf Tj TJ"):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BMC":
                stack.append(None)
            case "BDC":
                properties = operands[1]
                mcid = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
                stack.append(None if mcid is None else int(mcid))
                if stack[-1] is not None:
                    found.setdefault(stack[-1], "")
            case "EMC":
                stack.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ" if stack and stack[-1] is not None:
                pieces = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
                for piece in pieces:
                    if isinstance(piece, pikepdf.String):
                        codes = bytes(piece)
                        found[stack[-1]] += "".join(
                            letters[codes[i] << 8 | codes[i + 1]] for i in range(0, len(codes), 2)
                        )
    return found


def _to_unicode(font: Any) -> dict[int, str]:
    """Return the letters of a font's glyphs: the `bfchar` lines of its ToUnicode map, which is all that there are."""
    letters: dict[int, str] = {}
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", font.ToUnicode.read_bytes(), re.S):
        codes = _HEX.findall(section)
        for code, text in zip(codes[::2], codes[1::2], strict=True):
            letters[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return letters
