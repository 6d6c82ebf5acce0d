"""The sheet of sources in words: claims with their notes, sources, records and signatures; all that its files show.

It knows none of the records: who writes what was kept of a sheet loads none of their classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from generator.base.diagnostics import Origin
from generator.paper.document import Document, Inline, Link, Numbers

How = str
"""How a source supports a claim: cited, silent, record; or statement, where all that it says of the person is what it
says of many in one statement."""

State = Literal["signed", "changed", "unsigned"]
"""Whether somebody signed a claim as it is, or it lost a signature (`changed`)."""


@dataclass(frozen=True, slots=True)
class SourceWords:
    """A source in words. `told` are its kind, language and days; what is not known is left out."""

    id: str
    name: str
    title: str
    told: tuple[str, ...]
    url: str
    archive_url: str
    stated_in: tuple[str, ...]

    def words(self) -> str:
        """Return it in one line, without its address: Strelsau Gazette, “March” (news, Russian, 3 May 2020)."""
        named = ", ".join(part for part in (self.name or self.id, f"“{self.title}”" if self.title else "") if part)
        return f"{named} ({', '.join(self.told)})" if self.told else named


@dataclass(frozen=True, slots=True)
class SheetClaim:
    """What is shown of a claim: `kind` is that of signoff, `links` are those in its words, of a row none."""

    number: int
    id: str
    section: str
    kind: str
    text: str
    cells: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A claim on the sheet. `place` is its line in the YAML, `notes` are (number, words with their links)."""

    claim: SheetClaim
    state: State
    section: str
    kind: str
    place: str
    notes: tuple[tuple[str, tuple[Inline, ...]], ...]
    sources: tuple[tuple[How, SourceWords], ...]
    records: tuple[tuple[str, str], ...]
    signed: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """The sheet of an edition. `document` is the paper's own."""

    document: Document
    title: str
    counts: str
    lines: tuple[SheetLine, ...]
    sources: tuple[SourceWords, ...]
    labels: Mapping[str, str]

    def parts(self) -> tuple[tuple[str, str, tuple[SheetLine, ...]], ...]:
        """Return (name, title, lines) of what is to be compared and of what is signed, those that have lines."""
        todo = tuple(line for line in self.lines if line.state != "signed")
        done = tuple(line for line in self.lines if line.state == "signed")
        found = (("todo", self.labels["sheet_todo"], todo), ("done", self.labels["sheet_done"], done))
        return tuple(part for part in found if part[2])


def keep_shown(sheet: SourceSheet) -> SourceSheet:
    """Return the sheet without what none of its files shows: sections and notes of the paper."""
    return replace(sheet, document=replace(sheet.document, sections=(), notes={}, numbers=Numbers()))


def group_by_section(lines: Iterable[SheetLine]) -> list[tuple[str, list[SheetLine]]]:
    """Return the lines by the title of their section, in order; a section that comes again stands again."""
    found: list[tuple[str, list[SheetLine]]] = []
    for line in lines:
        if not found or found[-1][0] != line.section:
            found.append((line.section, []))
        found[-1][1].append(line)
    return found
