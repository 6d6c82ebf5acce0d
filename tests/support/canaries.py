"""Plant values that must not be seen: in every field of every kind of record, found by reflection over the schema.

A canary is of the type that its field wants, and differs from everything that the workspace says otherwise: a text with
CANARY in it, the date 1901-07-13, the number 987654321. A field planted is written `{value: …, visibility: internal}`.
"""

from __future__ import annotations

import copy
import itertools
import json
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from generator.records.schema import COLLECTIONS, Edition, Record, SectionProse, Source
from generator.records.schema.base import RefersTo
from generator.records.schema.editions import SectionBlock
from tests.support.logos import make_png
from tests.support.workspaces import BRIEFING, EDITION, FILES, values

TOKENS = ("canary", "1901", "987654321", "987,654,321", "zzq", "qqq")
"""One of these is in every canary, however it is printed."""

Path = tuple[str | int, ...]

_NUMBERS = itertools.count(1)

SectionBlock.model_rebuild()  # holds blocks, which may be sections

CANARY_RECORDS = {
    "data/ruritania/organisations.yaml": {"canary": {"names": {"preferred": "CANARY body"}, "kind": "ngo"}},
    "data/ruritania/sources.yaml": {"canary": {"kind": "news", "url": "https://canary.example.org/"}},
    "data/ruritania/laws/canary.yaml": {"title": "CANARY code", "provisions": {"1": {"title": "CANARY offence"}}},
    "data/ruritania/cases/canary.yaml": {
        "names": {"preferred": "CANARY person"},
        "basis": {"already_public": "gazette-2"},
    },
    "data/ruritania/events.yaml": {"canary": {"title": "CANARY event", "date": "2020"}},
    "data/ruritania/figures.yaml": {"canary": {"what": "CANARY", "values": [{"value": 987654321, "as_of": "2020"}]}},
    "data/themes.yaml": {"canary": {"title": "CANARY theme", "order": 9}},
    "data/standards.yaml": {"canary": {"title": "CANARY standard"}},
    "data/canaria/country.yaml": {"names": {"preferred": "CANARY land"}},
    "data/dialogues.yaml": {"canary": {"visibility": "public", "title": "CANARY dialogue"}},
    "data/ruritania/recommendations.yaml": {"canary": {"theme": "expression", "addressee": "bureau", "text": "CANARY"}},
    "briefings/canary/edition.yaml": (
        values(f"{BRIEFING}/edition.yaml")
        | {
            "id": "canary",
            "title": "CANARY",
            "as_of": "2019",
            "outline": [],
            "annexes": [],
        }
    ),
}
"""Records that anybody may see and nobody cites: a reference to one of them, planted, would print its name."""

BEFORE = "ruritania-2019-11"

EARLIER = {f"briefings/{BEFORE}/edition.yaml": values(f"{BRIEFING}/edition.yaml") | {
    "id": BEFORE, "title": "Earlier concerns", "as_of": "2019-11-26", "date": "2019-11", "outline": [],
    "annexes": []}}  # fmt: skip
"""The edition before."""

DERIVED = {
    "data/ruritania/cases/flavia.yaml": {"names": {"preferred": "Flavia"}, "basis": {"already_public": "gazette-1"}},
    f"{BRIEFING}/derived.yaml": {"kind": "annex", "title": "What became of it", "blocks": [
        {"changes": ["cases", "recommendations", "figures", "ratings", "laws"]}, {"scorecard": ["repeal"]},
        {"picture": "custody", "cases": ["rassendyll"]}, {"picture": "prisoners"}, {"case_boxes": ["flavia"]},
        {"handover": ["rassendyll"], "asks": ["repeal"]}, {"asks": ["repeal"]},
        {"to_name": ["rassendyll"]}, {"rounds": "since_predecessor"}, {"definition": "treaty-19"}]},
}  # fmt: skip
"""A section of what is made of the records alone."""

