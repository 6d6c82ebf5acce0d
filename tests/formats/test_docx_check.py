"""Each check of the Word file fails on a file that was broken for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.formats.docx import write_docx
from generator.formats.docx.check.file import check_docx
from generator.paper.document import Document
from tests.support.docx_files import BODY, TEMPLATE, changed, replaced

NOTES = "word/footnotes.xml"
TEXT = '<w:t xml:space="preserve">'


def swapped(one: str, other: str) -> Callable[[str], str]:
    return lambda text: text.replace(one, "\0").replace(other, one).replace("\0", other)


def without(pattern: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, "", text, count=1)


CALL_2 = '<w:footnoteReference w:id="2"/>'
BROKEN = {
    "a call is gone": (BODY, without(f"<w:r>(?:(?!<w:r>).)*{CALL_2}</w:r>"), "O201"),
    "a note is called twice": (BODY, replaced('<w:footnoteReference w:id="3"/>', CALL_2), "O201"),
    "two calls are swapped": (BODY, swapped('w:id="1"/></w:r>', 'w:id="2"/></w:r>'), "O201"),
    "two notes are swapped": (NOTES, swapped('w:footnote w:id="1"', 'w:footnote w:id="2"'), "O203"),
    "a note is gone": (NOTES, without('<w:footnote w:id="2">.*?</w:footnote>'), "O201"),
    "two notes stand in each other's place": (
        NOTES,
        lambda text: re.sub(
            r'(<w:footnote w:id="2">.*?</w:footnote>)(<w:footnote w:id="3">.*?</w:footnote>)', r"\2\1", text
        ),
        "O201",
    ),
    "a note is there twice": (NOTES, replaced('w:footnote w:id="2"', 'w:footnote w:id="1"'), "O201"),
    "a note too many": (
        NOTES,
        replaced("</w:footnotes>", '<w:footnote w:id="99"><w:p/></w:footnote></w:footnotes>'),
        "O201",
    ),
    "a note reads otherwise": (NOTES, replaced("Monitoring", "Monitored"), "O203"),
    "a note has lost its number": (NOTES, without("<w:footnoteRef/>"), "O203"),
    "a note's address is another": ("word/_rels/footnotes.xml.rels", replaced("news/n1", "news/n9"), "O203"),
    "a word is gone": (BODY, replaced("came under pressure", "came pressure"), "O204"),
    "a paragraph is gone": (BODY, without(f"<w:p><w:pPr>(?:(?!<w:p>).)*{TEXT}He wrote.*?</w:p>"), "O204"),
    "two paragraphs are swapped": (BODY, swapped("Repeal the law on slander;", "Stop prosecuting journalists."),
        "O204"),
    "a paragraph too many": (BODY, replaced("<w:sectPr", f"<w:p><w:r>{TEXT}More</w:t></w:r></w:p><w:sectPr"), "O204"),
    "a call stands elsewhere": (
        BODY,
        lambda text: re.sub(
            r"(<w:r><w:t[^>]*> A second sentence follows</w:t></w:r>)(<w:r>(?:(?!<w:r>).)*</w:r>)", r"\2\1", text
        ),
        "O204",
    ),
    "a tag is left": (BODY, replaced("This paper is about an invented country.", "{{ overview }}"), "O205"),
    "a tag is left in the header": ("word/header1.xml", replaced("Key concerns", "{{ running }}"), "O205"),
    "a tag is left in a number": ("word/numbering.xml", replaced("Box %1", "{{ labels.box }} %1"), "O205"),
    "a value is empty": (
        BODY,
        lambda text: re.sub(f"<w:r>{TEXT}As of 26 November 2020</w:t></w:r>", "", text),
        "O209",
    ),
    "text in a paragraph": (BODY, replaced("</w:pPr><w:bookmarkStart", "</w:pPr>Overview<w:bookmarkStart"), "O206"),
    "text in the body": (BODY, replaced("<w:sectPr", "None<w:sectPr"), "O206"),
    "a marker is left": (BODY, replaced("<w:sectPr", "<?slot 3?><w:sectPr"), "O206"),
    "an address with letters outside ASCII": (
        "word/_rels/footnotes.xml.rels",
        replaced("%D1%81%D1%82%D0%B0", "ста"),
        "O207",
    ),
    "an address with brackets": ("word/_rels/footnotes.xml.rels", replaced("%5B0%5D", "[0]"), "O207"),
    "an address without a scheme": ("word/_rels/document.xml.rels", replaced("https://example.org/law", "law"), "O207"),
    "a relationship that is not there": (BODY, replaced('r:id="link1"', 'r:id="link7"'), "O208"),
    "a part that is not there": ("word/_rels/document.xml.rels", replaced("header1.xml", "header7.xml"), "O208"),
    "a cell without a paragraph": (BODY, without(r"<w:p>(?:(?!<w:p>).)*</w:p>(?=</w:tc>)"), "O210"),
    "a cell too few": (BODY,
        lambda text: re.sub(r"<w:tc>(?:(?!<w:tc>).)*</w:tc></w:tr></w:tbl>", "</w:tr></w:tbl>", text), "O211"),
    "a column too many": (BODY, replaced("</w:tblGrid>", '<w:gridCol w:w="10"/></w:tblGrid>'), "O211"),
    "a link that leads nowhere": (BODY, replaced('w:name="_box_tarlenheim"', 'w:name="_box"'), "O212"),
    "a bookmark twice": (BODY, replaced('w:name="_overview"', 'w:name="_expression"'), "O214"),
    "broken XML": (BODY, replaced("</w:body>", ""), "O213"),
}  # fmt: skip


def test_braces_in_the_paper_s_own_words_are_no_tags(document: Document) -> None:
    """Word has an element for a soft hyphen, and a mark of direction stands behind a name from right to left."""
    said = replace(document, running="{{\xad}} of {%\u200b جواد %}", mark="}}\xad{{")
    assert check_docx(write_docx(said, TEMPLATE, None), said) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_found(name: str, written: bytes, document: Document) -> None:
    part, edit, code = BROKEN[name]
    found = check_docx(changed(written, {part: edit}), document)
    assert code in {d.code for d in found}, found


def test_a_file_that_is_none_is_found(document: Document) -> None:
    assert [d.code for d in check_docx(b"PK no zip", document)] == ["O213"]


def test_a_whole_file_is_clean(written: bytes, document: Document) -> None:
    assert check_docx(written, document) == []


def test_the_place_of_a_difference_is_told(written: bytes, document: Document) -> None:
    broken = changed(written, {BODY: replaced("came under pressure", "came pressure")})
    (found,) = check_docx(broken, document)
    assert "expression.1" in found.message
    assert "came pressure" in found.message


def test_a_running_title_inside_the_mark_is_no_tag(document: Document) -> None:
    odd = replace(document, running="a", mark="{{ a }}")
    assert not check_docx(write_docx(odd, TEMPLATE, {line.target: 1 for line in odd.numbers.contents}), odd)
