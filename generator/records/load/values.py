"""Build dicts, lists and strings with line and column from the events of the YAML parser.

In: the text of one file. Out: its value, each container with the places of what it holds; what is wrong with a name or
text is added to a list, and what leaves nothing to read on is raised.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
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

from generator.base import codes
from generator.base.diagnostics import Code, Diagnostic, Origin
from generator.records.load.brackets import BACK
from generator.records.load.printable import find_unprintable

MAX_DEPTH = 40
"""Lists and mappings inside each other; no record needs a quarter of it, and a file may not exhaust the reader."""

MAX_VALUES = 300_000
"""Names and values in a file; ten thousand records in one have fewer."""

MAX_LETTERS = 200_000
"""Letters of one text: three times a whole paper."""

Place = tuple[int, int, int, int]
"""Line and column of a key (of the item itself in a list) and of its value, counted from 0."""

_SHARED: dict[Any, Any] = {}
_MOST_SHARED, _SHORT = 500_000, 40
"""Names, short values and places that stand in many files: kept once, since an archive has a million of them."""


class Map(dict[str, Any]):
    """A mapping; `at` holds the place of each key and value, `made` what came of one that is a record (make_entry.py),
    and is not there before."""

    __slots__ = ("at", "made")
    at: dict[str, Place]
    made: dict[tuple[object, ...], Any]


class Lent(Map):
    """A mapping of another file than what stands around it: what one statement says of many, in the record of one.

    `file` is where it stands, and its places are places of that file.
    """

    __slots__ = ("file",)

    def __init__(self, file: str):
        super().__init__()
        self.file, self.at = file, {}


class Seq(list[Any]):
    """A list; `at` holds the place of each item."""

    __slots__ = ("at",)
    at: list[Place]


class Stop(Exception):
    """Nothing can be read beyond this place; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic):
        self.diagnostic = diagnostic


def leave_places(node: Any) -> Any:
    """Return values as plain mappings and lists, without their places."""
    if isinstance(node, dict):
        return {key: leave_places(value) for key, value in node.items()}
    return [leave_places(value) for value in node] if isinstance(node, list) else node


def build_tree(text: str, file: str, problems: list[Diagnostic], guarded: bool = False) -> Any:
    """Return the value of a text, its brackets `guarded` or not; add what is wrong with names and texts to `problems`.

    Raises Stop, and what the parser raises where the text is not YAML.
    """
    get_event = CParser(text).get_event
    share = begin_sharing()
    root: Any = _empty(SequenceStartEvent)
    current: Map | Seq = root
    around: list[Map | Seq] = []
    key: tuple[str, int, int] | None = None  # a name that waits for its value
    numbers = count(1)
    while True:
        event, number = get_event(), next(numbers)
        kind, mark = type(event), event.start_mark
        if kind is ScalarEvent:
            said = event.value.translate(BACK) if guarded else event.value
            if len(said) > MAX_LETTERS or number > MAX_VALUES:
                raise _too_much(number, file, mark)
            if event.tag or event.anchor:
                problems.append(_tag(event, file) if event.tag else _anchor(event, file))
            if key is None and isinstance(current, Map):
                if said in current or not said.isprintable():
                    problems += _faults_of_name(said, current, file, mark)
                key = (share(said, said), mark.line, mark.column)
                continue
            said = share(said, said) if len(said) < _SHORT else said
            value: Any = None if not event.style and said in ("", "~", "null") else said
            if not said.isprintable():
                problems += _faults_of_text(said, file, mark)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if key is None and isinstance(current, Map):
                raise _no_name(file, mark)
            if event.tag or event.anchor:
                problems.append(_tag(event, file) if event.tag else _anchor(event, file))
            if len(around) == MAX_DEPTH:
                raise _too_deep(file, mark)
            value = _empty(kind)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            current = around.pop()
            continue
        elif kind is StreamEndEvent:
            return root[0] if root else Map()
        else:
            _refuse(event, file, bool(root))
            continue
        if isinstance(current, Seq):
            current.append(value)
            place = (mark.line, mark.column, mark.line, mark.column)
            current.at.append(share(place, place))
        else:
            assert key is not None
            current[key[0]] = value
            place = (key[1], key[2], mark.line, mark.column)
            current.at[key[0]] = share(place, place)
            key = None
        if kind is not ScalarEvent:
            around.append(current)
            current = value


