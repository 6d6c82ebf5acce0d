"""Findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), the form that code review tools read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.base.diagnostics import Diagnostic, shorten_list, sort_diagnostics
from generator.review.lint.rules import RULES

_MOST = 5_000
"""Results of one kind; in all five times as many."""
_LEVELS = {"error": "error", "warning": "warning", "hint": "note"}


def render_sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the diagnostics as one SARIF run; paths are relative to the workspace (`%SRCROOT%`)."""
    # GitHub takes no file of more than 25,000 results (https://docs.github.com/en/code-security/code-scanning)
    found = [d for d, more in shorten_list(sort_diagnostics(diagnostics), _MOST) if not more][: 5 * _MOST]
    documented = {rule.CODE.id: " ".join((rule.__doc__ or "").split("\n\n")[0].split()) for rule in RULES}
    rules = {d.code: d.name for d in found}
    index = {code: number for number, code in enumerate(sorted(rules))}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "briefing",
                "version": __version__,
                "rules": [
                    {
                        "id": code,
                        "name": rules[code],
                        "shortDescription": {
                            "text": documented.get(code, rules[code].replace("-", " ")).removeprefix("What it finds: ")
                        },
                    }
                    for code in index
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "the folder that holds data/ and briefings/"}}},
        "results": [_result(d, index[d.code]) for d in found],
    }
    return json.dumps(
        {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]},
        ensure_ascii=False,
        indent=1,
    )


def _result(d: Diagnostic, rule: int) -> dict[str, Any]:
    return {
        "ruleId": d.code,
        "ruleIndex": rule,
        "level": _LEVELS[d.severity],
        "message": {"text": f"{d.message}\n{d.help}" if d.help else d.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(d.origin.file), "uriBaseId": "SRCROOT"},
                    "region": {
                        "startLine": d.origin.line,
                        "startColumn": d.origin.column,
                        "endColumn": d.origin.column + d.width,
                    },
                }
            }
        ],
    }
