"""Select what one audience may read on one day: the only place where that is decided.

In: a Dataset, an edition's id, the audience, the language. Out: an Edition, which holds the records that were picked
and nothing else. What is not picked here (a record or field of a higher visibility, an entry dated after the as-of
date, what rests on withheld sources alone) can't reach a Document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, Origin, did_you_mean
from generator.load import Dataset, Entry, PathInRecord, entries, plain
from generator.load.parse import Map, Seq
from generator.schema import COLLECTIONS, Record, SectionProse
from generator.schema import Edition as EditionRecord
from generator.schema.base import VISIBILITIES, Visibility, last_day


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition for one audience in one language: picked records by collection and id, picked sections in order.

    `withheld` names, by collection, the ids that exist and are not for this audience: enough to tell "not for this
    audience" from "does not exist", and nothing more of them.
    """

    id: str
    record: EditionRecord
    entry: Entry
    sections: tuple[Entry, ...]
    records: Mapping[str, Mapping[str, Entry]]
    withheld: Mapping[str, frozenset[str]]
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
    if _above(record.audience, audience):
        problems.append(Diagnostic("S102", "audience-too-wide", f"this edition is for `{record.audience}`, and was asked for `{audience}`", _field(entry, "audience"),
                                   f"build it with --audience {record.audience}, or change its audience here"))  # fmt: skip
        return None, problems
    if lang not in record.languages:
        problems.append(Diagnostic("R103", "unknown-language", f"this edition is not written in `{lang}`", _field(entry, "languages"),
                                   f"it is written in: {', '.join(record.languages)}"))  # fmt: skip
    as_of = last_day(record.as_of)
    sources, hidden = _pick(dataset.records["sources"], audience, as_of, None)
    picked: dict[str, dict[str, Entry]] = {"sources": sources}
    withheld = {"sources": frozenset(hidden)}
    for collection, records in dataset.records.items():
        if collection != "sources":
            chosen, hidden_here = _pick(records, audience, as_of, withheld["sources"])
            picked[collection], withheld[collection] = chosen, frozenset(hidden_here)
    sections = _sections(dataset, entry, record, audience, problems)
    return Edition(edition, record, entry, sections, picked, withheld, dataset.broken, audience, lang, as_of), problems


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
        if not _above(section.visibility, audience) and (
            seen := _visible(section, SectionProse, audience, date.max, None)
        ):
            found.append(seen)
    return tuple(found)


def _pick(
    records: Mapping[str, Entry], audience: Visibility, as_of: date, hidden: frozenset[str] | None
) -> tuple[dict[str, Entry], set[str]]:
    picked: dict[str, Entry] = {}
    withheld: set[str] = set()
    for id, entry in records.items():
        seen = None
        if not _above(entry.visibility, audience):
            seen = _visible(entry, COLLECTIONS[entry.collection], audience, as_of, hidden)
        if seen is None:
            withheld.add(id)
        else:
            picked[id] = seen
    return picked, withheld


def _visible(
    entry: Entry, model: type[Record], audience: Visibility, as_of: date, hidden: frozenset[str] | None
) -> Entry | None:
    """Return the entry with the fields that may be seen; None where what is left is no record any more."""
    limits = {path for path, level in entry.limits.items() if _above(level, audience)}
    tree, changed = _keep(entry.tree, (), limits, as_of, hidden or frozenset())
    if _late(entry.tree, as_of) or _unsupported(entry.tree, hidden or frozenset()):
        return None
    if not changed:
        return entry
    values = plain(tree, {})
    values.setdefault("id", entry.record.id)
    try:
        return replace(entry, record=model.model_validate(values), tree=tree)
    except ValidationError:
        return None  # a field that every record needs is withheld, so the record is


def _keep(
    node: Any, path: PathInRecord, limits: set[PathInRecord], as_of: date, hidden: frozenset[str]
) -> tuple[Any, bool]:
    """Return a copy of the tree with what may be seen, and whether that is less than all of it."""
    if isinstance(node, Map):
        if len(node) == 2 and "value" in node and "visibility" in node:
            return _keep(node["value"], path, limits, as_of, hidden)
        kept, changed = Map(), False
        kept.at = {}
        for key, value in node.items():
            here = (*path, key)
            if here in limits or _late(value, as_of):
                changed = True
                continue
            if key == "by" and hidden and (value in hidden if isinstance(value, str) else False):
                changed = True
                continue
            seen, less = _keep(value, here, limits, as_of, hidden)
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
            if (
                here in limits
                or (isinstance(value, str) and value in hidden and path and path[-1] == "by")
                or _unsupported(value, hidden)
            ):
                changed = True
                continue
            if _late(value, as_of) or (cut and _undated(value)):
                # what has no date of its own stands after what came later
                changed = cut = True
                continue
            seen, less = _keep(value, here, limits, as_of, hidden)
            items.append(seen)
            items.at.append(node.at[index])
            changed = changed or less
        return items, changed
    return node, False


def _late(node: Any, as_of: date) -> bool:
    """Tell whether a part is dated after the as-of date."""
    if not isinstance(node, Map) or as_of == date.max:
        return False
    day = node.get("date") or node.get("as_of")
    if isinstance(day, Map):
        day = day.get("value")
    return isinstance(day, str) and last_day(day) > as_of


def _undated(node: Any) -> bool:
    return isinstance(node, Map) and "stage" in node and not node.get("date")


def _unsupported(node: Any, hidden: frozenset[str]) -> bool:
    """Tell whether a part names sources and all of them are withheld."""
    if not isinstance(node, Map) or not hidden or not node.get("by"):
        return False
    by = node["by"]
    named = [by] if isinstance(by, str) else list(by) if isinstance(by, Seq) else []
    return bool(named) and all(name in hidden for name in named)


def _above(level: Visibility, audience: Visibility) -> bool:
    return VISIBILITIES.index(level) > VISIBILITIES.index(audience)


def _field(entry: Entry, name: str) -> Origin:
    return entry.origin(name) if name in entry.tree else entry.origin()


def closed_files(dataset: Dataset, audience: Visibility) -> frozenset[str]:
    """Return the files that hold anything above `audience`: their lines are shown in no message."""
    closed = {
        entry.file
        for entry in entries(dataset)
        if _above(entry.visibility, audience) or any(_above(v, audience) for v in entry.limits.values())
    }
    words = [f"visibility: {level}" for level in VISIBILITIES if _above(level, audience)]
    closed |= {name for name, lines in dataset.lines.items() if any(word in line for line in lines for word in words)}
    return frozenset(closed)
