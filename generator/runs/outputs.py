"""Put finished files in place, all or none.

A hidden file beside them tells the next run of them (last_build.py); the manifests (manifest.py) are for those who are
to know from what they were made.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.base.diagnostics import BriefingError, Diagnostic, list_rows
from generator.base.files import ChangedMeanwhile, recover, refuse_link, write_files
from generator.base.inputs import find_real_place, read_input
from generator.base.seen import hash_content
from generator.runs.last_build import MANIFEST, NOTICES, OWN_AUDIENCE, SEARCHED, parse_told, read_told
from generator.runs.manifest import (
    MadeFrom,
    Manifest,
    add_outputs,
    cut_out,
    name_manifest,
    parse_manifest,
    put_into,
    write_manifests,
)
from generator.runs.press import Finished

if TYPE_CHECKING:
    from generator.records.schema.base import Visibility


@dataclass(frozen=True, slots=True)
class Proof:
    """For whom files are, and from what they were made; where that did not `hold` meanwhile, nobody knows which state
    of it went in."""

    audience: Visibility
    made_from: MadeFrom
    hold: bool = True


@dataclass(frozen=True, slots=True)
class PlacedFiles:
    """Where the files are now, and what was kept of files that somebody had changed by hand."""

    paths: tuple[Path, ...]
    kept: tuple[Path, ...]


def place_files(
    out: Path,
    inputs: str,
    files: Mapping[str, Finished],
    own_audience: str | None = None,
    notices: Iterable[Diagnostic] | None = (),
    proof: Proof | None = None,
    root: Path | None = None,
    whole: bool = True,
    names: str | None = None,
) -> PlacedFiles:
    """Write the files, the manifests with the `proof` of them, and what the next run needs to know, all or none.

    Raises BriefingError (O501) where one of them can't be written; then all are as they were. A file that was changed
    since it was built (edited in Word, say) is kept under another name. `own_audience` is the edition's, where the
    papers were asked for without naming one; `notices` are remembered for the next build (None: those of the last
    build stay); `root` is the workspace, out of which no link may lead. Without `whole`, of the manifests only that of
    the folder is written: for many editions, that of all of them is written once, at the end (whole_manifests.py).
    `names` is the mark of the file of names behind pseudonyms, taken before they were read, which the files were
    searched for; None where there was none.
    """
    refuse_link(out, out, root)  # before anything that a killed run left there is put right
    notices = None if notices is None else tuple(notices)
    if proof and not proof.hold:
        inputs = ""  # what no files have: the next run makes them anew
    papers = {(out / name).absolute() for name in files}
    # another run may place its files at the same time: who comes second begins again with what stands there then
    while True:
        recover(out.parent, out)
        told = _manifests(out, proof)[0 if whole else 1 :] if proof else ()
        was = {path: read_told(path) for path in (out / MANIFEST, *told)}
        held = {path: data for path, data in was.items() if find_real_place(path, out.parent)}
        manifest = parse_told(was[out / MANIFEST])
        contents = {out / name: file.data for name, file in files.items()}
        contents[out / MANIFEST] = _manifest(manifest, inputs, files, own_audience, notices, names)
        if proof:
            contents |= _prove(out, files, proof, told, was[told[0]])
        try:
            edited = write_files(contents, root, keep=partial(_keep, papers, manifest), was=held)
        except ChangedMeanwhile:
            continue
        return PlacedFiles(tuple(out / name for name in files), edited)


def _manifests(out: Path, proof: Proof) -> tuple[Path, Path]:
    name = name_manifest(proof.audience)
    return out.parent.absolute() / name, out.absolute() / name


def _prove(
    out: Path, files: Mapping[str, Finished], proof: Proof, told: Sequence[Path], before: bytes | None
) -> dict[Path, bytes]:
    """Return the manifests, that of the folder as the last of those that are told and before it the whole one, with the
    files that are made now; `before` is what the first of them was."""
    try:
        manifest = parse_manifest(before or b"")
    except (ValueError, KeyError, TypeError, AttributeError):
        manifest = Manifest(proof.audience, {})  # none yet, or none of this form
    if len(told) == 1:
        manifest = put_into(manifest, out.name)
    there = {name: (out.parent / name).is_file() for name in manifest.outputs}
    data = {name: file.data for name, file in files.items()}
    manifest = add_outputs(manifest, out.name, data, proof.made_from, there)
    own = cut_out(manifest, out.name)
    return dict(zip(told, write_manifests([own] if len(told) == 1 else [manifest, own]), strict=True))


def _keep(papers: Collection[Path], manifest: Mapping[str, Any], path: Path) -> Path | None:
    """Return the name under which a paper that somebody changed by hand is to stay."""
    return _free_name(path) if path in papers and _changed_by_hand(path, manifest) else None


def _changed_by_hand(path: Path, manifest: Mapping[str, Any]) -> bool:
    made = manifest.get(path.name)
    try:
        return not isinstance(made, dict) or made.get("content") != hash_content(read_input(path, path.parent.parent))
    except (OSError, BriefingError):
        return True  # a link that somebody laid there


def _free_name(path: Path) -> Path:
    """Return the first name that is free for a kept file: paper.edited-1.docx."""
    names = (path.with_suffix(f".edited-{number}{path.suffix}") for number in count(1))
    return next(name for name in names if not name.exists())


def _manifest(
    manifest: dict[str, Any],
    inputs: str,
    files: Mapping[str, Finished],
    own_audience: str | None,
    notices: Iterable[Diagnostic] | None,
    names: str | None,
) -> bytes:
    searched = {SEARCHED: names} if names else {}
    made = {name: {"inputs": inputs, "content": hash_content(file.data), **searched} for name, file in files.items()}
    manifest = manifest | made
    if notices is not None:
        manifest[NOTICES] = list_rows(notices)
    if own_audience:
        manifest[OWN_AUDIENCE] = {"inputs": inputs, "audience": own_audience}
    return json.dumps(manifest, indent=1, sort_keys=True).encode()
