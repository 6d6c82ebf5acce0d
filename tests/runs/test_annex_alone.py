"""The annex of prisoners alone: a paper that leads nowhere outside itself, and sheets that say the same words."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from generator.base.diagnostics import BriefingError
from generator.base.text.formulas import guard_formula
from generator.formats.csv import write_csv
from generator.formats.xlsx import write_xlsx
from generator.paper.assemble.annex_alone import cut_out_annex, number_annex
from generator.paper.document import Document, Mention, Reference, find_headings, find_leaves, find_lists, join_inlines
from generator.paper.workspace import Workspace
from generator.runs.annex import make_annex
from generator.runs.press import ANNEX_FORMATS
from tests.formats.test_page_breaks import W, laid_out, on_page
from tests.formats.test_page_breaks import body as docx_body
from tests.support.commands import run
from tests.support.judges import OF_WORD_FILES, open_xml_sdk, pdf_profile
from tests.support.sheets import S, sheet_of
from tests.support.tables import say_row
from tests.support.workspaces import BRIEFING, EDITION, FILES, built, edited, write

ANNEX = f"{BRIEFING}/prisoners.yaml"
TARLENHEIM = "data/ruritania/cases/tarlenheim.yaml"
NAMES = [f"{EDITION}.annex.{ending}" for ending in ANNEX_FORMATS]


def annex_of(root: Path) -> Document:
    document = cut_out_annex(built(root))
    assert document is not None
    return number_annex(document)


def told(document: Document) -> list[list[str]]:
    """Return the rows of the tables as text."""
    return [
        list(say_row(document, table, row).values()) for table in find_lists(document.sections) for row in table.body
    ]


# ── the paper ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_annex_alone_has_its_own_title_and_numbers_and_leads_nowhere_else(tmp_path: Path) -> None:
    elsewhere = edited(
        "data/ruritania/cases/rassendyll.yaml",
        "      He is held in a castle.[@bureau-watch]\n",
        "      He is held in a castle.[@bureau-watch] See [the press](#press), and [himself](#prisoners).\n",
    )
    whole = built(write(tmp_path, elsewhere))
    annex = annex_of(tmp_path)
    assert [section.id for section in annex.sections] == ["prisoners"]
    assert join_inlines(annex.cover.title.inlines) == "People in prison"
    assert join_inlines(annex.cover.kind.inlines) == "Annex to the paper “Key concerns in Ruritania”"
    assert annex.properties.title == "People in prison"
    assert annex.properties.authors == whole.properties.authors
    assert annex.properties.subject.startswith(
        "Annex to the paper “Key concerns in Ruritania”. Zenda Human Rights Dialogue"
    )
    assert list(annex.numbers.notes.values()) == [1, 2]
    there = {id for id, _ in find_leaves(annex)} | {heading.id for heading in find_headings(annex)}
    inlines = [inline for _, found in find_leaves(annex) for inline in found]
    assert {i.target for i in inlines if isinstance(i, Mention | Reference) and i.target} <= there
    assert [join_inlines(i.runs) for i in inlines if isinstance(i, Reference)] == ["himself"]
    # all words of the section are there as they were
    section = next(s for s in whole.sections if s.id == "prisoners")
    assert [join_inlines(i) for id, i in find_leaves(annex) if not id.startswith("cover.")] == [
        join_inlines(i)
        for id, i in find_leaves(whole)
        if any(id == x for x, _ in find_leaves(annex)) and not id.startswith("cover.")
    ]
    assert join_inlines(section.title) == "People in prison"


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.slow
def test_the_annex_alone_begins_with_its_table_on_the_first_page(tmp_path: Path, landscape: bool) -> None:
    upright = {} if landscape else edited(ANNEX, "landscape: true\n", "")
    annex = annex_of(write(tmp_path, upright))
    assert annex.numbers.contents == ()
    body = docx_body(annex)
    pages = [page.find(f"{W}pgSz") for page in body.iter(f"{W}sectPr")]
    assert [page.get(f"{W}orient") for page in pages] == (["landscape", None] if landscape else [None])
    styles = {str(style.get(f"{W}val")) for style in body.iter(f"{W}pStyle")}
    assert not styles & {"TOCHeading", "TOC1"}
    heading = next(p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "AnnexHeading")
    assert heading.find(f"{W}pPr/{W}pageBreakBefore").get(f"{W}val") == "off"
    (table, *_) = find_lists(annex.sections)
    assert {"cover.title", *(row.id for row in table.body)} <= on_page(laid_out(annex)[0])


def test_a_long_annex_alone_has_contents_and_begins_below_them(tmp_path: Path) -> None:
    document = cut_out_annex(built(write(tmp_path)))
    assert document is not None
    several = [replace(document.sections[0], id=f"s{n}", blocks=()) for n in range(3)]
    annex = number_annex(replace(document, sections=tuple(several), notes={}))
    assert [line.number for line in annex.numbers.contents] == ["Annex 1", "Annex 2", "Annex 3"]
    assert not annex.cover_lies
    body = docx_body(annex)
    assert body.find(f".//{W}pageBreakBefore") is None
    assert sum(style.get(f"{W}val") == "TOC1" for style in body.iter(f"{W}pStyle")) == 3


def test_an_edition_without_a_list_has_no_annex(tmp_path: Path) -> None:
    root = write(tmp_path, {ANNEX: "kind: annex\ntitle: None\nblocks:\n  - text: Nobody.\n"})
    with pytest.raises(BriefingError) as raised:
        make_annex(Workspace(root, [EDITION]), EDITION, ["csv"])
    assert [(d.code, d.origin.file) for d in raised.value.diagnostics] == [("R114", f"{BRIEFING}/edition.yaml")]


@pytest.mark.ci
def test_judges_find_nothing_in_any_format(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        edited(ANNEX, "marks: {tarlenheim: new}", "marks: {tarlenheim: new}\n    group_by: theme\n    sort_by: name"),
        style=True,
    )
    made = make_annex(Workspace(root, [EDITION]), EDITION)
    assert [file.format for file in made.files] == list(ANNEX_FORMATS)
    assert made.notices == ()
    files = {file.format: tmp_path / f"annex.{file.format}" for file in made.files}
    for file in made.files:
        files[file.format].write_bytes(file.data)
    for judge in OF_WORD_FILES.values():
        assert judge(files["docx"]) == []
    assert open_xml_sdk(files["xlsx"]) == []
    assert pdf_profile(files["pdf"], "ua1") == []
    again = make_annex(Workspace(root, [EDITION]), EDITION)
    assert [file.data for file in again.files] == [file.data for file in made.files]


# ── the sheets ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_row_for_each_person_in_the_words_of_the_tables(tmp_path: Path) -> None:
    document = annex_of(write(tmp_path))
    rows = [row[:14] for row in csv.reader(io.StringIO(write_csv(document).decode("utf-8-sig")))]
    head = [
        "No.",
        "List",
        "Name",
        "Occupation, place",
        "Held since",
        "Taken into custody",
        "Charges",
        "Sentence",
        "Place, conditions",
        "Last known place, conditions",
        "Status",
        "Listed by",
        "Sources",
    ]
    assert rows[0] == [*head, "Addresses of the sources"]
    held, other = told(document)
    assert rows[1] == [
        "1",
        "Those who are held",
        *held[1:4],
        "",
        *held[4:7],
        "",
        *held[7:],
        "https://example.org/1?a=1&b=2 https://example.org/w1",
    ]
    assert rows[2] == [
        "2",
        "Whether these people are held is not known to us",
        *other[1:3],
        "",
        *other[3:6],
        "",
        *other[6:-1],
        "",
        other[-1],
        "",
    ]
    found = sheet_of(write_xlsx(document)).rows
    assert found[-3:] == [head, rows[1][:-1], rows[2][:-1]]
    assert found[:2] == [
        ["People in prison"],
        [
            "Annex to the paper “Key concerns in Ruritania” · As of 26 November 2020 · Period from 1 October 2019 to 26"
            " November 2020 · Distribution: public"
        ],
    ]
    assert found[2][0].startswith("A reconstruction")


def test_the_sheet_is_one_to_work_with_and_to_print(tmp_path: Path) -> None:
    data = write_xlsx(annex_of(write(tmp_path)))
    people = sheet_of(data)
    table = etree.fromstring(people.parts["xl/tables/table1.xml"])
    assert table.get("ref") == "A5:M7"
    assert table.find("s:autoFilter", S).get("ref") == "A5:M7"
    pane = people.xml.find("s:sheetViews/s:sheetView/s:pane", S)
    assert (pane.get("state"), pane.get("topLeftCell")) == ("frozen", "D6")
    setup = people.xml.find("s:pageSetup", S)
    assert (setup.get("orientation"), setup.get("fitToHeight")) == ("landscape", "0")
    assert people.xml.find("s:sheetPr/s:pageSetUpPr", S).get("fitToPage") == "1"
    names = etree.fromstring(people.parts["xl/workbook.xml"]).find("s:definedNames", S)
    printed = {n.text for n in names if n.get("name") == "_xlnm.Print_Titles"}
    assert printed == {"People!$5:$5", "Sources!$1:$1", "records!$A:$C,records!$1:$1"}
    sources = sheet_of(data, 2)
    assert sources.rows == [
        ["No.", "Name", "Source", "Address", "id"],
        [
            "1",
            "Rudolf Rassendyll Рудольф Рассендилл",
            "Strelsau Gazette, news item of 3 May 2020",
            "https://example.org/1?a=1&b=2",
            "gazette-1",
        ],
        [
            "1",
            "Rudolf Rassendyll Рудольф Рассендилл",
            "Zenda Weekly, news item (example.org/w1)",
            "https://example.org/w1",
            "weekly-1",
        ],
        ["1", "Rudolf Rassendyll Рудольф Рассендилл", "SBR, monitoring", "", "bureau-watch"],
    ]
    relations = sources.parts["xl/worksheets/_rels/sheet2.xml.rels"].decode()
    assert re.findall(r'Target="(https[^"]*)"', relations) == [
        "https://example.org/1?a=1&amp;b=2",
        "https://example.org/w1",
    ]
    core = people.parts["docProps/core.xml"].decode()
    assert "<dc:title>People in prison</dc:title>" in core
    assert "<dc:creator>Strelsau Bureau for Rights</dc:creator>" in core
    assert b"Excel" not in b"".join(people.parts.values())
    assert write_xlsx(annex_of(tmp_path)) == data


def test_dates_stay_as_they_are_written(tmp_path: Path) -> None:
    case = "timeline: [{date: 2020-03, text: Remanded., status: pretrial}]\n"
    document = annex_of(
        write(
            tmp_path, {TARLENHEIM: "names: {preferred: Fritz Tarlenheim}\nbasis: {already_public: gazette-1}\n" + case}
        )
    )
    rows = sheet_of(write_xlsx(document)).rows
    assert rows[-1][3] == "March 2020"  # one list: no column that tells which


EVIL = ("=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(CONCATENATE(A1),1)", "＝1+1")


@pytest.mark.parametrize("words", EVIL)
def test_no_cell_is_a_formula(words: str, tmp_path: Path) -> None:
    case = f"names: {{preferred: Fritz Tarlenheim}}\nbasis: {{already_public: gazette-1}}\noccupation: '{words}'\n"
    document = annex_of(write(tmp_path, {TARLENHEIM: case}))
    row = list(csv.reader(io.StringIO(write_csv(document).decode("utf-8-sig"))))[-1]
    assert row[3] == f"'{words}"
    sheet = sheet_of(write_xlsx(document))
    assert sheet.rows[-1][3] == words
    assert sheet.xml.find(".//s:f", S) is None
    # Excel takes it for text after somebody has edited the cell, too
    formats = etree.fromstring(sheet.parts["xl/styles.xml"]).find("s:cellXfs", S)
    cell = sheet.xml.findall("s:sheetData/s:row", S)[-1].findall("s:c", S)[3]
    assert formats[int(cell.get("s"))].get("quotePrefix") == "1"


@pytest.mark.parametrize("words", ["\t=1", "\r1", "\n=1", "  =1"])
def test_blanks_hide_no_formula(words: str) -> None:
    assert guard_formula(words) == f"'{words}"
    assert guard_formula(f"a{words}") == f"a{words}"


@pytest.mark.slow
def test_words_of_a_style_that_excel_would_repair_are_made_fit(tmp_path: Path) -> None:
    document = annex_of(write(tmp_path))
    words = {"sheet_people": "Sources", "column_sources": "sources", "page": "Page {page} & {pages}"}
    data = write_xlsx(replace(document, labels={**document.labels, **words}, running="A & B " * 90))
    (tmp_path / "annex.xlsx").write_bytes(data)
    book = etree.fromstring(sheet_of(data).parts["xl/workbook.xml"])
    assert [s.get("name") for s in book.find("s:sheets", S)] == ["Sources", "sources (2)", "records"]
    printed = sheet_of(data).xml.find("s:headerFooter", S)
    assert printed.findtext("s:oddFooter", None, S) == "&RPage &P && &N"
    assert len(printed.findtext("s:oddHeader", None, S)) < 255
    other = {"sheet_people": "[People]: who/where?", "column_sources": "Sources of all that stands in the tables"}
    tabs = etree.fromstring(
        sheet_of(write_xlsx(replace(document, labels={**document.labels, **other}))).parts["xl/workbook.xml"]
    )
    assert [s.get("name") for s in tabs.find("s:sheets", S)] == [
        "People   who where",
        "Sources of all that stands",
        "records",
    ]
    assert open_xml_sdk(tmp_path / "annex.xlsx") == []


@pytest.mark.slow
def test_a_cell_that_no_sheet_can_hold_is_told(tmp_path: Path) -> None:
    case = (
        "names: {preferred: Fritz Tarlenheim}\nbasis: {already_public: gazette-1}\noccupation: " + "a" * 32_768 + "\n"
    )
    document = annex_of(write(tmp_path, {TARLENHEIM: case}))
    with pytest.raises(BriefingError) as raised:
        write_xlsx(document)
    assert [d.code for d in raised.value.diagnostics] == ["O322"]


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_the_command_makes_the_annex_beside_the_papers(tmp_path: Path) -> None:
    root = write(tmp_path)
    assert run(root, "build", EDITION, "--format", "md").code == 0
    ran = run(root, "annex", EDITION, "--format", "csv, XLSX", "--sort-by", "name")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.split() == [f"build/{EDITION}/{NAMES[2]}", f"build/{EDITION}/{NAMES[3]}"]
    assert "nothing to do" in run(root, "build", EDITION, "--format", "md").out
    (root / "build" / EDITION / NAMES[3]).write_text("changed by hand", "utf-8")
    assert f"{EDITION}.annex.edited-1.csv" in run(root, "annex", EDITION, "--format", "csv").err
    partner = run(root, "annex", EDITION, "--format", "csv", "--audience", "partner")
    assert partner.out.split() == [f"build/{EDITION}/{EDITION}.annex.partner.csv"]


@pytest.mark.slow
def test_the_list_is_grouped_and_sorted_as_asked(tmp_path: Path) -> None:
    files = {
        **{
            f"data/ruritania/cases/{id}.yaml": (
                f"names: {{preferred: {name}}}\nbasis: {{already_public: gazette-1}}\n"
                f"region: {region}\ntimeline: [{{date: 2020-0{month}, text: Arrested.,"
                " status: detained}]\n"
            )
            for id, name, region, month in (
                ("a", "Anna Zz", "West", 1),
                ("b", "Bert Yy", "East", 3),
                ("c", "Carl Xx", "West", 2),
            )
        },
        ANNEX: (
            FILES[ANNEX].replace("[rassendyll, tarlenheim]", "[b, a, c]").replace("    marks: {tarlenheim: new}\n", "")
        ),
    }
    root = write(tmp_path, files)

    def names(**asked: str) -> list[str]:
        made = make_annex(Workspace(root, [EDITION]), EDITION, ["csv"], asked=asked)
        return [row[1] for row in told(made.document)]

    assert names() == ["Bert Yy", "Anna Zz", "Carl Xx"]
    assert names(sort_by="name") == ["Carl Xx", "Bert Yy", "Anna Zz"]
    assert names(sort_by="since") == ["Anna Zz", "Carl Xx", "Bert Yy"]
    assert names(group_by="region") == ["Bert Yy", "Anna Zz", "Carl Xx"]
    assert names(group_by="region", sort_by="name") == ["Bert Yy", "Carl Xx", "Anna Zz"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("annex", EDITION, "--format", "html"), f"there are: {', '.join(ANNEX_FORMATS)}"),
        (("annex", EDITION, "--format", "xslx"), "did you mean `xlsx`?"),
        (("annex", "ruritania-2020-12"), f"did you mean `{EDITION}`?"),
        (("annex", EDITION, "--group-by", "age"), "status"),
    ],
)
def test_misuse_is_2(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    ran = run(write(tmp_path), *words)
    assert ran.code == 2
    assert said in ran.err
    assert not (tmp_path / "build").exists()


def test_help_shows_an_example(tmp_path: Path) -> None:
    assert "briefing annex eu-kazakhstan" in run(tmp_path, "annex", "--help").out


@pytest.mark.ci
def test_what_was_issued_has_the_annex_that_was_issued(tmp_path: Path) -> None:
    draft = edited(f"{BRIEFING}/edition.yaml", "status: reconstruction", "status: draft")
    root = write(tmp_path, draft, style=True)
    assert run(root, "issue", EDITION).code == 0
    before = run(root, "annex", EDITION, "--format", "csv")
    assert before.code == 0, before.err
    file = root / "build" / EDITION / NAMES[3]
    first = file.read_bytes()
    case = root / "data/ruritania/cases/rassendyll.yaml"
    case.write_text(case.read_text("utf-8").replace("occupation: journalist", "occupation: poet"), "utf-8")
    assert run(root, "annex", EDITION, "--format", "csv").code == 0
    assert file.read_bytes() == first
    refused = run(root, "annex", EDITION, "--format", "csv", "--sort-by", "name")
    assert refused.code == 1
    assert "O606" in refused.err
