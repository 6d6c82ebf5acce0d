"""What rules look at: one edition for one audience in one language, with its document and all that it was picked from.

A rule reads records from `edition.records`, where nothing is that the edition's readers may not see. Lint prints for
everybody: values of what is not public are taken out of messages afterwards (`generator.review.lint.redact`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.base.diagnostics import Origin
from generator.paper.assemble.places import Place
from generator.paper.document import Document
from generator.paper.select import Selected
from generator.paper.sentences import Sentence, sentences
from generator.records.load import Dataset, Entry, PathInRecord
from generator.records.schema import Record
from generator.records.schema.base import Text
from generator.records.schema.walks import values


@dataclass(frozen=True, slots=True)
class Words:
    """A text of a record as it is written, Markdown and all: `path` is its field, `lang` its language where it says
    one."""

    entry: Entry[Record]
    path: PathInRecord
    lang: str | None
    text: str
    place: Place

    def at(self, offset: int) -> Origin:
        """Return the place of the character at `offset`."""
        return self.place.at(offset)


@dataclass(frozen=True, slots=True)
class Subject:
    """`sentences` are those of the document, `texts` every text of the picked records and of the edition's sections,
    `lines` the lines of the files; `whole` tells that the dataset holds every edition of the workspace."""

    dataset: Dataset
    edition: Selected
    document: Document
    sentences: tuple[Sentence, ...]
    texts: tuple[Words, ...]
    lines: Mapping[str, list[str]]
    whole: bool = False

    def entries(self) -> Iterator[Entry[Record]]:
        """Yield the edition, its sections and every picked record."""
        yield self.edition.entry
        yield from self.edition.sections
        for records in self.edition.records.values():
            yield from records.values()


def make_subject(dataset: Dataset, edition: Selected, document: Document, whole: bool = False) -> Subject:
    """Return the edition as rules look at it."""
    found = sentences(document, edition, dataset.lines)
    bare = Subject(dataset, edition, document, found, (), dataset.lines, whole)
    texts = tuple(words for entry in bare.entries() for words in words_of(entry, dataset.lines))
    return Subject(dataset, edition, document, found, texts, dataset.lines, whole)


def is_english(subject: Subject) -> bool:
    """Tell whether the paper is in English: what dates, numbers and verbs look like is known for no other language."""
    return subject.document.lang.split("-")[0] == "en"


def words_of(entry: Entry[Record], lines: Mapping[str, list[str]]) -> Iterator[Words]:
    """Yield every text of a record, in the order of its fields; sources that stand inside it are records of their
    own."""
    for path, lang, text in _texts(entry.record):
        yield Words(entry, path, lang, text, Place(entry.file, lines.get(entry.file, []), entry.origin(*path), text))


def _texts(record: BaseModel) -> Iterator[tuple[PathInRecord, str | None, str]]:
    for path, _, _, value in values(record, _words):
        if isinstance(value, str):
            yield path, None, value
        elif isinstance(value, dict):
            yield from (((*path, lang), lang, text) for lang, text in value.items())


def _words(_: str, field: FieldInfo) -> bool | None:
    return _is_text(field.annotation) or None


def _is_text(annotation: Any) -> bool:
    return (
        annotation == Text
        or any(_is_text(part) for part in get_args(annotation))
        or set(get_args(Text)) <= set(get_args(annotation))
    )
