"""A rule that looks for a letter or a word before it looks for what it finds misses nothing by it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.review.lint.letters import list_words
from generator.review.lint.markup import MASK, mask_markup
from generator.review.lint.rules import (
    bank_number,
    child_named,
    double_space,
    email_address,
    glued_digits,
    home_address,
    identity_number,
    mixed_scripts,
    pasted_letter,
    placeholder_text,
    straight_quotes,
)
from tests.support.examples import examples

PIECES = (
    "a", "He", "Zhanna", "was", "is", "9", "12", "2020", "12345", "1234567", "4111", "DE89", "AB", "(", ")", "[", "]",
    " ", " ", " ", "  ", "\t", "\n", ".", ",", ",", "-", "/", "’", "’", "‘", "”", "»", '"', "'", "*", "\\", "@", "?",
    "???", "<", ">", "\u00a0", "\u2010", "\u2009", "\u3000", "\ufb01", "𝗯", "а", "é", "–", "км", "№ ", "и",
    "rally", "May ", "Article ", "Arts. ", "section ", "§ ", "https://example.org/a1", "meydan24.tv", "km",
    "-year-old ", "aged ", "who is ", "daughter ", "schoolgirl ", "teenage girl ", "young brother ", ", ",
    "passport ", "no. ", "ИИН ", "at", "(at)", "[ at ]", " at ", " dot ", "example", "org",
    "Castle ", "Street ", "St. ", "ул. ", "проспект ", "көшесі ", "Flat ", "apt. ", "кв. ", "house ",
    "TODO", "TO DO", "FIXME", "TBC", "tbd", "TKK", "XX", "XXX", "Lorem Ipsum", "To Be Confirmed Here", "insert",
    " here", "[date]", "[Name of]", "<name>", "lorem ipsum", "to be added later",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=20)


def has(*letters: str) -> Callable[[str], bool]:
    return lambda text: any(one in text for one in letters)


def blanked(text: str) -> str:
    return glued_digits._HOST.sub(lambda host: " " * len(host[0]), mask_markup(text))


def may_glue(text: str) -> bool:
    return bool(glued_digits._MAY_GLUE.search(text)) or has(*glued_digits._MAY_CITE)(text)


def may_have_address(text: str) -> bool:
    return bool(home_address._DIGIT.search(text)) and has(*home_address._MAY_BE)(text)


def may_name_child(text: str) -> bool:
    return has(*child_named._MAY_BE)(text) or bool(child_named._MAY_BE_OF_AGE.search(text))


def may_mask_mail(text: str) -> bool:
    return bool(email_address._AT.search(text)) or " dot " in text.lower()


def as_it_is(text: str) -> str:
    return text


class MixedWord:
    """Words with letters beyond ASCII, asked for as a pattern is."""

    @staticmethod
    def search(text: str) -> object:
        return any(not word[0].isascii() for word in list_words(text)) or None


Sought = Iterable["re.Pattern[str] | type[MixedWord]"]

glued = (glued_digits._GLUED, glued_digits._ARTICLE, glued_digits._GROUPED, glued_digits._DATED)
quotes = (straight_quotes._STRAIGHT, straight_quotes._OPENED, straight_quotes._TWICE)
CASES: dict[str, tuple[Callable[[str], object], Callable[[str], str], Sought]] = {
    "glued digits": (may_glue, blanked, glued),
    "identity": (identity_number._MAY_BE.search, mask_markup, (identity_number._NUMBER, identity_number._DOCUMENT)),
    "bank": (bank_number._MAY_BE.search, mask_markup, (bank_number._CARD, bank_number._ACCOUNT)),
    "child": (may_name_child, mask_markup, (child_named._SPOT,)),
    "mail": (may_mask_mail, as_it_is, (email_address._MASKED,)),
    "home": (may_have_address, mask_markup, (home_address._ADDRESS,)),
    "placeholder": (placeholder_text._may_be, as_it_is, (placeholder_text._PLACEHOLDER,)),
    "quotes": (has(*straight_quotes._MAY_BE), mask_markup, quotes),
    "pasted": (pasted_letter._MAY_BE.search, as_it_is, (pasted_letter._PASTED,)),
    "scripts": (mixed_scripts._BEYOND.search, as_it_is, (MixedWord,)),
}


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_found_where_nothing_may_be(name: str) -> None:
    may, read, patterns = CASES[name]

    @given(TEXTS)
    @settings(max_examples=examples(400, 100), deadline=None)
    def check(text: str) -> None:
        if not may(text):
            assert not any(pattern.search(read(text)) for pattern in patterns), text

    check()


@given(TEXTS)
@settings(max_examples=examples(400, 100), deadline=None)
def test_no_space_is_stray_where_none_may_be(text: str) -> None:
    if not has(*double_space._MAY_BE)(text):
        found = double_space._SPACES.finditer(mask_markup(text))
        assert not any(match["twice"] or match["before"] for match in found), text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("glued digits", "rally47"),
        ("glued digits", "Article 12345"),
        ("glued digits", "in May 20201"),
        ("identity", "passport no. 1234567"),
        ("bank", "4111 1111 1111 1111"),
        ("child", "Zhanna, who is 9, came."),
        ("mail", "ann (at) example (dot) org"),
        ("home", "12 Castle Street"),
        ("placeholder", "Lorem Ipsum"),
        ("quotes", "‘‘yes’"),
        ("pasted", "a\u00a0 b"),
    ],
)
def test_what_is_sought_is_found(name: str, text: str) -> None:
    may, read, patterns = CASES[name]
    assert may(text)
    assert any(pattern.search(read(text)) for pattern in patterns)
    assert MASK not in text
