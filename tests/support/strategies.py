"""What hypothesis draws: dates, cases with dated entries, and documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from generator.paper.document import Document

days = st.dates(date(2019, 1, 1), date(2021, 12, 31)).map(date.isoformat)
partial_dates = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]))
"""A day, a month or a year, as records write them."""

STAGES = ("summoned", "questioned", "searched", "detained", "arrested", "remanded", "charged", "released")


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """A case whose every entry says its own date in its text: `on 2020-03`."""
    stages = [
        {"date": day, "stage": draw(st.sampled_from(STAGES)), "text": f"on {day}"}
        for day in draw(st.lists(partial_dates, max_size=4))
    ]
    timeline = [
        {
            draw(st.sampled_from(("date", "as_of"))): day,
            "text": f"on {day}",
            "status": draw(st.sampled_from(("detained", "released"))),
        }
        for day in draw(st.lists(partial_dates, max_size=4))
    ]
    return {
        "names": {"preferred": "Rudolf Rassendyll"},
        "proceedings": [{"stages": stages}],
        "timeline": timeline,
        "detention": [{"as_of": day, "place": f"castle on {day}"} for day in draw(st.lists(partial_dates, max_size=2))],
        "recognitions": [
            {"recognised_by": "bureau", "as_of": day, "others": f"others on {day}"}
            for day in draw(st.lists(partial_dates, max_size=2))
        ],
        "profile": [{"as_of": day, "text": f"told on {day}"} for day in draw(st.lists(partial_dates, max_size=2))],
        "raised_by": [
            {"raised_by": "council", "date": day, "text": f"on {day}"}
            for day in draw(st.lists(partial_dates, max_size=2))
        ],
    }


# ── documents ─────────────────────────────────────────────────────────────────────────────────────────────────────────

_SPECIAL: dict[str, st.SearchStrategy[str]] = {
    "url": st.sampled_from(("https://example.org/a?b=1&c=2", "http://example.org/статья")),
    "date": partial_dates,
    "lang": st.sampled_from(("en", "kk", "zh-Hant")),
    "svg": st.just('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'),
    **dict.fromkeys(("id", "target", "note", "key"),
        st.from_regex(r"[a-z0-9]{1,4}([.-][a-z0-9]{1,4}){0,2}", fullmatch=True)),
}  # fmt: skip
"""What has a form of its own, by the name of its field."""

_text = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=20)


def documents() -> st.SearchStrategy[Document]:
    """Documents of whatever document.py knows: right by their types, and otherwise without sense."""
    return _by_type(Document, "", 0)


def _by_type(kind: Any, name: str, depth: int) -> st.SearchStrategy[Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return st.one_of([_by_type(one, name, depth) for one in inner])
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is tuple and inner[-1] is not Ellipsis:
        return st.tuples(*(_by_type(one, name, depth) for one in inner))
    if origin is tuple:
        # blocks hold blocks: deep down, nothing stands in them any more
        return st.lists(_by_type(inner[0], name, depth), max_size=2 if depth < 5 else 0).map(tuple)
    if origin is not None and issubclass(origin, Mapping):
        return st.dictionaries(_text, _by_type(inner[1], name, depth), max_size=2)
    if is_dataclass(kind):
        types = get_type_hints(kind)
        return st.deferred(
            lambda: st.builds(
                kind,
                **{
                    field.name: (
                        st.none() if field.name == "origin" else _by_type(types[field.name], field.name, depth + 1)
                    )
                    for field in fields(kind)
                },
            )
        )
    simple: dict[Any, st.SearchStrategy[Any]] = {
        NoneType: st.none(),
        bool: st.booleans(),
        bytes: st.binary(max_size=10).map(b"\x89PNG\r\n\x1a\n".__add__),
        float: st.floats(0.01, 300),
        int: st.integers(1, 6) if name == "level" else st.integers(),
        str: _SPECIAL.get(name, _text),
    }
    return simple[kind]
