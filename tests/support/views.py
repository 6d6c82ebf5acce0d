"""Views for tests of comparisons: those of workspaces of the invented country, and what hypothesis draws."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from generator.records.schema.base import Visibility
from generator.review.diff import TOPICS, View
from generator.runs.compare import ComparedEdition, make_both_papers
from tests.support.strategies import partial_dates
from tests.support.workspaces import EDITION


def view(root: Path, edition: str = EDITION, audience: Visibility | None = None) -> View:
    """Return the view of an edition of a workspace in which nothing is wrong."""
    return make_both_papers(ComparedEdition(root, edition), ComparedEdition(root, edition), audience)[0].compared.view


_words = st.sampled_from(
    (
        "court",
        "held",
        "him",
        "in",
        "the",
        "castle",
        "for",
        "three",
        "years",
        "2020-05-02",
        "1,500",
        "—",
        "again",
        "Рудольф",
    )
)
_text = st.lists(_words, min_size=1, max_size=8).map(" ".join)
_ids = st.sampled_from(("gazette-1", "gazette-2", "weekly-1", "bureau", "watch-2022"))

_entry = st.fixed_dictionaries(
    {"date": partial_dates},
    optional={"text": _text, "stage": st.sampled_from(("arrested", "convicted")), "by": st.lists(_ids, max_size=3),
        "alleged": st.just(True)},
)  # fmt: skip
_record = st.fixed_dictionaries(
    {"title": _text},
    optional={"timeline": st.lists(_entry, max_size=3), "names": st.fixed_dictionaries({"preferred": _text}),
              "by": st.lists(_ids, max_size=3), "order": st.floats(0, 9),
              "values": st.lists(
                  st.fixed_dictionaries({"value": st.floats(0, 99), "as_of": partial_dates}), max_size=3)},
)  # fmt: skip
_records = st.dictionaries(_ids, _record, max_size=2)
_sentence = st.fixed_dictionaries({"text": _text}, optional={"notes": st.lists(_text, min_size=1, max_size=2)})
_part = st.fixed_dictionaries(
    {"kind": st.sampled_from(("paragraph", "item")), "sentences": st.lists(_sentence, max_size=3)}
)


def _with_ids(value: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Lists of values, each with an id of its own."""
    ids = st.sampled_from(("overview", "expression", "box.law", "annex"))
    return st.dictionaries(ids, value, max_size=3).map(lambda found: [{"id": id, **rest} for id, rest in found.items()])


_section = st.fixed_dictionaries({"kind": st.just("theme"), "title": _text, "parts": st.lists(_part, max_size=3)})
_row = st.fixed_dictionaries({"cells": st.dictionaries(st.sampled_from(("Name", "Status")), _text)})
_table = st.fixed_dictionaries({"title": _text, "rows": _with_ids(_row)})


def contents() -> st.SearchStrategy[dict[str, Any]]:
    """Contents of views: of their form, and otherwise without sense."""
    own = {
        "edition": _record,
        "order": st.lists(_ids, unique=True),
        "prose": _with_ids(_section),
        "lists": _with_ids(_table),
    }
    few = {topic: own.get(topic, _records if topic in ("cases", "sources") else st.just({})) for topic in TOPICS}
    return st.fixed_dictionaries(few)  # type: ignore[arg-type]
