"""Prepare diagnostics for the app: with the editor's address, and the sentence at that place.

In: diagnostics, and what is known of the page that is shown. Out: values for JSON, errors first.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, make_printable, sort_diagnostics
from generator.preview.editor import make_editor_address
from generator.preview.sentence_details import PageClaims
from generator.records.load import list_entries
from generator.review.signoff import Claim

_PAGINATED = (codes.NO_PAGES, codes.UNREADABLE_PAGES, codes.STALE_PAGES)
"""What is mended by recording the page numbers of the Word file."""

_SEVERITIES = ("error", "warning", "hint")


def describe_problems(
    problems: Iterable[Diagnostic], known: PageClaims | None, root: Path, editor: str
) -> list[dict[str, Any]]:
    """Return the problems, errors first, and else in the order of their places."""
    found = sorted(sort_diagnostics(problems), key=lambda d: _SEVERITIES.index(d.severity))
    where = _Where(known) if known else None
    return [_problem(d, where.claim(d.origin) if where else None, root, editor) for d in found]


class _Where:
    """Where problems stand in a page: at the claim that comes from the same line, or else where the record is first
    told of."""

    def __init__(self, known: PageClaims):
        self._behind = known.behind
        self._places: dict[tuple[str, int], Claim] = {}
        self._records: dict[str, Claim] = {}
        self._starts: dict[str, list[int]] = {}
        for claim in known.claims:
            self._places.setdefault((claim.origin.file, claim.origin.line), claim)
            for record in claim.records:
                self._records.setdefault(record, claim)
        for entry in list_entries(known.made.workspace.dataset):
            if entry.collection == "sources":
                continue  # they stand within the records that cite them
            self._starts.setdefault(entry.file, []).append(entry.line)

    def claim(self, origin: Origin) -> Claim | None:
        if (origin.file, origin.line) in self._places or self._behind is None:
            return self._places.get((origin.file, origin.line))
        name, entry = self._behind.at(origin)
        # a record that the audience may not see stands between what is known and this place
        if (
            name is None
            or entry is None
            or any(entry.line < n <= origin.line for n in self._starts.get(origin.file, ()))
        ):
            return None
        return self._records.get(name)


def _problem(d: Diagnostic, claim: Claim | None, root: Path, editor: str) -> dict[str, Any]:
    return {
        "severity": d.severity,
        "code": d.code,
        "name": d.name,
        "message": make_printable(d.message),
        "help": make_printable(d.help) if d.help else None,
        "file": d.origin.file,
        "line": d.origin.line,
        "column": d.origin.column,
        "excerpt": None if d.excerpt is None else make_printable(d.excerpt),
        "width": d.width,
        "editor": make_editor_address(editor, root, d.origin),
        "claim": claim.number if claim else None,
        "block": claim.block if claim else None,
        "deed": "paginate" if d.kind in _PAGINATED else None,
    }
