"""The wordings that a mention of a record may have on a day.

`[Article 174](law:kz-criminal-code/174)` is a mention: words, and the record that they are about. The words have to
agree with the record; what agrees is decided here, for each kind of record.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from generator.base.text.surnames import find_surname
from generator.records.resolve.custody import SENTENCED, SENTENCED_TO_DEATH
from generator.records.resolve.held import read_standing
from generator.records.schema import (
    Case,
    Country,
    Dialogue,
    Event,
    Figure,
    Law,
    Organisation,
    Person,
    Record,
    Standard,
    Theme,
)
from generator.records.schema.base import Text, pick_text
from generator.records.schema.person import Names

KINDS = {
    "case": "cases", "person": "people", "org": "organisations", "law": "laws", "event": "events", "figure": "figures",
    "theme": "themes", "standard": "standards", "country": "countries", "dialogue": "dialogues",
}  # fmt: skip
"""Collection by the word that a mention begins with."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_STATUS_WORDS = {
    "imprisoned": ("imprisoned", "in prison", "behind bars", "serving a prison sentence"),
    SENTENCED: ("sentenced to imprisonment", "sentenced to prison", "given a prison sentence"),
    "death_row": ("under sentence of death", "on death row", "sentenced to death"),
    SENTENCED_TO_DEATH: ("sentenced to death",),
    "amnestied": ("amnestied",),
    "pardoned": ("pardoned",),
    "detained": ("detained", "in detention", "arrested", "under arrest"),
    "pretrial": ("in pre-trial detention", "in pretrial detention", "awaiting trial"),
    "house_arrest": ("under house arrest",),
    "on_trial": ("on trial",),
    "restricted_freedom": ("under restriction of freedom", "under restricted freedom", "serving restricted freedom"),
    "suspended_sentence": ("under a suspended sentence",),
    "sentence_postponed": ("serving postponed", "given a postponement of the sentence"),
    "psychiatric_detention": ("in a psychiatric institution", "in a psychiatric hospital"),
    "released": ("released", "free"),
    "acquitted": ("acquitted",),
    "deceased": ("dead", "deceased"),
    "in_exile": ("in exile",),
    "disappeared": ("disappeared",),
    "under_investigation": ("under investigation",),
    "at_risk": ("at risk",),
    "witness": ("a witness in a criminal case", "a witness"),
}

