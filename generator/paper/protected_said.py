"""Tell what each text of a record is to an audience: closed, the name of somebody who may be named, or another text.

In: a record. Out: the forms in which what is closed is looked for, and what is in the open; each text is looked at
once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.paper.protected_forms import SENTENCE, TITLE, list_name_forms, list_value_forms
from generator.paper.protected_values import Value
from generator.paper.unread_values import NAME_FIELDS
from generator.records.load import Entry, PathInRecord, list_values
from generator.records.schema import Case, Organisation, Person, Record, Source
from generator.records.schema.base import Visibility
from generator.records.schema.walks import leads_through

_NAMED = (Case, Person, Organisation)
_PLACES = frozenset(("place", "region", "court"))
_NO_TEXT = frozenset(("id", "visibility"))


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says that an audience may not see, in each form in which it is looked for; and of what it may see
    names and places, and other texts."""

    closed: tuple[tuple[str, Value], ...] = ()
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def may_close(entry: Entry[Any], audience: Visibility) -> bool:
    """Tell whether anything that a record says may be closed to an audience."""
    assumed = isinstance(entry.record, Case) and entry.record.display != "full_name"
    return assumed or entry.above(audience) or entry.find_closed(audience) is not None


def sort_texts(entry: Entry[Any], audience: Visibility) -> Said:
    """Return what a record says to an audience, and what it doesn't. Of a record that is closed as a whole nothing is
    in the open."""
    record, model = entry.record, type(entry.record)
    above = entry.above(audience)
    assumed = isinstance(record, Case) and record.display != "full_name"
    is_closed = None if above else entry.find_closed(audience)
    is_named = isinstance(record, _NAMED)
    closed: list[tuple[str, Value]] = []
    names: dict[str, None] = {}
    texts: dict[str, None] = {}
    for path, said in list_texts(entry):
        named = is_named and is_name(record, path)
        if above or (assumed and named) or (is_closed is not None and is_closed(path)):
            closed += _list_forms(entry, path, said, named)
        elif named or leads_through(model, path, _PLACES):
            names[said] = None
        else:
            texts[said] = None
    return Said(tuple(closed), tuple(names), tuple(texts))


def _list_forms(entry: Entry[Any], path: PathInRecord, said: str, named: bool) -> Iterator[tuple[str, Value]]:
    """Yield the forms of a text that is not for the audience, and what each is."""
    record = entry.record
    if named and _is_counsel(path):
        forms = list_name_forms(said, True, False)
    elif named:
        # a family name of several words has no surname in it, and no initials
        whole = path[0] == "relatives" or (is_person(record) and path[-1] != "family")
        forms = list_name_forms(said, whole, not (isinstance(record, Case) and record.display == "initials"))
    else:
        forms = list_value_forms(said, TITLE if isinstance(record, Source) and path[0] == "title" else SENTENCE)
    for kind, form in forms:
        own = _name_kind(path) if named and kind == "name" else kind
        yield form, Value(own, f"{entry.collection}/{record.id}", entry.origin(*path))


def is_name(record: Record, path: PathInRecord) -> bool:
    """Tell whether a text of a record is what somebody is truly called."""
    if not isinstance(record, _NAMED):
        return False
    if path[0] == "relatives":
        return path[-1] == "name"
    if _is_counsel(path):
        return True
    return (path[0] == "names" and len(path) > 1 and path[1] in NAME_FIELDS) or path == ("short",)


def _name_kind(path: PathInRecord) -> str:
    """Return whose name it is, where it is not that of the record."""
    return "relative" if path[0] == "relatives" else "lawyer" if _is_counsel(path) else "name"


def _is_counsel(path: PathInRecord) -> bool:
    """Tell whether a text of a case is the name of a lawyer, in whatever language."""
    return path[0] in ("proceedings", "detention") and "lawyers" in path and "name" in path[-2:]


def is_person(record: Record) -> bool:
    """Tell whether a record is about one person."""
    return isinstance(record, Person) or (isinstance(record, Case) and record.kind == "person")


def list_texts(entry: Entry[Any]) -> Iterator[tuple[PathInRecord, str]]:
    """Yield the texts of a record as written, and the path of each; ids and visibilities are none, but words in a
    language are, whatever its code (`id` is Indonesian)."""
    model = type(entry.record)
    for path, said in list_values(entry.tree):
        if _NO_TEXT.isdisjoint(path) or not leads_through(model, path, _NO_TEXT):
            yield path, said
