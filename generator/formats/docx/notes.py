"""The part of the file that holds the footnotes; written after the template has rendered.

docxtpl executes Jinja that it finds in footnotes, so the notes' words must never be there when it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin
from generator.formats.docx.inlines import Pen, build_runs
from generator.formats.docx.styles import W
from generator.paper.document import Document, Inline

if TYPE_CHECKING:
    from lxml.etree import _Element

SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
"""What stands between text and notes, for a template that has none of its own."""
MARK_RUNS = 2
"""The runs with which the paragraph of a note begins, before its words: its number, and a blank."""


def build_notes(document: Document, pen: Pen) -> str:
    """Return a footnote for each note of the document, in order, its number as its id.

    `pen` belongs to this part: links in notes are relationships of its own.
    """
    return "".join(
        f'<w:footnote w:id="{n}">{build_note_paragraph(document.notes[id].inlines, pen)}</w:footnote>'
        for id, n in sorted(document.numbers.notes.items(), key=lambda pair: pair[1])
    )


def build_note_paragraph(inlines: tuple[Inline, ...], pen: Pen) -> str:
    """Return the one paragraph of a footnote: its mark, a blank, its words."""
    text = pen.styles.id("footnote text")
    reference = pen.styles.id("footnote reference")
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{text}"/></w:pPr><w:r><w:rPr><w:rStyle w:val="{reference}"/></w:rPr>'
        '<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
        f"{build_runs(inlines, pen, style='footnote text')}</w:p>"
    )


def assert_order(document: Document, called: list[str], template: str) -> None:
    """Raise BriefingError unless the calls came out once each, in the order and with the numbers of the document."""
    numbers = document.numbers.notes
    if [numbers[id] for id in called] == list(range(1, len(numbers) + 1)):
        return
    wrong = next((id for n, id in enumerate(called, 1) if numbers[id] != n), None)
    message = (
        f"note {numbers[wrong]} is called out of its turn"
        if wrong
        else f"{len(numbers) - len(called)} notes are not called"
    )
    raise BriefingError(
        [
            codes.NOTES_OUT_OF_ORDER.at(
                Origin(template), f"{message}: the template does not place every slot once, in the document's order"
            )
        ]
    )


def count_own_notes(root: _Element) -> int:
    """Count the footnotes that the template itself has, without separators."""
    return sum(note.get(f"{W}type", "normal") == "normal" for note in root.iterfind(f"{W}footnote"))
