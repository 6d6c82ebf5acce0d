"""The state of a paper in the preview: its newest version, and the last version that could be shown."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.base.diagnostics import Diagnostic
from generator.formats.page_pieces import PageMemory
from generator.formats.pdf import PdfResult
from generator.paper.last_version import LastVersion
from generator.preview.choice import Choice
from generator.preview.rebuild import MadePage, Rebuilt
from generator.preview.sentence_details import PageClaims

Event = tuple[str, dict[str, Any]]
"""Name and data of an event for browsers."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in a version; none has the number 0."""

    version: int = 0
    problems: tuple[Diagnostic, ...] = ()


@dataclass(slots=True, eq=False)
class PaperState:
    """A paper somebody looks at: what came of its newest `version`, the last version with a page (`good`, and `made`,
    `dress`, the number of the styles' state that it was made in, and what is `known` of its sentences once somebody
    asked), what the check and the layout of the PDF found, and what came of the layout of the page `look`, without its
    bytes; `asked` is when, `done` that it was rebuilt once, `held_back` that the last round was told nobody, `last`
    and `pages` what is known of it for the next."""

    choice: Choice
    version: int = 0
    rebuilt: Rebuilt | None = None
    good: int = 0
    made: MadePage | None = None
    dress: int = 0
    known: asyncio.Task[PageClaims] | None = None
    checked: Finding = Finding()
    laid: Finding = Finding()
    look: tuple[str, int] | None = None
    pages_version: int = 0
    pdf: PdfResult | None = None
    listeners: set[asyncio.Queue[Event | None]] = field(default_factory=set)
    asked: float = 0.0
    held_back: bool = False
    done: asyncio.Event = field(default_factory=asyncio.Event)
    last: LastVersion = field(default_factory=LastVersion)
    pages: PageMemory = field(default_factory=PageMemory)

    def state(self) -> Event:
        """Return the event that tells of the newest version."""
        rebuilt = self.rebuilt
        seconds = round(rebuilt.seconds, 2) if rebuilt else 0.0
        return "page", {"version": self.version, "ok": bool(rebuilt and rebuilt.made), "seconds": seconds}

    def may_hold(self, editions: frozenset[str] | None) -> bool:
        """Tell whether files that were saved in the folders of editions alone (None: elsewhere) can change this paper.
        One whose newest version could not be made may wait for any file."""
        made = self.rebuilt.made if self.rebuilt else None
        return editions is None or made is None or bool(editions & made.list_read_editions())

    def news(self) -> Iterator[Event]:
        """Yield the events that a browser has missed."""
        if self.version:
            yield self.state()
        if self.checked.version:
            yield "checked", {"version": self.checked.version}
        if self.laid.version:
            yield "laid", {"version": self.laid.version}

    def problems(self) -> tuple[Diagnostic, ...]:
        """Return what is known to be wrong, each once. What was found in an older version is told until the newest one
        has been looked at, so that a list does not vanish with each change; but an error may have been what was just
        mended.
        """
        found: dict[object, Diagnostic] = {}
        for finding in (self.checked, self.laid):
            for d in finding.problems:
                if finding.version == self.version or d.severity != "error":
                    found[d.origin, d.code, d.message] = d
        for d in self.rebuilt.problems if self.rebuilt else ():
            found[d.origin, d.code, d.message] = d
        return tuple(found.values())

    def is_checked(self) -> bool:
        """Tell whether the check of the newest version is done."""
        return 0 < self.version == self.checked.version
