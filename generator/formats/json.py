"""The document as JSON: the edition whole, each part with its type, for machines.

In: a numbered Document. Out: UTF-8 bytes; the same document gives the same bytes. Origins are left out: they are about
the files that it was made from, not about the paper.
"""

from __future__ import annotations

import json
from binascii import b2a_base64
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any

from generator.paper.document import Document


def write_json(document: Document) -> bytes:
    """Return the document as indented JSON. An object of a type that JSON has not (a Run, a Box …) names it in
    `type`; the bytes of a picture are written in base64 (RFC 4648)."""
    # written by itself, since the library writes indented JSON value by value in Python, from a copy of everything
    parts: list[str] = []
    _add(document, "\n", parts)
    parts.append("\n")
    return "".join(parts).encode()


def _add(value: Any, line: str, parts: list[str]) -> None:
    """Add a value to what is written; `line` is the end of a line with the indent of the next one, where the value
    stands."""
    kind = type(value)
    if kind is str:
        parts.append(encode_basestring(value))
    elif is_dataclass(kind):
        head, values, leads = _plan(kind, line)
        parts.append(head)
        for item, lead in zip(values(value), leads, strict=True):
            if item is None or item is False or item == ():
                continue
            parts.append(lead)
            if type(item) is str:  # as most are
                parts.append(encode_basestring(item))
            else:
                _add(item, f"{line} ", parts)
        parts.append(f"{line}}}")
    elif isinstance(value, tuple):
        _add_items(value, line, parts)
    elif isinstance(value, Mapping):
        _add_pairs(value, line, parts)
    elif isinstance(value, bytes):
        parts.append(f'"{b2a_base64(value, newline=False).decode("ascii")}"')
    else:
        parts.append(json.dumps(value, ensure_ascii=False))


def _add_items(values: tuple[Any, ...], line: str, parts: list[str]) -> None:
    inside = f"{line} "
    lead = f"[{inside}"
    for item in values:
        parts.append(lead)
        _add(item, inside, parts)
        lead = f",{inside}"
    parts.append(f"{line}]" if values else "[]")


def _add_pairs(values: Mapping[str, Any], line: str, parts: list[str]) -> None:
    inside = f"{line} "
    lead = f"{{{inside}"
    for key, item in values.items():
        parts.append(f"{lead}{encode_basestring(key)}: ")
        _add(item, inside, parts)
        lead = f",{inside}"
    parts.append(f"{line}}}" if values else "{}")


@cache
def _plan(kind: type[Any], line: str) -> tuple[str, Any, tuple[str, ...]]:
    """Return how an object of a type begins at an indent, what returns the values of its fields, and what stands before
    each of these."""
    names = [field.name for field in fields(kind) if field.name != "origin"]
    values = attrgetter(*names) if len(names) > 1 else lambda value: tuple(getattr(value, name) for name in names)
    leads = tuple(f',{line} "{name}": ' for name in names)
    return f'{{{line} "type": "{kind.__name__}"', values, leads
