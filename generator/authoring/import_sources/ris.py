"""RIS, as Zotero, EndNote and databases export it, as items of CSL.

rispy reads the fields of one entry. What holds entries together is looked at first, since rispy loses one that is not
closed by ER, and takes two for one where the first is not, without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.authoring.import_sources.read import ForeignEntry
from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin

_TYPES: Mapping[str, str] = {
    "NEWS": "article-newspaper", "MGZN": "article-magazine", "JOUR": "article-journal", "ELEC": "webpage",
    "BLOG": "post-weblog", "RPRT": "report", "GOVDOC": "report", "STAT": "legislation", "LEGAL": "legislation",
    "BILL": "bill", "CASE": "legal_case", "HEAR": "hearing", "VIDEO": "motion_picture", "MPCT": "motion_picture",
    "BOOK": "book", "CHAP": "chapter", "THES": "thesis", "PCOMM": "personal_communication", "SLIDE": "speech",
}  # fmt: skip
"""Types of RIS and those of CSL; any other is `document`."""

_FIELDS = {"TI": "title", "T1": "title", "PB": "publisher", "T2": "container-title", "JO": "container-title",
           "JF": "container-title", "LA": "language", "DO": "DOI", "M1": "number", "M3": "genre"}  # fmt: skip
_UNTOLD = {"TY", "ER", "AB", "KW", "N1", "N2", "SP", "EP", "VL", "IS", "CY", "J2", "JA", "ST", "DB", "DP", "ID", "L1",
           "L2", "Y1", "Y2", "PY", "DA", "UR", "AU", "A1", "A2", "SE", "SN"}  # fmt: skip
_TAG = re.compile(r"([A-Z][A-Z0-9])  -")


def read_ris(name: str, text: str, faults: list[Diagnostic]) -> Iterator[ForeignEntry]:
    """Yield the entries; what can't be read goes to `faults`."""
    from rispy import loads
    from rispy.parser import RisParser

    tags = {f"{a}{b}": f"{a}{b}" for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"}
    for line, lines in _split(name, text, faults):
        (read,) = loads(
            "\n".join(lines), implementation=RisParser, mapping=tags, list_tags=["AU", "A1", "UR"],
            delimiter_tags_mapping={}, enforce_list_tags=False,
        )  # fmt: skip
        item = _make_item(read)
        yield ForeignEntry(_first(read.get("ID"))[:200], line, item)


def _split(name: str, text: str, faults: list[Diagnostic]) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each entry that is whole, with the number of its first."""
    begun: tuple[int, list[str]] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        found = _TAG.match(line)
        tag = found[1] if found else ""
        if tag == "TY" and begun:
            faults.append(_fault(name, begun[0], "this entry is not closed by a line `ER  - ` before the next begins"))
            begun = None
        if tag == "TY":
            begun = (number, [line])
        elif begun is None:
            if line.strip():
                faults.append(_fault(name, number, "this line stands in no entry, which begins with `TY  - `"))
                return
        elif tag == "ER":
            yield begun[0], [*begun[1], "ER  - "]
            begun = None
        else:
            begun[1].append(line)
    if begun:
        faults.append(_fault(name, begun[0], "this entry is not closed by a line `ER  - `"))


def _fault(name: str, line: int, said: str) -> Diagnostic:
    help = "export the library anew; it may have been cut off"
    return codes.UNREADABLE_ENTRY.at(Origin(name, line), said, help)


def _first(value: Any) -> str:
    found = value[0] if isinstance(value, list) and value else value
    return str(found or "")


def _make_item(read: Mapping[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = {"id": _first(read.get("ID")), "type": _TYPES.get(_first(read.get("TY")), "document")}
    for tag, field in _FIELDS.items():
        if field not in item and (said := _first(read.get(tag))):
            item[field] = said
    addresses = [one for one in read.get("UR", []) if one]
    if addresses:
        item["URL"] = addresses[0]
    if len(addresses) > 1:
        item["other URL"] = "; ".join(addresses[1:])
    for field, tags in (("issued", ("DA", "Y1", "PY")), ("accessed", ("Y2",))):
        if day := next((said for tag in tags if (said := _first(read.get(tag)).strip(" /"))), ""):
            item[field] = {"raw": "-".join(part.zfill(2) for part in day.split("/")[:3] if part)}
    if people := [*read.get("AU", []), *read.get("A1", [])]:
        # a body has no comma in its name; a person has the family name before one
        item["author"] = [{"family": one} if "," in one else {"literal": one} for one in people if one]
    item |= {tag: _first(value) for tag, value in read.items() if tag not in {*_FIELDS, *_UNTOLD}}
    return item
