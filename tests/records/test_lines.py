"""The lines of files are those of their texts, whoever asks for them, and are held once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.records.load.lines import Lines, read_texts
from generator.records.schema import Source
from tests.support.examples import examples

TEXTS = st.dictionaries(st.sampled_from("abcdefghijklm"), st.text("ə\nx \ud800"))


@given(texts=TEXTS, changed=TEXTS, asked=st.lists(st.sampled_from("abcdefghijklm"), max_size=30))
@settings(max_examples=examples(100))
def test_the_lines_are_those_of_the_text(texts: dict[str, str], changed: dict[str, str], asked: list[str]) -> None:
    held = Lines()
    for file, text in texts.items():
        held.add(file, text)
    known = {file: text.split("\n") for file, text in texts.items()}
    assert held == known
    assert (list(held), len(held), dict(read_texts(held))) == (list(texts), len(texts), texts)
    assert [held.get(file) for file in asked] == [known.get(file) for file in asked]
    other = {file: text.split("\n") for file, text in changed.items()}
    assert Lines(held, other) == known | other
    assert dict(read_texts(known)) == texts
    for file, text in changed.items():
        held.add(file, text)
    assert held == known | other


def test_what_somebody_holds_is_no_second_time_in_memory() -> None:
    held = Lines({str(n): [str(n)] for n in range(100)})
    first = held["0"]
    every = [held[str(n)] for n in range(100)]
    assert every[0] is first is held["0"]


def test_parts_of_which_the_same_was_given_say_so_in_one_place_and_a_copy_in_its_own() -> None:
    one, other = (Source.model_validate({"id": id, "kind": "news", "publisher": ["x"]}) for id in ("a", "b"))
    assert one.model_fields_set is other.model_fields_set == {"id", "kind", "publisher"}
    copied = one.model_copy(update={"title": {"en": "x"}})
    assert copied.model_fields_set == {"id", "kind", "publisher", "title"}
    assert other.model_fields_set == {"id", "kind", "publisher"}
