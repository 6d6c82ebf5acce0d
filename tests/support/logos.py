"""Logos for tests: a drawing, and bitmaps that carry what no paper may carry on."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms, PngImagePlugin

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


PLANTED = "Planted Person"
"""A name that no paper may carry on."""


def make_telling_png(wide: int = 40, high: int = 20) -> bytes:
    """Return a picture whose file names somebody in each place that a PNG has for it."""
    beside = PngImagePlugin.PngInfo()
    beside.add_text("Author", PLANTED)
    beside.add_text("Comment", PLANTED, zip=True)
    beside.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{PLANTED}</x:xmpmeta>")
    beside.add(b"tIME", bytes(7))
    beside.add(b"prVt", PLANTED.encode())
    out = BytesIO()
    _colourful(wide, high).save(out, "PNG", pnginfo=beside, exif=_exif(1), icc_profile=_profile(), dpi=(200, 200))
    return out.getvalue() + PLANTED.encode()


def make_telling_jpeg(wide: int = 40, high: int = 20, turned: int = 6) -> bytes:
    """Return a photograph, to be `turned`, whose file names somebody in each place that a JPEG has for it."""
    out = BytesIO()
    _colourful(wide, high).save(
        out, "JPEG", quality=90, progressive=True, exif=_exif(turned), comment=PLANTED.encode(), icc_profile=_profile(),
        xmp=f"<x:xmpmeta>{PLANTED}</x:xmpmeta>".encode(), dpi=(200, 200),
    )  # fmt: skip
    iptc = b"Photoshop 3.0\0" + b"8BIM\x04\x04" + PLANTED.encode()
    data = out.getvalue()
    return data[:2] + b"\xff\xed" + (len(iptc) + 2).to_bytes(2, "big") + iptc + data[2:] + PLANTED.encode()


TELLING_SVG = (
    f'<?xml version="1.0"?><!-- {PLANTED} --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"'
    ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
    f' inkscape:export-filename="C:/Users/{PLANTED}/logo.png"><title>{PLANTED}</title><desc>{PLANTED}</desc>'
    f'<metadata><a xmlns="urn:x">{PLANTED}</a></metadata>'
    f'<g inkscape:label="{PLANTED}" data-who="{PLANTED}" style="fill:#1d4a7a;-inkscape-note:{PLANTED.split()[0]}">'
    f"<style>/* {PLANTED} */ rect {{ stroke: #fff }}</style>{PLANTED}"
    '<rect width="300" height="100"/></g><text x="5" y="50">SBR<tspan>!</tspan></text></svg>'
)
"""A drawing whose file names somebody in each place that an SVG has for it; its words are `SBR!`."""


def _colourful(wide: int, high: int) -> Image.Image:
    picture = Image.new("RGB", (wide, high))
    picture.putdata([(x * 5 % 256, y * 11 % 256, (x * y) % 256) for y in range(high) for x in range(wide)])
    return picture


def _exif(turned: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x013B] = PLANTED
    exif[0x010E] = PLANTED
    return exif.tobytes()


def _profile() -> bytes:
    """Return a profile of colours that are not those of screens, which names somebody."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = profile.index(b"rXYZ")  # the colour that counts as red
    place = int.from_bytes(profile[at + 4 : at + 8], "big")
    profile[place + 8 : place + 12] = (0x9000).to_bytes(4, "big")
    profile[80:84] = PLANTED[:4].encode()
    words = profile.index(b"s\0R\0G\0B".replace(b"s\0", b"s\0")) if b"s\0R\0G\0B" in profile else -1
    assert words > 0
    profile[words - 1 : words + 13] = "Planted".encode("utf-16-be")
    return bytes(profile)
