"""A style may gather the recommendations of a paper in a section of their own, at the end of its body."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.formats.docx.redline.write import write_redline
from generator.formats.html_letters import read_html_letters
from generator.paper.document import Document, ItemList, Paragraph, Reference, find_headings, find_leaves, join_inlines
from generator.runs.build import BuiltPapers, make_files
from generator.runs.compare import ComparedEdition, make_both_papers
from tests.support import judges, pandoc, redlines
from tests.support.commands import run
from tests.support.later import LATER, LATER_BRIEFING, MEANWHILE
from tests.support.letters import letters
from tests.support.pdf_letters import pdf_letters
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, built, told, write

END = "recommendations.at-end"

STYLE = {
    "templates/end/template.yaml": (
        """\
title: Paper that asks at its end
kinds: [end_paper]
extends: dialogue-paper
recommendations: at_end
"""
    ),
    "templates/end/labels/en.yaml": "kind_end_paper: Briefing paper\nrecommendations_section: What we ask for\n",
}


def in_style(text: str) -> str:
    return text.replace("kind: dialogue_paper", "kind: end_paper").replace("style: dialogue-paper", "style: end")


PAPER = STYLE | {
    "data/ruritania/recommendations.yaml": FILES["data/ruritania/recommendations.yaml"]
    + "register:\n  theme: expression\n  addressee: government\n  text: Register who asks.\n"
    + "ask:\n  theme: expression\n  addressee: council\n  text: Ask about them.\n",
    f"{BRIEFING}/edition.yaml": in_style(FILES[f"{BRIEFING}/edition.yaml"])
        .replace("expression]", "expression, association]"),
    # its recommendations have a subsection of their own
    f"{BRIEFING}/association.yaml": """\
