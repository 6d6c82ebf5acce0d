"""What an item of CSL-JSON says of a source, and the way back: the one form between our records and programs that keep
sources (Zotero, Mendeley, JabRef, Pandoc).

In: an item, or a source. Out: fields of a record with what of the item has no place in one, or an item. Nothing is made
up: a date that is no day, month or year is left out and told, and so is a language without a code. What CSL has no
field for (the kind, whom a source is stated in, the time it covers) stands in the item's `custom`, as the schema of CSL
1.0.2 allows, so that our own exports come back whole; other programs may drop it.

Types and names: https://docs.citationstyles.org/en/stable/specification.html, Appendix III and IV.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, get_args

from generator.base.foreign_files import clean_text, strip_markup
from generator.records.schema import Source
from generator.records.schema.partial_dates import parse_date
from generator.records.schema.sources import SourceKind, check_address

KINDS: tuple[SourceKind, ...] = get_args(SourceKind)

OWN = "briefing"
"""The name in an item's `custom` below which stands what CSL has no field for."""

_TYPES: Mapping[str, str] = {
    "news": "article-newspaper", "law": "legislation", "report": "report", "update": "report",
    "briefing_paper": "report", "speech": "speech", "interview": "interview", "web_page": "webpage",
    "social_media": "post", "video": "motion_picture", "court_document": "legal_case",
}  # fmt: skip
"""The type of CSL for each kind; `document` for the others."""

_KINDS: Mapping[str, SourceKind] = {
    "article-newspaper": "news", "article-magazine": "news", "article": "news", "legislation": "law", "treaty": "law",
    "regulation": "law", "report": "report", "speech": "speech", "interview": "interview", "webpage": "web_page",
    "post-weblog": "web_page", "post": "social_media", "motion_picture": "video", "legal_case": "court_document",
}  # fmt: skip
"""The kind of each type of which there can be no doubt; of the others it has to be told."""

_HOUSES = ("container-title", "publisher", "authority")
"""Where an item has its publisher: a newspaper is the container of an article."""

_OWN_FIELDS = ("platform", "about", "covers", "archive_url", "stated_in")
"""Who may see a source is not among them: no file from outside opens anything, and the folder's default holds."""

_LANGUAGES: Mapping[str, str] = {
    "arabic": "ar", "armenian": "hy", "azerbaijani": "az", "belarusian": "be", "bulgarian": "bg", "chinese": "zh",
    "czech": "cs", "dutch": "nl", "english": "en", "american": "en", "british": "en", "usenglish": "en",
    "ukenglish": "en", "finnish": "fi", "french": "fr", "georgian": "ka", "german": "de", "ngerman": "de",
    "hungarian": "hu", "italian": "it", "japanese": "ja", "kazakh": "kk", "kyrgyz": "ky", "persian": "fa",
    "polish": "pl", "portuguese": "pt", "russian": "ru", "slovak": "sk", "spanish": "es", "swedish": "sv",
    "tajik": "tg", "turkish": "tr", "turkmen": "tk", "ukrainian": "uk", "uzbek": "uz",
}  # fmt: skip
"""Languages by the names of BibLaTeX and babel, which Zotero exports."""

_LONGEST = 10_000
"""Letters of a text at most: what is longer is no title."""

_TAG = re.compile(r"([a-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")
_TIME = re.compile(r"(?<=\d)[T ]\d\d:\d\d[\d:.Z+-]*$")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.I)
_READ = {
    "id", "type", "title", "URL", "DOI", "language", "issued", "accessed", "number", "genre", "custom", "citation-key",
    "author", *_HOUSES,
}  # fmt: skip
_UNTOLD = {"abstract", "keyword", "note", "title-short", "shortTitle", "journalAbbreviation", "container-title-short",
           "source", "call-number", "page", "ISSN", "ISBN", "volume", "issue", "annote", "publisher-place",
           "event-place", "archive", "archive_location", "version", "section", "categories", "edition"}  # fmt: skip
"""Fields that no record of ours has, and of which nobody is told: they are in nearly every item."""


class ReadItem(NamedTuple):
    """What an item says: the fields of a record; what was left out, as (field, why); and whether its kind is known."""

    fields: dict[str, Any]
    left: tuple[tuple[str, str], ...]
    kind_known: bool


def read_item(item: Mapping[str, Any], kinds: Mapping[str, SourceKind] = {}) -> ReadItem:
    """Return what an item says of a source; `kinds` tells of types what they are, where nothing here does."""
    reader = _Reader(item)
    own = read_own(item)
    fields: dict[str, Any] = {}
    kind = own.get("kind") or _find_kind(item, kinds)
    fields["kind"] = kind
    fields["publisher"] = own.get("publisher") or reader.house()
    fields["title"] = own.get("title") or reader.text("title")
    fields["number"] = reader.text("number")
    fields["url"] = reader.address()
    fields["language"] = reader.language()
    fields["published"] = reader.day("issued")
    fields["accessed"] = reader.day("accessed")
    fields |= {name: own[name] for name in _OWN_FIELDS if name in own}
    for name in sorted(item.keys() - _READ - _UNTOLD):
        if item[name]:
            reader.left.append((name, "a record of a source has no such field"))
    said = {name: value for name, value in fields.items() if value not in (None, "", (), [])}
    return ReadItem(said, tuple(reader.left), kind in KINDS)


