"""What a comparison says, before it is printed: groups of entries, entries of lines, lines of words with a part to
play.

It is no Document: words that came or went, two sides and parts that fold are nothing that a paper has, and every writer
of papers would have to know of them. What the printers share is this.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generator.review.diff import Changes, Kind, compare_words

Role = Literal["plain", "strong", "quiet", "old", "new", "was", "is"]
"""old: words that went; new: words that came; was, is: a value and the one in its place, with an arrow between them."""


@dataclass(frozen=True, slots=True)
class TextSpan:
    text: str
    role: Role = "plain"


ARROW = TextSpan(" → ", "quiet")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of an entry: `kind` tells what happened to what it tells of, None for a line that explains."""

    spans: tuple[TextSpan, ...]
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """What became of one record, of one section of prose, or of one table: a headline, and lines below it."""

    kind: Kind
    id: str
    head: tuple[TextSpan, ...]
    lines: tuple[ReportLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """The entries of one topic, in the order of the new paper."""

    topic: str
    title: str
    entries: tuple[ReportEntry, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that were compared: what it is called, what its reader has to know of it, and the mark that its
    pages carry where it is not for everybody, or a draft."""

    name: str
    facts: tuple[str, ...]
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    old: Side
    new: Side
    groups: tuple[ReportGroup, ...]
    changes: Changes

    @property
    def mark(self) -> str | None:
        """What the report must carry, since it tells of both sides; None where both are for everybody."""
        return " · ".join(dict.fromkeys(side.mark for side in (self.new, self.old) if side.mark)) or None


def make_spans(text: str) -> tuple[TextSpan, ...]:
    """Return a text as one span; none for no text."""
    return (TextSpan(text),) if text else ()


def compare_wordings(old: str, new: str) -> tuple[TextSpan, ...]:
    """Compare two wordings of a text in one line: words kept, removed and added."""
    roles: dict[str, Role] = {"both": "plain", "old": "old", "new": "new"}
    return tuple(TextSpan(piece.text, roles[piece.side]) for piece in compare_words(old, new))


def say_replacement(old: str, new: str) -> tuple[TextSpan, ...]:
    """Return a short value in place of another: old → new; longer ones word by word."""
    if len(old) + len(new) > 90 or (" " in old and " " in new and len(old) + len(new) > 50):
        return compare_wordings(old, new)
    return (TextSpan(old or "nothing", "was"), ARROW, TextSpan(new or "nothing", "is"))


def join_spans(parts: Iterable[tuple[TextSpan, ...]], between: str) -> tuple[TextSpan, ...]:
    """Return the parts as one, with `between` between them; empty ones are left out."""
    found: list[TextSpan] = []
    for part in parts:
        if part:
            found += ([TextSpan(between, "quiet")] if found else []) + list(part)
    return tuple(found)
