"""The JSON of a document is what Python's library makes of it, value by value."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.formats.json import write_json
from generator.paper.document import Document
from tests.support.documents import sample
from tests.support.examples import examples
from tests.support.strategies import documents


def plain(value: Any) -> Any:
    """Return a value in types that JSON has."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((f.name, getattr(value, f.name)) for f in fields(value) if f.name != "origin")
        kept = {name: plain(item) for name, item in pairs if item is not None and item is not False and item != ()}
        return {"type": type(value).__name__} | kept
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return b64encode(value).decode() if isinstance(value, bytes) else value


def by_the_library(value: Any) -> bytes:
    return (json.dumps(plain(value), ensure_ascii=False, indent=1) + "\n").encode()


@given(document=documents())
@settings(max_examples=examples(100, 5))
def test_it_is_written_as_the_library_would(document: Document) -> None:
    assert write_json(document) == by_the_library(document)


def test_the_sample_is_written_as_the_library_would() -> None:
    assert write_json(sample()) == by_the_library(sample())


@dataclass(frozen=True)
class One:
    value: Any


@dataclass(frozen=True)
class Holder:
    first: Any = None
    second: Any = ()
    origin: Any = None


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=["Cs"]))
    | st.binary(),
    lambda inner: st.lists(inner, max_size=3).map(tuple)
    | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    | st.builds(One, inner)
    | st.builds(Holder, inner, inner, inner),
    max_leaves=8,
)  # fmt: skip


@given(value=st.builds(Holder, values, values))
@settings(max_examples=examples(500, 100))
def test_a_value_of_any_kind_is_written_as_the_library_would(value: Any) -> None:
    assert write_json(value) == by_the_library(value)
