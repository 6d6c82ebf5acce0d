"""What it finds: a record that no edition and no other record refers to, neither by its id nor, where it has one, by
its name. Countries and themes may wait until something is said of them; of a
case that not everybody may see, the place alone is told.

Why: it may be a case that was forgotten in a list, a source whose sentence was deleted, or an id with a slip that
another record means.

Example: a file data/ruritania/cases/zapt.yaml, and `case:zapt` nowhere else.

What to do: refer to it, or delete it; a record that waits for the next edition may stay. It is found only where every
edition is checked at once, and never stops anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import chain
from typing import Any

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.base.text.names_in_text import count_beginnings
from generator.paper.assemble.citations import find_citations
from generator.records.load import Dataset, Entry, list_entries
from generator.records.load.texts import find_texts
from generator.records.resolve.references import NAMES, list_references
from generator.records.resolve.wordings import KINDS
from generator.records.schema import Case, Record, Source
from generator.review.lint.shared import Shared
from generator.review.lint.subject import Subject

CODE = codes.UNUSED_RECORD

_WAIT = ("countries", "themes")
"""Collections in which a record stands ready to be chosen."""

_FEW = 16
"""So many names are sought one by one in the words of each record before its words are looked at."""
_MENTION = re.compile(r"\]\(([a-z]+):([a-z0-9.-]+)")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every record that nothing refers to."""
    if not subject.whole:
        return
    used = subject.shared.ask(_used)
    unused: list[Entry[Any]] = [
        entry
        for collection, records in subject.edition.records.items()
        for id, entry in (records.items() if collection not in _WAIT else ())
        if (collection, id) not in used
    ]
    # one that waits to be opened is forgotten as easily: no list names it, and no error tells so
    unused += [
        case
        for id, case in subject.dataset.cases.items()
        if id not in subject.edition.records["cases"] and not case.withdrawn and ("cases", id) not in used
    ]
    told = subject.shared.ask(_count_names)
    told |= _count(subject.shared, {name for entry in unused if (name := _name(entry)) and name not in told})
    # its own record has its name once
    yield from (_find(entry) for entry in unused if not (name := _name(entry)) or told[name] <= 1)


def _name(entry: Entry[Record]) -> str | None:
    own = getattr(entry.record, "names", None)
    return own and str(own.preferred)


def _count_names(shared: Shared) -> dict[str, int]:
    """Return how often the names of records to which nothing refers stand in the words of all files; what a paper
    calls one otherwise is counted, too, and added."""
    used = shared.ask(_used)
    entries = (entry for entry in list_entries(shared.dataset) if (entry.collection, entry.record.id) not in used)
    return _count(shared, {name for entry in entries if (name := _name(entry))})


def _count(shared: Shared, names: Set[str]) -> dict[str, int]:
    said = [texts for _, texts in shared.ask(_read_all)] if names else []
    if len(names) <= _FEW:
        joined = ((texts, "\0".join(texts)) for texts in said)
        said = [texts for texts, letters in joined if any(name in letters for name in names)]
    counted = count_beginnings(chain.from_iterable(said), names)
    return {name: counted[name] for name in names}


def _read_all(shared: Shared) -> list[tuple[Entry[Record], list[str]]]:
    """Return every record, edition and section with its words."""
    return [(entry, [*find_texts(entry.tree)]) for entry in _all(shared.dataset)]


def _find(entry: Entry[Record]) -> Diagnostic:
    return CODE.at(
        entry.origin(),
        f"nothing refers to the {NAMES[entry.collection]} `{entry.record.id}`",
        "refer to it, or delete it; it may wait for the next edition",
    )


def _used(shared: Shared) -> set[tuple[str, str]]:
    """Return what anything refers to, as (collection, id)."""
    found: set[tuple[str, str]] = set()
    for entry, texts in shared.ask(_read_all):
        record = entry.record
        itself = (entry.collection, record.id)
        named = {
            (collection, id.partition("/")[0] if collection == "laws" else id)
            for _, collection, id in list_references(record)
        }
        if isinstance(record, Source):
            named |= {("organisations", name) for name in record.publisher}
        if isinstance(record, Case):
            named |= {("cases", id) for id in record.related}
        letters = "\0".join(texts)
        for text in texts if "](" in letters or "@" in letters else ():
            if "](" in text:
                named |= {(KINDS[kind], id) for kind, id in _MENTION.findall(text) if kind in KINDS}
            if "@" in text:
                named |= {("sources", id) for id in find_citations(text)}
        found |= named - {itself}
    return found


def _all(dataset: Dataset) -> Iterator[Entry[Record]]:
    yield from list_entries(dataset)
    yield from dataset.editions.values()
    for own in dataset.sections.values():
        yield from own.values()
