"""What a form asks for: the fields of each model, with their names, descriptions, kinds and words.

In: the models that `load` reads files with. Out: values for JSON, by the name of the model: its fields in order, each
with what it may be, and whether some readers alone may be given it. An own form and no JSON Schema: those that are made
for editors take each value with a visibility around it, and say in regular expressions what a form has a field of its
own for (dates, ids of records).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, ForwardRef, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.paper.select.visible import QUALIFYING
from generator.records.schema import COLLECTIONS, Country, Edition, SectionProse
from generator.records.schema.base import RefersTo, Text, make_tuple
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.verified import Verified

_TEXT = set(get_args(Text))

_MODELS: tuple[type[BaseModel], ...] = (*COLLECTIONS.values(), Country, Edition, SectionProse, Verified)


@cache
def make_forms() -> dict[str, list[dict[str, Any]]]:
    """Return the fields of each model, by its name."""
    made: dict[str, list[dict[str, Any]]] = {}
    todo: list[type[BaseModel]] = [*_MODELS]
    while todo:
        model = todo.pop()
        if model.__name__ in made:
            continue
        model.model_rebuild()
        made[model.__name__] = [_field(name, field, todo) for name, field in model.model_fields.items()]
    return made


_TELLS_OF_OTHERS = QUALIFYING | frozenset({
    "id", "visibility", "carried_over", "accused_of", "role", "not_named",
    "except", "basis", "already_public", "consent", "scope", "expires", "withdrawn", "removed", "by", "sources",
})  # fmt: skip
"""Fields that say how others are to be read, who may read them, or by which source they are known, which has a
visibility of its own: where one of these alone is withheld, the rest says something else."""


def _field(name: str, field: FieldInfo, todo: list[type[BaseModel]]) -> dict[str, Any]:
    said = field.alias or name
    kind = _type(field.annotation, field.metadata, todo)
    # what is left out counts as its default: of a claim without `alleged` a paper would make a fact
    means_itself = field.is_required() or field.default in (None, (), {})
    limits = means_itself and said not in _TELLS_OF_OTHERS
    if limits and kind["is"] == "list":
        kind["item"]["limits"] = True
    return {
        "name": said,
        "title": said.replace("_", " ").capitalize(),
        "help": field.description or "",
        "required": field.is_required(),
        "limits": limits,
        **kind,
    }


def _type(annotation: Any, said: Iterable[Any], todo: list[type[BaseModel]]) -> dict[str, Any]:
    """Return what a value may be: `is` says the kind; `said` is what stands beside the type."""
    notes = [*said]
    while get_origin(annotation) is Annotated:
        annotation, *more = get_args(annotation)
        notes += more
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        members = [one for one in inner if one is not NoneType]
        if any(one is str for one in members) and any(get_origin(one) is dict for one in members) and len(members) == 2:
            return {"is": "text"}
        kinds = [_type(one, notes, todo) for one in members]
        return kinds[0] if len(kinds) == 1 else {"is": "either", "of": kinds}
    if origin is Literal:
        return {"is": "choice", "of": [*inner]}
    if origin is tuple:
        one_word = any(getattr(note, "func", None) is make_tuple for note in notes)
        return {"is": "list", "item": _type(inner[0], _refers(notes), todo), "oneWord": one_word}
    if origin is dict:
        return {"is": "map", "item": _type(inner[1], (), todo)}
    return _plain(annotation, notes, todo)


def _plain(annotation: Any, notes: list[Any], todo: list[type[BaseModel]]) -> dict[str, Any]:
    if isinstance(annotation, ForwardRef):
        return {"is": "part", "of": annotation.__forward_arg__}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        todo.append(annotation)
        return {"is": "part", "of": annotation.__name__}
    if annotation is PartialDate:
        return {"is": "date"}
    if annotation is bool:
        return {"is": "yes"}
    if annotation in (int, float):
        return {"is": "number"}
    if refers := _refers(notes):
        return {"is": "id", "of": refers[0].collection}
    return {"is": "words"}


def _refers(notes: Iterable[Any]) -> list[RefersTo]:
    return [note for note in notes if isinstance(note, RefersTo)]
