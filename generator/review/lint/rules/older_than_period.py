"""What it finds: a sentence whose every day is before the edition's `period:`, told as if it were news.

Why: a dialogue asks what happened since the last one. An older fact is background, and should read like it.

Example, in a paper on October 2019 to November 2020:

```yaml
text: On 3 May 2018 the court fined two marchers.
```

A paragraph that tells of the period, too, may go back in it; so may what happened since the paper before.

What to do: leave it out, or tell it as background: “had been fined in 2018”, “since 2018”, “as early as 2018”. Births
and foundations, laws, treaties, and what is told in a note are background anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.dates_and_numbers import Day, find_days
from generator.review.lint.locate import locate
from generator.review.lint.subject import Subject, is_english

CODE = codes.OLDER_THAN_PERIOD

_BACKGROUND = re.compile(
    r"\b(?:had|since|earlier|previous(?:ly)?|already|before|former(?:ly)?|ago|then|until|from|background|history"
    r"|historic\w*|in"
    r" the past|as early as|back in|in memory|anniversar\w+|uprising|"
    r"born|founded|established|set"
    r" up|adopted|ratified|acced\w+|law|laws|code|convention|covenant|treaty|constitution|resolution|decree|amend\w+"
    r"|banned|elected|appointed|convicted|sentenced|serving|"
    r"dates? back|remains?|still|continu\w+|first|whose|who|which|after|when|where|last|report|paper|update|events?"
    r" of|list of|long)\b",
    re.I,
)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every sentence that tells of nothing but a day before the period, as if it were of now."""
    if not is_english(subject):
        return
    edition = subject.edition.record
    if edition.period is None:
        return
    start = edition.period.start.first
    if earlier := subject.dataset.editions.get(edition.predecessor or ""):
        start = min(start, earlier.record.as_of.last)  # what happened since the paper before is news, too
    current = {
        s.block for s in subject.sentences for day in find_days(s.text) if day.year is None or not _before(day, start)
    }
    for sentence in subject.sentences:
        if not sentence.origin.file.startswith("briefings/"):
            continue
        told = find_days(sentence.text)
        if (
            not told
            or sentence.block in current
            or not all(_before(day, start) for day in told)
            or _BACKGROUND.search(sentence.text)
        ):
            continue
        words = sentence.text[told[0].start : told[0].end]
        yield CODE.at(
            locate(subject, sentence, words),
            f"“{words}” is before the period of this paper, which begins on {start}",
            "leave it out, or tell it as background: “had been …”, “since …”",
            width=len(words),
        )


def _before(day: Day, start: date) -> bool:
    if day.year is None:
        return False
    return (day.year, day.month or 12, day.day or 31) < (start.year, start.month, start.day)
