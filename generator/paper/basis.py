"""Find the cases of a paper that nothing allows to be told in it: the basis of each has to cover what it is made for.

In: the dataset, what was selected of an edition, its document. Out: an error for each such case, for each photograph of
a person that the paper shows and each relative whom it names: no basis at all (S121), none for this use (S122), a
consent that has run out by the day of the paper (S123); for a child, no consent (S129). A case whose consent was
taken back is withheld from everybody by `select`, and told where the paper names it (S124).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.paper.document import Document, Mention, find_pictures
from generator.paper.document.walks import find_leaves
from generator.paper.guard import hide_file_name, list_row_values, list_words
from generator.paper.protected import find_names_apart
from generator.paper.protected_values import Protected
from generator.paper.select import SelectedEdition
from generator.records.load import Dataset, Entry, PathInRecord, list_read
from generator.records.resolve.ages import may_be_child
from generator.records.resolve.references import list_references
from generator.records.schema import Case, Edition
from generator.records.schema.base import Use, Visibility
from generator.records.schema.basis import Grounds

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
    day, children = _find_day(edition.record), _list_children(dataset)

    def is_child(entry: Entry[Case]) -> bool:
        return may_be_child(entry.record, day) or entry.record.id in children

    others: dict[str, list[Diagnostic]] = {}
    # of one that is withheld, the place that names it is told; one that was left unread may be told to everybody
    for id in sorted(list_read(edition.cases)):
        if entry := dataset.cases.get(id):
            found = list(_judge(entry, is_child(entry), uses, edition, dataset, protected))
            if id in told:
                yield from found
            elif found:
                others[id] = found
    for id in sorted(_list_shown(document)):
        if entry := dataset.cases.get(id):
            yield from _judge_photograph(entry, is_child(entry), uses, edition, dataset, protected)
    for id, place in _find_in_plain_words(document, dataset, others).items():
        where = f"; the name stands in plain words in {place.file}:{place.line}"
        yield from (replace(one, help=f"{one.help}{where}") for one in others[id])


def list_uncovered_parts(dataset: Dataset, audience: Visibility, day: date) -> dict[str, frozenset[PathInRecord]]:
    """Return by the id of a case where in it stand the names of relatives and the photograph that no basis allows to
    tell of to an audience on a day, outside of any paper; cases without such are left out."""
    uses, children = _USES[audience], _list_children(dataset)
    found: dict[str, set[PathInRecord]] = {}
    for id, entry in dataset.cases.items() if uses else ():
        record = entry.record
        for n, one in enumerate(record.relatives):
            if one.name and not _allows(one.basis, one.minor, uses, day, dataset):
                found.setdefault(id, set()).add(("relatives", n, "name"))
        if shown := record.photograph:
            child = may_be_child(record, day) or id in children
            if not _allows(shown.basis, child, uses, day, dataset):
                found.setdefault(id, set()).add(("photograph",))
    return {id: frozenset(paths) for id, paths in found.items()}


def list_untold(dataset: Dataset, audience: Visibility, day: date) -> frozenset[str]:
    """Return the ids of the cases of which no basis allows to tell an audience on a day, outside of any paper, and of
    those withdrawn."""
    uses, children = _USES[audience], _list_children(dataset)

    def is_told(entry: Entry[Case]) -> bool:
        record = entry.record
        if not uses or (record.basis is None and record.kind in _NEED_NONE):
            return True
        child = may_be_child(record, day) or record.id in children
        return _allows(record.basis, child, uses, day, dataset)

    return frozenset(id for id, entry in dataset.cases.items() if entry.withdrawn or not is_told(entry))


def _allows(grounds: Grounds | None, child: bool, uses: tuple[Use, ...], day: date, dataset: Dataset) -> bool:
    """Tell whether something is public already, which of a child is not enough, or a consent covers it on a day."""
    public = grounds is not None and not child and _is_public_already(grounds.already_public, dataset)
    return public or _covers(grounds, uses, day)


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


def _list_shown(document: Document) -> set[str]:
    """Return the ids of the cases whose people the paper shows."""
    pictures = (part for part in find_pictures(document.sections) if part.photograph)
    return {part.id.removeprefix("profile.").removesuffix(".photograph") for part in pictures}


def _find_in_plain_words(document: Document, dataset: Dataset, ids: Collection[str]) -> dict[str, Origin]:
    """Return the cases, of some, that a paper names without a mention, and where it first does."""
    found: dict[str, Origin] = {}
    if ids and (names := find_names_apart(dataset, ids)):
        said = chain(((origin, words) for origin, words, _ in list_words(document)), list_row_values(document))
        for origin, words in said:
            for value in names.find(words):
                found.setdefault(value.record.removeprefix("cases/"), origin or Origin(document.id))
    return found


@dataclass(frozen=True, slots=True)
class _Judged:
    """What has to have grounds: how messages call it, what allows it, where that stands, the record, and what has to be
    allowed. Of a `child` being public already is not enough."""

    what: str
    grounds: Grounds | None
    path: PathInRecord
    entry: Entry[Case]
    uses: tuple[Use, ...]
    child: bool = False


def _judge(
    entry: Entry[Case],
    child: bool,
    uses: tuple[Use, ...],
    edition: SelectedEdition,
    dataset: Dataset,
    protected: Protected,
) -> Iterator[Diagnostic]:
    """Yield what keeps a case, or something of it, out of a paper that is made for some uses."""
    record, day = entry.record, _find_day(edition.record)
    who = _call(entry, protected)
    if record.kind not in _NEED_NONE or (record.basis and (record.basis.consent or record.basis.already_public)):
        yield from _judge_grounds(_Judged(who, record.basis, ("basis",), entry, uses), day, dataset, protected)
    if uses and child and record.display == "full_name" and not _covers(record.basis, uses, day):
        yield codes.CHILD_WITHOUT_CONSENT.at(
            hide_file_name(entry.origin("names"), protected),
            f"{who} is about somebody who may be under 18, and no consent covers the name in this paper",
            "write `display: pseudonym` with a pseudonym in `names`, or `display: initials`; or the consent of those"
            " who answer for the child; or the day of birth, where that shows that the person is of age",
        )
    for index, one in enumerate(record.relatives):
        seen = edition.cases[record.id].record.relatives if record.id in edition.cases else ()
        if one.name and one.basis and any(told.name == one.name for told in seen):
            path = ("relatives", index, "basis")
            judged = _Judged(f"a relative of {who}", one.basis, path, entry, uses, one.minor)
            yield from _judge_grounds(judged, day, dataset, protected)


def _judge_photograph(
    entry: Entry[Case],
    child: bool,
    uses: tuple[Use, ...],
    edition: SelectedEdition,
    dataset: Dataset,
    protected: Protected,
) -> Iterator[Diagnostic]:
    """Yield what keeps the photograph of a person out of a paper: nobody is shown who was not asked, or whom no public
    document shows."""
    day, shown = _find_day(edition.record), entry.record.photograph
    grounds, who = shown.basis if shown else None, f"the photograph of {_call(entry, protected)}"
    if grounds and grounds.consent and grounds.consent.withdrawn:
        yield codes.CONSENT_WITHDRAWN.at(
            hide_file_name(entry.origin("photograph", "basis"), protected),
            f"the consent for {who} was taken back: no paper shows it",
            "take the photograph out of the record, and its file out of the workspace",
        )
        return
    judged = _Judged(who, grounds, ("photograph", "basis"), entry, uses, child)
    yield from _judge_grounds(judged, day, dataset, protected)


def _judge_grounds(judged: _Judged, day: date, dataset: Dataset, protected: Protected) -> Iterator[Diagnostic]:
    """Yield what is missing for something to be printed: any grounds, one for these uses, one that still holds."""
    grounds, path, entry, uses = judged.grounds, judged.path, judged.entry, judged.uses
    if not uses or (grounds and not judged.child and _is_public_already(grounds.already_public, dataset)):
        return
    place = hide_file_name(entry.origin(*path) if grounds else entry.origin(*path[:-1]), protected)
    if grounds is None or not (grounds.consent or (grounds.already_public and not judged.child)):
        yield codes.NO_BASIS.at(
            place,
            f"nothing says why {judged.what} may be {'shown' if path[0] == 'photograph' else 'told of'} to others",
            "write `basis: {already_public: SOURCE}` with a public document that tells of the case, or the consent:"
            " `basis: {consent: {scope: public, giver: person, date: …}}`; or take the case out of the paper"
            if path == ("basis",)
            else f"write `basis: {{{'' if judged.child else 'already_public: SOURCE}` or `basis: {'}"
            "consent: {scope: public, giver: person, date: …}}` with it; or take it out of the record",
        )
        return
    consent = grounds.consent
    if consent is None:
        yield codes.USE_NOT_COVERED.at(
            place,
            f"no source by which {judged.what} is said to be public already may be read by everybody",
            "name a source that is public, or the consent of the person",
        )
        return
    place = hide_file_name(entry.origin(*path, "consent"), protected)
    missing = [use for use in uses if use not in consent.scope and "public" not in consent.scope]
    if missing:
        yield codes.USE_NOT_COVERED.at(
            place,
            f"the consent for {judged.what} does not cover what this paper is made for: {', '.join(missing)}",
            "take the case out of this paper; or ask the person, and add the use to `scope:` when they agreed",
        )
    if consent.expires and consent.expires.last < day:
        yield codes.CONSENT_EXPIRED.at(
            place,
            f"the consent for {judged.what} holds until {consent.expires}, and this paper is of {day.isoformat()}",
            "ask the person again, and write the new `date:` and `expires:`; or take the case out of this paper",
        )


def _list_children(dataset: Dataset) -> set[str]:
    """Return the ids of the cases of which the record of a relative says that they are about a child."""
    # a case with relatives is always read
    relatives = (one for entry in list_read(dataset.cases).values() for one in entry.record.relatives)
    return {one.case for one in relatives if one.minor and one.case}


def _covers(grounds: Grounds | None, uses: tuple[Use, ...], day: date) -> bool:
    """Tell whether a consent covers all uses on a day."""
    consent = grounds.consent if grounds else None
    if consent is None or consent.withdrawn or (consent.expires and consent.expires.last < day):
        return False
    return "public" in consent.scope or all(use in consent.scope for use in uses)


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
