"""The look of a style that has no Word file: plain, in the font that Word files have where nothing is said."""

from __future__ import annotations

from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _style(name: str, points: float, before: int = 0, *, bold: bool = False) -> str:
    words = f'{"<w:b/>" if bold else ""}<w:sz w:val="{round(points * 2)}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f'<w:pPr><w:spacing w:before="{before * 20}" w:after="120"/></w:pPr><w:rPr>{words}</w:rPr></w:style>'
    )


_STYLES = "".join(
    (
        _style("Normal", 11),
        *(_style(f"Heading {n}", size, before, bold=True)
            for n, (size, before) in enumerate(((16, 18), (13, 14), (11, 10)), 1)),
        *(_style(f"{name} Title", 11, bold=True)
            for name in ("Box Case", "Box Law", "Box Matter", "Box Recommendations")),
        *(_style(name, 11)
            for name in ("List Bullet", "List Number", "Box List Bullet", "Box List Number", "Recommendation")),
        _style("Annex Heading", 16, 18, bold=True),
        *(_style(name, 8.5) for name in ("Header", "Footer", "Header Mark")),
    )
)  # fmt: skip

PLAIN: Mapping[str, bytes] = {
    "styles": f'<w:styles xmlns:w="{_W}">{_STYLES}</w:styles>'.encode(),
    "document": f'<w:document xmlns:w="{_W}"><w:body/></w:document>'.encode(),
}
"""The parts of a Word file that say so."""
