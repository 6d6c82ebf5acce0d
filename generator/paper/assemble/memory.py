"""Keep what was assembled of a record from one version of a paper to the next, where nothing of what was read for it
has changed.

In: a context, and what makes a part of the paper from it. Out: the part, made anew or as it was. Whoever shows a paper
again after each saved file hands the same `Memory` to `assemble` each time. If all that was asked for a part is
answered as then, by the very same records, what is made is the same, and so is what was noted beside it: notes, what is
wrong. What can't be noted (`noted`) is made as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from generator.base.text.leftover import Leftover, find_leftover_in_field
from generator.paper.assemble.context import Context
from generator.paper.assemble.noted import ABSENT, BY_WORDS, STEADY, Key, Made, NobodyNotes, Noting
from generator.paper.document import Document
from generator.paper.document.settled import Settled
from generator.records.load import Entry

T = TypeVar("T")


class Memory:
    """What was assembled of one paper, and from what; it is handed from each version to the next."""

    def __init__(self) -> None:
        self._base: tuple[object, ...] = ()
        self._before: dict[Key, Made] = {}
        self._made: dict[Key, Made] = {}
        self._states: dict[str, tuple[Mapping[str, object], object]] = {}
        self._known: dict[str, object] = {}
        self._noting: Noting | None = None
        self._settled = Settled()
        self._drawn_before: dict[tuple[bytes, int], bytes] = {}
        self._drawn: dict[tuple[bytes, int], bytes] = {}
        self._plain_before: set[str] = set()
        self._plain: set[str] = set()

    def begin(self, context: Context) -> None:
        """Begin another version; what can be of use to it is what was made for the last."""
        edition = context.edition
        base = (context.labels, context.note_style, context.moved, *(getattr(edition, name) for name in STEADY))
        self._before = self._made if self._base == base else {}
        self._base, self._made, self._known = base, {}, {}
        self._drawn_before, self._drawn = self._drawn, {}
        self._plain_before, self._plain = self._plain, set()
        self._noting = Noting(context)

    def remember(self, context: Context, entry: Entry[Any], what: Key, make: Callable[[Context], T]) -> T:
        """Return what `make` makes of a record, or what it made; `what` says what it is and all else that it is made
        from beside the context."""
        key = (*what, entry.collection, entry.record.id)
        if key in self._made:
            return make(context)  # what stands in a paper twice is two things
        noting = self._noting
        assert noting is not None
        made = self._before.get(key)
        if made is None or not self._is_as_it_was(made, entry, noting):
            try:
                made = noting.make(entry, make, self._find_state)
            except NobodyNotes:
                return make(context)
        self._made[key] = made
        made.add_to(context)
        return cast(T, made.part)

    def draw(self, data: bytes, most: int, make: Callable[[], bytes]) -> bytes:
        """Return the bitmap that `make` makes of a picture, or made of the same."""
        key = (data, most)
        self._drawn[key] = made = self._drawn_before.get(key) or self._drawn.get(key) or make()
        return made

    def find_in_field(self, text: str) -> tuple[Leftover, ...]:
        """Return the markup that is left in words of a field, as `find_leftover_in_field` does: mostly none."""
        found = () if text in self._plain_before else tuple(find_leftover_in_field(text))
        if not found:
            self._plain.add(text)
        return found

    def settle(self, document: Document) -> Document:
        """Return an equal document whose parts are those of the version before where they are equal."""
        return self._settled.settle(document)

    def _is_as_it_was(self, made: Made, entry: Entry[Any], noting: Noting) -> bool:
        if made.entry is not entry:
            return False
        sources = noting.sources
        for name, key, answer in made.asked:  # no generator: it is asked tens of thousands of times
            now = sources[name].get(key, ABSENT)
            if now is not answer and (name not in BY_WORDS or now != answer):
                return False
        return all(self._find_state(name) is state for name, state in made.wholes) and all(
            function(noting.edition, *arguments) == answer for function, arguments, answer in made.told
        )

    def _find_state(self, name: str) -> object:
        """Return what stands for all records of a collection as they are now: the same thing as before where each of
        them is the same."""
        if name not in self._known:
            assert self._noting is not None
            now = self._noting.sources[name]
            before, state = self._states.get(name, (None, None))
            if before is None or not _are_same(before, now):
                state = object()
            self._states[name], self._known[name] = (now, state), state
        return self._known[name]


def _are_same(before: Mapping[str, object], now: Mapping[str, object]) -> bool:
    return len(before) == len(now) and all(
        one == other and before[one] is now[other] for one, other in zip(before, now, strict=True)
    )
