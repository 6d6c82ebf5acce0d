"""Judge and draw a page as soon as it is laid out, so that its boxes can be let go; and put it into the file later.

What WeasyPrint draws when all pages are there is done here for one page: the same operators, fonts and marks. A page
that needs more than letters, lines, grounds and pictures of points (SVG, groups that shine through) is left as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.base.limits import OutOfTime
from generator.formats.pdf.glyphs import find_ink, find_misplaced_on
from generator.formats.pdf.judge import Drawn, look_at
from generator.formats.pdf.places import find_lines, find_notes
from generator.formats.pdf.repair.boxes import find_tables, part_columns
from generator.formats.pdf.repair.marks import keep_whole_links, read_marks
from generator.formats.pdf.repair.streams import deflate
from generator.formats.pdf.seen import find_unseen_on
from generator.formats.pdf.sheet import Bookmark, Edges, Packed, Picture, Sheet

_SCALE = 0.75
"""Points in a pixel of CSS."""


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font that pages are drawn in: how WeasyPrint and Pango know it, and the glyphs that were drawn of it."""

    key: int
    description: bytes
    size: float
    widths: dict[int, int] = field(default_factory=dict)
    letters: dict[int, str] = field(default_factory=dict)


class Laid(NamedTuple):
    """A page (its box) that was laid out: its number, the elements of its header rows and of its boxes."""

    page: Any
    number: int
    headers: tuple[int, ...]
    boxes: tuple[int, ...]


def make_sheet(laid: Laid, context: Any, numbers: Mapping[Any, int], fonts: dict[Any, Any]) -> Sheet | None:
    """Return the sheet of a page, which has no margins yet; None if the page has to stay. `fonts` gets the fonts."""
    from pydyf import _to_bytes
    from weasyprint.document import Page
    from weasyprint.layout.background import layout_backgrounds

    box, number = laid.page, 0  # sheets do not know which page they are
    children = box.children
    body, *areas = children
    box.children = (body, *(area for area in areas if area.children))
    try:
        layout_backgrounds(box, context.get_image_from_uri)
        bookmarked = _find_bookmarked(box)
        page = Page(box)
        keep_whole_links(page)
        if len(bookmarked) != len(page.bookmarks) or any(
            link[0] not in ("internal", "external") for link in page.links
        ):
            return None
        try:
            painted = _paint(page, fonts, context.get_image_from_uri.keywords["cache"])
        except (OutOfTime, MemoryError):
            raise
        except Exception:  # the judge may tell why; where it does not, it is told as the page is drawn with the others
            return None
        if painted is None:
            return None
        stream, states, pictures = painted
        drawn = Drawn()
        look_at(box, number, drawn)
        marks = tuple(read_marks(page, stream._tags, numbers))
        assert not stream._tags, "text outside the tree"
        return Sheet(
            misplaced=tuple(find_misplaced_on(box, number)),
            unseen=tuple(find_unseen_on(box, number)),
            ink=_join(find_ink(child) for child in box.children),
            drawn=Packed.pack(drawn),
            lines=tuple(find_lines(body)),
            notes=find_notes(box),
            links=tuple((kind, target, edges) for kind, target, edges, _ in page.links),
            anchors=page.anchors,
            bookmarks=tuple(Bookmark(numbers[one], told) for one, told in zip(bookmarked, page.bookmarks, strict=True)),
            headers=laid.headers,
            boxes=laid.boxes,
            marks=Packed.pack(marks),
            operators=deflate(b"\n".join(map(_to_bytes, stream.stream))),
            states=states,
            pictures=pictures,
        )
    finally:
        box.children = children


