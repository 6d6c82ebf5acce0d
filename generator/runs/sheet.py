"""Make the files of the sheet of sources of an edition.

In: a workspace, an edition; the question of what was kept of it. Out: files that went through the last gate, whether
they were kept, written from a sheet that was kept (then nothing is read) or of a paper that was (then nothing is
assembled), or made of what was read: in a process of its own, which ends with all that it read before the finished
files are searched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.paper.workspace import Workspace
from generator.runs import worker
from generator.runs.build import MadePapers
from generator.runs.kept_paper import recall_paper
from generator.runs.kept_sheet import KeptSheet, keep_files, keep_sheet, recall_files, recall_sheet
from generator.runs.last_build import name_paper_file
from generator.runs.leaks import find_leaks
from generator.runs.press import SHEET_FORMATS, Finished
from generator.runs.sheet_files import SheetPress, pack_sheet

if TYPE_CHECKING:
    from generator.records.schema.base import Visibility
    from generator.runs.kept_question import Question


class _PutTogether(NamedTuple):
    """A sheet that was put together, and whether true names behind pseudonyms were at hand then."""

    sheet: KeptSheet
    names: bool


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
    made = recall_files(question, formats) if question else None
    if made and not any(_search(edition, lang, *made)):
        return _hand_over(*made)
    with SheetPress(formats) as press:
        # the press starts before anything is read: it loads meanwhile what it needs
        kept = recall_sheet(question) if question else None
        # true names may have come to hand since it was asked what is kept
        make = partial(_put_together, workspace, edition, audience, lang, question)
        sheet, names = (kept, False) if kept else _make_apart(make, question is not None and not workspace.is_read)
        press.begin(sheet.written)
        leaks: dict[str, list[Diagnostic]] = {}
        files, problems = press.finish(lambda one: leaks.update({one.format: [*_search(edition, lang, sheet, [one])]}))
    problems = problems or [leak for file in files for leak in leaks[file.format]]
    if problems and kept:  # what is wrong is told by who has read everything
        return make_sheet(workspace, edition, formats, audience, lang)
    if problems:
        raise BriefingError(workspace.explained(problems))
    if question and not names:
        keep_files(question, sheet, files)
        if not kept:
            keep_sheet(question, sheet)
    return _hand_over(sheet, files)


def _search(edition: str, lang: str, sheet: KeptSheet, files: Iterable[Finished]) -> Iterator[Diagnostic]:
    """Yield what the last gate finds, of whatever files."""
    named = {name_paper_file(f"{edition}.sources", one.format, sheet.audience, lang): one.data for one in files}
    return find_leaks(named, sheet.protected)


def _hand_over(sheet: KeptSheet, files: tuple[Finished, ...]) -> MadePapers:
    return MadePapers(sheet.audience, files, sheet.notices, unlisted=sheet.unlisted)


def _make_apart(make: Callable[[], _PutTogether], apart: bool) -> _PutTogether:
    """Return what is put together. All that is read and assembled for it is needed by nobody afterwards, so that a
    process of its own holds it, where nothing was read yet; without a question whoever comes next asks the workspace
    what its files are."""
    if not (apart and worker.POSSIBLE):
        return make()
    with closing(worker.BuildWorker(lambda: None, make, ())) as reader:
        found: _PutTogether = reader.result()
    return found


def _put_together(
    workspace: Workspace,
    edition: str,
    audience: Visibility | None,
    lang: str,
    question: Question | None,
) -> _PutTogether:
    from generator.runs.closed_inputs import find_unlisted
    from generator.runs.sign import put_sheet_together

    paper = recall_paper(question) if question else None
    sheet, style, reader, notices = put_sheet_together(workspace, edition, audience, lang, paper)
    written = pack_sheet(sheet, style)
    protected = workspace.protected(reader)
    unlisted = find_unlisted(workspace, edition, question.inputs.files, reader) if question else None
    made = KeptSheet(written, reader, protected, unlisted, notices)
    return _PutTogether(made, bool(workspace.dataset.pseudonyms))
