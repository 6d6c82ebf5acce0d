"""Read a document that was kept as JSON (writers/json.py): the way back from a file to the paper as it was issued.

In: the text of a file. Out: a Document without origins, or what is wrong with the file, each with its line. Nothing is
trusted: a file may be edited, merged badly or made to do harm. What the reader knows of the parts of a document are
their fields and types, so that it follows document.py by itself.
"""

from __future__ import annotations

import base64
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, find_nearest_word
from generator.paper.document import Document
from generator.paper.document.drawings import check_drawing
from generator.records.load.parse import parse
from generator.records.load.printable import is_printable
from generator.records.load.validate import find
from generator.records.schema.partial_dates import parse_date
from generator.records.schema.sources import check_address

_Path = tuple[str | int, ...]

MAX_FAULTS = 20
"""So many are told of one file: who has broken it in more places has broken it as a whole."""

MAX_DEPTH = 60
"""Lists and parts inside each other; no paper needs half of it, and a file may not exhaust the reader or a writer."""

_HELP = "take this file as it was when the paper was issued, from the history of the repository"

_NAME = re.compile(r"[A-Za-z0-9_]+([./-][A-Za-z0-9_]+)*", re.ASCII)
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_MAIL = re.compile(r"mailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+", re.ASCII)


_PNG = b"\x89PNG\r\n\x1a\n"
"""How every file of that kind begins (https://www.w3.org/TR/png-3/#3PNGsignature)."""


class _Fault(Exception):
    """What is wrong with a value, in words that follow on its place."""


def read_document(text: str, file: str) -> tuple[Document | None, list[Diagnostic]]:
    """Return the document that the text of `file` holds, and what is wrong with it (O602); None where anything is."""
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_constant)
    except (ValueError, RecursionError, _Fault) as error:
        line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        what = (
            error.msg
            if isinstance(error, json.JSONDecodeError)
            else str(error)
            if isinstance(error, _Fault)
            else "this is no JSON that could be read"
        )
        return None, [_diagnostic(f"the document that was kept can't be read: {what}", Origin(file, line, column))]
    reader = _Reader()
    found = reader.read(Document, value, ())
    if not reader.faults:
        assert isinstance(found, Document)
        return found, []
    places = _places(text, file, [path for path, _ in reader.faults])
    return None, [
        _diagnostic(f"the document that was kept is not whole: {words}", place)
        for (_, words), place in zip(reader.faults[:MAX_FAULTS], places, strict=False)
    ]


def _diagnostic(message: str, place: Origin) -> Diagnostic:
    return codes.UNREADABLE_DOCUMENT.at(place, message, _HELP)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Fault("a name is given twice")
    return found


def _constant(name: str) -> Any:
    raise _Fault(f"`{name}` is no number")


def _places(text: str, file: str, paths: list[_Path]) -> Iterator[Origin]:
    """Yield the places of values. JSON is YAML, and the reader of that keeps them; asked only where something is
    wrong."""
    tree, _ = parse(text, file)
    for path in paths:
        place = find(tree, path)[0] if tree is not None and path else (0, 0, 0, 0)
        yield Origin(file, place[2] + 1, place[3] + 1)


# ── values by type ────────────────────────────────────────────────────────────────────────────────────────────────────


