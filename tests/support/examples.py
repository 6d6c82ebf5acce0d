"""How much of what costs much is tried: all of it in CI, some of it at a desk."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")
SHARE = 5


def examples(every: int, desk: int | None = None) -> int:
    """Return the number that hypothesis draws: `every` one where CI is set, `desk` or a fifth elsewhere."""
    return every if os.environ.get("CI") else desk or max(1, every // SHARE)


def some(items: Sequence[Item]) -> Sequence[Item]:
    """Return all items where CI is set, every fifth elsewhere."""
    return items if os.environ.get("CI") else items[::SHARE]
