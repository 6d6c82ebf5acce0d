"""Add something that is more than one record: a section with its place in the paper, a record to a list of the paper.

In: what somebody asks for. Out: the texts that files would have, by splicing as in a form; one difference for all of
them, and what would be wrong; the files, where nothing is. What is written together is taken back together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Any, NamedTuple

from generator.authoring.splice import NoSuchPlace, append_item, write_new
from generator.base.inputs import VERIFIED
from generator.preview.edit.changes import EditDesk, Written, tell_problem, write_together
from generator.preview.edit.records import NotEditable, RecordPlace, find_place, read_text, read_value
from generator.preview.edit.trial import find_new_problems, find_paper_problems
from generator.records.load.names import may_be_called
from generator.records.schema.editions import LISTS

Steps = tuple[str | int, ...]

_TAKEN = ("edition", "signatures", VERIFIED.removesuffix(".yaml"))
"""Names of files beside the sections that hold something else."""

SECTION_KINDS = ("section", "theme", "overview", "annex")

_HOLD: Mapping[str, tuple[str, ...]] = {
    "cases": ("prisoners", "profiles", "case_boxes", "handover", "to_name"),
    "recommendations": ("recommendations", "scorecard", "asks"),
}
"""Blocks in which records of a kind stand one below the other, so that one more may stand at the end."""

_MOST: Mapping[str, int] = {"to_name": 5}


class RecordList(NamedTuple):
    """A list of ids in a section of a paper: the steps to it in the section's file, the kind of its block, the ids."""

    section: str
    title: str
    steps: Steps
    block: str
    ids: tuple[str, ...]


class PlannedText(NamedTuple):
    """What a file holds (None: it is not there) and what it would hold."""

    file: str
    before: str | None
    after: str


# ── what is asked for ─────────────────────────────────────────────────────────────────────────────────────────────────


def plan_section(root: Path, edition: str, id: str, said: Mapping[str, str]) -> list[PlannedText]:
    """Return the smallest file of a new section, and the edition with its id at the end of the outline, or of the
    annexes; raise NotEditable where there can be no such section."""
    kind, title = said.get("kind", ""), said.get("title", "").strip()
    if not may_be_called(id) or id in _TAKEN or len(id) >= 100:
        raise NotEditable("write small letters, digits and hyphens for the id of the section")
    if kind not in SECTION_KINDS or not title:
        raise NotEditable("say what the section is called, and what it is in the paper")
    section = find_place(root, f"briefings/{edition}/{id}.yaml")
    paper = find_place(root, f"briefings/{edition}/edition.yaml")
    text = _read(root, paper)
    value = read_value(text, paper) or {}
    if section.path.exists() or id in (*_list_ids(value.get("outline")), *_list_ids(value.get("annexes"))):
        raise NotEditable(f"this paper has a section `{id}` already")
    record = {"kind": kind, "title": title}
    if kind == "theme" and said.get("theme"):
        record["theme"] = said["theme"]
    listed = "annexes" if kind == "annex" else "outline"
    return [
        PlannedText(section.file, None, write_new(section.file, {**record, "blocks": []})),
        PlannedText(paper.file, text, append_item(text, paper.file, (listed,), id)),
    ]


def plan_listing(root: Path, edition: str, section: str, steps: Steps, id: str, collection: str) -> list[PlannedText]:
    """Return the section with a record at the end of one of its lists; raise NotEditable where there is none there."""
    lists = find_lists(root, edition, collection)
    if (section, steps) not in [(one.section, one.steps) for one in lists if id not in one.ids]:
        raise NotEditable("there is no such list any more, or the record stands in it: open the record again")
    place = find_place(root, f"briefings/{edition}/{section}.yaml")
    text = _read(root, place)
    try:
        return [PlannedText(place.file, text, append_item(text, place.file, steps, id))]
    except NoSuchPlace as fault:
        raise NotEditable(str(fault)) from None


def find_lists(root: Path, edition: str, collection: str) -> list[RecordList]:
    """Return the lists of a paper, in its order, in which records of a kind may stand and one more has room."""
    found: list[RecordList] = []
    if not _HOLD.get(collection):
        return found
    paper = find_place(root, f"briefings/{edition}/edition.yaml")
    outline = read_value(_read(root, paper), paper) or {}
    for section in (*_list_ids(outline.get("outline")), *_list_ids(outline.get("annexes"))):
        place = find_place(root, f"briefings/{edition}/{section}.yaml")
        value = read_value(read_text(root, place.path, place.file), place)
        if isinstance(value, dict):
            title = _say(value.get("title")) or section
            found += _lists_in(value.get("blocks"), section, title, ("blocks",), _HOLD[collection])
    return [one for one in found if len(one.ids) < _MOST.get(one.block, 1_000_000)]


def _lists_in(blocks: Any, section: str, title: str, path: Steps, wanted: tuple[str, ...]) -> Iterator[RecordList]:
    for number, block in enumerate(blocks if isinstance(blocks, list) else []):
        if not isinstance(block, dict):
            continue
        for kind in wanted:
            if kind in block:
                name = LISTS[kind]
                yield RecordList(section, title, (*path, number, name), kind, _list_ids(block.get(name)))
        if "blocks" in block:
            inner = f"{title}, {_say(block.get('title'))}".removesuffix(", ")
            yield from _lists_in(block["blocks"], section, inner, (*path, number, "blocks"), wanted)


def _list_ids(said: Any) -> tuple[str, ...]:
    items = said if isinstance(said, list) else [said] if said else []
    return tuple(item for item in items if isinstance(item, str))


def _say(title: Any) -> str:
    words = title if isinstance(title, str) else next(iter(title.values()), "") if isinstance(title, dict) else ""
    return words if isinstance(words, str) else ""


def _read(root: Path, place: RecordPlace) -> str:
    text = read_text(root, place.path, place.file)
    if not text.strip():
        raise NotEditable(f"there is nothing in {place.file}")
    return text


# ── what it would do ──────────────────────────────────────────────────────────────────────────────────────────────────


def try_addition(desk: EditDesk, edition: str, plan: Callable[[], list[PlannedText]]) -> dict[str, Any]:
    """Return what an addition would do: the lines of each file, and what would be wrong."""
    return _prepare(desk, edition, plan())


def save_addition(desk: EditDesk, edition: str, plan: Callable[[], list[PlannedText]]) -> dict[str, Any]:
    """Write an addition that would load; return what `try_addition` does, `saved` saying whether it was written."""
    with desk.lock:
        planned = plan()
        told = _prepare(desk, edition, planned)
        if told["refused"]:
            return told
        if not write_together(desk, [Written(*one) for one in planned]):
            return {**told, "refused": "a file was changed at this moment: look at it again"}
        return {**told, "saved": True, "undos": len(desk.undos)}


def _prepare(desk: EditDesk, edition: str, planned: list[PlannedText]) -> dict[str, Any]:
    texts = {one.file: one.after for one in planned}
    problems = find_new_problems(desk.root, edition, texts)
    wrong = any(problem.severity == "error" and new for problem, new in problems)
    diff = []
    for file, before, after in planned:
        lines = unified_diff((before or "").splitlines(), after.splitlines(), n=2)
        diff += [f"={file}", *(line.rstrip("\r\n") for line in [*lines][2:])]
    return {
        "files": [*texts],
        "saved": False,
        "diff": diff,
        "undos": len(desk.undos),
        "problems": [tell_problem(problem) for problem, _ in problems],
        "paper": [] if wrong else [tell_problem(one) for one in find_paper_problems(desk.root, edition, texts)],
        "refused": "it is not written while there are errors" if wrong else "",
    }
