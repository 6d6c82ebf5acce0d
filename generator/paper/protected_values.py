"""What must not stand in a text, and how it is found there.

In: forms of values, each with what it is. Out: `Protected`, which finds them in a text in any spelling, and never tells
them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from generator.base.diagnostics import Origin
from generator.base.text.searched import Searched
from generator.base.text.standing import Standing
from generator.paper.protected_forms import make_initials_pattern
from generator.records.aside import MoreIsNeeded

_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")

UNREAD = "unread"
"""What a value gives for its record where its file became none."""


@dataclass(frozen=True, slots=True)
class Value:
    """What must not be printed: what kind of value it is, and the record and the place that say it; never the value
    itself."""

    kind: str
    record: str
    origin: Origin


class Protected:
    """What nothing for an audience may hold. It is made once for all outputs of a run."""

    def __init__(self, values: Iterable[tuple[str, Value]]):
        self._values: dict[str, Value] = {}
        for form, value in values:
            self._values.setdefault(form, value)
        self._searched = Searched(form for form, value in self._values.items() if value.kind != "initials")
        self._standing = Standing(self._searched)
        self._initials = _Initials(form for form, value in self._values.items() if value.kind == "initials")

    def __bool__(self) -> bool:
        return bool(self._values)

    def __reduce__(self) -> tuple[type[Protected], tuple[tuple[tuple[str, Value], ...]]]:
        # made anew of its values, which takes less than to read how they are searched
        return type(self), (tuple(self._values.items()),)

    def values(self) -> Iterable[tuple[str, Value]]:
        """Return each value with the form in which it is looked for."""
        return self._values.items()

    def find(self, text: str) -> tuple[Value, ...]:
        """Return what of it stands in a text, whatever the spelling."""
        return self._sorted(self._searched.find(_read_addresses(text)))

    def find_in_prose(self, text: str) -> tuple[Value, ...]:
        """Return what of it stands in words that people read, initials too; in files such letters mean anything."""
        found = self._searched.find(_read_addresses(text))
        return self._sorted(found | {make_initials_pattern(one) for one in self._initials.find(text)})

    def stands_in_any(self, texts: Iterable[str], prose: bool = False) -> bool:
        """Tell whether `find` (of `prose`: `find_in_prose`) finds anything in one of many texts, in much less time than
        to ask of each: mostly nothing of it stands anywhere."""
        for some in _gather(texts):
            if self._standing.stands_in_any(map(_read_addresses, some)):
                return True
            if prose and any(any(self._initials.find(text)) for text in some):
                return True
        return False

    def _sorted(self, found: set[str]) -> tuple[Value, ...]:
        values = {self._values[one] for one in found if one in self._values}
        return tuple(sorted(values, key=lambda value: (value.origin, value.kind)))


class AtLeast(Protected):
    """What is protected, and perhaps more: what files that were left unread say in the open is not known. Where nothing
    of it stands, nothing protected does; where something does, MoreIsNeeded tells that they have to be read."""

    def values(self) -> Iterable[tuple[str, Value]]:
        """Raise MoreIsNeeded: all that is protected is known to those alone who read everything."""
        raise MoreIsNeeded

    def _sorted(self, found: set[str]) -> tuple[Value, ...]:
        if found:
            raise MoreIsNeeded
        return ()


class _Initials:
    """Initials that are looked for; made once."""

    def __init__(self, patterns: Iterable[str]):
        either = [*patterns]
        self._whole = re.compile(rf"(?<!\w)(?:{'|'.join(either)})(?!\w)") if either else None
        # where one letter and its point stand is found at once; which of hundreds of initials it is takes long
        begins = {match[1] if (match := _BEGINS.match(one)) else "" for one in either}
        known = begins and "" not in begins
        self._begin = re.compile(rf"[{''.join(sorted(begins))}](?<!\w.)\.", re.DOTALL) if known else self._whole

    def find(self, text: str) -> Iterator[str]:
        """Yield the initials that stand in a text, as they are written there, one after the other."""
        if self._whole is None or self._begin is None:
            return
        end = 0
        for begun in self._begin.finditer(text):
            if begun.start() >= end and (match := self._whole.match(text, begun.start())):
                end = match.end()
                yield match[0]


_BEGINS = re.compile(r"(\\?[^\\])\\\.")
"""How the pattern of initials begins: a letter, and its point."""

_AT_ONCE = 500_000
"""Letters of texts that are looked at as one."""


def _gather(texts: Iterable[str]) -> Iterator[Iterable[str]]:
    """Yield the texts, some at a time, each of those once."""
    some: dict[str, None] = {}
    letters = 0
    for text in texts:
        if text in some:
            continue
        some[text] = None
        letters += len(text)
        if letters > _AT_ONCE:
            yield some
            some, letters = {}, 0
    yield some


def _read_addresses(text: str) -> str:
    """Return a text, and after it what is written in it as addresses write letters: %59 is Y."""
    if "%" not in text:
        return text
    return "\n".join((text, *map(unquote, _list_encoded(text))))


def _list_encoded(text: str) -> Iterator[str]:
    """Yield each word in which a letter is written so. They are few, so that the others are not parted for it."""
    end = 0
    for found in _ENCODED.finditer(text):
        if found.start() < end:
            continue
        begin, end = found.span()
        while begin and not text[begin - 1].isspace():
            begin -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        yield text[begin:end]


def unite(now: Protected, others: Iterable[Protected], opened: Callable[[Value], bool]) -> Protected:
    """Return what is protected now, and what others protect of records that have not been `opened` since."""
    kept = [(form, value) for other in others for form, value in other.values() if not opened(value)]
    return Protected([*now.values(), *kept])