def begin_sharing() -> Callable[[Any, Any], Any]:
    """Return what keeps one of equal values, among not too many."""
    if len(_SHARED) > _MOST_SHARED:
        _SHARED.clear()
    return _SHARED.setdefault


def _refuse(event: Any, file: str, read: bool) -> None:
    """Raise Stop for what a record can't be: an alias, or a second document after one that was `read`."""
    if type(event) is AliasEvent:
        raise _alias(event, file)
    if type(event) is DocumentStartEvent and read:
        raise _second_document(file, event.start_mark)


def _empty(kind: type) -> Map | Seq:
    if kind is MappingStartEvent:
        mapping = Map()
        mapping.at = {}
        return mapping
    items = Seq()
    items.at = []
    return items


# ── what is wrong ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _faults_of_name(name: str, taken: Map, file: str, mark: Any) -> list[Diagnostic]:
    found = []
    if bad := find_unprintable(name):
        message = f"a character that can't be printed (U+{ord(bad):04X}) stands in this name"
        found.append(_problem(codes.CONTROL_CHARACTER, message, file, mark, "delete it"))
    if name in taken:
        message = f"`{name}` is given twice; first on line {taken.at[name][0] + 1}"
        found.append(
            _problem(codes.DUPLICATE_KEY, message, file, mark, "keep one of the two", width=len(name), about=name)
        )
    return found


def _faults_of_text(text: str, file: str, mark: Any) -> list[Diagnostic]:
    bad = find_unprintable(text)
    if bad is None:
        return []
    message = f"a character that can't be printed (U+{ord(bad):04X}) stands in this text"
    return [_problem(codes.CONTROL_CHARACTER, message, file, mark, "delete it, or write the text anew")]


def _tag(event: Any, file: str) -> Diagnostic:
    tag = event.tag.replace("tag:yaml.org,2002:", "!!")
    return _problem(
        codes.TAG,
        f"`{tag}` has no meaning here: a field knows its own type",
        file,
        event.start_mark,
        "delete it, or put a text that begins with ! in quotation marks",
        width=len(tag),
    )


def _anchor(event: Any, file: str) -> Diagnostic:
    message = f"`&{event.anchor}` is read as a name for this part of the file, and as none of its words"
    help = "delete it, or put a text that begins with & in quotation marks"
    return _problem(codes.ALIAS, message, file, event.start_mark, help, width=len(event.anchor) + 1)


def _no_name(file: str, mark: Any) -> Stop:
    message = "a list or mapping stands where a name is wanted"
    return Stop(_problem(codes.YAML_SYNTAX, message, file, mark, "put text that holds { or [ in quotation marks"))


def _too_deep(file: str, mark: Any) -> Stop:
    message = f"more than {MAX_DEPTH} lists and mappings stand inside each other here"
    help = "no record needs that: close the brackets, or check the indentation"
    return Stop(_problem(codes.TOO_DEEP, message, file, mark, help))


def _too_much(number: int, file: str, mark: Any) -> Stop:
    message, help = f"a text of more than {MAX_LETTERS:,} letters begins here", "write it in several, or take it out"
    if number > MAX_VALUES:
        message, help = f"this file holds more than {MAX_VALUES:,} names and values", "write several files"
    return Stop(_problem(codes.TOO_LARGE, message, file, mark, help))


def _alias(event: Any, file: str) -> Stop:
    message = f"`*{event.anchor}` repeats another part; each fact stands once, written out"
    help = "write the value here, or put a text that begins with * in quotation marks"
    return Stop(_problem(codes.ALIAS, message, file, event.start_mark, help))


def _second_document(file: str, mark: Any) -> Stop:
    message, help = "a second document begins here", "one file holds one record: remove the line `---`"
    return Stop(codes.YAML_SYNTAX.at(Origin(file, mark.line + 1, 1), message, help))


def _problem(
    code: Code, message: str, file: str, mark: Any, help: str, width: int = 1, about: str | None = None
) -> Diagnostic:
    return code.at(Origin(file, mark.line + 1, mark.column + 1), message, help, width=width, about=about)
