"""Find what is still to be done in the files of an edition: the lines `# to do, …` with which a new one was made.

In: the dataset and an edition. Out: diagnostics (O607): errors for an edition that is to be issued, hints before.
"""

from __future__ import annotations

import re

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, Severity
from generator.records.load import Dataset

_TO_DO = re.compile(r"#\s*to do\b.*")


def find_undone(dataset: Dataset, edition: str, severity: Severity = "error") -> list[Diagnostic]:
    """Return the lines `# to do, …` that still stand in an edition's files."""
    return [
        codes.TO_DO.at(
            Origin(file, number, match.start() + 1),
            f"something is still to be done: {match[0].lstrip('# ')}",
            "do it, and take the line away",
            width=len(match[0]),
            severity=severity,
        )
        for file, lines in dataset.lines.items()
        if file.startswith(f"briefings/{edition}/")
        for number, line in enumerate(lines, 1)
        if (match := _TO_DO.search(line))
    ]
