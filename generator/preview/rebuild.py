"""Make the page of a choice anew, by the steps of `build`.

In: the workspace and a choice. Out: the page with all that is known of it, or without a page what is wrong: a page is
made where `build` would make a paper, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.base.gc import uncollected
from generator.formats.html import render_page
from generator.paper.document import Document
from generator.paper.issued import paper_of
from generator.paper.make import explained, style_of
from generator.paper.workspace import Shared
from generator.preview.choice import Choice, resolved
from generator.records.load import Dataset
from generator.records.style import Style


@dataclass(frozen=True, slots=True)
class Made:
    """A page with what it was made from; in `choice` all is said."""

    choice: Choice
    page: str
    document: Document
    style: Style
    dataset: Dataset


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it: `choice` with what the edition's file says where nothing was asked for, `made` None where
    anything is wrong, `dataset` None where the files could not be read at all, all `problems` of these steps, errors or
    not, and how many `seconds` it took.
    """

    choice: Choice
    made: Made | None
    dataset: Dataset | None
    problems: tuple[Diagnostic, ...]
    seconds: float


def rebuild(root: Path, choice: Choice) -> Rebuilt:
    """Return what the files say now. Raises OSError where a file goes away while it is read."""
    began = perf_counter()
    with uncollected():
        now = resolved(root, choice)
        audience, lang = now.audience or "public", now.lang or "en"
        shared = Shared(root, [now.edition], audience, choice.style)
        dataset = shared.dataset
        document, problems = paper_of(dataset, shared.problems(now.edition), now.edition, audience, lang)
        made = None
        if document:
            style = style_of(dataset, now.edition)
            try:
                made = Made(
                    Choice(now.edition, audience, lang, style.name),
                    render_page(document, style, "paper"),
                    document,
                    style,
                    dataset,
                )
            except BriefingError as error:
                problems = [*problems, *error.diagnostics]
        found = tuple(explained(problems, dataset, audience))
        if any(problem.severity == "error" for problem in found):
            made = None
    return Rebuilt(now, made, dataset, found, perf_counter() - began)
