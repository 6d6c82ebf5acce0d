"""What a lint rule looks at: one edition for one audience and language, with its document and records.

A rule reads records from `edition.records`, where nothing is that the edition's readers may not see. Lint prints for
everybody: values of what is not public are taken out of messages afterwards (`generator.review.lint.redact`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeVar, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.base.diagnostics import Origin
from generator.paper.document import Document
from generator.paper.select import SelectedEdition
from generator.paper.sentences import ProseSentence, list_sentences
from generator.records.load import Dataset, Entry, PathInRecord
from generator.records.schema import Record
from generator.records.schema.base import Text
from generator.records.schema.walks import find_values
from generator.review.lint.public_texts import PublicText, find_place, list_public_texts, list_written
from generator.review.lint.shared import Shared, join_texts

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RecordText:
    """A text of a record as it is written, Markdown and all: `path` is its field, `lang` its language where it says
    one, `lines` are those of all files."""

    entry: Entry[Record]
    path: PathInRecord
    lang: str | None
    text: str
    lines: Mapping[str, list[str]]

    def at(self, offset: int) -> Origin:
        """Return the place of the character at `offset`."""
        return find_place(self.entry, self.path, self.text, self.lines, offset)


@dataclass(frozen=True, slots=True)
class Subject:
    """`sentences` are those of the document, `texts` every text of the picked records and of the edition's sections,
    `lines` the lines of the files; `whole` tells that the dataset holds every edition of the workspace; `public` are
    the values of records and sections that everybody may read, whatever their field; `shared` is what it has in common
    with other subjects, `answers` what was asked of it alone."""

    dataset: Dataset
    edition: SelectedEdition
    document: Document
    sentences: tuple[ProseSentence, ...]
    texts: tuple[RecordText, ...]
    lines: Mapping[str, list[str]]
    shared: Shared
    whole: bool = False
    public: tuple[PublicText, ...] = ()
    answers: dict[Any, Any] = field(default_factory=dict, compare=False)

    def ask(self, question: Callable[[Subject], T]) -> T:
        """Return the answer to a question that several rules ask of this subject, and that is answered once."""
        if question not in self.answers:
            self.answers[question] = question(self)
        return self.answers[question]  # type: ignore[no-any-return]

    def entries(self) -> Iterator[Entry[Record]]:
        """Yield the edition, its sections and every picked record."""
        yield from _list_entries(self.edition)


def make_subject(
    dataset: Dataset,
    edition: SelectedEdition,
    document: Document,
    whole: bool = False,
    lines: Mapping[str, list[str]] | None = None,
) -> Subject:
    """Return the subject that the rules look at, for one edition; `lines` are those of every file whose letters count,
    labels of styles among them (None: the dataset's)."""
    (made,) = make_subjects(dataset, [(edition, document)], whole, lines)
    return made


def make_subjects(
    dataset: Dataset,
    papers: Iterable[tuple[SelectedEdition, Document]],
    whole: bool = False,
    lines: Mapping[str, list[str]] | None = None,
) -> list[Subject]:
    """Return the subjects of several papers, each an edition with its document, which share what is asked of the words
    of all of them."""
    lines = dataset.lines if lines is None else lines
    list_texts = _ask_once(lambda entry: tuple(list_record_texts(entry, dataset.lines)))
    list_public = _ask_once(lambda entry: tuple(list_public_texts(entry, dataset.lines)))
    words = [
        (
            edition,
            document,
            tuple(chain.from_iterable(map(list_texts, _list_entries(edition)))),
            tuple(chain.from_iterable(map(list_public, list_written(dataset, edition)))),
        )
        for edition, document in papers
    ]
    entries = {id(entry): entry for edition, *_ in words for entry in _list_entries(edition)}
    shared = Shared(
        dataset,
        tuple(entries.values()),
        lines,
        join_texts(said.text for _, _, texts, _ in words for said in texts),
        join_texts(said.text for _, _, _, public in words for said in public if not said.is_address),
        join_texts(said.text for _, _, _, public in words for said in public if said.is_address),
    )
    return [
        Subject(
            dataset,
            edition,
            document,
            list_sentences(document, edition, dataset.lines),
            texts,
            lines,
            shared,
            whole,
            public,
        )
        for edition, document, texts, public in words
    ]


def _ask_once(question: Callable[[Entry[Record]], T]) -> Callable[[Entry[Record]], T]:
    """Return what asks once of each record, however many editions have picked it; most are the very same for all."""
    known: dict[int, T] = {}

    def ask(entry: Entry[Record]) -> T:
        if id(entry) not in known:
            known[id(entry)] = question(entry)
        return known[id(entry)]

    return ask


def _list_entries(edition: SelectedEdition) -> Iterator[Entry[Record]]:
    yield edition.entry
    yield from edition.sections
    for records in edition.records.values():
        yield from records.values()


def is_english(subject: Subject) -> bool:
    """Tell whether the paper is in English: what dates, numbers and verbs look like is known for no other language."""
    return subject.document.lang.split("-")[0] == "en"


def list_record_texts(entry: Entry[Record], lines: Mapping[str, list[str]]) -> Iterator[RecordText]:
    """Yield every text of a record, in the order of its fields; sources that stand inside it are records of their
    own."""
    for path, lang, text in _texts(entry.record):
        yield RecordText(entry, path, lang, text, lines)


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