kind: theme
title: Freedom of association
blocks:
  - text: |
      What we ask stands [below](#asks).
  - section: asks
    title: What we ask here
    blocks:
      - recommendations: [register, ask]
""",
    f"{BRIEFING}/prisoners.yaml": FILES[f"{BRIEFING}/prisoners.yaml"] + "  - scorecard: [ask, repeal]\n",
}  # fmt: skip


def shape(document: Document) -> list[str]:
    """Return the sections and boxes of the paper in order."""
    return [heading.id for heading in find_headings(document) if not heading.id.startswith("profile")]


def asked(document: Document) -> list[str]:
    """Return what stands in the section of recommendations, line by line, the demands with their numbers."""
    found = []
    for block in next(section for section in document.sections if section.id == END).blocks:
        match block:
            case Paragraph():
                found.append(join_inlines(block.inlines))
            case ItemList():
                for item in block.items:
                    said = "".join(join_inlines(inlines) for _, inlines in find_leaves(document) if _ == f"{item.id}.1")
                    found.append(f"{document.numbers.recommendations[item.id]} {said}")
    return found


def test_all_stand_in_a_section_before_the_annexes_grouped_by_addressee(tmp_path: Path) -> None:
    document = built(write(tmp_path, PAPER))
    # the subsection that had nothing else is gone, and what led there leads to where its demands are
    assert shape(document) == ["overview", "expression", "expression.press", "box.law", "association", END, "prisoners"]
    (reference,) = [i for i in dict(find_leaves(document))["association.1"] if isinstance(i, Reference)]
    assert reference.target == END
    assert asked(document) == [
        "The authorities of Ruritania should:",
        "R1 Repeal Article 12 of the code.",
        "R2 Release those who are held.",
        "R3 Register who asks.",
        "Council of Zenda should:",
        "R4 Ask about them.",
    ]
    assert [(line.number, line.title) for line in document.numbers.contents if line.target == END] == [
        ("3", "What we ask for")
    ]
    rows = {
        id: join_inlines(inlines)[:3]
        for id, inlines in find_leaves(document)
        if "scorecard" in id and id.endswith(".recommendation.p") and ".head." not in id
    }
    assert sorted(rows.values()) == ["R1 ", "R4 "]


def test_a_style_that_says_nothing_leaves_them_where_they_are(tmp_path: Path) -> None:
    document = built(
        write(
            tmp_path,
            {
                "templates/end/template.yaml": (
                    STYLE["templates/end/template.yaml"].replace("recommendations: at_end\n", "")
                )
            }
            | {k: v for k, v in PAPER.items() if not k.endswith("end/template.yaml")},
        )
    )
    assert shape(document) == [
        "overview",
        "expression",
        "expression.press",
        "box.law",
        "expression.recommendations",
        "association",
        "association.asks",
        "association.asks.recommendations",
        "prisoners",
    ]


def test_a_section_of_recommendations_alone_stands_where_the_edition_puts_it(tmp_path: Path) -> None:
    alone = {
        f"{BRIEFING}/overview.yaml": "kind: overview\ntitle: Our demands\nblocks:\n  - recommendations: [release]\n",
        f"{BRIEFING}/expression.yaml": FILES[f"{BRIEFING}/expression.yaml"].replace("[repeal, release]", "[repeal]"),
    }
    document = built(write(tmp_path, PAPER | alone))
    assert shape(document)[:2] == ["overview", "overview.recommendations"]
    # the numbers are those of the order in which they are read, in the scorecard too
    assert document.numbers.recommendations == {"r.release": "R1", "r.repeal": "R2", "r.register": "R3", "r.ask": "R4"}
    rows = [
        join_inlines(inlines)[:3]
        for id, inlines in find_leaves(document)
        if "scorecard" in id and id.endswith(".recommendation.p") and ".head." not in id
    ]
    assert rows == ["R4 ", "R2 "]


def test_an_annex_keeps_its_own(tmp_path: Path) -> None:
    annex = {
        f"{BRIEFING}/prisoners.yaml": FILES[f"{BRIEFING}/prisoners.yaml"] + "  - recommendations: [release]\n",
        f"{BRIEFING}/expression.yaml": FILES[f"{BRIEFING}/expression.yaml"].replace("[repeal, release]", "[repeal]"),
    }
    document = built(write(tmp_path, PAPER | annex))
    assert shape(document)[-3:] == [END, "prisoners", "prisoners.recommendations"]
    assert document.numbers.recommendations["r.release"] == "R4"


def test_a_paper_that_asks_for_nothing_has_no_such_section(tmp_path: Path) -> None:
    silent = {
        f"{BRIEFING}/{name}.yaml": "title: A part\nkind: theme\nblocks:\n  - text: Words.\n"
        for name in ("expression", "association")
    }
    assert END not in shape(
        built(write(tmp_path, PAPER | silent | {f"{BRIEFING}/prisoners.yaml": FILES[f"{BRIEFING}/prisoners.yaml"]}))
    )


def test_one_that_stands_twice_is_told_at_its_place(tmp_path: Path) -> None:
    twice = {
        f"{BRIEFING}/association.yaml": (
            PAPER[f"{BRIEFING}/association.yaml"].replace("[register, ask]", "[register, repeal]")
        )
    }
    _, problems = assembled(write(tmp_path, PAPER | twice))
    (problem,) = [problem for problem in problems if problem.severity == "error"]
    assert (problem.code, problem.origin.file, problem.origin.line) == ("T111", f"{BRIEFING}/association.yaml", 9)


def test_the_words_must_be_there_and_the_choice_one_of_two(tmp_path: Path) -> None:
    root = write(tmp_path, PAPER)
    labels = root / "templates/dialogue-paper/labels/en.yaml"
    labels.write_text(labels.read_text("utf-8").replace("recommendations_section: Recommendations\n", ""), "utf-8")
    (root / "templates/end/labels/en.yaml").write_text("kind_end_paper: Briefing paper\n", "utf-8")
    assert "the words for `recommendations_section` are missing" in told(assembled(root)[1])
    record = root / "templates/end/template.yaml"
    record.write_text(record.read_text("utf-8").replace("at_end", "last"), "utf-8")
    assert "templates/end/template.yaml:4" in told(assembled(root)[1])


def test_the_list_of_styles_says_so(tmp_path: Path) -> None:
    shown = run(write(tmp_path, PAPER), "template", "list").out
    assert "end paper, sources as footnotes, recommendations at the end, extends dialogue-paper" in shown
    assert shown.count("at the end") == 1


# ── in every format, and against another edition ──────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> BuiltPapers:
    return make_files(write(tmp_path_factory.mktemp("end"), PAPER, style=True), EDITION)


@pytest.mark.ci
def test_all_formats_say_the_same_words(paper: BuiltPapers) -> None:
    files = {file.format: file.data for file in paper.files}
    said = [
        (id, letters(join_inlines(inlines)))
        for id, inlines in find_leaves(paper.document)
        if letters(join_inlines(inlines))
    ]
    assert (END, "Whatweaskfor") in said
    assert [letters(text) for text in pandoc.read(files["docx"], "docx+styles")[0]] == [text for _, text in said]
    for found, _ in (read_html_letters(files["html"]), pdf_letters(files["pdf"])):
        assert [(id, letters(text)) for id, text in found if letters(text)] == said
    assert "**R4** Ask about them." in files["md"].decode().replace("\\", "")
    assert f'"{END}"' in files["json"].decode()


@pytest.mark.ci
@pytest.mark.parametrize("judge", judges.OF_WORD_FILES)
def test_judges_find_nothing_in_the_word_file(paper: BuiltPapers, judge: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(next(file.data for file in paper.files if file.format == "docx"))
    assert judges.OF_WORD_FILES[judge](path) == []


TWO = STYLE | {**MEANWHILE, f"{LATER_BRIEFING}/edition.yaml": in_style(MEANWHILE[f"{LATER_BRIEFING}/edition.yaml"])}


@pytest.mark.slow
def test_an_edition_that_asks_at_the_end_is_compared_with_one_that_did_not(tmp_path: Path) -> None:
    root = write(tmp_path, TWO, style=True)
    shown = run(root, "diff", EDITION, LATER)
    assert shown.code == 0, shown.err
    assert "What we ask for" in shown.out
    was, now = make_both_papers(ComparedEdition(root, EDITION), ComparedEdition(root, LATER))
    assert END in shape(now.document)
    assert END not in shape(was.document)
    data = write_redline(was.document, now.document, now.style.file("paper.docx"), now.day)
    assert redlines.told(redlines.decided(data, "accept")) == redlines.expected(now.document)
    assert redlines.told(redlines.decided(data, "reject")) == redlines.expected(was.document)


@pytest.mark.slow
def test_a_reviewer_signs_them_where_they_stand(tmp_path: Path) -> None:
    root = write(tmp_path, PAPER, style=True)
    signed = run(root, "sources", EDITION, "--sign-off", "A. Reader", "--section", END)
    assert signed.code == 0, signed.err
    kept = (root / BRIEFING / "signatures.yaml").read_text("utf-8")
    assert "r.repeal" in kept
    assert "overview" not in kept
