"""What it finds: what comes along when words are pasted from Word, a PDF or a post: ligatures (ﬁ), hard hyphens, hard
blanks between ordinary words, letters of mathematics for bold ones (𝗯𝗼𝗹𝗱), wide letters, tabs; and curly quotation
marks around a whole heading, place or occupation, which YAML takes for a part of it.

Why: they look like the ordinary ones and are others: a search does not find the word, a line does not break where it
should, a font may lack them, and a screen reader spells them out; the heading is printed as a quotation.

Example: the ligature stands for two letters.

```yaml
text: The court’s \ufb01nding was secret.
```

What to do: write what the message says. Hard blanks are right, and not told, between a number and what it counts, after
initials and short words, and before a dash; a quotation is right as the title of an event, law or source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.review.lint.letters import name_letter, read_shared_lines
from generator.review.lint.shared import Shared
from generator.review.lint.subject import Subject

CODE = codes.PASTED_LETTER

_HARD = "\u00a0\u2007\u202f"
_PASTED = re.compile(
    # hyphens; ligatures of Latin and Armenian; Arabic letters in the form of a font; wide letters; those of
    # mathematics; numerals of Rome in one letter
    "[\u2010\u2011\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufbb1\ufbd3-\ufd3d\ufe70-\ufefc\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
    "\U0001d400-\U0001d7ff\u2160-\u217f]"
    # wide and narrow blanks that are no hard ones, but for that of Chinese and Japanese
    "|[\u1680\u2000-\u2006\u2008\u205f]|(?<![\\d\\W])[\u2009\u200a](?![\\d\\W])|(?<=[ -~])\u3000"
    # a hard blank between two words, at the beginning or the end, and beside another blank
    rf"|(?<=[^\W\d_]{{3}})[{_HARD}](?=[^\W\d_]{{3}})|(?:[ {_HARD}]+[{_HARD}]|[{_HARD}] +|[{_HARD}]$)"
)
_MAY_BE = re.compile(
    "[\u2010\u2011\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufbb1\ufbd3-\ufd3d\ufe70-\ufefc\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
    f"\U0001d400-\U0001d7ff\u2160-\u217f\u1680\u2000-\u200a\u205f\u3000{_HARD}]"
)
"""The letters one of which each finding has: to look for them alone takes a tenth of the time."""
_TAB = re.compile(r"(?<=[\w,.;:!?])\t+(?=\w)")
_QUOTED = re.compile(r"(?:“[^“”]*”|„[^„“”]*[“”]|‘[^‘’]*’)\s*")
_PARTS_OF_PAPERS = frozenset(("title", "short_title", "caption"))
_OPENING = frozenset(("“", "„", "‘"))
_OF_PEOPLE = frozenset(("occupation", "place", "court", "role"))


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every such letter in the lines of every file, and the marks around whole fields."""
    yield from subject.shared.ask(_find_in_lines)
    tabs = subject.shared.ask(_find_tabs)
    for words in subject.texts:
        for start in tabs.get(words.text, ()) if tabs else ():
            yield CODE.at(words.at(start), "a tab stands between two words", "write an ordinary blank")
        if words.text[:1] not in _OPENING:
            continue
        field = next((part for part in reversed(words.path) if isinstance(part, str)), "")
        wanted = _OF_PEOPLE | (_PARTS_OF_PAPERS if words.entry.file.startswith("briefings/") else frozenset())
        if field in wanted and _QUOTED.fullmatch(words.text):
            yield CODE.at(
                words.at(0),
                "quotation marks that were pasted stand around the whole, and are printed",
                'write it without them; the marks of YAML are straight: "…"',
                width=len(words.text.rstrip()),
            )


def _find_in_lines(shared: Shared) -> tuple[Diagnostic, ...]:
    read = shared.ask(read_shared_lines)
    return tuple(
        _find_letter(Origin(file, row, offsets[match.start()] + 1), match[0])
        for file, row, text, offsets in read.list_holding(filter(_MAY_BE.match, read.letters))
        for match in _PASTED.finditer(text)
    )


def _find_letter(place: Origin, letter: str) -> Diagnostic:
    plain = unicodedata.normalize("NFKC", letter)
    write = "- (or – between numbers)" if plain in "-\u2010" else plain if plain.strip() else "an ordinary blank"
    message = f"this was pasted, and is not what it looks like: {name_letter(letter[0])}"
    return CODE.at(place, message, f"write {write}", width=len(letter))


def _find_tabs(shared: Shared) -> dict[str, tuple[int, ...]]:
    return shared.texts.find_each(lambda text: (match.start() for match in _TAB.finditer(text)), "\t")
