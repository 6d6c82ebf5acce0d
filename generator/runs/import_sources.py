"""Take the sources of a library that another program keeps into a country's records: looked at first, written when
asked.

In: the workspace, a file, the country. Out: the plan; written as one file, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.import_sources import Addresses, ForeignEntry, ImportPlan, plan_import, read_library
from generator.base.files import write_files
from generator.base.foreign_files import read_foreign_text
from generator.base.inputs import read_input
from generator.base.text.same_address import normalise_address, strip_tracking
from generator.records.load import Dataset, load
from generator.records.schema.sources import SourceKind


@dataclass(frozen=True, slots=True)
class SourceImport:
    """A plan, the file that it is for, and what that one holds now (None: it is not there)."""

    plan: ImportPlan
    path: Path
    was: bytes | None


def look_at_sources(root: Path, library: Path, country: str, kinds: Mapping[str, SourceKind] = {}) -> SourceImport:
    """Return what would become of a library. Raises BriefingError (D461, D462) where something in it can't be read."""
    entries = read_library(library.name, read_foreign_text(library))
    dataset, _ = load(root, [])
    return plan_sources(root, {library.name: entries}, dataset, country, kinds)


def plan_sources(
    root: Path,
    files: Mapping[str, list[ForeignEntry]],
    dataset: Dataset,
    country: str,
    kinds: Mapping[str, SourceKind] = {},
) -> SourceImport:
    """Return what would become of the entries of files, by their names."""
    path = root / "data" / country / "sources.yaml"
    was = read_input(path, root) if path.exists() else None
    text = (was or b"").decode("utf-8-sig", "replace")
    target = path.relative_to(root).as_posix()
    plan = plan_import(files, dataset, target, text, kinds, Addresses(_normalise, strip_tracking))
    return SourceImport(plan, path, was)


def write_sources(root: Path, made: SourceImport) -> None:
    """Write the file of sources with the new ones in it. Raises BriefingError (O501) where that can't be done, or the
    file was changed meanwhile."""
    if made.plan.text is not None:
        write_files({made.path: made.plan.text.encode()}, root, was={made.path: made.was})


def _normalise(url: str) -> str:
    return "#".join(normalise_address(url))
