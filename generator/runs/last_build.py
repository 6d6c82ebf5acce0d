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
SEARCHED = "searched"
"""Key of a paper in the manifest: the mark of the file of names behind pseudonyms that it was searched for. It is no
part of the inputs, which a manifest tells everybody."""
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
    names: str | None = None,
) -> Current | None:
    """Return the papers of the last build where they are here, untouched, and made from these inputs and searched
    for the names behind pseudonyms that are at hand; else None.

    `audience` None: the one for which the last build made them, where nothing was said to it either.
    """
    told = _read_manifest(out)
    manifest, asked = parse_told(told), [*formats]
    if told is None or _find_stale(out, manifest, inputs, edition, asked, audience, lang, names):
        return None
    papers = _name_papers(manifest, edition, asked, audience, lang)
    contents = {name: str(manifest[name]["content"]) for name in papers}
    return Current({MANIFEST: hash_content(told), **contents}, _list_notices(manifest))


def find_stale(
    out: Path,
    inputs: str,
    edition: str,
    formats: Iterable[str],
    audience: str | None,
    lang: str,
    names: str | None = None,
) -> dict[str, Stale]:
    """Return the papers that are not here, untouched, made from these inputs and searched for the names behind
    pseudonyms that are at hand, and why each is not; `names` is the mark of their file (`mark_pseudonyms`)."""
    return _find_stale(out, parse_told(_read_manifest(out)), inputs, edition, [*formats], audience, lang, names)


def _find_stale(
    out: Path,
    manifest: Mapping[str, Any],
    inputs: str,
    edition: str,
    formats: Sequence[str],
    audience: str | None,
    lang: str,
    names: str | None,
) -> dict[str, Stale]:
    papers, own = _name_papers(manifest, edition, formats, audience, lang), _find_own(manifest)
    if audience is None and own is None:
        return dict.fromkeys(papers, "missing")
    if audience is None and own and own.get("inputs") != inputs:
        return dict.fromkeys(papers, "older")
    return {name: why for name in papers if (why := _why_stale(out / name, manifest, inputs, names))}


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


def _why_stale(path: Path, manifest: Mapping[str, Any], inputs: str, names: str | None) -> Stale | None:
    try:
        data = read_input(path, path.parent.parent)
    except (OSError, BriefingError):
        return "missing"
    made = manifest.get(path.name)
    if not isinstance(made, dict) or made.get("content") != hash_content(data):
        return "by hand"
    if made.get("inputs") != inputs:
        return "older"
    # by no time of this paper: another file of names may be put in the place of this one, or come from elsewhere
    return "unsearched" if names is not None and (not names or made.get(SEARCHED) != names) else None


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
