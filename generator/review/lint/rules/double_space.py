"""What it finds: two spaces or more between words, and a space before a comma, point or semicolon.

Why: they are left behind when words are moved, and Word prints them.

Example:

```yaml
text: She was  arrested , and released.
```

What to do: leave one space between words, and none before the mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.markup import mask_markup
from generator.review.lint.shared import Shared
from generator.review.lint.subject import Subject

CODE = codes.STRAY_SPACE

# what stands between a list’s marker and its words is not printed
_SPACES = re.compile(
    r"(?m:^[ ]*(?:[-*+]|\d+[.)])[ ]+)|(?P<twice>(?<=\S)[ \u00a0\t]{2,}(?=\S))|(?P<before>(?<=\w)["
    r" \u00a0]+(?=[,;.](?:\s|$)))"
)
_MAY_BE = ("  ", " ,", " ;", " .", "\u00a0", "\t")
"""What a text has in which anything is found."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every stray space in a text."""
    found = subject.shared.ask(_find_each)
    for words in subject.texts if found else ():
        for start, end, twice in found.get(words.text, ()):
            yield CODE.at(
                words.at(start),
                "two spaces stand between words" if twice else "a space stands before the mark",
                "leave one" if twice else "delete it",
                width=end - start,
            )


def _find_each(shared: Shared) -> dict[str, tuple[tuple[int, int, bool], ...]]:
    return shared.texts.find_each(_find_spaces, *_MAY_BE)


def _find_spaces(text: str) -> Iterator[tuple[int, int, bool]]:
    for match in _SPACES.finditer(mask_markup(text)):
        if match["twice"] or match["before"]:
            yield *match.span(), match["twice"] is not None
