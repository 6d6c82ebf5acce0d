"""The words of notes, in the house style."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.paper.assemble.citations import find_citations
from generator.paper.document import join_inlines
from tests.support.workspaces import assembled, built, prose, write

SOURCES = """\
a: {kind: news, url: https://example.org/a, language: ru}
b: {kind: news, url: https://example.org/b, language: ru}
c: {kind: news, url: https://example.org/c, language: kk}
plain: {kind: news, url: https://example.org/p}
paper: {kind: news, publisher: gazette, title: "Of & <on>", published: 2020-05, url: https://example.org/g}
two: {kind: report, publisher: [bureau, Zenda Post], url: https://example.org/t}
post: {kind: social_media, publisher: bureau, platform: Facebook, url: https://example.org/f}
statement: {kind: statement, publisher: council, published: 2020, url: https://example.org/s}
watch: {kind: monitoring, publisher: bureau}
watching: {kind: monitoring}
law: {kind: law, url: https://example.org/l, language: ru}
law-en: {kind: law, url: https://example.org/e}
own: {kind: briefing_paper, publisher: bureau, url: https://example.org/o}
court: {kind: court_document, publisher: Second Court, published: 2020-06-22}
odd: {kind: news, url: https://example.org/o, language: tlh}
"""


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        ("@a", "See (in Russian): https://example.org/a"),
        ("@plain", "See: https://example.org/p"),
        ("@a; @b", "See (in Russian): https://example.org/a and https://example.org/b"),
        ("@a; @b; @a", "See (in Russian): https://example.org/a, https://example.org/b and https://example.org/a"),
        ("@a; @c", "See (in Russian): https://example.org/a; and see (in Kazakh): https://example.org/c"),
        (
            "@a; @plain; @c",
            (
                "See (in Russian): https://example.org/a; see: https://example.org/p; and see (in Kazakh):"
                " https://example.org/c"
            ),
        ),
        (
            "see, for instance, @a; @b",
            "See, for instance (in Russian): https://example.org/a and https://example.org/b",
        ),
        (
            "see, for instance, @a; @c",
            (
                "See, for instance (in Russian): https://example.org/a; and see, for instance (in Kazakh):"
                " https://example.org/c"
            ),
        ),
        ("the case is told in @a", "The case is told in (in Russian): https://example.org/a"),
        ("@paper", "See Strelsau Gazette, “Of & <on>”, May 2020: https://example.org/g"),
        ("@two", "See the report by SBR and Zenda Post: https://example.org/t"),
        ("@post", "See the post by SBR, published on Facebook: https://example.org/f"),
        ("@statement", "See the statement by Council of Zenda, 2020: https://example.org/s"),
        ("@watch", "Monitoring by SBR."),
        ("@watching", "Monitoring."),
        ("@law", "Read the law text here (in Russian): https://example.org/l"),
        (
            "@law; @law-en",
            (
                "Read the law text here (in Russian): https://example.org/l; and read the law text here:"
                " https://example.org/e"
            ),
        ),
        ("@own", "See the briefing paper by SBR: https://example.org/o"),
        ("@court", "See the court document of Second Court, 22 June 2020."),
        ("@watch; @a", "Monitoring by SBR; and see (in Russian): https://example.org/a"),
        ("@a; @watch", "See (in Russian): https://example.org/a; and monitoring by SBR."),
        ("@odd", "See (in tlh): https://example.org/o"),
    ],
)
def test_the_words_of_a_note(citation: str, expected: str, tmp_path: Path) -> None:
    document = built(write(tmp_path, {"data/ruritania/more/sources.yaml": SOURCES, **prose(f"A word.[{citation}]")}))
    assert join_inlines(document.notes["overview.1.n1"].inlines) == expected


def test_a_source_cited_twice_has_two_notes(tmp_path: Path) -> None:
    document = built(write(tmp_path, prose("One.[@gazette-1] Two.[@gazette-1]")))
    assert [document.numbers.notes[f"overview.1.n{n}"] for n in (1, 2)] == [1, 2]
    first, second = (document.notes[f"overview.1.n{n}"] for n in (1, 2))
    assert second.full == first.inlines
    assert join_inlines(second.inlines) == "Strelsau Gazette, news item of 3 May 2020 (see note 1)."


@pytest.mark.parametrize("inside", ["@", "@a, p. 4", "@gazette-1 @gazette-2", "see @gazette-1; nothing", "@gazette-1;"])
def test_what_is_no_citation(inside: str, tmp_path: Path) -> None:
    _, problems = assembled(write(tmp_path, prose(f"A word.[{inside}]")))
    assert {p.code for p in problems} == {"T104"}


def test_a_citation_that_fails_does_not_lose_the_other_faults(tmp_path: Path) -> None:
    _, problems = assembled(write(tmp_path, prose("A word.[@nobody-a; @nobody-b]")))
    assert [p.message for p in problems] == ["there is no source `nobody-a`", "there is no source `nobody-b`"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("[@a] and [see, for instance, @paper; @law-en]", ["a", "paper", "law-en"]),
        ("[see:@a]", ["a"]),
        ("written to a@example.org, at https://example.org/@a, by \\@name (@name)", []),
    ],
)
def test_a_text_cites_what_stands_behind_its_signs(text: str, ids: list[str]) -> None:
    assert find_citations(text) == ids
