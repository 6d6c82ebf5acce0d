"""Work once for each object: what a frozen record says is asked for by many, and never changes.

In: a function of an object and of what else it is asked. Out: the same function, which keeps its answers as long as
that very object lives. A copy of a record is another object, with answers of its own.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

S = TypeVar("S")
P = ParamSpec("P")
T = TypeVar("T")


def once_each(work: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Return `work`, which is done once for each object and each of the other arguments (which are hashable). What
    it returns has no reference to the object itself, which would then live for ever, and is changed by nobody."""
    kept: dict[int, tuple[weakref.ref[Any], dict[Hashable, T]]] = {}

    @wraps(work)
    def ask(about: S, /, *arguments: P.args, **named: P.kwargs) -> T:
        number = id(about)
        found = kept.get(number)
        if found is None or found[0]() is not about:  # an id is given again once its object is gone
            # bound now: when the program ends, objects may go after the names of this module
            found = kept[number] = (weakref.ref(about, partial(_forget, kept, number)), {})
        answers = found[1]
        asked = (arguments, *named.items()) if named else arguments
        if asked not in answers:
            answers[asked] = work(about, *arguments, **named)
        return answers[asked]

    return ask


def _forget(kept: dict[int, Any], number: int, gone: weakref.ref[Any]) -> None:
    if number in kept and kept[number][0] is gone:
        del kept[number]
