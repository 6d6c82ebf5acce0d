"""Style sheets with which a layout never ends, takes all memory or fails: each is stopped in time and told."""

from __future__ import annotations

import re
import shutil
import struct
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.formats.pdf import write_pdf
from generator.formats.pdf.font_file import find_font_fault
from generator.formats.pdf.write import bound_layout, lay_out
from generator.formats.stylesheet import find_stylesheet_faults
from generator.paper.document import Paragraph, Run, Section
from generator.paper.document.numbering import number
from generator.records.style import Style
from tests.support.documents import sample, style_at
from tests.support.memory import most_memory, stayed_small
from tests.support.places import ROOT

FONT_HEAD = (ROOT / "templates/dialogue-paper/fonts/SourceSerif4-Regular.ttf").read_bytes()[:500]
VARIABLES = (
    ":root { --a: x x x x x x x x x x; "
    + "".join(f"--{new}: {f'var(--{old}) ' * 10}; " for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "} p { font-family: var(--i) }"
)
"""Each is ten times the one before."""


def style_with(tmp_path: Path, css: str) -> Style:
    """Return the shipped style with these rules at the end of its sheet."""
    folder = tmp_path / "style"
    shutil.copytree(ROOT / "templates/dialogue-paper", folder)
    with (folder / "paper.css").open("a", encoding="utf-8") as sheet:
        sheet.write(css)
    return style_at(folder)


def told(tmp_path: Path, css: str) -> Diagnostic:
    """Return what is told of that style."""
    diagnostic = fault_of(tmp_path, css)
    assert diagnostic.origin.file.endswith("style/paper.css")
    return diagnostic


def fault_of(tmp_path: Path, css: str) -> Diagnostic:
    """Return the one fault of a PDF in that style."""
    with pytest.raises(BriefingError) as caught:
        write_pdf(sample(), style_with(tmp_path, css))
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


@pytest.mark.slow
def test_what_does_not_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.formats.pdf.write._SECONDS", 0.2)
    begun, before = time.monotonic(), most_memory()
    found = told(tmp_path, VARIABLES)
    assert (found.code, "does not come to an end" in found.message) == ("P241", True)
    assert re.search(r"of its length, it may take \d+ seconds", found.message)
    assert time.monotonic() - begun < 60
    assert stayed_small(before)


@pytest.mark.ci
def test_what_takes_all_memory_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.formats.pdf.write.BYTES", 100_000_000)
    monkeypatch.setattr("generator.formats.pdf.write._SECONDS", 60.0)
    found = told(tmp_path, "body { display: grid; grid-template-columns: repeat(30000000, 1px) }")
    assert (found.code, "far more memory" in found.message) == ("P241", True)


@pytest.mark.ci
@pytest.mark.parametrize(
    "css",
    [
        "h2 { background: linear-gradient(1e400deg, red, blue) }",
        "body::before { counter-reset: x 999999999; content: counter(x, lower-roman) }",
    ],
)
def test_what_the_engine_fails_at_is_told_wherever_it_fails(tmp_path: Path, css: str) -> None:
    """As it draws what is laid out, and as it lays out."""
    assert told(tmp_path, css).code == "O311"


@pytest.mark.ci
def test_letters_larger_than_any_page_are_told(tmp_path: Path) -> None:
    """The engine lays them out; the judge of the pages sees where they stand."""
    diagnostic = fault_of(tmp_path, "p { font-size: 1e9px }")
    assert (diagnostic.code, "outside the page" in diagnostic.message) == ("O315", True)


@pytest.mark.slow
def test_what_libraries_write_for_their_programmers_is_kept_from_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Pango's complaints of sizes; why Pillow can't read a picture, with an address in memory."""
    assert told(tmp_path, "p { font-size: 1e9px } h1 { letter-spacing: 1e300px }").code == "O311"
    assert capfd.readouterr().err == ""
    style = style_with(tmp_path / "more", "body { background: url(broken.png) }")
    head = struct.pack(">IIBBBBB", 3, 3, 77, 9, 0, 0, 0)
    (style.folders[0] / "broken.png").write_bytes(png_of(3, 3).replace(png_of(3, 3)[16:29], head))
    (warning,) = [one for one in lay_out(sample(), style).warnings if one.code == "O307"]
    assert warning.message == "the picture `broken.png` can't be read, and is left out"


@pytest.mark.slow
def test_words_at_the_head_of_pages_have_help_of_their_own(tmp_path: Path) -> None:
    found = fault_of(tmp_path, f"@page {{ @top-center {{ content: '{'w' * 300}'; white-space: nowrap }} }}")
    assert (found.code, "at the head or foot of pages" in found.message) == ("O315", True)
    assert "short_title" in (found.help or "")


@pytest.mark.slow
def test_limits_grow_with_the_paper() -> None:
    """An ordinary paper of 62,000 letters in 400 paragraphs, and a list of 1,500 people on 1,620 pages."""

    def bounds(paragraphs: int, letters: int) -> tuple[float, int]:
        blocks = tuple(Paragraph(f"a.{n}", (Run("a" * letters),)) for n in range(paragraphs))
        section = Section("a", 1, (Run("A"),), blocks)
        return bound_layout(number(replace(sample(), sections=(section,), notes={})))

    seconds, taken = bounds(400, 155)
    assert (seconds > 8, taken < 800_000_000) == (True, True)
    seconds, taken = bounds(30_000, 100)
    assert (seconds > 300, taken > 8_000_000_000) == (True, True)


@pytest.mark.parametrize(
    ("css", "message"),
    [
        ("p { color: " + "(" * 200_000 + ")" * 200_000 + " }", "more than 50 brackets"),
        ("p { " + "a{" * 20_000 + "}" * 20_000 + " }", "more than 50 brackets"),
        ("p { a: b }\n" * 50_000, "more than 500,000 letters"),
    ],
)
def test_sheets_that_are_too_deep_or_too_long_are_told(css: str, message: str) -> None:
    (found,) = find_stylesheet_faults(css, "paper.css")
    assert (found.code, message in found.message) == ("P206", True)


@pytest.mark.slow
def test_a_sheet_is_judged_in_time_that_grows_with_it_alone() -> None:
    """A declaration with very many comments was cut anew at each of them."""
    begun = time.process_time()
    assert find_stylesheet_faults("p { color: red /**/ " + "/**/" * 120_000 + "}", "paper.css") == []
    assert time.process_time() - begun < 10


# ── fonts and pictures ────────────────────────────────────────────────────────────────────────────────────────────────

FONT = "fonts/SourceSerif4-Regular.ttf"


def png_of(width: int, height: int) -> bytes:
    """Return a PNG that says so many points and has few."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(bytes(99))), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def jpeg_of(width: int, height: int) -> bytes:
    """Return a JPEG that says so many points and has none."""
    return b"\xff\xd8\xff\xc0\0\x0b\x08" + struct.pack(">HH", height, width) + b"\1\1\x11\0\xff\xd9"


@pytest.mark.slow
def test_broken_fonts_and_giant_pictures_are_told_at_their_files(tmp_path: Path) -> None:
    """All in one style: each file has its own error."""
    folder = tmp_path / "style"
    shutil.copytree(ROOT / "templates/dialogue-paper", folder)
    font = (folder / FONT).read_bytes()
    (folder / FONT).write_bytes(font[: len(font) // 2])
    (folder / "fonts/SourceSans3-Regular.ttf").write_bytes(png_of(3, 3))
    (folder / "big.png").write_bytes(png_of(100_000, 100_000))
    (folder / "big.jpg").write_bytes(jpeg_of(65_000, 65_000))
    with (folder / "paper.css").open("a", encoding="utf-8") as sheet:
        sheet.write("body { background: url(big.png), url(big.jpg) }\n")
    with pytest.raises(BriefingError) as caught:
        write_pdf(sample(), style_at(folder))
    found = {(one.code, one.origin.file.partition("/")[2]): one.message for one in caught.value.diagnostics}
    assert "is cut off" in found["P208", FONT]
    assert "is no font" in found["P208", "fonts/SourceSans3-Regular.ttf"]
    assert "10,000,000,000 points" in found["P212", "big.png"]
    assert "4,225,000,000 points" in found["P212", "big.jpg"]


@pytest.mark.parametrize("data", [b"", b"hello", FONT_HEAD, FONT_HEAD[:12], b"wOFF" + bytes(40)])
def test_what_is_no_whole_font_is_told(data: bytes) -> None:
    assert find_font_fault(data)
    for file in (ROOT / "templates/dialogue-paper/fonts").glob("*.ttf"):
        assert find_font_fault(file.read_bytes()) is None
