"""The interface of a lint rule: a module with a code and a function `find`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from generator.base.diagnostics import Code, Diagnostic
from generator.review.lint.subject import Subject


class Rule(Protocol):
    """A module whose docstring is its documentation: what it finds, why, an example, what to do."""

    CODE: Code
    __doc__: str | None
    __name__: str

    def find(self, subject: Subject, /) -> Iterator[Diagnostic]:
        """Yield what the rule finds."""
