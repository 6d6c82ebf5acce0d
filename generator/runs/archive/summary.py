"""What is kept of each file of an archive that a paper may leave unread, and which files these are.

In: what was read, and what is wrong with it. Out: by file what is known of it. A file is left out, and so always read,
where anything that it says can matter to a paper that does not name its case:

- It holds more than one open case: something that is not for everybody, a person who is printed under another name or
  under none, somebody's family, a photograph, a lawyer. So all that is protected is read.
- Something was found to be wrong with it, however small.
- It belongs to other cases (`group`, `related`), or something beside it speaks of it (a statement for many).
- Its basis may not allow it to be told of: it is not public already by a source of its own, or it may be about a child.

What its sources have in common with others is kept: by that sources are told apart in papers that name these.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.base.diagnostics import Diagnostic
from generator.paper.assemble.source_names import make_likeness, split_address
from generator.records.aside import BETWEEN, AsideSource
from generator.records.load import Aside, Dataset, Entry, list_read
from generator.records.load.find_records import is_plain
from generator.records.resolve.dates import find_latest_day
from generator.records.resolve.known import find_left
from generator.records.resolve.references import list_references
from generator.records.resolve.removed import list_called
from generator.records.schema import Case, Source
from generator.records.schema.cases import Development
from generator.records.schema.proceedings import Stage

_CLOSING = "visibility"
"""A word that may close something; where a file has it, nobody asks in what sense."""


def summarise(dataset: Dataset, problems: Iterable[Diagnostic], contents: Mapping[str, bytes]) -> dict[str, Aside]:
    """Return what is known of the files that may be left unread, of those with these `contents`."""
    wrong = {one.origin.file for one in problems} | dataset.closed.keys() | dataset.unread.keys()
    own = _list_sources(dataset)
    days: dict[str, str] = {}
    found = {}
    for id, entry in list_read(dataset.cases).items():
        plain = entry.file not in wrong and is_plain(entry.file.rpartition("/")[2])
        if plain and (content := contents.get(entry.file)) is not None:
            sources = own.get(entry.file, {})
            if _is_plain(entry, content) and _is_public_already(entry.record, sources) and _are_plain(sources):
                found[entry.file] = _describe(dataset, id, entry, sources, content, days)
    return found


def _list_sources(dataset: Dataset) -> dict[str, dict[str, Entry[Source]]]:
    """Return the sources that stand inside cases, by file and id."""
    found: dict[str, dict[str, Entry[Source]]] = {}
    files = {entry.file for entry in list_read(dataset.cases).values()}
    for id, entry in list_read(dataset.sources).items():
        if entry.file in files:
            found.setdefault(entry.file, {})[id] = entry
    return found


def _is_plain(entry: Entry[Case], content: bytes) -> bool:
    """Tell whether everybody may read all of a case, and it touches no other."""
    case = entry.record
    closed = entry.visibility != "public" or entry.limits or entry.unsaid or _CLOSING.encode() in content
    hidden = case.display != "full_name" or case.withdrawn or case.names.pseudonym
    if closed or hidden or case.relatives or case.photograph or case.group or case.related or case.date_of_birth:
        return False
    told: list[Development | Stage] = [*case.timeline, *(step for one in case.proceedings for step in one.stages)]
    if any(one.age is not None or one.minor for one in told):
        return False
    return not any(entry.find_lent(("timeline", index)) for index in range(len(case.timeline)))


def _is_public_already(case: Case, sources: Mapping[str, Entry[Source]]) -> bool:
    """Tell whether a source in the same file, which everybody may read, shows that the case is public, and no consent
    counts."""
    basis = case.basis
    return bool(basis and not basis.consent and any(id in sources for id in basis.already_public))


def _are_plain(sources: Mapping[str, Entry[Source]]) -> bool:
    """Tell whether everybody may read these sources, in papers of every day; an odd address can't be kept."""
    return all(
        entry.visibility == "public"
        and not entry.limits
        and not any(find_left(entry.record, date.min))
        and not any(not part or BETWEEN in part for part in split_address(entry.record.url or "")[1])
        for entry in sources.values()
    )


def _describe(
    dataset: Dataset,
    id: str,
    entry: Entry[Case],
    sources: Mapping[str, Entry[Source]],
    content: bytes,
    days: dict[str, str],
) -> Aside:
    needs = {(kind, named) for kind, named in _list_named(entry, sources) if kind != "sources" or named not in sources}
    cited = sorted(named for kind, named in needs if kind == "sources")
    for named in cited:
        if named not in days:
            days[named] = say_days(dataset, named)
    return Aside(
        hashlib.sha256(content).hexdigest(),
        id,
        tuple(_describe_source(one, source.record) for one, source in sources.items()),
        tuple(sorted(f"{kind}/{named}" for kind, named in needs)),
        tuple(days[named] for named in cited),
        BETWEEN.join(sorted({" ".join(form) for form in list_called(entry.record.names)})),
    )


def _describe_source(id: str, source: Source) -> AsideSource:
    host, parts = split_address(source.url) if source.url else ("", ())
    return AsideSource(id, make_likeness(source), source.url or "", host, BETWEEN.join(parts))


def _list_named(entry: Entry[Case], sources: Mapping[str, Entry[Source]]) -> Iterator[tuple[str, str]]:
    """Yield (collection, id) of all that a case and the sources in it name."""
    for one in (entry, *sources.values()):
        for _, kind, id in list_references(one.record):
            yield kind, id


def say_days(dataset: Dataset, id: str) -> str:
    """Return a source and all that the dates of what cites it are compared with: its day, and the last of those of what
    it is cited by."""
    known = list_read(dataset.sources)
    entry = known.get(id)
    if entry is None:
        return f"{id}\n"
    source = entry.record
    return f"{id}\n{source.kind} {source.published} {find_latest_day(source, known)}"
