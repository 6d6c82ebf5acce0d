"""A redline: the new paper as tracked changes against the old one, which Word and LibreOffice accept or reject.

Both papers are written as any other is, in the template of the new one; then their texts are matched and told apart,
paragraph by paragraph and word by word. Accepting every change gives the words of the new paper with its notes,
rejecting every change those of the old one.

What is not told as a change: the contents, which are those of the new paper and without page numbers (a redline has
other pages than either paper); the line at the head of each page, page formats, and where links within the paper lead.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from generator.formats.docx.inlines import Pen
from generator.formats.docx.paper import Text, write_text
from generator.formats.docx.redline.marks import Marks
from generator.paper.document import Document, join_inlines

if TYPE_CHECKING:
    from lxml.etree import _Element

_PICTURE = re.compile(r'<w:drawing>(?:(?!</w:drawing>).)*?r:embed="picture(\d+)".*?</w:drawing>', re.S)

_CALL = re.compile(r'<w:footnoteReference w:id="(\d+)"')


def write_redline(old: Document, new: Document, template: Path, day: str) -> bytes:
    """Return both numbered documents as one Word file that looks as the template, that of the new one, says.

    The author of all changes is the new edition, by its id, and their `day` (ISO 8601) the one as of which it was
    written: no person, and no clock. Same input, same bytes. Raises BriefingError as `write_docx` does.
    """
    from generator.formats.docx.finish import finish
    from generator.formats.docx.redline.blocks import build_content
    from generator.formats.docx.redline.notes import build_notes_of_both
    from generator.formats.docx.redline.paragraphs import Papers
    from generator.formats.docx.styles import W

    after = write_text(new, template, None, named=True)
    shown = len(after.pen.pictures)
    before = write_text(old, template, None, named=True, after=after.pen)
    body_after = after.body.decode()
    body_of_new = _parsed(body_after)
    body_of_old = _parsed(_same_pictures(before, shown))
    bodies = (body_of_old, body_of_new)
    marks = Marks(new.id, day, _words_of_notes(old), _words_of_notes(new), not any(map(_first_is_in_table, bodies)))
    papers = Papers(
        after.pen.styles,
        marks,
        {number: id for id, number in old.numbers.notes.items()},
        {number: id for id, number in new.numbers.notes.items()},
        frozenset(str(b.get(f"{W}name")) for b in body_of_new.iter(f"{W}bookmarkStart")),
    )
    _without_contents(body_of_old, papers.contents)
    text = build_content(body_of_old, body_of_new, papers)
    # LibreOffice pairs calls and notes by their order, Word by number
    assert [int(n) for n in _CALL.findall(text)] == [*range(1, len(marks.called) + 1)], "notes out of order"
    new_pen = Pen(after.pen.styles, after.pen.anchors, {})
    old_pen = Pen(after.pen.styles, before.pen.anchors, {}, links=new_pen.links)
    notes = build_notes_of_both(old, new, papers, old_pen, new_pen)
    text = _shown(text, before.pen.pictures)
    head, end = body_after.index("<w:body>"), body_after.rindex("<w:sectPr")
    body = f"{body_after[:head]}<w:body>{text}{body_after[end:]}".encode()
    return finish(new, after.rendered, body, after.running, notes, before.pen, old_pen)


def _parsed(body: str) -> _Element:
    """Return the body's element."""
    from lxml import etree

    from generator.formats.docx.pictures import declare_namespaces

    return etree.fromstring(declare_namespaces(body.encode()))[0]


def _first_is_in_table(body: _Element) -> bool:
    """Return whether a table or box calls the first note. LibreOffice (7.4) then forgets every change in notes as soon
    as it opens the file: words of before and after would stand side by side, so a note is deleted or inserted whole,
    as its call is."""
    from generator.formats.docx.styles import W

    call = next(body.iter(f"{W}footnoteReference"), None)
    return call is not None and next(call.iterancestors(f"{W}tbl"), None) is not None


def _words_of_notes(document: Document) -> dict[str, str]:
    return {id: join_inlines(note.inlines) for id, note in document.notes.items()}


def _same_pictures(text: Text, first: int) -> str:
    """Return the text with its pictures, the first of which has that number, named as those before it that are the
    same."""
    body, all_ = text.body.decode(), text.pen.pictures
    for number, png in enumerate(all_[first:], first):
        same = all_.index(png)
        if same < first:
            body = _renamed(body, number + 1, same + 1)
    return body


def _shown(body: str, pictures: list[bytes]) -> str:
    """Return the body with its pictures counted anew; `pictures` become those that stand in it."""
    kept: list[bytes] = []

    def counted(match: re.Match[str]) -> str:
        number = int(match[1])
        kept.append(pictures[number - 1])
        return _renamed(match[0], number, len(kept))

    body = _PICTURE.sub(counted, body)
    pictures[:] = kept
    return body


def _renamed(text: str, number: int, other: int) -> str:
    text = text.replace(f'r:embed="picture{number}"', f'r:embed="picture{other}"')
    return text.replace(f'id="{number}" name="Picture {number}"', f'id="{other}" name="Picture {other}"')


def _without_contents(body: _Element, styles: frozenset[str]) -> None:
    """Take the lines of the contents out of the old text, and its page formats, in place."""
    from generator.formats.docx.redline.align import read_style_id
    from generator.formats.docx.styles import W

    for paragraph in body.findall(f"{W}p"):
        if read_style_id(paragraph) in styles:
            body.remove(paragraph)
        for page in paragraph.findall(f"{W}pPr/{W}sectPr"):
            holder = page.getparent()
            assert holder is not None
            holder.remove(page)
            if len(paragraph) == 1 and not len(holder):
                body.remove(paragraph)
