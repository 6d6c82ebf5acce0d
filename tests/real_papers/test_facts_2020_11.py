"""The paper of November 2020 has the notes of its document: each at its sentence, with its words and addresses.

docs/notes-2020-11.md pairs the notes; tests/real_papers/facts/eu-kazakhstan-2020-11.yaml lists the addresses. The
document itself is not in the repository. Both are checked against the paper as it is built. Its facts: test_facts.py.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from generator.paper.document import Inline, Link, Note, NoteCall, find_calls, find_leaves, join_inlines
from generator.runs.build import BuiltPapers, make_files
from tests.support.places import ROOT

EDITION = "eu-kazakhstan-2020-11"
FACTS: dict[str, Any] = YAML(typ="safe").load(ROOT / "tests" / "real_papers" / "facts" / f"{EDITION}.yaml")


@pytest.fixture(scope="module")
def made() -> BuiltPapers:
    return make_files(ROOT, EDITION, ["md"])


def note_words(note: Note) -> str:
    return "".join(f"<{i.url}>" if isinstance(i, Link) else join_inlines((i,)) for i in note.inlines)


def marked(inlines: tuple[Inline, ...], numbers: Any) -> str:
    """Return the words with `[14]` where note 14 is called."""
    return "".join(f"[{numbers[i.note]}]" if isinstance(i, NoteCall) else join_inlines((i,)) for i in inlines)


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


@pytest.mark.slow
def test_each_note_stands_at_the_sentence_of_the_table(made: BuiltPapers) -> None:
    numbers = made.document.numbers.notes
    texts = {
        numbers[call.note]: marked(inlines, numbers)
        for _, inlines in find_leaves(made.document)
        for call in find_calls(inlines)
    }
    assert len(texts) == 93
    wrong = [
        f"note {pair.ours}: {pair.our_sentence}\nstands in: {texts[pair.ours]}"
        for pair in pairs()
        if f"[{pair.ours}]" not in pair.our_sentence or pair.our_sentence not in texts[pair.ours]
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_each_note_says_what_the_table_says(made: BuiltPapers) -> None:
    said = {made.document.numbers.notes[note.id]: note_words(note) for note in made.document.notes.values()}
    assert {pair.ours: pair.note for pair in pairs()} == said


# ── the addresses ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_every_address_is_printed_in_the_order_of_the_document(made: BuiltPapers) -> None:
    numbers = made.document.numbers.notes
    notes = sorted(made.document.notes.values(), key=lambda note: numbers[note.id])
    printed = dict.fromkeys(i.url for note in notes for i in note.inlines if isinstance(i, Link))
    assert list(printed) == FACTS["addresses"]
    assert len(printed) == 99
    markdown = made.files[0].data.decode()
    in_notes = markdown[markdown.index("\n[^1]:") :]
    assert [url for url in printed if f"<{url}>" not in in_notes] == []
