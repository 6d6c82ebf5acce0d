"""Find which of many names stand in a text, in time that grows with the text and not with the number of names.

In: names, and a text. Out: those that stand in it as whole words, from its beginning to its end; where one begins with
another the longer is found. It finds what `(?<![\\w-])(?:the longest|…|the shortest)(?![\\w-])` does, which tries every
name at every word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

_STEP = re.compile(r"[\w-]+|[^\w-]")
_WORD = re.compile(r"[\w-]")
_KEY = 3


def find_names(names: Iterable[str]) -> Callable[[str], Iterator[str]]:
    """Return what yields the names that stand in a text, in its order; none of them is empty."""
    by_first: dict[str, list[str]] = {}
    for name in sorted(set(names), key=len, reverse=True):
        # whoever finds the name in a text meets the same letters first
        by_first.setdefault(_STEP.match(name)[0], []).append(name)  # type: ignore[index]

    def find(text: str) -> Iterator[str]:
        after = 0
        if by_first.keys().isdisjoint(_STEP.findall(text)):  # as of most texts
            return
        for step in _STEP.finditer(text):
            start = step.start()
            if start < after or (known := by_first.get(step[0])) is None:
                continue
            if start and _WORD.match(text, start - 1):
                continue  # a sign that hangs on the word before it
            for name in known:
                end = start + len(name)
                if text.startswith(name, start) and not _WORD.match(text, end):
                    yield name
                    after = end
                    break

    return find


def count_beginnings(texts: Iterable[str], names: Iterable[str]) -> Counter[str]:
    """Return how often each name begins a word of the texts; the word may go on, as names do in languages with
    endings, and one name may begin with another."""
    wanted = {name for name in names if name}
    if not wanted:
        return Counter()
    lengths: dict[str, set[int]] = {}
    for name in wanted:
        lengths.setdefault(name[:_KEY], set()).add(len(name))
    keys = {len(key) for key in lengths}
    # names have capitals, and most words of a text have none
    begins = re.compile(rf"(?<!\w)(?=\S)[{''.join(map(re.escape, sorted({name[0] for name in wanted})))}]")
    found: Counter[str] = Counter()
    for text, often in Counter(texts).items():  # each is read once, however many records say it
        for match in begins.finditer(text):
            start = match.start()
            left = len(text) - start
            for key in keys:
                for length in lengths.get(text[start : start + key], ()) if key <= left else ():
                    if length <= left and (part := text[start : start + length]) in wanted:
                        found[part] += often
    return found
