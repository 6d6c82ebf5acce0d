"""Read one YAML file: its text, its tree, and the visibility that a defaults.yaml gives its folder.

In: a path. Out: its tree; its lines, and what is wrong with it, are noted in what was found.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin
from generator.base.inputs import read_input
from generator.records.load.found import Found
from generator.records.load.parse import Map, parse_once
from generator.records.load.texts import decode
from generator.records.schema.base import VISIBILITIES, Visibility

MOST_TEXT = 5_000_000
"""Bytes that a file of records may have: a thousand times what one record takes."""


_MAY_BE_NAME = re.compile(r"(?<![a-z0-9])([a-z0-9][a-z0-9.-]{0,200}+)[\"']?\s{0,9}:(?!\S)")
"""Sought in time that grows with the text alone, though it be one word of a million letters."""


def read_file(found: Found, path: Path) -> Map | None:
    """Return what a YAML file holds; None, with what is wrong noted, where it can't be read."""
    text = read_text(found, path)
    return None if text is None else parse_text(found, path, text)


def read_text(found: Found, path: Path) -> str | None:
    """Return the text of a YAML file; None, with what is wrong noted, where it can't be read."""
    name = found.name(path)
    try:
        data = read_input(path, found.fence(path), MOST_TEXT)
    except BriefingError as error:
        found.problems += error.diagnostics
        return None
    text, unreadable = decode(data, name)
    found.problems += unreadable
    if text is None:
        found.lines.add(name, data.decode("utf-8", "replace"))
        found.may_hold(_MAY_BE_NAME.findall(data.decode("latin-1")), path)
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # https://yaml.org/spec/1.2.2/#54-line-break-characters
    found.lines.add(name, text)
    return text


def parse_text(found: Found, path: Path, text: str) -> Map | None:
    """Return what the text of a YAML file holds; None, with what is wrong noted, where it holds no mapping."""
    tree, problems = parse_once(text, found.name(path))
    found.problems += problems
    if tree is None:
        found.may_hold(_MAY_BE_NAME.findall(text), path)
    return tree


def read_default(found: Found, path: Path, default: Visibility | None) -> Visibility | None:
    """Return the visibility that a defaults.yaml gives its folder; without one, that of the folder around."""
    if not os.path.lexists(path):
        return default
    tree = read_file(found, path) or Map()
    said: Visibility | None = tree.get("visibility")
    for key in tree:
        if key != "visibility":
            line, column = tree.at[key][:2]
            found.problems.append(
                codes.UNKNOWN_FIELD.at(
                    Origin(found.name(path), line + 1, column + 1),
                    f"`{key}` is not a default",
                    "defaults.yaml holds one line, such as `visibility: public`",
                    width=len(key),
                )
            )
    if said in VISIBILITIES:
        return said
    if "visibility" in tree:
        _, _, line, column = tree.at["visibility"]
        found.problems.append(
            codes.UNKNOWN_WORD.at(
                Origin(found.name(path), line + 1, column + 1),
                "`visibility` does not know this word",
                f"write one of: {', '.join(VISIBILITIES)}",
            )
        )
    return "internal"  # closed where it is not clear
