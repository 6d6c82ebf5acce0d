"""Find what looks like markup in words that are to be printed, and would be printed as it was typed.

In: words without the markup that was understood. Out: what is left of it, and what to write in its place. Papers know a
part of Pandoc's Markdown; people also type the rest of it, HTML, and what Word puts before the points of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html.entities import html5
from typing import NamedTuple

from generator.base.text.addresses import find_addresses

_SHOWN = 40


class Leftover(NamedTuple):
    """Where it stands in the words, its letters, and what to write."""

    start: int
    words: str
    help: str

    @property
    def shown(self) -> str:
        """The letters as a message quotes them."""
        return self.words if len(self.words) <= _SHOWN else f"{self.words[:_SHOWN]}…"


_TAGS = re.compile(
    "a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6r]|i|img|ins|kbd|li|mark|ol|p|pre|q|s|small|span"
    "|strike|strong|su[bp]|table|tbody|t[dhrt]|thead|ul?",
    re.I,
)
"""Names of HTML that people type or paste; `<date>` is a place to fill in."""
_START = r"(?:(?<![^\n])[ \t]*)"
"""The beginning of a line."""
_ITEM = re.compile(rf"{_START}(?P<sign>[•‣◦▪▫●○■□◆◇►▶➢➤✓✔✗\u2043⁃])(?=\s|[^\W\d_])")

_EMPHASIS = "write `*word*` or `**word**`, both signs right at the words; a star itself is `\\*`, `_` itself `\\_`"
_DASH = "write – or —; hyphens that are meant as such are `\\-\\-`"
_NOT_HERE = "write plain words: code, crossed-out, raised, lowered and marked words have no place in a paper"

_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.M), help)
    for pattern, help in (
        (
            rf"{_START}(?P<sign>([-*_=~])(?:[ \t]*\2){{2,}})[ \t]*$",
            "leave it out: a new part is a section, or a paragraph after an empty line",
        ),
        (r"(?<![`\w])(?P<sign>`+[^`\n]+`+)(?!\w)", _NOT_HERE),
        (r"(?P<sign>~~(?=\S)[^~\n]+~~)", _NOT_HERE),
        (r"(?P<sign>(?<=\w)~[^\s~]+~|(?<=\w)\^[^\s^\[]+\^)", _NOT_HERE),
        (r"(?P<sign>==(?=[^\s=])[^=\n]+==|\+\+(?=[^\s+])[^+\n]+\+\+)", _NOT_HERE),
        (
            r"(?P<sign><(?:https?://|mailto:)[^<>\s]*>?)",
            "write `[words](https://…)`, or the address alone in `[](https://…)`",
        ),
        (r"(?P<sign>\{\{|\}\}|\{%|%\})", "fill it in: words of a paper are no template"),
        (r"(?P<sign>\[\[[^\[\]\n]+\]\])", "write `[words](case:some-id)` or `[words](https://…)`"),
        (r"(?P<sign>\[\^[\w-]+\]:?)", "write the note where it is called: `^[its words]`"),
        (
            r"(?P<sign>\[[^\[\]\n]*\]\[[^\[\]\n]*\])",
            "write `[words](https://…)`: addresses stand where they are linked",
        ),
        (rf"{_START}(?P<sign>\[[^\[\]\n]+\]:)\s+\S+://", "write `[words](https://…)` where the words are"),
        (rf"{_START}(?P<sign>\[[ xX]\])\s", "leave it out: begin the line with `- `"),
        (r"(?P<sign>(?<![\w'])'{2,3}(?=[^\s'])[^'\n]+'{2,3})", "write `**words**` or `*words*` for emphasis"),
    )
)
_LINE_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.M), help)
    for pattern, help in (
        (rf"{_START}(?P<sign>#{{1,6}})\s+\S", "write the title of a section's block; `\\#` is the sign itself"),
        (rf"{_START}(?P<sign>>)\s+\S", "write the words of a quotation between “ and ”; `\\>` is the sign itself"),
        (rf"{_START}(?P<sign>```+|~~~+|:::+)", "write plain words: code and such blocks have no place in a paper"),
        (rf"{_START}(?P<sign>\|)[^|\n]*\|", "write a table as a block of the section's file; `\\|` is the sign itself"),
    )
)
_TYPED_DASH = re.compile(r"(?<![-\w])(?P<sign>-{2,3})(?=\s|$)|(?<=\w)(?P<between>-{2,3})(?=\w)")
_STAR = re.compile(r"(?<!\*)\*+")
_SCORE = re.compile(r"(?<![^\W_])_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}(?![^\W_])")
_NAME = re.compile(r"\S*[@/.]\w\S*")
"""What has the look of an account or an address: `@some_user_`, `example.org/_a_`."""
_PAIR = re.compile(
    r"(?<![\w*])(?P<star>\*{1,3})(?=[^\s*)])[^*\n]*[^\s*(](?P=star)(?!\*)"
    r"|(?<![\w_])(?P<score>_{1,2})(?=[^\s_])[^_\n]*[^\s_](?P=score)(?![\w_])"
)
_LINKED = re.compile(
    r"(?P<link>\[[^\[\]\n]*\](?:\([^\s()]*\)|\{[\w=#. -]*\}))|(?P<cite>\[[^\[\]\n]*(?<![\w.])@\w[^\[\]\n]*\])"
    r"|(?P<note>\^\[[^\[\]\n]*\]?)"
)
_ENTITY = re.compile(r"&(?:#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]*|o:p)(?:\s[^<>\n]*)?/?>|<!--(?:[^\n]*?-->)?|-->")
_ANY = re.compile(r"[*_`~^=+<>\[{}%#|:&']|--|[•‣◦▪▫●○■□◆◇►▶➢➤✓✔✗\u2043⁃]")
_SIGN = re.compile(r"[*_`~^<>\[{}#|&•‣◦▪▫●○■□◆◇►▶➢➤✓✔✗\u2043⁃]|=[ \t]*=|-[ \t]*-|\+\+|''|:::")
"""What each of the patterns needs: a colon or an apostrophe alone, as many words have it, is no more than words."""


@lru_cache(maxsize=16384)
def find_leftover_in_prose(words: str) -> tuple[Leftover, ...]:
    """Return what is left of markup in words of prose from which all that is understood, and all that has a backslash
    before it, was taken."""
    if not (_ANY.search(words) and _SIGN.search(words)):
        return ()
    found = list(_find(words, (*_SIGNS, *_LINE_SIGNS)))
    for match in _STAR.finditer(words):
        before, after = words[match.start() - 1 : match.start()], words[match.end() : match.end() + 1]
        if len(match[0]) == 1 and (_is_blank(before, after) or (before.isalnum() and after.isalnum())):
            continue  # a sign of multiplication, or a star in a word: Leser*innen
        found.append(Leftover(match.start(), match[0], _EMPHASIS))
    if "_" in words:
        names = [name.span() for name in _NAME.finditer(words)]
        for match in _SCORE.finditer(words):
            if not any(start < match.start() < end for start, end in names):
                found.append(Leftover(match.start(), match[0], _EMPHASIS))
    for match in _TYPED_DASH.finditer(words):
        found.append(Leftover(match.start(), match[0], _DASH))
    return tuple(_outside_of_addresses(words, found))


def find_leftover_in_field(words: str) -> Iterator[Leftover]:
    """Yield what looks like markup in words of a field that has none: there is no other way to write such signs there,
    so only what is nothing else is told."""
    if not (_ANY.search(words) and _SIGN.search(words)):
        return
    found = list(_find(words, (*_SIGNS, *_LINE_SIGNS)))
    plain = "write plain words: this field has no markup"
    found += [Leftover(match.start(), match[0], plain) for match in _PAIR.finditer(words)]
    for match in _LINKED.finditer(words):
        what = "notes" if match["note"] else "citations" if match["cite"] else "links"
        found.append(
            Leftover(match.start(), match[0], f"write plain words: {what} stand in prose, and this field has none")
        )
    yield from _outside_of_addresses(words, found)


def _is_blank(before: str, after: str) -> bool:
    return (not before or before.isspace()) and (not after or after.isspace())


def _find(words: str, signs: tuple[tuple[re.Pattern[str], str], ...]) -> Iterator[Leftover]:
    for pattern, help in signs:
        for match in pattern.finditer(words):
            yield Leftover(match.start("sign"), match["sign"], help)
    for match in _ITEM.finditer(words):
        help = "begin the line with `- `, and write an empty line before the list"
        yield Leftover(match.start("sign"), match["sign"], help)
    yield from _find_html(words)


def _find_html(words: str) -> Iterator[Leftover]:
    for match in _ENTITY.finditer(words):
        letter = _read_entity(match[0])
        if letter is not None:
            help = f"write the character itself: {letter}" if letter.isprintable() else "write an ordinary blank"
            yield Leftover(match.start(), match[0], help)
    for match in _TAG.finditer(words):
        if match["name"] is None or _TAGS.fullmatch(match["name"]) or ":" in match["name"]:
            help = (
                "write `*word*` or `**word**` for emphasis, and plain words for the rest: HTML is printed as it stands"
            )
            yield Leftover(match.start(), match[0], help)


def _read_entity(entity: str) -> str | None:
    """Return the character that a reference of HTML stands for; None where it stands for none."""
    if entity[1] != "#":
        return html5.get(entity[1:])
    code = int(entity[3:-1], 16) if entity[2] in "xX" else int(entity[2:-1])
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else None


def _outside_of_addresses(words: str, found: list[Leftover]) -> Iterator[Leftover]:
    """Yield what was found in order, each place once, and in an address nothing but what HTML left there."""
    addresses = find_addresses(words)
    end = -1
    for one in sorted(found, key=lambda one: (one.start, -len(one.words))):
        inside = any(start <= one.start < stop for start, stop in addresses)
        if one.start >= end and (not inside or _ENTITY.fullmatch(one.words)):
            end = one.start + len(one.words)
            yield one
