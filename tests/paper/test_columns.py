"""Widths of columns follow the words of a table, and what is taller than a third of a page is known to be."""

from __future__ import annotations

from math import fsum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.text.addresses import split_at_breaks
from generator.base.text.hyphens import split_word, strip_unseen
from generator.paper.assemble.columns import (
    _EMPTY,
    _HIGHEST,
    _RAGGED,
    _STEP,
    _give_out,
    _lower,
    _measure_least,
    fit_columns,
)
from generator.paper.document import Cell, Column, ItemList, ListItem, Paragraph, Reference, Row, Run, Section, Table
from generator.paper.document.room import (
    _WIDER,
    LYING,
    UPRIGHT,
    is_low_end,
    is_low_row,
    is_tall_row,
    measure_longest,
    measure_words,
)


def table(id: str, *rows: tuple[str, ...], keys: str = "number name about sources") -> Table:
    columns = tuple(Column(key, width) for key, width in zip(keys.split(), (0.02, 0.3, 0.55, 0.13), strict=True))
    made = tuple(
        Row(
            f"{id}.{n}",
            tuple(
                Cell(f"{id}.{n}.{c}", (Paragraph(f"{id}.{n}.{c}.p", (Run(words),), "cell"),))
                for c, words in enumerate(row)
            ),
        )
        for n, row in enumerate(rows)
    )
    return Table(id, columns, made[:1], made[1:])


HEAD = ("No.", "Name", "About", "Sources")
LONG = "Strelsau Bureau for Rights, update of 6 June 2024; " * 6
ROWS = (("1", "Rudolf Rassendyll", "Journalist", LONG), ("2", "Antoinette de Mauban", "Activist", LONG))


def widths(section: Section) -> list[dict[str, float]]:
    return [{one.key: one.width for one in made.columns} for made in section.blocks]  # type: ignore[union-attr]


def test_the_column_that_is_full_gets_the_room() -> None:
    (section,) = fit_columns([Section("a", 1, (Run("Annex"),), (table("t", HEAD, *ROWS),), landscape=True)])
    (made,) = widths(section)
    assert abs(sum(made.values()) - 1) < 0.001
    assert made["sources"] > 0.5
    assert made["about"] < 0.2


def test_no_word_is_wider_than_its_column() -> None:
    for landscape, line in ((True, LYING), (False, UPRIGHT)):
        (section,) = fit_columns([Section("a", 1, (Run("Annex"),), (table("t", HEAD, *ROWS),), landscape=landscape)])
        (made,) = widths(section)
        for n, key in enumerate(made):
            assert all(measure_longest(row[n]) < made[key] * line for row in (HEAD, *ROWS)), key


def test_tables_of_the_same_columns_in_a_section_keep_one_grid() -> None:
    short = table("u", HEAD, ("3", "Flavia", "Queen", "none"))
    other = table("v", HEAD, ("3", "Flavia", "Queen", "none"), keys="number name since sources")
    (section,) = fit_columns([Section("a", 1, (Run("Annex"),), (table("t", HEAD, *ROWS), short, other))])
    first, second, third = widths(section)
    assert first == second
    assert first["sources"] != third["sources"]


def test_what_becomes_a_number_takes_no_more_room_than_one() -> None:
    title = Reference("s", (Run("What became of those on the list in Strelsau, and of their kin"),), None, True)
    plain = table("t", HEAD, *ROWS)
    first, *others = plain.body
    cells = (*first.cells[:2], Cell("x", (Paragraph("x.p", (title,), "cell"),)), *first.cells[3:])
    led = Table("t", plain.columns, plain.head, (Row("t.1", cells), *others))
    (section,) = fit_columns([Section("a", 1, (Run("Annex"),), (led,))])
    (before,) = fit_columns([Section("a", 1, (Run("Annex"),), (plain,))])
    assert widths(section)[0]["about"] <= widths(before)[0]["about"]


def test_a_row_of_a_third_of_a_page_may_break() -> None:
    made = table("t", HEAD, ("1", "Rudolf", "Journalist", LONG), ("2", "Rudolf", "Journalist", LONG * 3))
    assert [is_tall_row(row, made) for row in made.body] == [False, True]


