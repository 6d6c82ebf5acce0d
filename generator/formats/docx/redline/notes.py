"""The footnotes of a redline: one for each call that stays, was inserted or was deleted, in the order of the calls.

A deleted and an inserted call have notes of their own; the words of a note whose call stays are told word by word. The
mark of a note, its number, is no change in any of them: LibreOffice (7.4) drops a mark within a change when it saves,
and with it the change of the words that follow, which then stand there as if they had never been deleted.
"""

from __future__ import annotations

from lxml import etree

from generator.formats.docx.inlines import Pen
from generator.formats.docx.notes import MARK_RUNS, build_note_paragraph
from generator.formats.docx.redline.paragraphs import ChangedParagraph, Papers, build_line
from generator.formats.docx.styles import W
from generator.formats.docx.template.skeleton import NAMESPACES, serialise_element
from generator.paper.document import Document

_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


def build_notes_of_both(old: Document, new: Document, papers: Papers, old_pen: Pen, new_pen: Pen) -> str:
    """Return the footnotes of all calls, each with the number of its call."""
    parts = []
    for number, (was, is_) in enumerate(papers.marks.called, 1):
        before = None if was is None else _paragraph(old, was, old_pen)
        after = None if is_ is None else _paragraph(new, is_, new_pen)
        look = after if after is not None else before
        assert look is not None
        shown = "".join(serialise_element(run) for run in _take_mark(look))
        for one in (before, after):
            if one is not None and one is not look:
                _take_mark(one)
        line = build_line(ChangedParagraph(before, after, "both", look), papers, shown)
        parts.append(f'<w:footnote w:id="{number}">{line}</w:footnote>')
    return "".join(parts)


def _paragraph(document: Document, note: str, pen: Pen) -> etree._Element:
    return etree.fromstring(
        f"<w:footnote {_DECLARED}>{build_note_paragraph(document.notes[note].inlines, pen)}</w:footnote>"
    )[0]


def _take_mark(paragraph: etree._Element) -> list[etree._Element]:
    """Take the note's number and the blank behind it out of its paragraph, and return them."""
    mark: list[etree._Element] = paragraph.findall(f"{W}r")[:MARK_RUNS]
    for run in mark:
        paragraph.remove(run)
    return mark
