"""Explain texts that YAML reads otherwise than they were meant, because of the character with which they begin.

In: a line of a file, or a finished tree. Out: what is wrong and how to mend it (D001). A text below `text: |` is read
as it stands; one on the line of its name is not where it begins with a sign of YAML or holds ` #`. Words of the file
stay out of the messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.records.load.values import Map, Seq

Fault = tuple[int, int, str, str, int]
"""Line and column, counted from 0; what is wrong, how to mend it, and how many characters to underline."""

_PROSE = (
    "text",
    "lead",
    "remark",
    "abstract",
    "about",
    "summary",
    "health",
    "conditions",
    "evidence",
    "outcome",
    "body",
)
_FIELD = re.compile(r"(?P<name>\s*(?:- +)*[\"']?(?P<key>[\w.-]+)[\"']?: +)(?P<value>\S.*)")
_SIGNS = {
    "*": "a star at the beginning of a text is a sign of YAML",
    "[": "a text that begins with [ is read as a list, which ends at the ]",
    "{": "a text that begins with { is read as fields, which end at the }",
    '"': "a text that begins with a quotation mark ends at the next one, and words follow it here",
    "'": "a text that begins with a quotation mark ends at the next one, and words follow it here",
    "&": "a text cannot begin with &, which is a sign of YAML",
    "@": "a text cannot begin with @, which is a sign of YAML",
    "%": "a text cannot begin with %, which is a sign of YAML",
    "`": "a text cannot begin with a backtick, which is a sign of YAML",
    "|": "the text stands behind the sign |, and belongs on the next line",
    ">": "> at the beginning of a text is a sign of YAML",
    "- ": "a list cannot begin on the line of its name",
    "? ": "a text cannot begin with `? `, which is a sign of YAML",
}
_WHOLE = re.compile(r"\[[^\[\]]*\]|\{.*\}|\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[|>][-+\d]*")
"""A value that is what it looks like: no text that was meant otherwise."""
_COMMENT = re.compile(r"\s+#(?=\S)")


def explain_inline(line: str, row: int) -> Fault | None:
    """Return what is wrong with a line whose text begins with a sign of YAML; None where it does not."""
    match = _FIELD.fullmatch(line.rstrip())
    if not match:
        return None
    value = match["value"]
    sign = next((sign for sign in _SIGNS if value.startswith(sign)), None)
    if sign is None or _WHOLE.fullmatch(re.sub(r"\s+#.*", "", value)):
        return None
    if sign == "- ":
        help = "put each item on a line of its own below the name, such as `  - item`"
        return row, match.start("value"), _SIGNS[sign], help, len(value)
    message, help = _SIGNS[sign], say_below(match["key"])
    if sign in "\"'" and sign not in value[1:]:
        message, help = "a quotation mark is opened here, and closed nowhere on this line", f"close it; or {help}"
    return row, match.start("value"), message, help, len(value)


def explain_colon(line: str, row: int, column: int) -> Fault | None:
    """Return what is wrong with a text of prose that holds a colon; None where the line is none."""
    match = _FIELD.fullmatch(line.rstrip())
    if not match or match["key"] not in _PROSE or column <= match.start("value"):
        return None
    return row, column, "a colon with a space behind it begins a new field here", say_below(match["key"]), 1


def say_below(key: str) -> str:
    """Return how to write a text so that every character is read as it stands."""
    if key in _PROSE:
        return f"put it on the next line, below `{key}: |`, two spaces further in"
    return "put the whole text in quotation marks: '…' where there is none of that kind in it, else \"…\""


def find_swallowed(tree: Map | Seq, lines: list[str], file: str) -> Iterator[Diagnostic]:
    """Yield the places where ` #` takes the rest of a text away: `no #1 of the list` is read as `no`. A comment of an
    author has a space behind its `#`."""
    for key, value in tree.items() if isinstance(tree, Map) else enumerate(tree):
        if isinstance(value, Map | Seq):
            yield from find_swallowed(value, lines, file)
            continue
        _, _, row, column = tree.at[key]  # type: ignore[index]
        rest = lines[row][column:] if row < len(lines) else ""
        match = _COMMENT.search(rest if value is not None else f" {rest}")
        said = "" if value is None else value
        if match is None or rest[:1] in "\"'|>" * bool(rest) or rest[: max(match.start() - (value is None), 0)] != said:
            continue
        start = column + match.end() - 1 - (value is None)
        message = "what stands behind ` #` is a comment, and is read as no part of the text"
        help = say_below(key if isinstance(key, str) else "")
        yield codes.YAML_SYNTAX.at(
            Origin(file, row + 1, start + 1),
            message,
            f"{help}; if it is a comment, write a space after #",
            width=len(lines[row].rstrip()) - start,
        )
