"""Hold the text of every file that was read, and tell its lines to whoever asks for them.

In: texts, by file. Out: their lines. Of a long list they are a fifth of the memory while each is a text of its own, and
most are never asked for; to take a text of a few kilobytes apart takes some microseconds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, MutableMapping
from weakref import WeakValueDictionary

_MOST_AT_HAND = 8
"""Files whose lines are at hand although nobody holds them: who asks for those of one file asks many times in a row."""


class _LinesOfFile(list[str]):
    """The lines of a file; as long as anybody holds them, all who ask for them are given these."""

    __slots__ = ("__weakref__",)


class Lines(MutableMapping[str, list[str]]):
    """The lines of files, by file. Nobody changes a list that it gave."""

    def __init__(self, *known: Mapping[str, list[str]]) -> None:
        """Hold what is `known`, of a file that stands in several what the last one says."""
        self._texts: dict[str, bytes] = {}
        self._held: WeakValueDictionary[str, _LinesOfFile] = WeakValueDictionary()
        self._at_hand: deque[_LinesOfFile] = deque(maxlen=_MOST_AT_HAND)
        for lines in known:
            if isinstance(lines, Lines):
                self._texts |= lines._texts
            else:
                self.update(lines)

    def add(self, file: str, text: str) -> None:
        """Add the text of a file, its lines ended by \\n alone."""
        self._texts[file] = text.encode("utf-8", "surrogatepass")  # half of what a text with a letter beyond ÿ takes
        self._held.pop(file, None)

    def read(self, file: str) -> str:
        """Return the text of a file."""
        return self._texts[file].decode("utf-8", "surrogatepass")

    def __getitem__(self, file: str) -> list[str]:
        found = self._held.get(file)
        if found is None:
            found = self._held[file] = _LinesOfFile(self.read(file).split("\n"))
            self._at_hand.append(found)
        return found

    def __setitem__(self, file: str, lines: list[str]) -> None:
        self.add(file, "\n".join(lines))

    def __delitem__(self, file: str) -> None:
        del self._texts[file]
        self._held.pop(file, None)

    def __contains__(self, file: object) -> bool:
        return file in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def read_texts(lines: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield the text of each file, as one."""
    for file in lines:
        yield file, lines.read(file) if isinstance(lines, Lines) else "\n".join(lines[file])
