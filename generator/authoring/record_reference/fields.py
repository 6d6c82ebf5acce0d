"""List the fields of every kind of record, by their paths: `case.proceedings.stages.date`.

In: the models. Out: fields in the order in which `fmt` puts them, each with what it may hold in plain words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, ForwardRef, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from generator.authoring.record_reference.words import A_RECORD, RECORDS
from generator.records.schema import COLLECTIONS, Edition, SectionProse, Source
from generator.records.schema.base import NOT_PRINTED, RefersTo
from generator.records.schema.editions import BLOCK_KINDS, BlockRecord, SectionBlock
from generator.records.schema.files import SINGLE
from generator.records.schema.lengths import LENGTH_PATTERN
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.sources import check_address
from generator.records.schema.templates import Template
from generator.records.schema.verified import Verified

BLOCK = "block."
"""With this begins the name of a kind of block: `block.prisoners`."""


@dataclass(frozen=True, slots=True)
class RecordField:
    """A field: its path, the model and name that it has there (`Stage.date`), what it may hold and means, why it is
    not printed (None: it is), whether every record needs it, what counts without it, and the model of its parts."""

    path: str
    owner: str
    holds: str
    meaning: str
    not_printed: str | None
    needed: bool
    default: str | None
    part: type[BaseModel] | None

    @property
    def name(self) -> str:
        """The name as YAML has it."""
        return self.path.rpartition(".")[2]


@cache
def list_kinds() -> Mapping[str, type[BaseModel]]:
    """Return the model of each kind of record and of block, by the name under which it is looked up."""
    SectionBlock.model_rebuild()
    kinds: dict[str, type[BaseModel]] = {SINGLE[name]: model for name, model in COLLECTIONS.items()}
    kinds |= {"edition": Edition, "section": SectionProse, "verified": Verified, "style": Template}
    members = get_args(get_args(BlockRecord)[0])
    blocks = {get_args(one)[1].tag: get_args(one)[0] for one in members}
    return kinds | {f"{BLOCK}{kind}": blocks[kind] for kind in BLOCK_KINDS}


@cache
def list_fields(kind: str) -> tuple[RecordField, ...]:
    """Return the fields of a kind and those of its parts, each part behind the field in which it stands."""
    return tuple(_walk(list_kinds()[kind], kind, ()))


@cache
def find_fields() -> Mapping[str, RecordField]:
    """Return every field by its path."""
    return {field.path: field for kind in list_kinds() for field in list_fields(kind)}


def list_own(path: str) -> list[RecordField]:
    """Return the fields right below a kind or a field."""
    kind = next(one for one in sorted(list_kinds(), key=len, reverse=True) if f"{path}.".startswith(f"{one}."))
    return [field for field in list_fields(kind) if field.path.rpartition(".")[0] == path]


def _walk(model: type[BaseModel], path: str, around: tuple[type[BaseModel], ...]) -> Iterator[RecordField]:
    for name, field in model.model_fields.items():
        here = f"{path}.{field.alias or name}"
        meaning, _, reason = " ".join((field.description or "").split()).partition(NOT_PRINTED)
        part = _find_part(field.annotation)
        yield RecordField(
            here, f"{model.__name__}.{field.alias or name}", _say_type(field.annotation, tuple(field.metadata)),
            meaning.strip(), reason.strip() or None, field.is_required(), _say_default(field), part,
        )  # fmt: skip
        # a source has a reference of its own, blocks have one each
        if part and part is not Source and part not in around:
            yield from _walk(part, here, (*around, part))


def _find_part(annotation: Any) -> type[BaseModel] | None:
    """Return the model of the parts that a field holds; blocks are many, and none of them is it."""
    if annotation is BlockRecord or isinstance(annotation, ForwardRef):
        return None
    if get_origin(annotation) is Annotated and any(part is BlockRecord for part in (annotation,)):
        return None
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = [part for inner in _inner(annotation) if (part := _find_part(inner))]
    return found[0] if len(set(found)) == 1 else None


def _inner(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Annotated:
        return get_args(annotation)[:1]
    return () if get_origin(annotation) is Literal else tuple(one for one in get_args(annotation) if one is not ...)


def _say_default(field: FieldInfo) -> str | None:
    default = field.default
    if field.is_required() or default in (None, (), {}, "", False):
        return None
    return ", ".join(map(str, default)) if isinstance(default, tuple) else str(default)


# ── types in plain words ──────────────────────────────────────────────────────────────────────────────────────────────


_ENTRIES, _ONE_OR_MORE = "entries: a list", ": one, or a list"


def _say_type(annotation: Any, about: tuple[Any, ...] = (), many: bool = False) -> str:
    """Return what a value may be; `about` is what is said beside its type, `many` that a list of such is meant."""
    origin = get_origin(annotation)
    if annotation is BlockRecord:
        return "blocks, in order" if many else "a block"
    if origin is Annotated:
        return _say_type(get_args(annotation)[0], (*get_args(annotation)[1:], *about), many)
    refers = next((one for one in about if isinstance(one, RefersTo)), None)
    if refers:
        single, several = A_RECORD[refers.collection], RECORDS[refers.collection]
        listed = many or _has_tuple(annotation)
        return f"ids of {several}{_ONE_OR_MORE}" if listed else f"the id of {single}"
    if origin in (Union, UnionType):
        members = [one for one in get_args(annotation) if one is not type(None)]
        if str in members and any(get_origin(one) is dict for one in members):
            return "texts: each in one language or by language" if many else "text, or text by language: {en: …, ru: …}"
        said = list(dict.fromkeys(_say_type(one, about if len(members) == 1 else (), many) for one in members))
        if many and len(said) > 1 and said[-1] == _ENTRIES:
            return f"{said[0].removesuffix(_ONE_OR_MORE)}, or entries of fields: a list"
        return ", or ".join(said)
    if origin is tuple:
        return _say_type(get_args(annotation)[0], about, True)
    if origin is dict or str(origin).endswith("Mapping'>"):
        return _say_mapping(*get_args(annotation))
    return _say_plain(annotation, about, many)


def _has_tuple(annotation: Any) -> bool:
    return get_origin(annotation) is tuple or any(_has_tuple(one) for one in _inner(annotation))


def _say_mapping(key: Any, value: Any) -> str:
    if value is Source:
        return "sources, each below its id"
    if isinstance(value, type) and issubclass(value, BaseModel):
        return "entries, each below its number"
    if "a-z]{2,3}" in str(key):
        return "text by language: {kk: …, ru: …}"
    words = _say_type(value)
    return f"names with values: {words}"


def _say_plain(annotation: Any, about: tuple[Any, ...], many: bool) -> str:
    if get_origin(annotation) is Literal:
        words = ", ".join(map(str, get_args(annotation)))
        return f"words, one or a list: {words}" if many else f"one of: {words}"
    if annotation is PartialDate:
        return "a day, a month or a year: 2024-05-01, 2024-05, 2024"
    if annotation is bool:
        return "true or false"
    if annotation in (int, float):
        number = "whole number" if annotation is int else "number"
        return f"{number}s" if many else f"a {number}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _ENTRIES if many else "an entry of fields"
    if any(isinstance(one, AfterValidator) and one.func is check_address for one in about):
        return "an address: https://example.org/page"
    patterns = " ".join(str(one) for one in about)
    if LENGTH_PATTERN in patterns or LENGTH_PATTERN.replace("\\", "\\\\") in patterns:
        return "a length of time: 15 days, 3 years, 5 years and 6 months, life"
    if "[A-Z]{3}" in patterns:
        return "a currency’s three letters: EUR"
    return "texts: a list" if many else "text"
