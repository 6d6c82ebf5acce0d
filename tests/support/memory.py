"""How much memory processes took that have ended."""

from __future__ import annotations

import resource

LIMIT = 1_000_000


def most_memory() -> int:
    """Return the KiB of the largest process that this one started and that has ended, of earlier tests too."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def stayed_small(before: int) -> bool:
    """Tell whether no process that ended since is larger than a gigabyte, and than all of `before`."""
    return most_memory() <= max(LIMIT, before)
