"""The document as JSON: the edition whole, each part with its type, for machines.

In: a numbered Document. Out: UTF-8 bytes; the same document gives the same bytes. Origins are left out: they are about
the files that it was made from, not about the paper.
"""

from __future__ import annotations

import json
from binascii import b2a_base64
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from generator.paper.document import Document


def write_json(document: Document) -> bytes:
    """Return the document as indented JSON. An object of a type that JSON has not (a Run, a Box …) names it in
    `type`; the bytes of a picture are written in base64 (RFC 4648)."""
    return (json.dumps(_plain(document), ensure_ascii=False, indent=1) + "\n").encode()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        pairs = ((f.name, getattr(value, f.name)) for f in fields(value) if f.name != "origin")
        return {"type": type(value).__name__} | {
            name: _plain(item) for name, item in pairs if item is not None and item is not False and item != ()
        }
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bytes):
        return b2a_base64(value, newline=False).decode("ascii")
    return value
