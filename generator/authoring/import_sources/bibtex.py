"""BibTeX and BibLaTeX, as Zotero, JabRef and others export them, as items of CSL.

bibtexparser reads the entries, each with its line, and tells of those that are broken. Its way to read LaTeX takes what
stands behind a % for a comment, which addresses are full of: they are read here.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.authoring.import_sources.read import ForeignEntry
from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin

if TYPE_CHECKING:
    from bibtexparser.model import Entry
    from pylatexenc.latex2text import LatexNodes2Text

_TYPES: Mapping[str, str] = {
    "article": "article-journal", "online": "webpage", "electronic": "webpage", "www": "webpage", "report": "report",
    "techreport": "report", "legislation": "legislation", "jurisdiction": "legal_case", "video": "motion_picture",
    "movie": "motion_picture", "book": "book", "thesis": "thesis", "letter": "personal_communication",
}  # fmt: skip
"""Types of BibLaTeX and those of CSL; any other is `document`."""

_NEWS = ("newspaper", "magazine")
_FIELDS = {
    "title": "title", "number": "number", "eid": "number", "publisher": "publisher", "journaltitle": "container-title",
    "journal": "container-title", "institution": "publisher", "organization": "publisher", "school": "publisher",
    "langid": "language", "language": "language", "url": "URL", "doi": "DOI", "type": "genre",
}  # fmt: skip
_UNTOLD = {"abstract", "keywords", "note", "file", "shorttitle", "urlyear", "issn", "isbn", "pages", "volume", "issue",
           "month", "year", "date", "urldate", "author", "editor", "entrysubtype", "location", "address", "eventtitle",
           "shortjournal", "annotation", "copyright", "rights", "timestamp", "publicationtype"}  # fmt: skip
_LONGEST = 20_000
"""Letters of a field in which marks of LaTeX are read: what is longer is no title."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_bibtex(name: str, text: str, faults: list[Diagnostic]) -> Iterator[ForeignEntry]:
    """Yield the entries; what can't be read goes to `faults`."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateBlockKeyBlock, Entry, ParsingFailedBlock

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it logs is told below, with its line
    for block in parse_string(text).blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock) and isinstance(block.ignore_error_block, Entry):
            block = block.ignore_error_block  # two entries of one key are two entries
        elif isinstance(block, ParsingFailedBlock):
            help = "look at the braces and commas of this entry, and for a field that it has twice"
            faults.append(codes.UNREADABLE_ENTRY.at(Origin(name, line), "this entry can't be read", help))
            continue
        if isinstance(block, Entry):
            yield ForeignEntry(block.key[:200], line, _make_item(block))


def _make_item(entry: Entry) -> dict[str, Any]:
    said = {field.key.lower(): str(field.value) for field in entry.fields}
    type_ = _TYPES.get(entry.entry_type.lower(), "document")
    if type_ == "article-journal" and said.get("entrysubtype", "").lower() in _NEWS:
        type_ = "article-newspaper"
    item: dict[str, Any] = {"id": entry.key, "type": type_}
    for key, field in _FIELDS.items():
        if key in said and field not in item:
            item[field] = _read_address(said[key]) if field in ("URL", "DOI") else _read_latex(said[key])
    if date := said.get("date") or _join_date(said):
        item["issued"] = {"raw": date}
    if "urldate" in said:
        item["accessed"] = {"raw": said["urldate"]}
    if people := said.get("author"):
        names = (name.strip() for name in re.split(r"\s+and\s+", people))
        item["author"] = [
            {"literal": _read_latex(name)} if name.startswith("{") else {"family": _read_latex(name)} for name in names
        ]
    item |= {key: _read_latex(value) for key, value in said.items() if key not in {*_FIELDS, *_UNTOLD}}
    return item


def _join_date(said: Mapping[str, str]) -> str:
    """Return year, month and day, which BibTeX has in fields of their own, as one date."""
    year, month, day = (said.get(name, "").strip().strip("{}") for name in ("year", "month", "day"))
    if month[:3].lower() in _MONTHS:
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    parts = [year, *([month.zfill(2)] if month else []), *([day.zfill(2)] if month and day else [])]
    return "-".join(parts) if year else ""


def _read_address(text: str) -> str:
    """Return an address without the marks of LaTeX; a % in it is no comment."""
    bare = text.strip().removeprefix(r"\url{").strip("{}")
    return re.sub(r"\\([%&#_$~])", r"\1", bare)


def _read_latex(text: str) -> str:
    """Return words without the marks of LaTeX."""
    if not any(sign in text for sign in "\\{}$~%"):
        return text
    safe = re.sub(r"(?<!\\)%", r"\\%", text)  # a per cent that somebody typed is no comment
    if len(text) > _LONGEST or text.count("{") > 200:
        return re.sub(r"[{}]", "", text)
    try:
        return str(_make_reader().latex_to_text(safe))
    except Exception:  # of its own kinds of errors none is promised
        return re.sub(r"[{}]", "", text)


@cache
def _make_reader() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(keep_comments=True, math_mode="verbatim")
