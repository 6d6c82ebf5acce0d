"""A rule that looks for a letter or a word before it looks for what it finds misses nothing by it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.records.resolve.wordings import MONTHS
from generator.review.lint import dates_and_numbers
from generator.review.lint.accusations import ACTS, STEMS, STEPS, fold
from generator.review.lint.letters import (
    find_hidden,
    find_mixed,
    list_words,
    list_words_beyond,
    may_be_hidden,
    read_lines,
)
from generator.review.lint.markup import MASK, mask_markup
from generator.review.lint.rules import (
    bank_number,
    child_named,
    double_space,
    email_address,
    glued_digits,
    home_address,
    identity_number,
    pasted_letter,
    placeholder_text,
    precise_health,
    precise_place,
    rates_apart,
    straight_quotes,
    telephone_number,
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
    "20201", "1,2345", "43.1234, ", "76.12345", "°", "51° 30′ ", "tel:", "phone=", "has ", "with ", "severe ", "HIV",
    "diabetic", "lung cancer", "Parkinson’s", "diagnosed with ", "ICD-10 ", "F20.0", "blood pressure ", "5 mg", "µg",
    "диабет", "USD ", "(EUR ", " KZT", "Twenty-one", "TWO", "sİx", "ſıx", " hundred", "on 5 May", "June 2020", "1999",
    "Beaten", "by Force", "hit him", "were detained", "was Sentenced", "sexual violence", "Shot dead", "kİcked",
    "fine", "\u200b", "\u200d", "\ufeff", "\u3164", "\ufe0f", "son ", "person ",
    " here", "[date]", "[Name of]", "<name>", "lorem ipsum", "to be added later",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=20)


def has(*sought: str | re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: any(one in text if isinstance(one, str) else one.search(text) for one in sought)


def blanked(text: str) -> str:
    return glued_digits._HOST.sub(lambda host: " " * len(host[0]), mask_markup(text))


def may_have_address(text: str) -> bool:
    return bool(home_address._DIGIT.search(text)) and has(*home_address._MAY_BE)(text)


def may_count(text: str) -> bool:
    return bool(dates_and_numbers._DIGIT.search(text)) or dates_and_numbers._says_number(text)


def may_be_day(text: str) -> bool:
    return has(dates_and_numbers._YEAR, *MONTHS)(text)


def may_accuse(kind: str) -> Callable[[str], bool]:
    return lambda text: any(stem in fold(text) for stem in STEMS[kind])


def as_it_is(text: str) -> str:
    return text


class MixedWord:
    """Words of letters that are mixed, asked for as a pattern is."""

    @staticmethod
    def search(text: str) -> object:
        return any(find_mixed(word[0]) for word in list_words(text)) or None


class HiddenLetter:
    """Letters that nobody sees."""

    @staticmethod
    def search(text: str) -> object:
        return find_hidden(text) or None


def has_word_beyond(text: str) -> bool:
    return any(list_words_beyond(read_lines({"a.yaml": [text]})))


Sought = Iterable["re.Pattern[str] | type[MixedWord] | type[HiddenLetter]"]

may_glue_without_markup = has(glued_digits._MAY_GLUE)
glued_digits_alone = (glued_digits._GLUED, glued_digits._GROUPED, glued_digits._DATED)
glued = (glued_digits._GLUED, glued_digits._ARTICLE, glued_digits._GROUPED, glued_digits._DATED)
quotes = (straight_quotes._STRAIGHT, straight_quotes._OPENED, straight_quotes._TWICE)
CASES: dict[str, tuple[Callable[[str], object], Callable[[str], str], Sought]] = {
    "glued digits": (has(glued_digits._MAY_GLUE, *glued_digits._MAY_CITE), blanked, glued),
    "glued digits, without markup": (may_glue_without_markup, as_it_is, glued_digits_alone),
    "identity": (identity_number._MAY_BE.search, mask_markup, (identity_number._NUMBER, identity_number._DOCUMENT)),
    "bank": (bank_number._MAY_BE.search, mask_markup, (bank_number._CARD, bank_number._ACCOUNT)),
    "child": (has(*child_named._MAY_BE, child_named._MAY_BE_OF_AGE), mask_markup, (child_named._SPOT,)),
    "mail": (has(email_address._AT, email_address._DOT), as_it_is, (email_address._MASKED,)),
    "place": (has(*precise_place._SOUGHT), as_it_is, (precise_place._SPOT,)),
    "telephone": (has(telephone_number._DIGITS), as_it_is, (telephone_number._IN_ADDRESS,)),
    "health": (
        has(*precise_health._DISEASES, *precise_health._VALUES),
        mask_markup,
        (precise_health._HEALTH, precise_health._NAMED),
    ),
    "disease": (has(*precise_health._DISEASES), mask_markup, (precise_health._NAMED,)),
    "rates": (has(rates_apart._MAY_BE), as_it_is, (rates_apart._PAIR, rates_apart._PAIR_CODE_FIRST)),
    "numbers": (may_count, as_it_is, (dates_and_numbers._NUMBER,)),
    "days": (may_be_day, as_it_is, (dates_and_numbers._DAYS,)),
    **{kind: (may_accuse(kind), as_it_is, (pattern,)) for kind, pattern in {**ACTS, **STEPS}.items()},
    "home": (may_have_address, mask_markup, (home_address._ADDRESS,)),
    "placeholder": (has(*placeholder_text._MAY_BE), as_it_is, (placeholder_text._PLACEHOLDER,)),
    "quotes": (has(*straight_quotes._MAY_BE), mask_markup, quotes),
    "pasted": (pasted_letter._MAY_BE.search, as_it_is, (pasted_letter._PASTED,)),
    "scripts": (has_word_beyond, as_it_is, (MixedWord,)),
    "hidden": (lambda text: any(map(may_be_hidden, text)), as_it_is, (HiddenLetter,)),
}


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_found_where_nothing_may_be(name: str) -> None:
    may, read, patterns = CASES[name]

    @given(TEXTS)
    @settings(max_examples=examples(400, 100))
    def check(text: str) -> None:
        if not may(text):
            assert not any(pattern.search(read(text)) for pattern in patterns), text

    check()


@given(TEXTS)
@settings(max_examples=examples(400, 100))
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
        ("glued digits, without markup", "in 2020.47 The"),
        ("glued digits, without markup", "1,2345 people"),
        ("place", "43.2381, 76.9452"),
        ("telephone", "tel:+77011234567"),
        ("health", "is HIV positive"),
        ("health", "takes 20 mg"),
        ("disease", "diabetes"),
        ("rates", "500 KZT (1 EUR)"),
        ("numbers", "ſıx"),
        ("days", "since 2020"),
        ("violence", "kİcked"),
        ("arrest", "was Detained"),
        ("scripts", "R\u0430ssendyll"),
        ("hidden", "a\u200b"),
    ],
)
def test_what_is_sought_is_found(name: str, text: str) -> None:
    may, read, patterns = CASES[name]
    assert may(text)
    assert any(pattern.search(read(text)) for pattern in patterns)
    assert MASK not in text


def test_letters_that_patterns_take_for_an_i_are_one_in_a_number() -> None:
    assert [one.value for one in dates_and_numbers.find_numbers("fıve people, sİx houses and FıVE more")] == [5, 6, 5]
