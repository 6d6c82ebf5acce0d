"""Pictures as drawn: the same bytes anywhere, readable without colours, and loaded only where they are asked for."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from generator.paper.pictures import (
    BARS,
    COUNTED,
    KNOWN,
    MARKS,
    UNKNOWN,
    Count,
    Drawing,
    Lane,
    Legend,
    Point,
    Stretch,
    Tick,
    draw_counts,
    draw_custody,
    find_fonts,
)
from generator.records.resolve.custody import COMPUTED
from generator.records.resolve.custody_timeline import OVER
from generator.records.schema.proceedings import Status
from tests.support.places import ROOT
from tests.support.workspaces import STYLE

FONTS = find_fonts(STYLE / "fonts" / "fonts.css")


def lanes(name: str = "Rudolf Rassendyll") -> Drawing:
    assert FONTS
    start, turn, end = date(2020, 1, 1), date(2020, 6, 22), date(2020, 11, 26)
    drawn = [
        Lane(name, "last known: …", (Stretch(look, start, turn), Stretch(UNKNOWN, turn, end)), (Point(KNOWN, turn),))
        for look in BARS
    ]
    drawn += [Lane("Fritz Tarlenheim", "", (), (Point(look, turn),), True) for look in MARKS]
    legend = tuple(Legend(look, look) for look in (*BARS, *MARKS))
    return draw_custody(
        tuple(drawn), start, Tick(end, "As of the day"), (Tick(start, "2020"),), legend, FONTS, "custody"
    )


def test_every_status_has_a_look() -> None:
    statuses = set(get_args(Status))
    assert set(MARKS) - {KNOWN} == OVER
    assert set(BARS) - {UNKNOWN, *COMPUTED} == statuses - OVER


def test_looks_differ_without_their_colours() -> None:
    def grey(color: str) -> int:
        red, green, blue = (int(color[n : n + 2], 16) for n in (1, 3, 5))
        return round(0.2126 * red + 0.7152 * green + 0.0722 * blue) // 64

    # a hatch has the colour of the edge, and is not seen on a bar of that colour
    bars = [
        (grey(bar.fill), bar.hatch if bar.fill != bar.edge else None, bar.height, bar.dashed) for bar in BARS.values()
    ]
    assert len(set(bars)) == len(bars)
    marks = [(mark.shape, grey(mark.fill)) for mark in MARKS.values()]
    assert len(set(marks)) == len(marks)


@pytest.mark.slow
def test_a_picture_is_as_wide_as_the_text_and_fine_enough_for_print() -> None:
    found = lanes()
    assert found.png.startswith(b"\x89PNG")
    pixels = struct.unpack(">II", found.png[16:24])
    dots = found.png.index(b"pHYs") + 4
    per_metre, _, unit = struct.unpack(">IIB", found.png[dots : dots + 9])
    assert found.width == 160
    assert unit == 1
    assert per_metre * 0.0254 >= 200
    assert [n / per_metre * 1000 for n in pixels] == pytest.approx([160, found.height], abs=0.2)
    width, height = (float(n) / 72 * 25.4 for n in re.findall(r'(?:width|height)="([\d.]+)pt"', found.svg)[:2])
    assert (width, height) == pytest.approx((160, found.height), abs=0.1)


@pytest.mark.slow
def test_nothing_in_a_picture_tells_who_made_it_when_or_fetches_anything() -> None:
    found = lanes()
    assert not re.search(r"matplotlib|<metadata|<!--|<!DOCTYPE|<text|<script|<image|date", found.svg, re.IGNORECASE)
    assert set(re.findall(r"https?://[^\"]*", found.svg)) == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert not re.search(rb"tEXt|iTXt|tIME", found.png)


@pytest.mark.ci
def test_letters_that_a_formula_would_take_for_itself_are_drawn_as_they_are() -> None:
    assert lanes("$x^2$ & <Қ>").svg != lanes("x").svg


@pytest.mark.slow
def test_counts_of_few_and_of_many() -> None:
    assert FONTS
    words = {part: part for part in COUNTED}
    for people in ((1, 0, 0, 0, 0), (0, 1, 0, 0, 0), (3000, 40, 5, 1, 2), (0, 0, 0, 0, 1)):
        found = draw_counts((Count("2020", people, "…"),), words, FONTS, "counts")
        assert found.height < 40


@pytest.mark.ci
def test_the_same_picture_has_the_same_bytes_whatever_the_machine_says(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text(
        "font.size: 30\nsvg.fonttype: none\nlines.linewidth: 9\ntext.hinting: none\n"
    )
    code = (
        "import hashlib, sys; from tests.paper.test_pictures import lanes; d = lanes();"
        " sys.stdout.write(hashlib.sha256(d.svg.encode() + d.png).hexdigest())"
    )
    environment = os.environ | {"MPLCONFIGDIR": str(tmp_path), "MPLBACKEND": "pdf", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    root = ROOT
    done = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env=environment | more, capture_output=True, text=True, check=True
        )
        for more in ({}, {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"})
    ]
    assert done[0].stdout == done[1].stdout
    assert not any(run.stderr for run in done)


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        ("", False),
        ('@font-face { font-family: "Paper Sans"; src: url(gone.ttf); font-weight: 400; font-style: normal }', False),
        ('@font-face { font-family: "Other"; src: url(a.ttf); font-weight: 400; font-style: normal }', False),
        ("@font-face { font-family: 'Paper Sans'; src: url('a.ttf'); font-weight: 400 }", True),
    ],
)
def test_fonts_are_found_where_the_style_names_them(tmp_path: Path, sheet: str, found: bool) -> None:
    (tmp_path / "a.ttf").write_bytes(b"")
    (tmp_path / "fonts.css").write_text(sheet)
    assert (find_fonts(tmp_path / "fonts.css") is not None) == found
    assert find_fonts(tmp_path / "nowhere.css") is None
