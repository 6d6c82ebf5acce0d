"""Sign off in the browser: what a reviewer has to compare, section by section, and the signatures of what was ticked.

In: a paper, and what somebody ticked of what was shown here. Out: the sheet of sources as JSON; signatures.yaml as
`briefing sources --sign-off` writes it. A signature is a name and a day, and no key: the files of a paper are signed
with one by `briefing sign` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.paper.document import Document, Inline, Link, Section, join_inlines, walk
from generator.paper.workspace import Workspace
from generator.preview import choice as choices
from generator.preview.asked import CannotAnswer
from generator.preview.choice import Choice
from generator.preview.edit.changes import EditDesk, Written

if TYPE_CHECKING:
    from generator.review.sheet import SheetLine, SourceSheet, SourceWords


def describe_sheet(root: Path, choice: Choice, wanted: str) -> dict[str, Any]:
    """Return the sections of a paper with how much of each is signed, and the lines of the one that is wanted.

    Raises BriefingError where the paper can't be made, and CannotAnswer where it has no such section.
    """
    from generator.runs.sign import read_sheet

    now = choices.complete_choice(root, choice)
    workspace = Workspace(root, [choice.edition], choice.audience or "public")
    sheet, marks = read_sheet(workspace, choice.edition, choice.audience, now.lang or "en")
    grouped = _group(sheet)
    if wanted and wanted not in grouped:
        raise CannotAnswer("there is no such section in this paper", 404)
    titles = _list_titles(sheet.document)
    return {
        "edition": choice.edition,
        "audience": now.audience,
        "sections": [
            {"id": id, "title": titles.get(id) or sheet.labels["sheet_cover"], "lines": len(lines),
             "signed": sum(line.state == "signed" for line in lines)}
            for id, lines in grouped.items()
        ],
        "section": wanted,
        "lines": [_line(line, marks) for line in grouped.get(wanted, ())],
    }  # fmt: skip


def sign_lines(desk: EditDesk, choice: Choice, signer: str, shown: Mapping[str, str]) -> dict[str, Any]:
    """Sign the lines of these ids, if each still is what was shown, today; return how many that were, and how many are
    left that nobody signed. It can be taken back as any change.

    Raises BriefingError as `sign` does, and CannotAnswer where a line is another one now.
    """
    from generator.runs.sign import ChangedSinceShown, sign

    now, today = choices.complete_choice(desk.root, choice), date.today().isoformat()
    with desk.lock:
        try:
            done = sign(desk.root, choice.edition, signer, today, choice.audience, now.lang or "en", shown=shown)
        except ChangedSinceShown as fault:
            raise CannotAnswer(str(fault), 409) from None
        file = done.path.relative_to(desk.root).as_posix()
        if done.after is not None:
            desk.keep(Written(file, None if done.before is None else done.before.decode(), done.after.decode()))
    return {"new": done.new, "already": done.already, "unsigned": done.unsigned, "file": file,
            "undos": len(desk.undos)}  # fmt: skip


def _group(sheet: SourceSheet) -> dict[str, list[SheetLine]]:
    """Return the lines by the section of the outline in which they stand; those of the cover by the paper's own id."""
    tops = {
        part.id: around[0].id if around else part.id
        for part, around in walk(sheet.document.sections)
        if isinstance(part, Section)
    }
    found: dict[str, list[SheetLine]] = {}
    for line in sheet.lines:
        section = line.claim.section
        found.setdefault(tops.get(section, section), []).append(line)
    return found


def _list_titles(document: Document) -> dict[str, str]:
    return {section.id: join_inlines(section.title) for section in document.sections}


def _line(line: SheetLine, marks: Mapping[str, str]) -> dict[str, Any]:
    claim = line.claim
    return {
        "id": claim.id,
        "mark": marks[claim.id],
        "state": line.state,
        "kind": line.kind,
        "within": line.section,
        "text": claim.text,
        "file": claim.origin.file,
        "line": claim.origin.line,
        "notes": [{"number": number, **_say_note(inlines)} for number, inlines in line.notes],
        "sources": [_source(how, source) for how, source in line.sources],
        "records": [f"{record}: {said}" if said else record for record, said in line.records],
        "signed": list(line.signed),
        "lost": list(line.lost),
    }


def _say_note(inlines: tuple[Inline, ...]) -> dict[str, Any]:
    return {
        "text": join_inlines(inlines),
        "urls": list(dict.fromkeys(inline.url for inline in inlines if isinstance(inline, Link))),
    }


def _source(how: str, source: SourceWords) -> dict[str, Any]:
    return {"id": source.id, "how": how, "text": source.words(), "url": source.url}
