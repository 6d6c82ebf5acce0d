"""Put finished files in their place, all or none, and know when nothing has to be done.

A manifest beside the files holds a fingerprint of everything that they were made from, and of the files themselves.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.runs.press import Finished

MANIFEST = ".manifest.json"
NOTICES = "notices"
"""Key of the manifest: what the last build had to tell."""
OWN_AUDIENCE = "own audience"
"""Key of the manifest: for whom an edition's papers are where nobody says so."""


def file_name(edition: str, format: str, audience: str, lang: str) -> str:
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
            name = file_name(edition, format, audience, lang)
            made = manifest[name]
            if made["inputs"] != inputs or made["content"] != _content((out / name).read_bytes()):
                return False
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return True


def _content(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the files are now, and what was kept of files that somebody had changed by hand."""

    paths: tuple[Path, ...]
    kept: tuple[Path, ...]


def place(
    out: Path,
    inputs: str,
    files: Mapping[str, Finished],
    own_audience: str | None = None,
    notices: Iterable[Diagnostic] | None = (),
) -> Placed:
    """Write the files beside their places, then move them in, so that no one ever sees half a paper.

    All or none: where one cannot be written or moved, those moved already are put back, and BriefingError (O501) is
    raised. A file that was changed since it was built (edited in Word, say) is kept under another name. `own_audience`
    is the edition's, where the papers were asked for without naming one; `notices` are remembered for `last_notices`
    (None: those of the last build stay).
    """
    manifest = _read_manifest(out)
    beside: list[Path] = []
    moved: list[tuple[Path, Path | None]] = []
    edited: list[Path] = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, data in {
            **{n: f.data for n, f in files.items()},
            MANIFEST: _manifest(manifest, inputs, files, own_audience, notices),
        }.items():
            beside.append(out / f".{name.lstrip('.')}.new")
            beside[-1].write_bytes(data)
        for new, name in zip(beside, (*files, MANIFEST), strict=True):
            kept = None
            if (out / name).exists():
                if name != MANIFEST and _changed_by_hand(out / name, manifest):
                    edited.append(kept := _free_name(out / name))
                else:
                    kept = out / f".{name.lstrip('.')}.old"
                (out / name).replace(kept)
            moved.append((out / name, kept))
            new.replace(out / name)
    except OSError as error:
        for path, kept in reversed(moved):
            with contextlib.suppress(OSError):
                if kept:
                    kept.replace(path)
                else:
                    path.unlink(missing_ok=True)
        what = Path(str(error.filename2 or error.filename or out)).name
        raise BriefingError(
            [
                codes.NOT_WRITTEN.at(
                    Origin(out.as_posix()),
                    f"`{what}` can't be written: {error.strerror or 'unknown reason'}",
                    "close it where it is open, and look whether there is room and whether you may write here; the"
                    " papers of the last build are untouched",
                )
            ]
        ) from error
    finally:
        for path in (*beside, *(old for _, old in moved if old and old not in edited)):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
    return Placed(tuple(out / name for name in files), tuple(edited))


def _changed_by_hand(path: Path, manifest: Mapping[str, Any]) -> bool:
    made = manifest.get(path.name)
    return not isinstance(made, dict) or made.get("content") != _content(path.read_bytes())


def _free_name(path: Path) -> Path:
    """Return the first name that is free for a kept file: paper.edited-1.docx."""
    names = (path.with_suffix(f".edited-{number}{path.suffix}") for number in count(1))
    return next(name for name in names if not name.exists())


def last_notices(out: Path) -> list[Diagnostic]:
    """Return what the last build into this folder had to tell: it still holds while nothing has changed."""
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
