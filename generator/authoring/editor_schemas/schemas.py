"""JSON Schemas (draft 2020-12) of every kind of file, from the models that `load` reads them with.

In: nothing. Out: schemas by name. A schema takes what the models take, in the types that YAML gives it (a year is a
number), and each value also as `{value: …, visibility: …}`. What stands between records (an id that is not there, a
day before another) no schema can see: `briefing check` does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic.json_schema import models_json_schema

from generator.authoring.editor_schemas.models import ModelSchemas
from generator.records.load.label_keys import OF_KIND, REQUIRED, list_placeholders
from generator.records.schema import COLLECTIONS, Country, Edition, Record, SectionProse
from generator.records.schema.base import VISIBILITIES
from generator.records.schema.files import SINGLE
from generator.records.schema.signatures import Signatures
from generator.records.schema.templates import Template
from generator.records.schema.verified import Verified

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_ID = r"^[a-z0-9]+([.-][a-z0-9]+)*$"

_NO_SECTIONS = ("edition", "signatures", "verified")
"""Files beside the sections of an edition that are none."""


class FileSchema(NamedTuple):
    """A schema, and the files that it is for, as patterns below the workspace (`!…` takes files out again)."""

    name: str
    globs: tuple[str, ...]
    schema: Mapping[str, Any]


def make_file_schemas() -> list[FileSchema]:
    """Return the schema of each kind of file."""
    models: list[type[Record]] = [*COLLECTIONS.values(), Edition, SectionProse, Signatures, Verified, Template]
    _, found = models_json_schema([(model, "validation") for model in models], schema_generator=ModelSchemas)
    defs = _with_visibility(found["$defs"])
    made = []
    for collection, model in COLLECTIONS.items():
        single = SINGLE[collection]
        words = " ".join((model.__doc__ or "").split())
        if collection == "countries":
            continue
        made.append(
            _file(
                single,
                f"data/**/{collection}/*.yaml",
                {"title": _titled(single), "description": words, **_ref(model.__name__)},
                defs,
            )
        )
        many = {
            "type": "object",
            "propertyNames": {"pattern": _ID},
            "additionalProperties": {"description": words, **_ref(model.__name__)},
        }
        made.append(
            _file(
                collection,
                f"data/**/{collection}.yaml",
                {"title": _titled(collection), "description": f"Each by its id. {words}", **many},
                defs,
            )
        )
    for name, model, globs in (
        ("country", Country, ("data/**/country.yaml",)),
        ("edition", Edition, ("briefings/*/edition.yaml",)),
        ("section", SectionProse, ("briefings/*/*.yaml", *(f"!briefings/*/{name}.yaml" for name in _NO_SECTIONS))),
        ("signatures", Signatures, ("briefings/*/signatures.yaml",)),
        ("verified", Verified, ("briefings/*/verified.yaml",)),
        ("template", Template, ("templates/*/template.yaml",)),
    ):
        words = " ".join((model.__doc__ or "").split())
        made.append(_file(name, globs, {"title": _titled(name), "description": words, **_ref(model.__name__)}, defs))
    made.append(_file("defaults", ("data/**/defaults.yaml",), _DEFAULTS, {}))
    made.append(_file("labels", ("templates/*/labels/*.yaml",), _labels(), {}))
    return sorted(made, key=lambda one: one.name)


# ── {value: …, visibility: …} ─────────────────────────────────────────────────────────────────────────────────────────

_VISIBILITY = {
    "title": "Visibility",
    "description": "Who may see it, from everyone to the authors alone.",
    "enum": list(VISIBILITIES),
}


def _limitable(inner: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the schema of a value of the definition `name`, with or without a visibility of its own."""
    around = {
        "properties": {
            "value": {"title": "Value", "description": "What only some may see.", "$ref": f"#/$defs/{name}"},
            "visibility": _VISIBILITY,
        }
    }
    # what has these two names and no other is read so (`is_limited` in generator/records/load/dataset.py)
    these = {"type": "object", "required": ["value", "visibility"], "maxProperties": 2}
    if _is_scalar(inner):
        # the YAML language server completes the words of an `anyOf`, and not those of an `else`
        return {"anyOf": [inner, {**these, **around}]}
    # an error in what is inside is told with its place, and not as one of the whole
    return {"if": these, "then": around, "else": inner}


def _is_scalar(schema: Mapping[str, Any]) -> bool:
    if "anyOf" in schema:
        return all(_is_scalar(one) for one in schema["anyOf"])
    return "$ref" not in schema and "oneOf" not in schema and schema.get("type") not in ("object", "array")


def _with_visibility(models: Mapping[str, Any]) -> dict[str, Any]:
    """Return definitions of the models and of the values in them, each also as `{value: …, visibility: …}`.

    A model is `<name>`, without such a visibility around it `<name>.plain`.
    """
    defs = _Definitions()
    for name, schema in models.items():
        defs.made[name] = _limitable({"$ref": f"#/$defs/{name}.plain"}, name)
        defs.made[f"{name}.plain"] = defs.model(name, schema)
    return defs.made


