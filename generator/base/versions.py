"""Which program makes the papers: its own version and files, Python, and the libraries that files are made with."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from functools import cache

from generator import __version__
from generator.base.kept import keep, recall

TYPE_CHECKING = False  # `typing` takes longer to load than all that is done here
if TYPE_CHECKING:
    from generator.base.look import Look

LIBRARIES = (
    "anyascii", "babel", "bibtexparser", "cffi", "click", "cssselect2", "docxtpl", "fonttools", "jinja2", "lxml",
    "markdown-it-py", "matplotlib", "numpy", "openpyxl", "phonenumberslite", "pikepdf", "pillow", "pydantic",
    "pydantic-core", "pydyf", "pyicu-wheels", "pylatexenc", "pypdfium2", "pyphen", "python-docx", "python-stdnum",
    "rapidfuzz", "rich", "rispy", "ruamel-yaml", "ruamel-yaml-clib", "starlette", "tinycss2", "tinyhtml5", "uvicorn",
    "w3lib", "watchfiles", "weasyprint", "xlsxwriter",
)  # fmt: skip
"""What pyproject.toml asks for, and below it what has a hand in the finished bytes."""

PROGRAM = os.path.dirname(os.path.dirname(__file__))


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
    return {"briefing": __version__, "python": say_python(), **libraries}


def say_python() -> str:
    """Return the version of Python, as `platform.python_version` does, which loads much to tell it."""
    return sys.version.partition(" ")[0]


@cache
def look_at_program() -> Look | None:
    """Return the files of the program that is running, as they were when this was first asked."""
    from pathlib import Path

    from generator.base.look import look  # of the very files that are read for a paper

    return look(Path(PROGRAM), ["."])


def hash_known_program() -> str:
    """Return what `hash_program` does: from an earlier run, where the files are still what they were then."""
    seen = look_at_program()
    if seen is None or not seen.is_settled():
        return hash_program()
    name = b"program\0" + PROGRAM.encode("utf-8", "surrogatepass")
    secret = hashlib.sha256(name + b"\0" + seen.sign()).digest()
    if known := recall(secret, name):
        return known.decode()
    sha256 = hash_program()
    if seen.holds():  # else nobody knows which state of them was read
        keep(secret, sha256.encode(), name)
    return sha256


def hash_program() -> str:
    """Return the SHA-256 of the files of this program, wherever it stands."""
    program = PROGRAM
    hasher = hashlib.sha256()
    for where, folders, names in os.walk(program):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        # as text: to make paths of seven hundred names takes longer than to read the files
        inside = f"{where[len(program) + 1 :]}{os.sep}".replace(os.sep, "/").removeprefix("/")
        for name in sorted(names):
            hasher.update(f"\0{inside}{name}\0".encode())
            with open(f"{where}{os.sep}{name}", "rb") as file:
                hasher.update(file.read())
    return hasher.hexdigest()
