"""Where something stands in a template, in words that an editor follows in Word: part, paragraph, cell.

In: paper.docx. Out: its paragraphs, tidied as before rendering, each with its place in the file as it was saved.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from generator.formats.docx.styles import W
from generator.formats.docx.template.word_cleanup import read_text, tidy
from generator.formats.word_file import open_word_file

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PAGES = {"default": "", "first": " of the first page", "even": " of even pages"}
BODY = "word/document.xml"
NOTES = "word/footnotes.xml"


class Spot(NamedTuple):
    """A paragraph: its `part` of the file and `number` therein (from 0, as saved), what to call the place, and its
    words."""

    part: str
    number: int
    where: str
    text: str


class PlacedParagraph(NamedTuple):
    """A paragraph of the tidied template, with its place."""

    element: etree._Element
    spot: Spot


def read_paragraphs(template: Path) -> dict[str, list[PlacedParagraph]]:
    """Return the paragraphs of the body, and of each header and footer and of the notes, by part.

    Raises BadZipFile, KeyError or XMLSyntaxError where the file can't be read.
    """
    found: dict[str, list[PlacedParagraph]] = {}
    with open_word_file(template) as file:
        for name, called in _parts(file).items():
            root = etree.fromstring(file.read(name))
            numbers = {paragraph: n for n, paragraph in enumerate(root.iter(f"{W}p"))}
            tidy(root)
            found[name] = [
                PlacedParagraph(
                    p, Spot(name, numbers[p], f"{called}, paragraph {numbers[p] + 1}{_cell(p, root)}", read_text(p))
                )
                for p in root.iter(f"{W}p")
            ]
    return found


def _parts(file: zipfile.ZipFile) -> dict[str, str]:
    """Return the parts that hold text, and what an editor calls each."""
    parts = {BODY: "body"}
    names = set(file.namelist())
    relations = "word/_rels/document.xml.rels"
    targets = {}
    if relations in names:
        targets = {r.get("Id"): str(r.get("Target")) for r in etree.fromstring(file.read(relations))}
    for reference in etree.fromstring(file.read(BODY)).iter(f"{W}headerReference", f"{W}footerReference"):
        target = targets.get(reference.get(f"{_R}id"), "")
        name = target.lstrip("/") if target.startswith("/") else f"word/{target}"
        kind = re.sub("Reference$", "", etree.QName(reference).localname)
        if name in names:
            parts.setdefault(name, kind + _PAGES.get(str(reference.get(f"{W}type")), ""))
    if NOTES in names:
        parts[NOTES] = "footnotes"
    return parts


def _cell(paragraph: etree._Element, root: etree._Element) -> str:
    """Return the cell in which the paragraph stands, counted from 1; nothing where it stands in none."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    row = None if cell is None else cell.getparent()
    table = None if row is None else row.getparent()
    if cell is None or row is None or table is None:
        return ""
    tables = [*root.iter(f"{W}tbl")]
    return (
        f", table {tables.index(table) + 1}, row {table.findall(f'{W}tr').index(row) + 1}, "
        f"cell {row.findall(f'{W}tc').index(cell) + 1}"
    )
