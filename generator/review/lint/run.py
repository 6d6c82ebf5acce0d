"""Run the lint rules over each subject, drop excused findings, and redact what is not public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.base import codes
from generator.base.diagnostics import Diagnostic, sort_diagnostics
from generator.paper.protected import find_protected
from generator.paper.protected_values import Protected
from generator.review.lint.excuses import apply_excuses, read_excuses
from generator.review.lint.redact import redact
from generator.review.lint.rules import RULES
from generator.review.lint.subject import Subject


def lint(
    subjects: Iterable[Subject], lines: Mapping[str, list[str]] | None = None, protected: Protected | None = None
) -> list[Diagnostic]:
    """Return what the rules find in subjects of one dataset, in order, each finding once; `lines` are those of every
    file in which an excuse may stand (None: the dataset's), `protected` is what is not for the public (None: it is
    found)."""
    subjects = list(subjects)
    if not subjects:
        return []
    dataset = subjects[0].dataset
    lines = dataset.lines if lines is None else lines
    found = sort_diagnostics(finding for subject in subjects for rule in RULES for finding in rule.find(subject))
    if all(subject.whole for subject in subjects):
        looked_at = set(lines)
    else:  # what an edition left aside says nothing of the data that all share
        folders = tuple(f"briefings/{subject.edition.id}/" for subject in subjects)
        looked_at = {file for file in lines if file.startswith(folders)}
    codes = [rule.CODE.id for rule in RULES]
    left = apply_excuses(found, read_excuses(lines), lines, codes, looked_at)
    return sort_diagnostics(redact(left, dataset, protected or find_protected(dataset, "public")))


def list_rules() -> list[str]:
    """Return the codes of the rules, those about excuses among them."""
    return sorted([*(rule.CODE.id for rule in RULES), codes.EXCUSE_WITHOUT_REASON.id, codes.EXCUSE_FOR_NOTHING.id])
