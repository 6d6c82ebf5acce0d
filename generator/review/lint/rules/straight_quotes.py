"""What it finds: straight quotation marks and apostrophes (" and ') in words that are printed, and two single marks
(’’) that stand for a double one.

Why: a keyboard's marks beside typographic ones look careless, and a program that turns them guesses wrong at elisions
and feet.

Example:

```yaml
text: He called it "slander"; that was the prosecutor's word.
```

What to do: write “ ” for quotations, ‘ ’ inside them, and ’ for the apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.markup import mask_markup
from generator.review.lint.shared import Shared
from generator.review.lint.subject import Subject

CODE = codes.STRAIGHT_QUOTES

# minutes, seconds, feet and inches are written with straight marks after their number
_STRAIGHT = re.compile(r"(?<!\d)['\"]|(?<=\d)['\"](?=\w)")
_OPENED = re.compile(r"(?<![\w,.;:!?])\"[^\"\n]*\d\"")


_TWICE = re.compile(r"[‘’]{2}")
_MAY_BE = ("'", '"', "‘‘", "‘’", "’‘", "’’")
"""What a text has in which anything is found."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every straight mark, and every double one that is made of two, in a text."""
    found = subject.shared.ask(_find_each)
    for words in subject.texts if found else ():
        for offset, marks in found.get(words.text, ()):
            if len(marks) == 1:
                double = marks == '"'
                yield CODE.at(
                    words.at(offset),
                    f"a straight mark stands here: {marks}",
                    (
                        "write “ and ” around a quotation"
                        if double
                        else "write ’ for an apostrophe, ‘ and ’ around a quotation in a quotation"
                    ),
                )
            else:
                yield CODE.at(
                    words.at(offset),
                    f"two single marks stand for a double one: {marks}",
                    "write “ and ” around a quotation",
                    width=2,
                )


def _find_each(shared: Shared) -> dict[str, tuple[tuple[int, str], ...]]:
    return shared.texts.find_each(_find_marks, *_MAY_BE)


def _find_marks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the straight marks, then those that are two."""
    text = mask_markup(text)
    found = {match.start() for match in _STRAIGHT.finditer(text)}
    found |= {match.end() - 1 for match in _OPENED.finditer(text)}  # "… in 2020" ends a quotation
    yield from ((offset, text[offset]) for offset in sorted(found))
    yield from ((match.start(), match[0]) for match in _TWICE.finditer(text))
