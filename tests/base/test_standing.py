"""Whether anything that is looked for stands in one of many texts is told as if each was searched by itself, slowly."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.base.text.searched import Searched
from generator.base.text.spellings import (
    _LATIN,
    FOLDED,
    close_up,
    fold_words,
    join_words,
    part_text,
    read_in_latin,
    split_words,
)
from generator.base.text.standing import Sizes, Standing
from tests.paper.test_protected import find_everywhere
from tests.support.examples import examples

APART = re.compile(r"(?<![^\W_])[^\W\d_](?:[\s._·•*/|-]{1,2}[^\W\d_](?![^\W_])){4,}")


def read_words(text: str) -> list[str]:
    """Return the words of a text, read letter by letter and as a whole."""
    latin = re.sub("[^\0-\x7f]+", lambda m: unicodedata.normalize("NFKD", m[0]).translate(_LATIN), text).casefold()
    whole = APART.sub(lambda match: "".join(filter(str.isalpha, match[0])), latin)
    return [FOLDED[word] for word in re.findall("[a-z0-9]+", whole)]


NAMES = [
    "Zaptinov",
    "Запти",
    "нов",
    "Żapť",
    "ẑa",
    "z",
    "a",
    "p",
    "T",
    "i",
    "n",
    "ov",
    "o",
    "v",
    "s",
    "h",
    "щ",
    "ﬁ",
    "ß",
]
NAMES += ["e\u0301", "é", "fi", "shch", "x", "7", "01", "70101", "a\u0323\u0301", "П", "漢", "Straße", "strasse", "ß"]
BETWEEN = ["\n", " \n", "\n\n", " ", " ", ".", "-", "_", "\0", "\1", "\u00ad", "\u200b", "\u200b\n", "\u00a0", "\u2028"]
BETWEEN += ["\t", "\x1c", "\x85", "\n\u0301", "<b>", "·", ", ", "'"]
PIECES = st.sampled_from(NAMES) | st.sampled_from(BETWEEN)
WORDS = st.tuples(st.sampled_from(NAMES), st.sampled_from([*[" ", "\n"] * 12, *BETWEEN])).map("".join)
LETTERS = st.tuples(st.sampled_from("shapSж"), st.sampled_from(["\n", " ", ".", "\n\u00ad\n", ""])).map("".join)
TEXTS = st.lists((st.lists(WORDS, max_size=12) | st.lists(WORDS | LETTERS, max_size=12)).map("".join), max_size=4)


@given(
    st.lists(st.lists(st.sampled_from(NAMES), min_size=3, max_size=6).map(" ".join), max_size=3),
    st.lists(TEXTS, min_size=1, max_size=4),
    st.tuples(st.integers(0, 15), st.integers(0, 15), st.integers(0, 60)),
    st.data(),
)
@settings(max_examples=examples(800, 200))
def test_something_stands_in_many_texts_if_a_slow_search_of_one_finds_it(
    names: list[str], runs: list[list[str]], sizes: tuple[int, int, int], data: st.DataObject
) -> None:
    words = read_words(data.draw(st.sampled_from([text for texts in runs for text in texts] or [""])))
    at, long, ending = data.draw(st.integers(0, 9)), data.draw(st.integers(1, 7)), data.draw(st.integers(0, 5))
    forms = [join_words(fold_words(name)) for name in names]
    one = join_words(words[at : at + long])
    forms.append(one[: len(one) - ending])  # one that stands there, most of the time
    forms = [form for form in forms if len(form) > 2]
    standing = Standing(Searched(forms), Sizes(*sizes))
    repeated = [*runs, [text for texts in runs for text in texts], *runs]  # what was searched, and stands otherwise
    for texts in repeated:
        stands = any(find_everywhere(forms, read_words(text)) for text in texts)
        # whether letters that stand apart go on in the next line is looked at where one of them may be something alone
        apart = any(close_up(line) != line for text in texts for line in map(read_in_latin, text.split("\n")))
        assert standing.stands_in_any(texts) in ((True, stands) if apart else (stands,))


@given(st.lists(PIECES, max_size=20).map("".join), st.integers(0, 9))
def test_the_words_of_the_parts_of_a_text_are_its_words(text: str, size: int) -> None:
    parts = [*part_text(text, size)]
    assert "".join(parts) == text
    assert [FOLDED[word] for part in parts for word in split_words(part)] == fold_words(text) == read_words(text)


def test_what_lines_are_freed_of_or_parted_at_is_no_letter_and_hides_none() -> None:
    every = [chr(number) for number in range(1, 0x10000)]
    assert not any(fold_words(one) for one in every if one.isspace())
    assert not any("\0" in unicodedata.normalize("NFKD", one).translate(_LATIN) for one in every)
    parted = [one for one in every[:0x500] if len([*part_text(f"{one}{one} b", 0)]) > 1]
    assert len(parted) > 100
    assert all(split_words(one) for one in parted)


def test_a_line_that_was_searched_is_remembered_with_what_may_begin_at_its_end() -> None:
    standing = Standing(Searched([join_words(fold_words("Anton Zaptinov"))]))
    lines = ["They asked Anton", "Zaptinov about it", "Zap", "tinov"]
    assert not standing.stands_in_any(lines)
    assert standing.stands_in_any(["\n".join(lines[:2])])
    assert standing.stands_in_any(["\n".join((lines[0], *lines[2:]))])
    assert not standing.stands_in_any(["\n".join(lines[1:])])


def test_letters_that_stand_apart_over_lines_are_a_word() -> None:
    standing = Standing(Searched(["shapka"]))
    lines = ["He saw S", "h", "\u00ad", "a", "p k", "a there"]
    assert not standing.stands_in_any(lines)
    assert standing.stands_in_any(["\n".join(lines)])
