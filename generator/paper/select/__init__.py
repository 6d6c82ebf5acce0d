"""Select what one audience may read on one day: the only place where that is decided.

In: a Dataset, an edition's id, the audience, the language. Out: a Selected edition, which holds the records that were
picked and nothing else. What is not picked here (a record or field of a higher visibility, an entry dated after the
as-of date, what rests on withheld sources alone) can't reach a Document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, suggest
from generator.paper.select.before import Predecessor, find_period_start, find_predecessor, list_told_cases
from generator.paper.select.doubts import find_doubts
from generator.paper.select.not_named import find_not_named
from generator.paper.select.picked import Picked, pick
from generator.paper.select.visible import pick_fields
from generator.records.load import (
    Aside,
    Collections,
    Dataset,
    Entry,
    keep_read,
    list_entries,
    list_read,
    read_visibility,
)
from generator.records.load.lines import read_texts
from generator.records.resolve.known import find_appearances
from generator.records.schema import Edition, Record, SectionProse
from generator.records.schema.base import Visibility, is_above

__all__ = ["Predecessor", "SelectedEdition", "list_closed_files", "select"]


@dataclass(frozen=True, slots=True)
class SelectedEdition(Collections):
    """One edition for one audience in one language: picked records by collection and id, picked sections in order.

    `withheld` names, by collection, the ids that exist and are not for this audience, `later` those of records dated
    after the as-of date, `unclear` those of records of which that is open, `unsaid` those of which nothing says who may
    see them: enough to tell each from "does not exist", and nothing more of them. `start` is the first day of the time
    that it looks at, `told` are the ids of the cases that the sections name, `withdrawn` those of the cases whose
    people asked to be named no more, `before` is the edition before; `not_named` says by the place of a list how many
    people it leaves out without an error; `aside` are the files that were left unread.
    """

    id: str
    record: Edition
    entry: Entry[Edition]
    sections: tuple[Entry[SectionProse], ...]
    records: Mapping[str, Mapping[str, Entry[Record]]]
    withheld: Mapping[str, frozenset[str]]
    later: Mapping[str, frozenset[str]]
    unclear: Mapping[str, frozenset[str]]
    unsaid: Mapping[str, frozenset[str]]
    broken: frozenset[str]
    audience: Visibility
    lang: str
    as_of: date
    told: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    start: date | None = None
    before: Predecessor | None = None
    not_named: Mapping[Origin, int] = field(default_factory=dict)
    aside: Mapping[str, Aside] = field(default_factory=dict)


def select(
    dataset: Dataset, edition: str, audience: Visibility | None, lang: str
) -> tuple[SelectedEdition | None, list[Diagnostic]]:
    """Pick what `audience` (None: the edition's own) may read. None where the edition is not there or can't be read."""
    problems: list[Diagnostic] = []
    if edition not in dataset.editions:
        return None, problems
    audience = audience or dataset.editions[edition].record.audience
    entry = _asked(dataset.editions[edition], audience, lang, problems)
    if entry is None:
        return None, problems
    record, as_of = entry.record, entry.record.as_of.last
    before = find_predecessor(dataset, record, audience, frozenset({edition}))
    found = _pick_all(dataset, record, audience, before)
    records = {name: picked.entries for name, picked in found.items()}
    sections, not_named = _sections(dataset, entry, record, audience, found["cases"].withheld, problems)
    problems += find_doubts(dataset.records, found, record, sections, before, audience)
    # what was left unread is for everybody, and known on every day
    unsaid = {
        name: frozenset(id for id, entry in list_read(records).items() if entry.unsaid)
        for name, records in dataset.records.items()
    }
    told, _ = list_told_cases(section.tree for section in sections)
    return (
        SelectedEdition(
            edition,
            record,
            entry,
            sections,
            records,
            {name: picked.withheld for name, picked in found.items()},
            {name: picked.later for name, picked in found.items()},
            {name: picked.unclear for name, picked in found.items()},
            unsaid,
            dataset.broken,
            audience,
            lang,
            as_of,
            told,
            frozenset(id for id, entry in list_read(dataset.cases).items() if entry.withdrawn),
            find_period_start(record, before),
            before,
            not_named,
            dataset.aside,
        ),
        problems,
    )


def _pick_all(dataset: Dataset, record: Edition, audience: Visibility, before: Predecessor | None) -> dict[str, Picked]:
    """Return what may be told of each collection on the edition's day, by the sources that this audience may see."""
    as_of = record.as_of.last
    sources = pick(dataset.records["sources"], audience, as_of, frozenset(), {})
    papers: list[tuple[tuple[str, ...], date]] = [(record.by, as_of)]
    while before:
        papers.append((before.by, before.as_of))
        before = before.before
    read = list_read(dataset.sources)
    seen = {id: entry for id, entry in read.items() if id in list_read(sources.entries)}
    appeared = find_appearances(seen, papers)
    return {"sources": sources} | {
        name: pick(records, audience, as_of, sources.withheld, appeared)
        for name, records in dataset.records.items()
        if name != "sources"
    }


def _asked(entry: Entry[Edition], audience: Visibility, lang: str, problems: list[Diagnostic]) -> Entry[Edition] | None:
    """Return what `audience` may see of an edition's own record; None, with the reason noted, where that is not the
    edition that was asked for."""
    record = entry.record
    if is_above(record.audience, audience):
        problems.append(
            codes.AUDIENCE_TOO_WIDE.at(
                _field(entry, "audience"),
                f"this edition is for `{record.audience}`, and was asked for `{audience}`",
                f"build it with --audience {record.audience}, or change its audience here",
            )
        )
        return None
    # the edition's own dates are about the paper, not about what it tells
    seen = None if is_above(entry.visibility, audience) else pick_fields(entry, Edition, audience, frozenset())
    if seen is None:
        problems.append(
            codes.EDITION_WITHHELD.at(
                entry.origin(),
                f"this edition, or a field that it needs, is not for `{audience}`",
                "build it for the audience that may see it, or open the field",
            )
        )
        return None
    if lang not in seen.record.languages:
        problems.append(
            codes.UNKNOWN_LANGUAGE.at(
                _field(seen, "languages"),
                f"this edition is not written in `{lang}`",
                f"it is written in: {', '.join(seen.record.languages)}",
            )
        )
        return None
    return seen


def _sections(
    dataset: Dataset,
    entry: Entry[Edition],
    record: Edition,
    audience: Visibility,
    withheld: frozenset[str],
    problems: list[Diagnostic],
) -> tuple[tuple[Entry[SectionProse], ...], dict[Origin, int]]:
    """Return what may be read of each section in order, and how many people its lists do not name; `withheld` are the
    cases that are not for the audience."""
    known = dataset.sections.get(entry.record.id, {})
    found = []
    counts: dict[Origin, int] = {}
    withdrawn = {id for id, case in list_read(dataset.cases).items() if case.withdrawn}
    for name in (*record.outline, *record.annexes):
        listed = "outline" if name in record.outline else "annexes"
        if name not in known:
            if f"{record.id}/{name}" not in dataset.broken:
                index = (record.outline if listed == "outline" else record.annexes).index(name)
                help = suggest(name, known, f"write the section in briefings/{record.id}/{name}.yaml")
                problems.append(
                    codes.UNKNOWN_ID.at(
                        entry.origin(listed, index), f"there is no section `{name}`", help, width=len(name)
                    )
                )
            continue
        section = known[name]
        if is_above(section.visibility, audience):
            continue
        left, not_named = find_not_named(section, withheld, withdrawn, audience)
        if seen := pick_fields(section, SectionProse, audience, frozenset(), left):
            found.append(seen)
            counts |= not_named
    return tuple(found), counts


def _field(entry: Entry[Edition], name: str) -> Origin:
    return entry.origin(name) if name in entry.tree else entry.origin()


_VISIBILITY = re.compile(r"visibility[\"']?\s*:\s*[\"']?(\w*)")


def list_closed_files(dataset: Dataset, audience: Visibility) -> frozenset[str]:
    """Return the files that hold anything above `audience`: their lines are shown in no message."""
    closed = {
        entry.file
        for entry in list_entries(keep_read(dataset))  # what was left unread is for everybody
        if entry.above(audience) or any(is_above(v, audience) for v in entry.limits.values())
    }
    # what could not be read has no entry: its lines say, or its folder
    closed |= {file for file, fallback in dataset.closed.items() if is_above(fallback, audience)}
    for file, text in read_texts(dataset.lines):
        said = {match[1] for match in _VISIBILITY.finditer(text)}
        if any(is_above(read_visibility(word), audience) for word in said):
            closed.add(file)
    return frozenset(closed)
