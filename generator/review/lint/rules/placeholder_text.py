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
from typing import Any

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.records.load import PathInRecord
from generator.records.resolve.wordings import MONTHS
from generator.review.lint.shared import Shared, join_texts
from generator.review.lint.subject import Subject

CODE = codes.PLACEHOLDER_TEXT

_PLACEHOLDER = re.compile(
    r"\b(?:TODO|TO DO|FIXME|TBC|TBD|TBA|TK{1,2}|(?<!Chapter )(?<!Part )(?<!Volume )(?<!Article )(?<!Annex )(?<!Session"
    r" )X{3,})\b"
    r"|(?i:\blorem ipsum\b|\bto be (?:confirmed|completed|added|checked) (?:here|later)\b|\binsert [\w ]{1,30} here\b)"
    r"|(?<![/.\w-])tb[acd]\b(?![/.-]\w)"
    # two stand for a number or a day, unless they are the Roman one of a part, a congress, a century
    rf"|(?<![\w-])XX(?= (?:(?!(?:and|or|to|of|in|is|was|century|centuries|congress)\b)[a-z]|{'|'.join(MONTHS)}))"
    r"|\?{3,}"
    r"|<[A-Za-z][A-Za-z ]{1,30}>"
    # a word in brackets that no link, span, note or citation has
    r"|(?<!\^)\[(?i:date|name|names|place|court|number|article|source|title|text|age|sum|amount|check|add|insert|link|note)(?:"
    r" [A-Za-z ]{1,20})?\\?\](?![({])"
)

_MAY_BE = (
    "TO", "FIXME", "TB", "TK", "XX", "tba", "tbc", "tbd", "???", "<",
    re.compile("lorem ipsum|to be (?:c|added)|insert ", re.I), re.compile(r"\[\w"),
)  # fmt: skip
"""One of these stands in whatever the pattern finds; to look for that takes a tenth of its time."""

_PART = re.compile(r"(?:[A-Z][\w.’-]*|\bthe) $")
"""What stands before a Roman number: Part XX, Louis XX, the XX congress."""

_FIELDS = frozenset(("preferred", "short", "pseudonym", "place", "region", "publisher", "platform"))
"""Fields of one line beside the texts that stand in papers as they are."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every placeholder in a text of the edition or of its records, and in names and places."""
    in_texts, in_fields = subject.shared.ask(_find_in_texts), subject.shared.ask(_find_in_fields)
    for words in subject.texts if in_texts else ():
        for start, said in in_texts.get(words.text, ()):
            yield _diagnostic(said, words.at(start))
    for entry in subject.entries() if in_fields else ():
        for path, value in _list_fields(entry.tree):
            if found := in_fields.get(value):
                yield _diagnostic(found[0], entry.origin(*path))


def _find_in_texts(shared: Shared) -> dict[str, tuple[tuple[int, str], ...]]:
    return shared.texts.find_each(_find_placeholders, *_MAY_BE)


def _find_placeholders(text: str) -> Iterator[tuple[int, str]]:
    for match in _PLACEHOLDER.finditer(text):
        if match[0] != "XX" or not _PART.search(text[: match.start()]):
            yield match.start(), match[0]


def _find_in_fields(shared: Shared) -> dict[str, tuple[str, ...]]:
    """Return the first placeholder of each field that has one."""
    values: list[str] = []
    for entry in shared.entries:
        _add_field_values(entry.tree, values)
    return join_texts(values).find_each(_find_first, *_MAY_BE)


def _add_field_values(node: Any, found: list[str]) -> None:
    """Add what stands in the fields at any depth, without its place: hardly any is asked for it."""
    if isinstance(node, dict):
        for key, value in node.items():
            if type(value) is str:
                if key in _FIELDS:
                    found.append(value)
            elif value is not None:
                _add_field_values(value, found)
    elif isinstance(node, list):
        for value in node:
            if value is not None and type(value) is not str:
                _add_field_values(value, found)


def _find_first(text: str) -> Iterator[str]:
    match = _PLACEHOLDER.search(text)
    if match:
        yield match[0]


def _diagnostic(words: str, origin: Origin) -> Diagnostic:
    return CODE.at(
        origin,
        f"`{words}` stands for words to come",
        "write them, or take the sentence out until they are known",
        width=len(words),
    )


def _list_fields(tree: Any) -> list[tuple[PathInRecord, str]]:
    found: list[tuple[PathInRecord, str]] = []  # filled and not yielded level by level: of a long list there are many
    _add_fields(tree, (), found)
    return found


def _add_fields(node: Any, path: PathInRecord, found: list[tuple[PathInRecord, str]]) -> None:
    if isinstance(node, dict):
        for key, value in node.items():
            if not isinstance(value, str):
                _add_fields(value, (*path, key), found)
            elif key in _FIELDS:
                found.append(((*path, key), value))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            _add_fields(value, (*path, index), found)
