"""Put what one statement says of many people into the record of each: it counts there like an entry of its own.

In: the folders of all editions, and the cases that were read. Out: the same cases with an entry more in their timelines
(`Lent`: its places are those of the statement), and the statements themselves. All editions are looked at, whichever
are asked for: a record says the same in every paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from generator.base import codes
from generator.base.diagnostics import Origin
from generator.base.inputs import VERIFIED
from generator.records.load.dataset import Entry, PathInRecord, is_limited, read_visibility
from generator.records.load.found import Found
from generator.records.load.make_entry import make_entry
from generator.records.load.parse import Lent, Map, Place, Seq
from generator.records.load.read_file import read_file
from generator.records.schema import Case, Edition
from generator.records.schema.base import VISIBILITIES, Visibility
from generator.records.schema.cases import Development
from generator.records.schema.verified import Statement, Verified

_SAME = ("as_of", "text", "status", "verified", "by")
"""Fields that a statement and an entry of a timeline have in common."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement with its tree and its file, and who may see it; `limits` are those of single fields of it."""

    record: Statement
    tree: Map
    file: str
    visibility: Visibility
    limits: Mapping[PathInRecord, Visibility]


def read_statements(found: Found, folders: Iterable[Path], editions: Mapping[str, Entry[Edition]]) -> None:
    """Read the verified.yaml of each of these folders of editions, and put what it says into the cases it names."""
    for folder in folders:
        path = folder / VERIFIED
        if not path.is_file():
            continue
        tree = read_file(found, path)
        entry = tree and make_entry(found, tree, Verified, "verified", path.stem, path, "public")
        if not entry:
            found.closed[found.name(path)] = "internal"
            continue
        found.verified[folder.name] = entry
        readers = _find_readers(found, folder, editions.get(folder.name))
        for number, statement in enumerate(entry.record.statements):
            _join(found, entry, number, _limit(entry, number, statement, readers))


def _find_readers(found: Found, folder: Path, edition: Entry[Edition] | None) -> Visibility:
    """Return for whom an edition is, by its own file where nobody asked for it; where that can't be told, for nobody
    outside."""
    if edition:
        return edition.record.audience
    if not (folder / "edition.yaml").is_file():
        return "internal"
    tree = read_file(Found(found.root), folder / "edition.yaml")  # what is wrong with it is told where it is asked for
    return read_visibility(tree.get("audience", "public")) if tree else "internal"


def _limit(entry: Entry[Verified], number: int, statement: Statement, readers: Visibility) -> _Said:
    """Return a statement with who may see it: the strictest of what it says, what its file says and for whom its
    edition is where neither says anything."""
    here: PathInRecord = ("statements", number)
    levels: list[Visibility] = [statement.visibility or entry.record.visibility or readers, entry.visibility]
    limits: dict[PathInRecord, Visibility] = {}
    for path, said in entry.limits.items():
        if path == here[: len(path)] or (path[:2] == here and path[2] in ("cases", "except", "by", "as_of")):
            levels.append(said)  # without these nothing of it can be told
        elif path[:2] == here:
            limits[path[2:]] = said
    node: Any = entry.tree
    for step in here:
        node = node["value"] if is_limited(node) else node
        node = node[step]
    tree = cast(Map, node["value"] if is_limited(node) else node)
    return _Said(statement, tree, entry.file, max(levels, key=VISIBILITIES.index), limits)


def _join(found: Found, entry: Entry[Verified], number: int, said: _Said) -> None:
    """Put a statement into the record of each case of which it is told; D227 where it says two things of one."""
    cases = cast(dict[str, Entry[Case]], found.records["cases"])
    seen: set[str] = set()
    for index, id in enumerate(said.record.cases):
        origin = entry.origin("statements", number, "cases", index)
        if id in seen or id in said.record.but_not:
            words = "also one of those of whom it is not told" if id in said.record.but_not else "named here twice"
            help = "keep it in one place"
            found.problems.append(codes.STATED_TWICE.at(origin, f"`{id}` is {words}", help, width=len(id)))
        elif id in cases:
            cases[id] = _with_entry(cases[id], said, origin)
        seen.add(id)


def _with_entry(case: Entry[Case], said: _Said, origin: Origin) -> Entry[Case]:
    """Return a case with the statement as the last entry of its timeline; as a whole it stands at `origin`."""
    place: Place = (origin.line - 1, origin.column - 1) * 2
    lent = Lent(said.file)
    for name, value in {"text": "", "verified": "true", **said.tree}.items():
        if name in _SAME and value is not None:
            lent[name], lent.at[name] = value, said.tree.at.get(name, place)
    tree = Map(case.tree)
    tree.at = {"timeline": (case.line - 1, case.column - 1) * 2, **case.tree.at}
    around: Any = tree.get("timeline")
    before = around["value"] if is_limited(around) else around
    whole = Seq([*(before or ()), lent])
    whole.at = [*(before.at if before else ()), place]
    tree["timeline"] = whole
    if is_limited(around):
        tree["timeline"] = Map(around, value=whole)
        tree["timeline"].at = around.at
    timeline, statement = case.record.timeline, said.record
    here: PathInRecord = ("timeline", len(timeline))
    limits = {**case.limits, **{(*here, *path): level for path, level in said.limits.items()}}
    if said.visibility != "public":
        limits[here] = said.visibility
    told = Development(
        as_of=statement.as_of.written,
        text=statement.text or "",
        status=statement.status,
        verified=statement.verified,
        by=statement.by,
    )
    record = case.record.model_copy(update={"timeline": (*timeline, told)})
    return replace(case, record=record, tree=tree, limits=limits)
