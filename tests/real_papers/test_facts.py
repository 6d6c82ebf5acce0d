"""Each paper holds what its document holds: every date, number, sum and name, in its section; and nothing later.

tests/real_papers/facts/<edition>.yaml lists the facts; the documents themselves are not in the repository. They are
looked for in the paper as it is built: in its Document, and in its finished Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml import YAML

from generator.paper.document import Document, find_calls, find_leaves, find_leaves_of_blocks, join_inlines
from generator.runs.build import BuiltPapers, make_files
from tests.support.places import ROOT

FACTS: dict[str, Any] = {
    path.stem: YAML(typ="safe").load(path) for path in sorted((ROOT / "tests" / "real_papers" / "facts").glob("*.yaml"))
}
EDITIONS = (
    "eu-kazakhstan-2020-11",
    "eu-kazakhstan-2024-04",
    "eu-kazakhstan-2024-04-handover",
    "monitor-kazakhstan-2022-05",
    "monitor-kazakhstan-2022-08",
)
FEWEST = {"eu-kazakhstan-2024-04-handover": 15}
"""How many facts a list has at least, where it is not that of a paper of several pages."""
KINDS = ("dates", "numbers", "sums", "names")
PARTS = {"political-prisoners": ("political-prisoners", "annex-prisoners")}
"""Sections of a paper that make up a section of its document, where they are not one and the same."""

_made: dict[str, BuiltPapers] = {}


@pytest.fixture(params=EDITIONS)
def made(request: pytest.FixtureRequest) -> BuiltPapers:
    edition = request.param
    if edition not in _made:
        _made[edition] = make_files(ROOT, edition, ["md"])
    return _made[edition]


def plain(made: BuiltPapers) -> str:
    """Return the finished Markdown without its marks and the addresses of links."""
    text = re.sub(r"\*+|\\|\[\^\d+\](?!:)|^(> )+", "", made.files[0].data.decode(), flags=re.MULTILINE)
    return re.sub(r"\[([^\[\]]+)\]\([^()\s]*\)", r"\1", text)


def section_words(document: Document, name: str) -> str:
    """Return the words of a section and of its notes."""
    wanted = PARTS.get(name, (name,)) if name in {s.id for s in document.sections} else (name,)
    sections = tuple(s for s in document.sections if s.id in wanted)
    assert sections, f"{name} is not in {[s.id for s in document.sections]}"
    found = list(find_leaves_of_blocks(sections))
    notes = [document.notes[call.note] for _, inlines in found for call in find_calls(inlines)]
    return "\n".join([join_inlines(inlines) for _, inlines in found] + [join_inlines(note.inlines) for note in notes])


def facts(edition: str) -> Iterator[tuple[str, str, str]]:
    """Yield section, kind and words of each fact, as the paper prints it."""
    for section, kinds in FACTS[edition]["sections"].items():
        assert set(kinds) <= set(KINDS), section
        for kind, entries in kinds.items():
            for entry in entries:
                assert isinstance(entry, str) or set(entry) == {"document", "paper"}, entry
                yield section, kind, entry if isinstance(entry, str) else entry["paper"]


def stands_in(fact: str, text: str) -> bool:
    """Tell whether a text has the fact, and not as a part of a longer number or word: `15 days` is not in `115
    days`."""
    return re.search(rf"(?<![\w]){re.escape(fact)}(?!\w)", text) is not None


def test_every_edition_has_its_list() -> None:
    assert set(FACTS) == set(EDITIONS) == {p.name for p in (ROOT / "briefings").iterdir() if p.is_dir()}
    for edition in EDITIONS:
        assert len(list(facts(edition))) > FEWEST.get(edition, 100), edition


@pytest.mark.slow
def test_every_fact_is_in_its_section(made: BuiltPapers) -> None:
    markdown, missing = plain(made), []
    for section in FACTS[made.document.id]["sections"]:
        text = section_words(made.document, section)
        missing += [
            f"{section}, {kind}: {fact}"
            for where, kind, fact in facts(made.document.id)
            if where == section and not (stands_in(fact, text) and stands_in(fact, markdown))
        ]
    assert not missing, "\n".join(missing)


@pytest.mark.slow
def test_exceptions_are_printed_otherwise_and_what_is_later_not_at_all(made: BuiltPapers) -> None:
    notes = (join_inlines(note.inlines) for note in made.document.notes.values())
    text = "\n".join([*(join_inlines(inlines) for _, inlines in find_leaves(made.document)), *notes])
    known = FACTS[made.document.id]
    for exception in known.get("exceptions", ()):
        assert exception["why"]
        assert exception["document"] not in text + plain(made), exception
        assert exception["paper"] in text, exception
    for absent in known.get("absent", ()):
        later = absent if isinstance(absent, str) else absent["words"]
        assert not stands_in(later, text + plain(made)), absent