class _Definitions:
    """Definitions by name; values of the same schema have one in common."""

    def __init__(self) -> None:
        self.made: dict[str, Any] = {}
        self._names: dict[str, str] = {}

    def model(self, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        properties = {key: self._value(inner, f"{name}.{key}") for key, inner in schema["properties"].items()}
        if name != "Signature" and "sources" in properties:
            properties["sources"] = {**properties["sources"], "propertyNames": {"pattern": _ID}}
        made = {
            **schema,
            "title": _titled(name),
            "description": " ".join(schema.get("description", "").split()),
            "properties": properties,
            "required": [
                key for key in schema.get("required", []) if key != "id"
            ],  # the file, or the line, is called so
        }
        return {key: inner for key, inner in made.items() if inner != []}

    def _value(self, schema: Mapping[str, Any], name: str) -> dict[str, Any]:
        """Return the schema of a value in a record: what is said about it, and what it may be."""
        said = {key: schema[key] for key in ("title", "description", "default") if key in schema}
        said["title"] = said.get("title", name.partition(".")[2].replace("_", " ")).capitalize()
        bare = {key: self._inside(inner, key, name) for key, inner in schema.items() if key not in said}
        return {**said, **bare} if "$ref" in bare else {**said, "$ref": f"#/$defs/{self._named(bare, name)}"}

    def _named(self, bare: dict[str, Any], name: str) -> str:
        key = json.dumps(bare, sort_keys=True)
        if key not in self._names:
            self._names[key] = name
            self.made[name] = _limitable(bare, name)
        return self._names[key]

    def _inside(self, inner: Any, key: str, name: str) -> Any:
        if key in ("items", "additionalProperties") and isinstance(inner, dict):
            return self._value(inner, f"{name}.one")
        if key in ("anyOf", "oneOf"):
            return [self._member(one, name) for one in inner]
        return (
            {pattern: self._value(one, f"{name}.one") for pattern, one in inner.items()}
            if key == "patternProperties"
            else inner
        )

    def _member(self, schema: Mapping[str, Any], name: str) -> Any:
        """Return one of the schemas that a value may be of: the visibility stands around them all."""
        if "$ref" in schema:
            return {"$ref": f"{schema['$ref']}.plain"}
        return {key: self._inside(inner, key, name) for key, inner in schema.items()}


# ── files ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _file(name: str, globs: str | tuple[str, ...], schema: Mapping[str, Any], defs: Mapping[str, Any]) -> FileSchema:
    """Return a file's schema with the definitions that it needs, and no others."""
    needed: dict[str, Any] = {}

    def follow(node: Any) -> None:
        if isinstance(node, dict):
            target = str(node.get("$ref", "")).removeprefix("#/$defs/")
            if target and target not in needed:
                needed[target] = defs[target]
                follow(defs[target])
            for inner in node.values():
                follow(inner)
        elif isinstance(node, list):
            for inner in node:
                follow(inner)

    follow(schema)
    whole = {"$schema": DRAFT, **schema, **({"$defs": dict(sorted(needed.items()))} if needed else {})}
    return FileSchema(name, (globs,) if isinstance(globs, str) else globs, whole)


def _ref(model: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{model}"}


def _titled(name: str) -> str:
    """Return `SectionProse` and `section_prose` as words."""
    words = "".join(f" {char}" if char.isupper() else char for char in name).replace("_", " ").strip()
    return words[:1].upper() + words[1:].lower()


_DEFAULTS: Mapping[str, Any] = {
    "title": "Defaults",
    "description": "What holds for every record of the folder that does not say otherwise.",
    "type": "object",
    "properties": {"visibility": _VISIBILITY},
    "additionalProperties": False,
}


def _labels() -> dict[str, Any]:
    keys = dict.fromkeys([*REQUIRED, *(key for keys in OF_KIND.values() for key in keys)])
    # none is required: a style that extends another has only those that it says otherwise
    return {
        "title": "Labels",
        "description": "Fixed words of a style in one language: key, words.",
        "type": "object",
        "properties": {key: {"title": _titled(key), **_filled(key)} for key in keys},
        "additionalProperties": {
            "description": "Words of this style’s own: languages, kinds of paper, kinds of notes.",
            "type": ["string", "number", "boolean"],
            "pattern": r"\S",
        },
    }


def _filled(key: str) -> dict[str, Any]:
    """Return the schema of the words of a key: what may stand in braces in them."""
    names = sorted(list_placeholders(key))
    known = "|".join([r"[^{}]", r"\{\{", r"\}\}", *(rf"\{{{name}\}}" for name in names)])
    said = ", ".join(f"{{{name}}}" for name in names)
    return {
        "description": f"Filled in: {said}." if names else "Nothing is filled in.",
        "type": ["string", "number", "boolean"],
        "pattern": rf"^\s*(?=\S)({known})+$",
    }
