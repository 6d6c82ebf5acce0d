"""What it finds: letters that nobody sees, in any field, key or comment of data, papers and labels of styles:
zero-width spaces and joiners, marks of direction, fillers, soft hyphens. (Those that turn the direction of writing
round, and letters of private use, are errors already where a file is read: D006.)

Why: a name with one is another name to every search, comparison and rule, and looks the same: a person is missed, or
kept out of sight of the rules that protect them.

Example: a zero-width space in the midst of a name.

```yaml
names: {preferred: "Rudolf Rassen\\u200bdyll"}
```

What to do: delete it. Joiners in Persian and in Indic words, and marks of direction in lines of Arabic or Hebrew, are
right and not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.review.lint.letters import (
    ReadLines,
    find_hidden,
    may_be_hidden,
    name_letter,
    read_lines,
    read_shared_lines,
)
from generator.review.lint.shared import Shared
from generator.review.lint.subject import Subject

CODE = codes.HIDDEN_LETTER


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every letter that nobody sees, in the lines of every file."""
    yield from subject.shared.ask(_find_in_all)


def _find_in_all(shared: Shared) -> tuple[Diagnostic, ...]:
    return tuple(_find(shared.ask(read_shared_lines)))


def find_in(files: Mapping[str, Sequence[str]]) -> Iterator[Diagnostic]:
    """Yield every letter that nobody sees, in the lines of these files."""
    return _find(read_lines(files))


def _find(read: ReadLines) -> Iterator[Diagnostic]:
    for file, row, text, offsets in read.list_holding(filter(may_be_hidden, read.letters)):  # none, as nearly always
        for at in find_hidden(text):
            message = f"a letter that nobody sees stands here: {name_letter(text[at])}"
            yield CODE.at(Origin(file, row, offsets[at] + 1), message, "delete it")
