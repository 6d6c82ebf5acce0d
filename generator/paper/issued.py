"""Read the kept documents of issued editions: a final edition's papers are made from these, not from later data.

briefings/<edition>/issued/<audience>-<language>.json is the document as it was issued, written by `briefing issue`.
How a paper looks is not kept: its style may still change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.inputs import ISSUED, read_input
from generator.paper.document import Document, ItemList, Mention, Numbers, Reference, Table
from generator.paper.document.numbering import number
from generator.paper.document.read_json import read_document
from generator.paper.workspace import Workspace
from generator.records.load import Dataset, Entry
from generator.records.load.label_keys import find_wrong_placeholder, pick_paper_labels
from generator.records.schema import Edition
from generator.records.schema.base import VISIBILITIES, Visibility


def locate_issued_file(root: Path, edition: str, audience: Visibility, lang: str) -> Path:
    """Return where the document of an edition is kept that was issued to an audience in a language."""
    return root / "briefings" / edition / ISSUED / f"{audience}-{lang}.json"


def list_issued(root: Path, edition: str) -> list[tuple[Visibility, str]]:
    """Return the audiences and languages of which a document is kept; a file that is called otherwise is none."""
    names = (path.stem.partition("-") for path in sorted((root / "briefings" / edition / ISSUED).glob("*.json")))
    return [(audience, lang) for audience, _, lang in names if audience in VISIBILITIES and lang]


def is_final(dataset: Dataset, edition: str) -> bool:
    """Tell whether an edition can be read and is final."""
    entry = dataset.editions.get(edition)
    return entry is not None and entry.record.status == "final"


def read_issued_document(
    workspace: Workspace, edition: str, audience: Visibility, lang: str
) -> tuple[Document | None, list[Diagnostic]]:
    """Return the document that was issued, and what is wrong with it (O601, O602); None where there is none to be
    used."""
    entry = workspace.dataset.editions[edition]
    path = locate_issued_file(workspace.root, edition, audience, lang)
    name = path.relative_to(workspace.root).as_posix()
    if not path.is_file():
        return None, [_not_kept(workspace.root, entry, audience, lang)]
    try:
        text = read_input(path, workspace.root).decode("utf-8")
    except BriefingError as error:
        return None, [*error.diagnostics]
    except UnicodeDecodeError:
        return None, [report_broken_document(name, "it is not UTF-8")]
    document, problems = read_document(text, name)
    style = workspace.style_of(edition)
    if document is None or style is None:
        return None, problems  # `resolve` has told of the style
    labels, more = workspace.labels(style, lang)
    if labels is None:
        return None, [*problems, *more]
    # what there is to tell of a note is told of this file: where its words once came from is not kept
    notes = {id: replace(note, origin=Origin(name)) for id, note in document.notes.items()}
    # the words of the paper are those of its day; a style that has learned new ones since needs them
    own = {key: said for key, said in document.labels.items() if not find_wrong_placeholder(key, said)}
    document = replace(document, notes=notes, labels={**pick_paper_labels(labels), **own})
    if wrong := find_misfit(document, edition, lang):
        return None, [report_broken_document(name, wrong)]
    return document, [*problems, *more]


def _not_kept(root: Path, entry: Entry[Edition], audience: Visibility, lang: str) -> Diagnostic:
    edition = entry.record.id
    known = ", ".join(f"{one} in {other}" for one, other in list_issued(root, edition))
    help = (
        f"it was issued for: {known}; `briefing issue {edition} --audience {audience} --lang {lang}`"
        " issues it for these readers, too"
        if known
        else f"set `status: draft`; `briefing issue {edition}` makes it final, and keeps the document"
    )
    return codes.NO_ISSUED_DOCUMENT.at(
        entry.origin("status"),
        f"this edition is final, and no document of it was kept for `{audience}` in `{lang}`",
        help,
        width=len("final"),
    )


def report_broken_document(file: str, what: str) -> Diagnostic:
    """Return the diagnostic for a kept document; `what` says what is wrong with it."""
    return codes.UNREADABLE_DOCUMENT.at(
        Origin(file),
        f"the document that was kept is not whole: {what}",
        "take this file as it was when the paper was issued, from the history of the repository",
    )


def find_misfit(document: Document, edition: str, lang: str) -> str | None:
    """Return why the parts of a kept document do not fit together; None where they do."""
    if (document.id, document.lang) != (edition, lang):
        return f"it is that of `{document.id}` in `{document.lang}`"
    found = list(_parts(document))
    ids = [part.id for part in found if hasattr(part, "id")]
    if len(set(ids)) < len(ids):
        return "an id stands in it twice"
    if any(key != note.id for key, note in document.notes.items()):
        return "a note is not called what it is called by"
    if any(() in (getattr(part, "inlines", None), getattr(part, "title", None)) for part in found):
        return "a paragraph, heading or note has no words"
    if any(
        isinstance(part, ItemList) and not (part.items and all(item.blocks for item in part.items)) for part in found
    ):
        return "a list has no points, or one of them nothing in it"
    tables = [part for part in found if isinstance(part, Table)]
    rows = [(len(table.columns), row) for table in tables for row in (*table.head, *table.body)]
    if any(
        len(row.cells) != columns or not columns or not all(cell.blocks for cell in row.cells) for columns, row in rows
    ):
        return "a row of a table has not the cells of its columns"
    leads = {part.target for part in found if isinstance(part, Mention | Reference) and part.target}
    leads |= {line.target for line in document.numbers.contents}
    if not leads <= set(ids):
        return "it leads to a part that it does not have"
    try:
        anew = number(replace(document, numbers=Numbers())).numbers
    except BriefingError:
        return "a note is not called exactly once"
    kept = document.numbers
    # Word counts its headings and notes itself, and would print others
    if (kept.notes, kept.headings, kept.recommendations) != (anew.notes, anew.headings, anew.recommendations):
        return "its numbers are not those of its parts"
    return None


def _parts(value: Any) -> Iterator[Any]:
    """Yield all parts of the paper that are inside a value, save its numbers and properties."""
    if is_dataclass(value):
        if not isinstance(value, Document):
            yield value
        for field in fields(value):
            if field.name not in ("numbers", "properties"):
                yield from _parts(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _parts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _parts(item)
