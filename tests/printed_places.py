"""Measure where each field of a record is printed: `python -m tests.printed_places [FIELD …]` writes the table of
the reference anew (generator/authoring/record_reference/printed.json; some ten minutes, fewer where fields are named).

Texts: a word of its own stands in each, and is looked for in all uses of tests/support/printed.py at once. Anything
else: with another value, or without, something has to change, and it is printed where something does.
"""

from __future__ import annotations

import copy
import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.formats.json import write_json
from generator.records.schema.base import NOT_PRINTED
from generator.runs.country_page import write_page
from tests.support import canaries
from tests.support.places import ROOT
from tests.support.printed import CASE, LIST, USES, Files, apply, hold, list_leaves, make_paper, plant_words, put
from tests.support.workspaces import assembled, with_pages, write

TABLE = ROOT / "generator" / "authoring" / "record_reference" / "printed.json"

_BY_ID = (
    ("derived.to-name", "to_name"), ("derived.handover", "handover"), ("derived.asks", "asks"),
    ("derived.changes", "changes"), ("derived.scorecard", "scorecard"), ("derived.picture", "picture"),
    ("derived.rounds", "rounds"), ("box.derived.definition", "definition"), ("case-box.", "case_boxes"),
    ("prisoners.prisoners", "prisoners"), ("prisoners.profiles", "profiles"), ("profile.", "profiles"),
    ("authors.about", "contacts"), ("expression.recommendations", "recommendations"),
    ("box.", "box"),
)  # fmt: skip
"""The place of a part of a paper, by the beginning of its id or of one around it."""

MOST_PLACES, MOST_VALUES, MANY = 2, 6, 7
"""Of each field, places in records and other values there that are tried until something changes, and in how many
places at most: with a value that no record may have all that is told of it is gone."""


BY_HAND = {"Development.age": ["profiles"], "Stage.age": ["profiles"], "Period.from": ["cover"], "Period.to": ["cover"]}
"""What no change of one value shows: ages have to agree with a birth, and a period has two days."""


def _in_boxes(files: Files) -> None:
    """The story stands in a box of a section, not in the annex."""
    case, blocks = Path(CASE).stem, files[LIST]["blocks"]
    files[LIST]["blocks"] = [*(one for one in blocks if "profiles" not in one), {"case_boxes": [case]}]


WAYS: tuple[tuple[Callable[[Files], None], Callable[[Path], str]], ...] = (*USES, (_in_boxes, make_paper))


def list_words(root: Path, make: Callable[[Path], str]) -> Iterator[tuple[str, str]]:
    """Yield everything that is made of the workspace, each with its place."""
    if make is not make_paper:
        made, _ = write_page(_workspace(root), "ruritania", root / "build", ["md"], "en")
        yield from (("country_page", line) for file in made for line in file.data.decode().split("\n"))
        return
    document, _ = assembled(root)
    if document:
        for top, value in json.loads(write_json(document)).items():
            yield from _walk(value, top, ())


def _workspace(root: Path) -> Any:
    from generator.paper.workspace import Workspace
    from tests.support.workspaces import EDITION

    return Workspace(root, [EDITION, canaries.BEFORE])


def _walk(value: Any, top: str, ids: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        ids = (*ids, value["id"]) if isinstance(value.get("id"), str) else ids
        row = value.get("type") == "Row"
        for key, inner in value.items():
            if not (row and key == "values") and key not in ("id", "origin"):
                yield from _walk(inner, top, ids)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, top, ids)
    elif isinstance(value, str) and (place := _say_place(top, ids)):
        yield place, value


def _say_place(top: str, ids: tuple[str, ...]) -> str | None:
    """Return the place of a part of the paper; None of what is counted anew from other places."""
    if top in ("cover", "properties", "running", "notes"):
        return top
    if top != "sections":
        return None
    for id in reversed(ids):
        if id.endswith("treaty-articles"):
            return "treaty_articles"
        if found := next((place for begin, place in _BY_ID if id.startswith(begin)), None):
            return found
    if ids and ids[-1].startswith("r."):
        return "recommendations"
    return "text" if len(ids) > 1 and ids[-1].rpartition(".")[2].isdecimal() else "headings"