def _join(inks: Any) -> Edges | None:
    found = [ink for ink in inks if ink]
    if not found:
        return None
    left, top, right, bottom = zip(*found, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _find_bookmarked(page: Any) -> list[Any]:
    """Return the elements that have a bookmark, each once: parts of a heading after the first lose theirs."""
    found: list[Any] = []
    for box in page.descendants():
        if box.bookmark_label and box.style["bookmark_level"] != "none":
            if box.element in found:
                box.bookmark_label = ""
            else:
                found.append(box.element)
    return found


def _paint(
    page: Any, fonts: dict[Any, Any], known: Mapping[str, Any]
) -> tuple[Any, dict[str, dict[str, float]], tuple[Picture, ...]] | None:
    """Draw a page as `weasyprint.pdf.generate_pdf` does; return the stream, and what is used of transparencies and of
    pictures, `known` by their addresses. None if it needs anything else that the pages of a file share by name."""
    import pydyf
    from weasyprint.pdf.stream import Stream
    from weasyprint.text.ffi import ffi, pango
    from weasyprint.text.fonts import get_pango_font_key

    class Sketch(Stream):  # type: ignore[misc]
        def add_font(self, pango_font: Any) -> Any:
            key, description, _ = get_pango_font_key(pango_font)
            known = key in self._fonts
            told = pango.pango_font_description_to_string(description)
            font, size = super().add_font(pango_font)
            if not known:
                font.described, font.described_size = ffi.string(told), size
            return font, size

    bleed = page.bleed
    width, height = page.width + bleed["left"] + bleed["right"], page.height + bleed["top"] + bleed["bottom"]
    rectangle = (-bleed["left"], -bleed["top"], width, height)
    resources = {name: pydyf.Dictionary() for name in ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace")}
    images: dict[str, Any] = {}
    stream = Sketch(fonts, rectangle, resources, images, {}, {}, "srgb")
    stream.transform(d=-1, f=page.height * _SCALE)
    page.paint(stream, _SCALE)
    states = {key: dict(state) for key, state in resources["ExtGState"].items()}
    shared = resources["XObject"].keys() - images or resources["Pattern"] or resources["Shading"]
    shared = shared or any(page.forms.values()) or any(map(_is_turned, page._page_box.descendants()))
    if shared or any(key[:1] not in "aA" for key in states) or any(font.missing for font in fonts.values()):
        return None
    addresses = {id(image): url for url, image in known.items()} if images else {}
    pictures = [
        Picture(addresses[id(used["image"])], used["interpolate"], ratio)
        for used in images.values()
        for ratio in sorted(used["dpi_ratios"])
    ]
    return stream, states, tuple(pictures)


def _is_turned(box: Any) -> bool:
    return hasattr(box, "replacement") and box.style["image_orientation"] != "from-image"


def list_fonts(fonts: Mapping[Any, Any]) -> tuple[FontUse, ...]:
    """Return what of fonts outlives the process that drew in them."""
    return tuple(
        FontUse(key, font.described, font.described_size, font.widths, font.to_unicode) for key, font in fonts.items()
    )


def take_font(use: FontUse, font_map: Any, fonts: dict[Any, Any]) -> bool:
    """Put a font that pages were drawn in among those of the file; False if Pango has another one under its name."""
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import ffi, gobject, pango
    from weasyprint.text.fonts import get_pango_font_key

    if use.key not in fonts:
        context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
        description = ffi.gc(
            pango.pango_font_description_from_string(use.description), pango.pango_font_description_free
        )
        pango.pango_font_description_set_absolute_size(description, use.size * pango.pango_units_from_double(1))
        found = pango.pango_font_map_load_font(font_map, context, description)
        if found == ffi.NULL:
            return False
        key, told, _ = get_pango_font_key(found)
        if key != use.key:
            return False
        fonts[key] = Font(found, told, use.size)
    font = fonts[use.key]
    for glyph, letters in use.letters.items():
        font.to_unicode.setdefault(glyph, letters)
    for glyph, width in use.widths.items():
        font.widths.setdefault(glyph, width)
    return True


class _Linked:
    """Stands for the box of a link."""

    link = True
    link_annotation: Any = None


def let_go(page: Any, sheet: Sheet) -> None:
    """Leave of a page (its box) what its margins are laid out by: its sides, and the strings that its text sets for
    them, which are looked for in its boxes when all pages are there."""
    for table in find_tables(page):
        part_columns(table)
    strings = [one for box in page.descendants() if box.string_set not in (None, "none") for one in box.string_set]
    page.children = [child.copy_with_children([]) for child in page.children]
    page.children[0].string_set = strings
    page.sheet = sheet


def put_back(page: Any, sheet: Sheet, bookmarks: list[Any], find_picture: Any) -> None:
    """Let a page of WeasyPrint's have the links, anchors and bookmarks of its sheet, and be drawn from there, with the
    pictures that are found by their addresses."""
    page.links = [(kind, target, edges, _Linked()) for kind, target, edges in sheet.links] + page.links
    page.anchors = {**sheet.anchors, **page.anchors}
    page.bookmarks = bookmarks + page.bookmarks

    def paint(stream: Any, scale: float = 1) -> None:
        import pydyf
        from weasyprint.draw import draw_stacking_context
        from weasyprint.stacking import StackingContext

        stream.start = sheet.operators
        stream.stream.clear()  # how the page lies is in what was drawn before
        for key, state in sheet.states.items():
            stream._resources["ExtGState"].setdefault(key, pydyf.Dictionary(state))
        for picture in sheet.pictures:
            stream.add_image(find_picture(url=picture.url), picture.interpolate, picture.ratio)
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            for box in page._page_box.children:
                if type(box).__name__ == "MarginBox":
                    draw_stacking_context(stream, StackingContext.from_box(box, page._page_box))

    page.paint = paint
