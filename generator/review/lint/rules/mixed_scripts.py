"""What it finds: a word in which letters of another script stand for those that they look like: a Cyrillic `а` in a
Latin name, a Latin `i` in a Kazakh one; or signs of mathematics, wide letters and Roman numerals for plain ones; in
data, papers and labels of styles.

Why: it looks the same and is another word: no search finds it, no rule knows the name, and two records of one person
are not seen to be the same.

Example: the second letter of the name is Cyrillic.

```yaml
names: {preferred: "R\\u0430ssendyll"}
```

What to do: write the word anew in one script. A word of two scripts that cannot be taken for each other (`Telegramда`)
is not told, and neither are digits and hyphens.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.review.lint.letters import (
    ReadLines,
    find_mixed,
    list_words,
    list_words_beyond,
    name_letter,
    name_script,
    read_lines,
    read_shared_lines,
)
from generator.review.lint.shared import Shared
from generator.review.lint.subject import Subject

CODE = codes.MIXED_SCRIPTS


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every word of scripts that are mixed so, in the lines of every file."""
    yield from subject.shared.ask(_find_in_all)


def _find_in_all(shared: Shared) -> tuple[Diagnostic, ...]:
    return tuple(_find(shared.ask(read_shared_lines)))


def find_in(files: Mapping[str, Sequence[str]]) -> Iterator[Diagnostic]:
    """Yield every word of scripts that are mixed so, in the lines of these files."""
    return _find(read_lines(files))


def _find(read: ReadLines) -> Iterator[Diagnostic]:
    # each word is looked at once, and a line only where one of its words is mixed
    known = {word: mixed for word in list_words_beyond(read) if (mixed := find_mixed(word))}
    for file, row, text, offsets in read.lines if known else ():
        for word in list_words(text):
            if not (mixed := known.get(word[0])):
                continue
            at, script, other = mixed
            place = Origin(file, row, offsets[word.start() + at] + 1)
            named = name_letter(word[0][at])
            if script not in (other, "Zyyy"):
                named += f", a {name_script(script)} letter"
            message = f"a word of {name_script(other)} letters has one that only looks so: {named}"
            yield CODE.at(place, message, f"write the word anew in {name_script(other)} letters")
