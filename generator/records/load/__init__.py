"""Load the workspace: every YAML file of data/ and of the editions, and the styles, into typed records with their
origins.

In: the root folder. Out: a Dataset and every problem of form (D…). Nothing is selected and no reference is followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.file_names import list_folders
from generator.base.inputs import TEMPLATES, VERIFIED, find_unfit, is_fit_folder, read_input
from generator.base.look import Look
from generator.base.style_folders import list_style_files
from generator.records.aside import Aside, MoreIsNeeded, Partly, list_read
from generator.records.load.dataset import (
    SAY_IT,
    Collections,
    Dataset,
    Entry,
    PathInRecord,
    Unread,
    add_excerpts,
    is_limited,
    keep_read,
    list_all_entries,
    list_entries,
    list_values,
    read_visibility,
    strip_places,
)
from generator.records.load.find_records import find_records
from generator.records.load.found import Found
from generator.records.load.kept_files import note_put, open_kept, read_or_recall
from generator.records.load.make_entry import make_entry
from generator.records.load.parse import Map
from generator.records.load.pseudonyms import RealName, read_pseudonyms
from generator.records.load.read_file import MOST_TEXT, read_file
from generator.records.load.read_records import read_data
from generator.records.load.statements import read_statements
from generator.records.load.styles import link_styles
from generator.records.schema import Edition, Record, SectionProse
from generator.records.schema.base import Visibility
from generator.records.schema.signatures import Signatures
from generator.records.schema.templates import Template
from generator.records.style import Style

R = TypeVar("R", bound=Record)

__all__ = [
    "SAY_IT",
    "SIGNATURES",
    "Aside",
    "Collections",
    "Dataset",
    "Entry",
    "MoreIsNeeded",
    "PathInRecord",
    "Unread",
    "add_excerpts",
    "is_limited",
    "keep_read",
    "list_all_entries",
    "list_entries",
    "list_read",
    "list_values",
    "load",
    "read_visibility",
    "strip_places",
]

SIGNATURES = "signatures.yaml"
"""Name of the file beside edition.yaml that says who signed which sentence."""


def load(
    root: Path,
    editions: Iterable[str] | None = None,
    leave: Mapping[str, Aside] = MappingProxyType({}),
    looked: Look | None = None,
    program: bytes | None = None,
) -> tuple[Dataset, list[Diagnostic]]:
    """Read data/ and the named editions (None: all), with those before them, below `root`; return what they say and
    what is wrong with it. The files of `leave`, of plain names, stay unread, in folders that everybody may read;
    that they may be, `looked` has to be what was seen of all, with neither a link nor a pipe among it.
    What `program` read before and is as it was is told as it was told then (None: all is read)."""
    found = Found(root, known=leave, looked=looked)
    for name in ("data", "briefings", TEMPLATES):
        if looked is None or name not in looked.folders:
            found.problems += find_unfit(root / name, root)
    with open_kept(root, program) as found.kept:
        read, sections = _records(found, editions)
        if found.kept:
            found.kept.keep(whole=not found.aside)
    styles = _styles(found)
    names = _pseudonyms(found)
    dataset = Dataset(
        root,
        _part(found),
        read,
        sections,
        found.lines,
        frozenset(found.broken),
        found.closed,
        styles,
        found.signatures,
        names,
        found.verified,
        _unread(found),
        found.aside,
    )
    return dataset, found.problems


def _records(
    found: Found, editions: Iterable[str] | None
) -> tuple[dict[str, Entry[Edition]], dict[str, dict[str, Entry[SectionProse]]]]:
    """Read data/, and the named editions with those before them: return these and their sections."""
    root = found.root
    read_data(found, root / "data", None)
    read: dict[str, Entry[Edition]] = {}
    sections: dict[str, dict[str, Entry[SectionProse]]] = {}
    known = [path.name for path in list_folders(root / "briefings") if is_fit_folder(path, root)]
    todo = [name for name in known if editions is None or name in set(editions)]
    for name in todo:
        _edition(found, root / "briefings" / name, read, sections)
        # what became of things since the edition before can't be told without it
        before = read[name].record.predecessor if name in read else None
        if before in known and before not in todo:
            todo.append(before)
    read_statements(found, (root / "briefings" / name for name in known), read)
    return read, sections


def _part(found: Found) -> Mapping[str, Mapping[str, Entry[Record]]]:
    """Return the records that were read; those of which files were left unread tell when one of these is asked for."""
    if not found.aside:
        return found.records
    cases = frozenset([one.case for one in found.aside.values()])
    sources = frozenset([source.id for one in found.aside.values() for source in one.sources])
    return {
        **found.records,
        "cases": Partly(found.records["cases"], cases),
        "sources": Partly(found.records["sources"], sources),
    }


def _unread(found: Found) -> dict[str, Unread]:
    """Return what became no record, by file; the words of a file that is not even read as YAML are needed, too: names
    in it may be protected."""
    unread = {}
    for file, names in found.unread.items():
        if not file.startswith("data/"):
            continue  # what an edition says concerns its own papers alone
        lines = found.lines.get(file)
        if lines is None:
            try:
                path = found.root / file
                lines = read_input(path, found.fence(path), MOST_TEXT).decode("utf-8", "replace").splitlines()
            except (OSError, BriefingError):
                lines = None
        legible = lines is not None and not any("\ufffd" in line for line in lines)
        unread[file] = Unread(frozenset(names), tuple(lines) if lines is not None and legible else None)
    return unread


def _pseudonyms(found: Found) -> tuple[RealName, ...]:
    """Return the true names behind pseudonyms, where the file of them is at hand."""
    names, problems = read_pseudonyms(found.root)
    cases = found.records["cases"]
    for one in dict.fromkeys((name.case, name.origin) for name in names):
        if one[0] not in cases and one[0] not in found.broken and "cases/*" not in found.broken:
            problems.append(
                codes.UNKNOWN_ID.at(one[1], "there is no case of this id", "write the id of a case in data/")
            )
    found.problems += problems
    return names


def _edition(
    found: Found,
    folder: Path,
    editions: dict[str, Entry[Edition]],
    sections: dict[str, dict[str, Entry[SectionProse]]],
) -> None:
    """Read the files of one edition: what it says of itself, its sections, and who signed it."""
    own = sections.setdefault(folder.name, {})
    for path in find_records(found, folder):
        if path.name == VERIFIED:
            continue  # it says something of records, and is read with those of all editions
        if path.name == SIGNATURES:
            # names of people, so no line of this file is shown
            found.closed[found.name(path)] = "internal"
            if signed := _one(found, path, Signatures, "signatures", path.stem, "internal"):
                found.signatures[folder.name] = signed
        elif path.name == "edition.yaml":
            if edition := _one(found, path, Edition, "editions", folder.name, "public"):
                editions[folder.name] = edition
            else:
                found.broken.add(folder.name)
        else:
            _section(found, path, own)
            if path.stem not in own:
                found.broken.add(f"{folder.name}/{path.stem}")
    if folder.name not in editions and folder.name not in found.broken:
        found.problems.append(
            codes.NO_EDITION.at(
                Origin(found.name(folder / "edition.yaml")),
                f"the folder `{folder.name}` has no edition.yaml",
                "write one, or copy it from another edition",
            )
        )
        found.broken.add(folder.name)


def _section(found: Found, path: Path, own: dict[str, Entry[SectionProse]]) -> None:
    """Read a file of an edition that holds a section."""

    def put(found: Found, collection: str, name: str, entry: Entry[Any]) -> None:
        note_put(found, collection, name, entry)
        own[name] = entry

    def read(tree: Map | None, problems: list[Diagnostic]) -> None:
        made = None if tree is None else make_entry(found, tree, SectionProse, "sections", path.stem, path, "public")
        if made:
            put(found, "sections", path.stem, made)

    read_or_recall(found, path, None, read, put)


def _styles(found: Found) -> Mapping[str, Style]:
    templates: dict[str, Entry[Template]] = {}
    for path in list_style_files(found.root):
        if not is_fit_folder(path.parent, found.fence(path)):
            found.broken.add(path.parent.name)
        elif entry := _one(found, path, Template, "styles", path.parent.name, "public"):
            templates[path.parent.name] = entry
    styles, problems = link_styles(found.root, templates)
    found.problems += problems
    return styles


def _one(
    found: Found, path: Path, model: type[R], collection: str, name: str, visibility: Visibility
) -> Entry[R] | None:
    """Return the record that a file outside data/ holds; None, with what is wrong noted, where it holds none."""
    tree = read_file(found, path)
    return None if tree is None else make_entry(found, tree, model, collection, name, path, visibility)
