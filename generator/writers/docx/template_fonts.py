"""The fonts that a template names: in its styles, its text and its theme. In: paper.docx. Out: names, in order."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from generator.writers.docx.styles import W

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
OF_WORD = frozenset(
    {
        *(
            "Calibri",
            "Calibri Light",
            "Cambria",
            "Candara",
            "Consolas",
            "Constantia",
            "Corbel",
            "Aptos",
            "Aptos Display",
        ),
        *("Arial", "Arial Narrow", "Courier New", "Georgia", "Tahoma", "Times New Roman", "Trebuchet MS", "Verdana"),
        *("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings"),
    }
)
"""Fonts that come with Word on Windows and on the Mac, and for which LibreOffice has others of the same widths or shapes:
what can be named without a file."""
_PARTS = re.compile(r"word/(document|styles|numbering|header\d*|footer\d*)\.xml")


def fonts_named(template: Path) -> list[str]:
    """Return the names of the fonts for Latin and Cyrillic letters; raises BadZipFile or XMLSyntaxError."""
    with zipfile.ZipFile(template) as file:
        theme = _theme(file)
        names: dict[str, None] = {}
        for part in sorted(filter(_PARTS.fullmatch, file.namelist())):
            for fonts in etree.fromstring(file.read(part)).iter(f"{W}rFonts"):
                for slot in ("ascii", "hAnsi"):
                    themed = fonts.get(f"{W}{slot}Theme")
                    name = theme.get(themed[:5], "") if themed else fonts.get(f"{W}{slot}", "")
                    names |= {name: None} if name else {}
    return list(names)


def _theme(file: zipfile.ZipFile) -> dict[str, str]:
    """Return the fonts of the theme: for headings (`major`) and for text (`minor`)."""
    return dict(_fonts(file))


def _fonts(file: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    name = "word/theme/theme1.xml"
    if name in file.namelist():
        root = etree.fromstring(file.read(name))
        for kind in ("major", "minor"):
            for latin in root.iter(f"{_A}{kind}Font"):
                face = latin.find(f"{_A}latin")
                yield kind, "" if face is None else str(face.get("typeface"))
