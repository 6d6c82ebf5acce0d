"""The files of the app itself, by the name that a browser asks for.

Nothing else is ever found: a name is looked up in a list of the files that are there.
"""

from __future__ import annotations

from importlib.resources import files

from generator.preview.paper import ServedFile

_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def find_app_file(name: str) -> ServedFile | None:
    """Return a file of the app by its name; None where there is none."""
    folder = files("generator.preview") / "static"
    known = {item.name: item for item in folder.iterdir() if item.is_file()} if folder.is_dir() else {}
    kind = _TYPES.get(name[name.rfind(".") :])
    return ServedFile(known[name].read_bytes(), kind) if kind and name in known else None
