"""Parse YAML text into plain values that know their line and column.

In: the text of one file. Out: dicts, lists and strings of our own, each container with the places of what it holds.
Reads the events of ruamel.yaml's C parser (libyaml), about four times faster than building nodes and exact in place.
Scalars stay strings: a date, `no` and `1.10` arrive as they were written, and the schema gives them their type. Only
`null`, `~` and nothing at all are None (YAML 1.2 core schema, https://yaml.org/spec/1.2.2/#103-core-schema).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.records.load.brackets import guard_brackets
from generator.records.load.inline_texts import find_swallowed
from generator.records.load.printable import UNPRINTABLE
from generator.records.load.syntax import explain_syntax_error
from generator.records.load.values import Lent, Map, Place, Seq, Stop, build_tree, leave_places

__all__ = ["Lent", "Map", "Place", "Seq", "leave_places", "parse", "parse_once"]


@lru_cache(maxsize=32768)
def parse_once(text: str, file: str) -> tuple[Map | None, tuple[Diagnostic, ...]]:
    """Return what `parse` does. A text that stayed as it was is not parsed again while this process lives, so that of a
    workspace that is read after each change only the file that was saved is. Nobody changes what comes out."""
    tree, problems = parse(text, file)
    return tree, tuple(problems)


def parse(text: str, file: str) -> tuple[Map | None, list[Diagnostic]]:
    """Return the mapping that the file holds, and what is wrong with it (D00x); None where it can't be read at all."""
    problems = _forbidden(text, file)
    if problems:
        return None, problems
    try:
        try:
            value = build_tree(text, file, problems)
        except MarkedYAMLError as error:
            problems.clear()
            value = _build_again(text, file, problems, error)
    except Stop as stop:
        return None, [*problems, stop.diagnostic]
    except ReaderError as error:
        message = f"a character that can't be printed (U+{error.character:04X}) stands in this file"
        return None, [codes.CONTROL_CHARACTER.at(Origin(file, 1, 1), message, "delete it")]
    except MarkedYAMLError as error:
        return None, [*problems, explain_syntax_error(error, text, file)]
    if _MAY_SWALLOW.search(text) and isinstance(value, Map):
        problems += find_swallowed(value, text.split("\n"), file)
    if not isinstance(value, Map):
        message = "a file holds `name: value` lines, and this one does not"
        problems.append(
            codes.NOT_A_MAPPING.at(Origin(file, 1, 1), message, "begin with a line such as `id: some-name`")
        )
        return None, problems
    return value, problems


def _forbidden(text: str, file: str) -> list[Diagnostic]:
    """Return what keeps a text from being parsed: each line with a character that nobody sees, and the first with a tab
    before its words."""
    problems: list[Diagnostic] = []
    lines = text.split("\n") if "\t" in text or UNPRINTABLE.search(text) else []
    for row, line in enumerate(lines, 1):
        if bad := UNPRINTABLE.search(line):
            message = f"a character that can't be printed (U+{ord(bad[0]):04X}) stands here"
            problems.append(codes.CONTROL_CHARACTER.at(Origin(file, row, bad.start() + 1), message, "delete it"))
    for row, line in enumerate(lines, 1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            origin = Origin(file, row, line.index("\t") + 1)
            help = "write spaces; most editors can turn tabs into spaces"
            problems.append(codes.TAB.at(origin, "a tab stands where YAML wants spaces", help))
            break
    return problems


def _build_again(text: str, file: str, problems: list[Diagnostic], error: MarkedYAMLError) -> Any:
    """Return the value of a text in which addresses stand inside { } or [ ]: YAML 1.2 allows it, this parser does not.

    Raises the error that stands further down where that was not the matter, or not the only one.
    """
    if _ESCAPED.search(text):
        raise error  # letters of private use stand for brackets while these are guarded, so none may be in the text
    try:
        return build_tree(guard_brackets(text), file, problems, guarded=True)
    except MarkedYAMLError as other:
        raise max(error, other, key=_line) from None


_MAY_SWALLOW = re.compile(r"[^\S\n]#[^\s#!-]")
_ESCAPED = re.compile(r"\\(?:u|U0000)[eE]")


def _line(error: MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line if mark else 0