class _Reader:
    """Reads values by the types of document.py, and gathers what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[tuple[_Path, str]] = []

    def read(self, wanted: Any, value: Any, path: _Path, name: str = "") -> Any:
        """Return the value as what is wanted; None after noting why it is not."""
        try:
            return self._read(wanted, value, path, name)
        except _Fault as fault:
            self.faults.append((path, str(fault)))
            return None

    def _read(self, wanted: Any, value: Any, path: _Path, name: str) -> Any:
        origin = get_origin(wanted)
        if origin in (Union, UnionType):
            return self._one_of(get_args(wanted), value, path, name)
        if origin is Literal:
            if value not in get_args(wanted) or isinstance(value, bool):
                raise _Fault(f"`{name}` does not know this word")
            return value
        if origin is tuple:
            return self._tuple(get_args(wanted), value, path, name)
        if origin is not None and issubclass(origin, Mapping):
            if not isinstance(value, dict):
                raise _Fault(f"`{name}` should be an object")
            inner = get_args(wanted)[1]
            return {_text(key, name): self.read(inner, item, (*path, key), name) for key, item in value.items()}
        if isinstance(wanted, type) and is_dataclass(wanted):
            return self._part(wanted, value, path)
        return _scalar(wanted, value, name)

    def _one_of(self, kinds: tuple[Any, ...], value: Any, path: _Path, name: str) -> Any:
        if value is None and NoneType in kinds:
            return None
        rest = tuple(kind for kind in kinds if kind is not NoneType)
        if len(rest) == 1:
            return self._read(rest[0], value, path, name)
        known = {kind.__name__: kind for kind in rest if isinstance(kind, type)}
        said = value.get("type") if isinstance(value, dict) else None
        if not isinstance(said, str) or said not in known:
            near = find_nearest_word(said, known) if isinstance(said, str) else None
            raise _Fault(f"no such part can stand in `{name}`" + (f"; did you mean `{near}`?" if near else ""))
        return self._read(known[said], value, path, name)

    def _tuple(self, inner: tuple[Any, ...], value: Any, path: _Path, name: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _Fault(f"`{name}` should be a list")
        kinds = (inner[0],) * len(value) if len(inner) == 2 and inner[1] is Ellipsis else inner
        if len(kinds) != len(value):
            raise _Fault(f"`{name}` should have {len(kinds)} items")
        return tuple(
            self.read(kind, item, (*path, n), name) for n, (kind, item) in enumerate(zip(kinds, value, strict=True))
        )

    def _part(self, wanted: type, value: Any, path: _Path) -> Any:
        if not isinstance(value, dict) or value.get("type") != wanted.__name__:
            raise _Fault(f"a part of the type {wanted.__name__} should stand here")
        if len(path) > MAX_DEPTH:
            raise _Fault("too many parts stand inside each other here")
        plan = _plan(wanted)
        for key in value:
            if key != "type" and key not in plan:
                near = find_nearest_word(key, plan)
                self.faults.append(
                    (
                        (*path, key),
                        f"{wanted.__name__} has no such field" + (f"; did you mean `{near}`?" if near else ""),
                    )
                )
        before = len(self.faults)
        values = {}
        for key, (kind, field) in plan.items():
            if key in value:
                values[key] = self.read(kind, value[key], (*path, key), key)
            else:
                # what is empty is not written; a field that this program has and the file has not takes its default
                empty, found = _empty(kind, field)
                if not found:
                    self.faults.append((path, f"`{key}` of {wanted.__name__} is missing"))
                values[key] = empty
        return wanted(**values) if len(self.faults) == before else None


@cache
def _plan(part: type) -> dict[str, tuple[Any, Field[Any]]]:
    """Return (type, field) of the fields of a part, by name; the origin is no part of the paper."""
    types = get_type_hints(part)
    return {field.name: (types[field.name], field) for field in fields(part) if field.name != "origin"}


def _empty(kind: Any, field: Field[Any]) -> tuple[Any, bool]:
    """Return what a field that is not written holds, and whether there is such a value."""
    if get_origin(kind) is tuple:
        return (), True
    if kind is bool:
        return False, True
    if get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind):
        return None, True
    if field.default is not MISSING:
        return field.default, True
    return (field.default_factory(), True) if field.default_factory is not MISSING else (None, False)


# ── scalars ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _scalar(wanted: Any, value: Any, name: str) -> Any:
    if wanted is str:
        return _checked(_text(value, name), name)
    if wanted is bytes:
        try:
            data = base64.b64decode(_text(value, name), validate=True)
        except ValueError:
            raise _Fault(f"`{name}` is no base64") from None
        if name == "png" and not data.startswith(_PNG):
            raise _Fault("`png` is no picture of that kind")
        return data
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not wanted or (wanted is float and not math.isfinite(value)):
        raise _Fault(f"`{name}` should be {_CALLED.get(wanted, 'something else')}")
    if name in ("width", "height") and value <= 0:
        raise _Fault(f"`{name}` should be more than nothing")
    if name == "level" and not 0 < value < 7:
        raise _Fault("`level` should be a number from 1 to 6")
    return value


_CALLED = {bool: "true or false", int: "a whole number", float: "a number"}


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise _Fault(f"`{name}` should be text")
    if not is_printable(value):
        raise _Fault(f"a character that can't be printed stands in `{name}`")
    return value


def _checked(text: str, name: str) -> str:
    """Return the text after asking of it what the writers rely on in a field of that name."""
    try:
        match name:
            case "url" if not _MAIL.fullmatch(text):
                check_address(text)
            case "date":
                parse_date(text)
            case "id" | "target" | "note" | "key" if not _NAME.fullmatch(text):
                raise ValueError("it has not the form of a name")
            case "lang" if not _TAG.fullmatch(text):
                raise ValueError("it is no tag of a language")
            case "svg":
                check_drawing(text)
    except ValueError as error:
        raise _Fault(f"`{name}` is not right: {error}") from None
    return text
