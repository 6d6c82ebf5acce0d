"""The rendered template, made ready to be filled: each slot alone in its place, and what the template says there.

In: the tree of a part after `render()`. Out: its XML as text with a marker for each slot, and their settings.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from generator.formats.docx.blocks import RowPattern
from generator.formats.docx.grid import build_grid, measure_columns
from generator.formats.docx.page_sections import PageSections
from generator.formats.docx.styles import BOXES, Styles, W
from generator.formats.docx.template.placeholders import INLINE
from generator.formats.docx.template.slots import Slot
from generator.paper.document import Box, NoteCall, Table

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_LEFT_BY_WORD = {"rStyle", "lang", "noProof"}
"""Properties of a template's run that say nothing about how a value should look there."""


@dataclass(slots=True)
class Skeleton:
    """A part ready to be filled: `base` properties of the run at a slot, `patterns` of rows, and the slots that stand
    where they cannot be (`misplaced`), all by slot number; `placed` in order."""

    xml: str = ""
    placed: list[int] = field(default_factory=list)
    base: dict[int, Mapping[str, str]] = field(default_factory=dict)
    patterns: dict[int, RowPattern] = field(default_factory=dict)
    misplaced: list[int] = field(default_factory=list)


def make_skeleton(
    root: etree._Element, slots: tuple[Slot, ...], styles: Styles, pages: PageSections | None
) -> Skeleton:
    """Return the part made ready; `pages` is given for the body, and learns where the page turns."""
    made = Skeleton()
    for marker in list(_markers(root)):
        number = int(marker.text or "")
        slot = slots[number]
        made.placed.append(number)
        inside = marker.getparent()
        assert inside is not None
        if (inside.tag == f"{W}t") != (slot.kind in INLINE) or (_has_calls(slot) and _in_text_box(marker)):
            made.misplaced.append(number)
        elif inside.tag == f"{W}t":
            made.base[number] = _split_run(marker, inside)
        elif slot.kind in ("head", "rows"):
            _take_row(marker, slot, made, styles, pages)
        elif slot.kind == "contents" and not slot.content:
            _drop_contents(marker, styles)
        elif slot.kind == "box-title" and isinstance(slot.content, Box):
            _dress_box(marker, slot.content, slot, styles, pages)
    if made.misplaced:
        return made
    if pages is not None:
        # a label says nothing of the page on which it stands
        sides = {n: slots[n].landscape for n in made.placed if not slots[n].name.startswith("labels.")}
        pages.turn(root, sides, any(slot.name == "cover.title" and slot.landscape for slot in slots))
    made.xml = etree.tostring(root, encoding="unicode")
    return made


def _has_calls(slot: Slot) -> bool:
    """Return whether notes may be called in what fills the slot."""
    words = slot.kind in INLINE and isinstance(slot.content, tuple)
    return slot.kind not in (*INLINE, "contents") or (words and any(isinstance(i, NoteCall) for i in slot.content))  # type: ignore[union-attr]


def _in_text_box(marker: etree._Element) -> bool:
    """Word has no notes in text boxes."""
    return next(marker.iterancestors(f"{W}txbxContent"), None) is not None


def _markers(root: etree._Element) -> Iterator[etree._Element]:
    return (pi for pi in root.iter(etree.PI) if pi.target == "slot")


def _split_run(marker: etree._Element, text: etree._Element) -> Mapping[str, str]:
    """Put the marker between runs, and return the properties of the run in which it stood."""
    run = text.getparent()
    assert run is not None
    properties = run.find(f"{W}rPr")
    after = etree.Element(f"{W}r", nsmap=run.nsmap)
    if properties is not None:
        after.append(copy.deepcopy(properties))
    rest = etree.SubElement(after, f"{W}t")
    rest.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    rest.text, marker.tail = marker.tail, None
    rest.extend(list(marker.itersiblings()))
    after.extend(list(text.itersiblings()))
    run.addnext(after)
    run.addnext(marker)
    for piece in (run, after):
        for t in piece.findall(f"{W}t"):
            if not t.text and len(t) == 0:
                piece.remove(t)
        if all(child.tag == f"{W}rPr" for child in piece):
            holder = piece.getparent()
            assert holder is not None
            holder.remove(piece)
    if properties is None:
        return {}
    return {
        tag: serialise_element(child)
        for child in properties
        if (tag := etree.QName(child).localname) not in _LEFT_BY_WORD
    }


def _take_row(marker: etree._Element, slot: Slot, made: Skeleton, styles: Styles, pages: PageSections | None) -> None:
    """Put the marker in the place of the row in which it stands, and remember how that row was made."""
    row = next(marker.iterancestors(f"{W}tr"), None)
    table = next(marker.iterancestors(f"{W}tbl"), None)
    content = slot.content
    if row is None or table is None or pages is None or not isinstance(content, Table):
        made.misplaced.append(slot.number)
        return
    cell = next(marker.iterancestors(f"{W}tc"))
    properties = cell.find(f"{W}tcPr")
    kept = [] if properties is None else [c for c in properties if c.tag not in (f"{W}tcW", f"{W}gridSpan")]
    row_properties = row.find(f"{W}trPr")
    default = "Table Head" if slot.kind == "head" else "Table Cell"
    made.patterns[slot.number] = RowPattern(
        "" if row_properties is None else serialise_element(row_properties),
        "".join(serialise_element(c) for c in kept),
        default,
    )
    row.addprevious(marker)
    table.remove(row)
    width = pages.width(slot.landscape)
    _set_width(table, width, build_grid(measure_columns(content, width)))


def _dress_box(marker: etree._Element, box: Box, slot: Slot, styles: Styles, pages: PageSections | None) -> None:
    """Give the template's box the look of its kind and the width of its page."""
    table = next(marker.iterancestors(f"{W}tbl"), None)
    if table is None or pages is None:
        return
    style = table.find(f"{W}tblPr/{W}tblStyle")
    if style is not None:
        style.set(f"{W}val", styles.id(BOXES[box.kind]))
    if slot.landscape:
        width = pages.width(True)
        _set_width(table, width, build_grid([width]))
        for cell in table.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcW"):
            cell.set(f"{W}w", str(width))
    if not box.blocks:
        for row in table.findall(f"{W}tr")[1:]:
            table.remove(row)


def _drop_contents(marker: etree._Element, styles: Styles) -> None:
    """Take the heading of the contents out of a paper that has none."""
    body, above = marker.getparent(), marker.getprevious()
    style = None if above is None else above.find(f"{W}pPr/{W}pStyle")
    if body is not None and style is not None and style.get(f"{W}val") == styles.id("TOC Heading"):
        body.remove(above)


def _set_width(table: etree._Element, width: int, columns: str) -> None:
    size = table.find(f"{W}tblPr/{W}tblW")
    if size is not None:
        size.set(f"{W}w", str(width))
        size.set(f"{W}type", "dxa")
    old = table.find(f"{W}tblGrid")
    new = etree.fromstring(f'<w:tblGrid xmlns:w="{NAMESPACES["w"]}">{columns}</w:tblGrid>')
    if old is not None:
        table.replace(old, new)


def serialise_element(element: etree._Element) -> str:
    """Return the element as text without the namespace declarations, which the part's root has."""
    text: str = etree.tostring(element, encoding="unicode", with_tail=False)
    for prefix, uri in element.nsmap.items():
        text = text.replace(f' xmlns:{prefix}="{uri}"', "", 1)
    return text
