"""Markup beside letters works as people mean it, and what has no effect is told, in prose and in plain fields."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.text import leftover
from generator.base.text.leftover import find_leftover_in_field, find_leftover_in_prose
from generator.formats.native import write_native
from generator.paper.assemble.markdown import parse_inlines
from tests.support.lint import spots
from tests.support.workspaces import BRIEFING, FILES, assembled, built, edited, prose, write

# ── emphasis beside letters ───────────────────────────────────────────────────────────────────────────────────────────


def looks(text: str) -> list[tuple[str, str]]:
    """Return the words of a text with how they look: `**` strong, `*` emphatic, nothing for plain."""
    found: list[tuple[str, str]] = []
    strong = emphasis = 0
    for token in parse_inlines(text):
        strong += token.nesting if token.type.startswith("strong") else 0
        emphasis += token.nesting if token.type.startswith("em_") else 0
        look = "**" * (strong > 0) + "*" * (emphasis > 0)
        if token.content and found and found[-1][0] == look:
            found[-1] = (look, found[-1][1] + token.content)
        elif token.content:
            found.append((look, token.content))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**«Оян»**ның аты", [("**", "«Оян»"), ("", "ның аты")]),
        ("**“Oyan”**s name", [("**", "“Oyan”"), ("", "s name")]),
        ('**"Oyan"**s name', [("**", '"Oyan"'), ("", "s name")]),
        ("**„Оян“**ның аты", [("**", "„Оян“"), ("", "ның аты")]),
        ("*(Oyan)*s", [("*", "(Oyan)"), ("", "s")]),
        ("_«Оян»_ның", [("*", "«Оян»"), ("", "ның")]),
        ("ән**«Оян»**ның", [("", "ән"), ("**", "«Оян»"), ("", "ның")]),
        ("**U.S.**based and **50%**lik", [("**", "U.S."), ("", "based and "), ("**", "50%"), ("", "lik")]),
        ("**«Оян»**ның, **next**.", [("**", "«Оян»"), ("", "ның, "), ("**", "next"), ("", ".")]),
        ("*Oyan*ның", [("*", "Oyan"), ("", "ның")]),
        ("**B**riefing", [("**", "B"), ("", "riefing")]),
        ("un*frigging*believable", [("", "un"), ("*", "frigging"), ("", "believable")]),
        ("**He said “*never*” again**", [("**", "He said “"), ("***", "never"), ("**", "” again")]),
        ("“*Oyan* is”, (**x**)", [("", "“"), ("*", "Oyan"), ("", " is”, ("), ("**", "x"), ("", ")")]),
        # what is no emphasis
        ("2*3*4 and 2 * 3 * 4", [("", "2*3*4 and 2 * 3 * 4")]),
        ("Leser*innen und Autor*innen", [("", "Leser*innen und Autor*innen")]),
        ("snake_case_word", [("", "snake_case_word")]),
        ("https://example.org/a_/b_c*d*e.", [("", "https://example.org/a_/b_c*d*e.")]),
        ("**https://example.org/a_b_**", [("**", "https://example.org/a_b_")]),
    ],
)
def test_emphasis_beside_letters_is_what_people_mean(text: str, expected: list[tuple[str, str]]) -> None:
    assert looks(text) == expected


LETTERS = st.text("abzåßαωбяңӘქაאبա字", min_size=1, max_size=8)
PAIRS = st.sampled_from(["«»", "“”", "‘’", "()", "[]", '""', "„“", "「」", "  "])


@pytest.mark.slow
@given(LETTERS, LETTERS, PAIRS, st.sampled_from(["*", "**", "***"]), LETTERS)
def test_a_name_in_any_marks_takes_any_ending(before: str, name: str, marks: str, star: str, end: str) -> None:
    """Whatever stands around the name and whatever follows, the stars make emphasis and are not printed."""
    said = f"{marks[0]}{name}{marks[1]}".strip()
    found = looks(f"{before} {star}{said}{star}{end} {star}{said}{star}.")
    look = {"*": "*", "**": "**", "***": "***"}[star]
    assert found == [("", f"{before} "), (look, said), ("", f"{end} "), (look, said), ("", ".")]


# ── what has no effect, in prose ──────────────────────────────────────────────────────────────────────────────────────

TOLD = {
    "**open": "**",
    "a word** too": "**",
    "** apart **": "**",
    "Price*": "*",
    "*a (*b*)": "*",
    "`x`": "`x`",
    "~~x~~": "~~x~~",
    "H~2~O": "~2~",
    "mc^2^": "^2^",
    "==x==": "==x==",
    "a&nbsp;b": "&nbsp;",
    "a &amp; b": "&amp;",
    "a &#160; b": "&#160;",
    "https://example.org/?a=1&amp;b=2": "&amp;",
    "a <b>x</b>": "<b>",
    "a<br/>b": "<br/>",
    "a <o:p></o:p>": "<o:p>",
    "a <span lang='x'>b</span>": "<span lang='x'>",
    "a <!-- b --> c": "<!-- b -->",
    "<https://example.org/x>": "<https://example.org/x>",
    "---": "---",
    "***": "***",
    "* * *": "* * *",
    "=====": "=====",
    "words -- words": "--",
    "words---words": "---",
    "{{ name }}": "{{",
    "{% if x %}": "{%",
    "[[Page]]": "[[Page]]",
    "[a][b]": "[a][b]",
    "x[^1]": "[^1]",
    "'''bold''' words": "'''bold'''",
    "• First": "•",
    "▪\tFirst": "▪",
    "‣ First": "‣",
    "_open and on": "_",
    "[ ] to do": "[ ]",
    "# Heading": "#",
    "> quoted": ">",
    "```": "```",
    "| a | b |": "|",
    "::: note": ":::",
}

WORDS = [
    "2 * 3 = 6, 2*3, Leser*innen",
    "snake_case, @some_user_, t.me/some_user_ and https://example.org/_a_/b--c/*d*?x=~~y~~",
    "1 < 2 > 0, a <date> b, <=, =>, -> and <-",
    "AT&T; R&D; Q&A",
    "a—b – c, 2019-2020, -5, re-elect, a - b",
    "O`zbekiston va Ko`k",
    "about ~30 of ~40, ^ and C++",
    "[sic], [he], (a), {x}",
    "He paid $5 and # 7; no. #3",
    "«x» “y” ‘z’ …",
    "’90s and 'tis",
]


def test_what_is_left_of_markup_is_found_in_prose() -> None:
    found = {text: next((one.words for one in find_leftover_in_prose(text)), None) for text in TOLD}
    assert found == TOLD


@pytest.mark.parametrize("text", WORDS)
def test_words_are_no_markup(text: str) -> None:
    assert list(find_leftover_in_prose(text)) == []
    assert list(find_leftover_in_field(text)) == []


@given(st.text("abя*_`~ <>&;[](){}#-•\n/:.'^=", max_size=40))
def test_what_is_found_stands_there_in_order_and_once(text: str) -> None:
    for find in (find_leftover_in_prose, find_leftover_in_field):
        found = list(find(text))
        assert all(text.startswith(one.words, one.start) and one.words for one in found)
        assert all(a.start + len(a.words) <= b.start for a, b in pairwise(found))


def test_each_is_told_at_its_place_and_a_backslash_makes_words_of_it(tmp_path: Path) -> None:
    text = "\n\n".join(
        [
            "A **«Оян»**ның name and **open.",
            "A `code`, a\n<b>tag</b>.",
            "---",
            "• First\n• Second",
            "– One\n– two",
            "He was held (gazette-1), and (gazette) said so.",
            "The paper[@gazette-1]has it[@gazette-2]^[Here.]; a note^[One.]s.",
            "A [link `x`](https://example.org).^[A ~~note~~.]",
        ]
    )
    root = write(tmp_path, prose(text))
    _, problems = assembled(root)
    assert [(p.code, spot) for p, spot in zip(problems, spots(root, problems), strict=True)] == [
        ("T108", "**"),
        ("T108", "`code`"),
        ("T108", "<b>"),
        ("T108", "</b>"),
        ("T108", "---"),
        ("T108", "•"),
        ("T108", "•"),
        ("T108", "–"),
        ("T113", "(gazette-1)"),
        ("T141", "has"),
        ("T141", "s."),
        ("T108", "`x`"),
        ("T108", "~~note~~"),
    ]
    assert all(p.severity == "error" for p in problems)
    escaped = r"\*\*a\*\* \`b\` \~\~c\~\~ \&nbsp; \<b> \[d\](e) \--- \{\{ f \}\} \_g\_ \(gazette-1)"
    words = write_native(built(write(tmp_path / "escaped", prose(escaped)))).decode()
    assert "body #overview.1: **a** `b` ~~c~~ &nbsp; <b> [d](e) --- {{ f }} _g_ (gazette-1)" in words


# ── and in fields ─────────────────────────────────────────────────────────────────────────────────────────────────────

CASE = "data/ruritania/cases/rassendyll.yaml"
EXPRESSION = f"{BRIEFING}/expression.yaml"


def test_markup_in_a_plain_field_is_refused_at_its_place(tmp_path: Path) -> None:
    edition = FILES[f"{BRIEFING}/edition.yaml"]
    case = FILES[CASE]
    for old, new in (
        ("occupation: journalist", "occupation: '[journalist](case:tarlenheim)'"),
        ("place: Zenda Castle", "place: Zenda&nbsp;Castle"),
        ("{kind: news, publisher: Zenda Weekly", "{kind: news, title: A **bold** title, publisher: Zenda Weekly"),
    ):
        assert case.count(old) == 1
        case = case.replace(old, new)
    section = FILES[EXPRESSION].replace("title: Freedom of expression", "title: Freedom [@gazette-1] of expression")
    section = section.replace("title: The law on slander", "title: The law^[It is new.] on slander")
    root = write(
        tmp_path,
        {
            f"{BRIEFING}/edition.yaml": edition.replace("title: Key concerns in", "title: Key **concerns** in").replace(
                "short_title: Ruritania", "short_title: '*Ruritania*'"
            ),
            EXPRESSION: section,
            CASE: case,
            **edited(f"{BRIEFING}/prisoners.yaml", "caption: Those who are held", "caption: <i>Those</i> who are held"),
        },
    )
    _, problems = assembled(root)
    assert {p.code for p in problems} == {"T108"}
    assert set(spots(root, problems)) == {
        *("**concerns**", "*Ruritania*", "[@gazette-1]", "^[It is new.]", "<i>", "</i>"),
        *("[journalist](case:tarlenheim)", "&nbsp;", "**bold**"),
    }


SIGNS = [
    "a", "b ", " ", "-", "- ", "*", "_", "`", "~", "^", "=", "= ", "+", "<", ">", "[", "]", "(", ")", "{", "}", "%",
    "#", "|", ":", ":::", "&amp;", "'", "•", "\n", "http://x.org/", "@a", "\t", "1",
]  # fmt: skip


@given(st.lists(st.sampled_from(SIGNS), max_size=10).map("".join))
def test_nothing_is_left_where_no_sign_is(words: str) -> None:
    signs = [pattern for pattern, _ in (*leftover._SIGNS, *leftover._LINE_SIGNS)]
    signs += [leftover._ITEM, leftover._STAR, leftover._SCORE, leftover._TYPED_DASH, leftover._PAIR, leftover._LINKED]
    signs += [leftover._ENTITY, leftover._TAG]
    if not leftover._SIGN.search(words):
        assert not any(pattern.search(words) for pattern in signs)
