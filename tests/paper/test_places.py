"""Each letter of a text is found in its file, whether it is sought by itself or with its word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.base.diagnostics import Origin
from generator.paper.assemble.places import TextPlace


@given(
    st.lists(st.sampled_from(["ab", "a", " ", "  ", "'", "\\", "b c", ">", "|"]), max_size=8).map("".join),
    st.lists(st.lists(st.sampled_from(["ab", "a", " ", "'", "''", "b c", "\\"]), max_size=6).map("".join), max_size=3),
    st.integers(1, 2),
    st.lists(st.integers(0, 9), min_size=1, max_size=4),
)
def test_a_letter_is_found_as_if_each_were_sought_alone(
    text: str, lines: list[str], row: int, offsets: list[int]
) -> None:
    whole, asked = (TextPlace("one.yaml", lines, Origin("one.yaml", row, 1), text) for _ in range(2))
    each = [whole._align(offset) for offset in range(len(text))]  # letter by letter: no word is taken at once
    for offset in offsets:
        if offset < len(text):
            assert asked._align(offset) == each[offset]
