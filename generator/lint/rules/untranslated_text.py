"""What it finds: a text that lacks a language in which the edition is written: a record's text by language without it,
or a text of the paper that is one string where the edition has several languages.

Why: what has no words in a language is left out of the paper in that language without a trace, or stands there in another.

Example, in an edition with `languages: [en, ru]`:

```yaml
text: {en: Release those who are held.}
```

What to do: add a line for the language. Names and titles that are the same in each language stay one string, with an excuse.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.document import leaves
from generator.lint.subject import Subject, Words

CODE = "T507"
NAME = "untranslated-text"
SEVERITY: Severity = "warning"


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the texts that are missing in the subject's language."""
    lang = subject.edition.lang
    told: set[tuple[int, tuple[str | int, ...]]] = set()
    printed = _printed(subject) if lang != subject.edition.record.languages[0] else frozenset()
    for words in subject.texts:
        # sections say so themselves (T107), and a source has the title that it has
        if words.lang is not None and words.entry.collection not in ("sources", "sections", "editions"):
            field = words.path[:-1]
            known = [w.lang for w in _beside(subject, words)]
            if lang not in known and (id(words.entry), field) not in told:
                told.add((id(words.entry), field))
                yield _missing(words, lang, f"this text is there in {', '.join(str(one) for one in known)}, and not in {lang}", f"add a line `{lang}: …`")  # fmt: skip
        elif words.lang is None and (words.at(0).file, words.at(0).line) in printed and " " in words.text.strip():
            yield _missing(words, lang, f"this text is one for all languages, and the edition is also written in {lang}",
                           f"write it by language: {{{subject.edition.record.languages[0]}: …, {lang}: …}}")  # fmt: skip


def _beside(subject: Subject, words: Words) -> list[Words]:
    return [w for w in subject.texts if w.entry is words.entry and w.lang and w.path[:-1] == words.path[:-1]]


def _missing(words: Words, lang: str, message: str, help: str) -> Diagnostic:
    return Diagnostic(CODE, NAME, message, words.at(0), help, severity=SEVERITY)


def _printed(subject: Subject) -> frozenset[tuple[str, int]]:
    """Return the lines whose words stand in the paper."""
    origins = (getattr(inline, "origin", None) for _, inlines in leaves(subject.document) for inline in inlines)
    return frozenset((origin.file, origin.line) for origin in origins if origin)
