"""Words and addresses that are too long for their place: nothing stands over something else, or over a margin.

Each stands in every place of a paper: the cover, headings, contents, prose, lists, boxes, captions, cells of a table on
a page that stands, of one that lies on its side and of one in a box, and notes.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import hypothesis.strategies as st
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given

from generator.base.diagnostics import BriefingError
from generator.formats.docx import write_docx
from generator.formats.docx.check.file import check_docx
from generator.formats.pdf import write_pdf
from generator.formats.pdf.glyphs import find_misplaced
from generator.paper.assemble.columns import fit_columns
from generator.paper.document import (
    Box,
    Column,
    Document,
    Inline,
    ItemList,
    Label,
    Link,
    ListItem,
    Note,
    NoteCall,
    Numbers,
    Paragraph,
    ParagraphRole,
    Row,
    Run,
    Section,
    Table,
    break_long_words,
    join_inlines,
    long_words,
)
from generator.paper.document.numbering import number
from generator.records.style import Style
from tests.formats.test_pdf_judge import judge, laid_out
from tests.support import libreoffice
from tests.support.documents import STYLE, cell, sample, style_at
from tests.support.docx_files import TEMPLATE

ADDRESS = (
    "https://www.example.org/what/ever?this=is&that=as_long_as-it.gets/and-goes-on/for-ever/until-nobody-reads-it?a=1"
)
WIDE = "Chinese letters of the Latin kind"
LONG: dict[str, tuple[Inline, ...]] = {
    "a word": (Run("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", lang="de"),),
    "a Russian word": (Run("превысокомногорассмотрительствующийчеловеконенавистничество", lang="ru"),),
    "a word of a language without a dictionary": (Run("қанағаттандырылмағандықтарыңыздандырмаған", lang="kk"),),
    "an address that is typed": (Run(ADDRESS),),
    "an address that is a link": (Link(ADDRESS, (Run(ADDRESS),)),),
    "an address without a place to break": (Run("https://t.me/" + "0123456789abcdef" * 8),),
    "letters without a place to break": (Run("W" * 110),),
    "an address for mail": (Run("a.very.long.name.of.a.department@a-very-long-domain-of-an-organisation.example.org"),),
    "a path": (Run("/home/somebody/papers/of_the_year/" + "Ruritania_final_FINAL_v2/" * 4),),
    "words joined by slashes": (Run("association/assembly/expression/religion/movement/residence/privacy/property"),),
    "words joined by hyphens": (
        Run("so-called-human-rights-and-fundamental-freedoms-dialogue-and-consultation-round"),
    ),
    "a number": (Run("KZ" + "1234567890" * 7),),
    "bold capitals": (Run("ПРАВОЗАЩИТНАЯОРГАНИЗАЦИЯСТРЕЛЬЗАУСКОГОБЮРОПОПРАВАМ", strong=True, lang="ru"),),
    "words that no blank parts": (
        Run("Strelsau\N{NO-BREAK SPACE}Bureau\N{NO-BREAK SPACE}for\N{NO-BREAK SPACE}Rights" * 3),
    ),
    WIDE: (Run("ＲＵＲＩＴＡＮＩＡ" * 6),),
}
"""What is too long, by what it is."""


def paragraph(id: str, *inlines: Inline, role: ParagraphRole = "body") -> Paragraph:
    return Paragraph(id, inlines, role)


def table(id: str, columns: int, long: tuple[Inline, ...]) -> Table:
    keys = ("number", "name", "about", "place", "sources")[:columns]

    def row(name: str, first: str, *words: tuple[Inline, ...], head: bool = False) -> Row:
        cells = enumerate(((Run(first),), *words[: columns - 1]))
        return Row(f"{id}.{name}", tuple(cell(f"{id}.{name}.{n}", *w, header=head or n == 1) for n, w in cells))

    plain = (Run("Rudolf Rassendyll, a journalist of whom much is known"),)
    return Table(
        id,
        tuple(Column(key, 1 / columns) for key in keys),
        (row("head", "Number", *((Run(key.title()),) for key in keys[1:]), head=True),),
        (row("1", "1", *[long] * 4), row("2", "2", *[plain] * 4), row("3", "3", plain, plain, plain, long)),
        paragraph(f"{id}.caption", Run("Table of "), *long, role="caption"),
    )


def paper(long: tuple[Inline, ...]) -> Document:
    """Return a paper with the words in each of its places."""
    base = sample()
    overview, theme, annex = base.sections
    blocks = (
        *theme.blocks[:1],
        paragraph("long.prose", Run("In prose there is "), *long, Run(" and more.")),
        ItemList("long.list", (ListItem("long.item", (paragraph("long.item.p", Run("A point: "), *long), ItemList(
            "long.inner", (ListItem("long.inner.1", (paragraph("long.inner.1.p", *long),)),)))),)),
        Box("long.box", "case", (Run("The case of "), *long), (paragraph("long.box.1", Run("In a box: "), *long),)),
        Section("long.part", 2, (Run("On "), *long), (paragraph("long.part.1", Run("Words.")),)),
        table("long.upright", 5, long),
        Box("long.boxed", "matter", (Run("A table in a box"),), (table("long.inbox", 3, long),)),
        *theme.blocks[1:],
    )  # fmt: skip
    sections = (
        overview,
        replace(theme, title=(Run("Freedom of "), *long), blocks=blocks),
        replace(annex, blocks=(table("long.lying", 5, long), *annex.blocks)),
    )
    cover = replace(
        base.cover,
        title=paragraph("cover.title", Run("Concerns of "), *long, role="cover-title"),
        authors=(paragraph("cover.author.1", *long, role="cover-author"),),
    )
    notes = {**base.notes, "n1": Note("n1", "explanatory", (Run("Words of one's own: "), *long, Run(" and more.")))}
    made = replace(base, sections=fit_columns(sections, "en"), cover=cover, notes=notes, numbers=Numbers())
    return number(made)


@pytest.fixture
def wider(tmp_path: Path) -> Style:
    """Return the style with fonts that have these letters, too: none is drawn in a font that is not the style's."""
    folder = tmp_path / STYLE.name
    shutil.copytree(STYLE.folders[0], folder)
    for file in (folder / "fonts").glob("*.ttf"):
        font = TTFont(file)
        for table in font["cmap"].tables:
            table.cmap |= {0xFF21 + n: table.cmap[0x41 + n] for n in range(26) if table.isUnicode()}
        font.save(file)
    return style_at(folder)


