"""Read some files of the workspace alone, for what is wrong with the form of each.

In: the names of files. Out: problems of form (D…) that `load` finds in each of them as well, at the same place; the
help may say less, since no defaults.yaml is asked who may see a record. What only all files together show, such as an
id that two of them have, is not found here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.base.diagnostics import Diagnostic
from generator.base.file_names import is_foreign
from generator.base.inputs import VERIFIED
from generator.records.load import SIGNATURES
from generator.records.load.find_records import find_records
from generator.records.load.found import Found
from generator.records.load.make_entry import make_entry
from generator.records.load.read_file import read_default, read_file
from generator.records.load.read_records import read_of_data
from generator.records.schema import Edition, Record, SectionProse
from generator.records.schema.signatures import Signatures
from generator.records.schema.verified import Verified

_OF_EDITIONS: Mapping[str, tuple[type[Record], str]] = {
    "edition.yaml": (Edition, "editions"),
    SIGNATURES: (Signatures, "signatures"),
    VERIFIED: (Verified, "verified"),
}


def read_alone(root: Path, names: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the form of files of data/ and of editions, one after the other."""
    for name in names:
        parts = name.split("/")
        if any(map(is_foreign, parts)):
            continue  # nobody reads it
        found, path = Found(root), root / name
        try:
            if parts[0] == "data":
                _read_of_data(found, path)
            elif len(parts) == 3:
                _read_of_edition(found, path)
        except OSError:
            continue  # it went meanwhile; `load` tells of it, if anybody has to know
        yield from found.problems


def _read_of_data(found: Found, path: Path) -> None:
    if path.name == "defaults.yaml":
        read_default(found, path, None)
        return
    for one in find_records(found, path.parent, [path.name]):
        read_of_data(found, one, None)


def _read_of_edition(found: Found, path: Path) -> None:
    for one in find_records(found, path.parent, [path.name]):
        model, collection = _OF_EDITIONS.get(one.name, (SectionProse, "sections"))
        tree = read_file(found, one)
        if tree is None or (one.name == VERIFIED and not tree):  # of many people, none need be said
            continue
        name = one.parent.name if model is Edition else one.stem
        make_entry(found, tree, model, collection, name, one, "internal")
