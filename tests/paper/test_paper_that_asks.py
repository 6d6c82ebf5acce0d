"""What a desk officer with ten minutes looks for: asks on one page, people to name, what was said last time, treaty
articles, who is a political prisoner."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from generator.formats.docx import write_docx
from generator.formats.html import write_html
from generator.formats.markdown import write_markdown
from generator.formats.pdf import write_pdf
from generator.paper.document import (
    Box,
    Document,
    Link,
    ListItem,
    Mention,
    NoteCall,
    Paragraph,
    Reference,
    Section,
    Table,
    find_leaves,
    join_inlines,
    walk,
)
from generator.paper.make import make
from generator.paper.workspace import Workspace
from generator.review.signoff import list_claims
from generator.runs.press import report_pdf
from tests.support.later import CASES, LATER, LATER_BRIEFING, MEANWHILE
from tests.support.workspaces import BRIEFING, FILES, STYLE, assembled, told, write
from tests.support.workspaces import EDITION as EARLIER

MARK = "(proposed by the editors of this reconstruction)"
KEY = "* proposed by the editors of this reconstruction"
REPEATED = "† asked already in the paper of November 2020, and repeated in the words of that time"

RECOMMENDATIONS = f"""\
repeal:
  theme: expression
  addressee: government
  messenger: council
  text: Repeal [Article 12](law:ru-code/12) of the code;
  first_edition: {EARLIER}
  raised_by:
    - {{raised_by: council, date: 2020-11-26, text: At the third round., by: gazette-2}}
  by: gazette-1
release:
  theme: expression
  addressee: government
  messenger: council
  proposed: messenger
  text: Release those who are held.
  cases: [rassendyll, strofzin, sapt]
  by: gazette-1
observe:
  theme: expression
  addressee: council
  proposed: demand
  text: Observe the trial of Jakob Detchard;
  cases: detchard
support:
  theme: expression
  addressee: council
  text: Support lawyers.
  by: gazette-1
"""

ASKING: Mapping[str, str] = {
    **MEANWHILE,
    "data/ruritania/recommendations.yaml": RECOMMENDATIONS,
    "data/dialogues.yaml": """\