@pytest.mark.ci
@pytest.mark.parametrize("name", [name for name in LONG if name != WIDE])
def test_in_the_pdf_nothing_stands_over_something_else(name: str) -> None:
    """The judge of the pages raises O315, or O305 in a note, where anything does."""
    assert write_pdf(paper(LONG[name]), STYLE).data


@pytest.mark.ci
def test_nor_where_the_style_has_fonts_for_more_letters(wider: Style) -> None:
    assert write_pdf(paper(LONG[WIDE]), wider).data


@pytest.mark.ci
def test_in_word_nothing_stands_over_something_else() -> None:
    """Through LibreOffice: each word of its pages is within the margins, and none over another."""
    papers = [paper(long) for long in LONG.values()]
    files: list[tuple[bytes, libreoffice.Decision]] = []
    for one in papers:
        data = write_docx(one, TEMPLATE)
        assert check_docx(data, one) == []
        files.append((data, "show"))
    for name, pdf in zip(LONG, libreoffice.all_decided(files, "pdf"), strict=True):
        assert not list(_misplaced(pdf)), name


def _misplaced(pdf: bytes) -> Iterator[str]:
    """Yield what pdftotext finds of a page that stands over its margin (of 20 mm, or a little less) or over another
    word."""
    told = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    for page in re.findall(r"<page.*?</page>", told, re.S):
        width = float(re.search(r'width="([\d.]+)"', page)[1])  # type: ignore[index]
        found = re.findall(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<', page)
        words = [(*map(float, box), text) for *box, text in found]
        for left, top, right, bottom, text in words:
            if left < 40 or right > width - 40:
                yield f"over the margin: {text}"
            for a, b, c, d, other in words:
                across, down = min(right, c) - max(left, a), min(bottom, d) - max(top, b)
                if (left, top, text) < (a, b, other) and across > 1 and down > 0.45 * min(bottom - top, d - b):
                    yield f"{text} over {other}"


@pytest.mark.slow
def test_a_word_breaks_where_its_language_allows_and_an_address_after_its_marks() -> None:
    word, russian = (break_long_words(paper(LONG[name])) for name in ("a word", "a Russian word"))
    assert "Donau|dampf|schiff|fahrt|selek|tri" in join_inlines(word.sections[1].title).replace("\xad", "|")
    assert "рас|смот|ри|тель|ству|ющий" in join_inlines(russian.cover.title.inlines).replace("\xad", "|")
    address = break_long_words(paper(LONG["an address that is typed"]))
    assert (
        "what/\u200bever?\u200bthis=\u200bis&\u200bthat=\u200bas_\u200blong_\u200bas-\u200bit.\u200bgets"
        in address.numbers.contents[1].title
    )
    assert "\xad" not in str(address)


def test_words_that_have_room_stay_as_they_are() -> None:
    assert break_long_words(sample(), addresses=False) == sample()


@given(st.lists(st.text("ab/.\xa0 \u2003“Щ-", max_size=60), min_size=1), st.floats(-10, 60), st.booleans())
def test_words_that_are_passed_over_would_not_break(words: list[str], limit: float, addresses: bool) -> None:
    runs = tuple(map(Run, words))
    for inlines in (runs, (Run(""), NoteCall("n"), Link("https://example.org", runs)), (Label("key", words[0]),)):
        passed = not long_words._may_be_long(inlines, limit)
        broken = tuple(long_words._break(one, limit, "en", addresses) for one in inlines)
        assert not passed or broken == inlines


def test_a_soft_hyphen_is_no_letter_in_word() -> None:
    data = write_docx(paper(LONG["a word"]), TEMPLATE)
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(data)) as file:
        body = file.read("word/document.xml").decode()
    assert "Donau</w:t><w:softHyphen/><w:t" in body
    assert "\xad" not in body


