"""Look up the details of a sentence of the page, on request only: showing the page needs none of them.

In: a page with what it was made from. Out: its claims, each with its place, records and sources. All of it comes from
what the audience may see: the edition as it was selected, and nothing beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.base.diagnostics import Origin
from generator.base.gc import pause_collection
from generator.paper.assemble.context import Context
from generator.paper.document import Link, Note, join_inlines
from generator.paper.issued import is_final
from generator.paper.make import make
from generator.paper.select import SelectedEdition
from generator.preview.cell_place import find_cell_place
from generator.preview.editor import make_editor_address
from generator.preview.rebuild import MadePage
from generator.preview.record_details import list_facts, say_title
from generator.review.sheet.content import say_source
from generator.review.signoff import Claim, list_claims
from generator.review.signoff.behind import Behind


@dataclass(frozen=True, slots=True)
class PageClaims:
    """The claims of a page, and what is needed to tell of each; no `context` where the edition can't be selected any
    more."""

    claims: tuple[Claim, ...]
    made: MadePage
    context: Context | None
    behind: Behind | None


def collect_claims(made: MadePage) -> PageClaims:
    """Return what is known of a page."""
    with pause_collection():
        chosen, labels, dataset = made.paper.selected, made.paper.labels, made.workspace.dataset
        if chosen is None or labels is None:
            return PageClaims((), made, None, None)
        found = list_claims(made.document, chosen, dataset.lines)
        if is_final(dataset, chosen.id):
            found = _with_places(found, made, chosen)
        return PageClaims(found, made, Context(chosen, labels, dataset.lines), Behind(chosen))


def _with_places(issued: tuple[Claim, ...], made: MadePage, chosen: SelectedEdition) -> tuple[Claim, ...]:
    """Return the claims of a paper that was issued: what was kept of it has no places. Those of the blocks that the
    files say in the same words today are told as of today."""
    today = make(made.workspace, chosen.id, chosen.audience, chosen.lang, anew=True).document
    now = _of_blocks(list_claims(today, chosen, made.workspace.dataset.lines)) if today else {}
    found: list[Claim] = []
    for block, group in _of_blocks(issued).items():
        same = now.get(block, [])
        found += same if _letters(same) == _letters(group) else group
    return tuple(replace(claim, number=number) for number, claim in enumerate(found, 1))


def _of_blocks(found: tuple[Claim, ...]) -> dict[str, list[Claim]]:
    blocks: dict[str, list[Claim]] = {}
    for claim in found:
        blocks.setdefault(claim.block, []).append(claim)
    return blocks


def _letters(group: list[Claim]) -> str:
    return "".join("".join(join_inlines(claim.inlines).split()) for claim in group)


def count_letters_by_block(known: PageClaims) -> dict[str, list[dict[str, int]]]:
    """Return, by block, its claims in order, each with the number of its letters: all that is not white space."""
    found: dict[str, list[dict[str, int]]] = {}
    for claim in known.claims:
        found.setdefault(claim.block, []).append({"n": claim.number, "letters": len(_letters([claim]))})
    return found


def describe_claim(
    known: PageClaims, number: int, root: Path, editor: str, cell: int | None = None
) -> dict[str, Any] | None:
    """Return what is known of a claim, for the app; None where there is no such claim. Of a row, `cell` is the one that
    was chosen: it has a place of its own."""
    claim = known.claims[number - 1] if 0 < number <= len(known.claims) else None
    if claim is None or known.context is None or known.behind is None:
        return None
    told = _Told(known.made, known.context, known.behind, root, editor)
    return {
        "n": claim.number,
        "kind": claim.kind,
        "text": claim.text,
        **told.place(_place(known, claim, cell) or claim.origin),
        "records": list(told.records(claim)),
        "sources": list(told.sources(claim)),
    }


def _place(known: PageClaims, claim: Claim, cell: int | None) -> Origin | None:
    """Return the place of a cell of a row; None where nothing tells it, and where the record has moved from there."""
    if cell is None or claim.kind != "row" or known.behind is None:
        return None
    record, entry = known.behind.at(claim.origin)
    return find_cell_place(known.made.document, claim.block, cell, entry if record else None)


class _Told:
    """What is told of claims: their places, records and sources."""

    def __init__(self, made: MadePage, context: Context, behind: Behind, root: Path, editor: str):
        self.made, self.context, self.behind, self.root, self.editor = made, context, behind, root, editor

    def place(self, origin: Origin) -> dict[str, Any]:
        return {
            "file": origin.file,
            "line": origin.line,
            "column": origin.column,
            "editor": make_editor_address(self.editor, self.root, origin),
        }

    def records(self, claim: Claim) -> Iterator[dict[str, Any]]:
        """Yield the records that the claim mentions, and the one in which it stands."""
        around, _ = self.behind.at(claim.origin)
        for name in dict.fromkeys((*claim.records, *([around] if around else []))):
            entry = self.behind.entry(name)
            if entry is None:
                continue
            kind, _, id = name.partition(":")
            article = id.partition("/")[2] if entry.collection == "laws" else ""
            path = ("provisions", article) if article and article in (entry.tree.get("provisions") or ()) else ()
            yield {
                "kind": kind,
                "id": id,
                "title": say_title(self.context, entry, article),
                **self.place(entry.origin(*path)),
                "facts": [list(fact) for fact in list_facts(self.context, entry, article)],
            }

    def sources(self, claim: Claim) -> Iterator[dict[str, Any]]:
        """Yield the notes of the claim with their sources, then the sources without a note."""
        left = [id for id in claim.cited if id in self.context.edition.sources]
        for name in claim.notes:
            note = self.made.document.notes.get(name)
            if note is None:
                continue  # the paper was issued with others
            number = self.made.document.numbers.notes[name]
            own = [id for id in left if self._is_in(id, note)]
            left = [id for id in left if id not in own]
            if not own:
                yield {"id": None, "how": "note", "number": number, **self._of_note(note)}
            for id in own:
                said = {"text": join_inlines(note.inlines)} if len(own) == 1 else {}
                yield {"id": id, "how": "note", "number": number, **self._of_source(id), **said}
        others = (
            [("note", id) for id in left]
            + [("support", id) for id in claim.support]
            + [("record", id) for id in claim.behind]
        )
        for how, id in others:
            if id in self.context.edition.sources:
                yield {"id": id, "how": how, "number": None, **self._of_source(id)}

    def _is_in(self, id: str, note: Note) -> bool:
        """Tell whether a note cites a source: by its address, and where it has none by what it is called."""
        source = self.context.edition.sources[id].record
        if source.url:
            return any(isinstance(inline, Link) and inline.url == source.url for inline in note.in_full())
        told = say_source(self.context, id)
        said = join_inlines(note.in_full())
        return bool(told.title and told.title in said) or bool(told.name and told.name in said)

    def _of_note(self, note: Note) -> dict[str, Any]:
        url = next((inline.url for inline in note.inlines if isinstance(inline, Link)), None)
        place = self.place(note.origin) if note.origin else dict.fromkeys(("file", "line", "column", "editor"))
        return {
            "text": join_inlines(note.inlines),
            "url": url,
            "published": None,
            "accessed": None,
            "publisher": "",
            "title": "",
            "language": None,
            **place,
        }

    def _of_source(self, id: str) -> dict[str, Any]:
        source = self.context.edition.sources[id].record
        told = say_source(self.context, id)
        return {
            "text": told.words(),
            "publisher": told.name,
            "title": told.title,
            "url": source.url,
            "published": source.published and str(source.published),
            "accessed": source.accessed and str(source.accessed),
            "language": source.language,
            **self.place(self.context.edition.sources[id].origin()),
        }
