"""The pipeline: from a workspace to the numbered document of one paper. `make` is all of it, step by step.

In: a workspace, an edition, whom the paper is for, its language. Out: a Paper, and in it everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, stop_at_errors
from generator.paper.assemble import assemble
from generator.paper.basis import find_uncovered
from generator.paper.carried import check_carried
from generator.paper.document import Document
from generator.paper.document.numbering import number
from generator.paper.guard import find_protected_words
from generator.paper.issued import is_final, read_issued_document
from generator.paper.named_since import find_named_since
from generator.paper.select import SelectedEdition
from generator.paper.workspace import Workspace
from generator.records.load import Dataset
from generator.records.schema.base import Visibility
from generator.records.style import FONTS, Style

if TYPE_CHECKING:
    from generator.paper.last_version import LastVersion


@dataclass(frozen=True, slots=True)
class Paper:
    """What came of an edition: what of it the audience may read, its style with its fixed words, the numbered document,
    and everything that is wrong with the workspace and with it. Each is None where `problems` say why it can't be had.
    """

    selected: SelectedEdition | None
    style: Style | None
    labels: Mapping[str, str] | None
    document: Document | None
    problems: tuple[Diagnostic, ...]


def keep_order(selected: SelectedEdition) -> SelectedEdition:
    """Return the selected edition without any rearrangement."""
    return selected


def make(
    workspace: Workspace,
    edition: str,
    audience: Visibility | None = None,
    lang: str = "en",
    *,
    anew: bool = False,
    arranged: Callable[[SelectedEdition], SelectedEdition] = keep_order,
    numbered: Callable[[Document, Style], object] | None = None,
    last: LastVersion | None = None,
) -> Paper:
    """Return the paper of an edition for an audience (None: its own): a final one as it was issued, unless it is to be
    made `anew`. `arranged` may change the order of what was selected before it is assembled; `numbered` is told the
    document while it is still to be looked through: whoever writes it meanwhile shows nothing before that is done.
    `last` is what is known of the version before."""
    dataset = workspace.dataset
    # 1. select: the records and sections that this audience may read, as of the paper's day
    selected, unreadable = workspace.selected(edition, audience, lang)
    if is_final(dataset, edition) and not anew:
        return _as_issued(workspace, edition, audience, lang, selected)
    style = _fitting_style(workspace, selected)
    # 2. label: the fixed words of its style, in its language
    labels, unsaid = workspace.labels(style, lang) if style else (None, ())
    problems = [*unreadable, *unsaid]
    document = None
    if selected and style and labels:
        # 3. what was carried over from an old edition and nobody has confirmed
        problems += check_carried(dataset, edition, selected.audience)
        # 4. assemble: every word of the paper in its place, in no format
        document, more = assemble(
            arranged(selected),
            labels,
            dataset.lines,
            style.notes,
            style.file(FONTS),
            style.recommendations,
            dataset.root,
            style.repeated_notes,
            last.assembled if last else None,
        )
        problems += more
        # 5. number: headings, notes and recommendations, the same in every format
        document, more = _numbered(document)
        problems = problems or more  # what stands twice has its diagnostic with a place already
        if document and numbered:
            numbered(document, style)
    if document and selected:
        # 6. guard: no word of it names anybody whom its readers must not know
        protected = workspace.protected(selected.audience)
        wrong = {one.origin.file for one in workspace.problems(edition) if one.severity == "error"}
        problems += find_protected_words(document, protected, wrong, last.passed if last else None)
        # 7. basis: of each case in it, something allows that it is told to these readers
        problems += find_uncovered(dataset, selected, document, protected)
    return Paper(selected, style, labels, document, (*workspace.problems(edition), *problems))


def _fitting_style(workspace: Workspace, selected: SelectedEdition | None) -> Style | None:
    """Return the style of what was selected; None where it is not there or serves no such paper: `resolve` says so."""
    style = workspace.style_of(selected.id) if selected else None
    return style if selected and style and selected.record.kind in style.kinds else None


def _numbered(document: Document) -> tuple[Document | None, list[Diagnostic]]:
    """Return the document with its numbers, or why it can't have them."""
    try:
        return number(document), []
    except BriefingError as error:
        return None, [*error.diagnostics]


def _as_issued(
    workspace: Workspace, edition: str, audience: Visibility | None, lang: str, selected: SelectedEdition | None
) -> Paper:
    """Return the paper with the document that was issued. What is wrong with data is no matter of it; what is wrong
    with its style is."""
    reader = choose_audience(workspace.dataset, edition, audience)
    document, more = read_issued_document(workspace, edition, reader, lang)
    style = workspace.style_of(edition)
    labels = workspace.labels(style, lang)[0] if style and document else None
    about_style = [
        problem
        for problem in workspace.problems(edition)
        if problem.origin.file.startswith("templates/") or problem.kind is codes.UNKNOWN_STYLE
    ]
    guarded = find_named_since(workspace, edition, reader, lang, document) if document else ()
    return Paper(selected, style, labels, document, (*about_style, *more, *guarded))


def require_sound(
    paper: Paper, found: Collection[Diagnostic]
) -> tuple[SelectedEdition, Style, Mapping[str, str], Document]:
    """Return the parts of a paper; raise BriefingError with all that was found where that has an error, or one of the
    parts is not there."""
    return (
        stop_at_errors(found, paper.selected),
        stop_at_errors(found, paper.style),
        stop_at_errors(found, paper.labels),
        stop_at_errors(found, paper.document),
    )


def choose_audience(dataset: Dataset, edition: str, asked: Visibility | None) -> Visibility:
    """Return who a paper is for: who it was asked for, and the edition's own audience where nothing was said."""
    record = dataset.editions[edition].record
    return asked or record.audience
