"""A long file is read in pieces and folded in pieces, and what is read is the same as at once."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from generator.base.text.json_strings import EMBEDDED, find_embedded
from generator.base.text.spellings import fold_words
from generator.formats.finished_texts import (
    _take_tags_out,
    _take_tags_out_one_by_one,
    cut,
    list_markup,
    read_pieces,
)

MARKUP = st.lists(
    st.sampled_from([
        "<w:p>", "</w:p>", "<w:t a='b'>", "<w:rStyle w:val='x'>", "<!-- ", "-->", "<", ">", "Zap", "ß", "&l", "t;",
        "&amp;", "%41", "\0", "</si>", " ", "<w:pStyle/>", "<w:pStyled>", "</svg:title ", "<br/>", "<b", "<w:br\n/>",
    ])
).map("".join)  # fmt: skip
SIZES = st.integers(1, 12)


@given(MARKUP, SIZES)
def test_markup_in_pieces_says_what_it_says_as_a_whole(text: str, size: int) -> None:
    assert "".join(cut(text, size)) == text
    for part in ("a part", "word/header1.xml"):
        # which blocks are read apart follows from the pieces: those at their ends are always among them
        (words, *_, tags), (known, *_, told) = list_markup(part, cut(text, size)), list_markup(part, [text])
        assert (words, tags) == (known, told)


@given(MARKUP)
def test_tags_are_taken_out_together_as_one_after_the_other(text: str) -> None:
    for part in ("a part", "word/header1.xml"):
        (taken, _, tags), (words, _, known) = _take_tags_out(part, text), _take_tags_out_one_by_one(part, text)
        assert (taken, [*tags]) == (words, [*known])


@given(
    st.lists(st.tuples(st.integers(0, 420), st.sampled_from(["", "=", "==", "===", " ", "=A", "é", ", "]))),
    st.sampled_from(["A", "ab/+9", "A b"]),
)
def test_files_in_base64_are_found_by_each_tenth_letter(runs: list[tuple[int, str]], letters: str) -> None:
    text = "".join((letters * (length // len(letters) + 1))[:length] + after for length, after in runs)
    found = [(one.span(), one[0]) for one in find_embedded(text)]
    assert found == [(one.span(), one[0]) for one in EMBEDDED.finditer(text)]


@given(MARKUP.map(str.encode) | st.binary().map(lambda data: data.replace(b"\1", b">").replace(b"\2", b"</si>")), SIZES)
def test_a_file_in_pieces_is_the_same_letters(data: bytes, size: int) -> None:
    for end in (b">", b"</si>"):
        pieces = [*read_pieces(io.BytesIO(data), end, size)]
        assert "".join(pieces) == data.decode("utf-8", "replace")
        assert all(piece.endswith(end.decode()) for piece in pieces[:-1])


def test_a_long_text_has_the_words_of_its_parts() -> None:
    words = [f"word{n} Жанна" for n in range(12_000)]
    apart = [one for word in words for one in fold_words(word)]
    assert len(apart) == 2 * len(words)
    for between in (" ", "\n", " - ", "\n" * 200 + " "):
        assert fold_words(between.join(words)) == apart
