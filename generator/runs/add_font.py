"""Add a font to a style, so that the PDF has the letters that it lacked.

In: a style and the file of an openly licensed font. Out: its file in fonts/ of the style, named in fonts.css; or why
not. The PDF takes from it what the style's other fonts have not.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin
from generator.base.files import write_files
from generator.records.style import FONTS, Style, read_style_text

_RESTRICTED = 0x0002
"""fsType of a font that may not be embedded (https://learn.microsoft.com/typography/opentype/spec/os2#fstype)."""


def add_font(style: Style, file: Path, root: Path) -> str:
    """Write the font into the style's folder; return the name of its family.

    Raises BriefingError (P207) for a file that is no font, or may not be put into files.
    """
    from fontTools.ttLib import TTFont, TTLibError

    data = file.read_bytes()
    place = Origin(file.name)
    help = "download a font under an open licence, such as one of https://fonts.google.com/noto, as .ttf or .otf"
    try:
        font = TTFont(BytesIO(data), lazy=True)
        name, letters = font["name"].getBestFamilyName(), font.getBestCmap()
        weight, kept = int(font["OS/2"].usWeightClass), int(font["OS/2"].fsType) & 0x000F == _RESTRICTED
        slanted = bool(font["post"].italicAngle)
    except (TTLibError, OSError, KeyError, AssertionError):
        raise BriefingError([codes.MISSING_FONT.at(place, "this is no font", help, severity="error")]) from None
    if kept or not letters or not name:
        why = "its makers do not allow to put it into files" if kept else "it has no letters or no name"
        raise BriefingError([codes.MISSING_FONT.at(place, f"this font can't be used: {why}", help, severity="error")])
    sheet = style.file(FONTS)
    css = read_style_text(sheet) if sheet.is_file() else ""
    target = sheet.parent / "".join(
        letter if letter.isascii() and letter not in " ()'\"" else "-" for letter in file.name
    )
    if target.name not in css:
        family = name.replace('"', "")
        look = f"font-weight: {'700' if weight > 500 else '400'}; font-style: {'italic' if slanted else 'normal'}"
        css = f'{css.rstrip()}\n@font-face {{ font-family: "{family}"; src: url({target.name}); {look} }}\n'.lstrip()
    write_files({target: data, sheet: css.encode()}, root)
    return str(name)
