"""Problems as the app gets them: with the address that opens the place in an editor, and the sentence that stands there.

In: diagnostics and the claims of the page that is shown. Out: values for JSON, errors first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, in_order, printable
from generator.preview.editor import address
from generator.signoff import Claim

_SEVERITIES = ("error", "warning", "hint")


def told(problems: Iterable[Diagnostic], claims: Iterable[Claim], root: Path, editor: str) -> list[dict[str, Any]]:
    """Return the problems, errors first, and else in the order of their places."""
    places: dict[tuple[str, int], Claim] = {}
    for claim in claims:
        places.setdefault((claim.origin.file, claim.origin.line), claim)
    found = sorted(in_order(problems), key=lambda d: _SEVERITIES.index(d.severity))
    return [_problem(d, places, root, editor) for d in found]


def _problem(d: Diagnostic, places: Mapping[tuple[str, int], Claim], root: Path, editor: str) -> dict[str, Any]:
    claim = places.get((d.origin.file, d.origin.line))
    return {
        "severity": d.severity,
        "code": d.code,
        "name": d.name,
        "message": printable(d.message),
        "help": printable(d.help) if d.help else None,
        "file": d.origin.file,
        "line": d.origin.line,
        "column": d.origin.column,
        "excerpt": None if d.excerpt is None else printable(d.excerpt),
        "width": d.width,
        "editor": address(editor, root, d.origin),
        "claim": claim.number if claim else None,
        "block": claim.block if claim else None,
    }
