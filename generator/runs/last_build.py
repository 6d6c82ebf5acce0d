"""Tell whether the papers of the last build are here, untouched, and made from what is here now.

A hidden file beside them holds a fingerprint of everything that they were made from, and of the files themselves, and
what there was to tell. Who finds nothing to do loads nothing of what places files (outputs.py).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from generator.base.diagnostics import BriefingError, Diagnostic, read_rows
from generator.base.files import recover
from generator.base.inputs import read_input

MANIFEST = ".manifest.json"
NOTICES = "notices"
"""Key of the manifest: what the last build had to tell."""
OWN_AUDIENCE = "own audience"
"""Key of the manifest: for whom an edition's papers are where nobody says so."""


def name_paper_file(edition: str, format: str, audience: str, lang: str) -> str:
    """Return the name of a paper's file; the audience is in it where it is not public, the language where it is not
    English."""
    return ".".join([edition, *([audience] if audience != "public" else []), *([lang] if lang != "en" else []), format])


def is_current(
    out: Path,
    inputs: str,
    edition: str,
    formats: Iterable[str],
    audience: str | None,
    lang: str,
    names: Path | None = None,
) -> bool:
    """Tell whether the papers of the last build are here, untouched, and made from these inputs and from these `names`
    behind pseudonyms.

    `audience` None: the one for which the last build made them, where nothing was said to it either.
    """
    return not find_stale(out, inputs, edition, formats, audience, lang, names)


def find_stale(
    out: Path,
    inputs: str,
    edition: str,
    formats: Iterable[str],
    audience: str | None,
    lang: str,
    names: Path | None = None,
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
    papers = [name_paper_file(edition, format, audience, lang) for format in formats]
    return {name: why for name in papers if (why := _why_stale(out / name, manifest, inputs, names))}


def _why_stale(path: Path, manifest: Mapping[str, Any], inputs: str, names: Path | None) -> Stale | None:
    try:
        data = read_input(path, path.parent.parent)
    except (OSError, BriefingError):
        return "missing"
    made = manifest.get(path.name)
    if not isinstance(made, dict) or made.get("content") != hash_content(data):
        return "by hand"
    if made.get("inputs") != inputs:
        return "older"
    return "unsearched" if names and _is_newer(names, path) else None


def _is_newer(names: Path, paper: Path) -> bool:
    """Tell whether the file of names behind pseudonyms has changed since a paper was placed, and was searched for them:
    it is no part of the inputs, which the manifest tells everybody. Each paper has a time of its own, for one format is
    built without the others; and a file that was put in the place of another has one of its coming, besides that of its
    content, which may be an old one."""
    try:
        status = names.stat()
        return paper.stat().st_mtime_ns < max(status.st_mtime_ns, status.st_ctime_ns)
    except OSError:
        return True


def hash_content(data: bytes) -> str:
    """Return by what a file is known that was made."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


Stale = Literal["missing", "by hand", "older", "unsearched"]
"""Why a paper is not up to date: it is not there, it was changed by hand, it was made from other inputs, or it was not
searched for the names behind pseudonyms as they are now."""


def read_last_notices(out: Path) -> list[Diagnostic]:
    """Return the warnings and hints of the last build into this folder, from its manifest."""
    try:
        return [*read_rows(_read_manifest(out)[NOTICES])]
    except (KeyError, TypeError, ValueError):
        return []


def _read_manifest(out: Path) -> dict[str, Any]:
    recover(out.parent, out)
    try:
        return parse_told(read_told(out / MANIFEST))
    except OSError:
        return {}


def parse_told(data: bytes | None) -> dict[str, Any]:
    """Return what the hidden file says; nothing where it is none of this program."""
    try:
        manifest = json.loads((data or b"").decode("utf-8"))
    except (ValueError, RecursionError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def read_told(path: Path) -> bytes | None:
    """Return what a file beside the papers holds; None where there is none."""
    try:
        return read_input(path, path.parent.parent) if path.is_file() else None
    except BriefingError:
        return None  # a link that somebody laid there: it is replaced
