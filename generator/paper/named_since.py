"""Find papers that were issued and name somebody whom their readers must not know any more.

In: a workspace. Out: an error for the paper that was to be made of one (S126), and a warning for each other one (S127):
it is out already, and only people can call it back. Neither tells a name.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import Code, Diagnostic, Origin
from generator.base.inputs import ISSUED
from generator.base.text.json_strings import EMBEDDED, list_strings
from generator.paper.document import Document
from generator.paper.document.read_json import read_document
from generator.paper.guard import list_words, tell_place
from generator.paper.issued import list_issued, locate_issued_file
from generator.paper.protected_values import Protected, Value
from generator.paper.workspace import Workspace
from generator.records.schema.base import Visibility


def find_named_since(
    workspace: Workspace, edition: str, audience: Visibility, lang: str, document: Document
) -> list[Diagnostic]:
    """Return an error for each record that the issued document of an edition names and that is not for its readers."""
    path = locate_issued_file(workspace.root, edition, audience, lang)
    return list(_report(codes.ISSUED_NAMES_PROTECTED, workspace, path, document, audience))


def find_papers_out(workspace: Workspace, edition: str | None = None) -> list[Diagnostic]:
    """Return a warning for each such record and each issued document of the workspace, save those of `edition`: of that
    one its own paper tells."""
    found: list[Diagnostic] = []
    for folder in sorted((workspace.root / "briefings").glob(f"*/{ISSUED}")):
        name = folder.parent.name
        if name == edition:
            continue
        for audience, lang in list_issued(workspace.root, name):
            path = locate_issued_file(workspace.root, name, audience, lang)
            text = path.read_bytes().decode("utf-8", "replace")
            document, _ = read_document(text, path.name)
            found += _report(codes.ISSUED_PAPER_OUT, workspace, path, document, audience)
    return found


def _report(
    code: Code, workspace: Workspace, path: Path, document: Document | None, audience: Visibility
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each record that a kept document names though its readers must not know it."""
    protected = workspace.protected(audience)
    if not protected:
        return
    places = Counter({(value.record, value.origin.file): 0 for value in _find(path, protected)})
    if document:
        places.update(_count(document, protected))
    if not places:
        return
    edition = path.parent.parent.name
    shown = path.relative_to(workspace.root).as_posix()
    origins = {(value.record, value.origin.file): value.origin for _, value in protected.values()}
    for key in sorted(places):
        collection, _, id = key[0].partition("/")
        called = id if collection == "cases" and not protected.find(id) else "CASE"
        often = f", in {places[key]} places" if places[key] > 1 else ""
        yield code.at(
            Origin(shown),
            f"the paper that was issued names somebody whom its readers must not know any more{often}",
            f"make a corrected edition without the person (`briefing new edition NEW --from {edition}`), and ask those"
            f" who have this one to delete it: `briefing withdraw {called} --list` lists every file. The record stands"
            f" in {tell_place(origins[key], protected)}",
        )


def _find(path: Path, protected: Protected) -> Iterator[Value]:
    """Yield what is protected and stands in any value of a kept document: its words, its ids, its links."""
    try:
        said = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return  # whoever makes a paper of it is told so
    for text in list_strings(said):
        yield from protected.find(EMBEDDED.sub("", text))


def _count(document: Document, protected: Protected) -> Counter[tuple[str, str]]:
    """Count the places of a document whose words name each record: a place counts once, whether it has the whole name
    or a part of it."""
    return Counter(
        key
        for _, words, _ in list_words(document)
        for key in {(value.record, value.origin.file) for value in protected.find_in_prose(words)}
    )
