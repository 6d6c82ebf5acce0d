"""What it finds: a name spelt as a variant of its record, in prose, titles or captions.

Why: one person spelt three ways reads like three people, and whoever searches the paper finds a third of it.

Example, where the record says `names: {preferred: Rudolf Rassendyll, variants: [Rudolph Rassendyl]}`:

```yaml
text: Rassendyl was released.
```

What to do: write the preferred spelling, or a mention, `[](case:rassendyll)`. Quotations keep the spelling that they have;
titles of sources do, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.lint.markup import own_words
from generator.lint.subject import Subject
from generator.schema import Case, Country, Organisation, Person

CODE = "T505"
NAME = "variant-spelling"
SEVERITY: Severity = "warning"


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every variant that stands in a text."""
    variants, right = _variants(subject)
    if not variants:
        return
    # the longest first: a variant inside a name that is right is part of that name
    longest_first = sorted({*variants, *right}, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for words in subject.texts:
        if words.entry.collection == "sources":
            continue
        for match in pattern.finditer(own_words(words.text)):
            if match[0] not in variants:
                continue
            yield Diagnostic(CODE, NAME, f"“{match[0]}” is another spelling of “{variants[match[0]]}”", words.at(match.start()),
                             f"write “{variants[match[0]]}”, or a mention of the record", width=len(match[0]), severity=SEVERITY)  # fmt: skip


def _variants(subject: Subject) -> tuple[dict[str, str], set[str]]:
    """Return the spellings that papers do not print, with the one that they do, and those that are right for somebody."""
    right: set[str] = set()
    found: dict[str, str] = {}
    for entry in subject.entries():
        match entry.record:
            case Case() | Person() | Organisation() | Country() as record:
                names = record.names
                short = getattr(record, "short", None)
                person = isinstance(record, Person) or (isinstance(record, Case) and record.kind == "person")
                right |= {names.preferred, *names.native.values(), *([short] if short else [])}
                right |= set(names.preferred.split()) if person else set()
                for variant in names.variants:
                    if _bare(variant) == _bare(names.preferred):
                        continue  # without its mark of exclamation it is the same name
                    found.setdefault(variant, names.preferred)
                    if person and " " in variant:
                        found.setdefault(variant.split()[-1], names.preferred.split()[-1])
    return {variant: name for variant, name in found.items() if variant not in right and len(variant) > 2}, right


def _bare(name: str) -> str:
    return re.sub(r"[^\w ]", "", name)
