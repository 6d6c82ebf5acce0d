"""Explain pydantic's validation errors to authors, as diagnostics with line and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, suggest
from generator.records.load.dates import suggest_date
from generator.records.load.misspelt import UNKNOWN, explain_name, find_causes
from generator.records.load.parse import Map, Place, Seq
from generator.records.load.shapes import say_line, say_shape
from generator.records.schema.editions import BLOCK_KINDS
from generator.records.schema.lengths import LENGTH_PATTERN
from generator.records.schema.proceedings import NUMERAL_PATTERN
from generator.records.schema.sources import BadAddress

_COMPARED = 100


def find(tree: Map | Seq, path: tuple[str | int, ...], start: Place = (0, 0, 0, 0)) -> tuple[Place, bool]:
    """Return the place of the value at `path`, and whether its last part was found; `start` is where the tree itself
    stands.

    Parts of the path that the tree does not have are passed over: pydantic puts the tags of unions and the place of a
    missing field into its `loc` (https://github.com/pydantic/pydantic/issues/7500).
    """
    steps = list(_walk(tree, path))
    last, _, place = steps[-1] if steps else (None, tree, start)
    return place, not path or last == path[-1]


def diagnose(
    error: ValidationError,
    model: type[BaseModel],
    tree: Map,
    file: str,
    is_open: bool = False,
    line: int = 1,
    column: int = 1,
) -> list[Diagnostic]:
    """Return a diagnostic (D1xx) for each thing that pydantic found, at its line and column.

    What the record as a whole lacks stands at `line` and `column`, where it begins. Values are told, in better wordings
    of dates, only where the whole record is open to everybody (`is_open`).
    """
    found: dict[tuple[Origin, str, str], Diagnostic] = {}
    known_at = lru_cache(maxsize=None)(partial(list_fields, model))
    for fault in find_causes(error.errors(include_url=False, include_input=False)):
        loc = fault["loc"]
        place, _ = find(tree, loc, (line - 1, column - 1, line - 1, column - 1))
        name = str(loc[-1]) if fault["type"] == "missing" else _name(tree, loc)
        if fault["type"] == "string_type" and str(loc[-1]).endswith("str") and isinstance(_value(tree, loc), Map):
            continue  # a text by language, a charge: what is wrong with it is said by the other member of the union
        value_at = Origin(file, place[2] + 1, place[3] + 1)
        key_at = Origin(file, place[0] + 1, place[1] + 1)
        # of many, the first alone are compared with what is known: that takes longer than all the rest
        fields = known_at(tuple(loc[:-1])) if fault["type"] == UNKNOWN else []
        said = _value(tree, loc)
        diagnostic = _explain(fault, name, fields, key_at, value_at, len(found) < _COMPARED)
        if diagnostic.kind is codes.WRONG_TYPE:
            help = say_shape(name, _TYPES.get(fault["type"], "something else"), said, is_open)
            diagnostic = replace(diagnostic, help=help, width=len(said) if isinstance(said, str) else 1)
        elif fault["type"] == UNKNOWN:
            diagnostic = replace(diagnostic, help=explain_name(name, said, fields) or diagnostic.help)
        if diagnostic.kind is codes.BAD_DATE and is_open and isinstance(said, str):
            diagnostic = replace(diagnostic, help=suggest_date(said) or diagnostic.help, width=len(said))
        # a union reports each of its members: the first one tells enough; fields that are missing have one place in
        # common
        found.setdefault((diagnostic.origin, diagnostic.code, name if fault["type"] == "missing" else ""), diagnostic)
    return list(found.values())


def _walk(tree: Map | Seq, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, Any, Place]]:
    """Yield each step of the path that the tree has, with the value there and its place; tags of unions are passed
    over."""
    here: Any = tree
    for step, after in zip(path, (*path[1:], None), strict=True):
        if isinstance(here, Map) and len(here) == 2 and set(here) == {"value", "visibility"} and step not in here:
            yield "value", here["value"], here.at["value"]
            here = here["value"]
        if isinstance(here, Map) and isinstance(step, str) and step in here:
            holds = isinstance(here[step], Map) or (isinstance(here[step], Seq) and isinstance(after, int))
            if not holds and after in here:
                continue  # the tag of a kind of block, which is also the name of its first field
            yield step, here[step], here.at[step]
            here = here[step]
        elif isinstance(here, Seq) and isinstance(step, int) and step < len(here):
            yield step, here[step], here.at[step]
            here = here[step]


def _name(tree: Map | Seq, path: tuple[str | int, ...]) -> str:
    """Return the last name on the path that an author wrote."""
    names = [str(step) for step, _, _ in _walk(tree, path) if isinstance(step, str) and step in path]
    return names[-1] if names else str(path[0])


def _value(tree: Map | Seq, path: tuple[str | int, ...]) -> Any:
    steps = list(_walk(tree, path))
    value = steps[-1][1] if steps else tree
    return (
        value["value"]
        if isinstance(value, Map) and len(value) == 2 and set(value) == {"value", "visibility"}
        else value
    )


def _explain(fault: Any, name: str, known: list[str], key_at: Origin, value_at: Origin, compared: bool) -> Diagnostic:
    kind, context = fault["type"], fault.get("ctx") or {}
    match kind:
        case "no_block":
            kinds = f"a block begins with one of: {', '.join(BLOCK_KINDS)}"
            help = f"did you mean `{context['near']}`?" if "near" in context else kinds
            return codes.UNKNOWN_FIELD.at(key_at, f"`{name}` is no kind of block", help, width=len(name))
        case "extra_forbidden":
            help = f"known here: {', '.join(sorted(known))}"
            help = suggest(name, known, help) if compared else help
            return codes.UNKNOWN_FIELD.at(key_at, f"`{name}` is not a field of this record", help, width=len(name))
        case "missing":
            return codes.MISSING_FIELD.at(key_at, f"`{name}` is missing here", say_line(name))
        case "literal_error":
            expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
            return codes.UNKNOWN_WORD.at(value_at, f"`{name}` does not know this word", f"write one of: {expected}")
        case "value_error" if str(context.get("error")).startswith("not a date"):
            return codes.BAD_DATE.at(
                value_at, f"`{name}` is not a date", "write a date, such as 2024-05-01, 2024-05 or 2024"
            )
        case "value_error":
            error = context.get("error")
            address = isinstance(error, BadAddress)
            help = "write an address, such as https://example.org/page" if address else _say_what_it_holds(name)
            return codes.BAD_VALUE.at(value_at, f"`{name}` is not right: {error}", help)
        case "string_pattern_mismatch":
            return codes.BAD_VALUE.at(
                value_at,
                f"`{name}` has not the form that it needs",
                PATTERNS.get(str(context.get("pattern")), "see the field reference"),
            )
        case _:
            wanted = _TYPES.get(kind, "something else")
            return codes.WRONG_TYPE.at(value_at, f"`{name}` should be {wanted}", f"write {wanted}")


def _say_what_it_holds(name: str) -> str:
    """Return the help for a value of which no example is at hand."""
    return f"word it otherwise; `briefing explain {name}` says what `{name}` holds"


_TYPES = {
    "string_type": "text",
    "dict_type": "lines of `name: value`",
    "model_type": "lines of `name: value`",
    "model_attributes_type": "lines of `name: value`",
    "tuple_type": "a list: lines that begin with `- `",
    "list_type": "a list: lines that begin with `- `",
    "float_parsing": "a number",
    "float_type": "a number",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "int_parsing_size": "a whole number",
    "int_from_float": "a whole number",
    "finite_number": "a number",
    "too_short": "a list of at least one",
    "string_too_short": "text that is not empty",
}

_ID = "write a name in small letters, digits and hyphens, such as max-bokayev"

PATTERNS = {
    LENGTH_PATTERN: (
        "write numbers with day(s), week(s), month(s) or year(s), the longest first, such as 15 days, 5 years and"
        " 6 months, or 5 years, 6 months and 10 days; or write life"
    ),
    NUMERAL_PATTERN: (
        "write one number or letter, such as 2, 2-1 or IV; more of them have fields of their own: {part: 2, items: [1,"
        " 5]}"
    ),
    "^[A-Z]{3}$": "write a currency's three capital letters, such as KZT or EUR",
    "^[a-z]{2,3}$": "write a language's code, such as ru, kk or en",
    r"^[a-z0-9]+([.-][a-z0-9]+)*$": _ID,
    r"^([a-z0-9]+([.-][a-z0-9]+)*)?$": _ID,
    r"^[a-z0-9]+(-[a-z0-9]+)*$": _ID,
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "write a language's tag, such as en, kk or zh-Hant",
    r"^data(/[A-Za-z0-9_.-]+)+\.(png|jpg|jpeg)$": (
        "write where the picture lies within data/: data/ruritania/photographs/1.jpg; only what lies there counts where"
        " it is told whether a paper is up to date"
    ),
    r"^data(/[A-Za-z0-9_.-]+)+\.(png|jpg|jpeg|svg)$": (
        "write where the picture lies within data/: data/logos/bureau.png; only what lies there counts where it is told"
        " whether a paper is up to date"
    ),
    r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$": "write an address for mail, such as office@example.org",
    r"^[a-z][a-z0-9_]*$": "write a kind in small letters, digits and `_`, such as briefing_paper",
    r"^\+?[0-9][0-9 ()./-]*$": "write a number with its country's code, such as +7 7172 000000",
}
"""What to write where a text has not the form of a pattern."""


def list_fields(model: type[BaseModel], loc: tuple[Any, ...]) -> list[str]:
    """Return the names of the fields that the model (or the part of it at `loc`) knows, as YAML writes them."""
    models = [model]
    for step in loc:
        if not isinstance(step, str):
            continue
        for parent in models:
            parent.model_rebuild(force=True)  # the types of blocks that hold blocks are known only then
        inner = [
            m
            for parent in models
            for name, field in parent.model_fields.items()
            if step in (name, field.alias)
            for m in list_models(field.annotation)
        ]
        models = inner or models
    return [field.alias or name for m in models for name, field in m.model_fields.items()]


def list_models(annotation: Any) -> list[type[BaseModel]]:
    """Return the models that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for part in get_args(annotation) for m in list_models(part)]
