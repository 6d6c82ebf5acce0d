"""Read tables of Uwazi, row by row.

In: tables, the form: which template is what, which column says what. Out: sources as items of CSL, and the cells of
cases in the columns of our own form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from generator.authoring.import_sources import ForeignEntry
from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.foreign_files import strip_markup
from generator.base.sheets import Sheet
from generator.records.csl_items import OWN
from generator.records.load.names import is_id
from generator.records.uwazi_cells import COMMON, UNPUBLISHED, name_column, read_link, read_range, split_values

Kind = Literal["cases", "sources"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_SOURCE = ("title", "record_id", "kind", "publisher", "language", "number", "address", "archive", "publication_date",
           "date_of_access")  # fmt: skip
_CASE = ("title", "record_id", "kind", "other_names", "native_names", "gender", "occupation", "place", "region",
         "date_of_birth", "themes", "recognised_by", "sources")  # fmt: skip
PROPERTIES: Mapping[Kind, tuple[str, ...]] = {"cases": _CASE, "sources": _SOURCE}
"""The properties of each template that are read."""


_WORDS: Mapping[str, tuple[str, ...]] = {
    "gender": ("female", "male", "other"),
    "kind": ("person", "family", "group", "organisation"),
}
"""Words of the schema that a thesaurus may have."""


@dataclass(frozen=True, slots=True)
class UwaziForm:
    """Which templates are what (by their names, or those of their files), and which columns say what: by kind and
    property the head. `lang` is the default language of the Uwazi."""

    templates: Mapping[str, Kind]
    columns: Mapping[tuple[Kind, str], str]
    lang: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """Somebody in a table: place, texts by property (and language), and what they are related to, by titles."""

    file: str
    line: int
    texts: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class UwaziRows:
    """What the tables say: sources by the file that they stand in, people, and notices of what is left out. `titles`
    has the titles of sources by file and line."""

    sources: Mapping[str, list[ForeignEntry]]
    titles: Mapping[tuple[str, int], str]
    cases: list[CaseRow]
    notices: list[Diagnostic] = field(default_factory=list)


def read_tables(tables: Sequence[Sheet], form: UwaziForm) -> UwaziRows:
    """Return what tables say. Raises BriefingError (D462) with each cell and template that can't be read."""
    faults: list[Diagnostic] = []
    found = UwaziRows({}, {}, [])
    titles: dict[tuple[str, int], str] = {}
    sources: dict[str, list[ForeignEntry]] = {}
    for table in tables:
        heads = {head.text: name_column(head.text) for head in table.heads}
        templates = [head for head, (name, _) in heads.items() if name == "template"]
        for row in table.rows:
            number, cells = row[0].row, table.cells_by_head(row)
            said = strip_markup(cells.get(templates[0], "")) if templates else ""
            kind = form.templates.get(said) or form.templates.get(table.file.rpartition(".")[0])
            if kind is None:
                faults.append(_unknown_template(table, number, said))
                break
            texts = _read_texts(cells, heads, form, kind)
            if not texts.get(("title", form.lang)):
                help = "Uwazi gives each entity a title: fill the cell"
                faults.append(codes.UNREADABLE_ENTRY.at(Origin(table.file, number), "the row has no title", help))
            elif kind == "sources":
                sources.setdefault(table.file, []).append(_make_entry(number, texts, form))
                titles[table.file, number] = texts["title", form.lang]
            else:
                found.cases.append(CaseRow(table.file, number, texts))
        found.notices.extend(_find_unread(table, heads, form))
    if not faults and not sources and not found.cases:
        place = Origin(tables[0].file if tables else ".")
        faults.append(codes.UNREADABLE_FOREIGN_FILE.at(place, "there is nothing to read in this folder", "look at it"))
    if faults:
        raise BriefingError(faults)
    return UwaziRows(sources, titles, found.cases, found.notices)


def _unknown_template(table: Sheet, number: int, said: str) -> Diagnostic:
    name = said or table.file.rpartition(".")[0]
    help = f"say what it is: --template “{name}”=cases or --template “{name}”=sources; or take the file out"
    return codes.UNREADABLE_ENTRY.at(Origin(table.file, number), f"what the template “{name}” is is not known", help)


def _find_unread(table: Sheet, heads: Mapping[str, tuple[str, str]], form: UwaziForm) -> Iterator[Diagnostic]:
    """Yield a notice for each column of which nothing is read."""
    read = {name for names in PROPERTIES.values() for name in names}
    read |= {name_column(head)[0] for head in form.columns.values()}
    for head, (name, _) in heads.items():
        if head and name not in read and name not in COMMON:
            message = f"the column “{head}” is not read"
            help = f"say --column sources.address=“{head}” or the like, where it tells one of our fields"
            yield codes.LEFT_OUT_OF_IMPORT.at(Origin(table.file), message, help)


def _read_texts(
    cells: Mapping[str, str], heads: Mapping[str, tuple[str, str]], form: UwaziForm, kind: Kind
) -> dict[tuple[str, str], str]:
    """Return the texts of a row by property and language ("" for none; the title always has one)."""
    found: dict[tuple[str, str], str] = {}
    renamed = {name_column(head)[0]: name for (of, name), head in form.columns.items() if of == kind}
    for head, (name, tag) in heads.items():
        text = strip_markup(cells.get(head, ""))
        own = renamed.get(name, name)
        if text and (own in PROPERTIES[kind] or own == "published"):
            found[own, tag or (form.lang if own == "title" else "")] = text
    return found


