"""A page that is read as it stands gives the tree that the rules of HTML give; what is not plain is left to them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.formats.html import render_page
from generator.formats.pdf.repair.plain_html import read_plain
from tests.support.documents import STYLE, sample

tinyhtml5: Any = pytest.importorskip("tinyhtml5")

HEAD = '<head>\n<meta charset="utf-8"><title>Ä &amp; B</title>\n<style>a > b { c: "&amp;" }</style></head>\n'
NAMES = (
    "p", "div", "section", "h1", "h2", "a", "span", "em", "strong", "sup", "ul", "ol", "li", "table", "caption",
    "colgroup", "col", "thead", "tbody", "tr", "td", "th", "img", "br", "hr", "figure", "b", "code", "nav", "main",
    "pre", "form", "svg", "dl", "dd", "button", "title", "style", "html", "head", "body", "meta", "template", "nobr",
)  # fmt: skip
PARTS = {
    "ul": ["li"], "ol": ["li"], "table": ["caption", "colgroup", "thead", "tbody"], "colgroup": ["col"],
    "thead": ["tr"], "tbody": ["tr"], "tr": ["td", "th"],
}  # fmt: skip
PLAIN = ("div", "section", "span", "em", "a", "p", "h2", "ul", "table", "sup", "figure", "img", "b", "br")
WORDS = st.sampled_from(
    ["", " ", "\n", "words", " &amp; ", "&#39;x", "&lt;", "é\u200b"] * 9 + ["&auml;", "a & b", "\r\n", "x\0"]
)
ATTRIBUTES = st.sampled_from(
    ["", ' id="a"', ' class="b c"\n data-x="&quot;&amp;"', " hidden"] * 12
    + [' id="a" id="b"', ' href="?a&b=1"', " a=b", ' ID="a"']
)
WHOLE = st.sampled_from(["</{}>"] * 60 + ["", "</{}></{}>", "</{} >", "</p>", "<!-- c -->"])


def flat(element: Any) -> Any:
    return element.tag, element.text, element.tail, list(element.attrib.items()), [flat(child) for child in element]


def read_by_the_rules(page: str) -> Any:
    return flat(tinyhtml5.parse(io.StringIO(page), namespace_html_elements=False))


@st.composite
def elements(draw: Any, around: str = "body", depth: int = 0) -> str:
    """Return an element, mostly where it may stand, with what is in it."""
    fit = PARTS.get(around, PLAIN) if draw(st.integers(0, 40)) else NAMES
    name = draw(st.sampled_from(fit))
    begin = f"<{name}{draw(ATTRIBUTES)}>"
    if name in ("img", "br", "hr", "col", "meta"):
        return begin
    words = st.sampled_from(["", "\n"]) if name in PARTS and draw(st.integers(0, 40)) else WORDS
    inner = draw(st.lists(elements(name, depth + 1), max_size=3)) if depth < 3 else []
    said = "".join(draw(words) + one for one in inner) + draw(words)
    end = str(draw(WHOLE))
    return f"{begin}{said}{end.replace('{}', name)}"


@settings(max_examples=300)
@given(st.lists(elements(), max_size=4), WORDS, st.sampled_from(["\n</body>\n</html>\n", "</body></html>x", ""]))
def test_what_is_read_as_it_stands_is_what_the_rules_make_of_it(inner: list[str], words: str, end: str) -> None:
    page = f'<!DOCTYPE html>\n<html lang="en">\n{HEAD}<body class="x">\n{words}{"".join(inner)}{end}'
    found = read_plain(page)
    assert found is None or flat(found) == read_by_the_rules(page)


def test_a_page_of_a_paper_is_plain() -> None:
    page = render_page(sample(), STYLE, "paper")
    found = read_plain(page)
    assert found is not None
    assert flat(found) == read_by_the_rules(page)


@pytest.mark.parametrize(
    "body",
    [
        "<p>a<p>b</p>", "<p>a<div>b</div></p>", "<ul><li>a<li>b</ul>", "<table><tr><td>a</td></tr></table>",
        "<table>x<tbody></tbody></table>", "<a><span><a>x</a></span></a>", "<b><i>x</b></i>", "<svg></svg>",
        "<pre>\nx</pre>",
        "&eacute;", "a & b", "<p/>", "<P></P>", "<p id=a></p>", "<!-- c -->", "a\rb", "<h1><h2>x</h2></h1>",
        "<li>x</li>", "<tr></tr>", "<title>x</title>", "<script>1</script>", "<p>", "</p>",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_rules(body: str) -> None:
    assert read_plain(f"<!DOCTYPE html><html>{HEAD}<body>{body}</body></html>") is None


@pytest.mark.parametrize("page", ["", "<p>x</p>", "<!DOCTYPE html><html><body></body></html>", "<!DOCTYPE html><html>"])
def test_what_is_no_whole_page_is_left_to_the_rules(page: str) -> None:
    assert read_plain(page) is None
