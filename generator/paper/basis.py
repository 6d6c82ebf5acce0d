"""Find the cases of a paper that nothing allows to be told in it: the basis of each has to cover what it is made for.

In: the dataset, what was selected of an edition, its document. Out: an error for each such case: no basis at all
(S121), none for this use (S122), a consent that has run out by the day of the paper (S123). A case whose consent was
taken back is withheld from everybody by `select`, and told where the paper names it (S124).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.paper.document import Document, Mention
from generator.paper.document.walks import find_leaves
from generator.paper.guard import hide_file_name, list_row_values, list_words
from generator.paper.protected import Protected, find_names_apart
from generator.paper.select import SelectedEdition
from generator.records.load import Dataset, Entry
from generator.records.resolve.references import list_references
from generator.records.schema import Case, Edition
from generator.records.schema.base import Use, Visibility

_USES: dict[Visibility, tuple[Use, ...]] = {
    "public": ("public",), "partner": ("partner",), "confidential": ("partner",), "internal": (),
}  # fmt: skip
"""What a paper is made for by its readers: `public` and `partner` are the words of visibility; what is confidential is
handed over as well, and what is internal leaves nobody's hands."""

_NEED_NONE = frozenset({"organisation"})
"""Kinds of cases that need no basis of their own. Each person does, a family and a group as much: not all who belong to
them agreed by having been in the news. A consent that an organisation did give holds for it, too."""


def find_uncovered(
    dataset: Dataset, edition: SelectedEdition, document: Document, protected: Protected
) -> Iterator[Diagnostic]:
    """Yield an error for each case that the paper tells of and that its basis does not cover."""
    uses = list_uses(edition.record, edition.audience)
    told = _list_cases(edition, document)
    others: dict[str, list[Diagnostic]] = {}
    for id in sorted(edition.cases):  # of one that is withheld, the place that names it is told
        if entry := dataset.cases.get(id):
            found = list(_judge(entry, uses, edition, dataset, protected))
            if id in told:
                yield from found
            elif found:
                others[id] = found
    for id, place in _find_in_plain_words(document, dataset, others).items():
        where = f"; the name stands in plain words in {place.file}:{place.line}"
        yield from (replace(one, help=f"{one.help}{where}") for one in others[id])


def list_uses(edition: Edition, audience: Visibility) -> tuple[Use, ...]:
    """Return what the paper of an edition for an audience is made for: what the edition says, and that everybody reads
    it where everybody may."""
    if audience == "internal":
        return ()
    said = edition.use or _USES[audience]
    return tuple(dict.fromkeys((*said, *(("public",) if audience == "public" else ()))))


def _list_cases(edition: SelectedEdition, document: Document) -> set[str]:
    """Return the ids of the cases that sections list, and of those that any words of the paper mention."""
    found = {
        id
        for section in edition.sections
        for _, collection, id in list_references(section.record)
        if collection == "cases"
    }
    said = [inlines for _, inlines in find_leaves(document)] + [note.inlines for note in document.notes.values()]
    mentions = (inline.record for inlines in said for inline in inlines if isinstance(inline, Mention))
    found |= {record.removeprefix("case:") for record in mentions if record.startswith("case:")}
    return found | edition.told


def _find_in_plain_words(document: Document, dataset: Dataset, ids: Collection[str]) -> dict[str, Origin]:
    """Return the cases, of some, that a paper names without a mention, and where it first does."""
    found: dict[str, Origin] = {}
    if ids and (names := find_names_apart(dataset, ids)):
        said = chain(((origin, words) for origin, words, _ in list_words(document)), list_row_values(document))
        for origin, words in said:
            for value in names.find(words):
                found.setdefault(value.record.removeprefix("cases/"), origin or Origin(document.id))
    return found


def _judge(
    entry: Entry[Case], uses: tuple[Use, ...], edition: SelectedEdition, dataset: Dataset, protected: Protected
) -> Iterator[Diagnostic]:
    """Yield what keeps a case out of a paper that is made for some uses."""
    record = entry.record
    basis = record.basis
    if not uses or (basis and _is_public_already(basis.already_public, dataset)):
        return
    place = entry.origin("basis") if basis else entry.origin()
    who = _call(entry, protected)
    if basis is None or not (basis.consent or basis.already_public):
        if record.kind not in _NEED_NONE:
            yield codes.NO_BASIS.at(
                hide_file_name(place, protected),
                f"nothing says why {who} may be told of to others",
                "write `basis: {already_public: SOURCE}` with a public document that tells of the case, or the consent:"
                " `basis: {consent: {scope: public, giver: person, date: …}}`; or take the case out of the paper",
            )
        return
    consent = basis.consent
    if consent is None:
        yield codes.USE_NOT_COVERED.at(
            hide_file_name(place, protected),
            f"no source by which {who} is said to be public already may be read by everybody",
            "name a source that is public, or the consent of the person",
        )
        return
    missing = [use for use in uses if use not in consent.scope and "public" not in consent.scope]
    if missing:
        yield codes.USE_NOT_COVERED.at(
            hide_file_name(entry.origin("basis", "consent"), protected),
            f"the consent for {who} does not cover what this paper is made for: {', '.join(missing)}",
            "take the case out of this paper; or ask the person, and add the use to `scope:` when they agreed",
        )
    if consent.expires and consent.expires.last < (day := _find_day(edition.record)):
        yield codes.CONSENT_EXPIRED.at(
            hide_file_name(entry.origin("basis", "consent"), protected),
            f"the consent for {who} holds until {consent.expires}, and this paper is of {day.isoformat()}",
            "ask the person again, and write the new `date:` and `expires:`; or take the case out of this paper",
        )


def _is_public_already(sources: Iterable[str], dataset: Dataset) -> bool:
    """Tell whether one of the sources is for everybody: what only a closed document tells is not public. Of a source
    that is not there, or can't be read, something else is told."""
    return any((entry := dataset.sources.get(id)) is None or not entry.above("public") for id in sources)


def _find_day(edition: Edition) -> date:
    """Return the day on which a paper goes out, as far as it says so: no file knows what day it is today."""
    return max(edition.as_of.last, edition.date.last) if edition.date else edition.as_of.last


def _call(entry: Entry[Case], protected: Protected) -> str:
    """Return what messages call a case: by its id, and where that tells a name, by nothing."""
    return "this case" if protected.find(entry.record.id) else f"the case `{entry.record.id}`"
