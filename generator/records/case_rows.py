"""What one row of a sheet says of a case, for programs: a column for each field, and how its text is read back.

In: a case, or the cells of a row. Out: texts by column, or the fields of a record. Columns are called as fields are
(`names.family`), names and words in a language by its tag behind a point (`names.native.kk`, BCP 47). Dates stand as
records write them: 2020-11-03, 2020-11 or 2020 (EDTF level 0, ISO 8601-2:2019), so that how much of one is known is
seen from how much of it is written. Ids stand with blanks between them, since no id has one.

To add a field that is a text, a date, an id or ids: its line in `COLUMNS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from generator.records.schema import Case
from generator.records.schema.partial_dates import parse_date

Kind = Literal["text", "code", "date", "ids", "by_language"]


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column of the sheet. A `code` is a word of the schema, such as a status; `ids` are of records of the
    `collection`. One that is not `of_all` has a value only for
    people who are named in full: of the others a row says to programs no more than its words say to everybody.

    A `computed` one tells what follows from the record on the day of a paper, and is no field of it.
    """

    key: str
    kind: Kind = "text"
    collection: str = ""
    of_all: bool = False
    computed: bool = False


COLUMNS = (
    RowColumn("id", collection="cases", of_all=True),
    RowColumn("names.preferred"),
    RowColumn("names.pseudonym", of_all=True),
    RowColumn("names.given"),
    RowColumn("names.patronymic"),
    RowColumn("names.family"),
    RowColumn("names.sort"),
    RowColumn("names.native", "by_language"),
    RowColumn("display", "code", of_all=True),
    RowColumn("kind", "code", of_all=True),
    RowColumn("gender", "code"),
    RowColumn("occupation", "by_language", of_all=True),
    RowColumn("place", of_all=True),
    RowColumn("region"),
    RowColumn("themes", "ids", "themes"),
    RowColumn("group", "ids", "cases"),
    RowColumn("as_of", "date", of_all=True, computed=True),
    RowColumn("as_of.standing", "code", of_all=True, computed=True),
    RowColumn("as_of.status", "code", of_all=True, computed=True),
    RowColumn("as_of.status_since", "date", of_all=True, computed=True),
    RowColumn("as_of.last_word", "date", of_all=True, computed=True),
    RowColumn("as_of.held_since", "date", of_all=True, computed=True),
    RowColumn("as_of.taken", "date", of_all=True, computed=True),
    RowColumn("as_of.charges", "ids", "laws", of_all=True, computed=True),
    RowColumn("as_of.sources", "ids", "sources", computed=True),
)
"""In the order of the sheet. `as_of` is the day of the paper, and what begins with it is as known on that day: in which
list the person stands; the status, since when, and the day of the last word on it; since when the person is held; when
they were last taken into custody; the articles; the sources that the case rests on."""

OF_THE_LIST = "list."
"""How columns begin that say where a row stands in a list, and nothing of a record."""

_NATIVE = "names.native"
"""A name in its own script always says in which language it is."""

_BY_KEY = {column.key: column for column in COLUMNS}
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)

MayKnow = Callable[[str, str], bool]
"""Tells of a collection and an id whether the readers may know that record."""


def write_fields(case: Case, lang: str, may_know: MayKnow) -> Iterator[tuple[str, str]]:
    """Yield (column, text) of the fields that a row says of a case; none for a field of which nothing is said. Of words
    in several languages those in `lang` are told, names in all."""
    for column in COLUMNS:
        if column.computed or not (column.of_all or case.display == "full_name"):
            continue
        if column.key == "names.pseudonym" and case.display != "pseudonym":
            continue  # who knows both names would know who stands behind one
        value = _get(case, column.key)
        if column.kind == "by_language":
            yield from _write_by_language(column.key, value, lang)
        elif column.kind == "ids":
            ids = (value,) if isinstance(value, str) else value or ()
            if text := join_ids(id for id in ids if may_know(column.collection, id)):
                yield column.key, text
        elif value not in (None, ""):
            yield column.key, str(value)


def is_of_the_record(key: str) -> bool:
    """Tell whether the values of a column are the record's own words or ids, and no words of the schema, nor days."""
    column = _BY_KEY.get(key)
    return column is None or column.kind not in ("code", "date")


