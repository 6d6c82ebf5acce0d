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
    for words in subject.texts:
        if not any(mark in words.text for mark in _MAY_BE):
            continue
        text = mask_markup(words.text)
        found = {match.start() for match in _STRAIGHT.finditer(text)}
        found |= {match.end() - 1 for match in _OPENED.finditer(text)}  # "… in 2020" ends a quotation
        for offset in sorted(found):
            mark = text[offset]
            yield CODE.at(
                words.at(offset),
                f"a straight mark stands here: {mark}",
                (
                    "write “ and ” around a quotation"
                    if mark == '"'
                    else "write ’ for an apostrophe, ‘ and ’ around a quotation in a quotation"
                ),
            )
        for match in _TWICE.finditer(text):
            yield CODE.at(
                words.at(match.start()),
                f"two single marks stand for a double one: {match[0]}",
                "write “ and ” around a quotation",
                width=2,
            )
