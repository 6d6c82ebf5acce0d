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
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.base.text.surnames import find_surname
from generator.records.resolve.wordings import find_family_name
from generator.records.schema import Case, Country, Organisation, Person
from generator.review.lint.said import read_said
from generator.review.lint.shared import JoinedTexts, Shared
from generator.review.lint.subject import Subject

CODE = codes.VARIANT_SPELLING

_START = re.compile(r"\w+|[^\w\s]")
_FEW = 64
"""So many words are sought one by one in joined texts; more of them cost more than to read the words of each text."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every variant that stands in a text."""
    variants, right = _variants(subject)
    said = subject.shared.ask(read_said)
    begin = frozenset(start[0] for variant in variants if (start := _START.match(variant)))
    holding = frozenset(_list_holding(said.joined, subject.shared.ask(_list_words), begin))
    if not holding:
        return
    by_start: dict[str, list[str]] = defaultdict(list)
    for known in sorted({*variants, *right}, key=len, reverse=True):
        if start := _START.match(known):
            by_start[start[0]].append(known)
    find_each = cache(lambda text: tuple(_find_names(text, by_start)))
    for words in subject.texts:
        text = said.by_text[words.text]
        for at, name in find_each(text) if text in holding and words.entry.collection != "sources" else ():
            if name in variants:
                yield CODE.at(
                    words.at(at),
                    f"“{name}” is another spelling of “{variants[name]}”",
                    f"write “{variants[name]}”, or a mention of the record",
                    width=len(name),
                )


def _list_words(shared: Shared) -> list[frozenset[str]]:
    """Return the words and signs of each piece of what is said."""
    return [frozenset(_START.findall(letters)) for _, letters in shared.ask(read_said).joined.pieces]


def _list_holding(texts: JoinedTexts, words: Sequence[frozenset[str]], begin: frozenset[str]) -> Iterator[str]:
    """Yield the texts in which any of these words or signs stands, of pieces that have the `words`."""
    for number, here in enumerate(map(begin.intersection, words)):
        if not here:
            continue
        piece = texts.take_piece(number)
        for text in piece.list_holding(*here) if len(here) <= _FEW else piece.texts:
            if not here.isdisjoint(_START.findall(text)):
                yield text


def _find_names(text: str, by_start: Mapping[str, list[str]]) -> Iterator[tuple[int, str]]:
    """Yield the names in a text, each with its place."""
    done = 0
    for match in _START.finditer(text):
        if (known := by_start.get(match[0])) is None or match.start() < done:
            continue
        at = match.start()
        # the longest first: a variant inside a name that is right is part of that name
        for name in known:
            if text.startswith(name, at) and not text[at + len(name) : at + len(name) + 1].isalnum():
                done = at + len(name)
                yield at, name
                break


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