def join_ids(ids: Iterable[str]) -> str:
    """Return ids as one cell, each once."""
    return " ".join(dict.fromkeys(ids))


def _get(case: Case, key: str) -> Any:
    value: Any = case
    for name in key.split("."):
        value = getattr(value, name)
    return value


def _write_by_language(key: str, value: Any, lang: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif value:
        yield from ((f"{key}.{tag}", said) for tag, said in value.items() if key == _NATIVE or tag == lang)


def sort_columns(keys: Iterable[str]) -> list[str]:
    """Return the columns of a sheet in order: those that every sheet has, and in their places those in a language."""
    found = set(keys)
    ordered: list[str] = []
    for column in COLUMNS:
        own = sorted(key for key in found if column.kind == "by_language" and key.startswith(f"{column.key}."))
        if column.key in found or not (own or column.key == _NATIVE):
            ordered.append(column.key)
        ordered += own
    return ordered


def rename_in_row(key: str, text: str, collection: str, old: str, new: str) -> str:
    """Return the text of a cell in which a record, or what stands in it (`code/12`), has its new id."""
    column = _BY_KEY.get(key)
    if column is None or column.collection != collection:
        return text
    return " ".join(new + id[len(old) :] if id.split("/")[0] == old else id for id in text.split(" "))


def is_date_column(key: str) -> bool:
    """Tell whether a column holds dates."""
    return key in _BY_KEY and _BY_KEY[key].kind == "date"


# ── the way back ──────────────────────────────────────────────────────────────────────────────────────────────────────


class CellFault(NamedTuple):
    """What is wrong with a cell, in words that follow on its place, and how to mend it."""

    key: str
    message: str
    help: str


class ReadRow(NamedTuple):
    """A row that was read: the fields of a record as its file would have them, what is told as of a day, by column
    without `as_of.`, and what is wrong. What stands in an empty cell is not said."""

    fields: dict[str, Any]
    told: dict[str, Any]
    faults: tuple[CellFault, ...]


def read_row(cells: Mapping[str, str]) -> ReadRow:
    """Return what a row says, by its cells; nothing of it is guessed."""
    fields: dict[str, Any] = {}
    told: dict[str, Any] = {}
    faults: list[CellFault] = []
    for key, said in cells.items():
        text = said.strip()
        if not text or key.startswith(OF_THE_LIST):
            continue
        column, tag = _find_column(key)
        if column is None:
            faults.append(CellFault(key, f"no field is called `{key}`", "take the column out, or name it as a field"))
            continue
        try:
            value = _read(column, text)
        except ValueError:
            faults.append(
                CellFault(key, f"“{text}” is no date", "write a date such as 2024-05-01, 2024-05 or 2024: year first")
            )
            continue
        if column.computed:
            told[key.removeprefix("as_of.")] = value
        elif not _put(fields, [*column.key.split("."), *([tag] if tag else [])], value):
            help = "leave one of the two columns empty: words in all languages, or words in one"
            faults.append(CellFault(key, f"`{column.key}` is said twice in this row", help))
    return ReadRow(fields, told, tuple(faults))


def _find_column(key: str) -> tuple[RowColumn | None, str]:
    """Return the column of a key, and the tag of the language with which the key ends."""
    column = _BY_KEY.get(key)
    if column is not None and key != _NATIVE:
        return column, ""
    before, _, tag = key.rpartition(".")
    column = _BY_KEY.get(before)
    return (column, tag) if column and column.kind == "by_language" and _TAG.fullmatch(tag) else (None, "")


def _read(column: RowColumn, text: str) -> Any:
    """Return the value of a cell; raise ValueError where it is no date and should be one."""
    if column.kind == "date":
        return parse_date(text).written
    if column.kind == "ids":
        ids = text.split()
        return ids[0] if column.key == "group" and len(ids) == 1 else ids
    return text


def _put(fields: dict[str, Any], path: list[str], value: Any) -> bool:
    """Put a value at its path; tell whether there was room for it."""
    for name in path[:-1]:
        inner = fields.setdefault(name, {})
        if not isinstance(inner, dict):
            return False
        fields = inner
    return fields.setdefault(path[-1], value) is value
