"""Photographs of people, in their profiles: read from the workspace, made harmless, in one size.

In: the record of a case with a `photograph`. Out: a picture, with who took it below it. Whether it may be printed is
judged by `generator.paper.basis`, which finds it in the document.
"""

from __future__ import annotations

from generator.base import codes
from generator.paper.assemble.bitmaps import draw_bitmap, load_picture, measure_bitmap
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import link_sources
from generator.paper.assemble.wording import say, say_day
from generator.paper.document import BlockId, Inline, Paragraph, Picture, Run
from generator.records.load import Entry
from generator.records.schema import Case
from generator.records.schema.person import Photograph

HIGH, WIDE = 45.0, 60.0
"""Millimetres that a photograph may take; it fills one of the two."""

_SHARP = 540
"""Points along the longer side that are kept: 45 mm in 300 dpi."""


def read_photograph(context: Context, entry: Entry[Case], id: BlockId) -> Picture | None:
    """Return the photograph of a person; None where there is none, or none to be shown beside an assumed name, or after
    saying why it can't be shown (D265)."""
    photograph, origin = entry.record.photograph, entry.origin("photograph")
    alt = say(context, photograph.alt) if photograph else None
    if photograph is None or not alt or context.root is None or entry.record.display != "full_name":
        return None
    try:
        png = draw_bitmap(context, load_picture(context.root, photograph.file), _SHARP)
    except ValueError as error:
        context.problem(
            codes.UNREADABLE_PHOTOGRAPH,
            f"this photograph can't be shown: {error}",
            origin,
            "name a PNG or a JPEG in data/, by its path from the workspace: data/ruritania/photographs/1.jpg",
        )
        return None
    wide, high = measure_bitmap(png)
    scale = min(HIGH / high, WIDE / wide)
    width, height = round(wide * scale, 2), round(high * scale, 2)
    below = Paragraph(f"{id}.source", _say_credit(context, photograph), "remark", origin)
    return Picture(id, None, png, alt, width, height, origin=origin, photograph=True, source=below)


def _say_credit(context: Context, photograph: Photograph) -> tuple[Inline, ...]:
    """Return who took a photograph, on what terms it is printed, when it was taken, and where it is public already."""
    said = [
        photograph.credit,
        photograph.licence,
        say_day(context.labels, photograph.date) if photograph.date else None,
    ]
    words = context.labels["comma"].join(part for part in said if part)
    found: list[Inline] = [context.label("photograph"), Run(f" {words}")]
    if photograph.basis and (sources := link_sources(context, photograph.basis.already_public)):
        found += [Run(". "), context.label("picture_source"), Run(" "), *sources]
    return tuple(found)
