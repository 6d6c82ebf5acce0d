"""The words of a page are read while it is, and are those of the tree that lxml makes of it."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.formats.html_letters import _NO_WORDS, read_html_letters
from tests.support.examples import examples

Words = tuple[list[tuple[str | None, str]], dict[int, str]]

PIECES = [
    "<p>",
    "</p>",
    '<p data-block="a">',
    '<p data-block="b" class="x">',
    '<img data-block="i" alt="A T">',
    "<b>",
    "</b>",
]
PIECES += [
    '<span class="note" id="note-1">',
    '<span class="x note" id="note-22">',
    "</span>",
    "<span>",
    '<img alt="n">',
]
PIECES += ['<span class="call">', '<div class="contents">', '<div data-block="">', '<div data-block="d">', "</div>"]
PIECES += ["<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<!-- com -->", "<?pi x>", "text", "T2 ", " ", "\n"]
PIECES += ["&amp;", "&#8206;", "\u200e", "&bogus;", "<", ">", "<script>a<b</script>", "<style>p{}</style>", "<li>"]
PIECES += [
    '<body class="mark">',
    "</body>",
    "</html>",
    "<html>",
    "<head>",
    "</head>",
    "<title>",
    '<a href="#x">',
    "</a>",
]
PIECES += ["<svg>", '<path d="M"/>', "</svg>", "<h1>", "é", "\0", "<form>", "<p data-block=a data-block=z>", "<select>"]
WHOLE = ["<!DOCTYPE html><html><head><title>t</title></head><body>{}</body></html>", "<html><body>{}", "{}"]


def words_of(element: Any, block: str | None, blocks: list[tuple[str | None, str]]) -> None:
    """Add the words in an element of the tree to those of its blocks."""
    texts = [(block, element.text or "")]
    blocks += texts
    for child in element:
        id = child.get("data-block")
        if id is not None:
            blocks.append((id, "\1" + (child.get("alt", "") if child.tag == "img" else "")))
        if _NO_WORDS.isdisjoint((child.get("class") or "").split()):
            words_of(child, id or block, blocks)
        blocks.append((block, child.tail or ""))


def put_together(pieces: list[tuple[str | None, str]]) -> list[tuple[str | None, str]]:
    """Return the letters of each block: one begins where its element does, or where words of another stood between."""
    blocks: list[tuple[str | None, str]] = []
    for id, text in pieces:
        letters = "".join(text.replace("\u200e", "").split())
        if blocks and blocks[-1][0] == id and not text.startswith("\1"):
            blocks[-1] = (id, blocks[-1][1] + letters)
        elif letters:
            blocks.append((id, letters.removeprefix("\1")))
    return [(id, letters) for id, letters in blocks if letters]


def read_tree(data: bytes) -> Words:
    """Return the letters of each block and note, as the tree of the page has them."""
    whole = etree.fromstring(data, etree.HTMLParser(encoding="utf-8")) if data.strip() else None
    body = whole.find("body") if whole is not None else None
    if body is None:
        return [], {}
    pieces: list[tuple[str | None, str]] = []
    words_of(body, None, pieces)
    notes = {}
    for note in body.iter("span"):
        if "note" in (note.get("class") or "").split():
            said: list[tuple[str | None, str]] = []
            words_of(note, "note", said)
            notes[int(note.get("id")[5:])] = "".join(letters for _, letters in put_together(said))
    return put_together(pieces), notes


@given(st.sampled_from(WHOLE), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=examples(1000, 300))
def test_the_words_of_a_page_are_those_of_its_tree(whole: str, body: str) -> None:
    data = whole.format(body).encode()
    try:
        expected = read_tree(data)
    except etree.XMLSyntaxError:
        return
    blocks, notes = read_html_letters(data)
    shown = [(id, letters) for id, text in blocks if (letters := "".join(text.split()))]
    assert (shown, {number: "".join(text.split()) for number, text in notes.items()}) == expected
