"""What it finds: a recommendation that an edition makes twice, under two ids or within one, in the same or nearly the
same words.

Why: a list of sixteen demands of which two are one looks careless, and the second is struck out in the negotiation with
a good one.

Example:

```yaml
repeal: {text: Repeal Article 12 of the Criminal Code.}
repeal-again: {text: Repeal Article 12 of the Criminal Code without delay.}
```

What to do: keep one of them, with the cases and provisions of both. Demands that differ in a name, an article or
another number are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.schema import Recommendation
from generator.review.lint.blocks import list_demands
from generator.review.lint.likeness import stem_words
from generator.review.lint.markup import MASK, mask_markup
from generator.review.lint.subject import RecordText, Subject, list_record_texts

CODE = codes.REPEATED_DEMAND

_URGENT = stem_words(
    "immediately without delay promptly swiftly urgently effect unconditionally conditions all full fully necessary"
    " steps measures"
)
_LIKE = 0.75
"""Share of the stems that two demands have in common, of all that they have, from which they are one."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every recommendation that says what one before it says."""
    before: list[tuple[str, RecordText]] = []
    for entry in list_demands(subject):
        for words in list_record_texts(entry, subject.lines):
            if words.path[0] != "text" or (words.lang or subject.document.lang) != subject.document.lang:
                continue
            twin = next(
                (id for id, other in before if _same(words, other) and _addressed_alike(subject, id, entry.record)),
                None,
            )
            before.append((entry.record.id, words))
            if twin:
                yield CODE.at(
                    words.at(0),
                    f"`{entry.record.id}` demands what `{twin}` demands",
                    "keep one of them, with the cases and provisions of both",
                    width=len(words.text.split("\n")[0]),
                )


def _addressed_alike(subject: Subject, id: str, record: Recommendation) -> bool:
    other = subject.edition.recommendations[id].record
    return other.addressee == record.addressee


def _same(one: RecordText, two: RecordText) -> bool:
    a, b = (mask_markup(words.text).replace(MASK, "") for words in (one, two))
    if _names(a) != _names(b):
        return False
    first, second = stem_words(a) - _URGENT, stem_words(b) - _URGENT
    return bool(first) and len(first & second) >= _LIKE * len(first | second)


def _names(text: str) -> set[str]:
    """Return the names and numbers in a demand, without its first word."""
    rest = text.strip().partition(" ")[2]
    return set(re.findall(r"[^\W\da-z_]\w+|\d[\d-]*", rest)) - {"Article", "Articles", "Code", "Criminal"}
