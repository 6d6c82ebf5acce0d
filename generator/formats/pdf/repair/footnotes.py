"""Mend the footnote layout of WeasyPrint 70.0, so that every note is drawn, on the page of its call where it can be.

What is wrong there, and what is done:

1. `_update_footnote_area` compares bottoms as floats: 2e-13 px too much and a note "overflows"; and it lays the whole
   area out again for each new note. Here each note is laid out once, its height added, and its boxes put in place.
2. `_linebox_layout` makes room for a line by pushing *earlier* notes on, and then forgets the notes of that line. Here
   notes that stand on a page are never pushed off it by a later line: the line moves (`footnote-policy: line`).
3. When page counters make pages again, a page that is kept forgets what it had passed on to the next one, and notes
   of kept pages wait to be drawn once more. Here each page remembers what came in, what was drawn and what went on;
   a page is made again when what comes in has changed.
4. `unlayout_footnote` takes back notes that the page before passed on, when lines that share their paragraph are
   taken back. Here a note that was passed on stays.
5. `x in context.footnotes` scans the list of all waiting notes for every word. Here it is a look-up.

CSS Notes (`position: note(…)` and `@note-area`, new in 70.0) were measured and not taken: an area in the flow stands at
the head of the page (81 of 93 notes then stood off the page of their call), and one put at the foot takes no room from
the text (it covered text on 13 of 17 pages, in five times the time).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf
from typing import Any

from generator.formats.pdf.flow_processes import NotAlone
from generator.formats.pdf.repair.boxes import find_tables, forget_tables
from generator.formats.pdf.repair.counters import find_told, take_counters
from generator.formats.pdf.repair.flow_pages import add_page, begin_flow, find_end, is_parted

_UPWARDS = -inf
"""No limit to the space below: the height of a note does not depend on where it will stand."""


class _Waiting:
    """The notes not yet drawn, in order; compared by identity, looked up in no time."""

    def __init__(self, notes: Iterable[Any] = ()):
        self._notes = {id(note): note for note in notes}

    def __contains__(self, note: Any) -> bool:
        return id(note) in self._notes

    def __iter__(self) -> Iterator[Any]:
        return iter(self._notes.values())

    def __len__(self) -> int:
        return len(self._notes)

    def append(self, note: Any) -> None:
        self._notes[id(note)] = note

    def remove(self, note: Any) -> None:
        self._notes.pop(id(note), None)

    def copy(self) -> _Waiting:
        return _Waiting(self)


class _Settled(list[Any]):
    """The notes that stand on the page being made. It is never "not empty" to `_linebox_layout`, which asks whether
    there are notes to push off the page."""

    def __bool__(self) -> bool:
        return False


def repair() -> None:
    """Put the repairs in place."""
    from weasyprint import layout
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox

    def lay_out(context: Any, box: Any, *args: Any, **options: Any) -> Any:
        if isinstance(box, FootnoteAreaBox) and box.__dict__.get("notes"):
            return _lay_out_area(context, box), None, None, [], False, None
        return layout.block_level_layout(context, box, *args, **options)

    layout.page.block_level_layout = lay_out
    FootnoteAreaBox.deepcopy = _without_notes
    context = layout.LayoutContext
    context.footnotes = _converted("footnotes", _Waiting)
    context.current_page_footnotes = _converted("current_page_footnotes", _Settled)
    context._update_footnote_area = _update_footnote_area
    context.unlayout_footnote = _unlayout_footnote
    layout.make_all_pages = _make_all_pages


def _converted(name: str, kind: Any) -> property:
    """Return an attribute that turns whatever is assigned to it into `kind`."""

    def get(context: Any) -> Any:
        return context.__dict__[name]

    def set(context: Any, value: Any) -> None:
        context.__dict__[name] = value if isinstance(value, kind) else kind(value)

    return property(get, set)


def _update_footnote_area(context: Any) -> bool:
    """Set the height of the footnote area and the bottom of the page above it; return whether the area is too high."""
    area = context.current_footnote_area
    if area.height != "auto" and not context.in_column:
        context.page_bottom += area.margin_height()
    area.children = list(context.current_page_footnotes)
    if not area.children:
        area.height = "auto"
        return False
    height = sum(_note_height(context, area, note) for note in area.children)
    area.height = min(height, area.max_height)
    if not context.in_column:
        context.page_bottom -= area.margin_height()
    return bool(height > area.max_height + 0.01)


def _note_height(context: Any, area: Any, note: Any) -> float:
    """Return the height of a note in an area of this width, margins and all."""
    alone = _lay_out_note(context, area, note)
    return float(max(alone.height, alone.children[0].margin_height()))


def _lay_out_note(context: Any, area: Any, note: Any) -> Any:
    """Return an area that holds this note alone; a note is laid out once for each width and look of the area."""
    from weasyprint.formatting_structure import build
    from weasyprint.layout import block_level_layout

    known: dict[Any, Any] = context.__dict__.setdefault("_notes_alone", {})
    key = (id(note), area.page.width, id(area.style))
    if key not in known:
        alone = build.create_anonymous_boxes(area.copy_with_children([note.deepcopy()]))
        known[key] = block_level_layout(context, alone, _UPWARDS, None, area.page)[0]
    return known[key]


def _without_notes(area: Any) -> Any:
    """Return the area as a finished page gets it: empty, so that nothing is made of its notes anew."""
    copy = area.copy_with_children([])
    copy.notes = list(area.children)
    return copy


def _lay_out_area(context: Any, area: Any) -> Any:
    """Return the area of a finished page: its notes, laid out before, one below the other."""
    notes = [_lay_out_note(context, area, note) for note in area.notes]
    whole = notes[0].copy_with_children([alone.children[0] for alone in notes])
    whole.translate(area.position_x - whole.position_x, area.position_y - whole.position_y)
    y = whole.content_box_y()
    for alone, note in zip(notes, whole.children, strict=True):
        note.translate(whole.content_box_x() - note.position_x, y - note.position_y)
        y += max(alone.height, note.margin_height())
    whole.height = y - whole.content_box_y()
    return whole


def _unlayout_footnote(context: Any, note: Any) -> None:
    """Let a note wait again because its call was taken back; one that the page before passed on stays."""
    if note in context.__dict__.get("_arriving", ()):
        return
    if note in context.current_page_footnotes:
        context.current_page_footnotes.remove(note)
    elif note in context.reported_footnotes:
        context.reported_footnotes.remove(note)
    else:
        return
    context.footnotes.append(note)
    context._update_footnote_area()


def forget_notes(context: Any, index: int) -> None:
    """Let go the boxes of the notes that are drawn on a page; they are laid out again if the page is."""
    _, drawn, _ = context._kept[index]
    known = context.__dict__.get("_notes_alone", {})
    gone = {id(note) for note in drawn}
    for key in [key for key in known if key[0] in gone]:
        del known[key]


def _make_all_pages(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
    """Yield the pages; those of the last pass that nothing has changed are kept, with their notes. Of a page of HTML
    whose flows are laid out by themselves, yield those of the first, then what was found of the others."""
    flows: Any = getattr(html, "flows", None)
    part = flows.part if flows else None
    context.rendered_notes = []
    context.reported_footnotes = []
    context.__dict__.setdefault("_kept", [])
    index, end = 0, find_end(root_box, part) if part else None
    if part and flows.answer:
        name, index = begin_flow(context, root_box, html, part), 1
    made = []
    for page in _make_pages(context, root_box, html, pages, index, end):
        made.append(page)
        yield page
    if not part:
        return
    if flows.answer:
        flows.finish(name, context.page_maker[-1][1]["page"] if end else None, made, html.taker)
    yield from _add_flows(context, root_box, html, made[0])


def _add_flows(context: Any, root_box: Any, html: Any, pattern: Any) -> Iterator[Any]:
    """Yield the pages that were laid out elsewhere, one flow after the other."""
    known: set[str] = set()
    name = str(context.page_maker[-1][1]["page"])
    for flow in html.flows.collect(html.taker):
        if flow.name != name:
            raise NotAlone
        name = flow.next
        for found in flow.pages:
            yield add_page(context, root_box, html, found, pattern, known)


def _make_pages(context: Any, root_box: Any, html: Any, pages: list[Any], index: int, end: Any) -> Iterator[Any]:
    """Yield the pages from that of an index up to where something ends."""
    from weasyprint.layout.page import remake_page

    kept: list[tuple[list[Any], list[Any], list[Any]]] = context._kept
    # what takes finished pages, if anything does; those of a later pass are few, and stay
    taker = None if pages else getattr(html, "taker", None)
    resume_at = None
    told = find_told(context.target_collector)
    tables = {id(box) for box in find_tables(root_box)}
    while True:
        state = context.page_maker[index][-1]
        arriving = list(context.reported_footnotes)
        changed = state["content_changed"] or state["pages_wanted"]
        if changed or index >= min(len(pages), len(kept)) or kept[index][0] != arriving:
            state.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
            context._arriving = arriving
            take_counters(context, index)
            page, resume_at = remake_page(index, context, root_box, html)
            state["anchors"] = [anchor for anchor in state["anchors"] if anchor in told]
            record = (arriving, list(context.current_page_footnotes), list(context.reported_footnotes))
            kept[index : index + 1] = [record]
            forget_tables(context, page, tables)
            if taker:
                taker.take(context, index, page, bool(state["content_lookups"]))
        else:
            page, resume_at = pages[index], context.page_maker[index + 1][0]
            _, drawn, leaving = kept[index]
            for note in (*drawn, *leaving):
                context.footnotes.remove(note)
            context.reported_footnotes = list(leaving)
        yield page
        index += 1
        if is_parted(context, index, end) if end else resume_at is None and not context.reported_footnotes:
            del context.page_maker[index + 1 :], kept[index:]
            context.broken_out_of_flow.clear()
            if taker:
                taker.finish(context)
            return
