"""What the rules find in a workspace, and nothing else that a check tells."""

from __future__ import annotations

from pathlib import Path

from generator.base.diagnostics import Diagnostic
from generator.paper.make import make
from generator.paper.workspace import Workspace
from generator.review.lint import lint, make_subject


def linted(root: Path, *codes: str, editions: list[str] | None = None) -> list[Diagnostic]:
    """Return what the rules find in the editions (all where none is named), for their own readers in each language;
    of `codes` alone where some are named."""
    every = [path.name for path in (root / "briefings").glob("*") if path.is_dir()]
    workspace = Workspace(root, every if editions is None else editions)
    dataset = workspace.dataset
    subjects = []
    for name, entry in dataset.editions.items():
        for lang in entry.record.languages:
            paper = make(workspace, name, None, lang, anew=True)
            assert paper.document is not None, paper.problems
            assert paper.selected is not None
            subjects.append(make_subject(dataset, paper.selected, paper.document, editions is None))
    return [d for d in lint(subjects) if not codes or d.code in codes]


def spots(root: Path, findings: list[Diagnostic]) -> list[str]:
    """Return the letters that each finding underlines."""
    lines = {d.origin.file: (root / d.origin.file).read_text("utf-8").split("\n") for d in findings}
    return [lines[d.origin.file][d.origin.line - 1][d.origin.column - 1 :][: d.width] for d in findings]
