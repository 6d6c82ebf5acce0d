"""What stands in for a style that the template lacks: one made from the nearest that it has, under the missing name.

So a paper comes out all the same, and an editor finds the style in it by its name. Styles that number (headings, lists,
titles of boxes) have none: the paper would lose numbers that its words refer to.
In: word/styles.xml. Out: the same with styles added, their names, and warnings P104.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.formats.docx.styles import BOXES, NEEDED, W, find_missing_styles, read_style_ids
from generator.formats.word_file import open_word_file
from generator.records.style import name_style_file

_BOLD = "<w:rPr><w:b/></w:rPr>"
_KEPT = "<w:pPr><w:keepNext/></w:pPr>"
_UNNUMBERED = '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
_TIGHT = '<w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr>'
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH")
)
_FRAME = f"<w:tblPr><w:tblBorders>{_EDGES}</w:tblBorders></w:tblPr>"  # fmt: skip


class FallBack(NamedTuple):
    """A style by type, the style it is `based` on ("" for none), and what it has beside that, as XML."""

    type: str
    based: str
    properties: str = ""


def _indented(twips: int) -> str:
    return f'<w:pPr><w:ind w:left="{twips}"/></w:pPr>'


MAKE_IT = "make a style of that name; if one was renamed, give it this name again"
"""What to do about a style that a template lacks (P104)."""

FALL_BACKS: Mapping[str, FallBack] = {
    "Body Text": FallBack("paragraph", "Normal"),
    "Lead": FallBack("paragraph", "Body Text", _BOLD),
    "Addressee Line": FallBack("paragraph", "Body Text", _KEPT + _BOLD),
    "Caption": FallBack("paragraph", "Body Text", _KEPT),
    "Title": FallBack("paragraph", "Normal", _KEPT + '<w:rPr><w:b/><w:sz w:val="40"/></w:rPr>'),
    **{name: FallBack("paragraph", "Body Text") for name in ("Facts", "Remark", "Table Cell")},
    **{f"Cover {name}": FallBack("paragraph", "Body Text")
        for name in ("Kind", "Dialogue", "Author", "Fact", "Status")},
    "Table Head": FallBack("paragraph", "Table Cell", _BOLD),
    **{f"List {kind} {n}": FallBack("paragraph", f"List {kind}", _indented(400 * n))
        for kind in ("Bullet", "Number", "Continue") for n in (2, 3)},
    "List Continue": FallBack("paragraph", "Body Text", _indented(400)),
    **{f"{name} Text": FallBack("paragraph", "Body Text") for name in BOXES.values()},
    "Box Law Title": FallBack("paragraph", "Box Case Title"),
    "Box Matter Title": FallBack("paragraph", "Box Case Title"),
    "Box Recommendations Title": FallBack("paragraph", "Body Text",
        '<w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr>' + _BOLD),
    "Box Lead": FallBack("paragraph", "Lead"),
    **{f"Box List {kind}": FallBack("paragraph", f"List {kind}") for kind in ("Bullet", "Number", "Continue")},
    "Recommendation Continue": FallBack("paragraph", "List Continue"),
    "After Box": FallBack("paragraph", "Normal", _TIGHT),
    "In Box": FallBack("paragraph", "Normal", _TIGHT),
    "Picture": FallBack("paragraph", "Body Text", _KEPT),
    "Overview Heading": FallBack("paragraph", "Heading 1", _UNNUMBERED),
    "Profile Heading": FallBack("paragraph", "Heading 2", _UNNUMBERED),
    "Profile Heading 3": FallBack("paragraph", "Heading 3", _UNNUMBERED),
    **{f"TOC {n}": FallBack("paragraph", "Normal", _indented(300 * (n - 1))) for n in (1, 2, 3)},
    "footnote text": FallBack("paragraph", "Normal", '<w:rPr><w:sz w:val="18"/></w:rPr>'),
    "footnote reference": FallBack("character", "", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'),
    "Hyperlink": FallBack("character", "", '<w:rPr><w:u w:val="single"/></w:rPr>'),
    "Address": FallBack("character", "Hyperlink"),
    "Internal Link": FallBack("character", ""),
    "Strong": FallBack("character", "", _BOLD),
    "Emphasis": FallBack("character", "", "<w:rPr><w:i/></w:rPr>"),
    "Intense Emphasis": FallBack("character", "", "<w:rPr><w:b/><w:i/></w:rPr>"),
    "Not Known": FallBack("character", "", '<w:rPr><w:color w:val="595959"/></w:rPr>'),
    **{name: FallBack("table", "", _FRAME) for name in (*BOXES.values(), "Briefing Table")},
}  # fmt: skip


def supply_missing_styles(root: etree._Element) -> list[str]:
    """Add the styles that the template lacks, in place, and return their names; each is made from the nearest
    one that there is. Those whose base is missing too are left out."""
    ids = read_style_ids(root)
    supplied: list[str] = []

    def add(name: str) -> bool:
        if name.lower() in ids:
            return True
        made = FALL_BACKS.get(name)
        if made is None or (made.based and made.based != "Normal" and not add(made.based)):
            return False
        based = ids.get(made.based.lower())
        key = f"FallBack{name.replace(' ', '')}"
        root.append(
            etree.fromstring(
                f'<w:style xmlns:w="{W[1:-1]}" w:type="{made.type}" w:customStyle="1" w:styleId="{key}"><w:name'
                f' w:val="{name}"/>'
                + (f'<w:basedOn w:val="{based}"/>' if based else "")
                + f"{made.properties}</w:style>"
            )
        )
        ids[name.lower()] = key
        supplied.append(name)
        return True

    for name in dict.fromkeys(NEEDED):
        add(name)
    return supplied


def warn_of_missing_styles(template: Path) -> list[Diagnostic]:
    """Return a warning (P104) for each style that the template lacks and something stands in for; the template can be
    read."""
    with open_word_file(template) as file:
        root = etree.fromstring(file.read("word/styles.xml"))
    if not find_missing_styles(read_style_ids(root)):
        return []
    return [
        codes.MISSING_STYLE.at(
            Origin(name_style_file(template)),
            f"the template has no style {name!r}; {_like(FALL_BACKS[name])}",
            MAKE_IT,
            severity="warning",
        )
        for name in supply_missing_styles(root)
    ]


def _like(made: FallBack) -> str:
    return f"it looks like {made.based!r}" if made.based else "it has a plain look"