@pytest.mark.ci
def test_the_judge_finds_words_over_others_over_the_edge_of_their_cell_and_over_the_margin() -> None:
    """The pages as WeasyPrint makes them where a style leaves no room."""
    for css, fault in (
        ("#annex\\.row1\\.name\\.p { white-space: nowrap; letter-spacing: 1cm }", "edge of its cell"),
        ("#overview\\.1 { white-space: nowrap; letter-spacing: 1cm }", "over the margin"),
        ("#overview\\.1 { margin-top: -8mm }", "stands over 'Overview'"),
        ("#overview { position: relative; left: -20mm }", "over the margin"),
        ("#overview { position: relative; top: -200mm }", "outside the page"),
        ("#annex { position: relative; top: -14mm }", "over the margin"),
    ):
        pages = laid_out(sample(), css)
        assert fault in str([one.fault for one in find_misplaced(pages)]), fault
        with pytest.raises(BriefingError) as caught:
            judge(sample(), pages)
        assert [d.code for d in caught.value.diagnostics] == ["O315"]


@pytest.mark.slow
def test_points_and_numbers_may_hang_in_the_margin_and_outside_a_border_and_not_over_other_words() -> None:
    hung = "ul { list-style: disc outside; padding: 0; margin: 0 } li { padding: 0; margin: 0; text-indent: 0 }"
    numbers = "h3 > .number { display: inline-block; width: 9mm; margin-left: -9mm } .box { padding: 0 }"
    assert list(find_misplaced(laid_out(sample(), hung + numbers))) == []
    for css, fault in (
        ("h3 > .number { display: inline-block; margin: 0 -9mm 0 9mm }", "stands over '"),
        ("h3 > .number { position: relative; left: -40mm }", "outside the page"),
    ):
        assert fault in str([one.fault for one in find_misplaced(laid_out(sample(), css))]), fault
