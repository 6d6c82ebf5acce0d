"""What it finds: a name spelt as a variant of its record, in prose, titles or captions.

Why: one person spelt three ways reads like three people, and whoever searches the paper finds a third of it.

Example, where the record says `names: {preferred: Rudolf Rassendyll, variants: [Rudolph Rassendyl]}`:

```yaml
text: Rassendyl was released.
```

What to do: write the preferred spelling, or a mention, `[](case:rassendyll)`. Quotations keep the spelling that they
have; titles of sources do, too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.base.text.surnames import find_surname
from generator.records.resolve.wordings import find_family_name
from generator.records.schema import Case, Country, Organisation, Person
from generator.review.lint.markup import mask_foreign_words
from generator.review.lint.subject import Subject

CODE = codes.VARIANT_SPELLING

_START = re.compile(r"\w+|[^\w\s]")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every variant that stands in a text."""
    variants, right = _variants(subject)
    if not variants:
        return
    by_start: dict[str, list[str]] = defaultdict(list)
    for known in sorted({*variants, *right}, key=len, reverse=True):
        if start := _START.match(known):
            by_start[start[0]].append(known)
    begin = frozenset(start[0] for variant in variants if (start := _START.match(variant)))
    for words in subject.texts:
        if words.entry.collection == "sources":
            continue
        text, done = mask_foreign_words(words.text), 0
        if begin.isdisjoint(_START.findall(text)):
            continue  # as nearly all texts
        for match in _START.finditer(text):
            at = match.start()
            # the longest first: a variant inside a name that is right is part of that name
            name = next(
                (
                    n
                    for n in by_start.get(match[0], ())
                    if text.startswith(n, at) and not text[at + len(n) : at + len(n) + 1].isalnum()
                ),
                None,
            )
            if name is None or at < done:
                continue
            done = at + len(name)
            if name in variants:
                yield CODE.at(
                    words.at(at),
                    f"“{name}” is another spelling of “{variants[name]}”",
                    f"write “{variants[name]}”, or a mention of the record",
                    width=len(name),
                )


def _variants(subject: Subject) -> tuple[dict[str, str], set[str]]:
    """Return the spellings that papers do not print, with the one that they do, and those that are right for
    somebody."""
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
                        found.setdefault(find_surname(variant), find_family_name(names))
    return {variant: name for variant, name in found.items() if variant not in right and len(variant) > 2}, right


def _bare(name: str) -> str:
    return re.sub(r"[^\w ]", "", name)
