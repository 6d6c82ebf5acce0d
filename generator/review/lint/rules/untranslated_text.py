"""What it finds: a text that lacks a language in which the edition is written: a record's text by language without it,
or a text of the paper that is one string where the edition has several languages.

Why: what has no words in a language is left out of the paper in that language without a trace, or stands there in
another.

Example, in an edition with `languages: [en, ru]`:

```yaml
text: {en: Release those who are held.}
```

What to do: add a line for the language. Names and titles that are the same in each language stay one string, with an
excuse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.paper.document import find_leaves
from generator.records.load import PathInRecord
from generator.review.lint.subject import RecordText, Subject

CODE = codes.UNTRANSLATED_TEXT


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the texts that are missing in the subject's language."""
    lang, (first, *_) = subject.edition.lang, subject.edition.record.languages
    by_field: dict[tuple[int, PathInRecord], list[RecordText]] = defaultdict(list)
    printed = _printed(subject) if lang != first else frozenset()
    for words in subject.texts:
        # sections say so themselves (T107), and a source has the title that it has
        if words.lang is not None and words.entry.collection not in ("sources", "sections", "editions"):
            by_field[id(words.entry), words.path[:-1]].append(words)
        elif (
            printed
            and words.lang is None
            and (words.at(0).file, words.at(0).line) in printed
            and " " in words.text.strip()
        ):
            yield _missing(
                words,
                f"this text is one for all languages, and the edition is also written in {lang}",
                f"write it by language: {{{first}: …, {lang}: …}}",
            )
    for texts in by_field.values():
        known = [str(words.lang) for words in texts]
        if lang not in known:
            yield _missing(
                texts[0], f"this text is there in {', '.join(known)}, and not in {lang}", f"add a line `{lang}: …`"
            )


def _missing(words: RecordText, message: str, help: str) -> Diagnostic:
    return CODE.at(words.at(0), message, help)


def _printed(subject: Subject) -> frozenset[tuple[str, int]]:
    """Return the lines whose words stand in the paper."""
    origins = (getattr(inline, "origin", None) for _, inlines in find_leaves(subject.document) for inline in inlines)
    return frozenset((origin.file, origin.line) for origin in origins if origin)
