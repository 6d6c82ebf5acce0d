"""What it finds: torture, violence, killing, rape, bribes, forgery, threats that a sentence tells on the word of one
news item, post or statement, and nothing else in the data supports.

Why: the manuals of the field ask for two independent sources before somebody is accused of a grave act; and if the one
page disappears, nothing is left.

Example:

```yaml
text: Police beat the marchers.[@gazette-1]
```

What to do: look for a second source and cite it too. Monitoring, reports, court documents and own publications are
findings of their own and need no second.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.accusations import ACTS, find_accusations, is_asserted
from generator.review.lint.locate import locate
from generator.review.lint.subject import Subject, is_english

CODE = codes.SINGLE_SOURCE

_CLAIMS = frozenset({"news", "social_media", "statement"})


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every grave accusation that rests on one source of a kind that only claims."""
    if not is_english(subject):
        return
    sources = subject.edition.sources
    for sentence in subject.sentences:
        ids = sentence.cited or sentence.support
        found = (
            sources.get(ids[0])
            if len(set(ids) | (set(sentence.support) if sentence.cited else set())) == 1 and ids
            else None
        )
        if found is None or found.record.kind not in _CLAIMS:
            continue
        for _, match in [one for one in find_accusations(sentence.text, ACTS) if is_asserted(sentence.text, one[1])][
            :1
        ]:
            yield CODE.at(
                locate(subject, sentence, match[0]),
                f"“{match[0]}” rests on one source, `{found.record.id}`",
                "look for a second source, and cite it too",
                width=len(match[0]),
            )
