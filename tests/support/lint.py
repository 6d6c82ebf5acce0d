"""What the rules find in a workspace, and nothing else that a check tells."""

from __future__ import annotations

from pathlib import Path

from generator.base.diagnostics import Diagnostic
from generator.paper.make import document_of
from generator.paper.select import select
from generator.records.load import load
from generator.review.lint import lint, subject_of


def linted(root: Path, *codes: str, editions: list[str] | None = None) -> list[Diagnostic]:
    """Return what the rules find in the editions (all where none is named), for their own readers in each language;
    of `codes` alone where some are named."""
    dataset, _ = load(root, editions)
    subjects = []
    for name, entry in dataset.editions.items():
        for lang in entry.record.languages:  # type: ignore[attr-defined]
            document, problems = document_of(dataset, name, None, lang)
            chosen, _ = select(dataset, name, None, lang)
            assert document is not None, problems
            assert chosen is not None
            subjects.append(subject_of(dataset, chosen, document, editions is None))
    return [d for d in lint(subjects) if not codes or d.code in codes]


def spots(root: Path, findings: list[Diagnostic]) -> list[str]:
    """Return the letters that each finding underlines."""
    lines = {d.origin.file: (root / d.origin.file).read_text("utf-8").split("\n") for d in findings}
    return [lines[d.origin.file][d.origin.line - 1][d.origin.column - 1 :][: d.width] for d in findings]