zenda-dialogue:
  visibility: public
  title: Zenda Human Rights Dialogue
  parties: [council, government]
  rounds:
    "2": {date: 2019-11-20, outcome: Nobody spoke of it., by: gazette-1}
    "3": {date: 2020-11-26, place: Zenda, outcome: They talked., by: zenda-statement}
    "4": {date: 2021-12}
    "5": {date: 2022-06-30, outcome: Not known to this paper., by: bureau-watch}
    "6": {date: 2022-11-30, outcome: What came later., by: bureau-watch}
  sources:
    zenda-statement: {visibility: public, kind: statement, publisher: council, url: https://example.org/round}
""",
    f"{LATER_BRIEFING}/edition.yaml": MEANWHILE[f"{LATER_BRIEFING}/edition.yaml"]
        .replace("authors:", 'dialogue: zenda-dialogue\nround: "5"\ntreaty_articles: true\nauthors:')
        .replace("outline: [overview]", "outline: [asks, overview, expression]"),
    f"{LATER_BRIEFING}/asks.yaml": """\
kind: overview
title: Asks on one page
own_page: true
blocks:
  - asks: [release, repeal, observe, support]
  - to_name: [rassendyll, detchard]
  - rounds: since_predecessor
""",
    f"{LATER_BRIEFING}/overview.yaml": """\
kind: overview
title: Overview
blocks:
  - text: |
      [Jakob Detchard](case:detchard) was arrested.
""",
    f"{LATER_BRIEFING}/expression.yaml": """\
kind: theme
title: Freedom of expression
theme: expression
blocks:
  - definition: treaty-19
  - section: asked
    title: What we ask
    blocks:
      - recommendations: [repeal, release, observe, support]
""",
}  # fmt: skip


def paper(root: Path, changes: Mapping[str, str] = {}) -> Document:
    document, problems = assembled(write(root, {**ASKING, **changes}), edition=LATER)
    errors = [problem for problem in problems if problem.severity == "error"]
    assert not errors, told(errors)
    assert document is not None
    return document


def faults(root: Path, changes: Mapping[str, str]) -> list[tuple[str, str, int]]:
    _, problems = assembled(write(root, {**ASKING, **changes}), edition=LATER)
    return [(p.code, p.origin.file, p.origin.line) for p in problems if p.severity == "error"]


def parts(document: Document) -> Iterator[tuple[str, object]]:
    return ((part.id, part) for part, _ in walk(document.sections))


def words(part: object) -> str:
    assert isinstance(part, Paragraph)
    return join_inlines(part.inlines)


def table(document: Document, id: str) -> Table:
    found = next(part for name, part in parts(document) if name == id)
    assert isinstance(found, Table)
    return found


def rows(document: Document, id: str) -> list[list[str]]:
    return [[join_inlines(cell.blocks[0].inlines) for cell in row.cells] for row in table(document, id).body]


def caption(document: Document, id: str) -> str:
    above = table(document, id).caption
    assert above is not None
    return join_inlines(above.inlines)


# ── asks ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_body_has_a_table_of_what_it_is_asked_with_section_and_cases(tmp_path: Path) -> None:
    document = paper(tmp_path)
    assert caption(document, "asks.asks.government") == "The authorities of Ruritania should:"
    assert rows(document, "asks.asks.government") == [
        ["R1 Repeal Article 12 of the code.\u00a0†", "1", "–"],
        ["R2 Release those who are held.", "1", "Rudolf Rassendyll, Anton Strofzin, Colonel Sapt"],
    ]
    assert caption(document, "asks.asks.council") == "Council of Zenda should:"
    # what an author makes is not marked, what the editors propose is
    assert rows(document, "asks.asks.council") == [
        [
            "Raise with the authorities of Ruritania: R1 and R2.",
            "1",
            "Rudolf Rassendyll, Anton Strofzin, Colonel Sapt",
        ],
        ["R3 Observe the trial of Jakob Detchard.\u00a0*", "1", "Jakob Detchard"],
        ["R4 Support lawyers.", "1", "–"],
    ]
    assert [words(part) for id, part in parts(document) if id == "asks.asks.proposed"] == [KEY]
    # what the edition before asked for says so, in its own line
    assert [words(part) for id, part in parts(document) if id == "asks.asks.repeated"] == [REPEATED]


def test_each_ask_leads_to_where_it_is_made_to_its_section_and_to_its_cases(tmp_path: Path) -> None:
    document = paper(tmp_path)
    cells = table(document, "asks.asks.council").body[1].cells
    inlines = [inline for cell in cells for inline in cell.blocks[0].inlines]
    leads = [inline.target for inline in inlines if isinstance(inline, Reference)]
    assert leads == ["r.observe", "expression"]
    assert leads[0] in {item.id for _, item in parts(document) if isinstance(item, ListItem)}
    assert [i.record for i in inlines if isinstance(i, Mention)] == ["case:detchard"]


def test_a_mark_that_all_rows_of_a_body_have_stands_once_above_them(tmp_path: Path) -> None:
    only = ASKING[f"{LATER_BRIEFING}/asks.yaml"].replace("[release, repeal, observe, support]", "[release, observe]")
    document = paper(tmp_path, {f"{LATER_BRIEFING}/asks.yaml": only})
    assert caption(document, "asks.asks.council") == f"Council of Zenda should {MARK}:"
    assert [row[0] for row in rows(document, "asks.asks.council")] == [
        "Raise with the authorities of Ruritania: R2.",
        "R3 Observe the trial of Jakob Detchard.",
    ]


def test_of_many_cases_the_first_are_named_and_the_others_counted(tmp_path: Path) -> None:
    many = RECOMMENDATIONS.replace(
        "[rassendyll, strofzin, sapt]", "[rassendyll, strofzin, sapt, bertrand, detchard, tarlenheim]"
    )
    document = paper(tmp_path, {"data/ruritania/recommendations.yaml": many})
    assert rows(document, "asks.asks.government")[1][2] == (
        "Rudolf Rassendyll, Anton Strofzin, Colonel Sapt and 3 more"
    )


def test_a_case_of_which_the_paper_does_not_tell_is_not_named_beside_an_ask(tmp_path: Path) -> None:
    other = RECOMMENDATIONS.replace("cases: detchard", "cases: [detchard, rupert]")
    document = paper(
        tmp_path,
        {
            "data/ruritania/recommendations.yaml": other,
            f"{CASES}/rupert.yaml": "names: {preferred: Rupert Rischenheim}\nbasis: {already_public: gazette-1}\n",
        },
    )
    assert rows(document, "asks.asks.council")[1][2] == "Jakob Detchard"


def test_the_sections_mark_what_is_proposed_and_say_who_should_raise_it(tmp_path: Path) -> None:
    document = paper(tmp_path)
    found = {id: join_inlines(inlines) for id, inlines in find_leaves(document) if id.startswith("r.")}
    assert found == {
        "r.repeal.1": "Repeal Article 12 of the code.\u00a0†",
        "r.repeal.messenger": "Council of Zenda is asked to raise this.",
        "r.release.1": "Release those who are held.",
        "r.release.messenger": "Council of Zenda is asked to raise this.\u00a0*",
        "r.observe.1": "Observe the trial of Jakob Detchard.\u00a0*",
        "r.support.1": "Support lawyers.",
    }
    box = next(part for _, part in parts(document) if isinstance(part, Box) and part.kind == "recommendations")
    assert [(words(block), block.role) for block in box.blocks[-2:] if isinstance(block, Paragraph)] == [
        (KEY, "remark"),
        (REPEATED, "remark"),
    ]


def test_the_scorecard_marks_what_is_proposed(tmp_path: Path) -> None:
    changes = ASKING[f"{LATER_BRIEFING}/changes.yaml"].replace("[repeal, release]", "[observe, support]")
    document = paper(tmp_path, {f"{LATER_BRIEFING}/changes.yaml": changes})
    assert [row[0] for row in rows(document, "changes.scorecard")] == [
        "R3 Observe the trial of Jakob Detchard.\u00a0*",
        "R4 Support lawyers.",
    ]
    assert [words(part) for id, part in parts(document) if id == "changes.scorecard.proposed"] == [KEY]


def test_an_ask_that_no_section_makes_is_no_ask_of_the_page(tmp_path: Path) -> None:
    section = ASKING[f"{LATER_BRIEFING}/expression.yaml"].replace(", support]", "]")
    assert faults(tmp_path, {f"{LATER_BRIEFING}/expression.yaml": section}) == [
        ("R166", f"{LATER_BRIEFING}/asks.yaml", 5)
    ]


def test_a_claim_that_editors_propose_rests_on_no_document_and_others_on_their_own(tmp_path: Path) -> None:
    root = write(tmp_path, ASKING)
    made = Workspace(root, [LATER])
    drawn = make(made, LATER, None, "en", anew=True)
    assert drawn.document is not None
    assert drawn.selected is not None
    claims = {claim.id: claim for claim in list_claims(drawn.document, drawn.selected, made.dataset.lines)}
    assert claims["asks.asks.council.observe"].support == ()
    assert claims["r.observe.1"].support == ()
    assert claims["asks.asks.council.raise.government"].support == ()
    assert claims["r.release.messenger"].support == ()
    assert claims["r.release.1"].support == ("gazette-1",)
    assert claims["r.repeal.messenger"].support == ("gazette-1",)
    assert claims["asks.asks.council.support"].support == ("gazette-1",)
    # a number is that of its place: another before it does not undo a signature
    assert claims["asks.asks.council.support"].cells[0] == ("What we ask", "Support lawyers.")
    assert claims["asks.rounds.3"].support == ("zenda-statement",)
    assert claims["expression.treaty-articles"].support == ()


# ── people ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_person_is_told_in_one_line_from_the_record_with_the_asks_about_them(tmp_path: Path) -> None:
    document = paper(tmp_path)
    first, second = rows(document, "asks.to-name")
    assert first[0] == "Rudolf Rassendyll"
    assert first[1].startswith("Journalist, Rudolfsburg · last known: imprisoned (22 June 2020) · ")
    assert "3 years in prison" in first[1]
    assert "Charges: Article 12 of the Criminal Code: slander" in first[1]
    assert first[2] == "R2"
    assert (second[0], second[2]) == ("Jakob Detchard", "R3")


def test_whom_no_ask_is_about_is_said(tmp_path: Path) -> None:
    asks = ASKING[f"{LATER_BRIEFING}/asks.yaml"].replace("[rassendyll, detchard]", "[bertrand]")
    document = paper(tmp_path, {f"{LATER_BRIEFING}/asks.yaml": asks})
    assert rows(document, "asks.to-name")[0][2] == "none in this paper"


def test_no_more_than_five_are_named(tmp_path: Path) -> None:
    six = "[rassendyll, detchard, bertrand, sapt, strofzin, tarlenheim]"
    asks = ASKING[f"{LATER_BRIEFING}/asks.yaml"].replace("[rassendyll, detchard]", six)
    assert [line for _, _, line in faults(tmp_path, {f"{LATER_BRIEFING}/asks.yaml": asks})] == [6]


# ── last time ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_rounds_since_the_edition_before_stand_beside_its_asks(tmp_path: Path) -> None:
    document = paper(tmp_path)
    assert rows(document, "asks.rounds") == [
        ["Round 4, December 2021", "no public statement known to us", "nothing that our records link to it"],
        ["Round 3, 26 November 2020, Zenda", "They talked.", "R1 Repeal Article 12 of the code"],
    ]
    lines = [join_inlines(p.inlines) for id, p in parts(document) if isinstance(p, Paragraph) and ".others" in id]
    assert lines == ["What else the paper of November 2020 asked for:", "R2 Release those who are held."]


def test_each_outcome_has_its_source_as_a_note(tmp_path: Path) -> None:
    document = paper(tmp_path)
    cell = table(document, "asks.rounds").body[1].cells[1].blocks[0]
    calls = [inline.note for inline in cell.inlines if isinstance(inline, NoteCall)]
    assert [join_inlines(document.notes[id].inlines) for id in calls] == [
        "See the statement by Council of Zenda: https://example.org/round"
    ]


POINTS = {
    "recommendations": "recommendations: release",
    "cases": "cases: [strofzin, rassendyll]",
    "provisions": "provisions: ru-code/12",
    "something else": "provisions: ru-code/13",
    "progress": "recommendations: repeal, progress: true",
}
ABOUT = RECOMMENDATIONS.replace("  by: gazette-1\nrelease:", "  provisions: ru-code/12\n  by: gazette-1\nrelease:")


def raised_at(number: str, *points: str) -> str:
    """Return the dialogue with points raised at a round."""
    before = {"3": "place: Zenda, outcome: They talked., ", "4": "{date: 2021-12"}[number]
    told = ", ".join(f"{{raised_by: council, text: It asked., {point}}}" for point in points)
    return ASKING["data/dialogues.yaml"].replace(before, f"{before}{', ' if number == '4' else ''}raised: [{told}], ")


@pytest.mark.slow
@pytest.mark.parametrize("number", ["3", "4"])
@pytest.mark.parametrize("point", POINTS)
def test_an_ask_stands_beside_a_round_just_where_its_scorecard_names_the_round(
    number: str, point: str, tmp_path: Path
) -> None:
    changes = {
        "data/ruritania/recommendations.yaml": ABOUT,
        "data/dialogues.yaml": raised_at(number, POINTS[point]).replace("], }", "], by: zenda-statement}"),
    }
    document = paper(tmp_path, changes)
    days = {"Round 3, 26 November 2020, Zenda": ", 26 November 2020", "Round 4, December 2021": ", December 2021"}
    score = rows(document, "changes.scorecard")
    for met, _, asked in rows(document, "asks.rounds"):
        beside = {row[0].rstrip(".") for row in score if row[0].rstrip(".") in asked}
        assert beside == {row[0].rstrip(".") for row in score if days[met] in row[4]}, (met, asked, score)
    others = [join_inlines(p.inlines) for id, p in parts(document) if isinstance(p, Paragraph) and ".others." in id]
    told = " ".join(asked for _, _, asked in rows(document, "asks.rounds"))
    assert all(line.rstrip(".") not in told for line in others)


def test_whose_case_was_raised_by_name_is_told_at_its_round_with_the_source(tmp_path: Path) -> None:
    point = f"{POINTS['cases']}, by: gazette-1"
    document = paper(tmp_path, {"data/dialogues.yaml": raised_at("3", point)})
    assert rows(document, "asks.rounds")[1][1] == (
        "They talked. Cases raised by name: Anton Strofzin, Rudolf Rassendyll."
    )
    cell = table(document, "asks.rounds").body[1].cells[1].blocks[0]
    assert [i.record for i in cell.inlines if isinstance(i, Mention)] == ["case:strofzin", "case:rassendyll"]
    assert len([i for i in cell.inlines if isinstance(i, NoteCall)]) == 2


@pytest.mark.parametrize(
    ("line", "code"), [(f"predecessor: {EARLIER}\n", "R110"), ('dialogue: zenda-dialogue\nround: "5"\n', "R167")]
)
def test_without_an_edition_before_or_a_dialogue_nothing_was_said(tmp_path: Path, line: str, code: str) -> None:
    edition = ASKING[f"{LATER_BRIEFING}/edition.yaml"].replace(line, "")
    found = faults(tmp_path, {f"{LATER_BRIEFING}/edition.yaml": edition})
    assert (code, f"{LATER_BRIEFING}/asks.yaml", 7) in found


# ── treaties and the definition ───────────────────────────────────────────────────────────────────────────────────────


def test_a_theme_names_the_articles_that_protect_it_each_a_link(tmp_path: Path) -> None:
    document = paper(tmp_path)
    section = next(s for s in document.sections if s.id == "expression")
    line = section.blocks[0]
    assert isinstance(line, Paragraph)
    assert join_inlines(line.inlines) == "Protected by: Treaty of Hentzau, Article 19"
    assert [inline.url for inline in line.inlines if isinstance(inline, Link)] == ["https://example.org/treaty"]


@pytest.mark.slow
def test_articles_stand_where_the_edition_asks_for_them_and_resolutions_are_none(tmp_path: Path) -> None:
    without = ASKING[f"{LATER_BRIEFING}/edition.yaml"].replace("treaty_articles: true\n", "")
    assert "Protected by" not in text_of(paper(tmp_path / "a", {f"{LATER_BRIEFING}/edition.yaml": without}))
    resolution = "treaty-19: {title: Resolution 19 of Hentzau, url: https://example.org/treaty}\n"
    assert "Protected by" not in text_of(paper(tmp_path / "b", {"data/standards.yaml": resolution}))


def text_of(document: Document) -> str:
    return "\n".join(join_inlines(inlines) for _, inlines in find_leaves(document))


def test_criteria_are_met_where_a_document_says_so_of_a_person_in_the_tables(tmp_path: Path) -> None:
    document = paper(tmp_path)
    box = next(part for _, part in parts(document) if isinstance(part, Box) and part.kind == "matter")
    assert join_inlines(box.title) == "Who is a political prisoner"
    assert "Protects opinion." in [join_inlines(p.inlines) for p in box.blocks if isinstance(p, Paragraph)]
    assert rows(document, f"{box.id}.criteria") == [
        ["Rudolf Rassendyll", "met", "not told", "not told", "not told", "not told", "SBR, monitoring"]
    ]


def test_criteria_with_letters_in_brackets_are_no_list_of_another_kind(tmp_path: Path) -> None:
    standard = (
        "treaty-19:\n  title: Resolution 19\n  summary: |\n    One of two:\n\n    - (a) unfair;\n    - (b) harsh.\n"
    )
    document = paper(tmp_path, {"data/standards.yaml": standard})
    assert "> - \\(a) unfair;\n> - \\(b) harsh." in write_markdown(document).decode()


def test_where_no_document_says_it_the_box_says_that(tmp_path: Path) -> None:
    case = FILES[f"{CASES}/rassendyll.yaml"]
    document = paper(
        tmp_path, {f"{CASES}/rassendyll.yaml": case.replace("criteria: [{criterion: a, by: bureau-watch}]\n", "")}
    )
    assert "No document known to us says of anyone in the tables of this paper" in text_of(document)
    assert not [id for id, _ in parts(document) if id.endswith(".criteria")]


# ── on the page ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_stands_on_a_page_of_its_own_begins_one_and_so_does_what_follows(tmp_path: Path) -> None:
    document = paper(tmp_path)
    assert [section.id for section in document.sections if section.new_page] == ["asks", "overview"]
    assert all(isinstance(section, Section) for section in document.sections)


@pytest.mark.ci
def test_every_format_has_the_asks_and_their_marks(tmp_path: Path) -> None:
    root = write(tmp_path, ASKING, style=True)
    made = Workspace(root, [LATER])
    document = make(made, LATER, None, "en", anew=True).document
    assert document is not None
    style = made.dataset.styles["dialogue-paper"]
    sign = "\u00a0*"
    assert f"Jakob Detchard.{sign}" in write_markdown(document).decode().replace("\\", "")
    page = write_html(document, style).decode()
    assert f"Jakob Detchard.{sign}" in re.sub(r"<[^>]*>", "", page)
    assert "* proposed by the editors" in re.sub(r"<[^>]*>", "", page)
    assert '<section class="overview new-page">' in page
    word = zipfile.ZipFile(io.BytesIO(write_docx(document, STYLE / "paper.docx"))).read("word/document.xml").decode()
    assert f"Jakob Detchard.{sign}" in re.sub(r"<[^>]*>", "", word)
    assert word.count("<w:pageBreakBefore/>") == 2
    pages = write_pdf(document, style).pages
    starts = [page.start.block for page in pages if page.start]
    assert {"asks", "overview"} <= {*starts}


@pytest.mark.ci
def test_a_page_of_asks_that_takes_two_is_told(tmp_path: Path) -> None:
    def notices(root: Path, changes: Mapping[str, str]) -> list[str]:
        made = Workspace(write(root, {**ASKING, **changes}, style=True), [LATER])
        document = make(made, LATER, None, "en", anew=True).document
        assert document is not None
        told_of = report_pdf(document, write_pdf(document, made.dataset.styles["dialogue-paper"]))
        return [notice.message for notice in told_of if notice.code == "O365"]

    assert notices(tmp_path / "one", {}) == []
    name = f"{LATER_BRIEFING}/asks.yaml"
    long = ASKING[name] + "  - text: |\n" + "      Words, and no end to them.\n\n" * 24
    assert notices(tmp_path / "two", {name: long}) == ["“Asks on one page” should stand on one page, and takes 2"]


def test_what_the_edition_before_asked_is_told_to_those_who_may_know_it(tmp_path: Path) -> None:
    listed = "  - recommendations: [repeal, {value: release, visibility: internal}]\n"
    old = FILES[f"{BRIEFING}/expression.yaml"].replace("  - recommendations: [repeal, release]\n", listed)
    document = paper(tmp_path, {f"{BRIEFING}/expression.yaml": old})
    assert not [id for id, _ in parts(document) if ".others" in id]
