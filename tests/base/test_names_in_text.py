"""Names are found in a text as the pattern of all of them would find them, longest first."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.base.text.names_in_text import count_beginnings, find_names

_WORDS = st.text(alphabet="ab -'é1\n.#", min_size=1, max_size=6)


@given(st.lists(_WORDS, min_size=1, max_size=6), st.text(alphabet="ab -'é1\n.#", max_size=40))
def test_it_finds_what_a_pattern_of_all_names_finds(names: list[str], text: str) -> None:
    longest = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    assert list(find_names(names)(text)) == [m[0] for m in re.finditer(rf"(?<![\w-])(?:{longest})(?![\w-])", text)]


def test_no_names_are_found_nowhere() -> None:
    assert list(find_names([])("Anna Rassendyll")) == []


@given(st.lists(_WORDS, max_size=6), st.lists(st.text(alphabet="ab -'é1\n.#", max_size=40), max_size=3))
def test_beginnings_are_counted_as_each_name_by_itself_would_be(names: list[str], texts: list[str]) -> None:
    found = count_beginnings(texts, names)
    for name in names:
        at_words = rf"(?<!\w)(?=\S)(?={re.escape(name)})"
        assert found[name] == sum(len(re.findall(at_words, text)) for text in texts)