def read_own(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what an item of our own export says beside CSL; nothing of any other."""
    custom = item.get("custom")
    own = custom.get(OWN) if isinstance(custom, dict) else None
    return own if isinstance(own, dict) else {}


def _find_kind(item: Mapping[str, Any], kinds: Mapping[str, SourceKind]) -> str | None:
    """Return the kind of an item: by its genre where that is one of our words, by what was told of its type, by its
    type where there can be no doubt; None where it is not known."""
    genre = str(item.get("genre") or "").strip().casefold().replace(" ", "_").replace("-", "_")
    type_ = str(item.get("type") or "")
    return genre if genre in KINDS else kinds.get(type_) or _KINDS.get(type_)


class _Reader:
    """Reads the fields of an item, and gathers what is left out."""

    def __init__(self, item: Mapping[str, Any]):
        self.item = item
        self.left: list[tuple[str, str]] = []

    def text(self, name: str) -> str | None:
        value = self.item.get(name)
        if value is None or isinstance(value, bool | dict | list):
            return None
        if len(str(value)) > _LONGEST:
            self.left.append((name, f"it has more than {_LONGEST:,} letters"))
            return None
        return strip_markup(str(value)) or None

    def house(self) -> list[str] | None:
        """Return who published it; bodies that wrote it, where no house is told. People who wrote it are told."""
        houses = [house for name in _HOUSES if (house := self.text(name))]
        said = self.item.get("author")
        authors = said if isinstance(said, list) else []
        said_names = (one["literal"] for one in authors if isinstance(one, dict) and "literal" in one)
        bodies = [strip_markup(str(name)[:_LONGEST]) for name in said_names]
        people = [one for one in authors if isinstance(one, dict) and "literal" not in one]
        if people:
            self.left.append(("author", "a record of a source names no people who wrote it"))
        if len(houses) > 1:
            self.left.append(("publisher", f"the publisher is “{houses[0]}” already"))
        return houses[:1] or [body for body in bodies if body] or None

    def address(self) -> str | None:
        url, doi = self.text("URL"), _DOI.fullmatch(self.text("DOI") or "")
        if doi and url:
            self.left.append(("DOI", "the address is told already"))
        if url is None and doi is None:
            return None
        try:
            return check_address(clean_text(url) if url else f"https://doi.org/{doi[1] if doi else ''}")
        except ValueError as error:
            self.left.append(("URL", str(error)))
            return None

    def language(self) -> str | None:
        said = self.text("language")
        if not said:
            return None
        found = _LANGUAGES.get(said.casefold()) or ((match := _TAG.fullmatch(said)) and match[1])
        if not found:
            self.left.append(("language", f"“{said[:40]}” is no code of a language, such as ru"))
        return found or None

    def day(self, name: str) -> str | None:
        """Return a date as records write it: a day, month or year."""
        value = self.item.get(name)
        if not value:
            return None
        parts = value.get("date-parts") if isinstance(value, dict) else None
        try:
            if isinstance(value, dict) and (value.get("season") or value.get("circa")):
                raise ValueError
            if parts:
                (only,) = parts
                numbers = [int(part) for part in only if part not in (None, "")]
                return parse_date("-".join(f"{n:0{4 if not i else 2}d}" for i, n in enumerate(numbers))).written
            said = value if isinstance(value, str) else value.get("raw") or value.get("literal") or ""
            return parse_date(_TIME.sub("", str(said).strip())).written
        except (ValueError, TypeError, AttributeError, OverflowError):
            self.left.append((name, "it is no single day, month or year"))
            return None


def write_item(source: Source, name_of: Callable[[str], str]) -> dict[str, Any]:
    """Return the item of a source; `name_of` tells what a publisher is called, by id or name."""
    item: dict[str, Any] = {"id": source.id, "type": _TYPES.get(source.kind, "document")}
    own: dict[str, Any] = {"kind": source.kind}
    if source.publisher:
        name = "container-title" if item["type"] == "article-newspaper" else "publisher"
        item[name] = "; ".join(map(name_of, source.publisher))
        own["publisher"] = list(source.publisher)
    if isinstance(source.title, str):
        item["title"] = source.title
    elif source.title:
        item["title"] = next(iter(source.title.values()))
    if source.title and (not isinstance(source.title, str) or strip_markup(source.title) != source.title):
        own["title"] = source.title
    item |= {"genre": source.kind.replace("_", " ")} if item["type"] in ("document", "report") else {}
    for name, value in (("number", source.number), ("URL", source.url), ("language", source.language)):
        item |= {name: value} if value else {}
    for name, day in (("issued", source.published), ("accessed", source.accessed)):
        item |= {name: {"date-parts": [[int(part) for part in day.written.split("-")]]}} if day else {}
    said = source.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    own |= {name: said[name] for name in _OWN_FIELDS if name in said}
    item["custom"] = {OWN: own}
    return item
