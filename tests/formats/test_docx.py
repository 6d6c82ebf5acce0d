"""The Word file: what is in it, and what judges that nobody here wrote say of it."""

from __future__ import annotations

import io
import os
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

from generator.base.diagnostics import BriefingError
from generator.formats.docx import write_docx
from generator.formats.docx.check.file import check_docx
from generator.formats.docx.names import add_region, make_uri, name_bookmarks
from generator.formats.docx.pages import paginate_with_libreoffice
from generator.paper.document import (
    Box,
    Document,
    ItemList,
    Link,
    ListItem,
    Note,
    NoteCall,
    Numbers,
    Paragraph,
    Reference,
    Run,
    Section,
    find_headings,
    find_leaves,
    join_inlines,
)
from generator.paper.document.numbering import number
from tests.support import judges, libreoffice, pandoc
from tests.support.documents import sample
from tests.support.docx_files import changed, replaced
from tests.support.places import ROOT

TEMPLATE = ROOT / "templates" / "dialogue-paper" / "paper.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMESPACES = {"w": W[1:-1]}


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name).decode()


def tree(data: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(part(data, name).encode())


def pages_of(document: Document) -> dict[str, int]:
    return {line.target: n for n, line in enumerate(document.numbers.contents, 1)}


@pytest.fixture(scope="module")
def written(document: Document) -> bytes:
    return write_docx(document, TEMPLATE, pages_of(document))


# ── judges ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def file(written: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docx") / "paper.docx"
    path.write_bytes(written)
    return path


@pytest.mark.slow
def test_own_checks_find_nothing(written: bytes, document: Document) -> None:
    assert check_docx(written, document) == []


@pytest.mark.slow
@pytest.mark.parametrize("judge", judges.OF_WORD_FILES)
def test_judges_find_nothing(judge: str, file: Path) -> None:
    assert judges.OF_WORD_FILES[judge](file) == []


FAULTS = {
    "openxml-audit": ("<w:body>", "<w:body><w:bogus/>"),
    "ooxml-integrity": ('<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="999"/>'),
    "Open XML SDK": ("<w:body>", "<w:body><w:bogus/>"),
}


@pytest.mark.slow
@pytest.mark.parametrize("judge", judges.OF_WORD_FILES)
def test_judges_find_a_fault(judge: str, written: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(changed(written, {"word/document.xml": replaced(*FAULTS[judge])}))
    assert judges.OF_WORD_FILES[judge](path)


@pytest.mark.ci
def test_the_open_xml_sdk_finds_nothing_in_the_template() -> None:
    assert judges.open_xml_sdk(TEMPLATE) == []


@pytest.mark.slow
def test_pandoc_reads_back_every_word_and_note(written: bytes, document: Document) -> None:
    blocks, notes = pandoc.read(written, "docx+styles")
    assert [" ".join(b.split()) for b in blocks] == [
        " ".join(join_inlines(i).split()) for _, i in find_leaves(document)
    ]
    by_number = sorted(document.numbers.notes, key=document.numbers.notes.__getitem__)
    inlines = [document.notes[id].inlines for id in by_number]
    assert [text.strip() for text, _ in notes] == [join_inlines(i) for i in inlines]
    found = [[unquote(url) for url in urls] for _, urls in notes]
    assert found == [[unquote(i.url) for i in note if isinstance(i, Link)] for note in inlines]


needs_soffice = pytest.mark.skipif(
    not shutil.which("soffice") and not os.environ.get("CI"), reason="LibreOffice is not installed"
)


@pytest.mark.ci
def test_libreoffice_prints_the_documents_numbers(written: bytes, document: Document, tmp_path: Path) -> None:
    """Word and LibreOffice count by themselves: what they print must be what the document says."""
    import pikepdf

    (tmp_path / "paper.pdf").write_bytes(libreoffice.decided(written, "show", "pdf"))
    titles: list[str] = []

    def walk(items: list[pikepdf.OutlineItem]) -> None:
        for item in items:
            titles.append(item.title)
            walk(item.children)

    with pikepdf.open(tmp_path / "paper.pdf") as pdf, pdf.open_outline() as outline:
        walk(outline.root)
        assert len(pdf.pages) > 1
    shown = [f"{line.number or ''} {line.title}".strip() for line in document.numbers.contents]
    profiles = {
        join_inlines(s.title) for s in find_headings(document) if isinstance(s, Section) and s.kind == "profile"
    }
    assert [t for title in titles if (t := " ".join(title.split())) not in profiles] == shown


@pytest.mark.ci
@needs_soffice
def test_libreoffice_counts_the_pages(document: Document) -> None:
    pages = paginate_with_libreoffice(write_docx(document, TEMPLATE, None), document).pages
    assert list(pages) == [line.target for line in document.numbers.contents]
    assert pages["overview"] == 1
    # the annex lies on its side, on a page of its own
    assert pages["annex"] > pages["expression.law"]
    assert paginate_with_libreoffice(write_docx(document, TEMPLATE, pages), document).pages == pages


# ── the file ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_same_input_same_bytes(written: bytes, document: Document) -> None:
    assert write_docx(sample(), TEMPLATE, pages_of(document)) == written
    with zipfile.ZipFile(io.BytesIO(written)) as file:
        members = file.infolist()
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert [m.filename for m in members][:3] == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]


def test_the_properties_are_the_papers_and_name_no_maker(written: bytes) -> None:
    core = tree(written, "docProps/core.xml")
    assert {etree.QName(e).localname: e.text for e in core} == {
        "title": "Key concerns in Ruritania",
        "subject": "Human rights in Ruritania",
        "creator": "Strelsau Bureau",
        "keywords": "Ruritania",
        "language": "en",
        "contentStatus": "draft",
    }
    with zipfile.ZipFile(io.BytesIO(written)) as file:
        everything = b"".join(file.read(name) for name in file.namelist()).lower()
    for trace in (b"python", b"docxtpl", b"rsid", b"lastmodifiedby", b"application>", b"microsoft office", b"<?slot"):
        assert trace not in everything


def test_it_opens_without_a_prompt(written: bytes) -> None:
    settings, body = part(written, "word/settings.xml"), part(written, "word/document.xml")
    assert "updateFields" not in settings
    assert "w:dirty" not in body


def test_notes_are_called_in_order_also_from_cells_boxes_and_lists(written: bytes) -> None:
    body, notes = tree(written), tree(written, "word/footnotes.xml")
    ids = [call.get(f"{W}id") for call in body.iter(f"{W}footnoteReference")]
    assert ids == [str(n) for n in range(1, 11)]
    holders = {
        kind: [c.get(f"{W}id") for c in body.iterfind(f".//{path}//{W}footnoteReference")]
        for kind, path in (("cells", f"{W}tc"), ("all", f"{W}body"))
    }
    assert {"5", "6", "8"} <= set(holders["cells"])
    assert [n.get(f"{W}id") for n in notes] == ["-1", "0", *ids]
    assert [n.get(f"{W}type") for n in notes][:2] == ["separator", "continuationSeparator"]


def test_links_in_notes_are_relationships_of_the_notes(written: bytes) -> None:
    relations = part(written, "word/_rels/footnotes.xml.rels")
    assert "https://example.org/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F?ids%5B0%5D=1" in relations
    assert "https://example.org/news/n1?a=1&amp;b=2" in relations
    assert "example.org/news" not in part(written, "word/_rels/document.xml.rels")
    assert "https://example.org/law" in part(written, "word/_rels/document.xml.rels")


def test_the_language_of_each_run(written: bytes) -> None:
    styles = tree(written, "word/styles.xml")
    assert styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").get(f"{W}val") == "en-GB"
    french = next(r for r in tree(written).iter(f"{W}r") if r.findtext(f"{W}t") == "La Liberté")
    assert french.find(f"{W}rPr/{W}lang").get(f"{W}val") == "fr-FR"
    assert 'w:val="kk-KZ"' in part(written, "word/footnotes.xml")


def test_nothing_is_formatted_by_hand(written: bytes) -> None:
    body = tree(written)
    used = {etree.QName(e).localname for e in body.iterfind(f".//{W}rPr/*")}
    assert used == {"rStyle", "lang"}
    assert {etree.QName(e).localname for e in body.iterfind(f".//{W}pPr/*")} <= {
        "pStyle",
        "keepNext",  # where a page breaks is no look: what introduces a list stands with it
        "numPr",
        "sectPr",
        "outlineLvl",
    }


def test_head_rows_repeat_and_no_row_splits(written: bytes) -> None:
    table = next(
        t for t in tree(written).iter(f"{W}tbl") if t.find(f".//{W}tblStyle").get(f"{W}val") == "BriefingTable"
    )
    rows = table.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    widths = [int(c.get(f"{W}w")) for c in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    assert sum(widths) == 16838 - 2 * 1134
    assert [round(width / sum(widths), 1) for width in widths] == [0.1, 0.4, 0.5]


def test_the_annex_lies_on_its_side_and_the_rest_stands(written: bytes) -> None:
    pages = list(tree(written).iter(f"{W}sectPr"))
    assert [page.find(f"{W}pgSz").get(f"{W}orient") for page in pages] == [None, "landscape", None]
    assert [page.find(f"{W}titlePg") is not None for page in pages] == [True, False, False]
    # headers and footers are those of the template on every page
    assert {len(page.findall(f"{W}headerReference")) for page in pages} == {2}
    assert pages[-1].getparent().tag == f"{W}body"


def test_where_the_page_turns_below_the_cover_no_empty_paragraph_stands(document: Document) -> None:
    """A template without contents has nothing but words of slots before the first section."""
    template = ROOT / "templates" / "handover-list" / "paper.docx"
    lying = [section for section in document.sections if section.landscape]
    assert lying
    cover = number(replace(document, sections=(), notes={}, numbers=Numbers()))
    assert check_docx(write_docx(cover, template, None), cover) == []
    words = Paragraph("words", (Run("What lies on its side."),))
    section = replace(lying[0], blocks=(words,))
    made = number(replace(document, sections=(section,), notes={}, numbers=Numbers()))
    data = write_docx(made, template, None)
    assert check_docx(data, made) == []
    pages = [page.find(f"{W}pgSz").get(f"{W}orient") for page in tree(data).iter(f"{W}sectPr")]
    assert pages == [None, "landscape"]


def test_the_contents_are_a_linked_field_with_the_pages(written: bytes, document: Document) -> None:
    body = tree(written)
    fields = [f.text.strip() for f in body.iter(f"{W}instrText")]
    names = name_bookmarks(document)
    targets = [names[line.target] for line in document.numbers.contents]
    assert fields == ['TOC \\o "1-2" \\h \\z \\u', *(f"PAGEREF {name} \\h" for name in targets)]
    marks = [m.get(f"{W}name") for m in body.iter(f"{W}bookmarkStart")]
    assert len(set(marks)) == len(marks)
    assert set(targets) <= set(marks)


def test_contents_without_pages_are_links(document: Document) -> None:
    data = write_docx(document, TEMPLATE, None)
    fields = [f.text.strip() for f in tree(data).iter(f"{W}instrText")]
    assert fields == ['TOC \\o "1-2" \\h \\z \\u \\n']
    assert check_docx(data, document) == []


def test_running_lines(written: bytes, document: Document) -> None:
    footer = part(written, "word/footer1.xml")
    assert re.findall(r"<w:t [^>]*>([^<]*)</w:t>|> (\w+) </w:instrText", footer) == [
        ("Page ", ""),
        ("", "PAGE"),
        ("1", ""),
        (" of ", ""),
        ("", "NUMPAGES"),
        ("1", ""),
    ]
    assert document.running in part(written, "word/header1.xml")
    assert document.running not in part(written, "word/header2.xml")
    marked = write_docx(replace(document, mark="Draft & not for the press"), TEMPLATE, None)
    for name in ("word/header1.xml", "word/header2.xml"):
        assert "Draft &amp; not for the press" in part(marked, name)


def test_labels_are_those_of_the_document(document: Document) -> None:
    labels = {
        **document.labels,
        "box": "Врезка",
        "annex": "Приложение",
        "page": "{pages} беттің {page}-беті",
        "contents": "В этом документе",
    }
    other = number(replace(document, labels=labels, lang="ru"))
    data = write_docx(other, TEMPLATE, None)
    levels = [level.get(f"{W}val") for level in tree(data, "word/numbering.xml").iter(f"{W}lvlText")]
    assert "Врезка %1" in levels
    assert "Приложение" in levels
    assert "В этом документе" in part(data, "word/document.xml")
    footer = part(data, "word/footer1.xml")
    assert footer.index("NUMPAGES") < footer.index("беттің") < footer.index(" PAGE ")


def test_numbered_lists_restart_and_recommendations_do_not(document: Document) -> None:
    def items(id: str, kind: str, blocks: tuple[object, ...] = ()) -> ItemList:
        one = ListItem(f"{id}.1", (Paragraph(f"{id}.1.p", (Run("One"),)), *blocks))  # type: ignore[arg-type]
        return ItemList(id, (one, ListItem(f"{id}.2", (Paragraph(f"{id}.2.p", (Run("Two"),)),))), kind)  # type: ignore[arg-type]

    inner = items("inner", "numbers")
    box = Box("b", "law", (Run("A law"),), (items("boxed", "numbers"), items("boxed.r", "recommendations")))
    section = Section("s", 1, (Run("Lists"),), (items("a", "numbers", (inner,)), items("c", "numbers"), box), "theme")
    made = number(replace(document, sections=(section,), notes={}, numbers=Numbers()))
    data = write_docx(made, TEMPLATE, None)
    assert check_docx(data, made) == []
    used = [
        p.find(f"{W}numPr/{W}numId").get(f"{W}val")
        for p in tree(data).iter(f"{W}pPr")
        if p.find(f"{W}numPr") is not None
    ]
    outer, nested, second, boxed = dict.fromkeys(used)
    assert used == [outer, nested, nested, outer, second, second, boxed, boxed]
    numbering = tree(data, "word/numbering.xml")
    for id in (outer, nested, second, boxed):
        num = numbering.xpath(f"w:num[@w:numId='{id}']", namespaces=NAMESPACES)[0]
        assert num.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") == "1"
    assert part(data, "word/document.xml").count('w:val="Recommendation"') == 2


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_bookmarks_are_short_unique_and_stable(document: Document) -> None:
    long = "a-very-long-name-of-a-section-about-the-freedom-of-expression"
    sections = tuple(Section(id, 1, (Run(id),), (), "theme") for id in (f"{long}.1", f"{long}.2", "a-b", "a.b", "A.b"))
    names = name_bookmarks(replace(document, sections=sections, notes={}))
    assert len({name.lower() for name in names.values()}) == 5
    assert all(re.fullmatch(r"_\w{1,39}", name) for name in names.values())
    assert names == name_bookmarks(replace(document, sections=sections, notes={}))
    assert name_bookmarks(document)["box.tarlenheim"] == "_box_tarlenheim"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("https://example.org/новости", "https://example.org/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        ("https://example.org/%D0%BD?x=[1]", "https://example.org/%D0%BD?x=%5B1%5D"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://пример.рф/a b", "https://xn--e1afmkfd.xn--p1ai/a%20b"),
        ("https://example.org/#!a#b", "https://example.org/#!a%23b"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_addresses_become_uris(address: str, expected: str) -> None:
    assert make_uri(address) == expected


def test_languages_have_the_region_that_word_needs() -> None:
    assert [add_region(tag) for tag in ("en", "ru", "kk", "pt-BR", "eo")] == ["en-GB", "ru-RU", "kk-KZ", "pt-BR", "eo"]


# ── what the writer refuses, and what it must not do twice ────────────────────────────────────────────────────────────


def test_a_number_that_word_would_not_print_is_refused(document: Document) -> None:
    """A numbered subsection under an unnumbered section is 0.1 here, and Word would print 1.1."""
    inner = Section("inner", 2, (Run("Inner"),), (), "section")
    overview = Section("overview", 1, (Run("Overview"),), (inner,), "overview")
    made = number(replace(document, sections=(overview,), notes={}, numbers=Numbers()))
    with pytest.raises(BriefingError) as raised:
        write_docx(made, TEMPLATE, None)
    assert [d.code for d in raised.value.diagnostics] == ["O202"]


def test_a_note_within_a_note_is_refused(document: Document) -> None:
    inside = Note("n1", "news", (Run("See "), NoteCall("n2")))
    made = replace(document, notes={**document.notes, "n1": inside})
    with pytest.raises(BriefingError) as raised:
        write_docx(made, TEMPLATE, None)
    assert [d.code for d in raised.value.diagnostics] == ["O201"]


def test_strong_words_in_a_bold_style_have_no_style_of_their_own(written: bytes) -> None:
    """Word would set them off against the style, and print them light."""
    runs = {r.findtext(f"{W}t"): r for r in tree(written).iter(f"{W}r")}
    assert runs["media & bloggers"].find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "Strong"
    assert runs["He was tried for a post."].find(f"{W}rPr") is None


@pytest.mark.parametrize(
    "target", ["expression.2", "expression.2.2", "expression.2.1.p", "annex.table", "annex.row2", "annex.row3.name"]
)
def test_words_can_lead_to_any_block(document: Document, target: str) -> None:
    link = Paragraph("to", (Run("See "), Reference(target, (Run("there"),))))
    overview = replace(document.sections[0], blocks=(link,))
    made = number(replace(document, sections=(overview, *document.sections[1:]), numbers=Numbers()))
    assert check_docx(write_docx(made, TEMPLATE, None), made) == []
