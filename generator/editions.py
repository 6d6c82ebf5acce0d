"""Select what one audience may read on one day: the only place where that is decided.

In: a Dataset, an edition's id, the audience, the language. Out: an Edition, which holds the records that were picked
and nothing else. What is not picked here (a record or field of a higher visibility, an entry dated after the as-of
date, what rests on withheld sources alone) can't reach a Document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, Origin, did_you_mean
from generator.load import Dataset, Entry, PathInRecord, entries, is_limited, level, plain
from generator.load.parse import Map, Seq
from generator.schema import COLLECTIONS, Record, SectionProse
from generator.schema import Edition as EditionRecord
from generator.schema.base import Visibility, above, last_day


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition for one audience in one language: picked records by collection and id, picked sections in order.

    `withheld` names, by collection, the ids that exist and are not for this audience, `later` those of records dated
    after the as-of date, `unsaid` those of which nothing says who may see them: enough to tell either from "does not exist", and nothing more of them.
    """

    id: str
    record: EditionRecord
    entry: Entry
    sections: tuple[Entry, ...]
    records: Mapping[str, Mapping[str, Entry]]
    withheld: Mapping[str, frozenset[str]]
    later: Mapping[str, frozenset[str]]
    unsaid: Mapping[str, frozenset[str]]
    broken: frozenset[str]
    audience: Visibility
    lang: str
    as_of: date

    def get(self, collection: str, id: str) -> Any:
        """Return the picked record; KeyError where it was not picked."""
        return self.records[collection][id].record


def select(
    dataset: Dataset, edition: str, audience: Visibility | None, lang: str
) -> tuple[Edition | None, list[Diagnostic]]:
    """Pick what `audience` (None: the edition's own) may read. None where the edition is not there or can't be read."""
    problems: list[Diagnostic] = []
    entry = dataset.editions.get(edition)
    if entry is None:
        return None, problems
    record = entry.record
    assert isinstance(record, EditionRecord)
    audience = audience or record.audience
    if above(record.audience, audience):
        problems.append(Diagnostic("S102", "audience-too-wide", f"this edition is for `{record.audience}`, and was asked for `{audience}`", _field(entry, "audience"),
                                   f"build it with --audience {record.audience}, or change its audience here"))  # fmt: skip
        return None, problems
    # the edition's own dates are about the paper, not about what it tells
    seen = (
        None if above(entry.visibility, audience) else _visible(entry, EditionRecord, audience, date.max, frozenset())
    )
    if seen is None:
        problems.append(Diagnostic("S103", "edition-withheld", f"this edition, or a field that it needs, is not for `{audience}`", entry.origin(),
                                   "build it for the audience that may see it, or open the field"))  # fmt: skip
        return None, problems
    entry, record = seen, seen.record
    assert isinstance(record, EditionRecord)
    if lang not in record.languages:
        problems.append(Diagnostic("R103", "unknown-language", f"this edition is not written in `{lang}`", _field(entry, "languages"),
                                   f"it is written in: {', '.join(record.languages)}"))  # fmt: skip
        return None, problems
    as_of = last_day(record.as_of)
    nothing: frozenset[str] = frozenset()
    sources, hidden, _ = _pick(dataset.records["sources"], audience, as_of, nothing)
    picked: dict[str, dict[str, Entry]] = {"sources": sources}
    withheld, later = {"sources": hidden}, {"sources": nothing}
    for collection, records in dataset.records.items():
        if collection != "sources":
            picked[collection], withheld[collection], later[collection] = _pick(records, audience, as_of, hidden)
    sections = _sections(dataset, entry, record, audience, problems)
    unsaid = {
        name: frozenset(id for id, entry in records.items() if entry.unsaid)
        for name, records in dataset.records.items()
    }
    return (
        Edition(
            edition, record, entry, sections, picked, withheld, later, unsaid, dataset.broken, audience, lang, as_of
        ),
        problems,
    )


def _sections(
    dataset: Dataset, entry: Entry, record: EditionRecord, audience: Visibility, problems: list[Diagnostic]
) -> tuple[Entry, ...]:
    known = dataset.sections.get(entry.record.id, {})
    found = []
    for name in (*record.outline, *record.annexes):
        listed = "outline" if name in record.outline else "annexes"
        if name not in known:
            if f"{record.id}/{name}" not in dataset.broken:
                near = did_you_mean(name, known)
                index = (record.outline if listed == "outline" else record.annexes).index(name)
                help = f"did you mean `{near}`?" if near else f"write the section in briefings/{record.id}/{name}.yaml"
                problems.append(
                    Diagnostic(
                        "R101",
                        "unknown-section",
                        f"there is no section `{name}`",
                        entry.origin(listed, index),
                        help,
                        width=len(name),
                    )
                )
            continue
        section = known[name]
        if not above(section.visibility, audience) and (
            seen := _visible(section, SectionProse, audience, date.max, frozenset())
        ):
            found.append(seen)
    return tuple(found)


