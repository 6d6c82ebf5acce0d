"""YAML text to plain values that know where they stand.

In: the text of one file. Out: dicts, lists and strings of our own, each container with the places of what it holds.
Reads the events of ruamel.yaml's C parser (libyaml), about four times faster than building nodes and exact in place.
Scalars stay strings: a date, `no` and `1.10` arrive as they were written, and the schema gives them their type. Only
`null`, `~` and nothing at all are None (YAML 1.2 core schema, https://yaml.org/spec/1.2.2/#103-core-schema).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from ruamel.yaml.reader import ReaderError

from generator.base import codes
from generator.base.diagnostics import Code, Diagnostic, Origin
from generator.records.load.syntax import syntax

MAX_DEPTH = 40
"""Lists and mappings inside each other; no record needs a quarter of it, and a file may not exhaust the reader."""

_UNPRINTABLE = re.compile(
    # controls, line and paragraph separators, overrides of the direction of writing (which make text look like another
    # text: https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing), private use, noncharacters
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
)

_INNER = re.compile(r"(!\S*)|(?<=[^\s\"'{\[,:?])([:?])(?=[^\s\"'{}\[\],])")
"""A tag, or a colon or question mark that separates nothing (https://yaml.org/spec/1.2.2/#733-plain-style)."""

_STAND_INS = str.maketrans(":?", "\ue000\ue001")
"""What stands for such a character while it is parsed; a file that has these itself was refused before."""

_BACK = str.maketrans("\ue000\ue001", ":?")

Place = tuple[int, int, int, int]
"""Line and column of a key (of the item itself in a list) and of its value, counted from 0."""


class Map(dict[str, Any]):
    """A mapping; `at` holds the place of each key and value."""

    __slots__ = ("at",)
    at: dict[str, Place]


class Seq(list[Any]):
    """A list; `at` holds the place of each item."""

    __slots__ = ("at",)
    at: list[Place]


class _Stop(Exception):
    def __init__(self, diagnostic: Diagnostic):
        self.diagnostic = diagnostic


@lru_cache(maxsize=4096)
def parsed(text: str, file: str) -> tuple[Map | None, tuple[Diagnostic, ...]]:
    """Return what `parse` does. A text that stayed as it was is not parsed again while this process lives, so that of a
    workspace that is read after each change only the file that was saved is. Nobody changes what comes out."""
    tree, problems = parse(text, file)
    return tree, tuple(problems)


def parse(text: str, file: str) -> tuple[Map | None, list[Diagnostic]]:
    """Return the mapping that the file holds, and what is wrong with it (D00x); None where it can't be read at all."""
    problems: list[Diagnostic] = []
    lines = text.split("\n")
    for row, line in enumerate(lines if _UNPRINTABLE.search(text) else ()):
        if bad := _UNPRINTABLE.search(line):
            problems.append(
                _problem(
                    codes.CONTROL_CHARACTER,
                    f"a character that can't be printed (U+{ord(bad[0]):04X}) stands here",
                    file,
                    row,
                    bad.start(),
                    "delete it",
                )
            )
    tab = next(
        (n for n, line in enumerate(lines if "\t" in text else ()) if "\t" in line[: len(line) - len(line.lstrip())]),
        None,
    )
    if tab is not None:
        problems.append(
            _problem(
                codes.TAB,
                "a tab stands where YAML wants spaces",
                file,
                tab,
                lines[tab].index("\t"),
                "write spaces; most editors can turn tabs into spaces",
            )
        )
    if problems:
        return None, problems
    try:
        try:
            value = _build(text, file, problems)
        except MarkedYAMLError as error:
            problems.clear()
            value = _build_again(text, file, problems, error)
    except _Stop as stop:
        return None, [*problems, stop.diagnostic]
    except ReaderError as error:
        return None, [
            _problem(
                codes.CONTROL_CHARACTER,
                f"a character that can't be printed (U+{error.character:04X}) stands in this file",
                file,
                0,
                0,
                "delete it",
            )
        ]
    except MarkedYAMLError as error:
        return None, [*problems, syntax(error, text, file)]
    if not isinstance(value, Map):
        problems.append(
            _problem(
                codes.NOT_A_MAPPING,
                "a file holds `name: value` lines, and this one does not",
                file,
                0,
                0,
                "begin with a line such as `id: some-name`",
            )
        )
        return None, problems
    return value, problems


def _build_again(text: str, file: str, problems: list[Diagnostic], error: MarkedYAMLError) -> Any:
    """Return the value of a text in which addresses stand inside { } or [ ]: YAML 1.2 allows it, this parser does not.

    Raises the error that stands further down where that was not the matter, or not the only one.
    """
    try:
        return _build(guarded(text), file, problems)
    except MarkedYAMLError as other:
        raise max(error, other, key=_line) from None


def guarded(text: str) -> str:
    """Return the text, each character at its place, with stand-ins for those inside { } and [ ] on which the parser
    stumbles."""
    return _INNER.sub(lambda found: found[1] or found[2].translate(_STAND_INS), text)


def unguarded(text: str) -> str:
    """Return a text of a guarded file as it was written."""
    return text.translate(_BACK)


def _line(error: MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line if mark else 0


def _build(text: str, file: str, problems: list[Diagnostic]) -> Any:
    parser = CParser(text)
    root = Seq()
    root.at = []
    current: Map | Seq = root
    key: tuple[str, int, int] | None = None
    stack: list[Map | Seq] = []
    keys: list[tuple[str, int, int] | None] = []
    documents = 0

    def put(value: Any, line: int, column: int) -> None:
        nonlocal key
        if isinstance(current, Seq):
            current.append(value)
            current.at.append((line, column, line, column))
        else:
            assert key is not None
            current[key[0]] = value
            current.at[key[0]] = (key[1], key[2], line, column)
            key = None

    while True:
        event = parser.get_event()
        kind = type(event)
        if kind is ScalarEvent:
            mark = event.start_mark
            said = event.value.translate(_BACK)
            if event.tag:
                problems.append(_tag(event, file))
            if isinstance(current, Map) and key is None:
                name = said
                if bad := _unprintable(name):
                    problems.append(
                        _problem(
                            codes.CONTROL_CHARACTER,
                            f"a character that can't be printed (U+{ord(bad):04X}) stands in this name",
                            file,
                            mark.line,
                            mark.column,
                            "delete it",
                        )
                    )
                if name in current:
                    problems.append(
                        _problem(
                            codes.DUPLICATE_KEY,
                            f"`{name}` is given twice; first on line {current.at[name][0] + 1}",
                            file,
                            mark.line,
                            mark.column,
                            "keep one of the two",
                            width=len(name),
                            about=name,
                        )
                    )
                key = (name, mark.line, mark.column)
            else:
                plain = not event.style
                value = None if plain and said in ("", "~", "null") else said
                if value and not value.isprintable() and (bad := _unprintable(value)):
                    problems.append(
                        _problem(
                            codes.CONTROL_CHARACTER,
                            f"a character that can't be printed (U+{ord(bad):04X}) stands in this text",
                            file,
                            mark.line,
                            mark.column,
                            "delete it, or write the text anew",
                        )
                    )
                put(value, mark.line, mark.column)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            mark = event.start_mark
            new: Map | Seq
            if kind is MappingStartEvent:
                new = Map()
                new.at = {}
            else:
                new = Seq()
                new.at = []
            if isinstance(current, Map) and key is None:
                raise _Stop(
                    _problem(
                        codes.YAML_SYNTAX,
                        "a list or mapping stands where a name is wanted",
                        file,
                        mark.line,
                        mark.column,
                        "put text that holds { or [ in quotation marks",
                    )
                )
            if event.tag:
                problems.append(_tag(event, file))
            if len(stack) == MAX_DEPTH:
                raise _Stop(
                    _problem(
                        codes.TOO_DEEP,
                        f"more than {MAX_DEPTH} lists and mappings stand inside each other here",
                        file,
                        mark.line,
                        mark.column,
                        "no record needs that: close the brackets, or check the indentation",
                    )
                )
            put(new, mark.line, mark.column)
            stack.append(current)
            keys.append(key)
            current, key = new, None
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            current, key = stack.pop(), keys.pop()
        elif kind is AliasEvent:
            mark = event.start_mark
            raise _Stop(
                _problem(
                    codes.ALIAS,
                    f"`*{event.anchor}` repeats another part; each fact stands once, written out",
                    file,
                    mark.line,
                    mark.column,
                    "write the value here, or put a text that begins with * in quotation marks",
                )
            )
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _Stop(
                    _problem(
                        codes.YAML_SYNTAX,
                        "a second document begins here",
                        file,
                        event.start_mark.line,
                        0,
                        "one file holds one record: remove the line `---`",
                    )
                )
        elif kind is StreamEndEvent:
            return root[0] if root else Map()


def _tag(event: Any, file: str) -> Diagnostic:
    mark = event.start_mark
    tag = event.tag.replace("tag:yaml.org,2002:", "!!")
    return _problem(
        codes.TAG,
        f"`{tag}` has no meaning here: a field knows its own type",
        file,
        mark.line,
        mark.column,
        "delete it, or put a text that begins with ! in quotation marks",
        width=len(tag),
    )


def _problem(
    code: Code, message: str, file: str, line: int, column: int, help: str, width: int = 1, about: str | None = None
) -> Diagnostic:
    return code.at(Origin(file, line + 1, column + 1), message, help, width=width, about=about)


def _unprintable(text: str) -> str | None:
    if text.replace("\n", "").isprintable():
        return None
    # "\x07" in quotation marks; white space, soft hyphens and joiners are not "printable" to Python, but are text
    found = _UNPRINTABLE.search(text)
    return found[0] if found else next((c for c in text if unicodedata.category(c) in ("Cs", "Cn")), None)


def is_printable(text: str) -> bool:
    """Tell whether a text has none of the characters that no file may hold."""
    return _unprintable(text) is None
