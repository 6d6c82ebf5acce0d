"""The letters of pictures: those of a style, found where its pages find them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from generator.records.style import is_style_file, read_style_text

FAMILY = "Paper Sans"
"""The family that a style's pages use for what is not running text."""

_FACE = re.compile(r"@font-face\s*\{([^}]*)\}")


class Fonts(NamedTuple):
    """The font files of a style: of plain and of bold words."""

    plain: Path
    bold: Path


def find_fonts(sheet: Path) -> Fonts | None:
    """Return the upright fonts of FAMILY that a style's fonts/fonts.css names; None where a file is not there."""
    faces = _FACE.findall(read_style_text(sheet)) if sheet.is_file() else []
    found: dict[str, Path] = {}
    for face in faces:
        said = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in face.split(";"))}
        address = re.fullmatch(r"url\([\"']?([^\"')]+)[\"']?\)", said.get("src", ""))
        if said.get("font-family", "").strip("\"'") == FAMILY and said.get("font-style") != "italic" and address:
            found[said.get("font-weight", "400")] = sheet.parent / address[1]
    if "400" not in found or not all(is_style_file(path) for path in found.values()):
        return None
    return Fonts(found["400"], found.get("700", found["400"]))
