"""Libraries that not everybody needs: the extras of pyproject.toml, and what is told where one is not installed.

In: the name of an extra, and what it is wanted for. Out: a block of code that may import its libraries; or
BriefingError (O319) with the line to type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec

DISTRIBUTION = "briefing-papers"
"""What the program is called among installed ones; the command is `briefing`."""

EXTRAS: Mapping[str, tuple[str, ...]] = {
    "pdf": ("weasyprint", "pikepdf", "pypdfium2"),
    "preview": ("starlette", "uvicorn", "watchfiles"),
    "pictures": ("matplotlib", "PIL"),
}
"""The modules of each extra; the preview, which shows pages, needs those of the PDF, too."""


def is_installed(extra: str) -> bool:
    """Tell whether all libraries of an extra are there; none of them is loaded."""
    return all(find_spec(module) for module in EXTRAS[extra])


@contextmanager
def need_extra(extra: str, what: str) -> Iterator[None]:
    """Let a block import the libraries of an extra; raise BriefingError (O319) where one is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        if not error.name or error.name.partition(".")[0] == "generator":
            raise  # a fault of this program
        from generator.base import codes  # who has them all needs no words for it
        from generator.base.diagnostics import BriefingError, Origin

        message = f"{what} needs libraries that are not installed here: {error.name}"
        raise BriefingError([codes.MISSING_LIBRARY.at(Origin("."), message, say_how(extra))]) from error


def say_how(extra: str) -> str:
    """Return what to type where an extra is missing."""
    return f"type: pip install '{DISTRIBUTION}[{extra}]' (installed with pipx or uv: see docs/install.md)"
