"""Style sheets that can't be read: told once, with the place at which to mend them."""

from __future__ import annotations

import pytest

from generator.formats.stylesheet import find_stylesheet_faults
from tests.support.places import ROOT

STYLE = ROOT / "templates" / "dialogue-paper"


@pytest.mark.parametrize(
    ("css", "line", "column", "told"),
    [
        ("a { color: red;\nb { color: blue }\n", 1, 3, "`{` is not closed"),
        ("@media print {\n  a { b: c }\n  d { e: f\n  g { h: i }\n}\n", 3, 5, "`{` is not closed"),
        ("@media print {\n  a { b: c }\n", 1, 14, "`{` is not closed"),
        ("a { b: c } }\nd { e: f }", 1, 12, "`}` closes nothing"),
        ("a { b: rgb(1, 2, 3; }", 1, 11, "`(` is not closed"),
        ("a { b: c) }", 1, 9, "`)` closes nothing"),
        ("a { b: c }\n/* d", 2, 1, "comment is not closed"),
        ('a { b: "c; }\nd { e: f }', 1, 8, "quotation mark is not closed"),
        ("a { color red }", 1, 14, "declaration that ends here"),
        ("@media print { a { color red; b: c } }", 1, 29, "declaration that ends here"),
        ("a { b: c }\nd", 2, 1, "rule or declaration"),
    ],
)
def test_a_fault_is_told_with_its_place(css: str, line: int, column: int, told: str) -> None:
    (fault,) = find_stylesheet_faults(css, "style/paper.css")
    assert (fault.code, fault.origin) == ("P206", ("style/paper.css", line, column))
    assert told in fault.message
    assert fault.excerpt == css.splitlines()[line - 1]


@pytest.mark.parametrize(
    "css",
    [
        "",
        """a { b: "}" ; c: '\\'{' } /* { " */ d { e: url(data:x{y) }""",
        "/* a */ @media screen { @media (min-width: 1rem) { b { c: d } } }",
        "a { color: red; & b { color: blue } }",
        (STYLE / "paper.css").read_text("utf-8"),
        (STYLE / "fonts" / "fonts.css").read_text("utf-8"),
    ],
)
def test_a_sound_style_sheet_has_none(css: str) -> None:
    assert find_stylesheet_faults(css, "paper.css") == []


@pytest.mark.slow
def test_any_brace_forgotten_at_the_end_of_a_line_is_told_in_that_rule() -> None:
    lines = (STYLE / "paper.css").read_text("utf-8").splitlines()
    closed = [n for n, line in enumerate(lines) if line.endswith("}") and line.count("{") == 1 and "@" not in line]
    assert len(closed) > 100
    exact = 0
    for n in closed:
        css = "\n".join([*lines[:n], lines[n][:-1], *lines[n + 1 :]])
        (fault,) = find_stylesheet_faults(css, "paper.css")
        exact += fault.origin.line == n + 1
    # the last rule of a block has no rule after it that would show which one is open: then the block is told
    assert exact > 0.95 * len(closed)
