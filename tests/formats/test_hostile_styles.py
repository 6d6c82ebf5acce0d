"""Style sheets with which a layout never ends, takes all memory or fails: each is stopped in time and told."""

from __future__ import annotations

import resource
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.formats.pdf import write_pdf
from generator.formats.pdf.write import bound_layout
from generator.formats.stylesheet import find_stylesheet_faults
from generator.paper.document import Paragraph, Run, Section
from generator.paper.document.numbering import number
from tests.support.documents import sample, style_at
from tests.support.places import ROOT

VARIABLES = (
    ":root { --a: x x x x x x x x x x; "
    + "".join(f"--{new}: {f'var(--{old}) ' * 10}; " for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "} p { font-family: var(--i) }"
)
"""Each is ten times the one before."""


def told(tmp_path: Path, css: str) -> Diagnostic:
    """Return what is told of the shipped style with these rules at the end of its sheet."""
    folder = tmp_path / "style"
    shutil.copytree(ROOT / "templates/dialogue-paper", folder)
    with (folder / "paper.css").open("a", encoding="utf-8") as sheet:
        sheet.write(css)
    with pytest.raises(BriefingError) as caught:
        write_pdf(sample(), style_at(folder))
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.origin.file.endswith("style/paper.css")
    return diagnostic


@pytest.mark.slow
def test_what_does_not_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.formats.pdf.write._SECONDS", 0.2)
    begun = time.monotonic()
    found = told(tmp_path, VARIABLES)
    assert (found.code, "does not come to an end" in found.message) == ("P241", True)
    assert time.monotonic() - begun < 60
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_000_000


@pytest.mark.slow
def test_what_takes_all_memory_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.formats.pdf.write.BYTES", 100_000_000)
    monkeypatch.setattr("generator.formats.pdf.write._SECONDS", 60.0)
    found = told(tmp_path, "body { display: grid; grid-template-columns: repeat(30000000, 1px) }")
    assert (found.code, "far more memory" in found.message) == ("P241", True)


@pytest.mark.slow
@pytest.mark.parametrize(
    "css",
    ["p { font-size: 1e9px }", "body::before { counter-reset: x 999999999; content: counter(x, lower-roman) }"],
)
def test_what_the_engine_fails_at_is_told_wherever_it_fails(tmp_path: Path, css: str) -> None:
    assert told(tmp_path, css).code == "O311"


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


def test_a_sheet_is_judged_in_time_that_grows_with_it_alone() -> None:
    """A declaration with very many comments was cut anew at each of them."""
    begun = time.process_time()
    assert find_stylesheet_faults("p { color: red /**/ " + "/**/" * 120_000 + "}", "paper.css") == []
    assert time.process_time() - begun < 10
