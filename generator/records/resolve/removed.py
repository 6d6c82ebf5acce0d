"""Find records that add somebody again who asked to be named no more."""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.base.text.searched import Searched
from generator.base.text.spellings import fold_words, join_words
from generator.base.text.surnames import find_surname
from generator.records.load import Dataset, Entry, PathInRecord
from generator.records.schema import Case, Person
from generator.records.schema.person import Names, list_spellings

_Form = tuple[str, ...]
"""A name as its words, folded, in the order of the alphabet."""


_SHORTEST = 4
"""Folded letters that a surname has at least that tells something in the name of a file."""


def check_removed(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield an error (S125) for each case or person that has a name of a case which was withdrawn, in any spelling and
    in either order, without the father's name, too, and for each relative who is called so. Where the true name of
    somebody stands outside the workspace, that name counts."""
    gone = _list_gone(dataset)
    if not gone:
        return
    forms = list_removed(dataset)
    written = Searched(form for name in gone for form in _list_orders(name))
    named: list[Entry[Case] | Entry[Person]] = [*dataset.cases.values(), *dataset.people.values()]
    for entry in named:
        for path in () if entry.withdrawn else _find_again(dataset, entry, forms):
            yield codes.REMOVED_ADDED_AGAIN.at(
                _hide_name(entry.origin(*path), written),
                "somebody of this name asked to be named no more, and the case was withdrawn",
                "take this record away; if it is somebody else, give the name in full in `preferred:`, with what tells"
                " the two apart"
                if path == ("names",)
                else "take the name out of the record; if it is somebody else, give it in full",
            )


def list_removed(dataset: Dataset) -> set[_Form]:
    """Return the forms of the names of those who withdrew."""
    return {form for name in _list_gone(dataset) for form in (_fold(name), *_shorten(name))}


def list_called(names: Names) -> set[_Form]:
    """Return what somebody is called in a record, in the form in which names of those who withdrew are sought."""
    return {_fold(name) for name in list_spellings(names)}


def _list_gone(dataset: Dataset) -> list[str]:
    return [name for entry in dataset.cases.values() if entry.withdrawn for name in _list_names(dataset, entry)]


def _find_again(dataset: Dataset, entry: Entry[Case] | Entry[Person], forms: set[_Form]) -> Iterator[PathInRecord]:
    """Yield the places of a record that name somebody by one of the forms."""
    if forms & {_fold(name) for name in _list_names(dataset, entry)}:
        yield ("names",)
    for index, one in enumerate(entry.record.relatives if isinstance(entry.record, Case) else ()):
        if one.name and _fold(one.name) in forms:
            yield ("relatives", index, "name")


def _list_names(dataset: Dataset, entry: Entry[Case] | Entry[Person]) -> list[str]:
    """Return all that somebody is called, in the record and outside the workspace."""
    names: Names = entry.record.names
    said = [*list_spellings(names)]
    if entry.collection == "cases":
        said += [one.name for one in dataset.pseudonyms if one.case == entry.record.id]
    return [*said, names.pseudonym] if names.pseudonym and not entry.withdrawn else said


def _fold(name: str) -> _Form:
    return tuple(sorted(fold_words(name)))


def _shorten(name: str) -> Iterator[_Form]:
    """Yield a name of three words and more without all between the first given name and the surname: whoever stands in
    a record as Zhanna Bolatovna Zaptova is added again as Zhanna Zaptova."""
    surname, words = find_surname(name), name.split()
    given = next((word for word in words if word != surname), None)
    if given and len(words) > 2:
        yield _fold(f"{given} {surname}")


def _list_orders(name: str) -> Iterator[str]:
    """Yield what of a name the names of files tell: the surname, alone or with others in any order."""
    words = fold_words(name)
    yield join_words(words)
    if len(surname := join_words(fold_words(find_surname(name)))) >= _SHORTEST:
        yield surname


def _hide_name(origin: Origin, written: Searched) -> Origin:
    """Return a place; that of the folder around the file where its own name tells who it is."""
    folder, _, file = origin.file.rpartition("/")
    return Origin(f"{folder}/") if written.find(file) else origin