MODELS: dict[str, tuple[str, type[Record], str | None]] = {
    "cases": ("data/ruritania/cases/rassendyll.yaml", COLLECTIONS["cases"], None),
    "events": ("data/ruritania/events.yaml", COLLECTIONS["events"], "march-2020"),
    "laws": ("data/ruritania/laws/ru-code.yaml", COLLECTIONS["laws"], None),
    "sources": ("data/ruritania/sources.yaml", COLLECTIONS["sources"], "gazette-1"),
    "recommendations": ("data/ruritania/recommendations.yaml", COLLECTIONS["recommendations"], "repeal"),
    "figures": ("data/ruritania/figures.yaml", COLLECTIONS["figures"], "marchers"),
    "people": ("data/ruritania/people.yaml", COLLECTIONS["people"], "hentzau"),
    "organisations": ("data/ruritania/organisations.yaml", COLLECTIONS["organisations"], "bureau"),
    "themes": ("data/themes.yaml", COLLECTIONS["themes"], "expression"),
    "standards": ("data/standards.yaml", COLLECTIONS["standards"], "treaty-19"),
    "countries": ("data/ruritania/country.yaml", COLLECTIONS["countries"], None),
    "dialogues": ("data/dialogues.yaml", COLLECTIONS["dialogues"], "zenda-dialogue"),
    "editions": (f"{BRIEFING}/edition.yaml", Edition, None),
    "overview": (f"{BRIEFING}/overview.yaml", SectionProse, None),
    "expression": (f"{BRIEFING}/expression.yaml", SectionProse, None),
    "prisoners": (f"{BRIEFING}/prisoners.yaml", SectionProse, None),
    "derived": (f"{BRIEFING}/derived.yaml", SectionProse, None),
}
"""A record of each kind that the paper prints: its file, its model, its name in a file of several."""

LOGO = "data/logos/bureau.png"

UNIQUE = {"id", "visibility", "box", "section"}
"""Names and keys of their own: `id` has to be its file's name, a visibility is a word of four."""


CLOSING = {"Basis.removed", "Consent.withdrawn"}
"""Fields with which a record is told to nobody, so that no canary in another field of it could be found."""


def complete() -> dict[str, Any]:
    """Return the workspace's files as values, in which every record of MODELS has every field that its kind knows."""
    files: dict[str, Any] = {name: values(name) for name in FILES}
    for name, record in (CANARY_RECORDS | EARLIER | DERIVED).items():
        files[name] = files.get(name, {}) | copy.deepcopy(record)
    files[f"{BRIEFING}/edition.yaml"]["annexes"].append("derived")
    for file, model, name in MODELS.values():
        target = files[file] if name is None else files[file][name]
        _fill(target, model)
    _make_ages_agree(files[MODELS["cases"][0]])
    return files


def _make_ages_agree(case: dict[str, Any]) -> None:
    """Let a case, as values, be born when its ages say."""
    case["date_of_birth"]["date"] = "1990-01"
    for step in (*case["timeline"], *(stage for one in case["proceedings"] for stage in one["stages"])):
        step["age"] = "30"


def whole(files: dict[str, Any]) -> dict[str, str | bytes]:
    """Return the files as text, and the logo that one of them names."""
    return {**written(files), LOGO: make_png(300, 100)}


def written(files: dict[str, Any]) -> dict[str, str]:
    """Return the files as text: JSON is YAML."""
    return {name: json.dumps(value, ensure_ascii=False, indent=1) for name, value in files.items()}


def plantings(files: dict[str, Any], kind: str) -> Iterator[tuple[Path, str | None]]:
    """Yield the path of every field in the record of a kind, and of every item; and which field of which model it
    is."""
    file, model, name = MODELS[kind]
    yield from _paths(files[file] if name is None else files[file][name], model, ())


