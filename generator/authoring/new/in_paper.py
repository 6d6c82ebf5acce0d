"""Name a new case or recommendation in a draft paper: in a list of one of its sections, or in a section that is begun
for it.

In: a dataset with the drafts, a kind, checked answers. Out: what speaks against it, before anything is made; then the
texts of the paper's files with the new id in them, and what they held before. Nothing is opened for anybody: where
readers may not see a record, that is told, and it is not named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from generator.authoring.new.questions import list_questions
from generator.authoring.splice import InsertItem, NoSuchPlace, Path, ValueEdit, apply_value_edits, write_new
from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin, find_nearest_word
from generator.base.example import EXAMPLE
from generator.base.inputs import read_input
from generator.records.load import Dataset
from generator.records.load.read_file import MOST_TEXT
from generator.records.load.texts import decode_whole
from generator.records.schema import Edition, SectionProse
from generator.records.schema.base import Visibility, is_above
from generator.records.schema.files import find_file_kind

READERS: Mapping[Visibility, str] = {
    "internal": "the authors alone (internal)",
    "confidential": "confidential readers (confidential)",
    "partner": "partners (partner)",
    "public": "everybody (public)",
}
"""Who reads what has a visibility, in words."""

_LISTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "case": (("prisoners", "profiles"), ("case_boxes",)),
    "recommendation": (("recommendations",),),
}
"""Blocks in which a paper names records of a kind, the likelier ones first; those that stand together, together."""

_ANNEX = "cases"
_ANNEX_TITLE = "The cases"


@dataclass(frozen=True, slots=True)
class Named:
    """Where a new record is named: the path of the section's file, and the blocks of it. `files` has the whole text of
    every file of the paper that is new or changes, `was` what each held before (None: it was not there)."""

    section: str
    blocks: tuple[str, ...]
    files: Mapping[str, str]
    was: Mapping[str, bytes | None]


def list_drafts(dataset: Dataset) -> dict[str, Edition]:
    """Return the papers in which something may still be named, by their ids; the invented one aside."""
    found = {id: entry.record for id, entry in sorted(dataset.editions.items())}
    return {id: one for id, one in found.items() if one.status == "draft" and one.country != EXAMPLE}


def list_drafts_for(dataset: Dataset, visibility: Visibility) -> list[str]:
    """Return the drafts whose readers may see what has this visibility."""
    return [id for id, one in list_drafts(dataset).items() if not is_above(visibility, one.audience)]


def find_against(dataset: Dataset, kind: str, said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield why a new record with these answers can't be named in the paper that they say, and what to do."""
    name, _, section = str(said["paper"]).partition("/")
    drafts = list_drafts(dataset)
    if name not in drafts:
        near = find_nearest_word(name, drafts)
        there = f"there are: {', '.join(drafts)}" if drafts else "there is none: `briefing new edition` makes one"
        yield f"there is no draft paper `{name}`", f"did you mean `{near}`?" if near else there
        return
    paper = drafts[name]
    if said.get("country", paper.country) != paper.country:
        yield f"`{name}` is about another country", "leave the paper out"
        return
    try:
        _find_place(dataset, kind, name, section, said)
    except _NoPlace as fault:
        yield fault.args
    if is_above(said.get("visibility", "internal"), paper.audience):
        yield _say_closed(name, paper), f"say `--visibility {paper.audience}` where they may, or leave the paper out"
    yield from _find_closed(dataset, kind, said, name, paper)
    needs_basis = kind == "case" and said.get("kind") != "organisation" and paper.audience != "internal"
    if needs_basis and "source" not in said:
        yield (
            "a paper that goes out tells of a person only where a public source does so already, or with a consent",
            "say the source; or leave the paper out, and write the consent into the record: `briefing explain S121`",
        )


def name_in_paper(dataset: Dataset, kind: str, id: str, said: Mapping[str, Any]) -> Named:
    """Return where the paper that the answers say names the new record, and the files with it.

    Raises BriefingError where one of them can't be read, or is laid out so that nothing can be put into it (D013).
    """
    edition, _, asked = str(said["paper"]).partition("/")
    section, blocks = _find_place(dataset, kind, edition, asked, said)
    folder = f"briefings/{edition}"
    path = f"{folder}/{section}.yaml"
    if section in dataset.sections.get(edition, {}):
        record = dataset.sections[edition][section].record
        edits = [InsertItem(place, len(ids), id) for place, ids in _walk(record.blocks, ("blocks",), blocks)]
        if not edits:
            place = len(record.blocks)
            edits = [InsertItem(("blocks",), place + n, {block: [id]}) for n, block in enumerate(blocks)]
        text, was = _edit(dataset, path, edits)
        return Named(path, blocks, {path: _open_braces(text, blocks, id)}, {path: was})
    head = {"kind": "annex", "title": _ANNEX_TITLE} if kind == "case" else _head_theme(dataset, said)
    order: Path = ("annexes",) if kind == "case" else ("outline",)
    listed = dataset.editions[edition].record
    count = len(listed.annexes if kind == "case" else listed.outline)
    text, was = _edit(dataset, f"{folder}/edition.yaml", [InsertItem(order, count, section)])
    own = _open_braces(write_new(path, {**head, "blocks": [{block: [id]} for block in blocks]}), blocks, id)
    return Named(path, blocks, {path: own, f"{folder}/edition.yaml": text}, {path: None, f"{folder}/edition.yaml": was})