def _pick(
    records: Mapping[str, Entry], audience: Visibility, as_of: date, hidden: frozenset[str]
) -> tuple[dict[str, Entry], frozenset[str], frozenset[str]]:
    """Return the records that may be seen, the ids of those withheld, and the ids of those dated too late."""
    picked: dict[str, Entry] = {}
    withheld: set[str] = set()
    later: set[str] = set()
    for id, entry in records.items():
        if above(entry.visibility, audience):
            withheld.add(id)
        elif _late(entry.tree, as_of):
            later.add(id)
        elif seen := _visible(entry, COLLECTIONS[entry.collection], audience, as_of, hidden):
            picked[id] = seen
        elif _visible(entry, COLLECTIONS[entry.collection], audience, date.max, hidden):
            later.add(id)
        else:
            withheld.add(id)
    return picked, frozenset(withheld), frozenset(later)


def _visible(
    entry: Entry, model: type[Record], audience: Visibility, as_of: date, hidden: frozenset[str]
) -> Entry | None:
    """Return the entry with the fields that may be seen; None where what is left is no record any more."""
    limits = {path for path, said in entry.limits.items() if above(said, audience)}
    if ("id",) in limits or _unsupported(entry.tree, hidden):
        return None
    tree, changed = _keep(entry.tree, (), _Reader(audience, as_of, hidden, limits))
    if not changed:
        return entry
    values = plain(tree, {})
    values.setdefault("id", entry.record.id)
    try:
        return replace(entry, record=model.model_validate(values), tree=tree)
    except ValidationError:
        return None  # a field that every record needs is withheld, so the record is


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads: the audience, up to which day, without which sources, and without the fields at which paths."""

    audience: Visibility
    as_of: date
    hidden: frozenset[str]
    limits: set[PathInRecord]

    def may_see(self, key: str | int, value: Any, path: PathInRecord) -> bool:
        """Tell whether the value that stands under `key` at `path` may be seen at all."""
        if path in self.limits:
            return False
        if isinstance(value, Map) and (_late(value, self.as_of) or _unsupported(value, self.hidden)):
            return False
        if key == "by" or (len(path) > 1 and path[-2] == "by"):
            return not (isinstance(value, str) and value in self.hidden)
        # a source that stands inside the record that cites it has a visibility of its own
        own = value.get("visibility") if isinstance(value, Map) and not is_limited(value) else None
        return own is None or not above(level(own), self.audience)


def _keep(node: Any, path: PathInRecord, reader: _Reader) -> tuple[Any, bool]:
    """Return a copy of the tree with what may be seen, and whether that is less than all of it."""
    if is_limited(node):
        return _keep(node["value"], path, reader)
    if isinstance(node, Map):
        kept, changed = Map(), False
        kept.at = {}
        for key, value in node.items():
            here = (*path, key)
            if not reader.may_see(key, value, here):
                changed = True
                continue
            seen, less = _keep(value, here, reader)
            if key == "by" and isinstance(seen, Seq) and not seen:
                changed = True
                continue
            kept[key], kept.at[key] = seen, node.at[key]
            changed = changed or less
        return kept, changed
    if isinstance(node, Seq):
        items, changed = Seq(), False
        items.at = []
        cut = False
        for index, value in enumerate(node):
            here = (*path, index)
            if not reader.may_see(index, value, here) or (cut and _undated(value)):
                # what has no date of its own stands after what came later
                changed, cut = True, cut or _late(value, reader.as_of)
                continue
            seen, less = _keep(value, here, reader)
            items.append(seen)
            items.at.append(node.at[index])
            changed = changed or less
        return items, changed
    return node, False


def _late(node: Any, as_of: date) -> bool:
    """Tell whether a part is dated after the as-of date."""
    if is_limited(node):
        return _late(node["value"], as_of)
    if not isinstance(node, Map) or as_of == date.max:
        return False
    day = node.get("date") or node.get("as_of") or node.get("from")
    if isinstance(day, Map):
        day = day.get("value")
    try:
        return isinstance(day, str) and last_day(day) > as_of
    except ValueError:
        return False  # a name, such as `from: public events`, and no date


def _undated(node: Any) -> bool:
    return isinstance(node, Map) and "stage" in node and not node.get("date")


def _unsupported(node: Any, hidden: frozenset[str]) -> bool:
    """Tell whether a part names sources and all of them are withheld."""
    if is_limited(node):
        return _unsupported(node["value"], hidden)
    if not isinstance(node, Map) or not hidden or not node.get("by"):
        return False
    by = node["by"]["value"] if is_limited(node["by"]) else node["by"]
    named = [by] if isinstance(by, str) else list(by) if isinstance(by, Seq) else []
    return bool(named) and all(name in hidden for name in named)


def _field(entry: Entry, name: str) -> Origin:
    return entry.origin(name) if name in entry.tree else entry.origin()


_VISIBILITY = re.compile(r"visibility[\"']?\s*:\s*[\"']?(\w*)")


def closed_files(dataset: Dataset, audience: Visibility) -> frozenset[str]:
    """Return the files that hold anything above `audience`: their lines are shown in no message."""
    closed = {
        entry.file
        for entry in entries(dataset)
        if above(entry.visibility, audience) or any(above(v, audience) for v in entry.limits.values())
    }
    # what could not be read has no entry: its lines say, or its folder
    closed |= {file for file, fallback in dataset.closed.items() if above(fallback, audience)}
    for file, lines in dataset.lines.items():
        said = {match[1] for match in _VISIBILITY.finditer("\n".join(lines))}
        if any(above(level(word), audience) for word in said):
            closed.add(file)
    return frozenset(closed)