def _make_entry(line: int, texts: Mapping[tuple[str, str], str], form: UwaziForm) -> ForeignEntry:
    """Return a source as an item of CSL; where it has our id, as one of our own export."""

    def get(name: str) -> str:
        return texts.get((name, ""), "")

    titles = {tag: text for (name, tag), text in texts.items() if name == "title"}
    id, kind = get("record_id"), get("kind").rpartition("::")[2].strip()
    item: dict[str, Any] = {"id": id, "type": kind or "document", "genre": kind}
    # every entity of Uwazi has a title of its own; of ours some have none, and some the same
    title = titles[form.lang].removesuffix(f" ({id})") if is_id(id) else titles[form.lang]
    if title == id:
        titles.pop(form.lang)
    else:
        titles[form.lang] = item["title"] = title
    item |= {"URL": read_link(get("address")), "language": get("language"), "number": get("number")}
    houses = split_values(get("publisher"))
    own: dict[str, Any] = {"publisher": houses} if houses else {}
    own |= {"title": titles} if len(titles) > 1 else {}
    own |= {"archive_url": read_link(get("archive"))} if get("archive") else {}
    for name, field_ in (("publication_date", "issued"), ("date_of_access", "accessed")):
        if cell := get(name):
            item[field_] = {"raw": _say_range(cell)}
    if own or is_id(id):
        item["custom"] = {OWN: own | ({"id": id} if is_id(id) else {})}
    return ForeignEntry(id, line, item, _is_closed(texts))


def _is_closed(texts: Mapping[tuple[str, str], str]) -> bool:
    """Tell whether only those see an entity who may log in: then nobody sees it here but the authors."""
    return texts.get(("published", ""), "").casefold() == UNPUBLISHED


def _say_range(cell: str) -> str:
    """Return a date as records write it, or the cell as it is, of which will be told that it is none."""
    try:
        day = read_range(cell)
    except ValueError:
        return cell
    return day.written if day else cell


def list_case_cells(
    row: CaseRow, themes: Mapping[str, str], find_source: Callable[[str], str | None], left: list[Diagnostic]
) -> dict[str, str]:
    """Return somebody in the columns of our own form. `themes` has ids of themes by their titles; `find_source` returns
    the id of the source of a title. What has no place there goes to `left`."""

    def leave(name: str, why: str) -> None:
        left.append(codes.LEFT_OUT_OF_IMPORT.at(Origin(row.file, row.line), f"`{name}` is left out: {why}"))

    one = {name: text for (name, _), text in row.texts.items() if name not in ("occupation", "published")}
    cells = {"id": one["record_id"]} if is_id(one.get("record_id")) else {}
    cells["names.preferred"] = one["title"]
    if _is_closed(row.texts):
        cells["visibility"] = "internal"
    for number, name in enumerate(split_values(one.get("other_names", "")), 1):
        cells[f"names.variants.{number}"] = name
    for part in split_values(one.get("native_names", "")):
        tag, found, name = part.partition(":")
        if found and name_column(f"x__{tag.strip()}")[1]:
            cells[f"names.native.{tag.strip().lower()}"] = name.strip()
        else:
            leave("native_names", "write the code of the language before each name, such as “ru: Имя”")
    cells |= {
        f"occupation{f'.{tag}' if tag else ''}": text for (name, tag), text in row.texts.items() if name == "occupation"
    }
    cells |= {name: one[name] for name in ("place", "region") if name in one}
    cells |= dict(_read_words(one, leave))
    known = [themes[title] for title in split_values(one.get("themes", "")) if title in themes]
    cells |= {"themes": " ".join(dict.fromkeys(known))} if known else {}
    for title in split_values(one.get("themes", "")):
        if title not in themes:
            leave("themes", f"there is no theme “{title[:60]}”")
    cells |= dict(_relate(one, find_source, leave))
    return cells


def _read_words(one: Mapping[str, str], leave: Callable[[str, str], None]) -> Iterator[tuple[str, str]]:
    """Yield the words of the schema and the day of birth."""
    for name, words in (
        ("gender", ("female", "male", "other")),
        ("kind", ("person", "family", "group", "organisation")),
    ):
        said = one.get(name, "").casefold()
        if said in words:
            yield name, said
        elif said:
            leave(name, f"“{one[name][:40]}” is none of {', '.join(words)}")
    if born := one.get("date_of_birth"):
        try:
            day = read_range(born)
        except ValueError:
            day = None
        if day:
            yield "date_of_birth.date", day.written
        else:
            leave("date_of_birth", f"“{born[:40]}” is no single day, month or year with the year first")


def _relate(
    one: Mapping[str, str], find_source: Callable[[str], str | None], leave: Callable[[str, str], None]
) -> Iterator[tuple[str, str]]:
    """Yield what somebody is related to, in columns that are no fields: a record names a source beside each fact."""
    ids: list[str] = []
    for title in split_values(one.get("sources", "")):
        if id := find_source(title):
            ids.append(id)
        else:
            leave("sources", f"there is no source “{title[:60]}”")
    if ids:
        yield "list.sources", " ".join(dict.fromkeys(ids))
    if bodies := one.get("recognised_by"):
        yield "list.recognised_by", bodies


def list_titles(entries: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return ids by titles, those that come first."""
    found: dict[str, str] = {}
    for title, id in entries:
        found.setdefault(title, id)
    return found