def test_an_address_breaks_and_other_words_do_not() -> None:
    words = "update (example.org/…/a-page-b); SBR, 1.2 of 6 June"
    assert split_at_breaks(words) == ["update (example.", "org/", "…/", "a-", "page-", "b); SBR, 1.", "2 of 6 June"]
    assert split_at_breaks("A well-known word. Another/one") == ["A well-known word. Another/one"]
    assert split_at_breaks("") == [""]
    assert split_at_breaks("a" * 1_000_000) == ["a" * 1_000_000]  # at once, however long a word is


def make_tables(cells: st.SearchStrategy[float], words: st.SearchStrategy[float]) -> st.SearchStrategy[Any]:
    """Return what may be a table: the least room of each column, and the letters of its cells by row."""
    return st.integers(1, 6).flatmap(
        lambda columns: st.tuples(
            st.lists(words, min_size=columns, max_size=columns),
            st.lists(st.lists(cells, min_size=columns, max_size=columns), max_size=6),
        )
    )


ALIKE = make_tables(st.sampled_from([0.5, 1.0, 20.0, 20.000000001, 300.0]), st.sampled_from([0.5, 3.0, 9.0]))
"""Tables whose columns gain as much, or all but as much, as each other."""


def reckon_height(letters: float, width: float) -> float:
    return (letters / (width - min(_RAGGED, width / 3))) ** _HIGHEST


@pytest.mark.slow
@given(make_tables(st.floats(0.5, 300), st.floats(0.5, 14)) | ALIKE)
def test_room_is_given_as_if_each_cell_were_reckoned_anew(made: tuple[list[float], list[list[float]]]) -> None:
    """Each step goes where it makes the table lowest, to the last bit as when every cell is measured at every step."""
    least, letters = made
    line, room = 40.0, list(least)
    while fsum(room) + _STEP <= line:
        gains = [0.0] * len(room)
        for row in letters:
            high = [reckon_height(one, width) for one, width in zip(row, room, strict=True)]
            whole = fsum(high)
            for n, width in enumerate(room):
                less = whole - high[n] + reckon_height(row[n], width + _STEP)
                gains[n] += whole ** (1 / _HIGHEST) - max(less, 0.0) ** (1 / _HIGHEST)
        room[max(range(len(room)), key=lambda n: (round(gains[n], 9), -n))] += _STEP
    assert _give_out(tuple(least), tuple(map(tuple, letters)), line) == tuple(room)


def test_no_line_of_a_full_column_holds_one_word_alone() -> None:
    """What others tell at length leaves a short column room for a date."""
    rows = [(LONG, "open, for 1 of 3 demands (23 September 2022)", LONG * 2, LONG) for _ in range(4)]
    (section,) = fit_columns([Section("a", 1, (Run("Annex"),), (table("t", HEAD, *rows),), landscape=True)])
    (made,) = widths(section)
    assert made["name"] * LYING > 17


def test_what_looks_lost_on_a_page_is_known_to_be() -> None:
    short, long = Paragraph("s", (Run("Two lines at most, of a box or a list."),)), Paragraph("l", (Run(LONG),))
    assert is_low_end(short)
    assert is_low_end(ListItem("i", (short,)))
    assert not is_low_end(long)
    assert not is_low_end(ListItem("i", (short, long)))
    assert not is_low_end(ItemList("b", (ListItem("i", (short,)),)))
    low = table("t", HEAD, ("1", "Rudolf Rassendyll", "Journalist", "none"), ("2", "Rudolf", "Journalist", LONG))
    assert [is_low_row(row, low) for row in low.body] == [True, False]


WORDS = st.text("abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщ-'/.:?&=_0123456789äß", min_size=1, max_size=60)


