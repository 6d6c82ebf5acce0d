"""The HTML page: the words of the document, one file that asks for nothing else, and template faults told by place."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.formats.html import render_page, write_html
from generator.formats.html_letters import read_html_letters
from generator.formats.html_template import TEMPLATE, split_contents, write_css_content
from generator.formats.stylesheet import build_stylesheet
from generator.paper.document import Contents, Link, Note, Run, find_leaves, join_inlines
from generator.records.style import Style
from tests.support.documents import STYLE, sample, style_at


@pytest.mark.slow
def test_words_and_notes_are_those_of_the_document() -> None:
    document = sample()
    blocks, notes = read_html_letters(write_html(document, STYLE))
    assert blocks == [(id, join_inlines(inlines)) for id, inlines in find_leaves(document)]
    assert notes == {n: join_inlines(document.notes[id].inlines) for id, n in document.numbers.notes.items()}


@pytest.mark.slow
def test_same_bytes_twice() -> None:
    assert write_html(sample(), STYLE) == write_html(sample(), STYLE)


def test_nothing_is_fetched_from_elsewhere() -> None:
    page = html.document_fromstring(write_html(sample(), STYLE))
    assert not page.xpath("//link | //script | //img | //iframe | //@src | //object")
    assert "url(" not in page.findtext(".//style")
    assert "@import" not in page.findtext(".//style")


def test_ids_are_unique_and_every_link_within_leads_somewhere() -> None:
    page = html.document_fromstring(write_html(sample(), STYLE))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_calls_and_notes_lead_to_each_other() -> None:
    page = html.document_fromstring(write_html(sample(), STYLE))
    for n in range(1, 11):
        assert page.get_element_by_id(f"call_{n}").get("href") == f"#note_{n}"
        assert f"#call_{n}" in page.get_element_by_id(f"note_{n}").xpath(".//@href")


def test_an_address_breaks_after_its_signs_and_keeps_its_letters() -> None:
    page = write_html(sample(), STYLE).decode()
    assert ">https://<wbr>example.<wbr>org/<wbr>news/<wbr>n1?<wbr>a=<wbr>1&amp;<wbr>b=<wbr>2</a>" in page
    assert "\u200b" not in page


def test_only_addresses_become_links() -> None:
    document = sample()
    link = Link("javascript:alert(1)", (Run("press here"),))
    notes = {**document.notes, "n1": Note("n1", "news", (link,))}
    page = write_html(replace(document, notes=notes), STYLE).decode()
    assert "press here" in page
    assert "javascript:" not in page


def test_a_cell_names_the_head_of_its_column_outside_the_words() -> None:
    """On a narrow screen each row is a card: the label comes from an attribute, so no word is said twice."""
    page = html.document_fromstring(write_html(sample(), STYLE))
    (table,) = page.xpath("//table")
    heads = ["".join(head.itertext()).strip() for head in table.xpath("./thead//th")]
    assert len(heads) > 1
    for row in table.xpath("./tbody/tr"):
        assert row.xpath("./*/@data-label") == heads
        assert {cell.get("role") for cell in row} <= {"cell", "rowheader"}
    assert "data-label" not in render_page(sample(), STYLE, "paper")


def test_each_colour_is_named_once_for_light_and_once_for_dark() -> None:
    css = re.sub(r"/\*.*?\*/", "", build_stylesheet(STYLE, "screen"), flags=re.DOTALL)
    named = re.findall(r"(--[a-z0-9-]+):", css)
    assert set(re.findall(r"var\((--[a-z0-9-]+)[,)]", css)) <= set(named)
    # --air is 1 where nothing is said, more on screens
    assert max(named.count(name) for name in named) == 2
    elsewhere = re.sub(r"--[a-z0-9-]+:[^;}]*", "", css)
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", elsewhere)) == {"#0003"}  # a shadow


def test_the_mark_stands_on_the_page() -> None:
    page = html.document_fromstring(write_html(replace(sample(), mark="For partners only"), STYLE))
    assert page.xpath("//p[@class='mark']/text()") == ["For partners only"]


def test_text_is_escaped_and_languages_are_told() -> None:
    page = write_html(sample(), STYLE).decode()
    assert "was &lt;disputed&gt;" in page
    assert '<em lang="fr">La Liberté</em>' in page


@pytest.mark.parametrize(
    ("label", "content"),
    [
        ("Page {page} of {pages}", '"Page " counter(page) " of " counter(pages)'),
        ("{pages} беттің {page}-беті", 'counter(pages) " беттің " counter(page) "\\2d беті"'),
        ('</style>"', '"\\3c \\2f style\\3e \\22 "'),
    ],
)
def test_page_line(label: str, content: str) -> None:
    assert write_css_content(label) == content


def fault(tmp_path: Path, old: str, new: str) -> Diagnostic:
    """Return what is said about the style's template with `old` replaced by `new`."""
    folder = tmp_path / "style"
    shutil.copytree(STYLE.folders[0], folder, ignore=shutil.ignore_patterns("*.ttf"))
    text = (folder / TEMPLATE).read_text("utf-8")
    assert old in text
    (folder / TEMPLATE).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BriefingError) as caught:
        write_html(sample(), style_at(folder))
    (diagnostic,) = caught.value.diagnostics
    line = text[: text.index(old)].count("\n") + 1
    assert (diagnostic.origin.file, diagnostic.origin.line) == (f"style/{TEMPLATE}", line)
    assert new.strip() in (diagnostic.excerpt or "")
    return diagnostic


