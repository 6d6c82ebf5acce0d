"""Report what later data would change in an issued paper; the paper itself is not changed.

In: the document that was kept, and the one that is assembled today. Out: a diagnostic (O603) for each sentence or note
that is not in both, at the place from which its new words come. Parts are compared by their ids; what only moved is no
change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.base.text.sentence_ends import find_sentence_starts
from generator.paper.document import (
    Document,
    Inline,
    Link,
    Mention,
    Note,
    NoteCall,
    Reference,
    find_leaves,
    find_origin,
    join_inlines,
    walk,
)
from generator.records.load import Dataset, list_entries
from generator.records.schema.base import Visibility

_LONG = 90
"""So many characters of a sentence are shown, from a little before where it becomes another."""

_HELP = "what was issued stays as it was; tell it in the next edition, or correct the record if it is a slip"


class _Said(NamedTuple):
    """A sentence or a note: its words, and the place that they come from today."""

    words: str
    origin: Origin


def compare_with_issued(kept: Document, now: Document, dataset: Dataset, audience: Visibility) -> list[Diagnostic]:
    """Return what would be different if the paper were made from today's data.
    Words are shown of public papers alone, and no name that has been closed
    since."""
    edition = dataset.editions[now.id].origin()
    before, after = _by_part(kept, edition), _by_part(now, edition)
    then, today = Counter(_all(before)), Counter(_all(after))
    gone, new = then - today, today - then
    closed = _closed_names(dataset)
    found = []
    near = edition
    for id in _in_order(before, after):
        old, fresh = before.get(id, []), after.get(id, [])
        near = fresh[0].origin if fresh else near
        for was, would in _changes(old, fresh):
            lost = [said for said in was if _take(gone, said.words)]
            come = [said for said in would if _take(new, said.words)]
            for a, b in zip_longest(lost, come):
                place = b.origin if b else near
                shown = audience == "public" and not any(
                    name in said.words for said in (a, b) if said for name in closed
                )
                found.append(codes.ISSUED_OTHERWISE.at(place, _message(a, b, shown), _HELP))
    return found


def _in_order(before: dict[str, list[_Said]], after: dict[str, list[_Said]]) -> list[str]:
    """Return the ids of both, those of the kept document in its order and each new one after what it stands behind."""
    ids = list(before)
    at = 0
    for id in after:
        if id in before:
            at = ids.index(id) + 1
        else:
            ids.insert(at, id)
            at += 1
    return ids


def _changes(old: list[_Said], new: list[_Said]) -> Iterator[tuple[list[_Said], list[_Said]]]:
    matcher = SequenceMatcher(None, [said.words for said in old], [said.words for said in new], autojunk=False)
    for kind, i, j, k, l in matcher.get_opcodes():  # noqa: E741
        if kind != "equal":
            yield old[i:j], new[k:l]


def _take(counter: Counter[str], said: str) -> bool:
    if counter[said] <= 0:
        return False
    counter[said] -= 1
    return True


def _message(old: _Said | None, new: _Said | None, shown: bool) -> str:
    if old and new:
        if not shown:
            return "a sentence would now be otherwise than in the paper that was issued"
        a, b = _short(old.words, new.words)
        return f"the paper that was issued says “{a}”, and would now say “{b}”"
    if old:
        return (
            f"the paper that was issued says “{_cut(old.words)}”, and would not any more"
            if shown
            else "a sentence of the paper that was issued would not stand here any more"
        )
    assert new
    return (
        f"the paper that was issued does not say “{_cut(new.words)}”, and would now"
        if shown
        else "a sentence that is not in the paper that was issued would now stand here"
    )


def _short(old: str, new: str) -> tuple[str, str]:
    """Return both sentences from a few words before they differ."""
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    cut = old.rfind(" ", 0, max(same - 30, 0)) + 1
    lead = "… " if cut else ""
    return lead + _cut(old[cut:]), lead + _cut(new[cut:])


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else text[:_LONG].rstrip() + " …"


def _closed_names(dataset: Dataset) -> set[str]:
    """Return every name of a record that is not public today: it may have been when the paper was issued."""
    found: set[str] = set()
    for entry in list_entries(dataset):
        names = getattr(entry.record, "names", None)
        if names is not None and entry.above("public", ("names",)):
            found |= {names.preferred, *(names.native or {}).values(), *names.variants}
        elif names is not None and any(path[:1] == ("names",) for path in entry.limits):
            found |= {*(names.native or {}).values(), *names.variants, names.preferred}
    return {name for name in found if name}


# ── documents to sentences ────────────────────────────────────────────────────────────────────────────────────────────


def _by_part(document: Document, edition: Origin) -> dict[str, list[_Said]]:
    """Return the sentences of every part that has words, each followed by its notes, by the part's id."""
    origins = _places(document, edition)
    return {id: list(_sentences(inlines, document, origins.get(id, edition))) for id, inlines in find_leaves(document)}


def _all(parts: dict[str, list[_Said]]) -> Iterator[str]:
    return (said.words for part in parts.values() for said in part)


def _places(document: Document, edition: Origin) -> dict[str, Origin]:
    """Return the place of everything that has an id: its own, or that of what is around it."""
    lines = {line.id: line.origin or edition for line in document.cover.paragraphs()}
    return lines | {part.id: find_origin(part, around) or edition for part, around in walk(document.sections)}


def _sentences(inlines: tuple[Inline, ...], document: Document, around: Origin) -> Iterator[_Said]:
    text = ""
    origins: list[tuple[int, Origin]] = []
    calls: list[tuple[int, Note]] = []
    for inline in inlines:
        if isinstance(inline, NoteCall):
            calls.append((len(text), document.notes[inline.note]))
            continue
        runs = inline.runs if isinstance(inline, Link | Mention | Reference) else (inline,)
        for run in runs:
            if place := getattr(run, "origin", None) or getattr(inline, "origin", None):
                origins.append((len(text), place))
            text += run.text
        if isinstance(inline, Link) and join_inlines((inline,)) != inline.url:
            text += f" <{inline.url}>"
    begin = 0
    for end in (*find_sentence_starts(text), len(text)):
        if said := text[begin:end].strip():
            start = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
            place = next((place for at, place in reversed(origins) if at <= start), around)
            yield _Said(said, place)
        for at, note in calls:
            if begin < at <= end or (begin == at == 0):
                yield _Said(f"note: {join_inlines(note.in_full())}", note.origin or around)
        begin = end
