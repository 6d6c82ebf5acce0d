"""Words of a PDF that are on the page, and that nobody sees: each way in which a style can hide them is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from generator.base.diagnostics import BriefingError
from generator.formats.pdf.repair import load_weasyprint
from generator.formats.pdf.seen import find_unseen
from tests.formats.test_pdf_judge import judge, laid_out
from tests.support.documents import sample

_PAGE = """<style>@page {{ size: 30cm 60cm; margin: 1cm }} * {{ font: 12pt/20pt serif; color: #222 }} {css}</style>
<main>{body}</main>"""

HIDDEN = {
    "visibility: hidden": "is hidden (visibility: hidden)",
    "visibility: collapse": "is hidden (visibility: collapse)",
    "opacity: 0": "is as good as transparent",
    "opacity: 0.1": "is as good as transparent",
    "opacity: 0.4; color: #aaa": "is as good as transparent",
    "background: black; color: white; opacity: 0.1": "is as good as transparent",
    "color: transparent": "is as good as transparent",
    "color: rgb(0 0 0 / 0.02)": "is as good as transparent",
    "color: #fdfdfd": "has the colour of what is behind it",
    "color: device-cmyk(0 0 0 0.05)": "has the colour of what is behind it",
    "background: #111": "has the colour of what is behind it",
    "background: linear-gradient(#222, #333)": "has the colour of what is behind it",
    "box-shadow: inset 0 0 0 5cm #fff; color: white": "has the colour of what is behind it",
    "font-size: 2pt": "is 2 points high",
    "transform: scale(0)": "is 0 points high",
    "transform: scale(0.1)": "is 1.2 points high",
    "height: 0; overflow: hidden": "is cut off",
    "width: 1cm; overflow: hidden; white-space: nowrap; text-overflow: ellipsis": "is cut off",
    "position: absolute; clip: rect(0, 0, 0, 0)": "is cut off",
    "position: absolute; z-index: -1; width: 5cm; background: red": "is covered",
    "outline: 12pt solid white; outline-offset: -16pt": "is covered",
    "mask-border-source: linear-gradient(#fff, #000)": "is masked",
}
SEEN = (
    "color: #999",
    "color: white; background: #345",
    "color: white; background: linear-gradient(#345, #fff)",
    "color: white; background: url(data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7)",
    "opacity: 0.6",
    "font-size: 5pt",
    "overflow: hidden",
    "position: relative; z-index: 1",
    "position: relative; z-index: -1",
    "border: 4pt solid white; outline: 2pt solid; box-shadow: 0 0 9pt black",
    "transform: rotate(3deg)",
    "position: absolute; clip: rect(auto, auto, auto, auto)",
)


def find(css: Mapping[str, str], rule: str = "", inside: str = "") -> dict[str, str]:
    """Lay out a paragraph for each name of a rule, and return what is told of each, by its name."""
    rules = "\n".join(f"#{name} {{ {said} }}" for name, said in css.items())
    body = "".join(f'<div style="height: 25pt"><p id="{name}">words of {name} {inside}</p></div>' for name in css)
    page = _PAGE.format(css=f"{rules}\n{rule}", body=body)
    pages = load_weasyprint().HTML(string=page).render().pages
    return {str(one.glyphs.block): one.fault for one in find_unseen(list(pages))}


@pytest.mark.slow
def test_what_hides_words_is_told(record_property: Callable[[str, object], None]) -> None:
    record_property("tried", len(HIDDEN))
    names = {f"a{n}": css for n, css in enumerate(HIDDEN)}
    # a ground of what is around covers what is painted below it
    found = find(names, "main { background: #fefefe }")
    assert {names[name]: fault for name, fault in found.items()} == HIDDEN


@pytest.mark.slow
def test_words_that_are_seen_are_not_told() -> None:
    assert find({f"a{n}": css for n, css in enumerate(SEEN)}) == {}


@pytest.mark.slow
def test_what_something_else_covers_is_told() -> None:
    """Something of the style alone, laid over words; below them, or beside them, it hides nothing."""
    over = "content: ''; position: absolute; left: 0; right: 0; height: 20pt; background: white"
    found = find(
        {"a": "position: relative", "b": "position: relative", "c": "position: relative; z-index: 0", "d": "", "e": ""},
        f"#a::before {{ {over} }} #b::before {{ {over}; z-index: -1 }} #c::before {{ {over}; z-index: -1 }}"
        " #d::after { content: ''; display: block; margin-top: -20pt; border-top: 20pt solid white;"
        " position: relative }"
        " #e::after { content: ''; display: block; margin-top: -20pt; border-top: 20pt solid white }",
    )
    assert found == {"a": "is covered", "d": "is covered"}


@pytest.mark.slow
def test_what_is_in_the_margin_of_a_page_counts() -> None:
    """There stands for whom a paper is, and that it is a draft."""
    found = find({"a": ""}, "@page { @top-left { content: 'For partners'; color: transparent } }")
    assert found == {"None": "is as good as transparent"}


@pytest.mark.slow
def test_the_judge_tells_of_all_words_that_nobody_sees_in_one_error() -> None:
    with pytest.raises(BriefingError) as caught:
        judge(sample(), laid_out(sample(), "h2, .note { visibility: hidden }"))
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.name) == ("O316", "unseen-words")
    assert problem.message == (
        "'Overview' of `overview` is hidden (visibility: hidden) on page 1, and so are those of 12 more places"
    )


@pytest.mark.slow
def test_words_that_are_moved_out_of_the_page_are_told() -> None:
    with pytest.raises(BriefingError) as caught:
        judge(sample(), laid_out(sample(), "h2 { transform: translateX(-900px) }"))
    assert [problem.code for problem in caught.value.diagnostics] == ["O315"]
