"""Bitmaps that a record names: read from the workspace, and made harmless.

In: the path of a PNG or JPEG within data/. Out: a PNG of its points, written anew, so that nothing of what programs
and cameras put beside them (names, places, dates) goes out.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.diagnostics import BriefingError
from generator.base.extras import need_extra
from generator.base.file_names import is_foreign
from generator.base.inputs import find_real_place, read_input

if TYPE_CHECKING:
    from PIL import Image

    from generator.paper.assemble.context import Context

_MOST_BYTES = 5_000_000
_MOST_POINTS = 40_000_000


def load_picture(root: Path, name: str) -> bytes:
    """Return the bytes of a file in data/; raise ValueError that says why they can't be had."""
    path = root / name
    # what lies elsewhere, or is called so, is not asked when it is told whether a paper is up to date
    if ".." in path.parts or find_real_place(path, root) is None:
        raise ValueError("it is outside data/")
    if any(map(is_foreign, Path(name).parts)):
        raise ValueError("a name on its way is one that programs give to files of their own")
    if not path.is_file():
        raise ValueError(f"there is no file `{name}`")
    try:
        return read_input(path, root, _MOST_BYTES)
    except BriefingError:
        raise ValueError("the file is larger than 5 megabytes") from None


def draw_bitmap(context: Context, data: bytes, most: int) -> bytes:
    """Return what `write_bitmap` makes of a picture, or made of the same for the version before or in an earlier
    run."""

    def draw() -> bytes:
        if context.kept is None:
            return write_bitmap(data, most)
        what = f"bitmap {most} {hashlib.sha256(data).hexdigest()}"
        return context.kept.remember(what, lambda: write_bitmap(data, most))

    return context.memory.draw(data, most, draw) if context.memory else draw()


def write_bitmap(data: bytes, most: int) -> bytes:
    """Return a PNG of the picture's points and nothing else, of `most` along the longer side; raise ValueError for what
    is no PNG and no JPEG."""
    with need_extra("pictures", "a photograph or logo"):
        from PIL import Image  # most papers have none

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MOST_POINTS:
                raise ValueError("it has more than 40 million points")
            plain = _convert(picture)
    except (OSError, SyntaxError, Image.DecompressionBombError):
        raise ValueError("it is no PNG and no JPEG that could be read") from None
    plain.thumbnail((most, most))
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


def measure_bitmap(png: bytes) -> tuple[int, int]:
    """Return width and height as the file says them (https://www.w3.org/TR/png-3/#11IHDR)."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