_ARREST_WORDS = ("arrested", "detained", "taken into custody")
"""What may be said of somebody of whom an arrest is told, and not that it lasted."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """What a mention may say: `preferred` fills an empty mention, `agrees` judges words, `expected` tells an author."""

    preferred: str
    agrees: Callable[[str], bool]
    expected: str


def find_wordings(record: Record, part: str | None, day: date, lang: str) -> Wordings | None:
    """Return the wordings for a record on a day; `part` is an article of a law, `status` of a case or `capital` of a
    country. None: unknown part."""
    match record:
        case Case() if part == "status":
            found = read_standing(record, None, day)
            words = _ARREST_WORDS if found.arrest_only else _STATUS_WORDS[found.step.status] if found.step else ()
            step = found.step
            if step and (step.entry.alleged or step.entry.reported or step.entry.attributed_to):
                # who says so stands in the words, where no reader can overlook it
                said = ("allegedly", "reportedly") if step.entry.alleged else ("reportedly", "allegedly")
                words = tuple(f"{how} {status}" for status in words for how in said)
            return _any_of(words or ("no status is known",))
        case Case() | Person() if part is None:
            return _named(record)
        case Organisation() if part is None:
            return _any_of(
                (record.names.preferred, *([record.short] if record.short else ()), *record.names.native.values())
            )
        case Country() if part is None:
            return _any_of((record.names.preferred, *([record.adjective] if record.adjective else ())))
        case Country() if part == "capital":
            return _any_of((find_capital(record, day) or "no name is known",))
        case Law() if part is None:
            return _any_of((_text(record.title, lang), *record.wordings))
        case Law() if part in record.provisions:
            return _provision(record, part, lang)
        case Figure() if part is None:
            return _figure(record, day)
        case Event() if part is None:
            return _any_of((_text(record.title, lang), *record.wordings, *_dates(record)))
        case Theme() | Standard() | Dialogue() if part is None:
            return _any_of((_text(record.title, lang),))
    return None


def find_capital(country: Country, day: date) -> str | None:
    """Return the name of the capital on a day; None where no record says it. A partial date counts as its last day."""
    known = [(said.last if (said := name.since or name.as_of) else date.min, name.name) for name in country.capital]
    return max((pair for pair in known if pair[0] <= day), key=lambda pair: pair[0], default=(None, None))[1]


def find_place_name(country: Country, place: str, day: date) -> str:
    """Return the name of a place on a day: where it is the capital under any of its names, the one that it had then."""
    return (find_capital(country, day) or place) if any(place == name.name for name in country.capital) else place


def choose_name(names: Names, display: str = "full_name") -> str:
    """Return the name that papers print: initials or a pseudonym never stand beside the name."""
    if display == "pseudonym":
        return names.pseudonym or "name withheld"
    if display == "initials":
        return " ".join(f"{word[0]}." for word in names.preferred.split())
    return names.preferred


def find_family_name(names: Names) -> str:
    """Return the family name of a person: as the record tells it, or as the printed name does."""
    return names.family or find_surname(names.preferred)


def _named(record: Case | Person) -> Wordings:
    display = record.display if isinstance(record, Case) else "full_name"
    name = choose_name(record.names, display)
    forms = [name]
    person = not isinstance(record, Case) or record.kind == "person"
    if display == "full_name":
        forms += record.names.native.values()
        if person and " " in name:
            forms.append(find_family_name(record.names))
    return _any_of(tuple(forms))


def _any_of(forms: tuple[str, ...]) -> Wordings:
    def agrees(words: str) -> bool:
        return words in forms or _plain(words) in map(_plain, forms)  # most are written as the record has them

    return Wordings(forms[0], agrees, " or ".join(f"“{form}”" for form in dict.fromkeys(forms)))


def _plain(words: str) -> str:
    text = " ".join(words.split()).casefold().strip("“”\"'‘’")
    return text.removeprefix("the ")


def _text(text: Text, lang: str) -> str:
    return pick_text(text, lang) or next(iter(text.values()) if isinstance(text, dict) else iter([text]))


def _provision(law: Law, article: str, lang: str) -> Wordings:
    provision = law.provisions[article]
    offences = {_plain(w) for w in (_text(provision.title, lang), *provision.wordings)}

    def agrees(words: str) -> bool:
        numbers = re.findall(r"\d+(?:-\d+)?", words)
        return article == numbers[0] if numbers else _plain(words) in offences

    preferred = f"Article {article} of the {_text(law.title, lang)}"
    return Wordings(preferred, agrees, f"words with the number {article}, or “{_text(provision.title, lang)}”")


SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
          "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")  # fmt: skip

TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

_SPELT = re.compile(rf"\b(?:({'|'.join(TENS)})(?:[- ]({'|'.join(SMALL[1:10])}))?|({'|'.join(SMALL)}))\b")

_LIMITS = {
    "over": ("over", "more than"), "at_least": ("at least",),
    "around": ("around", "about", "some", "roughly", "approximately"), "up_to": ("up to", "as many as"),
    "almost": ("almost", "nearly"), "some": ("some", "around", "about"), "exactly": (),
}  # fmt: skip


def _figure(figure: Figure, day: date) -> Wordings:
    known = [value for value in figure.values if value.as_of.last <= day]
    latest = max(known or figure.values, key=lambda value: value.as_of.last)
    number = f"{latest.value:,.0f}" if latest.value == int(latest.value) else f"{latest.value:,}"
    limit = (_LIMITS[latest.qualifier] or ("",))[0]

    def agrees(words: str) -> bool:
        low = words.casefold()
        found = [
            float(n.replace(",", "").replace("\u00a0", "").replace(" ", ""))
            for n in re.findall(r"\d+(?:[ ,\u00a0]\d{3})+(?!\d)|\d+(?:\.\d+)?", low)
        ]
        found += [
            float(TENS[tens] + SMALL.index(ones or "zero") if tens else SMALL.index(small))
            for tens, ones, small in _SPELT.findall(low)
        ]
        found += [12.0] if re.search(r"\ba dozen\b", low) else []
        said = {kind for kind, words_ in _LIMITS.items() for w in words_ if re.search(rf"\b{w}\b", low)}
        return latest.value in found and (not said or latest.qualifier in said)

    return Wordings(
        f"{limit} {number}".strip(),
        agrees,
        f"words with the number {number}" + (f", “{limit}”" if limit else ", without “over”, “around” or the like"),
    )


def _dates(event: Event) -> tuple[str, ...]:
    return tuple(form for day in (event.date, event.end) if day for form in list_date_forms(str(day)))


def list_date_forms(day: str) -> tuple[str, ...]:
    """Return the ways in which prose may write a date of the calendar: 6 June 2020, 6 June, June 2020."""
    year, *rest = day.split("-")
    if not rest:
        return (year,)
    month = MONTHS[int(rest[0]) - 1]
    if len(rest) == 1:
        return (f"{month} {year}", month)
    return (f"{int(rest[1])} {month} {year}", f"{int(rest[1])} {month}", f"{month} {year}")
