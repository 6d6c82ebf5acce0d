"""What it finds: an entry of a case or event whose words say “allegedly”, “reportedly” or “according to …”, beside or
in place of the field for it.

Why: tables, changes and pictures are made from fields. A word inside a text is not told where the text is not printed,
and told twice where the field is there as well; and this check compares the prose with the field.

Example:

```yaml
timeline:
  - {date: 2020-06-03, text: Guards allegedly beat him., by: gazette-1}
```

An `attributed_to` that looks like an id and is none of an organisation is found as well.

What to do: take the word out of the text, and write `alleged: true`, `reported: true` or `attributed_to: …`; every
wording made from the entry says it then. Where it belongs to a part of the sentence, make that an entry of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.schema import Case, Event
from generator.review.lint.subject import RecordText, Subject, is_english

CODE = codes.ATTRIBUTION_IN_WORDS

_SAID = re.compile(
    r"\b(?:allegedly|reportedly|according to|by (?:his|her|their) (?:own )?account)\b"
    r"|,? (?:as )?\b(?:he|she|they) (?:says?|said|claims?|claimed|alleges?|alleged|reports?|reported)\b(?=[.;,]|$)"
    r"|^(?:He|She|They) (?:alleged|claimed|reported|reports|alleges|claims)\b",
    re.I,
)

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every text of an entry with words that its fields should say."""
    if not is_english(subject):
        return
    known = subject.dataset.organisations
    for words in subject.texts:
        if words.path[-1] == "attributed_to" and _ID.fullmatch(words.text) and words.text not in known:
            yield CODE.at(
                words.at(0),
                f"there is no organisation `{words.text}`, and papers would print this word as it stands",
                "correct the id, or write who says so in words",
                width=len(words.text),
            )
        match = _SAID.search(words.text) if _is_entry(words) else None
        if match:
            yield CODE.at(
                words.at(match.start()),
                f"“{match[0].strip(' ,')}” stands in the words of an entry, where tables and `check` do not find it",
                "write `alleged: true`, `reported: true` or `attributed_to: …` beside them, and take it out",
                width=len(match[0]),
            )


def _is_entry(words: RecordText) -> bool:
    """Tell whether a text tells of a step, development or detention of a case, or of what happened in an event."""
    match words.entry.record:
        case Case():
            held = words.path[0] in ("timeline", "detention") or "stages" in words.path
            return held and "attributed_to" not in words.path and "sentence" not in words.path
        case Event():
            return words.path[0] in ("text", "accused_of")
    return False
