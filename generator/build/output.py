"""Put finished files in their place, all or none, and know when nothing has to be done.

A manifest beside the files holds a fingerprint of everything that they were made from, and of the files themselves.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.build.formats import Finished
from generator.diagnostics import Diagnostic

MANIFEST = ".manifest.json"


def file_name(edition: str, format: str, audience: str, lang: str) -> str:
    """Return the name of a paper's file; the audience is in it where it is not public, the language where it is not English."""
    return ".".join([edition, *([audience] if audience != "public" else []), *([lang] if lang != "en" else []), format])


def inputs_fingerprint(root: Path, edition: str) -> str:
    """Return one fingerprint of all that a paper of the edition is made from: data, edition, templates and this program.

    The program counts by size and time of its files; data and templates count by content.
    """
    digest = hashlib.blake2b(digest_size=16)
    for folder in (root / "data", root / "briefings" / edition, root / "templates"):
        for path in _files(folder):
            digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    program = Path(__file__).parent.parent
    for path in _files(program):
        if path.suffix == ".py":
            status = path.stat()
            digest.update(f"\0{path.relative_to(program).as_posix()} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    found = []
    for where, folders, names in os.walk(folder):
        folders.sort()
        folders[:] = [name for name in folders if name != "__pycache__"]
        found += [Path(where, name) for name in sorted(names)]
    return found


def is_current(out: Path, inputs: str, names: Iterable[str]) -> list[Diagnostic] | None:
    """Return the notices of the last build if its files are here, untouched, and made from these inputs; None otherwise."""
    try:
        manifest = json.loads((out / MANIFEST).read_text("utf-8"))
        for name in names:
            made = manifest[name]
            if made["inputs"] != inputs or made["content"] != _content((out / name).read_bytes()):
                return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return []


def _content(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def place(out: Path, inputs: str, files: Mapping[str, Finished]) -> list[Path]:
    """Write the files beside their places, then move them in, so that no one ever sees half a paper; return their paths."""
    out.mkdir(parents=True, exist_ok=True)
    try:
        manifest = json.loads((out / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        manifest = {}
    for name, file in files.items():
        (out / f".{name}.new").write_bytes(file.data)
        manifest[name] = {"inputs": inputs, "content": _content(file.data)}
    beside = out / f"{MANIFEST}.new"
    beside.write_text(json.dumps(manifest, indent=1, sort_keys=True), "utf-8")
    for name in files:
        (out / f".{name}.new").replace(out / name)
    beside.replace(out / MANIFEST)
    return [out / name for name in files]
