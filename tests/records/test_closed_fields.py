"""Who may see a field is told of all fields of a record as it is of each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.records.load import Entry, PathInRecord
from generator.records.load.parse import Map
from generator.records.schema import Theme
from generator.records.schema.base import VISIBILITIES, Visibility

STEPS = st.one_of(st.sampled_from(["names", "health", "value"]), st.integers(0, 2))
PATHS = st.lists(STEPS, max_size=4).map(tuple)


@given(
    st.dictionaries(PATHS, st.sampled_from(VISIBILITIES), max_size=4), st.lists(PATHS), st.sampled_from(VISIBILITIES)
)
def test_a_field_is_closed_as_it_is_told_of_each(
    limits: dict[PathInRecord, Visibility], paths: list[PathInRecord], audience: Visibility
) -> None:
    theme = Theme(id="torture", title="Torture", order=1)
    entry = Entry(theme, "themes", "data/themes.yaml", Map(), "public", limits)
    is_closed = entry.find_closed(audience)
    assert [entry.above(audience, path) for path in paths] == [bool(is_closed and is_closed(path)) for path in paths]
