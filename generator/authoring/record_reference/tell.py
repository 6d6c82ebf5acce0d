"""Tell of a kind of record or a field: what it may hold, what it means, where it is printed, who sees it, an example.

In: its path, `case.proceedings`. Out: the facts of it, and lines for a terminal.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from generator.authoring.record_reference.examples import find_example
from generator.authoring.record_reference.fields import (
    BLOCK,
    RecordField,
    find_fields,
    list_fields,
    list_kinds,
    list_own,
)
from generator.authoring.record_reference.words import FILES, OWN_VISIBILITY, PLACES, VISIBILITY
from generator.records.schema import Source

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a kind or a field: `type` and `printed` are None of a kind."""

    path: str
    type: str | None
    meaning: str
    printed: str | None
    visibility: str
    example: str


def tell(path: str) -> Told:
    """Return what is told of a kind of record or block, or of a field; the path is one of `list_paths`."""
    example = find_example(path) or ""
    if path in list_kinds():
        meaning = " ".join((list_kinds()[path].__doc__ or "").split())
        return Told(path, None, meaning, None, say_visibility(path), example)
    field = find_fields()[path]
    return Told(path, say_type(field), field.meaning, say_printed(field), say_visibility(path), example)


def list_paths() -> list[str]:
    """Return everything that can be told of: kinds of records and blocks, and their fields."""
    return [*list_kinds(), *find_fields()]


@cache
def list_told() -> list[dict[str, str | None]]:
    """Return all that can be told, as values for JSON: of a kind of record also where it stands."""
    return [{**asdict(told), "file": say_file(told.path)} for told in map(tell, list_paths())]


def say_file(path: str) -> str | None:
    """Return where a kind of record or block stands; None for a field."""
    if path not in list_kinds():
        return None
    return FILES["section" if path.startswith(BLOCK) else path]


def say_type(field: RecordField) -> str:
    """Return what a field may hold, whether it is needed, and what counts without it."""
    needed = "; needed" if field.needed else ""
    default = f"; {field.default} where nothing is said" if field.default else ""
    return f"{field.holds}{needed}{default}"


def say_printed(field: RecordField) -> str:
    """Return where a field is printed, or why it is not."""
    if field.not_printed:
        return f"Not printed: {field.not_printed}"
    if field.path.startswith("verified.statements"):
        return "as if each case said it itself: see case.timeline"
    inner = _list_inner(field)
    if inner and all(one.not_printed for one in inner):
        return f"Not printed: {inner[0].not_printed}"
    places = _find_places(field)
    if places:
        return _join([said for place, said in PLACES.items() if place in places])
    return "It decides what is printed."


def say_visibility(path: str) -> str:
    """Return who may see a record or a field where nothing is said."""
    if own := OWN_VISIBILITY.get(path):
        return own
    kind = path.partition(".")[0]
    around = next((said for one, said in OWN_VISIBILITY.items() if path.startswith(f"{one}.")), None)
    if around:
        return around
    if path.startswith(BLOCK):
        return VISIBILITY["section"]
    return VISIBILITY[kind] if path == kind else "as the record"


def render(path: str) -> str:
    """Return the lines that a terminal shows of a kind or a field."""
    return "\n".join(_lines(tell(path))) + "\n"


def _lines(told: Told) -> Iterator[str]:
    yield from _wrapped(f"{told.path}: {told.meaning}", "  ")
    yield ""
    if told.type is None:
        yield from _wrapped(f"Stands in: {say_file(told.path)}", "  ")
    else:
        yield from _wrapped(f"Holds: {told.type}", "  ")
        printed = told.printed or ""
        yield from _wrapped(printed if printed.startswith("Not printed") else f"Printed: {printed}", "  ")
    yield from _wrapped(f"Who may see it: {told.visibility}", "  ")
    own = list_own(told.path)
    if own:
        yield from ("", "Its fields (`briefing explain " + f"{told.path}.{own[0].name}` tells more of each):")
        width = max(len(field.name) for field in own)
        for field in own:
            yield from _wrapped(f"  {field.name:<{width}}  {field.meaning}", " " * (width + 4))
    if told.example:
        yield from ("", "An example:", "", textwrap.indent(told.example, "    "))


def _wrapped(line: str, indent: str) -> list[str]:
    return textwrap.wrap(line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _join(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


# ── where it is printed ───────────────────────────────────────────────────────────────────────────────────────────────


@cache
def read_places() -> Mapping[str, frozenset[str]]:
    """Return the places in which each field was found printed, by its owner (`Stage.court`)."""
    text = (files("generator.authoring.record_reference") / "printed.json").read_text("utf-8")
    return {owner: frozenset(places) for owner, places in json.loads(text).items()}


def _find_places(field: RecordField) -> frozenset[str]:
    """Return where a field is printed: as it was measured, or where any of its parts is."""
    own = read_places().get(field.owner, frozenset())
    inner = list_fields("source") if field.part is Source else _list_inner(field)
    return own.union(*(read_places().get(one.owner, frozenset()) for one in inner if not one.not_printed))


def _list_inner(field: RecordField) -> list[RecordField]:
    """Return the fields in the parts of a field."""
    kind = field.path.partition(".")[0]
    kind = ".".join(field.path.split(".")[:2]) if kind == BLOCK.rstrip(".") else kind
    return [one for one in list_fields(kind) if one.path.startswith(f"{field.path}.")]
