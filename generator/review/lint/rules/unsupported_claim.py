"""What it finds: a sentence with a date, a number or an accusation that nothing in the data supports: neither a record
that the sentence or its neighbours under the same heading mention or name, nor what belongs to these, nor what rests on
the sources that are given for it.

Why: a briefing paper is read by those whom it accuses. What no record holds has no source, and nobody can check it.

Example, where no record of the march knows of that day or that number:

```yaml
text: On 4 May police beat 37 of the marchers.
```

What to do: cite the source in the sentence, or put the fact into the record that it belongs to, with its `by:`. A
number in words that only counts what follows (“three movements:”) is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.paper.sentences import ProseSentence
from generator.review.lint.accusations import ACTS, STEPS, find_accusations, is_asserted
from generator.review.lint.dates_and_numbers import Day, find_days, find_numbers
from generator.review.lint.evidence import Reach, find_reach
from generator.review.lint.facts import Facts
from generator.review.lint.locate import locate
from generator.review.lint.subject import Subject, is_english

CODE = codes.UNSUPPORTED_CLAIM

_COMMON = 20
"""Numbers up to this one, and months and years, stand in so many records that the sentence's own have to hold them."""
_COUNTS = 3
"""Numbers in words up to this one count what the sentence itself names."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every date, number and accusation of the paper's prose that no record in its reach holds."""
    if not is_english(subject):
        return
    reach, demands = find_reach(subject), _demands(subject)
    for sentence in subject.sentences:
        if sentence.cited or sentence.origin.file in demands:
            continue
        supported: Facts | None = None
        for what, start, end in _claims(sentence):
            if holds(reach.facts(sentence), what):
                continue
            if what.day if isinstance(what, Day) else what > _COMMON:
                supported = supported or reach.by_support(sentence)
                if holds(supported, what):
                    continue
            words = sentence.text[start:end]
            yield CODE.at(
                locate(subject, sentence, words),
                f"nothing in the data says “{words}” of what this sentence is about",
                "cite its source here, or put the fact into the record that it belongs to",
                width=len(words),
            )
        yield from _accusations(subject, reach, sentence)


def _claims(sentence: ProseSentence) -> Iterator[tuple[Day | float, int, int]]:
    for day in find_days(sentence.text):
        yield day, day.start, day.end
    counts = sentence.text.rstrip().endswith(":")
    for number in find_numbers(sentence.text):
        word = sentence.text[number.start].isalpha()
        if not (word and (counts or number.value <= _COUNTS)):
            yield number.value, number.start, number.end


def holds(facts: Facts, what: Day | float) -> bool:
    """Tell whether records hold a day or a number."""
    return facts.has_number(what) if isinstance(what, float) else facts.has_day(what)


def backs(facts: Facts, kind: str) -> bool:
    """Tell whether records say something of a kind of accusations, be it as a claim."""
    return facts.backs(kind) or facts.backs(kind, alleged=True)


def _accusations(subject: Subject, reach: Reach, sentence: ProseSentence) -> Iterator[Diagnostic]:
    for kind, match in find_accusations(sentence.text, ACTS):
        if is_asserted(sentence.text, match) and not backs(reach.facts(sentence), kind):
            yield _accusation(subject, sentence, match[0], "what this sentence is about")
            return
    people = reach.people(sentence.text)
    if len(people) != 1:
        return
    person = people[0]
    own = reach.around(("cases", person.record.id))
    for _, match in ((k, m) for k, m in find_accusations(sentence.text, STEPS) if not backs(own, k)):
        yield _accusation(subject, sentence, match[0], f"`{person.record.id}`")
        return


def _accusation(subject: Subject, sentence: ProseSentence, words: str, whom: str) -> Diagnostic:
    return CODE.at(
        locate(subject, sentence, words),
        f"nothing in the data says “{words}” of {whom}",
        "cite its source here, or put what happened into the record, with its sources",
        width=len(words),
    )


def _demands(subject: Subject) -> set[str]:
    """Return the files of recommendations, which ask and do not tell."""
    return {entry.file for entry in subject.edition.recommendations.values()}
