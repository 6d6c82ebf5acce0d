"""What it finds: words that stand for words to come, such as TODO, TBC, XXX, lorem ipsum, [date] or “???”.

Why: a placeholder that is printed tells the reader that nobody read the paper before it went out.

Example:

```yaml
text: She was sentenced to TBC years by [court].
```

What to do: write the words, or take the sentence out until they are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.lint.subject import Subject

CODE = "T501"
NAME = "placeholder-text"
SEVERITY: Severity = "error"

_PLACEHOLDER = re.compile(
    r"\b(?:TODO|TO DO|FIXME|TBC|TBD|TBA|TK{1,2}|X{3,})\b"
    r"|(?i:\blorem ipsum\b|\bto be (?:confirmed|completed|added|checked) (?:here|later)\b|\binsert [\w ]{1,30} here\b)"
    r"|\?{3,}"
    r"|<[A-Za-z][A-Za-z ]{1,30}>"
    # a word in brackets that no link, span, note or citation has
    r"|(?<!\^)\[(?i:date|name|names|place|court|number|article|source|title|text|age|sum|amount|check|add|insert|link|note)(?: [A-Za-z ]{1,20})?\\?\](?![({])"
)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every placeholder in a text of the edition or of its records."""
    for words in subject.texts:
        for match in _PLACEHOLDER.finditer(words.text):
            yield Diagnostic(CODE, NAME, f"`{match[0]}` stands for words to come", words.at(match.start()),
                             "write them, or take the sentence out until they are known", width=len(match[0]), severity=SEVERITY)  # fmt: skip
