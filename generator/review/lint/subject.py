"""What a lint rule looks at: one edition for one audience and language, with its document and records.

A rule reads records from `edition.records`, where nothing is that the edition's readers may not see. Lint prints for
everybody: values of what is not public are taken out of messages afterwards (`generator.review.lint.redact`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.base.diagnostics import Origin
from generator.paper.assemble.places import TextPlace
from generator.paper.document import Document
from generator.paper.select import SelectedEdition
from generator.paper.sentences import ProseSentence, list_sentences
from generator.records.load import Dataset, Entry, PathInRecord
from generator.records.schema import Record
from generator.records.schema.base import Text
from generator.records.schema.walks import find_values
from generator.review.lint.public_texts import PublicText, list_public_texts


@dataclass(frozen=True, slots=True)
class RecordText:
    """A text of a record as it is written, Markdown and all: `path` is its field, `lang` its language where it says
    one."""

    entry: Entry[Record]
    path: PathInRecord
    lang: str | None
    text: str
    lines: Sequence[str]

    def at(self, offset: int) -> Origin:
        """Return the place of the character at `offset`."""
        return TextPlace(self.entry.file, self.lines, self.entry.origin(*self.path), self.text).at(offset)


@dataclass(frozen=True, slots=True)
class Subject:
    """`sentences` are those of the document, `texts` every text of the picked records and of the edition's sections,
    `lines` the lines of the files; `whole` tells that the dataset holds every edition of the workspace; `public` are
    the values of records and sections that everybody may read, whatever their field."""

    dataset: Dataset
    edition: SelectedEdition
    document: Document
    sentences: tuple[ProseSentence, ...]
    texts: tuple[RecordText, ...]
    lines: Mapping[str, list[str]]
    whole: bool = False
    public: tuple[PublicText, ...] = ()

    def entries(self) -> Iterator[Entry[Record]]:
        """Yield the edition, its sections and every picked record."""
        yield self.edition.entry
        yield from self.edition.sections
        for records in self.edition.records.values():
            yield from records.values()


def make_subject(
    dataset: Dataset,
    edition: SelectedEdition,
    document: Document,
    whole: bool = False,
    lines: Mapping[str, list[str]] | None = None,
) -> Subject:
    """Return the subject that the rules look at, for one edition; `lines` are those of every file whose letters count,
    labels of styles among them (None: the dataset's)."""
    lines = dataset.lines if lines is None else lines
    found = list_sentences(document, edition, dataset.lines)
    bare = Subject(dataset, edition, document, found, (), lines, whole)
    texts = tuple(words for entry in bare.entries() for words in list_record_texts(entry, dataset.lines))
    public = tuple(list_public_texts(dataset, edition, dataset.lines))
    return Subject(dataset, edition, document, found, texts, lines, whole, public)


def is_english(subject: Subject) -> bool:
    """Tell whether the paper is in English: what dates, numbers and verbs look like is known for no other language."""
    return subject.document.lang.split("-")[0] == "en"


def list_record_texts(entry: Entry[Record], lines: Mapping[str, list[str]]) -> Iterator[RecordText]:
    """Yield every text of a record, in the order of its fields; sources that stand inside it are records of their
    own."""
    for path, lang, text in _texts(entry.record):
        yield RecordText(entry, path, lang, text, lines.get(entry.file, ()))


def _texts(record: BaseModel) -> Iterator[tuple[PathInRecord, str | None, str]]:
    for path, _, _, value in find_values(record, _words):
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