@pytest.mark.slow
def test_unknown_variable(tmp_path: Path) -> None:
    problem = fault(tmp_path, "{{ document.lang }}", "{{ document.langg }}")
    assert problem.code == "P203"
    assert "langg" in problem.message


@pytest.mark.slow
def test_unknown_label(tmp_path: Path) -> None:
    assert fault(tmp_path, "{{ document.labels.contents }}", "{{ document.labels.kontents }}").code == "P203"


def test_broken_tag(tmp_path: Path) -> None:
    assert fault(tmp_path, '{% if medium == "screen" %}', '{% if medium = "screen" %}').code == "P202"


@pytest.mark.slow
def test_a_template_cannot_reach_python(tmp_path: Path) -> None:
    assert fault(tmp_path, "{{ document.lang }}", "{{ document.__class__.__mro__ }}").code in ("P203", "P204")


def test_missing_template(tmp_path: Path) -> None:
    with pytest.raises(BriefingError) as caught:
        write_html(sample(), style_at(tmp_path))
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.origin.file) == ("P201", f"{tmp_path.name}/{TEMPLATE}")


@pytest.mark.slow
def test_a_template_that_was_changed_or_came_nearer_is_the_one_that_counts(tmp_path: Path) -> None:
    near, far = tmp_path / "near", tmp_path / "far"
    near.mkdir()
    shutil.copytree(STYLE.folders[0], far)
    style = Style("near", (near, far))

    def title() -> str:
        return render_page(sample(), style, "screen").split("<title>")[1].split("</title>")[0]

    first = title()
    page = far / "paper.html.j2"
    text = page.read_text("utf-8")
    page.write_text(text.replace("<title>", "<title>changed: "), "utf-8")
    assert title() == f"changed: {first}"
    (near / "paper.html.j2").write_text(text.replace("<title>", "<title>nearer: "), "utf-8")
    assert title() == f"nearer: {first}"
    (near / "paper.html.j2").unlink()
    assert title() == f"changed: {first}"


def test_the_contents_stand_in_two_columns_of_like_height() -> None:
    """Long titles take two lines, and a section is not torn from what stands below it for one line."""

    def line(level: int, title: str) -> Contents:
        return Contents(title, level, None, title)

    long = "What became of those who were charged over the march, and of others"
    made = split_contents([line(1, "One"), line(2, f"{long} 1"), line(2, f"{long} 2"), line(1, "Two"), line(1, "Three"),
                           line(1, "Four"), line(1, "Five")])  # fmt: skip
    assert [column[0].title for column in made] == ["One", "Two"]
    assert [len(column) for column in made] == [3, 4]
    assert [len(column) for column in split_contents([line(1, "One")])] == [1]
