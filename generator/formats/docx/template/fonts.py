"""The fonts that a template names: in its styles, its text and its theme. In: paper.docx. Out: names, in order."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from generator.formats.docx.styles import NEEDED, W, read_styles
from generator.formats.word_file import open_word_file

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
"""Fonts that come with Word on Windows and on the Mac, and for which LibreOffice has others of the same widths or
shapes: what can be named without a file."""
_AROUND = ("header", "footer", "toc heading", "before box")
"""Styles of paragraphs that a template has of itself."""
_PARTS = re.compile(r"word/(document|styles|numbering|header\d*|footer\d*)\.xml")


def list_fonts(template: Path) -> list[str]:
    """Return the names of the fonts for Latin and Cyrillic letters; raises BadZipFile or XMLSyntaxError."""
    with open_word_file(template) as file:
        theme = _theme(file)
        names: dict[str, None] = {}
        for part in sorted(filter(_PARTS.fullmatch, file.namelist())):
            root = etree.fromstring(file.read(part))
            if part == "word/styles.xml":
                _leave_out_unused(root)
            for fonts in root.iter(f"{W}rFonts"):
                for slot in ("ascii", "hAnsi"):
                    themed = fonts.get(f"{W}{slot}Theme")
                    name = theme.get(themed[:5], "") if themed else fonts.get(f"{W}{slot}", "")
                    names |= {name: None} if name else {}
    return list(names)


def _leave_out_unused(root: etree._Element) -> None:
    """Take the styles away that no paper uses: LibreOffice brings along a good many."""
    own = {str(style.get(f"{W}styleId")): style for style in root.iterfind(f"{W}style")}
    ids = read_styles(root).ids
    wanted = [ids[name.lower()] for name in (*NEEDED, *_AROUND) if name.lower() in ids]
    wanted += [id for id, style in own.items() if style.get(f"{W}default") in ("1", "true")]
    used: set[str] = set()
    while wanted:
        id = wanted.pop()
        if id in own and id not in used:
            used.add(id)
            based = own[id].find(f"{W}basedOn")
            wanted += [] if based is None else [str(based.get(f"{W}val"))]
    for id, style in own.items():
        if id not in used:
            root.remove(style)


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
