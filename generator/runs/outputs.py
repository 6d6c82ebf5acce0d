"""Put finished files in place, all or none, and tell whether a build is up to date.

A hidden file beside them, for the next run, holds a fingerprint of everything that they were made from, and of the
files themselves; the manifests (manifest.py) are for those who are to know it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.files import ChangedMeanwhile, recover, refuse_link, write_files
from generator.base.inputs import find_real_place, read_input
from generator.runs.manifest import (
    MadeFrom,
    Manifest,
    add_outputs,
    cut_out,
    name_manifest,
    parse_manifest,
    put_into,
    write_manifest,
)
from generator.runs.press import Finished

if TYPE_CHECKING:
    from generator.records.schema.base import Visibility

MANIFEST = ".manifest.json"
NOTICES = "notices"
"""Key of the manifest: what the last build had to tell."""
OWN_AUDIENCE = "own audience"
"""Key of the manifest: for whom an edition's papers are where nobody says so."""


def name_paper_file(edition: str, format: str, audience: str, lang: str) -> str:
    """Return the name of a paper's file; the audience is in it where it is not public, the language where it is not
    English."""
    return ".".join([edition, *([audience] if audience != "public" else []), *([lang] if lang != "en" else []), format])


def is_current(out: Path, inputs: str, edition: str, formats: Iterable[str], audience: str | None, lang: str) -> bool:
    """Tell whether the papers of the last build are here, untouched, and made from these inputs.

    `audience` None: the one for which the last build made them, where nothing was said to it either.
    """
    return not find_stale(out, inputs, edition, formats, audience, lang)


def find_stale(
    out: Path, inputs: str, edition: str, formats: Iterable[str], audience: str | None, lang: str
) -> dict[str, Stale]:
    """Return the papers that are not here, untouched and made from these inputs, and why each is not."""
    manifest = _read_manifest(out)
    if audience is None:
        said = manifest.get(OWN_AUDIENCE)
        if not isinstance(said, dict) or not isinstance(said.get("audience"), str):
            return {name_paper_file(edition, format, "public", lang): "missing" for format in formats}
        audience = str(said["audience"])
        if said.get("inputs") != inputs:
            return {name_paper_file(edition, format, audience, lang): "older" for format in formats}
    names = [name_paper_file(edition, format, audience, lang) for format in formats]
    return {name: why for name in names if (why := _why_stale(out / name, manifest, inputs))}


def _why_stale(path: Path, manifest: Mapping[str, Any], inputs: str) -> Stale | None:
    try:
        data = read_input(path, path.parent.parent)
    except (OSError, BriefingError):
        return "missing"
    made = manifest.get(path.name)
    if not isinstance(made, dict) or made.get("content") != _content(data):
        return "by hand"
    return None if made.get("inputs") == inputs else "older"


def is_older(out: Path, names: Path | None) -> bool:
    """Tell whether the last build into this folder knew other names to be protected than the file of pseudonyms says
    now: it is no part of the inputs, which the manifest tells everybody."""
    try:
        return names is not None and (out / MANIFEST).stat().st_mtime_ns < names.stat().st_mtime_ns
    except OSError:
        return True


def _content(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


Stale = Literal["missing", "by hand", "older"]
"""Why a paper is not up to date: it is not there, it was changed by hand, or it was made from other inputs."""


@dataclass(frozen=True, slots=True)
class Proof:
    """For whom files are, and from what they were made."""

    audience: Visibility
    made_from: MadeFrom


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
) -> PlacedFiles:
    """Write the files, the manifests with the `proof` of them, and what the next run needs to know, all or none.

    Raises BriefingError (O501) where one of them can't be written; then all are as they were. A file that was changed
    since it was built (edited in Word, say) is kept under another name. `own_audience` is the edition's, where the
    papers were asked for without naming one; `notices` are remembered for `read_last_notices` (None: those of the last
    build stay); `root` is the workspace, out of which no link may lead. Without `whole`, of the manifests only that of
    the folder is written: for many editions, that of all of them is written once, at the end (whole_manifests.py).
    """
    refuse_link(out, out, root)  # before anything that a killed run left there is put right
    notices = None if notices is None else tuple(notices)
    papers = {(out / name).absolute() for name in files}
    # another run may place its files at the same time: who comes second begins again with what stands there then
    while True:
        recover(out.parent, out)
        told = _manifests(out, proof)[0 if whole else 1 :] if proof else ()
        was = {path: _read(path) for path in (out / MANIFEST, *told)}
        held = {path: data for path, data in was.items() if find_real_place(path, out.parent)}
        manifest = _parse(was[out / MANIFEST])
        contents = {out / name: file.data for name, file in files.items()}
        contents[out / MANIFEST] = _manifest(manifest, inputs, files, own_audience, notices)
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
    own = write_manifest(cut_out(manifest, out.name))
    return dict(zip(told, (own,) if len(told) == 1 else (write_manifest(manifest), own), strict=True))


def _read(path: Path) -> bytes | None:
    try:
        return read_input(path, path.parent.parent) if path.is_file() else None
    except BriefingError:
        return None  # a link that somebody laid there: it is replaced


def _keep(papers: Collection[Path], manifest: Mapping[str, Any], path: Path) -> Path | None:
    """Return the name under which a paper that somebody changed by hand is to stay."""
    return _free_name(path) if path in papers and _changed_by_hand(path, manifest) else None


def _changed_by_hand(path: Path, manifest: Mapping[str, Any]) -> bool:
    made = manifest.get(path.name)
    try:
        return not isinstance(made, dict) or made.get("content") != _content(read_input(path, path.parent.parent))
    except (OSError, BriefingError):
        return True  # a link that somebody laid there


def _free_name(path: Path) -> Path:
    """Return the first name that is free for a kept file: paper.edited-1.docx."""
    names = (path.with_suffix(f".edited-{number}{path.suffix}") for number in count(1))
    return next(name for name in names if not name.exists())


def read_last_notices(out: Path) -> list[Diagnostic]:
    """Return the warnings and hints of the last build into this folder, from its manifest."""
    try:
        rows = _read_manifest(out)[NOTICES]
        return [
            Diagnostic(**{**row, "kind": codes.BY_ID[row["kind"]], "origin": Origin(*row["origin"])}) for row in rows
        ]
    except (KeyError, TypeError):
        return []


def _read_manifest(out: Path) -> dict[str, Any]:
    recover(out.parent, out)
    try:
        return _parse(_read(out / MANIFEST))
    except OSError:
        return {}


def _parse(data: bytes | None) -> dict[str, Any]:
    try:
        manifest = json.loads((data or b"").decode("utf-8"))
    except (ValueError, RecursionError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _manifest(
    manifest: dict[str, Any],
    inputs: str,
    files: Mapping[str, Finished],
    own_audience: str | None,
    notices: Iterable[Diagnostic] | None,
) -> bytes:
    manifest = manifest | {name: {"inputs": inputs, "content": _content(file.data)} for name, file in files.items()}
    if notices is not None:
        manifest[NOTICES] = [asdict(notice) | {"kind": notice.code} for notice in notices]
    if own_audience:
        manifest[OWN_AUDIENCE] = {"inputs": inputs, "audience": own_audience}
    return json.dumps(manifest, indent=1, sort_keys=True).encode()
