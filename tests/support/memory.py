"""How much memory processes took that have ended."""

from __future__ import annotations

import resource

_MORE = 600_000
"""KiB: what a template may take (BYTES of generator/base/limits.py), and some."""


def most_memory() -> int:
    """Return the KiB of the largest process that this one started and that has ended, of earlier tests too."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def stayed_small(before: int) -> bool:
    """Tell whether no process that ended since is much larger than this one, of which it is a fork, and than all of
    `before`. This one grows with the tests that it has run."""
    return most_memory() <= max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + _MORE, before)
