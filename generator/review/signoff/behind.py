"""Find the records behind a claim: their sources, and which of their values are printed in its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache

from pydantic import BaseModel

from generator.base.diagnostics import Origin
from generator.paper.assemble.facts import list_cited_sources
from generator.paper.select import SelectedEdition
from generator.records.load import Entry, PathInRecord, list_values
from generator.records.resolve.references import list_references
from generator.records.resolve.wordings import KINDS, SMALL, list_date_forms
from generator.records.schema import Case, Dialogue, Event, Figure, Law, Record
from generator.records.schema.laws import Provision
from generator.records.schema.records import FigureValue
from generator.records.schema.walks import leads_through

_WORDS = {collection: word for word, collection in KINDS.items()} | {"recommendations": "recommendation"}

_NOT_TOLD = frozenset({
    "id", "visibility", "by", "texts", "sources", "profile", "event", "events", "figures", "cases", "laws", "group",
    "related", "themes", "theme", "standards", "charges", "provision", "provisions", "alleged", "reported", "verified",
    "basis", "kind", "display", "recognised_by", "raised_by", "rated_by", "country", "addressee", "messenger",
    "first_edition", "supersedes", "affiliations", "organisation", "variants", "wordings", "pseudonym", "given",
    "patronymic", "sort", "url", "proposed", "within", "file", "minor", "dependant", "day_for", "relationship",
    "recognised_as",
})  # fmt: skip
"""Fields that hold no value that a sentence prints: ids, yes and no, prose of its own, names that papers do not
print."""

_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_SHORT = 3


class Behind:
    """The picked records of an edition, by what mentions call them and by where they stand."""

    def __init__(self, edition: SelectedEdition):
        self._edition = edition
        places: dict[str, list[tuple[int, str, Entry[Record]]]] = {}
        for collection, records in edition.records.items():
            for id, entry in records.items():
                if collection in _WORDS:
                    places.setdefault(entry.file, []).append((entry.line, f"{_WORDS[collection]}:{id}", entry))
        self._places = {file: sorted(found, key=lambda item: item[:2]) for file, found in places.items()}
        self._taken: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        # of a list of people all records have the same fields, and many the same days and words in them; the sentences
        # of each stand together, so that its own values need not be held any longer
        self._printable = cache(_is_printable)
        self._forms = lru_cache(4096)(_list_forms)
        self._of = lru_cache(256)(self._list_forms_of)

    def entry(self, record: str) -> Entry[Record] | None:
        """Return the record that a mention calls `case:zapt` or `law:code/12`; None where it was not picked."""
        kind, _, id = record.partition(":")
        collection = KINDS.get(kind) or ("recommendations" if kind == "recommendation" else "")
        name = id.partition("/")[0]
        return self._edition.records.get(collection, {}).get(name)

    def at(self, origin: Origin) -> tuple[str | None, Entry[Record] | None]:
        """Return the record that stands at a place, and what mentions call it."""
        found = self._places.get(origin.file, [])
        index = bisect_right([line for line, *_ in found], origin.line)
        return found[index - 1][1:] if index else (None, None)

    def sources(self, records: Iterable[str]) -> list[str]:
        """Return the sources of the figures, events and dialogues among the records: those of the number that holds on
        the day, and of the round for which the paper is."""
        found: list[str] = []
        for record in records:
            entry = self.entry(record)
            match entry.record if entry else None:
                case Event(by=by):
                    found += by
                case Dialogue(rounds=rounds) if met := rounds.get(self._edition.record.round or ""):
                    found += met.by
                case Figure() as figure:
                    found += self._in_force(figure).by
        return [id for id in dict.fromkeys(found) if id in self._edition.sources]

    def _in_force(self, figure: Figure) -> FigureValue:
        """Return the number that holds on the edition's day; older ones are history."""
        known = [value for value in figure.values if value.as_of.last <= self._edition.as_of]
        return max(known or figure.values, key=lambda value: value.as_of.last)

    def of_row(
        self, entry: Entry[Record] | None, linked: Collection[str], cells: Mapping[str, str], everything: bool
    ) -> tuple[str, ...]:
        """Return the sources on which a row rests: all of the record's, or those that the row names."""
        if entry is None:
            return ()
        record = entry.record
        ids = [*list_cited_sources(record)] if isinstance(record, Case) else []
        if not everything or not ids:
            ids += [id for _, collection, id in list_references(record) if collection == "sources"]
        known = self._edition.sources
        ids = [id for id in dict.fromkeys(ids) if id in known]
        if everything:
            return tuple(ids)
        named = tuple(id for id in ids if known[id].record.url in linked)
        # what has no address is named by its publisher, who may have published several
        without = tuple(id for id in ids if not known[id].record.url and self._named(id, cells.values()))
        return (*named, *without) or tuple(ids)

    def stated(self, records: Iterable[str]) -> frozenset[str]:
        """Return the sources of which all that the cases among the records take is what a statement for many says."""
        taken = [self._list_taken(record) for record in records if record.startswith("case:")]
        lent: frozenset[str] = frozenset().union(*(of_many for of_many, _ in taken))
        return lent.difference(*(own for _, own in taken))

    def _list_taken(self, record: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the sources that a case takes from statements for many, and those that it names itself."""
        if record not in self._taken:
            lent: set[str] = set()
            own: set[str] = set()
            entry = self.entry(record)
            for path, collection, id in list_references(entry.record) if entry else ():
                if entry and collection == "sources":
                    (lent if entry.find_lent(path) else own).add(id)
            self._taken[record] = frozenset(lent), frozenset(own)
        return self._taken[record]

    def of_round(self, entry: Entry[Record] | None, number: str) -> tuple[str, ...]:
        """Return the sources of one round of a dialogue."""
        met = entry.record.rounds.get(number) if entry and isinstance(entry.record, Dialogue) else None
        return tuple(id for id in met.by if id in self._edition.sources) if met else ()

    def _named(self, id: str, cells: Iterable[str]) -> bool:
        source = self._edition.sources[id].record
        organisations = self._edition.organisations
        names = [organisations[p].record.names.preferred if p in organisations else p for p in source.publisher]
        short = [organisations[p].record.short for p in source.publisher if p in organisations]
        last = [*cells][-1:]
        return any(name and name in cell for cell in last for name in (*names, *short))

    def printed(self, records: Iterable[str], text: str) -> dict[str, tuple[str, ...]]:
        """Return, by record, its values that stand in a text, as they stand there: a day of which the text tells the
        month alone is that month."""
        said = " ".join(text.split())
        found = {}
        for record in records:
            stand = (next((form for form in forms if _stands_in(form, said)), None) for forms in self._of(record))
            if kept := tuple(sorted({form for form in stand if form})):
                found[record] = kept
        return found

    def _list_forms_of(self, record: str) -> tuple[tuple[str, ...], ...]:
        """Return the values of a record, each in the forms that it may have in a text, the fullest first."""
        entry = self.entry(record)
        said = self._list_printable(entry, record) if entry else []
        if entry and isinstance(entry.record, Figure):
            held = self._in_force(entry.record)
            number = f"{held.value:.0f}" if held.value == int(held.value) else f"{held.value}"
            said = [number, *([held.qualifier] if held.qualifier else [])]
        return tuple(forms for one in said if (value := " ".join(one.split())) and (forms := self._forms(value)))

    def _list_printable(self, entry: Entry[Record], record: str) -> list[str]:
        """Return the values that a sentence may print of what a mention is about: an article alone, of a law no
        article."""
        printable, values = self._printable, list_values(entry.tree)
        if isinstance(entry.record, Law) and entry.record.provisions and (article := record.partition("/")[2]):
            around = ("provisions", article)
            said = [said for path, said in values if path[:2] == around and printable(Provision, path[2:])]
            return [article, *said]
        model = type(entry.record)
        return [said for path, said in values if printable(model, path)]


def _is_printable(model: type[BaseModel], path: PathInRecord) -> bool:
    return not leads_through(model, path, _NOT_TOLD)


def _list_forms(value: str) -> tuple[str, ...]:
    if re.fullmatch(r"\d+(\.\d+)?", value):
        number = float(value)
        forms = [value, f"{number:,.0f}" if number == int(number) else f"{number:,}"]
        if number in range(len(SMALL)):
            forms += [SMALL[int(number)], SMALL[int(number)].capitalize()]
        return (*forms, *(list_date_forms(value) if len(value) == 4 else ()))
    if _DATE.fullmatch(value):
        try:
            return list_date_forms(value)
        except IndexError:
            return ()
    bare = value.rstrip(".").replace("_", " ")
    return (bare, bare[0].upper() + bare[1:], bare[0].lower() + bare[1:]) if len(bare) >= _SHORT else ()


def _stands_in(form: str, text: str) -> bool:
    """Tell whether a text has the form as words of their own."""
    at = text.find(form)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(form) : at + len(form) + 1]
        if not (before.isalnum() or after.isalnum()):
            return True
        at = text.find(form, at + 1)
    return False
