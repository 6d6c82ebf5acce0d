"""What it finds: digits glued to a word or to a number: “Article 48951”, “2020He”, “rally.47 The”, “May2020”.

Why: the number of a footnote sticks to the word before it when text is copied out of a PDF or a web page, and then
article 489 with note 51 becomes an article that no code has.

Example:

```yaml
text: He was charged under Article 48951 of the code.47 He denies it.
```

What to do: take the number of the note away and cite the source, or put the space in. Names that are written so
(Covid-19, R13, UK-161/2, G7, 2nd, 1990s, H1N1, 5G, km2) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.markup import mask_markup
from generator.review.lint.shared import Shared
from generator.review.lint.subject import Subject

CODE = codes.GLUED_DIGITS

_GLUED = re.compile(
    # a word of small letters and the number of a note: rally47, ‘protest’12 – but not km2, m3, CO2
    r"(?P<after>(?<![\w#@])[^\W\d_]*[a-zа-яё]{3}[’”»)]?\d+)(?![\w/-])"
    # the number of a note behind the stop of a sentence: “rally.47 The”, “in 2020.47 The” – but not Art.12, No.5
    r"|(?P<stop>(?:(?<=[^\W\d_]{2})|(?<=[\s–-](?:19|20)\d{2}))(?<!\b[Aa]rt)(?<!\b[Nn]o)(?<!\bpp)(?<!\b[Pp]ara)(?<!\b[Ss]ec)(?<!\b[Vv]ol)(?<!\b[Ff]ig)(?<!\b[Tt]el)(?<!\b[Nn]r)"
    r"[.,;:!?][’”»)]?\d+)(?=\s+[^\W\d_a-zа-яё]|\s*$)"
    # a year or another number of three digits and more, and a word: 2020He, 500people – but not 1990s
    r"|(?P<before>(?<![\w./#@-])\d{3,}(?!s\b|[a-z]{1,2}\b)[^\W\d_]+)"
    # a shorter number and a word: 15May, 30people – but not 2nd, 5G, 10km, 20min
    r"|(?P<short>(?<![\w./#@-])\d{1,2}(?!(?:min|sec|hrs?|mln|bn|kg|km|cm|mm|kHz|MHz|GHz|GB|MB)\b)[^\W\d_][a-zа-яё]{2,})",
)
_MAY_GLUE = re.compile(
    r"\d(?:(?<=[^\W\d_]\d)|(?<=[’”»)]\d)|(?<=[^\W\d_][.,;:!?]\d)|(?<=\d{4}[.,;:!?]\d)|(?=[^\W\d_])|(?=\d{4})"
    r"|(?<=\d,\d)(?=\d{3}))"
)
"""A digit beside a letter or a sign, or five digits: what each of the patterns needs, but for that of articles. Most
texts have numbers between blanks, and none is looked at further."""
_MAY_CITE = ("rticle", "rt.", "ection", "§")
_HOST = re.compile(r"(?<![\w@.-])(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}(?:/[^\s\])”]*)?(?![\w@-])")
"""The address of a site without `https://`, all in small letters: meydan24.tv, turan2.az/en."""
_ARTICLE = re.compile(r"\b(?:[Aa]rticles?|[Aa]rt\.|[Ss]ections?|§)\s+(\d{4,})(?!\d|[-/.]\d)")
_GROUPED = re.compile(r"(?<![\d.,/-])\d{1,3}(?:,\d{3})*,\d{4,}(?![\d,])")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED = re.compile(rf"\b(?:{_MONTHS})\s+((?:19|20)\d{{2}}\d{{1,3}})(?!\d)")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every number of a text that is glued to what stands before or after it."""
    found = subject.shared.ask(_find_each)
    known = [(words, *one) for words in subject.texts for one in found.get(words.text, ())] if found else []
    if not known:
        return
    articles = {article for entry in subject.edition.laws.values() for article in entry.record.provisions}
    names = _names(subject)
    for words, offset, said, why, known_as in known:
        if said not in (names if known_as == "name" else articles if known_as == "article" else ()):
            yield CODE.at(
                words.at(offset),
                f"`{said}`: {why}",
                "take the number of the note away, or put a space in; a name that is written so can be excused",
                width=len(said),
            )


def _find_each(shared: Shared) -> dict[str, tuple[tuple[int, str, str, str], ...]]:
    return shared.texts.find_each(_find_glued, _MAY_GLUE, *_MAY_CITE)


def _find_glued(text: str) -> list[tuple[int, str, str, str]]:
    """Return where something may be glued, what, why, and as what it may be known: a name, an article."""
    text = mask_markup(text)
    if "." in text:
        text = _HOST.sub(lambda host: " " * len(host[0]), text)
    found: list[tuple[int, str, str, str]] = []
    if _MAY_GLUE.search(text):  # the digits of most stand in addresses
        found += [(m.start(), m[0], _said(m), "name") for m in _GLUED.finditer(text)]
        found += [
            (m.start(), m[0], "the number of a note may be glued to this one", "") for m in _GROUPED.finditer(text)
        ]
        found += [
            (m.start(1), m[1], "the number of a note may be glued to the year", "") for m in _DATED.finditer(text)
        ]
    found += [
        (m.start(1), m[1], "an article has no such number; the end of it may be the number of a note", "article")
        for m in _ARTICLE.finditer(text)
    ]
    return sorted(found)


def _names(subject: Subject) -> set[str]:
    """Return the words with digits that names of records have: #qantar2022, Channel24."""
    named = [
        name
        for entry in subject.entries()
        if (names := getattr(entry.record, "names", None))
        for name in (names.preferred, *names.native.values(), getattr(entry.record, "short", None) or "")
    ]
    return {word for name in named for word in re.findall(r"\w*\d\w*", name)}


def _said(match: re.Match[str]) -> str:
    return (
        "a number is glued to the word before it"
        if match["after"] or match["stop"]
        else "a word is glued to the number before it"
    )