@pytest.mark.slow
@given(WORDS, st.sampled_from(["en", "en-GB", "ru", "de", "kk", "xx", ""]))
def test_a_word_that_breaks_is_the_same_word(word: str, lang: str) -> None:
    pieces = split_word(word, lang)
    assert "".join(pieces) == word
    assert all(len(piece) > 1 for piece in pieces[1:-1])
    assert strip_unseen("\u00ad".join(pieces)) == word
    assert strip_unseen("\u200b".join(split_at_breaks(word))) == word


@pytest.mark.slow
@given(st.lists(st.tuples(st.floats(0.5, 90), st.floats(0.05, 1)), min_size=1, max_size=9))
def test_the_widest_columns_give_way_and_the_others_keep_their_words(made: list[tuple[float, float]]) -> None:
    whole = 60.0
    least = [word for word, _ in made]
    broken = [word * piece for word, piece in made]
    room = _lower(least, broken, whole)
    if fsum(least) >= whole:
        assert fsum(room) <= whole + 0.01
    if fsum(broken) <= whole:
        assert all(have >= piece - 1e-9 for have, piece in zip(room, broken, strict=True))
    lowered = [have for have, word in zip(room, least, strict=True) if have < word - 0.01]
    kept = [word for have, word in zip(room, least, strict=True) if have >= word - 0.01]
    # who keeps its word has none longer than what a lowered one is left with, or nowhere to break it
    assert not lowered or all(
        word <= max(lowered) + 0.01 or word <= piece + 0.01
        for word in kept
        for piece in [dict(zip(least, broken, strict=True))[word]]
    )


def test_a_short_word_keeps_its_column_beside_long_ones() -> None:
    long = "W" * 100
    (section,) = fit_columns([Section("a", 1, (Run("Annex"),), (table("t", HEAD, ("1", long, long, long)),))], "en")
    (made,) = widths(section)
    assert made["number"] * UPRIGHT > measure_longest("No.")
    assert max(made.values()) - min(made[key] for key in ("name", "about", "sources")) < 0.01


SAID = st.lists(st.sampled_from(["a", "mi", "-", " ", "WW", "il", "https://example.org/a_b", "/", "\u00ad", ".", "."]))


@given(st.lists(st.tuples(*[st.tuples(SAID.map("".join), st.sampled_from([1.0, 1.08]))] * 2).map(list), max_size=6))
def test_the_longest_word_of_a_column_is_that_of_all_its_cells(rows: list[list[tuple[str, float]]]) -> None:
    letters = [[max(_EMPTY, measure_words(words) * bold) for words, bold in row] for row in rows]
    longest = [max([_EMPTY, *(measure_longest(row[n][0]) * row[n][1] for row in rows)]) for n in range(2)]
    assert _measure_least(rows, letters, 2, None) == longest


@given(SAID.map("".join), st.sampled_from([None, "en"]))
def test_the_longest_part_of_words_is_that_of_all_their_pieces(words: str, lang: str | None) -> None:
    pieces = [part for piece in split_at_breaks(words) for part in piece.split()]
    assert measure_longest(words, lang) == max((measure_longest(one, lang) for one in pieces), default=0.0)


@given(st.lists(st.tuples(st.sampled_from("mW…iA "), st.integers(0, 700)), min_size=2, max_size=2), st.booleans())
def test_how_tall_a_row_is_follows_from_the_width_of_its_words(said: list[tuple[str, int]], low: bool) -> None:
    """Cells of few letters are not measured, and nothing else comes of it."""
    columns = tuple(Column(key, width) for key, width in (("a", 0.3), ("b", 0.7)))
    cells = tuple(
        Cell(f"{n}", (Paragraph(f"{n}.p", (Run(letter * times),), "cell"),)) for n, (letter, times) in enumerate(said)
    )
    row = Row("row", cells)
    table = Table("table", columns, (), (row,))
    fills, limit = (not is_low_row(row, table), 525) if low else (is_tall_row(row, table), 2200)
    assert fills == any(
        measure_words(letter * times) > limit * column.width
        for (letter, times), column in zip(said, columns, strict=True)
    )


@given(st.characters())
def test_no_letter_is_wider_than_the_widest(letter: str) -> None:
    assert measure_words(letter) < _WIDER