def plant(files: dict[str, Any], kind: str, path: Path) -> dict[str, Any]:
    """Return the files with the field at `path` of the record replaced by a canary that is internal."""
    file = MODELS[kind][0]
    planted = {**files, file: copy.deepcopy(files[file])}
    holder, annotation, field = _find(planted, kind, path)
    holder[path[-1]] = {"value": _canary(holder[path[-1]], annotation, field), "visibility": "internal"}
    return planted


def list_other_values(files: dict[str, Any], kind: str, path: Path) -> list[Any]:
    """Return values that the field at `path` of the record may have instead of its own: of a few known words all, days
    before and after the paper, other records, one other of anything else; and None for none, where it may be left
    out."""
    holder, annotation, field = _find(files, kind, path)
    value = holder[path[-1]]
    words: list[Any] = [None] if isinstance(holder, dict) and field is not None and not field.is_required() else []
    if collection := _refers(annotation, field):
        words += OTHERS.get(collection, [])
    words += [word for part in _parts(annotation) if get_origin(part) is Literal for word in get_args(part)]
    other = _canary(value, annotation, field)
    days = ["2099-01-01", "2020-11-26"] if other == "1901-07-13" else []
    return [one for one in dict.fromkeys([other, *days, *words]) if one != value]


def _find(files: dict[str, Any], kind: str, path: Path) -> tuple[Any, Any, Any]:
    """Return what holds the value at `path` of the record, its type, and the field."""
    file, model, name = MODELS[kind]
    holder: Any = files[file] if name is None else files[file][name]
    annotation: Any = model
    field: Any = None
    for number, step in enumerate(path):
        inner = _model(annotation, holder)
        if inner:
            field = _names(inner)[step]
            annotation = field.annotation
        else:
            annotation = _items(annotation, holder)
        if number < len(path) - 1:
            holder = holder[step]
    return holder, annotation, field


def plant_text(files: dict[str, Any], kind: str, path: Path, text: str) -> dict[str, Any] | None:
    """Return the files with the field at `path` replaced by a text that is internal; None where it holds no free
    text."""
    planted = plant(files, kind, path)
    file, _, name = MODELS[kind]
    holder: Any = planted[file] if name is None else planted[file][name]
    for step in path[:-1]:
        holder = holder[step]
    if holder[path[-1]]["value"] != "CANARY words":
        return None
    holder[path[-1]]["value"] = text
    return planted


def remove(files: dict[str, Any], kind: str, path: Path) -> dict[str, Any]:
    """Return the files without the field at `path` of the record."""
    file, _, name = MODELS[kind]
    without = {**files, file: copy.deepcopy(files[file])}
    holder: Any = without[file] if name is None else without[file][name]
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    return without


def every_field() -> set[str]:
    """Return the name of every field of every model that a record can hold, as `plantings` names them."""
    return {f"{model.__name__}.{name}" for model in _all_models() for name in _names(model) if name not in UNIQUE}


def describe_fields() -> dict[str, str]:
    """Return the descriptions of all fields, by their names as `plantings` gives them."""
    return {f"{model.__name__}.{name}": field.description or "" for model in _all_models()
            for name, field in _names(model).items()}  # fmt: skip


def is_word(owner: str) -> bool:
    """Tell whether a field holds one of a few known words, so that no canary could be told from any other value."""
    models = {model.__name__: model for model in _all_models()}
    model, _, name = owner.partition(".")
    parts = _parts(_names(models[model])[name].annotation)
    return all(get_origin(part) is Literal or part is bool for part in parts)


def _all_models() -> list[type[BaseModel]]:
    found = list(dict.fromkeys(model for _, model, _ in MODELS.values()))
    for model in found:  # grows while it is read
        for field in _names(model).values():
            found += [inner for inner in _models(field.annotation) if inner not in found]
    return found


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation) if get_origin(annotation) is not Literal else ():
        yield from _models(part)


