"""Make the view of an edition: its records and its prose as plain JSON values, on its own day.

In: a Selected edition, and its Document: for a final edition the one that was issued. Out: a View. What was
not selected is not in it, nor are the ids of such records where others name them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.paper.document import Document
from generator.paper.select import SelectedEdition
from generator.records.load import Entry
from generator.records.resolve.references import list_references
from generator.records.resolve.wordings import KINDS, choose_name
from generator.records.schema import Case, Edition, Record
from generator.records.schema.court import Lawyer
from generator.records.schema.walks import find_parts
from generator.review.diff.prose import extract_recommendations, list_prose, list_tables
from generator.review.diff.reach import REFERENCE, find_reached

TOPICS = (
    "edition", "cases", "statements", "events", "figures", "recommendations", "laws", "organisations", "people",
    "sources", "countries", "dialogues", "themes", "standards", "order", "prose", "lists",
)  # fmt: skip
"""The parts of a view: the edition's own fields, its records by kind, what statements for many say of its cases, its
prose by section, the order of its recommendations, its tables by row."""


_WHO_MAY_READ = ("day_for", "visibility", "basis")
"""Fields of a birth and of relatives that say to whom it may be told, and nothing of the person."""


@dataclass(frozen=True, slots=True)
class View:
    """`content` holds the topics; `lang` is the language of the paper."""

    edition: str
    lang: str
    content: Mapping[str, Any]


def view_of(edition: SelectedEdition, document: Document) -> View:
    """Return what the edition says, as far as its paper tells of it or rests on it."""
    content: dict[str, Any] = {"edition": _record(edition.entry, edition)}
    for collection, ids in find_reached(edition).items():
        content[collection] = {id: _record(edition.records[collection][id], edition) for id in sorted(ids)}
    content["statements"] = _take_statements(content["cases"], edition)
    made = extract_recommendations(document)
    # what a scorecard tells of is not asked for any more
    content["recommendations"] = {id: said for id, said in content["recommendations"].items() if id in made}
    content |= {"order": made, "prose": list_prose(document), "lists": list_tables(document)}
    return View(edition.id, edition.lang, {topic: content[topic] for topic in TOPICS})


def _take_statements(cases: Mapping[str, Any], edition: SelectedEdition) -> dict[str, Any]:
    """Return what statements for many say, each once with the ids of those of whom it is told, by its day, status and
    sources; it is taken out of the records of these."""
    found: dict[str, Any] = {}
    for id, values in cases.items():
        timeline = values.get("timeline", [])
        lent = [n for n in range(len(timeline)) if edition.cases[id].find_lent(("timeline", n))]
        for said in [timeline.pop(n) for n in reversed(lent)][::-1]:
            said = {name: value for name, value in said.items() if value != ""}
            by = [said.pop("by")] if isinstance(said.get("by"), str) else said.pop("by", [])
            key = ", ".join((said["as_of"], *([said["status"]] if "status" in said else []), *by))
            found.setdefault(key, {**said, "by": by, "cases": []})["cases"].append(id)
        if "timeline" in values and not timeline:
            values.pop("timeline")
    return found


def _record(entry: Entry[Record], edition: SelectedEdition) -> dict[str, Any]:
    """Return the fields of a record that say something, without the names that the audience may not know."""
    record = entry.record
    values: dict[str, Any] = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for path, collection, id in reversed(list(list_references(record))):
        name = id.partition("/")[0]
        if any(name in left[collection] for left in (edition.withheld, edition.later, edition.unclear)):
            _take_out(values, path)
    if isinstance(record, Edition):
        _keep_known(values, edition)
    for key in ("id", "visibility", "sources", "carried_over"):
        values.pop(key, None)  # a source is a record of its own
    for part in (values.get("date_of_birth", {}), *values.get("relatives", ())):
        for key in _WHO_MAY_READ if isinstance(record, Case) else ():
            part.pop(key, None)
    for path, _ in find_parts(record, Lawyer):
        _take_out(values, (*path, "visibility"))  # of who may know it, and nothing of the person
    if isinstance(record, Case) and record.display != "full_name":
        values["names"] = {"preferred": choose_name(record.names, record.display)}
    cleaned: dict[str, Any] = _plain(values, edition)
    return cleaned


def _keep_known(values: dict[str, Any], edition: SelectedEdition) -> None:
    """Take out the ids of sections and of an edition before that the audience may not read: they tell what is there."""
    sections = {section.record.id for section in edition.sections}
    for key in ("outline", "annexes"):
        if key in values:
            values[key] = [id for id in values[key] if id in sections]
    if edition.before is None:
        values.pop("predecessor", None)


def _take_out(values: Any, path: tuple[str | int, ...]) -> None:
    """Take the value at a path out of its list or field, and the field of a list in which none is left. What stands in
    a list comes last first."""
    around, key = values, path[0]
    for step in path[:-1]:
        around, key = values, step
        values = values[int(step)] if isinstance(values, list) else values.get(step, {})
    if isinstance(values, list):
        values.pop(int(path[-1]))
        if not values and isinstance(around, dict):
            around.pop(key)
    else:
        values.pop(path[-1], None)


_CITATION = re.compile(r"@([A-Za-z0-9][\w.-]*\w)")


def _plain(value: Any, edition: SelectedEdition) -> Any:
    if isinstance(value, str):
        return say_text(value, edition) if "](" in value or "@" in value else value
    if isinstance(value, list):
        return [_plain(item, edition) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item, edition) for key, item in value.items()}
    return value


def say_text(text: str, edition: SelectedEdition) -> str:
    """Return a text in which a mention is its words, and no withheld source is cited."""

    def mention(match: re.Match[str]) -> str:
        words, kind, id = match[1], match[2], match[3]
        if words:
            return words
        entry = edition.records[KINDS[kind]].get(id.partition("/")[0])
        names = getattr(entry.record, "names", None) if entry else None
        return choose_name(names, getattr(entry.record, "display", "full_name")) if entry and names else ""

    def citation(match: re.Match[str]) -> str:
        return "" if match[1] in edition.withheld["sources"] else match[0]

    return _CITATION.sub(citation, REFERENCE.sub(mention, text))
