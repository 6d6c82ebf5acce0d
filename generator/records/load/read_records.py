"""Read the records of data/: files of one record and of many, and the sources that stand inside a record.

In: a folder, and the visibility of the one around it. Out: entries, and what is wrong (D…), in what was found.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.base.file_names import is_foreign, list_names
from generator.base.inputs import is_fit_folder
from generator.base.look import Look
from generator.records.load.dataset import Entry, read_visibility, unwrap
from generator.records.load.find_records import find_records
from generator.records.load.found import Found
from generator.records.load.kept_files import note_put, read_or_recall
from generator.records.load.make_entry import make_entry
from generator.records.load.names import is_copy
from generator.records.load.parse import Map
from generator.records.load.read_file import read_default
from generator.records.schema import ALWAYS_PUBLIC, COLLECTIONS, Record
from generator.records.schema.base import VISIBILITIES, Visibility


def read_data(found: Found, folder: Path, default: Visibility | None) -> None:
    """Read a folder of data/: its defaults first, then its files, then its folders."""
    if not is_fit_folder(folder, found.root):
        return  # told where the whole workspace is looked at
    default = read_default(found, folder / "defaults.yaml", default)
    # what is known of a file holds in a folder that everybody may read
    looked = found.looked if folder.name == "cases" and default == "public" else None
    names, folders = _leave_known(found, looked, found.name(folder)) if looked else list_names(folder)
    for path in find_records(found, folder, names):
        if path.name != "defaults.yaml":
            read_of_data(found, path, default)
    for inner in folders:
        read_data(found, folder / inner, default)


def read_of_data(found: Found, path: Path, default: Visibility | None) -> None:
    """Read a file of data/ that is to hold records."""
    folder = path.parent.name
    if path.name == "country.yaml":
        _read_one(found, path, "countries", folder, default)
    elif folder in COLLECTIONS:
        _read_one(found, path, folder, path.stem, default)
    elif path.stem in COLLECTIONS:
        _read_many(found, path, path.stem, default)
    else:
        found.problems.append(
            codes.UNKNOWN_FILE.at(
                Origin(found.name(path)),
                f"`{path.name}` holds no kind of record that is known",
                f"name it after one of: {', '.join(COLLECTIONS)}; or put it into such a folder",
            )
        )


def _leave_known(found: Found, looked: Look, folder: str) -> tuple[list[str], list[str]]:
    """Leave the files of a folder unread of which enough is known; return the names of the others, and those of the
    folders there. All were seen, so that nobody asks the disk, nor of ten thousand names whose they are."""
    known, there = found.known, looked.list_folder(folder)
    found.aside.update((file, known[file]) for file in there if file in known)
    rest = [file[len(folder) + 1 :] for file in there if file not in known]
    ours = [name for name in rest if not is_foreign(name.removesuffix("/"))]
    return [name for name in ours if name[-1] != "/"], sorted(name[:-1] for name in ours if name[-1] == "/")


def _read_one(found: Found, path: Path, collection: str, name: str, default: Visibility | None) -> None:
    """Read a file of data/ that holds one record."""

    def read(tree: Map | None, problems: list[Diagnostic]) -> None:
        if tree is None:
            found.lost(name, path, default)
        else:
            _doubled(found, problems, Map({name: tree}), collection, path)
            _add(found, tree, collection, name, path, default)

    read_or_recall(found, path, default, read, _put)


def _read_many(found: Found, path: Path, collection: str, default: Visibility | None) -> None:
    """Read a file of data/ that holds many records, each under its name."""
    read_or_recall(found, path, default, partial(_add_many, found, path, collection, default), _put)


def _add_many(
    found: Found,
    path: Path,
    collection: str,
    default: Visibility | None,
    tree: Map | None,
    problems: list[Diagnostic],
) -> None:
    if tree is None:
        found.lost(f"{collection}/*", path, default)
        return
    _doubled(found, problems, tree, collection, path)
    for name, value in tree.items():
        line, column = tree.at[name][0] + 1, tree.at[name][1] + 1
        if isinstance(value, Map):
            _add(found, value, collection, name, path, default, line, column)
        else:
            found.lost(name, path, default)
            found.problems.append(
                codes.WRONG_TYPE.at(
                    Origin(found.name(path), line, column),
                    f"`{name}` should be lines of `name: value`",
                    "write its fields below it, each on a line of its own",
                    width=len(name),
                )
            )


def _doubled(found: Found, problems: list[Diagnostic], records: Map, collection: str, path: Path) -> None:
    """Note what a name that is given twice may hide, so that nobody is told that it does not exist."""
    twice = {d.about for d in problems if d.kind is codes.DUPLICATE_KEY}
    if twice & records.keys():
        found.may_hold((f"{collection}/*", "sources/*"), path)
    elif twice:
        found.may_hold(records, path)
        nested = (value.get("sources") for value in records.values() if isinstance(value, Map))
        if any(isinstance(sources, Map) and twice & sources.keys() for sources in nested):
            found.may_hold(["sources/*"], path)


def _add(
    found: Found,
    tree: Map,
    collection: str,
    name: str,
    path: Path,
    default: Visibility | None,
    line: int = 1,
    column: int = 1,
) -> None:
    fallback: Visibility = default or ("public" if collection in ALWAYS_PUBLIC else "internal")
    entry = make_entry(found, tree, COLLECTIONS[collection], collection, name, path, fallback, line, column)
    unsaid = default is None and collection not in ALWAYS_PUBLIC and "visibility" not in tree
    if entry is None:
        found.lost(name, path, fallback)
    else:
        _put(found, collection, name, replace(entry, unsaid=True) if unsaid else entry)
    # a source that stands inside the record that cites it: closed as the record is, unless it says otherwise
    said = read_visibility(tree["visibility"]) if "visibility" in tree else fallback
    around = entry.visibility if entry else said
    inner, at_least = unwrap(tree.get("sources"), "public")
    if isinstance(inner, Map) and is_copy(tree.get("id"), name, path):
        found.may_hold(inner, path)  # they stand in the other file
    elif isinstance(inner, Map) and collection != "sources":
        for key, value in inner.items():
            if isinstance(value, Map):
                place = (inner.at[key][0] + 1, inner.at[key][1] + 1)
                nested = make_entry(
                    found, value, COLLECTIONS["sources"], "sources", key, path, around, *place, quiet=True
                )
                if nested is not None:
                    visibility = max(nested.visibility, at_least, key=VISIBILITIES.index)
                    quiet_yet = unsaid and "visibility" not in value
                    same = visibility == nested.visibility and not quiet_yet
                    own = nested if same else replace(nested, visibility=visibility, unsaid=quiet_yet)
                    _put(found, "sources", key, own)
                else:
                    found.lost(key, path, max(around, at_least, key=VISIBILITIES.index))


def _put(found: Found, collection: str, name: str, entry: Entry[Record]) -> None:
    note_put(found, collection, name, entry)
    first = found.records[collection].setdefault(name, entry)
    if first is not entry:
        found.may_hold((), found.root / entry.file)
        found.close(found.root / entry.file, entry.visibility)
        place = entry.origin("id") if "id" in entry.tree else entry.origin()
        found.problems.append(
            codes.DUPLICATE_ID.at(
                place,
                f"`{name}` stands already in {first.file}:{first.line}",
                "give one of the two another id",
                width=len(name),
            )
        )
