"""How much of what costs much is tried: most of it in CI, some of it at a desk."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")
SHARE = 5


def examples(every: int, desk: int | None = None) -> int:
    """Return the number that hypothesis draws: half of `every` where CI is set, which has half an hour, `desk` or a
    fifth elsewhere."""
    return max(1, every // 2) if os.environ.get("CI") else desk or max(1, every // SHARE)


def some(items: Sequence[Item]) -> Sequence[Item]:
    """Return all items where CI is set, every fifth elsewhere."""
    return items if os.environ.get("CI") else items[::SHARE]
