"""Logos of authors: read from the workspace, made harmless, in one size.

In: the record of an organisation with a `logo`. Out: a picture. A bitmap is written anew, so that nothing of what
programs and cameras put beside its points (names, places, dates) goes out; a drawing may draw and do nothing else.
"""

from __future__ import annotations

from pathlib import Path

from generator.base import codes
from generator.base.media.svg import clean_svg
from generator.paper.assemble.bitmaps import draw_bitmap, load_picture, measure_bitmap
from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import say
from generator.paper.document import BlockId, Picture
from generator.records.load import Entry
from generator.records.schema.records import Logo, Organisation

HIGH, WIDE = 14.0, 60.0
"""Millimetres that a logo may take; it fills one of the two."""

_SHARP = 900
"""Points along the longer side that are kept: 60 mm in 300 dpi, and some."""


def read_logo(context: Context, entry: Entry[Organisation], id: BlockId) -> Picture | None:
    """Return the logo of an organisation; None where it has none, or after saying why it can't be shown (D264)."""
    logo = entry.record.logo
    alt = say(context, logo.alt) if logo else None
    if logo is None or not alt or context.root is None:
        return None
    try:
        svg, png = _read(context, context.root, logo)
        wide, high = measure_bitmap(png)
    except ValueError as error:
        context.problem(
            codes.UNREADABLE_LOGO,
            f"this logo can't be shown: {error}",
            entry.origin("logo"),
            "name a PNG, a JPEG or an SVG in data/, by its path from the workspace: data/logos/bureau.png",
        )
        return None
    scale = min(HIGH / high, WIDE / wide)
    return Picture(
        id, svg, png, alt, round(wide * scale, 2), round(high * scale, 2), origin=entry.origin("logo"), logo=True
    )


def _read(context: Context, root: Path, logo: Logo) -> tuple[str | None, bytes]:
    """Return the drawing, where the file is one, and the bitmap; raise ValueError where they can't be had."""
    if not logo.file.endswith(".svg"):
        return None, draw_bitmap(context, load_picture(root, logo.file), _SHARP)
    svg = clean_svg(load_picture(root, logo.file)).decode("utf-8")
    return svg, draw_bitmap(context, load_picture(root, f"{logo.file.removesuffix('.svg')}.png"), _SHARP)
