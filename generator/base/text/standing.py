"""Tell whether anything that is looked for stands in one of many texts: mostly nothing does, and they are long.

In: what is looked for, and texts. Out: whether `find` (searched.py) may find anything in one of them, in a fraction of
the time: where it does, this says so; where letters stand apart over the end of a line, this may say so of a part of
them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, compress, count, islice

from generator.base.text.searched import Searched
from generator.base.text.spellings import (
    BORDER,
    FOLDED,
    close_up,
    join_words,
    part_text,
    read_in_latin,
    split_joined,
    split_words,
)

_MAY_BEGIN, _LETTER, _BORDER = 1, 2, 4
"""What a word may be: one with which something that is looked for may begin, a single letter, and no word."""
_IS = {what: bytes(bool(one & what) for one in range(256)) for what in (_MAY_BEGIN, _LETTER, _BORDER)}
_APART = b"\1\1\1\1\1"
"""So many letters one after the other as a word has at least whose letters stand apart (spellings.py)."""
_NO_BORDER = "\1"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many letters of lines, or of one text, are searched as one; from how many on a text is searched line by line
    only if half of it is known; and of how many lines are remembered at most."""

    at_once: int = 100_000
    long: int = 20_000
    remembered: int = 6_000_000


class _Found(Exception):
    """Something that is looked for stands in a text: nothing else matters to whoever asks whether it does."""


class Standing:
    """Words that are looked for, and the lines in which none of them stands; made once."""

    def __init__(self, searched: Searched, sizes: Sizes = Sizes()):
        self._searched, self._sizes = searched, sizes
        self._kinds, self._pairs = _Kinds(searched), _Pairs(searched)
        self._known: dict[str, tuple[str, ...]] = {}
        self._letters_known = 0

    def stands_in_any(self, texts: Iterable[str]) -> bool:
        """Tell whether `find` finds anything in one of some texts, in much less time than to ask of each.

        A text is searched line by line: each line once, all that are new together, and with what may begin at the end
        of a line and go on in the next one. Lines in which nothing stands are remembered with that, since a paragraph
        is searched in the document, in the Word file and in the page. Whatever is in doubt is searched as a whole."""
        if not self._searched:
            return False
        if self._letters_known > self._sizes.remembered:
            self._known, self._letters_known = {}, 0
        try:
            self._search(texts)
        except _Found:
            return True
        return False

    def _search(self, texts: Iterable[str]) -> None:
        """Raise _Found where anything stands in one of some texts."""
        known, new, letters = self._known, dict[str, None](), 0
        several: list[tuple[str, list[str]]] = []
        for text in texts:
            # the blanks at their ends are no letters, in whatever script
            lines = [line for line in map(str.strip, text.split("\n")) if line]
            if len(text) > self._sizes.long and not self._knows_half(lines, len(text)):
                self._search_whole(text)
                continue
            for line in lines:
                if line not in known and line not in new:
                    new[line] = None
                    letters += len(line)
            if len(lines) > 1:
                several.append((text, lines))
            if letters > self._sizes.at_once:
                self._search_lines([*new], several)
                new, several, letters = {}, [], 0
        self._search_lines([*new], several)

    def _knows_half(self, lines: list[str], letters: int) -> bool:
        """Tell whether enough of the lines of a long text are known, and none so long that it should be parted."""
        if max(map(len, lines), default=0) > self._sizes.long:
            return False
        return 2 * sum(len(line) for line in lines if line in self._known) > letters

    def _search_whole(self, text: str) -> None:
        """Search one text, part by part: what begins in one part may go on in the next."""
        begun: list[str] = []
        for part in part_text(text.replace(BORDER, _NO_BORDER), self._sizes.at_once):
            words = split_joined(read_in_latin(part))
            words, kinds = self._close_up(words, self._tell_kinds(words), part)
            begun = [more for one in begun if (more := self._go_on(one, words))]
            begun += (more for _, more in self._list_begun(words, kinds))

    def _search_lines(self, new: list[str], several: Iterable[tuple[str, list[str]]]) -> None:
        """Search lines that are new, then what goes on from one line to the next in some texts of several lines."""
        self._known.update(zip(new, self._list_ends(new), strict=True))
        letters = sum(map(len, new))
        self._letters_known += letters
        for text, lines in several:
            ends = [*map(self._known.__getitem__, lines)]
            if any(self._goes_over(lines, at, ends[at]) for at in compress(count(), ends)):
                self._search_whole(text)
        if self._letters_known > self._sizes.remembered:
            self._letters_known -= letters
            for line in new:
                del self._known[line]

    def _list_ends(self, lines: list[str]) -> list[tuple[str, ...]]:
        """Return what may begin in each of some lines and go on in the next one: the letters from there to the end of
        the line. BORDER is said of a line that ends in a letter that stands apart."""
        ends: list[tuple[str, ...]] = [()] * len(lines)
        if not lines:
            return ends
        # what stands for a border in a text is as little a letter, and no blank either
        whole = BORDER.join(line.replace(BORDER, _NO_BORDER) for line in lines)
        words = split_joined(read_in_latin(whole))
        kinds = self._tell_kinds(words)
        for line, at in enumerate((*_list_places(kinds, _BORDER), len(words))):
            if at and kinds[at - 1] & _LETTER:
                ends[line] = (BORDER,)
        words, kinds = self._close_up(words, kinds, whole)
        borders = [*_list_places(kinds, _BORDER)]
        for at, begun in self._list_begun(words, kinds):
            line = bisect_left(borders, at)
            ends[line] = (*ends[line], begun)
        return ends

    def _goes_over(self, lines: list[str], at: int, ends: tuple[str, ...]) -> bool:
        """Search what may begin at the end of a line for how it goes on in those after it. Tell whether letters that
        stand apart may be a word there, over several lines: the whole text has to be searched then."""
        for begun in ends:
            if begun == BORDER:
                # of any two lines one after the other, one has a letter of such a word
                around = "\n".join(lines[max(0, at - 2 * len(_APART)) : at + 2 * len(_APART) + 1])
                if _stand_apart(self._tell_kinds(split_joined(read_in_latin(around)))):
                    return True
                continue
            for after in range(at + 1, len(lines)):
                if not (begun := self._go_on(begun, split_words(lines[after]))):
                    break
        return False

    def _tell_kinds(self, words: Iterable[str]) -> bytes:
        return bytes(map(self._kinds.__getitem__, words))

    def _close_up(self, words: list[str], kinds: bytes, text: str) -> tuple[list[str], bytes]:
        """Return the words of a text, and what each may be, those as one whose letters stand apart."""
        if _stand_apart(kinds):
            words = split_joined(close_up(read_in_latin(text)))
            kinds = self._tell_kinds(words)
        return words, kinds

    def _list_begun(self, words: list[str], kinds: bytes) -> Iterator[tuple[int, str]]:
        """Yield where something that is looked for may begin and go on beyond the words or the border after it, and its
        letters up to there. Of pairs of words there are few different ones."""
        may_begin = kinds.translate(_IS[_MAY_BEGIN])
        pairs = zip(
            compress(words, may_begin), compress(chain(islice(words, 1, None), (BORDER,)), may_begin), strict=True
        )
        for at in compress(compress(count(), may_begin), map(self._pairs.__getitem__, pairs)):
            if begun := self._go_on("", words, at):
                yield at, begun

    def _go_on(self, letters: str, words: list[str], begin: int = 0) -> str:
        """Return the letters with which something has begun and those of the words from a place on, where it may go on
        beyond the last of them or a border; nothing where it does not. Raise _Found where it ends.

        Where the letters are as many as those of a form, or more, for the first time, it stands there or nowhere: with
        each word they only grow."""
        for at in range(begin, len(words)):
            if (word := words[at]) == BORDER:
                break
            letters = join_words((letters, FOLDED[word])) if letters else FOLDED[word]
            if self._searched.ends(letters):
                raise _Found
            if not self._searched.goes_on(letters):
                return ""
        return letters


