"""Which program makes the papers: its own version and files, Python, and the libraries that files are made with."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Mapping
from pathlib import Path

from generator import __version__

LIBRARIES = (
    "anyascii", "babel", "bibtexparser", "cffi", "click", "cssselect2", "docxtpl", "fonttools", "jinja2", "lxml",
    "markdown-it-py", "matplotlib", "numpy", "openpyxl", "phonenumberslite", "pikepdf", "pillow", "pydantic",
    "pydantic-core", "pydyf", "pyicu-wheels", "pylatexenc", "pypdfium2", "pyphen", "python-docx", "python-stdnum",
    "rapidfuzz", "rich", "rispy", "ruamel-yaml", "ruamel-yaml-clib", "starlette", "tinycss2", "tinyhtml5", "uvicorn",
    "w3lib", "watchfiles", "weasyprint", "xlsxwriter",
)  # fmt: skip
"""What pyproject.toml asks for, and below it what has a hand in the finished bytes."""


def read_versions() -> Mapping[str, str]:
    """Return the version of the program, of Python and of each library.

    The names of folders say it; `importlib.metadata` would read a file for each, and takes long to load.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                library, _, version = name.removesuffix(".dist-info").partition("-")
                found.setdefault(library.lower().replace("_", "-").replace(".", "-"), version)
    libraries = {name: found[name] for name in LIBRARIES if name in found}
    return {"briefing": __version__, "python": platform.python_version(), **libraries}


def hash_program() -> str:
    """Return the SHA-256 of the files of this program, wherever it stands."""
    program = Path(__file__).parent.parent
    hasher = hashlib.sha256()
    for where, folders, names in os.walk(program):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            path = Path(where, name)
            hasher.update(f"\0{path.relative_to(program).as_posix()}\0".encode())
            hasher.update(path.read_bytes())
    return hasher.hexdigest()
