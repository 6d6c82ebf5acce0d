"""Tell whether the papers of the last build are here, untouched, and made from what is here now.

A hidden file beside them holds a fingerprint of everything that they were made from, and of the files themselves, and
what there was to tell. Who finds nothing to do loads nothing of what places files (outputs.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
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

Stale = Literal["missing", "by hand", "older", "unsearched"]
"""Why a paper is not up to date: it is not there, it was changed by hand, it was made from other inputs, or it was not
searched for the names behind pseudonyms as they are now."""


def name_paper_file(edition: str, format: str, audience: str, lang: str) -> str:
    """Return the name of a paper's file; the audience is in it where it is not public, the language where it is not
    English."""
    return ".".join([edition, *([audience] if audience != "public" else []), *([lang] if lang != "en" else []), format])


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build left: the papers that are not up to date, and why each is not; where all of them are, their
    hashes and that of the hidden file by their names; and what there was to tell."""

    stale: Mapping[str, Stale]
    contents: Mapping[str, str]
    notices: tuple[Diagnostic, ...]

    @property
    def is_current(self) -> bool:
        """Tell whether all papers are as it left them, and would come out the same."""
        return bool(self.contents)


def read_last_build(
    out: Path,
    inputs: str,
    edition: str,
    formats: Iterable[str],
    audience: str | None,
    lang: str,
    names: str | None = None,
) -> LastBuild:
    """Return what the last build left of these papers: up to date is what is here, untouched, made from these inputs
    and searched for the names behind pseudonyms that are at hand; `names` is the mark of their file.

    `audience` None: the one for which the last build made them, where nothing was said to it either.
    """
    told = _read_manifest(out)
    manifest = parse_told(told)
    own = _find_own(manifest)
    reader = audience or (own["audience"] if own else "public")
    papers = [name_paper_file(edition, format, reader, lang) for format in formats]
    stale: dict[str, Stale] = {}
    if audience is None and own is None:
        stale = dict.fromkeys(papers, "missing")
    elif audience is None and own and own.get("inputs") != inputs:
        stale = dict.fromkeys(papers, "older")
    else:
        stale = {name: why for name in papers if (why := _why_stale(out / name, manifest, inputs, names))}
    contents: dict[str, str] = {}
    if told is not None and not stale:
        contents = {MANIFEST: hash_content(told), **{name: str(manifest[name]["content"]) for name in papers}}
    return LastBuild(stale, contents, _list_notices(manifest))


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
