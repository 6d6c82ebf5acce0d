"""Read a YAML file as its author laid it out: values, and the comments and empty lines between them.

In: a text that `load.parse` can read. Out: nodes, each entry with the comments above and beside it. Made of the events
of the same C parser: what stands between two of them is white space, punctuation and comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.authoring.fmt.prose import drop_unseen_blanks
from generator.records.load.brackets import guard_brackets, unguard_brackets


@dataclass(slots=True)
class Scalar:
    """A text: `raw` as it is written, `value` as it is read; `style` is "", ', ", | or >."""

    value: str
    style: str
    raw: str
    anchor: str | None = None
    note: str = ""
    """The comment in the first line of a text of several lines: `text: |  # as told`."""


@dataclass(slots=True)
class Mapping:
    entries: list[TreeEntry]
    flow: bool
    anchor: str | None = None
    tail: list[str] = field(default_factory=list)
    """Comments after its last entry; an empty one is an empty line."""


@dataclass(slots=True)
class Sequence:
    entries: list[TreeEntry]
    flow: bool
    anchor: str | None = None
    tail: list[str] = field(default_factory=list)


Node = Scalar | Mapping | Sequence


@dataclass(slots=True)
class TreeEntry:
    """An item of a list, or a name (`key`) with its value; `above` are the comments and empty lines before it,
    `beside` the comment after it, `opening` the one after the name, where the value begins on the next line."""

    key: Scalar | None
    value: Node
    above: list[str] = field(default_factory=list)
    beside: str = ""
    opening: str = ""

    def commented(self) -> bool:
        """Tell whether a comment stands at it or in it."""
        own = any(self.above) or self.beside or self.opening
        if isinstance(self.value, Scalar):
            return bool(own or self.value.note)
        return bool(own or any(self.value.tail) or any(entry.commented() for entry in self.value.entries))


class NotLaidOut(Exception):
    """The file is YAML, and laid out in a way that this module does not know; `offset` is where."""

    def __init__(self, offset: int = 0):
        super().__init__(offset)
        self.offset = offset


def read(text: str) -> Mapping:
    """Return the mapping that a file holds; raise NotLaidOut where its layout is too strange to be kept."""
    try:
        return _Reader(text, list(_events(text)), guarded=False).file()
    except MarkedYAMLError:
        return _Reader(text, list(_events(guard_brackets(text))), guarded=True).file()


def _events(text: str) -> Iterator[Any]:
    parser = CParser(text)
    while parser.check_event():
        yield parser.get_event()


