"""Logos of authors: read from the workspace, made harmless, in one size.

In: the record of an organisation with a `logo`. Out: a picture. A bitmap is written anew, so that nothing of what
programs and cameras put beside its points (names, places, dates) goes out; a drawing may draw and do nothing else.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base import codes
from generator.base.diagnostics import BriefingError
from generator.base.inputs import find_real_place, read_input
from generator.base.media.svg import clean_svg
from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import say
from generator.paper.document import BlockId, Picture
from generator.records.load import Entry
from generator.records.schema.records import Logo, Organisation

if TYPE_CHECKING:
    from PIL import Image

HIGH, WIDE = 14.0, 60.0
"""Millimetres that a logo may take; it fills one of the two."""

_MOST_BYTES = 5_000_000
_MOST_POINTS = 40_000_000
_SHARP = 900
"""Points along the longer side that are kept: 60 mm in 300 dpi, and some."""


def read_logo(context: Context, entry: Entry[Organisation], id: BlockId) -> Picture | None:
    """Return the logo of an organisation; None where it has none, or after saying why it can't be shown (D264)."""
    logo = entry.record.logo
    alt = say(context, logo.alt) if logo else None
    if logo is None or not alt or context.root is None:
        return None
    try:
        svg, png = _read(context.root, logo)
        wide, high = _measure(png)
    except ValueError as error:
        context.problem(
            codes.UNREADABLE_LOGO,
            f"this logo can't be shown: {error}",
            entry.origin("logo"),
            "name a PNG, a JPEG or an SVG of the workspace, by its path below the root: data/logos/bureau.png",
        )
        return None
    scale = min(HIGH / high, WIDE / wide)
    return Picture(
        id, svg, png, alt, round(wide * scale, 2), round(high * scale, 2), origin=entry.origin("logo"), logo=True
    )


def _read(root: Path, logo: Logo) -> tuple[str | None, bytes]:
    """Return the drawing, where the file is one, and the bitmap; raise ValueError where they can't be had."""
    if not logo.file.endswith(".svg"):
        return None, _bitmap(_load(root, logo.file))
    svg = clean_svg(_load(root, logo.file)).decode("utf-8")
    return svg, _bitmap(_load(root, f"{logo.file.removesuffix('.svg')}.png"))


def _load(root: Path, name: str) -> bytes:
    path = root / name
    if find_real_place(path, root) is None:
        raise ValueError("it is outside the workspace")
    if not path.is_file():
        raise ValueError(f"there is no file `{name}`")
    try:
        return read_input(path, root, _MOST_BYTES)
    except BriefingError:
        raise ValueError("the file is larger than 5 megabytes") from None


def _bitmap(data: bytes) -> bytes:
    """Return a PNG of the picture's points and nothing else; raise ValueError for what is no PNG and no JPEG."""
    from PIL import Image  # comes with matplotlib; most papers have no logos

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MOST_POINTS:
                raise ValueError("it has more than 40 million points")
            plain = _convert(picture)
    except (OSError, SyntaxError, Image.DecompressionBombError):
        raise ValueError("it is no PNG and no JPEG that could be read") from None
    plain.thumbnail((_SHARP, _SHARP))
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    out = BytesIO()
    clean.save(out, "PNG")
    return out.getvalue()


def _convert(picture: Image.Image) -> Image.Image:
    """Return the picture as it is meant to be seen: turned as a photograph says, in the colours of screens (sRGB)."""
    from PIL import Image, ImageCms, ImageOps

    turned = ImageOps.exif_transpose(picture)
    clear = "A" in turned.getbands() or "transparency" in turned.info
    profile = turned.info.get("icc_profile")
    plain = turned.convert("RGBA" if clear else "RGB")
    if not profile or turned.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return plain
    try:
        seen = ImageCms.profileToProfile(
            turned.convert("RGB") if clear else turned,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError):
        return plain  # no profile, or one of another kind of colours
    if not isinstance(seen, Image.Image):
        return plain
    if clear:
        seen.putalpha(plain.getchannel("A"))
    return seen


def _measure(png: bytes) -> tuple[int, int]:
    """Return width and height as the file says them (https://www.w3.org/TR/png-3/#11IHDR)."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
