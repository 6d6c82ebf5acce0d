"""Build an edition: from the files of the workspace to finished papers. The pipeline is `make`; read it first.

A target is (edition, audience, language, format). What it becomes depends on the files alone: no clock, no network, no
environment. Every problem of a run is gathered and raised at once, and then no file is touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.assemble import assemble
from generator.build.formats import FORMATS, Finished, Press
from generator.build.pages import recorded_pages
from generator.diagnostics import BriefingError, Diagnostic
from generator.document import Document
from generator.editions import closed_files, select
from generator.load import Dataset, load, with_excerpts
from generator.load.labels import load_labels
from generator.numbering import number
from generator.resolve import resolve
from generator.schema import Edition
from generator.schema.base import Visibility


@dataclass(frozen=True, slots=True)
class Made:
    """What `make` made: the numbered document, its files, and what there is to tell about them (warnings and hints)."""

    document: Document
    files: tuple[Finished, ...]
    notices: tuple[Diagnostic, ...]


def make(
    root: Path, edition: str, formats: Iterable[str] = FORMATS, audience: Visibility | None = None, lang: str = "en"
) -> Made:
    """Return the papers of an edition in the formats asked for.

    Raises BriefingError with everything that is wrong, in data, prose and templates together.
    """
    with Press(formats) as press:
        dataset, problems = load(root, [edition])
        problems += resolve(dataset, audience or "public")
        document, more = document_of(dataset, edition, audience, lang)
        problems += more
        files: tuple[Finished, ...] = ()
        notices: tuple[Diagnostic, ...] = ()
        if document:
            record = dataset.editions[edition].record
            assert isinstance(record, Edition)
            style = root / "templates" / record.style
            pages, notices = recorded_pages(root, document, style, audience or record.audience)
            # written even where the data is at fault, so that what is wrong with a template is told in the same run
            files, more = press.print(document, style, pages)
            problems += more
        errors = [problem for problem in problems if problem.severity == "error"]
        if errors or document is None:
            raise BriefingError(explained(errors, dataset, audience or "public"))
    notices += tuple(p for p in problems if p.severity != "error")
    return Made(document, files, (*notices, *(n for file in files for n in file.notices)))


def document_of(
    dataset: Dataset, edition: str, audience: Visibility | None, lang: str
) -> tuple[Document | None, list[Diagnostic]]:
    """Return the numbered document of an edition, and what is wrong with it; None where it can't be put together."""
    chosen, problems = select(dataset, edition, audience, lang)
    if chosen is None:
        return None, problems
    labels, more = load_labels(dataset.root, chosen.record.style, lang, dataset.lines)  # type: ignore[arg-type]
    problems += more
    if labels is None:
        return None, problems
    document, more = assemble(chosen, labels, dataset.lines)
    return number(document), problems + more


def explained(problems: Iterable[Diagnostic], dataset: Dataset, audience: Visibility) -> list[Diagnostic]:
    """Return the problems with the lines that they point to, save lines of files that hold more than `audience` may see."""
    closed = closed_files(dataset, audience)
    open_lines = {name: lines for name, lines in dataset.lines.items() if name not in closed}
    return with_excerpts(problems, open_lines)
