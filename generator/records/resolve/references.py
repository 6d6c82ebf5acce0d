"""Look up every id that a record names: each has to be there."""

from __future__ import annotations

from typing import Any, TypeVar, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.base import codes
from generator.base.diagnostics import Diagnostic, suggest
from generator.records.load import SAY_IT, Dataset, Entry, PathInRecord, list_all_entries
from generator.records.load.styles import report_missing_style
from generator.records.load.values import begin_sharing
from generator.records.resolve.countries import fits_edition
from generator.records.schema import Edition, Record
from generator.records.schema.base import RefersTo, Visibility
from generator.records.schema.walks import find_values

NAMES = {
    "sources": "source", "cases": "case", "laws": "law", "organisations": "organisation", "events": "event",
    "figures": "figure", "standards": "standard", "themes": "theme", "countries": "country", "dialogues": "dialogue",
    "recommendations": "recommendation", "people": "person",
}  # fmt: skip
"""What an author calls a record of each collection."""

R = TypeVar("R", bound=BaseModel)

Reference = tuple[PathInRecord, str, str]
"""Where something is named, of which collection it is, and its id."""

_KEPT = "_references"
"""Where a record has room for what it names (schema/base.py)."""


def check_references(dataset: Dataset, audience: Visibility) -> list[Diagnostic]:
    """Return a diagnostic (R101) for every id in data/ and in the loaded editions that no record has.

    An id that stands above `audience` is not told, and none such is proposed.
    """
    problems = []
    for entry in list_all_entries(dataset):
        for path, collection, id in list_references(entry.record):
            # what a statement for many names is told once, at its own place
            if not exists(dataset, collection, id) and not entry.find_lent(path):
                problems.append(_unknown(dataset, collection, id, entry, path, audience))
    return problems


def check_styles(dataset: Dataset) -> list[Diagnostic]:
    """Return a diagnostic (R106, P404, R120) for every loaded edition whose style is not there or does not serve its
    kind."""
    problems = []
    for edition in dataset.editions.values():
        record = edition.record
        style = dataset.styles.get(record.style)
        if style is None:
            problems += report_missing_style(dataset.root, record.style, edition.origin("style"))
        elif record.kind not in style.kinds:
            known = ", ".join(style.kinds)
            other = next((one.name for one in dataset.styles.values() if record.kind in one.kinds), None)
            if other:
                help = f"`{other}` serves it: write `style: {other}`, or one of: {known}"
            else:
                otherwise = f"this style serves: {known}; a kind is added in a template.yaml"
                help = suggest(record.kind, style.kinds, otherwise)
            problems.append(
                codes.KIND_NOT_SERVED.at(
                    edition.origin("kind"),
                    f"the style `{style.name}` does not serve the kind `{record.kind}`",
                    help,
                    width=len(record.kind),
                )
            )
    return problems


def check_rounds(dataset: Dataset, audience: Visibility) -> list[Diagnostic]:
    """Return a diagnostic (R108) for every loaded edition whose round its dialogue does not have."""
    problems = []
    for edition in dataset.editions.values():
        record = edition.record
        dialogue = dataset.dialogues.get(record.dialogue or "")
        if record.round is None or dialogue is None or record.dialogue in dataset.broken:
            continue
        if record.round in dialogue.record.rounds:
            continue
        if edition.above(audience, ("dialogue",)) or edition.above(audience, ("round",)):
            problems.append(
                codes.UNKNOWN_ROUND.at(edition.origin("round"), "the dialogue has no such round", "correct the number")
            )
            continue
        known = ", ".join(n for n in dialogue.record.rounds if not dialogue.above(audience, ("rounds", n)))
        help = (
            f"known: {known}; add the round to the dialogue, or correct the number"
            if known
            else "add the round to the dialogue, with its date"
        )
        problems.append(
            codes.UNKNOWN_ROUND.at(
                edition.origin("round"),
                f"the dialogue `{record.dialogue}` has no round `{record.round}`",
                help,
                width=len(record.round),
            )
        )
    return problems


def exists(dataset: Dataset, collection: str, id: str) -> bool:
    """Tell whether the record is there, or would be if its file could be read. Articles of laws are `code/article`."""
    records = dataset.records[collection]
    name, _, article = id.partition("/") if collection == "laws" else (id, "", "")
    if name in dataset.broken or f"{collection}/*" in dataset.broken:
        return True
    if name not in records:
        return False
    return not article or article in dataset.laws[name].record.provisions


def _unknown(
    dataset: Dataset, collection: str, id: str, entry: Entry[Record], path: PathInRecord, audience: Visibility
) -> Diagnostic:
    """Return the diagnostic for an id that no record has, with the id that is most like it."""
    what = NAMES[collection]
    if entry.above(audience, path):
        closed = f"this file holds what is not for `{audience}`, so its words are not shown: look at this line of it"
        message, help, width = f"there is no such {what}", f"{closed}; {SAY_IT}" if entry.unsaid else closed, 1
    else:
        help = _suggest(dataset, collection, id, audience, entry.record)
        message, width = f"there is no {what} `{id}`", len(id)
    return codes.UNKNOWN_ID.at(entry.origin(*path), message, help, width=width)


def _suggest(dataset: Dataset, collection: str, id: str, audience: Visibility, record: Record) -> str:
    """Return what to do about an unknown id of a record: no dialogue with another country is proposed to an edition."""
    if "," in id:
        return f"several stand in brackets: `[{', '.join(part for one in id.split(',') if (part := one.strip()))}]`"
    open_to_all = {name: entry for name, entry in dataset.records[collection].items() if not entry.above(audience)}
    if isinstance(record, Edition):
        open_to_all = {
            name: entry for name, entry in open_to_all.items() if fits_edition(dataset, record, collection, name)
        }
    known = list(open_to_all)
    if collection == "laws":
        known += [f"{code}/{article}" for code in open_to_all for article in dataset.laws[code].record.provisions]
    if len(words := id.split()) > 1 and set(words) <= set(known):
        return f"several stand in brackets: `[{', '.join(words)}]`"
    return suggest(id, known, f"add a record `{id}` to {collection}, or correct the id")


def list_references(record: BaseModel) -> tuple[Reference, ...]:
    """Return (path, collection, id) of every reference in the record and its parts. They are looked for once: nobody
    changes a record, and half a dozen steps ask of each."""
    known: tuple[Reference, ...] | None = getattr(record, _KEPT, None)
    if known is None:
        share = begin_sharing()  # what one record names most others name at the same place
        known = tuple([(share(path, path), kind, id) for path, _, kind, id in find_values(record, _referred) if id])
        if isinstance(record, Record):
            object.__setattr__(record, _KEPT, known)
    return known


def carry_references(record: BaseModel, copy: R) -> R:
    """Return a copy of a record in which nothing is changed that names another, with what it names known of it."""
    known: tuple[Reference, ...] | None = getattr(record, _KEPT, None)
    if known is not None and copy is not record:
        object.__setattr__(copy, _KEPT, known)
    return copy


def _referred(_: str, field: FieldInfo) -> str | None:
    return _collection(field)


def _collection(annotation: Any) -> str | None:
    marks = [*getattr(annotation, "metadata", ()), *getattr(annotation, "__metadata__", ())]
    for mark in marks:
        if isinstance(mark, RefersTo):
            return mark.collection
    inner = getattr(annotation, "annotation", None)
    for part in (*([inner] if inner is not None else ()), *get_args(annotation)):
        if found := _collection(part):
            return found
    return None
