"""Pause Python's garbage collector while long-lived objects are made; this saves a third of the time.

A command is entered with it off (`generator.cli.main`); the preview, which goes on, has it off for each piece of work
alone. What it made then stays for a while, and is a million objects for a list of hundreds of people: looking through
all of them for what nothing refers to any more takes a tenth of the time in which they were made, while somebody waits.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause_collection() -> Iterator[None]:
    """Pause the garbage collector in a `with` block, and restore it afterwards."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def keep_from_collection() -> Iterator[None]:
    """Pause the garbage collector in a `with` block, and let it pass over all that is there at the end of it, until
    `collect_all`. What is no longer referred to still goes at once, save where objects refer to each other in a
    circle."""
    with pause_collection():
        yield
        gc.freeze()


def collect_all() -> None:
    """Look through all there is, what was kept from collection with it."""
    gc.unfreeze()
    gc.collect()
