"""What a paper says and whom it is for: from the dataset to the numbered document, and to problems with their lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from generator.base.diagnostics import BriefingError, Diagnostic, in_order
from generator.paper.assemble import assemble
from generator.paper.carried import check_carried
from generator.paper.document import Document
from generator.paper.document.numbering import number
from generator.paper.select import Edition as Selected
from generator.paper.select import closed_files, select
from generator.records.load import Dataset, with_excerpts
from generator.records.load.labels import load_labels
from generator.records.schema import Edition
from generator.records.schema.base import Visibility
from generator.records.style import FONTS, Style


def style_of(dataset: Dataset, edition: str) -> Style:
    """Return the style of an edition that has a document: `resolve` tells of editions whose style is not there."""
    record = dataset.editions[edition].record
    assert isinstance(record, Edition)
    return dataset.styles[record.style]


def audience_of(dataset: Dataset, edition: str, asked: Visibility | None) -> Visibility:
    """Return who a paper is for: who it was asked for, and the edition's own audience where nothing was said."""
    record = dataset.editions[edition].record
    assert isinstance(record, Edition)
    return asked or record.audience


def document_of(
    dataset: Dataset,
    edition: str,
    audience: Visibility | None,
    lang: str,
    arranged: Callable[[Selected], Selected] = lambda chosen: chosen,
) -> tuple[Document | None, list[Diagnostic]]:
    """Return the numbered document of an edition, and what is wrong with it; None where it can't be put together.

    `arranged` may change the order of what was selected before it is assembled.
    """
    chosen, problems = select(dataset, edition, audience, lang)
    if chosen is None:
        return None, problems
    style = dataset.styles.get(chosen.record.style)
    if style is None or chosen.record.kind not in style.kinds:
        return None, problems  # `resolve` has said so
    labels, more = load_labels(dataset.root, style, lang, dataset.lines)  # type: ignore[arg-type]
    problems += more
    if labels is None:
        return None, problems
    problems += check_carried(dataset, edition, chosen.audience)
    document, more = assemble(
        arranged(chosen), labels, dataset.lines, style.notes, style.file(FONTS), style.recommendations
    )
    problems += more
    try:
        return number(document), problems
    except BriefingError as error:
        # what stands twice has its diagnostic with a place already; anything else is a fault of the program
        return None, problems or [*error.diagnostics]


def explained(problems: Iterable[Diagnostic], dataset: Dataset, audience: Visibility) -> list[Diagnostic]:
    """Return the problems with the lines that they point to, save lines of files that hold more than `audience` may
    see."""
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
