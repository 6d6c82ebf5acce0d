"""The paper of November 2020 holds what its document holds: every note at its sentence, every fact, every address.

docs/notes-2020-11.md pairs the notes; tests/facts/eu-kazakhstan-2020-11.yaml lists the facts. The document itself is
not in the repository. Both are checked against the paper as it is built: its Document, and its finished Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from generator.build import Made, make
from generator.document import Document, Inline, Link, Note, NoteCall, calls, leaves, leaves_of, words

ROOT = Path(__file__).resolve().parent.parent
EDITION = "eu-kazakhstan-2020-11"
FACTS: dict[str, Any] = YAML(typ="safe").load(ROOT / "tests" / "facts" / f"{EDITION}.yaml")
KINDS = ("dates", "numbers", "sums", "names")
PARTS = {"political-prisoners": ("political-prisoners", "annex-prisoners")}
"""Sections of the paper that make up a section of the document, where they are not one and the same."""


@pytest.fixture(scope="module")
def made() -> Made:
    return make(ROOT, EDITION, ["md"])


@pytest.fixture(scope="module")
def markdown(made: Made) -> str:
    """The finished Markdown without its marks."""
    text = made.files[0].data.decode()
    return re.sub(r"\*+|\\|\[\^\d+\](?!:)|^(> )+", "", text, flags=re.MULTILINE)


def note_words(note: Note) -> str:
    return "".join(f"<{i.url}>" if isinstance(i, Link) else words((i,)) for i in note.inlines)


def marked(inlines: tuple[Inline, ...], numbers: Any) -> str:
    """Return the words with `[14]` where note 14 is called."""
    return "".join(f"[{numbers[i.note]}]" if isinstance(i, NoteCall) else words((i,)) for i in inlines)


def section_words(document: Document, name: str) -> str:
    """Return the words of a section and of its notes."""
    sections = tuple(s for s in document.sections if s.id in PARTS.get(name, (name,)))
    assert len(sections) == len(PARTS.get(name, (name,))), f"{name} is not in {[s.id for s in document.sections]}"
    found = list(leaves_of(sections))
    notes = [document.notes[call.note] for _, inlines in found for call in calls(inlines)]
    return "\n".join([words(inlines) for _, inlines in found] + [words(note.inlines) for note in notes])


# ── the notes ─────────────────────────────────────────────────────────────────────────────────────────────────────────


class Pair(NamedTuple):
    """A row of docs/notes-2020-11.md."""

    theirs: int
    their_sentence: str
    ours: int
    our_sentence: str
    note: str


def pairs() -> list[Pair]:
    lines = (ROOT / "docs" / "notes-2020-11.md").read_text(encoding="utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if re.match(r"\| \d+ \| ", line)]
    return [Pair(int(theirs), sentence, int(ours), *rest) for theirs, sentence, ours, *rest in rows]


def test_the_table_has_each_note_once() -> None:
    assert [pair.theirs for pair in pairs()] == list(range(1, 94))
    assert sorted(pair.ours for pair in pairs()) == list(range(1, 94))


def test_the_table_quotes_the_sentence_of_each_note() -> None:
    for pair in pairs():
        assert re.fullmatch(r"“[^“”]{1,399}”", pair.their_sentence), pair
        assert f"[{pair.theirs}]" in pair.their_sentence, pair


def test_each_note_stands_at_the_sentence_of_the_table(made: Made) -> None:
    numbers = made.document.numbers.notes
    texts = {
        numbers[call.note]: marked(inlines, numbers) for _, inlines in leaves(made.document) for call in calls(inlines)
    }
    assert len(texts) == 93
    wrong = [
        f"note {pair.ours}: {pair.our_sentence}\nstands in: {texts[pair.ours]}"
        for pair in pairs()
        if f"[{pair.ours}]" not in pair.our_sentence or pair.our_sentence not in texts[pair.ours]
    ]
    assert not wrong, "\n".join(wrong)


def test_each_note_says_what_the_table_says(made: Made) -> None:
    said = {made.document.numbers.notes[note.id]: note_words(note) for note in made.document.notes.values()}
    assert {pair.ours: pair.note for pair in pairs()} == said


# ── the facts ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def facts() -> Iterator[tuple[str, str, str]]:
    """Yield section, kind and words of each fact, as the paper prints it."""
    for section, kinds in FACTS["sections"].items():
        assert set(kinds) <= set(KINDS), section
        for kind, entries in kinds.items():
            for entry in entries:
                assert isinstance(entry, str) or set(entry) == {"document", "paper"}, entry
                yield section, kind, entry if isinstance(entry, str) else entry["paper"]


def stands_in(fact: str, text: str) -> bool:
    """Tell whether a text has the fact, and not as a part of a longer number or word: `15 days` is not in `115 days`."""
    return re.search(rf"(?<![\w]){re.escape(fact)}(?!\w)", text) is not None


def test_every_section_of_the_document_is_listed() -> None:
    listed = {(section, kind) for section, kind, _ in facts()}
    assert {section for section, _ in listed} == set(FACTS["sections"])
    assert len(FACTS["sections"]) == 5
    assert {(section, kind) for section in FACTS["sections"] for kind in KINDS} - listed == {("overview", "sums")}


@pytest.mark.parametrize("section", FACTS["sections"])
def test_every_fact_is_in_its_section(made: Made, markdown: str, section: str) -> None:
    text = section_words(made.document, section)
    missing = [
        f"{kind}: {fact}"
        for where, kind, fact in facts()
        if where == section and not (stands_in(fact, text) and stands_in(fact, markdown))
    ]
    assert not missing, "\n".join(missing)


def test_every_address_is_printed_in_the_order_of_the_document(made: Made, markdown: str) -> None:
    numbers = made.document.numbers.notes
    notes = sorted(made.document.notes.values(), key=lambda note: numbers[note.id])
    printed = dict.fromkeys(i.url for note in notes for i in note.inlines if isinstance(i, Link))
    assert list(printed) == FACTS["addresses"]
    assert len(printed) == 99
    in_notes = markdown[markdown.index("\n[^1]:") :]
    assert [url for url in printed if f"<{url}>" not in in_notes] == []


def test_exceptions_are_printed_otherwise(made: Made, markdown: str) -> None:
    notes = (words(note.inlines) for note in made.document.notes.values())
    text = "\n".join([*(words(inlines) for _, inlines in leaves(made.document)), *notes])
    for exception in FACTS["exceptions"]:
        assert exception["why"]
        assert exception["document"] not in text + markdown, exception
        assert exception["paper"] in text, exception
