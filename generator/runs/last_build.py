"""Tell whether the papers of the last build are here, untouched, and made from what is here now.

A hidden file beside them holds a fingerprint of everything that they were made from, and of the files themselves, and
what there was to tell. Who finds nothing to do loads nothing of what places files (outputs.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from generator.base.diagnostics import BriefingError, Diagnostic, read_rows
from generator.base.files import recover
from generator.base.inputs import read_input
from generator.base.seen import hash_content

MANIFEST = ".manifest.json"
NOTICES = "notices"
"""Key of the manifest: what the last build had to tell."""
OWN_AUDIENCE = "own audience"
"""Key of the manifest: for whom an edition's papers are where nobody says so."""


def name_paper_file(edition: str, format: str, audience: str, lang: str) -> str:
    """Return the name of a paper's file; the audience is in it where it is not public, the language where it is not
    English."""
    return ".".join([edition, *([audience] if audience != "public" else []), *([lang] if lang != "en" else []), format])


@dataclass(frozen=True, slots=True)
class Current:
    """Papers that are as the last build left them: the hashes of these files and of the hidden one by their names, and
    what there was to tell."""

    contents: Mapping[str, str]
    notices: tuple[Diagnostic, ...]


def find_current(
    out: Path,
    inputs: str,
    edition: str,
    formats: Iterable[str],
    audience: str | None,
    lang: str,
    secret: Path | None = None,
) -> Current | None:
    """Return the papers of the last build where they are here, untouched, and made from these inputs and searched
    for the names in the file `secret` as it is; else None.

    `audience` None: the one for which the last build made them, where nothing was said to it either.
    """
    told = _read_manifest(out)
    manifest, asked = parse_told(told), [*formats]
    if told is None or _find_stale(out, manifest, inputs, edition, asked, audience, lang, secret):
        return None
    names = _name_papers(manifest, edition, asked, audience, lang)
    contents = {name: str(manifest[name]["content"]) for name in names}
    return Current({MANIFEST: hash_content(told), **contents}, _list_notices(manifest))


def find_stale(
    out: Path,
    inputs: str,
    edition: str,
    formats: Iterable[str],
    audience: str | None,
    lang: str,
    secret: Path | None = None,
) -> dict[str, Stale]:
    """Return the papers that are not here, untouched, made from these inputs and searched for the names in the file
    `secret` as it is, and why each is not."""
    return _find_stale(out, parse_told(_read_manifest(out)), inputs, edition, [*formats], audience, lang, secret)


def _find_stale(
    out: Path,
    manifest: Mapping[str, Any],
    inputs: str,
    edition: str,
    formats: Sequence[str],
    audience: str | None,
    lang: str,
    secret: Path | None,
) -> dict[str, Stale]:
    names, own = _name_papers(manifest, edition, formats, audience, lang), _find_own(manifest)
    if audience is None and own is None:
        return dict.fromkeys(names, "missing")
    if audience is None and own and own.get("inputs") != inputs:
        return dict.fromkeys(names, "older")
    return {name: why for name in names if (why := _why_stale(out / name, manifest, inputs, secret))}


def _name_papers(
    manifest: Mapping[str, Any], edition: str, formats: Sequence[str], audience: str | None, lang: str
) -> list[str]:
    own = _find_own(manifest)
    reader = audience or (own["audience"] if own else "public")
    return [name_paper_file(edition, format, reader, lang) for format in formats]


def _find_own(manifest: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return for whom the edition's papers are where nobody says so, and from what they were made; None where no build
    has told."""
    said = manifest.get(OWN_AUDIENCE)
    return said if isinstance(said, dict) and isinstance(said.get("audience"), str) else None


def _why_stale(path: Path, manifest: Mapping[str, Any], inputs: str, secret: Path | None) -> Stale | None:
    try:
        data = read_input(path, path.parent.parent)
    except (OSError, BriefingError):
        return "missing"
    made = manifest.get(path.name)
    if not isinstance(made, dict) or made.get("content") != hash_content(data):
        return "by hand"
    if made.get("inputs") != inputs:
        return "older"
    return "unsearched" if secret and _is_newer(secret, path) else None


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


Stale = Literal["missing", "by hand", "older", "unsearched"]
"""Why a paper is not up to date: it is not there, it was changed by hand, it was made from other inputs, or it was not
searched for the names behind pseudonyms as they are now."""


def _list_notices(manifest: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """Return the warnings and hints of the last build, from the hidden file."""
    try:
        return tuple(read_rows(manifest[NOTICES]))
    except (KeyError, TypeError, ValueError):
        return ()


def _read_manifest(out: Path) -> bytes | None:
    recover(out.parent, out)
    try:
        return read_told(out / MANIFEST)
    except OSError:
        return None


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
