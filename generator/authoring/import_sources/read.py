"""Parse a library of sources into entries, by the ending of its name.

In: the name of the file, and its text. Out: entries, each as an item of CSL with its line; or BriefingError with every
entry that can't be read, and its line (D461, D462).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin


@dataclass(frozen=True, slots=True)
class ForeignEntry:
    """An entry of a library: what it is called there, the line on which it begins, and what it says, as CSL has it. One
    that is `closed` is not for everybody there, and so for nobody but the authors here."""

    key: str
    line: int
    item: dict[str, Any]
    closed: bool = False


MOST_ENTRIES = 20_000
"""Entries of a library at most: no country has more sources than that."""


MOST_BIBTEX = 5_000_000
"""Letters of a file of BibTeX at most: its parser takes long."""


def read_library(name: str, text: str) -> list[ForeignEntry]:
    """Return the entries of a file called `name`: .bib, .ris, or .json of CSL."""
    ending = name.rpartition(".")[2].lower()
    faults: list[Diagnostic] = []
    if ending == "bib" and len(text) > MOST_BIBTEX:
        said = f"`{name}` is not taken: it has more than {MOST_BIBTEX // 1_000_000} million letters"
        faults.append(codes.UNREADABLE_FOREIGN_FILE.at(Origin(name), said, "export it as CSL JSON, or write several"))
        entries = []
    elif ending == "bib":
        from generator.authoring.import_sources.bibtex import read_bibtex

        entries = list(read_bibtex(name, text, faults))
    elif ending == "ris":
        from generator.authoring.import_sources.ris import read_ris

        entries = list(read_ris(name, text, faults))
    elif ending == "json":
        entries = list(_read_csl(name, text, faults))
    else:
        help = "export it from Zotero as BibLaTeX (.bib), RIS (.ris) or CSL JSON (.json)"
        faults.append(codes.UNREADABLE_FOREIGN_FILE.at(Origin(name), f"`{name}` is of no kind that is read here", help))
        entries = []
    if not faults and not entries:
        help = "export it anew, with entries"
        faults.append(codes.UNREADABLE_FOREIGN_FILE.at(Origin(name), f"`{name}` is not taken: it holds no entry", help))
    if len(entries) > MOST_ENTRIES:
        said = f"`{name}` is not taken: it holds {len(entries):,} entries, and {MOST_ENTRIES:,} are read at most"
        faults.append(codes.UNREADABLE_FOREIGN_FILE.at(Origin(name), said, "write several files"))
    if faults:
        raise BriefingError(faults)
    return entries


def _read_csl(name: str, text: str, faults: list[Diagnostic]) -> Iterator[ForeignEntry]:
    """Yield the items of a list of CSL-JSON, each with the line on which it begins."""
    decoder = json.JSONDecoder(parse_constant=_refuse)
    at, line, counted = _skip(text, 0), 1, 0
    if text[at : at + 1] != "[":
        faults.append(_broken(name, 1, "it is no list of items", "export it from Zotero as `CSL JSON`"))
        return
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]":
        line += text.count("\n", counted, at)
        counted = at
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            place = line + text.count("\n", counted, error.pos) if isinstance(error, json.JSONDecodeError) else line
            faults.append(_broken(name, place, "the JSON breaks off or is written wrong there", "export it anew"))
            return
        if not isinstance(item, dict):
            faults.append(_broken(name, line, "an entry of the list is no item", "export it anew"))
            return
        yield ForeignEntry(str(item.get("id") or item.get("citation-key") or "")[:200], line, item)
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            faults.append(_broken(name, line, "the list is not closed after this entry", "export it anew"))
            return


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\n", "\t", "\r"):
        at += 1
    return at


def _refuse(word: str) -> None:
    raise ValueError(word)


def _broken(name: str, line: int, said: str, help: str) -> Diagnostic:
    return codes.UNREADABLE_FOREIGN_FILE.at(Origin(name, line), f"`{name}` is not taken: {said}", help)
