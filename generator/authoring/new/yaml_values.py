"""Write values as lines of YAML, in quotation marks only where they would be read otherwise without."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from generator.records.load.parse import parse

_LINE = 100
"""Letters that go on one line."""


def write_lines(value: Mapping[str, Any] | Sequence[Any]) -> Iterator[str]:
    """Yield the lines of a mapping or a list of texts, mappings and lists."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            name = _key(key)
            if (short := _on_one_line(inner)) is not None:
                yield f"{name}: {short}"
            else:
                yield f"{name}:"
                yield from (f"  {line}" for line in write_lines(inner))
    else:
        for item in value:
            short = _on_one_line(item)
            first, *others = [short] if short is not None else write_lines(item)
            yield f"- {first}"
            yield from (f"  {line}" for line in others)


def _on_one_line(value: Any) -> str | None:
    """Return a text, or what holds texts alone and is short, on one line; None for anything else."""
    if isinstance(value, str):
        return _scalar(value)
    if not all(isinstance(one, str) for one in (value.values() if isinstance(value, Mapping) else value)):
        return None
    if isinstance(value, Mapping):
        line = "{" + ", ".join(f"{_key(key)}: {_scalar(one)}" for key, one in value.items()) + "}"
    else:
        line = "[" + ", ".join(map(_scalar, value)) + "]"
    return line if len(line) <= _LINE else None


def _key(key: str) -> str:
    return f'"{key}"' if key.isdecimal() else _scalar(key)


@lru_cache(maxsize=1024)
def _scalar(text: str) -> str:
    """Return a text as YAML has it: plain where it is read back as it is, also within braces, and else in quotation
    marks; a string of JSON is one of YAML (https://yaml.org/spec/1.2.2/#12-yaml-history)."""
    for line in (f"a: {text}\n", f"a: {{b: [{text}], c: {text}}}\n", f"{text}: b\n"):
        tree, problems = parse(line, "new.yaml")
        if problems or tree not in ({"a": text}, {"a": {"b": [text], "c": text}}, {text: "b"}):
            return json.dumps(text, ensure_ascii=False)
    return text
