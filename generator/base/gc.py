"""Leave Python's search for garbage off while much is made that lives until the end: it finds nothing, and costs a
third of the time.

A command is entered with it off (`generator.cli.main`); the preview, which goes on, has it off for each piece of work
alone.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Switch the collector off, and on again afterwards if it was on."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
