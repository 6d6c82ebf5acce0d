"""Work that is done once for the same objects, however many tests ask for what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


def once(work: Callable[Given, Result]) -> Callable[Given, Result]:
    """Return a function that does the work the first time that it is given some objects, and remembers what came of it.

    They are told apart by what they are, not by what they hold: a paper holds mappings, which cannot be looked up.
    """
    # the objects are kept, too, so that no other takes the place of one
    known: dict[tuple[int, ...], tuple[Any, Result]] = {}

    @wraps(work)
    def remembered(*given: Given.args, **named: Given.kwargs) -> Result:
        assert not named, "objects are given in their order"
        key = tuple(map(id, given))
        if key not in known:
            known[key] = (given, work(*given, **named))
        return known[key][1]

    return remembered
