"""Build an edition: from the files of the workspace to finished papers. The pipeline is `make`; read it first.

A target is (edition, audience, language, format). What it becomes depends on the files alone: no clock, no network, no
environment. Every problem of a run is gathered and raised at once, and then no file is touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build.formats import FORMATS, Finished, Press
from generator.diagnostics import BriefingError, Diagnostic
from generator.garbage import uncollected

if TYPE_CHECKING:
    from generator.document import Document
    from generator.schema.base import Visibility


@dataclass(frozen=True, slots=True)
class Made:
    """What `make` made: the numbered document, whom it is for, its files, and what there is to tell (warnings, hints)."""

    document: Document
    audience: Visibility
    files: tuple[Finished, ...]
    notices: tuple[Diagnostic, ...]


def make(
    root: Path, edition: str, formats: Iterable[str] = FORMATS, audience: Visibility | None = None, lang: str = "en"
) -> Made:
    """Return the papers of an edition in the formats asked for.

    Raises BriefingError with everything that is wrong, in data, prose and templates together.
    """
    with uncollected(), Press(formats) as press:
        # imported only now: the press has begun to load what it needs meanwhile, and who finds nothing to do needs none
        from generator.build.content import audience_of, document_of, explained, style_of
        from generator.build.pages import recorded_pages
        from generator.load import load
        from generator.resolve import resolve

        dataset, problems = load(root, [edition])
        problems += resolve(dataset, audience or "public")
        document, more = document_of(dataset, edition, audience, lang)
        problems += more
        files: tuple[Finished, ...] = ()
        if document:
            style, reader = style_of(dataset, edition), audience_of(dataset, edition, audience)
            pages = None
            if "docx" in press.formats:
                pages, told = recorded_pages(root, document, style, reader)
                problems += told
            # written even where the data is at fault, so that what is wrong with a template is told in the same run
            files, more = press.print(document, style, pages)
            problems += [*more, *(notice for file in files for notice in file.notices)]
        found = explained(problems, dataset, audience or "public")
        if document is None or any(problem.severity == "error" for problem in found):
            raise BriefingError(found)
    return Made(document, audience_of(dataset, edition, audience), files, tuple(found))
