"""Decide which signatures still hold for which claims, and why the others do not.

In: claims, and the signatures kept beside the edition. Out: for each claim who signed it; for one that nobody signed as
it is now, the signature that it lost, with what changed since. A signature follows its words, not their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal

from generator.paper.document import Document
from generator.paper.select import SelectedEdition, list_closed_files
from generator.records.load import Dataset, list_entries
from generator.records.resolve.wordings import KINDS
from generator.records.schema.base import is_above
from generator.records.schema.signatures import Signature
from generator.review.signoff.claims import Claim
from generator.review.signoff.fingerprint import fingerprint_notes, fingerprint_sources

_ALIKE = 0.5
"""From this likeness on, two sentences of one block count as one that was reworded (difflib's ratio, 0 to 1)."""


Changed = Literal["words", "notes", "source_gone", "source_new", "source_otherwise", "record"]


@dataclass(frozen=True, slots=True)
class LostSignature:
    """A signature that holds no more. `changed` says what is otherwise, and of what: the id of a source, a value that a
    record does not say any more; `old` are the words that were signed, None where the reader of the sheet may not see
    them.
    """

    signature: Signature
    changed: tuple[tuple[Changed, str], ...]
    old: str | None


@dataclass(frozen=True, slots=True)
class ClaimStatus:
    """A claim, the signatures that hold for it, and those it lost; it counts as signed where one holds."""

    claim: Claim
    signed: tuple[Signature, ...] = ()
    lost: tuple[LostSignature, ...] = ()


def judge_claims(
    claims: Iterable[Claim], document: Document, edition: SelectedEdition, dataset: Dataset
) -> tuple[ClaimStatus, ...]:
    """Return each claim with its signatures, in order."""
    here = [_Now(claim, document, edition) for claim in claims]
    kept = read_signatures(dataset, edition.id)
    by_words: dict[str, list[_Now]] = {}
    for now in here:
        by_words.setdefault(now.claim.text, []).append(now)
    signed: dict[int, list[Signature]] = {}
    idle = []
    for one in kept:
        holding = [now for now in by_words.get(one.text, ()) if not now.otherwise(one)]
        for now in holding:
            signed.setdefault(now.claim.number, []).append(one)
        if not holding:
            idle.append(one)
    lost = _lost(idle, [now for now in here if now.claim.number not in signed], by_words)
    reader = _Reader(dataset, edition) if lost else None
    return tuple(
        ClaimStatus(
            now.claim,
            tuple(signed.get(now.claim.number, ())),
            tuple(
                LostSignature(one, now.otherwise(one), reader.old(one, now.claim))
                for one in lost.get(now.claim.number, ())
                if reader
            ),
        )
        for now in here
    )


def read_signatures(dataset: Dataset, edition: str) -> tuple[Signature, ...]:
    """Return the signatures kept beside an edition, in the order of their file."""
    entry = dataset.signatures.get(edition)
    return entry.record.signatures if entry else ()


class _Now:
    """A claim as it is today."""

    def __init__(self, claim: Claim, document: Document, edition: SelectedEdition):
        self.claim, self._document, self._edition = claim, document, edition

    @cached_property
    def _notes(self) -> str | None:
        return fingerprint_notes(self.claim, self._document)

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        return fingerprint_sources(self.claim, self._edition)

    def otherwise(self, one: Signature) -> tuple[tuple[Changed, str], ...]:
        """Return what is otherwise than it was signed; nothing where the signature holds."""
        found: list[tuple[Changed, str]] = [] if one.text == self.claim.text else [("words", "")]
        found += [] if one.notes == self._notes else [("notes", "")]
        for id in sorted({*one.sources, *self._sources}):
            if id not in self._sources:
                found.append(("source_gone", id))
            elif id not in one.sources:
                found.append(("source_new", id))
            elif one.sources[id] != self._sources[id]:
                found.append(("source_otherwise", id))
        for record, values in one.prints.items():
            missing = [value for value in values if value not in (self.claim.prints or {}).get(record, ())]
            if missing and one.text == self.claim.text:
                found += [("record", f"{record}: {value}") for value in missing]
        return tuple(found)


def _lost(idle: list[Signature], free: list[_Now], by_words: Mapping[str, list[_Now]]) -> dict[int, list[Signature]]:
    """Return the signatures that hold for nothing by the number of the claim that they were about: one of the same
    words, else the one of its block that is most like it, of those that nobody signed."""
    found: dict[int, list[Signature]] = {}
    numbers = {now.claim.number for now in free}
    by_block: dict[str, list[_Now]] = {}
    for now in free:
        by_block.setdefault(now.claim.block, []).append(now)
    for one in idle:
        same = [now for now in by_words.get(one.text, ()) if now.claim.number in numbers]
        same.sort(key=lambda now: now.claim.block != one.block)
        if not same:
            ratios = [(_likeness(one.text, now.claim.text), now) for now in by_block.get(one.block, ())]
            # what is no prose has a block of its own: whatever its words are now, they stand for the old ones
            near = [(ratio, now) for ratio, now in ratios if ratio >= _ALIKE or now.claim.kind != "sentence"]
            same = [max(near, key=lambda pair: pair[0])[1]] if near else []
        if same:
            found.setdefault(same[0].claim.number, []).append(one)
    return found


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()


class _Reader:
    """Who reads the sheet: the words that somebody signed may hold what has been closed since, or what is for
    others."""

    def __init__(self, dataset: Dataset, edition: SelectedEdition):
        self._audience = edition.audience
        self._closed = list_closed_files(dataset, edition.audience)
        self._dataset = dataset
        hidden = [entry for entry in list_entries(dataset) if entry.above(edition.audience, ("names",))]
        names = [getattr(entry.record, "names", None) for entry in hidden]
        self._names = {
            name for one in names if one for name in (one.preferred, *one.native.values(), *one.variants) if name
        }

    def old(self, one: Signature, claim: Claim) -> str | None:
        """Return the words that were signed, where nothing behind them is closed to this reader."""
        if is_above(one.audience, self._audience) or any(name in one.text for name in self._names):
            return None
        files = [claim.origin.file]
        for record in (*claim.records, *one.prints, *(f"source:{id}" for id in one.sources)):
            kind, _, id = record.partition(":")
            collection = {"source": "sources", "recommendation": "recommendations"}.get(kind) or KINDS[kind]
            entry = self._dataset.records[collection].get(id.partition("/")[0])
            if entry is None:
                return None  # taken out of the data: perhaps withdrawn
            files.append(entry.file)
        return None if any(file in self._closed for file in files) else one.text
