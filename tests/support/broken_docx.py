"""Word files broken in each way that their judge knows, and in some that lead it astray, whatever paper they are of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tests.support.docx_files import BODY

NOTES = "word/footnotes.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Edit = Callable[[str], str]


def _sub(pattern: str, by: str, count: int = 1) -> Edit:
    return lambda text: re.sub(pattern, by, text, count=count, flags=re.DOTALL)


def _last(old: str, new: str) -> Edit:
    return lambda text: new.join(text.rsplit(old, 1))


def _both(*edits: Edit) -> Edit:
    def edit(text: str) -> str:
        for one in edits:
            text = one(text)
        return text

    return edit


def _swap_rows(text: str) -> str:
    rows = [*re.finditer(r"<w:tr>(?:(?!<w:tr>).)*?</w:tr>", text, re.DOTALL)]
    a, b = rows[0], rows[-1]
    return text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]


_P = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
_CELL = f"<w:tc>{_P}</w:tc>"
_INNER = (
    '<w:tbl><w:tblGrid><w:gridCol w:w="9"/><w:gridCol w:w="9"/></w:tblGrid>'
    f"<w:tr>{_CELL.format('inner one')}</w:tr><w:tr>{_CELL.format('a')}<w:tc>stray</w:tc></w:tr></w:tbl>"
)
_BOX = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_ASKED = f"<w:r><w:instrText>{{}}</w:instrText></w:r>{_FIELD.format('end')}"

IN_THE_BODY: Mapping[str, Edit] = {
    "a note is called twice": lambda text: (
        text.replace('<w:footnoteReference w:id="3"/>', '<w:footnoteReference w:id="2"/>')
    ),
    "calls are out of order": lambda text: (
        text.replace('Reference w:id="1"/>', 'Reference w:id="\0"/>')
        .replace('Reference w:id="2"/>', 'Reference w:id="1"/>')
        .replace("\0", "2")
    ),
    "a call of no note": _sub(r"</w:p>", '<w:r><w:footnoteReference w:id="x"/></w:r></w:p>'),
    "a call is gone": _sub(r'<w:footnoteReference w:id="1"/>', ""),
    "text between all paragraphs": lambda text: text.replace("</w:p><w:p>", "</w:p>between<w:p>"),
    "text between rows": lambda text: text.replace("</w:tr><w:tr>", "</w:tr>  a row <w:tr>"),
    "text after a table": lambda text: text.replace("</w:tbl>", "</w:tbl>\n after &amp; all"),
    "text before the first paragraph": _sub("<w:body>", "<w:body>first"),
    "a long text before the body": _sub("<w:body>", f"{'early ' * 500}<w:body>"),
    "a long text first in the body": _sub("<w:body>", f"<w:body>{'first ' * 500}"),
    "a long text between paragraphs": _sub("</w:p>", f"</w:p>{'between ' * 500}"),
    "text at the very end": _last("</w:body>", "last</w:body>later"),
    "text in a run": _sub("<w:r>", "<w:r>run"),
    "blanks between all elements": lambda text: text.replace("><w:", ">\n <w:"),
    "text around a comment": _sub("</w:p>", "</w:p>before<!-- x -->after"),
    "comments everywhere": lambda text: text.replace("</w:p>", "</w:p><!-- a mark -->"),
    "a comment that holds tags": _sub("</w:p>", "</w:p><!-- <w:p><w:r> -->"),
    "a comment in words": _sub(r"(<w:t[^>]*>\w)", r"\1<!--c-->"),
    "a comment before all": lambda text: text.replace("<w:document", "<!-- early --><?early?><w:document", 1),
    "a comment after all": lambda text: text + "<!-- late --><?late why?>",
    "instructions everywhere": lambda text: text.replace("</w:tr>", "</w:tr><?slot 3?>"),
    "words in CDATA": _sub("</w:p>", "</w:p><![CDATA[<w:p>]]>"),
    "a tag is left": _sub(r"(<w:t[^>]*>)(?=\w)", r"\1{{ left }}"),
    "a tag is left in the last words": _last("</w:t>", " {% endfor %}</w:t>"),
    "cells without paragraph": lambda text: re.sub(r"<w:p>(?:(?!<w:p>).)*?</w:p></w:tc>", "</w:tc>", text),
    "cells that end in a comment": lambda text: text.replace("</w:tc>", "<!-- end --></w:tc>"),
    "cells that end in a table": lambda text: text.replace("</w:tc>", f"{_INNER}</w:tc>", 1),
    "a table in each cell": lambda text: text.replace("</w:p></w:tc>", f"</w:p>{_INNER}<w:p/></w:tc>"),
    "an empty cell in each row": lambda text: text.replace("</w:tr>", "<w:tc/></w:tr>"),
    "a cell too few": _last("</w:tc></w:tr>", "</w:tc></w:tr><w:tr></w:tr>"),
    "cells outside a row": lambda text: text.replace("</w:tbl>", f"{_CELL.format('loose')}</w:tbl>", 1),
    "cells outside a table": _last("</w:body>", f"{_CELL.format('loose')}<w:tc/></w:body>"),
    "rows outside a table": _last("</w:body>", f"<w:tr>{_CELL.format('loose')}</w:tr></w:body>"),
    "grids with a column too many": lambda text: text.replace("</w:tblGrid>", '<w:gridCol w:w="10"/></w:tblGrid>'),
    "grids that come late": lambda text: text.replace(
        "</w:tbl>", '<w:tblGrid><w:gridCol w:w="10"/></w:tblGrid></w:tbl>'
    ),
    "no grid": lambda text: re.sub("<w:tblGrid>.*?</w:tblGrid>", "", text),
    "cells that span": _both(
        lambda text: text.replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>', 3),
        lambda text: text.replace("</w:tcPr>", "<w:gridSpan/></w:tcPr>", 1),
    ),
    "a cell that spans no number": lambda text: text.replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="x"/>', 1),
    "a long table with a row that differs": _last(
        "</w:tbl>",
        "".join(f"<w:tr>{_CELL.format(f'row {n}') * (1 + n % 3)}</w:tr>" for n in range(60)) + "</w:tbl>",
    ),
    "rows swapped": _swap_rows,
    "a table in a table": _last("</w:tbl>", f"{_INNER}</w:tbl>"),
    "paragraphs in a table": lambda text: text.replace("<w:tblGrid>", f"{_P.format('in a table')}<w:tblGrid>", 2),
    "a body in a body": _last("</w:body>", f"<w:body>{_P.format('deep')}{_INNER}</w:body></w:body>"),
    "a table around all": _both(_sub("<w:body>", "<w:body><w:tbl>"), _last("</w:body>", "</w:tbl></w:body>")),
    "all in a control": _both(
        _sub("<w:body>", "<w:body><w:sdt><w:sdtContent>"), _last("</w:body>", "</w:sdtContent></w:sdt></w:body>")
    ),
    "a text box": _sub("</w:p>", f"{_BOX.format(_P.format('boxed') * 2)}</w:p>"),
    "a text box first": _sub("<w:body>", f"<w:body><w:p>{_BOX.format(_P.format('boxed'))}</w:p>"),
    "text boxes around tables": _sub("</w:p>", f"{_BOX.format(_INNER + _P.format('boxed'))}</w:p>", 3),
    "a text box outside a paragraph": _last("</w:body>", f"<w:txbxContent>{_P.format('out')}</w:txbxContent></w:body>"),
    "a paragraph in a paragraph": _sub("</w:p>", f"{_P.format('inner')}</w:p>"),
    "words outside a paragraph": _last("</w:body>", "<w:r><w:t>lost</w:t></w:r></w:body>"),
    "words in a table's grid": _sub("<w:tblGrid>", "<w:tblGrid><w:t>grid</w:t>"),
    "a field that does not end": _sub("</w:p>", f"{_FIELD.format('begin')}</w:p>"),
    "contents that do not end": _sub(
        "<w:body>", f"<w:body><w:p>{_FIELD.format('begin')}<w:r><w:instrText> TOC </w:instrText></w:r></w:p>"
    ),
    "a page number of nowhere": _sub("</w:p>", f"{_FIELD.format('begin')}{_ASKED.format('PAGEREF nowhere')}</w:p>"),
    "a page number of no name": _sub("</w:p>", f"{_FIELD.format('begin')}{_ASKED.format('PAGEREF')}</w:p>"),
    "bookmarks twice": lambda text: re.sub(r'(<w:bookmarkStart [^>]*?w:name=")[^"]*', r"\1_same", text),
    "a bookmark twice far apart": _last(
        "</w:body>", '<w:bookmarkStart w:id="9" w:name="_x"/><w:bookmarkStart w:id="8" w:name="_x"/></w:body>'
    ),
    "anchors that dangle": lambda text: text.replace('w:anchor="', 'w:anchor="_gone'),
    "an anchor outside a paragraph": _last("</w:body>", '<w:hyperlink w:anchor="_far"/></w:body>'),
    "relationships that are not there": lambda text: re.sub(r'r:id="', 'r:id="none', text),
    "a relationship of a table": lambda text: text.replace("<w:tbl>", '<w:tbl r:embed="t1">', 1),
    "a relationship of the body": lambda text: text.replace("<w:body>", '<w:body r:link="b1">', 1),
    "a relationship of the document": lambda text: text.replace("<w:document", '<w:document r:pict="d1"', 1),
    "a paragraph is gone": _last(r"<w:t", "<w:gone"),
    "empty paragraphs": lambda text: text.replace("</w:p><w:p>", "</w:p><w:p/><w:p>"),
    "a paragraph too many": _last("<w:sectPr", f"{_P.format('More')}<w:sectPr"),
    "a body that is not closed": lambda text: text.replace("</w:body>", ""),
    "half of the file": lambda text: text[: len(text) // 2],
    "rows that cross": lambda text: text.replace("</w:tr></w:tbl>", "</w:tbl></w:tr>", 1),
    "more after the end": lambda text: text + "<w:p/>",
    "an entity that nobody declares": _last("</w:t>", "&nobody;</w:t>"),
    "an entity of its own": lambda text: re.sub(
        "<w:document", '<!DOCTYPE w:document [<!ENTITY own "owned">]><w:document', text, count=1
    ).replace("</w:t>", " &own;</w:t>", 1),
    "an entity from outside": lambda text: re.sub(
        "<w:document", '<!DOCTYPE w:document [<!ENTITY own SYSTEM "file:///etc/hostname">]><w:document', text, count=1
    ).replace("</w:t>", " &own;</w:t>", 1),
    "entities that grow": lambda text: re.sub(
        "<w:document",
        '<!DOCTYPE w:document [<!ENTITY a0 "aaaaaaaaaaaaaaaa">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 16}">' for n in range(1, 9))
        + "]><w:document",
        text,
        count=1,
    ).replace("</w:t>", " &a8;</w:t>", 1),
    "another prefix": lambda text: re.sub("(</?| )w:", r"\1v:", text).replace("xmlns:w=", "xmlns:v="),
    "no text at all": lambda _: f'<w:document xmlns:w="{_W}"/>',
    "another root": lambda _: f'<w:p xmlns:w="{_W}"><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p/>b</w:p>',
}  # fmt: skip
"""Edits of word/document.xml. Those that find nothing to edit in a paper change nothing in it."""

ELSEWHERE: Mapping[str, Mapping[str, Edit]] = {
    "a note is there twice": {NOTES: lambda text: text.replace('w:footnote w:id="2"', 'w:footnote w:id="1"')},
    "notes in another order": {
        NOTES: _sub(r'(<w:footnote w:id="2">.*?</w:footnote>)(<w:footnote w:id="3">.*?</w:footnote>)', r"\2\1")
    },
    "a note is gone": {NOTES: _sub('<w:footnote w:id="2">.*?</w:footnote>', "")},
    "a note too many": {NOTES: _last("</w:footnotes>", '<w:footnote w:id="99"><w:p/></w:footnote></w:footnotes>')},
    "a note in a note": {NOTES: _last("</w:footnote>", '<w:footnote w:id="98"><w:p/></w:footnote></w:footnote>')},
    "notes in a body": {
        NOTES: _last("</w:footnotes>", '<w:body><w:footnote w:id="97"/><w:footnote w:id="1"/></w:body></w:footnotes>')
    },
    "notes that read otherwise": {NOTES: lambda text: text.replace("</w:t>", " or so</w:t>", 3)},
    "notes without their number": {NOTES: lambda text: text.replace("<w:footnoteRef/>", "", 2)},
    "text between notes": {NOTES: lambda text: text.replace("</w:footnote>", "</w:footnote>between")},
    "a link of a note is lost": {NOTES: lambda text: text.replace('r:id="', 'r:id="none')},
    "a link in a note leads nowhere": {
        NOTES: _last("</w:footnotes>", '<w:hyperlink w:anchor="_note"/><!-- n --></w:footnotes>')
    },
    "relationships are gone": {_RELATIONS: lambda text: re.sub("<Relationship [^>]*?/>", "", text)},
    "no address is one": {_RELATIONS: lambda text: text.replace('Target="https:', 'Target="h t tps:')},
    "a table in a header": {
        "word/header1.xml": lambda text: text.replace("</w:hdr>", f"{_INNER}{_P.format('{{ tag }}')}x</w:hdr>")
    },
    "a link in another part": {
        "docProps/app.xml": lambda text: re.sub(
            r"</(\w+)>$", rf'<w:hyperlink xmlns:w="{_W}" w:anchor="_app"/>stray</\1>', text.strip()
        )
    },
    "two parts are broken": {BODY: _last("</w:body>", ""), NOTES: _last("</w:footnotes>", "</w:foot>")},
    "text and relations are broken": {BODY: _last("</w:body>", ""), _RELATIONS: lambda text: text + "<x"},
    "relations are broken": {"_rels/.rels": lambda text: text[:-9]},
    "styles are broken": {"word/styles.xml": lambda text: text[:-9], NOTES: _last("</w:footnotes>", "")},
}
"""Edits of other parts, by part."""