# ── reflection ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _parts(annotation: Any) -> list[Any]:
    """Return the types that an annotation allows, without None."""
    if get_origin(annotation) in (Union, type(int | str)):
        return [part for a in get_args(annotation) for part in _parts(a)]
    if hasattr(annotation, "__metadata__"):
        return [annotation] if _marks(annotation) else _parts(get_args(annotation)[0])
    return [] if annotation is type(None) else [annotation]


def _marks(annotation: Any) -> list[Any]:
    return [m for m in getattr(annotation, "__metadata__", ()) if isinstance(m, RefersTo)]


def _model(annotation: Any, value: Any) -> type[BaseModel] | None:
    """Return the model of a value that is a part: among those allowed the one that knows its keys best, of two the
    smaller."""
    models = [p for p in _parts(annotation) if isinstance(p, type) and issubclass(p, BaseModel)]
    if not isinstance(value, dict) or not models:
        return None
    return max(models, key=lambda m: (len(set(value) & _names(m).keys()), -len(_names(m))))


def _items(annotation: Any, value: Any) -> Any:
    """Return the annotation of what a list, or a mapping by name, holds."""
    wanted = dict if isinstance(value, dict) else tuple
    for part in _parts(annotation):
        if hasattr(part, "__metadata__"):
            part = get_args(part)[0]
        if get_origin(part) is wanted:
            return get_args(part)[1 if wanted is dict else 0]
    return annotation


def _inside(value: Any) -> list[tuple[str | int, Any]]:
    return list(enumerate(value)) if isinstance(value, list) else list(value.items()) if isinstance(value, dict) else []


