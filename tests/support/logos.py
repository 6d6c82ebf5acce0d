"""Logos for tests: a drawing, and bitmaps that carry what no paper may carry on."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, PngImagePlugin

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="300" height="100" fill="#1d4a7a"/>'
    '<circle cx="50" cy="50" r="30" fill="#fff"/></svg>'
)


def make_png(wide: int, high: int, comment: str | None = None) -> bytes:
    """Return a blue picture of so many points, with a comment beside them."""
    beside = PngImagePlugin.PngInfo()
    if comment:
        beside.add_text("Author", comment)
    out = BytesIO()
    Image.new("RGB", (wide, high), "#1d4a7a").save(out, "PNG", pnginfo=beside)
    return out.getvalue()


def make_jpeg(wide: int, high: int, comment: str) -> bytes:
    """Return a blue photograph of so many points, with a comment beside them."""
    out = BytesIO()
    Image.new("RGB", (wide, high), "#1d4a7a").save(out, "JPEG", comment=comment.encode())
    return out.getvalue()
