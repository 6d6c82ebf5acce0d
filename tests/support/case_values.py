"""What hypothesis draws: all that the record of a case can say, made from the schema, as YAML has it."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from generator.records.load.printable import is_printable
from generator.records.schema import Case
from generator.records.schema.base import RefersTo
from generator.records.schema.partial_dates import PartialDate
from tests.support.strategies import partial_dates

_MOST_FIELDS = 4
words = st.text(st.one_of(st.characters(exclude_categories=("C",)), st.just("\n")), min_size=1, max_size=20).filter(
    lambda text: text == text.strip() and is_printable(text)
)
_ids = st.from_regex(r"[a-z0-9]{1,6}([.-][a-z0-9]{1,6})?", fullmatch=True)
_tags = st.sampled_from(("kk", "ru", "zh-Hant", "sr-Latn"))
_addresses = st.sampled_from(("https://example.org/a?b=1&c=2", "http://example.org/статья"))


@st.composite
def _parts(draw: st.DrawFn, model: type[BaseModel]) -> dict[str, Any]:
    """Some of the fields of a model, those that it needs among them."""
    optional = [name for name, field in model.model_fields.items() if not field.is_required() and name != "id"]
    # an entry that says nothing has no cell
    least = 0 if any(field.is_required() for field in model.model_fields.values()) else 1
    chosen = draw(st.sets(st.sampled_from(optional), min_size=least, max_size=_MOST_FIELDS)) if optional else set()
    values = {}
    for name, field in model.model_fields.items():
        if field.is_required() or name in chosen:
            values[field.alias or name] = draw(_by_type(field.annotation, tuple(field.metadata)))
    return values


def _by_type(kind: Any, said: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    origin = get_origin(kind)
    if origin is Annotated:
        inner, *more = get_args(kind)
        plain = tuple(part for one in more for part in (one.metadata if isinstance(one, FieldInfo) else (one,)))
        return _by_type(inner, (*said, *plain))
    if origin in (Union, UnionType):
        return st.one_of([_by_type(one, said) for one in get_args(kind) if one is not type(None)])
    if origin is tuple:
        return st.lists(_by_type(get_args(kind)[0], said), min_size=1, max_size=2)
    if origin is dict:
        value = get_args(kind)[1]
        return st.dictionaries(_tags if value is str else _ids, _by_type(value, ()), min_size=1, max_size=2)
    if origin is Literal:
        return st.sampled_from(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _parts(kind)
    if kind is PartialDate:
        return partial_dates
    if kind is bool:
        return st.sampled_from(("true", "false"))
    if kind in (int, float):
        return st.integers(2, 99).map(str)
    pattern = next((one.pattern for one in said if getattr(one, "pattern", None)), None)
    if pattern:
        return st.from_regex(pattern, fullmatch=True).filter(is_printable).map(str.strip)
    if any(isinstance(one, RefersTo) for one in said):
        return _ids
    return _addresses if any(isinstance(one, AfterValidator) for one in said) else words


case_values = st.builds(lambda id, said: {"id": id, **said}, _ids, _parts(Case))
"""The values of a case: of each part what it needs, and up to four fields more."""
