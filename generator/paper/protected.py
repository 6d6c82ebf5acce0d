"""List what must not stand in anything that is made for an audience: names, addresses, numbers and texts above it.

In: the dataset, the audience. Out: `Protected`, which finds them in a text in any spelling, and never tells them. What
is ordinary (a town, an age, a year) is not among it: that alone tells of nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from generator.base.diagnostics import Origin
from generator.base.text.spellings import fold_words, join_words
from generator.paper.protected_forms import (
    ADDRESS,
    SENTENCE,
    TITLE,
    cut_ending,
    list_name_forms,
    list_value_forms,
)
from generator.paper.protected_said import Said, is_name, is_person, list_texts, may_close, sort_texts
from generator.paper.protected_values import UNREAD, AtLeast, Protected, Value
from generator.paper.select import list_closed_files
from generator.paper.unread_values import (
    is_about_persons,
    list_unread_names,
    list_unread_words,
    may_hide,
)
from generator.records.load import (
    Dataset,
    Entry,
    keep_read,
    list_all_entries,
)
from generator.records.schema import Case
from generator.records.schema.base import Visibility

if TYPE_CHECKING:
    from generator.paper.looked_up import LookedUp

_PAPERS = ("editions", "sections")
_NAMES = frozenset(("name", "surname", "relative", "lawyer"))

T = TypeVar("T")
_Forms = tuple[str, ...]
_Fold = Callable[[Callable[[str], _Forms], str], _Forms]


def find_protected(dataset: Dataset, audience: Visibility, known: LookedUp | None = None) -> Protected:
    """Return what must not stand in anything that is made for the audience: what is said in records and fields above
    it, and the names of those who are printed under others. `known` is what was looked up for the version before."""
    aside, dataset = dataset.aside, keep_read(dataset)  # what was left unread is for everybody
    look_up, fold = (known.look_up, known.fold) if known else (_look_up, _fold)
    every = [*list_all_entries(dataset)]
    # each record is looked through once at most, and those of which all is in the open only where it is asked for
    closing = {id(entry): look_up(sort_texts, entry, audience) for entry in every if may_close(entry, audience)}
    closed = [pair for said in closing.values() for pair in said.closed]
    closed += [*_protect_pseudonyms(dataset), *_protect_unread(dataset, audience)]
    said = ((entry, closing.get(id(entry)) or look_up(sort_texts, entry, audience)) for entry in every)
    told = _list_open_values(said, frozenset(value.kind for _, value in closed), fold)
    gone = {f"cases/{id}" for id, entry in dataset.cases.items() if entry.withdrawn}
    return (AtLeast if aside else Protected)(
        # nobody adds again by a second record whoever asked to be named no more
        (form, value)
        for form, value in closed
        if (value.kind == "name" and value.record in gone) or not told.has(form, value)
    )


def find_names_of(dataset: Dataset, id: str) -> Protected:
    """Return the names of a case, whoever may see them, to look for where the person stands."""
    entry = dataset.cases[id]
    texts = [said for path, said in list_texts(entry) if is_name(entry.record, path) and path[0] == "names"]
    texts += [one.name for one in dataset.pseudonyms if one.case == id]
    return Protected(
        (form, Value(kind, f"cases/{entry.record.id}", entry.origin()))
        for said in texts
        for kind, form in list_name_forms(said, is_person(entry.record), False)
    )


def find_names_apart(dataset: Dataset, ids: Collection[str]) -> Protected:
    """Return the names of some cases, to look for in plain words: without initials, and without what is also the name
    of others, or a place."""
    others = (
        (entry, sort_texts(entry, "internal"))
        for entry in list_all_entries(keep_read(dataset))
        if not (isinstance(entry.record, Case) and entry.record.id in ids)
    )
    known = _list_open_values(others, _NAMES, _fold)
    return (AtLeast if dataset.aside else Protected)(
        (form, value)
        for id in ids
        for form, value in find_names_of(dataset, id).values()
        if value.kind != "initials" and not known.has(form, value)
    )


def _protect_pseudonyms(dataset: Dataset) -> Iterator[tuple[str, Value]]:
    """Yield the forms of the true names behind pseudonyms: no file for any audience may hold them, or the true name and
    the assumed one would stand together."""
    for one in dataset.pseudonyms:
        entry = dataset.cases.get(one.case)
        person = entry is None or is_person(entry.record)
        for kind, form in list_name_forms(one.name, person, entry is None or entry.record.display != "initials"):
            yield form, Value(kind, f"cases/{one.case}", one.origin)


def _protect_unread(dataset: Dataset, audience: Visibility) -> Iterator[tuple[str, Value]]:
    """Yield the forms of what stands in files that became no record, where it may be above the audience: a paper about
    another country is made all the same."""
    closed = list_closed_files(dataset, audience) if dataset.unread else frozenset()
    for file, unread in dataset.unread.items():
        lines = unread.lines or ()
        # of a file that was not even opened as one of records nobody knows who may see it
        if file in dataset.lines and file not in closed and not may_hide(lines):
            continue
        person = is_about_persons(file, lines)
        for number, said in list_unread_names(lines):
            for kind, form in list_name_forms(said, person, True):
                yield form, Value(kind, UNREAD, Origin(file, number))
        for number, said in list_unread_words(lines):
            for kind, form in list_value_forms(said, SENTENCE):
                yield form, Value(kind, UNREAD, Origin(file, number))


@dataclass(frozen=True, slots=True)
class _OpenValues:
    """What the audience may see, folded: names and places, whole and word by word; texts of records; texts of papers;
    addresses."""

    names: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    prose: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()

    def has(self, form: str, value: Value) -> bool:
        """Tell whether a value may be seen, since an open record says the same; an address also where it is the
        beginning of one that may. What a paper says opens nothing but what another paper holds back."""
        match value.kind:
            case kind if kind in _NAMES:
                return form in self.names
            case "text":
                return form in self.texts or (value.record.startswith(_PAPERS) and form in self.prose)
            case "address":
                return any(one.startswith(form) for one in self.addresses)
        return False  # a number is nobody else's


def _list_open_values(said: Iterable[tuple[Entry[Any], Said]], asked: frozenset[str], fold: _Fold) -> _OpenValues:
    """Return what stands in the open: somebody of that name may be named, and what is told elsewhere is no secret.
    `asked` are the kinds of values about which it is asked."""
    told: set[str] = set()
    said_of: tuple[set[str], set[str]] = (set(), set())
    about_names, about_texts = not asked.isdisjoint(_NAMES), not asked.isdisjoint(("text", "address"))
    for entry, one in said if about_names or about_texts else ():
        # each is folded once, however many say it: of an archive that is a tenth of them
        told.update(one.names)
        said_of[entry.collection in _PAPERS].update(one.texts)
    addresses, forms = _fold_open_texts(said_of[0] if about_texts else (), fold)
    more, prose = _fold_open_texts(said_of[1] if about_texts else (), fold)
    return _OpenValues(_fold_open_names(told if about_names else (), fold), forms, prose, (*addresses, *more))


def _fold(how: Callable[[str], _Forms], said: str) -> _Forms:
    return how(said)


def _look_up(how: Callable[[Entry[Any], Visibility], T], entry: Entry[Any], audience: Visibility) -> T:
    return how(entry, audience)


def _fold_open_names(told: Iterable[str], fold: _Fold) -> frozenset[str]:
    names: set[str] = set()
    for said in told:
        names.update(fold(_fold_open_name, said))
    return frozenset(names)


def _fold_open_name(said: str) -> _Forms:
    words = fold_words(said)
    return (*words, *map(cut_ending, words), join_words(words))


def _fold_open_texts(told: Iterable[str], fold: _Fold) -> tuple[list[str], frozenset[str]]:
    """Return the addresses among some texts, and the forms of the others."""
    addresses: list[str] = []
    forms: set[str] = set()
    for said in told:
        if ADDRESS.search(said):
            addresses += fold(_fold_open_address, said)
        else:
            forms.update(fold(_fold_open_text, said))
    return addresses, frozenset(forms)


def _fold_open_address(said: str) -> _Forms:
    return tuple(form for _, form in list_value_forms(said, SENTENCE))


def _fold_open_text(said: str) -> _Forms:
    return tuple(form for _, form in list_value_forms(said, TITLE))
