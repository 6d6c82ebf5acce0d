"""Keep from the terminal what Pango and its libraries write about sizes and fonts that they can't cope with.

They write to the process's own standard error, in words for their programmers, past every handler of Python's. What is
wrong with the style is told all the same: by the layout engine, or by the judge of its pages.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_ERRORS = 2


@contextmanager
def hide_pango_messages() -> Iterator[None]:
    """Let what C libraries write to standard error go nowhere for as long as this lasts."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
    try:
        before = os.dup(_ERRORS)
    except OSError:  # there is no standard error
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _ERRORS)
        yield
    finally:
        os.dup2(before, _ERRORS)
        os.close(before)
        os.close(nowhere)
