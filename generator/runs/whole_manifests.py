"""Bring the manifests above the papers up to date with those in their folders.

Papers may come from other machines, each folder with its own manifests (docs/many-machines.md): those above, which
tell of all of them, are put together from these. Where everything was built here, nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.base.diagnostics import BriefingError
from generator.base.files import ChangedMeanwhile, write_files
from generator.base.inputs import read_input
from generator.runs.manifest import Manifest, parse_manifest, put_into, write_manifest


def renew_manifests(out: Path, root: Path | None = None) -> list[Path]:
    """Write those manifests above the papers in `out` that do not say what the folders there do; return them."""
    while True:
        was: dict[Path, bytes | None] = {}
        new: dict[Path, bytes] = {}
        for name in sorted({path.name for path in out.glob("*/manifest*.json")}):
            path = out.absolute() / name
            was[path] = read_input(path, out) if path.is_file() else None
            whole = _join(out, name, was[path])
            if whole and (data := write_manifest(whole)) != was[path]:
                new[path] = data
        try:
            write_files(new, root, was={path: was[path] for path in new})
        except ChangedMeanwhile:
            continue
        return [*new]


def _join(out: Path, name: str, before: bytes | None) -> Manifest | None:
    """Return the manifest of all folders; what it says of a file that no folder tells of any more stays, as long as
    that is there."""
    found = [*_read(before), *_read_folders(out, name)]
    outputs = {name: one for manifest in found for name, one in manifest.outputs.items()}
    there = {name: one for name, one in outputs.items() if (out / name).is_file()}
    return Manifest(found[0].audience, there) if found else None


def _read_folders(out: Path, name: str) -> Iterator[Manifest]:
    for path in sorted(out.glob(f"*/{name}")):
        try:
            data = read_input(path, out)
        except (OSError, BriefingError):
            continue  # a link that somebody laid there
        yield from (put_into(one, path.parent.name) for one in _read(data))


def _read(data: bytes | None) -> Iterator[Manifest]:
    try:
        yield parse_manifest(data or b"")
    except (ValueError, KeyError, TypeError, AttributeError):
        return  # none, or none of this form