def measure_words(root: Path, files: Files) -> dict[str, set[str]]:
    """Return the places in which each field of free text is printed, by its owner (`Stage.court`)."""
    planted, fields = plant_words(files)
    any_word = re.compile("|".join(fields), re.I)
    found: dict[str, set[str]] = defaultdict(set)
    for change, make in WAYS:
        put(root, apply(planted, change))
        for place, words in list_words(root, make):
            for match in any_word.finditer(words):
                found[fields[match[0].lower()]].add(place)
    return found


def measure_values(
    root: Path, files: Files, known: Mapping[str, set[str]], names: Collection[str] = ()
) -> dict[str, set[str]]:
    """Return the places in which something changes with each other field that says nothing of not being printed; with
    those of `names` alone, where any are said."""
    found: dict[str, set[str]] = defaultdict(set)
    said = canaries.describe_fields()
    leaves: dict[str, list[tuple[str, canaries.Path]]] = defaultdict(list)
    for kind in canaries.MODELS:
        for path, owner in list_leaves(files, kind):
            if owner not in known and NOT_PRINTED not in said[owner] and (not names or owner in names):
                leaves[owner].append((kind, path))
    for change, make in WAYS:
        used = apply(files, change)
        put(root, used)
        was = Counter(list_words(root, make))
        for owner, places in leaves.items():
            # boxes are looked into of all; other uses of the records only for what was not found yet
            if not found[owner] or (change is _in_boxes and "profiles" in found[owner]):
                found[owner] |= _measure_one(root, used, places[:MOST_PLACES], make, was)
        print(f"{change.__name__}: {sum(map(bool, found.values()))} of {len(leaves)}", flush=True)
    return found


def _measure_one(
    root: Path, files: Files, places: list[tuple[str, canaries.Path]], make: Callable[[Path], str], was: Counter[Any]
) -> set[str]:
    """Return where something changes with another value: with the first with which little does, or the least."""
    least: set[str] = set()
    for kind, path in places:
        file = canaries.MODELS[kind][0]
        for _ in _change(root, files, kind, path):
            now = Counter(list_words(root, make))
            if now and now != was:
                changed = {place for place, _ in (was - now) + (now - was)}
                least = min(least or changed, changed, key=len)
                if len(least) <= MANY:
                    put(root, {file: files[file]})
                    return least
    return least


def _change(root: Path, files: Files, kind: str, path: canaries.Path) -> Iterator[None]:
    """Put other values into one place of the files below `root`, one after the other; then the first one again."""
    try:
        holder, values = hold(files, kind, path), canaries.list_other_values(files, kind, path)
        kept = copy.copy(holder)
    except (KeyError, IndexError):
        return  # this use of the records has no such part
    file = canaries.MODELS[kind][0]
    for value in values[:MOST_VALUES]:
        if value is None:
            del holder[path[-1]]
        else:
            holder[path[-1]] = value
        put(root, {file: files[file]})
        holder[path[-1]] = kept[path[-1]]
        yield
    put(root, {file: files[file]})


def make_workspace(folder: Path) -> tuple[Path, Files]:
    """Write a workspace in which every record has every field, and return it with its files as values."""
    files = canaries.complete()
    return with_pages(write(folder, canaries.whole(files), style=True)), files


def main(names: list[str]) -> None:
    """Write the table anew; where fields are named (`Stage.date`), theirs and those of texts alone."""
    table = json.loads(TABLE.read_text("utf-8")) if names else {}
    with tempfile.TemporaryDirectory() as folder:
        root, files = make_workspace(Path(folder))
        words = measure_words(root, files)
        places = {**measure_values(root, files, words, names), **words}
    table |= {owner: sorted(found) for owner, found in places.items() if found} | BY_HAND
    lines = (f" {json.dumps(owner)}: {json.dumps(found)}" for owner, found in sorted(table.items()))
    TABLE.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
