"""Each letter of a text is found in its file, whether it is sought by itself or with its word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.base.diagnostics import Origin
from generator.paper.assemble.places import TextPlace


@given(
    st.lists(st.sampled_from(["ab", "a", " ", "  ", "\n", "'", "\\", "b c", ">", "|"]), max_size=8).map("".join),
    st.lists(st.lists(st.sampled_from(["ab", "a", " ", "'", "''", "b c", "\\"]), max_size=6).map("".join), max_size=3),
    st.integers(1, 2),
    st.lists(st.integers(0, 9), min_size=1, max_size=4),
)
def test_a_letter_is_found_as_if_each_were_sought_alone(
    text: str, lines: list[str], row: int, offsets: list[int]
) -> None:
    asked = TextPlace("one.yaml", lines, Origin("one.yaml", row, 1), text)
    each = _seek_each(asked)
    for offset in offsets:
        if offset < len(text):
            assert asked._align(offset) == each[offset]


def _seek_each(place: TextPlace) -> list[tuple[int, int]]:
    """Return where each letter of a text stands: none is taken with others."""
    row, column = (place._origin.line, 0) if place._opening == ">" else (place._origin.line - 1, 0)
    found = []
    for letter in place.text:
        if not letter.isspace():
            row, column = place._next(letter, row, column)
        found.append((row, column))
        column += not letter.isspace()  # a blank stands right behind its word, and so does the next one
    return found
