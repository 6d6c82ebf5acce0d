"""The contents: a real TOC field with its lines already in it, so that Word opens it without asking to update.

No one but a layout engine knows the pages: they are an input. Without them the lines are links without numbers.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.formats.docx.inlines import (
    FIELD_BEGIN,
    FIELD_END,
    FIELD_SEPARATE,
    Pen,
    build_field,
    build_instruction,
    build_words,
)
from generator.paper.document import BlockId, Contents, Document

_TAB = "<w:r><w:tab/></w:r>"
_ROOM = 31
"""Lines of the contents for which the first page has room."""
_STRUCK = 6
"""Lines for which it has less room in a redline: what was struck out of the cover stands there, too."""
_SHORT = len("Box 1")
"""Letters of the numbers for which the templates' contents have room."""


def build_contents(document: Document, pages: Mapping[BlockId, int] | None, pen: Pen) -> str:
    """Return a paragraph for each line of the contents, all inside one TOC field.

    The field's switches (ECMA-376 part 1, 17.16.5.68) find the same lines when a reader updates it: headings by
    level, boxes by the outline level of their style.
    """
    lines = _choose_lines(document.numbers.contents, _ROOM - _STRUCK if pen.named else _ROOM)
    if not lines:
        return ""
    depth = max(line.level for line in lines)
    switches = f'TOC \\o "1-{depth}" \\h \\z \\u' + ("" if pages else " \\n")
    parts = []
    for n, line in enumerate(lines):
        style = pen.styles.id(f"TOC {min(line.level, 3)}")
        before = f"{FIELD_BEGIN}{build_instruction(switches)}{FIELD_SEPARATE}" if n == 0 else ""
        after = FIELD_END if n == len(lines) - 1 else ""
        words = _line(line, pen.anchors[line.target], (pages or {}).get(line.target))
        parts.append(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{before}{words}{after}</w:p>')
    return "".join(parts)


def _choose_lines(lines: tuple[Contents, ...], room: int) -> tuple[Contents, ...]:
    """Return the lines of the deepest level with which the contents still fit on the first page, below the cover."""
    for depth in (3, 2):
        kept = tuple(line for line in lines if line.level <= depth)
        if len(kept) <= room:
            return kept
    return tuple(line for line in lines if line.level == 1)


def _line(line: Contents, anchor: str, page: int | None) -> str:
    # a long number, such as “Annex 1”, may end behind the tab stop, and then the title stands right beside it
    gap = _TAB if line.number and len(line.number) <= _SHORT else _text("\u2003")
    number = f"{_text(line.number)}{gap}" if line.number else ""
    where = _TAB + build_field(f"PAGEREF {anchor} \\h", str(page)) if page is not None else ""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{number}{_text(line.title)}{where}</w:hyperlink>'


def _text(text: str) -> str:
    return f"<w:r>{build_words(text)}</w:r>"