class _Reader:
    """Goes through the events; `pending` are the comments that belong to what comes next, each with its column."""

    def __init__(self, text: str, events: list[Any], guarded: bool):
        self.text = text
        self.guarded = guarded
        wanted = (ScalarEvent, MappingStartEvent, MappingEndEvent, SequenceStartEvent, SequenceEndEvent)
        self.events = [event for event in events if isinstance(event, wanted)]
        self.at = 0
        self.place = 0
        self.pending: list[tuple[int, str]] = []
        self.last: tuple[TreeEntry, str] | None = None

    def file(self) -> Mapping:
        self._gap(self._begin(self.events[0]) if self.events else len(self.text), first=True)
        if not self.events:
            return Mapping([], False, tail=self._taken())
        if not isinstance(self.events[0], MappingStartEvent):
            raise NotLaidOut(self._begin(self.events[0]))
        # the comment on the first line is the file's, whichever name stands first
        node = self._node(None)
        assert isinstance(node, Mapping)
        node.tail += self._taken()
        return node

    # ── places ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _begin(self, event: Any) -> int:
        return int(event.start_mark.index)

    def _gap(self, end: int, first: bool = False) -> None:
        """Note the comments and empty lines from where the last word ended to `end`."""
        between = self.text[self.place : end]
        if "#" not in between and between.count("\n") < 2:
            self.place = max(self.place, end)
            return
        lines = between.split("\n")
        for number, line in enumerate(lines):
            place = line.find("#")
            item = "-" in line[: max(place, 0)]
            if place >= 0 and number == 0 and not first and not item:
                self._beside(line[place:].rstrip())
            elif place >= 0:
                # behind a `-`, it is about what follows, however far in it stands
                self.pending.append((-1 if item else place, line[place:].rstrip()))
            elif not line.strip() and 0 < number < len(lines) - 1:
                self.pending.append((-1, ""))
        self.place = max(self.place, end)

    def _beside(self, comment: str) -> None:
        if self.last is None or getattr(self.last[0], self.last[1]):
            raise NotLaidOut(self.place)
        setattr(self.last[0], self.last[1], comment)

    def _taken(self) -> list[str]:
        taken, self.pending = [comment for _, comment in self.pending], []
        return taken

    def _tail(self, column: int) -> list[str]:
        """Take the comments that stand as far in as a list or mapping that ends here: they are its own."""
        count = 0
        for number, (place, comment) in enumerate(self.pending):
            if comment and place < column:
                break
            if comment:
                count = number + 1
        taken, self.pending = [comment for _, comment in self.pending[:count]], self.pending[count:]
        return taken

    # ── nodes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _next(self) -> Any:
        event = self.events[self.at]
        self.at += 1
        return event

    def _node(self, entry: TreeEntry | None, around: int = -1) -> Node:
        """Read the node that begins at the next event; `entry` is the one whose value it is, `around` the column of
        what it stands in."""
        event = self._next()
        if isinstance(event, ScalarEvent):
            return self._scalar(event, entry)
        flow = bool(event.flow_style)
        node: Mapping | Sequence = (
            Mapping([], flow, event.anchor)
            if isinstance(event, MappingStartEvent)
            else Sequence([], flow, event.anchor)
        )
        start = self._begin(event)
        if flow:
            self._pass(start, int(event.end_mark.index))
        elif event.anchor:
            self._pass(start, start + 1 + len(event.anchor))
        closing = MappingEndEvent if isinstance(node, Mapping) else SequenceEndEvent
        column = -1
        before = self.last
        while not isinstance(self.events[self.at], closing):
            inner = TreeEntry(None, Scalar("", "", ""))
            self._upto(self.events[self.at])
            if column < 0:
                column = self._column(start, event, self.events[self.at])
            inner.above = self._taken()
            self.last = (inner, "opening")
            if isinstance(node, Mapping):
                inner.key = self._key()
                self._upto(self.events[self.at])
                follows: Any = self.events[self.at]
                if isinstance(follows, ScalarEvent) or follows.flow_style:
                    inner.above += self._taken()
            inner.value = self._node(inner, column)
            if inner.opening and (isinstance(inner.value, Scalar) or not inner.value.entries):
                if inner.beside:
                    raise NotLaidOut(self.place)
                inner.beside, inner.opening = inner.opening, ""
            self.last = (inner, "beside")
            node.entries.append(inner)
        end = self._next()
        if flow:
            self._upto(end)
            node.tail = self._taken()
            self.place = int(end.end_mark.index)
            self.last = (entry, "beside") if entry else before
        else:
            if self.at < len(self.events):
                self._upto(self._token())
            else:
                self._gap(len(self.text))
            # a list may stand as far out as the name of which it is: a comment there is about what follows
            node.tail = self._tail(max(column, around + 1))
        return node

    def _key(self) -> Scalar:
        """Read the name at the next event."""
        key = self._next()
        if (
            not isinstance(key, ScalarEvent)
            or key.style in ("|", ">")
            or "\n" in self.text[self._begin(key) : key.end_mark.index]
        ):
            raise NotLaidOut(self._begin(key) if isinstance(key, ScalarEvent) else self.place)
        return self._scalar(key, None)

    def _column(self, start: int, event: Any, item: Any) -> int:
        """Return how far in the items of a list or mapping stand."""
        if isinstance(event, MappingStartEvent):
            return int(item.start_mark.column)
        if not event.anchor:
            return int(event.start_mark.column)
        # its mark is that of the anchor: the `-` stands on a line after it
        for line in self.text[start : self._begin(item)].split("\n")[1:]:
            if line.lstrip().startswith("-"):
                return len(line) - len(line.lstrip())
        return 0

    def _token(self) -> Any:
        """Return the next event that stands for something written."""
        for event in self.events[self.at :]:
            if (
                not isinstance(event, MappingEndEvent | SequenceEndEvent)
                or event.start_mark.index != event.end_mark.index
            ):
                return event
        return self.events[-1]

    def _upto(self, event: Any) -> None:
        if self._begin(event) >= self.place:
            self._gap(self._begin(event))

    def _pass(self, start: int, end: int) -> None:
        self._upto_place(start)
        self.place = max(self.place, end)

    def _upto_place(self, start: int) -> None:
        if start >= self.place:
            self._gap(start)

    def _scalar(self, event: ScalarEvent, entry: TreeEntry | None) -> Scalar:
        start, end = self._begin(event), int(event.end_mark.index)
        raw = self.text[start:end]
        value, style = unguard_brackets(event.value) if self.guarded else event.value, event.style or ""
        note = ""
        if event.anchor:
            shown = re.match(r"&\S+[ ]*", raw)
            raw = raw[shown.end() :] if shown else raw
        if style in ("|", ">"):
            header, _, body = raw.partition("\n")
            note = header[header.find("#") :].rstrip() if "#" in header else ""
            kept = "+" in header.split("#")[0]
            stop = end if kept else start + len(self.text[start:end].rstrip())
            # the line break after it is the gap's; empty lines that are kept are its own
            end = stop - 1 if kept and self.text[stop - 1 : stop] == "\n" else stop
            raw = f"{header}\n{body}"
        self._upto_place(start)
        self.place = max(self.place, end)
        if style in ("", ">") and "\n" in raw:
            value = drop_unseen_blanks(value)
        return Scalar(value, style, raw, event.anchor, note)