def _names(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _refers(annotation: Any, field: Any = None) -> str | None:
    found = [m for m in getattr(field, "metadata", ()) if isinstance(m, RefersTo)] + _marks(annotation)
    for part in () if found else get_args(annotation):
        if collection := _refers(part):
            return collection
    return found[0].collection if found else None


def _fill(target: dict[str, Any], model: type[BaseModel], depth: int = 0) -> None:
    """Write every field that the record lacks, with an unremarkable value, its parts too."""
    for name, field in _names(model).items():
        if name in UNIQUE or (name == "sources" and model is Source):
            continue
        if name not in target and depth < 6:
            value = _plain(name, field.annotation, field)
            if value is not None:
                target[name] = value
        _fill_parts(target.get(name), field.annotation, depth)


def _fill_parts(value: Any, annotation: Any, depth: int) -> None:
    if model := _model(annotation, value):
        _fill(value, model, depth + 1)
    else:
        for _, item in _inside(value):
            _fill_parts(item, _items(annotation, value), depth)


KNOWN = {"sources": "gazette-1", "cases": "tarlenheim", "laws": "ru-code/13", "organisations": "bureau",
         "events": "march-2020", "figures": "marchers", "standards": "treaty-19", "themes": "expression",
         "countries": "ruritania", "dialogues": "zenda-dialogue", "recommendations": "release"}  # fmt: skip

OTHERS = {"recommendations": ["repeal", "release"], "cases": ["rassendyll"], "laws": ["ru-code/12", "ru-code/13"]}
"""More records that may be named instead."""

SPECIAL = {
    "from_place": "Castle of Tarn", "to_place": "Colony of Tarn",
    "lawyers": [{"name": "some counsel", "visibility": "public"}],
    "style": "dialogue-paper", "languages": ["en"], "audience": "public", "outline": None, "annexes": None,
    "marks": None, "removed": None, "withdrawn": None,
    "part": "1", "items": ["1"], "in_connection_with": [{"provision": "ru-code/12"}],
    "event": "march-2020", "expires": "2030", "published": "2020-12",
    "predecessor": BEFORE, "first_edition": EDITION, "carried_over": BEFORE, "file": LOGO,
}  # fmt: skip
"""Fields that change what is printed, or refer to what there is but one of: filled by hand or left as they are."""


def _plain(name: str, annotation: Any, field: Any = None, depth: int = 0) -> Any:
    if name in SPECIAL:
        return SPECIAL[name]
    if collection := _refers(annotation, field):
        return [KNOWN[collection]] if "tuple" in str(annotation) else KNOWN[collection]
    text = str(annotation) + str(getattr(field, "json_schema_extra", "")) + str(getattr(field, "metadata", ""))
    if "partial" in text:
        return "2020-01"
    for part in _parts(annotation):
        kind = get_origin(part) or part
        if kind is Literal:
            return "imprisoned" if "imprisoned" in get_args(part) else get_args(part)[0]
        if kind is bool:
            return "false"
        if kind in (int, float):
            return "1" if name == "demands" else "7"  # the number of a demand that there is
        if kind is str:
            return _text(text, "some words", "https://example.org/some", "3 days", "RUR", "ru")
        if kind is tuple:
            inner = _plain(name, get_args(part)[0], None, depth + 1)
            return [] if inner is None else [inner]
        if kind is dict:
            inner = get_args(part)[1]
            return (
                {"ru": "слова"}
                if inner is str
                else {f"inner-{next(_NUMBERS)}": {"kind": "news"}}
                if inner is Source
                else None
            )
        if isinstance(part, type) and issubclass(part, BaseModel) and depth < 3:
            return {
                n: v
                for n, f in _names(part).items()
                if f.is_required() and (v := _plain(n, f.annotation, f, depth + 1)) is not None
            }
    return None


def _text(annotation: str, words: str, url: str, length: str, currency: str, language: str) -> str:
    if "address" in annotation:
        return url
    if "@" in annotation:
        return f"{words.split()[0]}@example.org"
    if "(png|" in annotation:
        return f"data/{words.split()[0]}.png"
    if "[0-9 ()" in annotation or "[IVXLC]" in annotation:
        return length.split()[0]
    if "day|week" in annotation:
        return length
    if "[A-Z]{3}" in annotation:
        return currency
    return language if "[a-z]{2,3}" in annotation and "dict" not in annotation else words


def _paths(value: Any, model: type[BaseModel], path: Path) -> Iterator[tuple[Path, str | None]]:
    for name, field in _names(model).items():
        if name in value and name not in UNIQUE:
            yield (*path, name), f"{model.__name__}.{name}"
            yield from _paths_inside(value[name], field.annotation, (*path, name))


def _paths_inside(value: Any, annotation: Any, path: Path) -> Iterator[tuple[Path, str | None]]:
    if model := _model(annotation, value):
        yield from _paths(value, model, path)
        return
    for key, item in _inside(value):
        yield (*path, key), None
        yield from _paths_inside(item, _items(annotation, value), (*path, key))


def _canary(value: Any, annotation: Any, field: Any) -> Any:
    """Return a canary of the shape of the value."""
    if model := _model(annotation, value):
        names = _names(model)
        return {k: v if k in UNIQUE else _canary(v, names[k].annotation, names[k]) for k, v in value.items()}
    if isinstance(value, list):
        return [_canary(item, _items(annotation, value), field) for item in value]
    if isinstance(value, dict):
        return {key: _canary(item, _items(annotation, value), field) for key, item in value.items()}
    return _leaf(str(value), annotation, field)


def _leaf(value: str, annotation: Any, field: Any) -> Any:
    if collection := _refers(annotation, field):
        return "canary/1" if collection == "laws" else "canary"
    text = str(annotation) + str(getattr(field, "json_schema_extra", "")) + str(getattr(field, "metadata", ""))
    if "partial" in text:
        return "1901-07-13"
    for part in _parts(annotation):
        if get_origin(part) is Literal and value in get_args(part):
            return next((word for word in reversed(get_args(part)) if word != value), value)
        if part is bool:
            return "true" if value == "false" else "false"
        if part in (int, float):
            return "987654321"
    return _text(text, "CANARY words", "https://canary.example.org/x", "987654321 days", "QQQ", "zzq")
