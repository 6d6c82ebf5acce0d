"""What it finds: a source whose `language:` is not the one that its address names: `/ru/`, `/en/`, `/kk/`, `/kz/`,
`rus.…`, `eng.…`, `…_EN.html`, `?lang=ru`.

Why: the note says “(in English)”, and the reader finds a page in Russian.

Example:

```yaml
weekly-2: {kind: news, language: en, url: https://rus.example.org/ru/2}
```

What to do: look at the page, and correct the language or the address. An address that names several languages, or none,
is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.addresses import split_address
from generator.review.lint.subject import Subject

CODE = codes.LANGUAGE_AGAINST_ADDRESS

# Codes that sites use for their parts in a language. Those that are countries or words as well (`uk`, `ar`, `ka`, `tg`,
# `id`) say nothing for sure.
_CODES = {"en": "en", "eng": "en", "english": "en", "ru": "ru", "rus": "ru", "russian": "ru", "kk": "kk", "kaz": "kk",
          "qaz": "kk", "kazakh": "kk", "ky": "ky", "kyr": "ky", "uz": "uz", "uzb": "uz", "fr": "fr", "de": "de",
          "es": "es", "pl": "pl"}  # fmt: skip
_HOSTS = {"en": "en", "eng": "en", "english": "en", "ru": "ru", "rus": "ru", "kk": "kk", "kaz": "kk", "qaz": "kk"}
_ENDING = re.compile(r"_(en|ru|kk|fr|de)(?:\.\w{2,5})?/?$", re.I)
_PARAMETERS = ("lang", "language", "locale")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every source whose address says another language."""
    for entry in subject.edition.sources.values():
        source = entry.record
        if source.language is None or source.url is None:
            continue
        said = find_languages(source.url)
        if len(said) == 1 and source.language not in said:
            yield CODE.at(
                entry.origin("language"),
                f"the language is `{source.language}`, and the address says `{min(said)}`",
                "look at the page, and correct the one that is wrong",
                width=len(source.language),
            )


def find_languages(url: str) -> set[str]:
    """Return the languages that an address names."""
    pieces = split_address(url)
    labels = (pieces.hostname or "").removeprefix("www.").split(".")
    found = {_HOSTS[labels[0]]} if len(labels) > 2 and labels[0] in _HOSTS else set()
    path = [part.lower() for part in pieces.path.split("/") if part]
    found |= {_CODES[part] for part in (*path[:2], *path[2:][-1:]) if part in _CODES}
    found |= {"kk"} if path[:1] == ["kz"] else set()
    found |= {match[1].lower() for match in [_ENDING.search(pieces.path)] if match}
    for name, value in parse_qsl(pieces.query):
        if name.lower() in _PARAMETERS and (code := re.split("[-_]", value.lower())[0]) in _CODES:
            found.add(_CODES[code])
    return found
