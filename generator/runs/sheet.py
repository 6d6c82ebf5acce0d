"""Make the files of the sheet of sources of an edition.

In: a workspace, an edition; the question of what was kept of it. Out: files that went through the last gate. Where the
sheet of the very same files is kept, they are written from that, and nothing is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.paper.workspace import Workspace
from generator.runs.build import MadePapers
from generator.runs.last_build import name_paper_file
from generator.runs.leaks import find_leaks
from generator.runs.press import SHEET_FORMATS
from generator.runs.sheet_files import SheetPress, pack_sheet

if TYPE_CHECKING:
    from generator.paper.protected_values import Protected
    from generator.records.schema.base import Visibility
    from generator.runs.kept_question import Question
    from generator.runs.kept_sheet import KeptSheet
    from generator.runs.made_from import Unlisted


def make_sheet(
    workspace: Workspace,
    edition: str,
    formats: Iterable[str] = SHEET_FORMATS,
    audience: Visibility | None = None,
    lang: str = "en",
    question: Question | None = None,
) -> MadePapers:
    """Return the sheet of an edition in the formats asked for. With a `question`, it is put together only where nothing
    is kept of it, and kept then. Raises BriefingError with everything that is wrong."""
    formats = list(formats)
    with SheetPress(formats) as press:
        # the press starts before anything is read: it loads meanwhile what it needs
        kept = _recall(question) if question else None
        written, reader, notices = (
            (kept.written, kept.audience, kept.notices) if kept else _put_together(workspace, edition, audience, lang)
        )
        press.begin(written)
        protected = kept.protected if kept else workspace.protected(reader)
        files, problems = press.finish()
    if not problems:
        named = {name_paper_file(f"{edition}.sources", file.format, reader, lang): file.data for file in files}
        problems = [*find_leaks(named, protected)]
    if problems and kept:
        return make_sheet(workspace, edition, formats, audience, lang)  # what is wrong is told by who reads everything
    if problems:
        raise BriefingError(workspace.explained(problems))
    unlisted = kept.unlisted if kept else None
    if question and not kept:
        unlisted = _keep(workspace, edition, question, (written, reader, protected), notices)
    return MadePapers(reader, files, notices, unlisted=unlisted)


def _recall(question: Question) -> KeptSheet | None:
    from generator.runs.kept_sheet import recall_sheet

    return recall_sheet(question)


def _put_together(
    workspace: Workspace, edition: str, audience: Visibility | None, lang: str
) -> tuple[bytes, Visibility, tuple[Diagnostic, ...]]:
    """Return what the files of the sheet show, whom it is for, and what there is to tell."""
    from generator.runs.sign import put_sheet_together

    sheet, style, reader, notices = put_sheet_together(workspace, edition, audience, lang)
    return pack_sheet(sheet, style), reader, notices


def _keep(
    workspace: Workspace,
    edition: str,
    question: Question,
    made: tuple[bytes, Visibility, Protected],
    notices: tuple[Diagnostic, ...],
) -> Unlisted:
    """Keep a sheet that is in order; return which files of its paper are not told its readers."""
    from generator.runs.closed_inputs import find_unlisted
    from generator.runs.kept_sheet import KeptSheet, keep_sheet

    written, reader, protected = made
    unlisted = find_unlisted(workspace, edition, question.inputs.files, reader)
    keep_sheet(question, KeptSheet(written, reader, protected, unlisted, notices))
    return unlisted