class _NoPlace(Exception):
    """A paper has no place, or several, where something may be named: what is wrong, and what to do."""


def _find_place(
    dataset: Dataset, kind: str, edition: str, asked: str, said: Mapping[str, Any]
) -> tuple[str, tuple[str, ...]]:
    """Return the section in which a record is named, one that is not there yet included, and the blocks of it."""
    record = dataset.editions[edition].record
    own = {id: dataset.sections[edition][id].record for id in (*record.outline, *record.annexes)
           if id in dataset.sections.get(edition, {})}  # fmt: skip
    if asked:
        if asked not in own:
            near = find_nearest_word(asked, own)
            raise _NoPlace(
                f"`{edition}` has no section `{asked}`",
                f"did you mean `{near}`?" if near else f"it has: {', '.join(own)}",
            )
        return asked, _choose_blocks(kind, asked, own[asked])
    for blocks in _LISTS[kind]:
        found = [id for id, section in own.items() if list(_walk(section.blocks, ("blocks",), blocks))]
        if kind == "recommendation":
            of_theme = [id for id, section in own.items() if section.theme == said["theme"]]
            found = of_theme or [id for id in found if own[id].theme is None]
        if len(found) > 1:
            ways = ", ".join(f"{edition}/{id}" for id in found)
            raise _NoPlace(f"`{edition}` has several sections for it", f"write one of: {ways}")
        if found:
            return found[0], _choose_blocks(kind, found[0], own[found[0]])
    section = _ANNEX if kind == "case" else str(said["theme"])
    file = PurePosixPath("briefings", edition, f"{section}.yaml")
    kind_of_file = find_file_kind(file)
    if (dataset.root / file).exists() or kind_of_file is None or kind_of_file.name != "section":
        raise _NoPlace(
            f"`{edition}` has no list for it yet, and {file.name} can't be begun: there is such a file",
            "list that in edition.yaml, or begin another section, and say its id behind the paper's: paper/section",
        )
    if kind == "case" and not all(lang.split("-")[0] == "en" for lang in record.languages):
        raise _NoPlace(f"`{edition}` has no list of cases yet", "begin a section for it, in the language of the paper")
    return section, _LISTS[kind][0]


def _choose_blocks(kind: str, id: str, section: SectionProse) -> tuple[str, ...]:
    """Return the blocks of a section in which a record is named: those that it has, or those that it gets."""
    for blocks in _LISTS[kind]:
        there = [place[-1] for place, _ in _walk(section.blocks, ("blocks",), blocks)]
        if len(set(there)) < len(there):
            twice = next(block for block in blocks if there.count(block) > 1)
            raise _NoPlace(f"`{id}` has several lists `{twice}:`", "leave the paper out, and name it in one of them")
        if there:
            return tuple(block for block in blocks if block in there)
    return _LISTS[kind][0] if section.kind == "annex" else _LISTS[kind][-1]


def _walk(blocks: Sequence[Any], path: Path, wanted: Iterable[str]) -> Iterator[tuple[Path, Sequence[str]]]:
    """Yield the lists of ids in blocks and their subsections, each with the way to it."""
    for number, block in enumerate(blocks):
        for name in wanted:
            if (ids := getattr(block, name, None)) is not None:
                yield (*path, number, name), ids
        yield from _walk(getattr(block, "blocks", ()), (*path, number, "blocks"), wanted)


def _find_closed(
    dataset: Dataset, kind: str, said: Mapping[str, Any], name: str, paper: Edition
) -> Iterator[tuple[str, str]]:
    """Yield each record that the answers name and that the readers of the paper may not see."""
    for question in list_questions(kind):
        if not question.into or question.key not in said:
            continue
        answer = said[question.key]
        for id in answer if isinstance(answer, tuple) else (answer,):
            entry = dataset.records[question.into].get(id.partition("/")[0] if question.into == "laws" else id)
            if entry is not None and entry.above(paper.audience):
                yield (
                    f"readers of `{name}`, {READERS[paper.audience]}, may not see `{id}`",
                    f"where they may, write `visibility: {paper.audience}` into {entry.file}:{entry.line}; or leave the"
                    " paper out",
                )


def _say_closed(name: str, paper: Edition) -> str:
    return f"readers of `{name}`, {READERS[paper.audience]}, would not see it"


def _head_theme(dataset: Dataset, said: Mapping[str, Any]) -> dict[str, Any]:
    theme = dataset.themes[str(said["theme"])].record
    return {"kind": "theme", "title": theme.title, "theme": theme.id}


def _open_braces(text: str, blocks: Sequence[str], id: str) -> str:
    """Return the text with new blocks as people write them, since they grow: `- prisoners: [a]`, without braces."""
    return re.sub(rf"^( *- )\{{((?:{'|'.join(blocks)}): \[{re.escape(id)}\])\}}(?=\r?$)", r"\1\2", text, flags=re.M)


def _edit(dataset: Dataset, path: str, edits: Sequence[ValueEdit]) -> tuple[str, bytes]:
    """Return the text of a file with edits, and what it holds."""
    was = read_input(dataset.root / path, dataset.root, MOST_TEXT)
    text = decode_whole(was, path)
    try:
        return apply_value_edits(text, path, edits), was
    except NoSuchPlace as fault:
        message = "this is written in a way in which nothing can be put into its lists"
        raise BriefingError([codes.NOT_LAID_OUT.at(Origin(path), message, str(fault))]) from None
