"""Put finished files in place, all or none, and tell whether a build is up to date.

A manifest beside the files holds a fingerprint of everything that they were made from, and of the files themselves.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.base.files import write_files
from generator.runs.press import Finished

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
    try:
        manifest = _read_manifest(out)
        if audience is None:
            said = manifest[OWN_AUDIENCE]
            if said["inputs"] != inputs:
                return False
            audience = str(said["audience"])
        for format in formats:
            name = name_paper_file(edition, format, audience, lang)
            made = manifest[name]
            if made["inputs"] != inputs or made["content"] != _content((out / name).read_bytes()):
                return False
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return True


def _content(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


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
) -> PlacedFiles:
    """Write the files and the manifest, all or none.

    Raises BriefingError (O501) where one of them can't be written; then all are as they were. A file that was changed
    since it was built (edited in Word, say) is kept under another name. `own_audience` is the edition's, where the
    papers were asked for without naming one; `notices` are remembered for `read_last_notices` (None: those of the last
    build stay).
    """
    manifest = _read_manifest(out)

    def kept(path: Path) -> Path | None:
        return _free_name(path) if path.name != MANIFEST and _changed_by_hand(path, manifest) else None

    contents = {out / name: file.data for name, file in files.items()}
    contents[out / MANIFEST] = _manifest(manifest, inputs, files, own_audience, notices)
    edited = write_files(contents, keep=kept)
    return PlacedFiles(tuple(out / name for name in files), edited)


def _changed_by_hand(path: Path, manifest: Mapping[str, Any]) -> bool:
    made = manifest.get(path.name)
    return not isinstance(made, dict) or made.get("content") != _content(path.read_bytes())


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
    try:
        manifest = json.loads((out / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
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