class _Kinds(dict[str, int]):
    """What each word in Latin letters may be, told once."""

    def __init__(self, searched: Searched):
        self._searched = searched

    def __missing__(self, word: str) -> int:
        if word == BORDER:
            kind = _BORDER
        else:
            letters = FOLDED[word]
            begins = self._searched.ends(letters) or self._searched.goes_on(letters)
            kind = _MAY_BEGIN * begins | _LETTER * (len(word) == 1 and word.isalpha())
        self[word] = kind
        return kind


class _Pairs(dict[tuple[str, str], bool]):
    """Whether something may begin with a word and go on with the next one, told once: “a” and “no” begin hundreds."""

    def __init__(self, searched: Searched):
        self._searched = searched

    def __missing__(self, pair: tuple[str, str]) -> bool:
        word, after = pair
        letters = FOLDED[word]
        may = self._searched.ends(letters) or after == BORDER
        if not may and self._searched.goes_on(letters):
            letters = join_words((letters, FOLDED[after]))
            may = self._searched.ends(letters) or self._searched.goes_on(letters)
        self[pair] = may
        return may


def _stand_apart(kinds: bytes) -> bool:
    """Tell whether so many single letters stand one after the other that they may be one word."""
    return _APART in kinds.translate(_IS[_LETTER])


def _list_places(kinds: bytes, kind: int) -> Iterator[int]:
    """Yield the places of the words of a kind."""
    return compress(count(), kinds.translate(_IS[kind]))
