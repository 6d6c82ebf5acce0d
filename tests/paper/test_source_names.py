"""What a source is called: no reader takes one document for another, in notes, in brackets and in tables."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from generator.paper.assemble.context import Context
from generator.paper.assemble.source_names import name_source, shorten_address
from generator.paper.document import join_inlines
from generator.paper.select import select
from generator.paper.workspace import Workspace
from generator.records.load import load
from generator.records.load.labels import load_labels
from generator.records.schema.sources import SourceKind
from tests.support.places import ROOT
from tests.support.workspaces import EDITION, FILES, built, prose, write

SOURCES = (
    FILES["data/ruritania/sources.yaml"]
    + """\
survey: {kind: report, publisher: bureau, language: en, published: 2021-01-06, covers: {from: 2019-10, to: 2020-11}}
spring: {kind: update, publisher: bureau, title: Spring, covers: {from: 2020-03, to: 2020-05}}
summer: {kind: update, publisher: bureau, covers: {from: 2020-06, to: 2020-08}, stated_in: survey}
winter: {kind: update, publisher: bureau, covers: {from: 2019-12, to: 2020-02}, stated_in: gazette-1}
list: {kind: list, publisher: council, about: the dead, stated_in: [spring, survey]}
bare: {kind: statement, publisher: council, stated_in: survey}
answer: {kind: parliamentary_answer, publisher: council, number: E-1/2020, published: 2020-02-01, url: https://example.org/e}
twin-a: {kind: statement, publisher: council, published: 2020-03-01, title: One, url: https://example.org/a}
twin-b: {kind: statement, publisher: council, published: 2020-03-01, url: https://example.org/b}
letter: {kind: open_letter, title: To the King, published: 2020}
talk: {kind: interview, publisher: gazette, published: 2020-11-20}
appeal: {kind: open_letter, about: the law on marches, url: https://example.org/appeal}
undated: {kind: report, publisher: council, url: https://example.org/r}
month: {kind: report, publisher: council, published: 2020-11, url: https://example.org/m}
"""
)


def context_of(tmp_path: Path, sources: str = SOURCES) -> Context:
    root = write(tmp_path, {"data/ruritania/sources.yaml": sources})
    dataset = Workspace(root, [EDITION]).dataset
    selected, _ = select(dataset, EDITION, None, "en")
    labels, _, _ = load_labels(root, dataset.styles["dialogue-paper"], "en")
    assert selected is not None
    assert labels is not None
    return Context(selected, labels, dataset.lines)


def note(tmp_path: Path, citation: str) -> str:
    files = {"data/ruritania/sources.yaml": SOURCES, **prose(f"A word.[{citation}]")}
    return join_inlines(built(write(tmp_path, files)).notes["overview.1.n1"].inlines)


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("gazette-1", "Strelsau Gazette, news item of 3 May 2020"),
        ("gazette-2", "example.org/2"),
        ("bureau-watch", "SBR, monitoring"),
        ("survey", "SBR, report of 6 January 2021, later than this paper"),
        ("spring", "SBR, update on March to May 2020"),
        ("winter", "SBR, update on December 2019 to February 2020"),
        ("list", "Council of Zenda, list on the dead"),
        ("bare", "Council of Zenda, statement, date not known to us"),
        ("answer", "Council of Zenda, answer to a parliamentary question of 1 February 2020"),
        ("twin-a", "Council of Zenda, statement of 1 March 2020, “One”"),
        ("twin-b", "Council of Zenda, statement of 1 March 2020 (example.org/b)"),
        ("letter", "“To the King”, open letter of 2020"),
        ("talk", "Strelsau Gazette, interview of 20 November 2020"),
        ("appeal", "Open letter on the law on marches"),
        ("undated", "Council of Zenda, report (example.org/r)"),
        ("month", "Council of Zenda, report of November 2020"),
    ],
)
def test_the_short_name_of_a_source(id: str, name: str, tmp_path: Path) -> None:
    context = context_of(tmp_path)
    assert name_source(context, context.edition.sources[id].record) == name


@pytest.mark.parametrize(
    ("citation", "words"),
    [
        (
            "@survey",
            (
                "See the report by SBR on October 2019 to November 2020, 6 January 2021, later than this paper (in"
                " English)."
            ),
        ),
        ("@spring", "See the update by SBR on March to May 2020, “Spring”, date not known to us."),
        # the document that names it is later than the paper; the paper is not made from it
        (
            "@summer",
            (
                "See the update by SBR on June to August 2020, date not known to us (named in SBR, report of 6 January"
                " 2021, later than this paper)."
            ),
        ),
        # the paper is made from the document that names it: its cover says so
        ("@winter", "See the update by SBR on December 2019 to February 2020, date not known to us."),
        (
            "@list",
            (
                "See the list by Council of Zenda on the dead, date not known to us (named in SBR, update on March to"
                " May 2020; SBR, report of 6 January 2021, later than this paper)."
            ),
        ),
        (
            "@answer",
            "See the answer to a parliamentary question by Council of Zenda, E-1/2020, 1 February 2020: https://example.org/e",
        ),
        ("@letter", "See the open letter, “To the King”, 2020."),
        ("@talk", "See the interview in Strelsau Gazette, 20 November 2020."),
        # an address leads to the document, which may have its day
        ("@undated", "See the report by Council of Zenda: https://example.org/r"),
        # the author's own words take the place of the rest, not that it is later
        ("as it says, @survey", "As it says, later than this paper (in English)."),
    ],
)
def test_a_note_identifies_its_document(citation: str, words: str, tmp_path: Path) -> None:
    assert note(tmp_path, citation) == words


def test_a_month_that_holds_the_day_of_the_paper_is_not_later(tmp_path: Path) -> None:
    assert "later" not in note(tmp_path, "@month")


@pytest.mark.parametrize("kind", get_args(SourceKind))
def test_every_kind_is_named_in_notes_and_in_tables(kind: str, tmp_path: Path) -> None:
    sources = FILES["data/ruritania/sources.yaml"] + f"new: {{kind: {kind}, publisher: council, published: 2020}}\n"
    context = context_of(tmp_path, sources)
    labels = context.labels
    assert name_source(context, context.edition.sources["new"].record) == (
        f"Council of Zenda, {labels[f'source_{kind}']} of 2020"
    )
    spoken = labels[f"source_{kind}"].removesuffix(" item").removesuffix(" of a law")
    assert kind in ("news", "social_media", "law") or spoken in labels[f"note_{kind}"].lower()


@pytest.mark.parametrize(
    ("url", "others", "short"),
    [
        ("https://www.example.net/a/b.html", [], "example.net"),
        ("https://example.net/a/30222769.html", ["https://example.net/a/30222770.html"], "example.net/…/30222769"),
        ("https://example.net/post.php?story=12&id=3", ["https://example.net/post.php?story=13"], "example.net/12"),
        ("https://example.net/x/2020/en/", ["https://example.net/y/2021/en/"], "example.net/x/2020/en"),
        (
            "https://example.net/news/a-very-long-name-of-a-page-that-has-no-end",
            ["https://example.net/news/other"],
            "example.net/…/a-very-long-name-of-a-page…",
        ),
        (
            "https://example.net/news/a-very-long-name-of-a-page-that-has-no-end",
            ["https://example.net/news/a-very-long-name-of-a-page-that-has-an-end"],
            "example.net/…/a-very-long-name-of-a-page-that-has-no-end",
        ),
    ],
)
def test_an_address_is_cut_short_and_still_told_apart(url: str, others: list[str], short: str, tmp_path: Path) -> None:
    lines = ["bureau-watch: {kind: monitoring, publisher: bureau}", "code-text: {kind: law}"]
    lines += ["gazette-1: {kind: news}", "gazette-2: {kind: news}", f'mine: {{kind: news, url: "{url}"}}']
    lines += [f'other-{number}: {{kind: news, url: "{one}"}}' for number, one in enumerate(others)]
    context = context_of(tmp_path, "".join(f"{line}\n" for line in lines))
    assert shorten_address(context, context.edition.sources["mine"].record) == short


@pytest.mark.slow
def test_no_two_sources_of_the_repository_have_one_name() -> None:
    """Of all papers: each source has a short name of its own."""
    dataset, _ = load(ROOT)
    for edition in dataset.editions:
        selected, _ = select(dataset, edition, None, "en")
        assert selected is not None
        labels, _, _ = load_labels(ROOT, dataset.styles[selected.record.style], "en")
        assert labels is not None
        context = Context(selected, labels, dataset.lines)
        names: dict[str, str] = {}
        for id, entry in selected.sources.items():
            if entry.record.kind != "law":
                name = name_source(context, entry.record)
                assert names.setdefault(name, id) == id, name
