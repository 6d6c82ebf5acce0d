"""Compare two editions: from the files of the workspace, or of a revision of it, to a report.

In: two sides, each an edition in a folder. Out: a Report, and both numbered documents for a redline. A final edition is
compared by the document that was issued.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.paper.assemble.context import Context
from generator.paper.document import Document
from generator.paper.issued import is_final
from generator.paper.make import keep_order, make, require_sound
from generator.paper.select import SelectedEdition
from generator.paper.workspace import Workspace
from generator.records.schema.base import Visibility
from generator.records.schema.editions import BlockRecord, PictureBlock, ProseBlock
from generator.records.schema.walks import change_blocks
from generator.records.style import Style
from generator.review.diff import compare, view_of
from generator.review.diff.as_issued import take_issued_words
from generator.review.diff_report import ComparedSide, Report, Side, describe_changes
from generator.runs.one_reader import choose_reader, find_told, protect_both


@dataclass(frozen=True, slots=True)
class OneSide:
    """One side of a comparison: an edition in a workspace, what the reader of the report calls it, and its document."""

    compared: ComparedSide
    document: Document
    style: Style
    audience: Visibility
    day: str
    notices: tuple[Diagnostic, ...]
    workspace: Workspace


@dataclass(frozen=True, slots=True)
class ComparedEdition:
    """An edition to be compared: its workspace, its id, and what tells it from the other side (a revision, a
    folder)."""

    root: Path
    edition: str
    called: str | None = None


def compare_editions(
    old: ComparedEdition,
    new: ComparedEdition,
    audience: Visibility | None = None,
    lang: str = "en",
    only: Collection[str] = (),
    today: Path | None = None,
) -> Report:
    """Return what changed from the one edition to the other; `only` names the topics that count, none for all. `today`
    is the workspace as it is now, where one side or both are of a revision.

    Raises BriefingError where either edition has an error, so that no paper could be made of it, and where the report
    would tell what either side, or the workspace of today, holds back (S128).
    """
    was, is_ = make_both_papers(old, new, audience, lang, drawn=False)
    changes = compare(was.compared.view, is_.compared.view)
    if only:
        topics = {*only, *(("order",) if "recommendations" in only else ())}
        changes = tuple(change for change in changes if change.path[0] in topics)
    report = describe_changes(was.compared, is_.compared, changes)
    _guard(was, is_, today, lambda: _write_report(report))
    return report


def _write_report(report: Report) -> Mapping[str, bytes]:
    """Return the report as each of its formats prints it."""
    from generator.review.diff_report.html import write_report_html
    from generator.review.diff_report.json import write_report_json
    from generator.review.diff_report.markdown import write_report_markdown
    from generator.review.diff_report.text import write_report_lines

    return {
        "diff.json": write_report_json(report, False),
        "diff.md": write_report_markdown(report, False),
        "diff.html": write_report_html(report, False),
        "diff.text": "\n".join(write_report_lines(report, 999, None)).encode(),
    }


def _guard(was: OneSide, is_: OneSide, today: Path | None, written: Callable[[], Mapping[str, bytes]]) -> None:
    """Raise BriefingError where what was written tells what is protected on either side; nothing is written for that
    where nothing is."""
    both = was.workspace, is_.workspace
    now = next((one for one in both if one.root == today), None) or (
        Workspace(today, [is_.compared.view.edition]) if today else both[1] if both[0] is both[1] else None
    )
    protected = protect_both(both, now, choose_reader(was.audience, is_.audience))
    if protected and (found := find_told(written(), protected)):
        raise BriefingError(is_.workspace.explained(found))


def make_both_papers(
    old: ComparedEdition, new: ComparedEdition, audience: Visibility | None = None, lang: str = "en", drawn: bool = True
) -> tuple[OneSide, OneSide]:
    """Return both sides with their numbered documents: what a redline is made from. Without `drawn` the captions of
    pictures stand in their place, since to draw them takes as long as all the rest.

    Raises BriefingError where either edition has an error.
    """
    if old.root == new.root:
        both = Workspace(old.root, list(dict.fromkeys([old.edition, new.edition])), audience or "public")
        return _side(both, old, audience, lang, drawn), _side(both, new, audience, lang, drawn)
    return tuple(
        _side(Workspace(side.root, [side.edition], audience or "public"), side, audience, lang, drawn)
        for side in (old, new)
    )  # type: ignore[return-value]


def _side(workspace: Workspace, side: ComparedEdition, audience: Visibility | None, lang: str, drawn: bool) -> OneSide:
    paper = make(workspace, side.edition, audience, lang, arranged=keep_order if drawn else _undrawn)
    found = workspace.explained(paper.problems)
    if side.called:
        found = [replace(d, origin=d.origin._replace(file=f"{side.called}:{d.origin.file}")) for d in found]
    chosen, style, labels, document = require_sound(paper, found)
    dataset = workspace.dataset
    numbers = {id.removeprefix("r."): said for id, said in document.numbers.recommendations.items()}
    open_context = partial(Context, labels=labels, lines=dataset.lines, recommendations=numbers)
    final = is_final(dataset, side.edition)
    if final:
        chosen = take_issued_words(chosen, document, open_context(chosen))
    context = open_context(chosen)
    facts = [f"as of {chosen.record.as_of}", chosen.audience, *(["as it was issued"] if final else [])]
    name = f"{side.edition} at {side.called}" if side.called else side.edition
    return OneSide(
        ComparedSide(Side(name, tuple(facts), document.mark), view_of(chosen, document), context),
        document,
        style,
        chosen.audience,
        chosen.as_of.isoformat(),
        tuple(found),
        workspace,
    )


def _undrawn(edition: SelectedEdition) -> SelectedEdition:
    """Return the edition with the caption of each picture in its place."""

    def told(block: BlockRecord) -> BlockRecord:
        return ProseBlock(text=block.caption or "") if isinstance(block, PictureBlock) else block

    sections = (
        replace(entry, record=entry.record.model_copy(update={"blocks": change_blocks(entry.record.blocks, told)}))
        for entry in edition.sections
    )
    return replace(edition, sections=tuple(sections))


def make_redline(
    old: ComparedEdition,
    new: ComparedEdition,
    audience: Visibility | None = None,
    lang: str = "en",
    today: Path | None = None,
) -> tuple[bytes, bool]:
    """Return the new paper as a Word file with tracked changes against the old one, and whether anything changed.

    Raises BriefingError where either edition has an error, where the file can't be made, and where it would tell what
    either side, or the workspace of `today`, holds back (S128).
    """
    from generator.formats.docx.redline.write import write_redline

    was, is_ = make_both_papers(old, new, audience, lang)
    data = write_redline(was.document, is_.document, is_.style.file("paper.docx"), is_.day)
    _guard(was, is_, today, lambda: {"diff.docx": data})
    return data, bool(compare(was.compared.view, is_.compared.view))
