"""Pictures go out with their points alone: nothing that programs and cameras wrote beside them, no point changed."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageOps

from generator.base.media import clean_picture
from generator.base.media.colour_profile import clean_profile
from generator.base.media.svg import clean_svg
from tests.support.logos import DRAWING, PLANTED, TELLING_SVG, make_telling_jpeg, make_telling_png

KINDS = {"png": make_telling_png(), "jpeg": make_telling_jpeg()}
WAYS = [PLANTED.encode(), PLANTED[:7].encode(), PLANTED[:7].encode("utf-16-be"), PLANTED[:7].encode("utf-16-le")]


def all_bytes(data: bytes) -> bytes:
    """Return the file with what is packed in it unpacked."""
    with Image.open(BytesIO(data)) as picture:
        return data + (picture.info.get("icc_profile") or b"") + str(picture.info).encode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_tells_nothing_of_its_maker(kind: str) -> None:
    assert any(way in all_bytes(KINDS[kind]) for way in WAYS)
    assert not [way for way in WAYS if way in all_bytes(clean_picture(KINDS[kind]).data)]


@pytest.mark.parametrize("kind", KINDS)
def test_no_point_of_a_picture_is_changed(kind: str) -> None:
    with Image.open(BytesIO(KINDS[kind])) as before, Image.open(BytesIO(clean_picture(KINDS[kind]).data)) as after:
        assert (before.mode, before.size) == (after.mode, after.size)
        assert before.tobytes() == after.tobytes()
        assert [round(one) for one in after.info["dpi"]] == [200, 200]


@pytest.mark.parametrize("kind", KINDS)
def test_its_colours_are_seen_as_before(kind: str) -> None:
    def seen(data: bytes) -> bytes:
        with Image.open(BytesIO(data)) as picture:
            own = ImageCms.ImageCmsProfile(BytesIO(picture.info["icc_profile"]))
            shown = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"))
            assert isinstance(shown, Image.Image)
            assert shown.tobytes() != picture.tobytes(), "the profile does something"
            return shown.tobytes()

    assert seen(clean_picture(KINDS[kind]).data) == seen(KINDS[kind])


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_photograph_is_turned_as_before(turned: int) -> None:
    data = make_telling_jpeg(turned=turned)
    with Image.open(BytesIO(data)) as before, Image.open(BytesIO(clean_picture(data).data)) as after:
        assert dict(after.getexif()) == ({0x0112: turned} if turned > 1 else {})
        assert ImageOps.exif_transpose(before).tobytes() == ImageOps.exif_transpose(after).tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_keeps_its_points(mode: str) -> None:
    out = BytesIO()
    Image.linear_gradient("L").convert("I" if mode == "I;16" else mode).convert(mode).save(out, "PNG")
    with Image.open(out) as before, Image.open(BytesIO(clean_picture(out.getvalue()).data)) as after:
        assert (before.mode, before.tobytes(), before.getpalette()) == (after.mode, after.tobytes(), after.getpalette())


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_every_kind_of_jpeg_keeps_its_points(mode: str) -> None:
    out = BytesIO()
    Image.radial_gradient("L").convert(mode).save(out, "JPEG", restart_marker_blocks=3)
    with Image.open(out) as before, Image.open(BytesIO(clean_picture(out.getvalue()).data)) as after:
        assert (before.mode, before.tobytes()) == (after.mode, after.tobytes())


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_pictures_become_png_with_the_same_points(kind: str) -> None:
    out = BytesIO()
    picture = Image.radial_gradient("L")
    picture.save(out, kind, **({"comment": PLANTED.encode()} if kind == "GIF" else {}))
    data, media_type = clean_picture(out.getvalue())
    assert media_type == "image/png"
    assert PLANTED.encode() not in data
    with Image.open(BytesIO(data)) as after:
        assert after.convert("L").tobytes() == picture.tobytes()


def test_a_clean_picture_stays_as_it_is() -> None:
    for data in KINDS.values():
        once = clean_picture(data).data
        assert clean_picture(once).data == once
    assert clean_svg(DRAWING.encode()).decode() == DRAWING


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("end", [3, 11, 60, -20])
def test_half_a_picture_is_none(kind: str, end: int) -> None:
    clean = clean_picture(KINDS[kind]).data
    with pytest.raises(ValueError, match=r"cut off|no PNG"):
        clean_picture(clean[:end])


def test_what_is_no_picture_is_refused() -> None:
    for data in (b"", b"\x01\0\0\0EMF", b"\xd7\xcd\xc6\x9a WMF", b"<html>", b"%PDF-1.7"):
        with pytest.raises(ValueError, match=r"no PNG, JPEG or SVG"):
            clean_picture(data)


@pytest.mark.slow
def test_a_profile_that_unpacks_without_end_is_left_out() -> None:
    png = clean_picture(make_telling_png()).data
    bomb = b"iCCP" + b"x\0\0" + zlib.compress(bytes(50_000_000), 9)
    chunk = (len(bomb) - 4).to_bytes(4, "big") + bomb + zlib.crc32(bomb).to_bytes(4, "big")
    assert len(clean_picture(png[:33] + chunk + png[33:]).data) < 5000
    assert clean_profile(b"") is None
    assert clean_profile(bytes(36) + b"acsp" + bytes(88) + b"\xff\xff\xff\xff") is None


# ── drawings ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_drawing_tells_nothing_of_its_maker_and_draws_the_same() -> None:
    clean = clean_svg(TELLING_SVG.encode()).decode()
    assert "Planted" not in clean
    assert "inkscape" not in clean
    assert '<rect width="300" height="100"/>' in clean
    assert '<g style="fill:#1d4a7a;">' in clean
    assert "SBR<tspan>!</tspan></text>" in clean
    assert "rect { stroke: #fff }" in clean


@pytest.mark.parametrize(
    "evil",
    [
        "<script/>",
        '<a href="https://example.org"/>',
        '<image href="https://example.org/x.png"/>',
        '<use href="https://example.org/x.svg#a"/>',
        '<rect onclick="x()"/>',
        '<rect fill="url(https://example.org/x)"/>',
        '<rect style="fill:url(//example.org/x)"/>',
        "<style>@import 'https://example.org/x.css'</style>",
        "<style>rect { fill: u\\72l(//example.org) }</style>",
        "<foreignObject/>",
        '<animate attributeName="href"/>',
    ],
)
def test_a_drawing_that_does_more_is_refused(evil: str) -> None:
    with pytest.raises(ValueError, match="more than draw"):
        clean_picture(DRAWING.replace("<circle", f"{evil}<circle").encode())


def test_a_drawing_with_entities_is_refused() -> None:
    svg = '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>'
    with pytest.raises(ValueError, match="no drawing"):
        clean_picture(svg.encode())
