"""Build an edition: from the files of the workspace to finished papers. The pipeline is `make`; read it first.

A target is (edition, audience, language, format). What it becomes depends on the files alone: no clock, no network, no
environment. Every problem of a run is gathered and raised at once, and then no file is touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from generator.assemble import assemble
from generator.build.formats import FORMATS, Finished, Press
from generator.build.pages import recorded_pages
from generator.diagnostics import BriefingError, Diagnostic, in_order
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
    with Press(formats) as press:
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


def style_of(dataset: Dataset, edition: str) -> Path:
    """Return the folder of an edition's style."""
    record = dataset.editions[edition].record
    assert isinstance(record, Edition)
    return dataset.root / "templates" / record.style


def audience_of(dataset: Dataset, edition: str, asked: Visibility | None) -> Visibility:
    """Return who a paper is for: who it was asked for, and the edition's own audience where nothing was said."""
    record = dataset.editions[edition].record
    assert isinstance(record, Edition)
    return asked or record.audience


def document_of(
    dataset: Dataset, edition: str, audience: Visibility | None, lang: str
) -> tuple[Document | None, list[Diagnostic]]:
    """Return the numbered document of an edition, and what is wrong with it; None where it can't be put together."""
    chosen, problems = select(dataset, edition, audience, lang)
    if chosen is None:
        return None, problems
    if not style_of(dataset, edition).is_dir():
        return None, problems  # `resolve` has said so
    labels, more = load_labels(dataset.root, chosen.record.style, lang, dataset.lines)  # type: ignore[arg-type]
    problems += more
    if labels is None:
        return None, problems
    document, more = assemble(chosen, labels, dataset.lines)
    problems += more
    try:
        return number(document), problems
    except BriefingError as error:
        # what stands twice has its diagnostic with a place already; anything else is a fault of the program
        return None, problems or [*error.diagnostics]


def explained(problems: Iterable[Diagnostic], dataset: Dataset, audience: Visibility) -> list[Diagnostic]:
    """Return the problems with the lines that they point to, save lines of files that hold more than `audience` may see."""
    closed = closed_files(dataset, audience)
    open_lines = {name: lines for name, lines in dataset.lines.items() if name not in closed}
    return in_order(with_excerpts((_from_root(problem, dataset.root) for problem in problems), open_lines))


def _from_root(problem: Diagnostic, root: Path) -> Diagnostic:
    """Return the problem with its file as seen from the workspace; writers know the folder of a style alone."""
    file = problem.origin.file
    if Path(file).is_absolute() and Path(file).is_relative_to(root):
        file = Path(file).relative_to(root).as_posix()
    elif not (root / file).exists() and (root / "templates" / file.partition("/")[0]).is_dir():
        file = f"templates/{file}"
    return problem if file == problem.origin.file else replace(problem, origin=problem.origin._replace(file=file))
