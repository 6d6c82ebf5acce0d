"""The look of a style that has no Word file: plain, in the font that Word files have where nothing is said."""

from __future__ import annotations

from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


_LISTS: Mapping[int, tuple[int, tuple[str, ...], tuple[tuple[str, str], ...]]] = {
    1: (360, ("List Bullet", "List Bullet 2", "List Bullet 3"), (("bullet", "•"), ("bullet", "–"), ("bullet", "·"))),
    2: (
        400,
        ("List Number", "List Number 2", "List Number 3"),
        (("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3.")),
    ),
    3: (360, ("Box List Bullet",), (("bullet", "•"),)),
    4: (400, ("Box List Number",), (("decimal", "%1."),)),
    5: (600, ("Recommendation",), (("decimal", "%1"),)),
}
"""Lists by number: how far each level is indented, in twentieths of a point, the styles of the levels, their marks.

Without an indent, marks would stand over the margin of the page."""


def _style(
    name: str, points: float, before: int = 0, *, bold: bool = False, level: tuple[int, int] | None = None
) -> str:
    words = f'{"<w:b/>" if bold else ""}<w:sz w:val="{round(points * 2)}"/>'
    list = f'<w:numPr><w:ilvl w:val="{level[1]}"/><w:numId w:val="{level[0]}"/></w:numPr>' if level else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f'<w:pPr>{list}<w:spacing w:before="{before * 20}" w:after="120"/></w:pPr><w:rPr>{words}</w:rPr></w:style>'
    )


def _list(number: int, indent: int, marks: tuple[tuple[str, str], ...]) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{format}"/><w:lvlText w:val="{mark}"/>'
        f'<w:pPr><w:ind w:left="{indent * (depth + 1)}" w:hanging="{indent}"/></w:pPr></w:lvl>'
        for depth, (format, mark) in enumerate(marks)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'


_STYLES = "".join(
    (
        _style("Normal", 11),
        *(_style(f"Heading {n}", size, before, bold=True)
            for n, (size, before) in enumerate(((16, 18), (13, 14), (11, 10)), 1)),
        *(_style(f"{name} Title", 11, bold=True)
            for name in ("Box Case", "Box Law", "Box Matter", "Box Recommendations")),
        *(_style(name, 11, level=(number, depth))
            for number, (_, names, _) in _LISTS.items() for depth, name in enumerate(names)),
        _style("Annex Heading", 16, 18, bold=True),
        *(_style(name, 8.5) for name in ("Header", "Footer", "Header Mark")),
    )
)  # fmt: skip
_NUMBERING = "".join(_list(number, indent, marks) for number, (indent, _, marks) in _LISTS.items()) + "".join(
    f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in _LISTS
)

PLAIN: Mapping[str, bytes] = {
    "styles": f'<w:styles xmlns:w="{_W}">{_STYLES}</w:styles>'.encode(),
    "numbering": f'<w:numbering xmlns:w="{_W}">{_NUMBERING}</w:numbering>'.encode(),
    "document": f'<w:document xmlns:w="{_W}"><w:body/></w:document>'.encode(),
}
"""The parts of a Word file that say so."""
