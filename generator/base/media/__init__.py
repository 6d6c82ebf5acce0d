"""Pictures without what programs and cameras put beside their points: names, places, dates, thumbnails, comments.

In: the bytes of a PNG, JPEG or SVG, or of a GIF, BMP or TIFF. Out: bytes that show the same. No point of a PNG or
JPEG is touched: its file is cut into its segments, and those that browsers and word processors need to show it are
kept. A picture's colour profile stays, without its words, and so does the way in which a photograph is to be turned.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from generator.base.extras import need_extra
from generator.base.media.jpeg import clean_jpeg, count_points
from generator.base.media.png import SIGNATURE, clean_png
from generator.base.media.svg import clean_svg

_MOST_BYTES, _MOST_POINTS = 20_000_000, 40_000_000
_DRAWN_ANEW = (b"GIF8", b"BM", b"II*\0", b"MM\0*")
"""How files begin whose points are written as PNG: GIF, BMP, TIFF."""


class CleanPicture(NamedTuple):
    """A picture as it may go out: its bytes, and what they are."""

    data: bytes
    media_type: str


ENDINGS = {"image/png": "png", "image/jpeg": "jpeg", "image/svg+xml": "svg"}
"""The ending of a file's name, by what it is."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg")
"""How the names of files with pictures end."""


@lru_cache(maxsize=32)
def clean_picture(data: bytes) -> CleanPicture:
    """Return the picture with its points and nothing else; raise ValueError that says why it can't be shown."""
    if len(data) > _MOST_BYTES:
        raise ValueError("the picture is larger than 20 megabytes")
    if (points := _count_points(data)) > _MOST_POINTS:
        raise ValueError(f"the picture has {points:,} points, and no paper shows more than {_MOST_POINTS:,}")
    if data.startswith(SIGNATURE):
        return CleanPicture(clean_png(data), "image/png")
    if data.startswith(b"\xff\xd8"):
        return CleanPicture(clean_jpeg(data), "image/jpeg")
    if data.startswith(_DRAWN_ANEW):
        return CleanPicture(_draw_anew(data), "image/png")
    if b"<svg" in data[:4000] or b":svg" in data[:4000]:
        return CleanPicture(clean_svg(data), "image/svg+xml")
    raise ValueError("it is no PNG, JPEG or SVG")


def _count_points(data: bytes) -> int:
    """Return how many points a PNG or JPEG says that it has; few bytes may say any number."""
    if data.startswith(SIGNATURE):
        return int.from_bytes(data[16:20], "big") * int.from_bytes(data[20:24], "big")
    return count_points(data) if data.startswith(b"\xff\xd8") else 0


def _draw_anew(data: bytes) -> bytes:
    """Return a PNG of the picture's points, the first of several."""
    with need_extra("pictures", "a GIF, BMP or TIFF in a style"):
        from PIL import Image  # slow to load, and few styles have such pictures

    try:
        with Image.open(BytesIO(data), formats=("GIF", "BMP", "TIFF")) as picture:
            if picture.width * picture.height > _MOST_POINTS:
                raise ValueError
            clear = "A" in picture.getbands() or "transparency" in picture.info
            plain = picture.convert("RGBA" if clear else "RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise ValueError("the picture can't be read") from None
    out = BytesIO()
    plain.info.clear()
    plain.save(out, "PNG")
    return clean_png(out.getvalue())
