"""What the named styles of a Word file say, each with all that it takes over from the styles it is based on.

In: paper.docx. Out: a Paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from generator.formats.docx.page_sections import make_landscape
from generator.formats.docx.styles import Styles, W, read_styles
from generator.formats.docx.template.missing_styles import supply_missing_styles
from generator.formats.look.paper import BLACK, SIDES, Block, Border, Grid, Level, Look, NamedStyle, Page, Said, Words
from generator.formats.look.theme import WordTheme, read_theme
from generator.formats.word_file import PartMissing, open_word_file

_OFF = ("0", "false", "off")
_PARTLY = ("rFonts", "spacing", "ind")
"""Elements of which a style may say one attribute and take over the others."""
_A4 = {
    "pgSz": {"w": "11906", "h": "16838"},
    "pgMar": dict.fromkeys(SIDES, "1418") | {"header": "709", "footer": "709"},
}
"""The page where the file says nothing of it, in twips."""
_STROKES = {"double": "double", "dotted": "dotted", "dashed": "dashed", "dashSmallGap": "dashed"}
_KINDS = {
    "document.main": "document",
    "template.main": "document",
    "styles": "styles",
    "numbering": "numbering",
    "fontTable": "fonts",
    "theme": "theme",
}
"""Names of parts here, by the end of their content type."""


def read_word_look(parts: Mapping[str, bytes]) -> Look:
    """Return the look that the parts of a Word file have, by `read_parts`; raises XMLSyntaxError, KeyError,
    ValueError."""
    root = etree.fromstring(parts["styles"])
    supply_missing_styles(root)
    styles = read_styles(root)
    theme = read_theme(_part(parts, "theme"))
    by_id = {str(style.get(f"{W}styleId")): style for style in root.iterfind(f"{W}style")}
    defaults = [*root.iterfind(f"{W}docDefaults/{W}rPrDefault"), *root.iterfind(f"{W}docDefaults/{W}pPrDefault")]
    named, grids, own = {}, {}, {}
    for name, id in styles.ids.items():
        chain = _chain(by_id, id)
        if by_id[id].get(f"{W}type") == "table":
            grids[name] = _grid(chain, theme)
        else:
            own[name] = _said(chain, "rPr")
            named[name] = _named(_said([*defaults, *chain], "rPr"), _said([*defaults, *chain], "pPr"), theme)
    upright, lying = _pages(etree.fromstring(parts["document"]))
    levels = dict(_levels(styles, _part(parts, "numbering")))
    fonts = _part(parts, "fonts")
    families = (
        {}
        if fonts is None
        else {
            str(font.get(f"{W}name")): str(family.get(f"{W}val"))
            for font in fonts.iterfind(f"{W}font")
            for family in font.iterfind(f"{W}family")
        }
    )
    return Look(named, grids, levels, own, upright, lying, theme, families)


def read_parts(template: Path) -> dict[str, bytes]:
    """Return those parts of the Word file that say how it looks, by what they are; raises as `open_word_file`
    does, KeyError, and PartMissing where it names one that it has not."""
    with open_word_file(template) as file:
        types = etree.fromstring(file.read("[Content_Types].xml"))
        found = {}
        for part in types.iterfind("{*}Override"):
            type = str(part.get("ContentType"))
            end = re.search(r"\.(?:wordprocessingml\.|officedocument\.)?([a-zA-Z.]+)\+xml$", type)
            if end and end[1] in _KINDS:
                kind = _KINDS[end[1]]
                if (name := str(part.get("PartName")).lstrip("/")) not in file.NameToInfo:
                    raise PartMissing(f"its part for {'the text' if kind == 'document' else kind} is missing")
                found[kind] = file.read(name)
        return found


def read_character_format(said: Said, words: Words, theme: WordTheme) -> Words:
    """Return how words look that say something otherwise than those around them."""
    colour = said.get("color")
    lined = said.get("u")
    caps = next(
        (name for key, name in (("caps", "uppercase"), ("smallCaps", "small-caps")) if _on(said, key, False)), ""
    )
    return Words(
        theme.font(said.get("rFonts", {})) or words.font,
        (_number(said["sz"].get("val", "")) / 2 or words.size) if "sz" in said else words.size,
        words.colour if colour is None else theme.colour(colour) or BLACK,
        _on(said, "b", words.bold),
        _on(said, "i", words.italic),
        caps if "caps" in said or "smallCaps" in said else words.caps,
        _points(said["spacing"].get("val", "0")) if "spacing" in said else words.spacing,
        (
            words.underline
            if lined is None
            else None
            if lined.get("val", "none") == "none"
            else theme.colour(lined, "color") or ""
        ),
        _on(said, "strike", words.struck),
        said["vertAlign"].get("val") == "superscript" if "vertAlign" in said else words.raised,
    )


def _part(parts: Mapping[str, bytes], name: str) -> etree._Element | None:
    return etree.fromstring(parts[name]) if name in parts else None


def _chain(by_id: Mapping[str, etree._Element], id: str) -> list[etree._Element]:
    """Return the style and those that it is based on, the farthest first."""
    found: list[etree._Element] = []
    while id in by_id and by_id[id] not in found:
        found.append(by_id[id])
        based = found[-1].find(f"{W}basedOn")
        id = "" if based is None else str(based.get(f"{W}val"))
    return found[::-1]


def _said(chain: list[etree._Element], part: str) -> dict[str, dict[str, str]]:
    """Return what the styles of a chain say in `rPr` or `pPr`: of each element what the last one says."""
    said: dict[str, dict[str, str]] = {}
    for properties in (found for style in chain for found in style.iterfind(f"{W}{part}")):
        for element in properties.iterchildren(tag=etree.Element):
            name = etree.QName(element).localname
            for inner in element if name in ("pBdr", "tblBorders", "tcBorders") else ():
                said[f"{name}/{etree.QName(inner).localname}"] = _attributes(inner)
            attributes = _attributes(element)
            before = said.get(name, {}) if name in _PARTLY else {}
            if name == "rFonts" and attributes.keys() & {"ascii", "asciiTheme"}:
                before = {}
            if name == "ind" and attributes.keys() & {"firstLine", "hanging"}:
                before = {key: value for key, value in before.items() if key not in ("firstLine", "hanging")}
            said[name] = {**before, **attributes}
    return said


def _attributes(element: etree._Element) -> dict[str, str]:
    return {etree.QName(str(key)).localname: str(value) for key, value in element.attrib.items()}


def _on(said: Said, name: str, otherwise: bool) -> bool:
    return said[name].get("val", "1") not in _OFF if name in said else otherwise


def _number(text: str) -> float:
    """Return the number; 0 for what is none, as Word takes it."""
    return float(text) if re.fullmatch(r"-?\d{1,6}(\.\d{1,6})?", text) else 0.0


def _points(twips: str) -> float:
    return _number(twips) / 20


def _named(rpr: Said, ppr: Said, theme: WordTheme) -> NamedStyle:
    spacing, indent = ppr.get("spacing", {}), ppr.get("ind", {})
    fixed = spacing.get("lineRule", "auto")
    line = _number(spacing.get("line", "240"))
    hanging = indent.get("hanging")
    shade = ppr.get("shd", {})
    block = Block(
        _points(spacing.get("before", "0")),
        _points(spacing.get("after", "0")),
        _points(indent.get("left", indent.get("start", "0"))),
        _points(indent.get("right", indent.get("end", "0"))),
        -_points(hanging) if hanging else _points(indent.get("firstLine", "0")),
        line / 240 if fixed == "auto" else line / 20,
        "" if fixed == "auto" else fixed,
        {"center": "center", "right": "right", "end": "right", "both": "justify"}.get(
            ppr.get("jc", {}).get("val", ""), ""
        ),
        dict(_borders(ppr, "pBdr", theme)),
        _fill(shade, theme),
        _on(ppr, "pageBreakBefore", False),
    )
    return NamedStyle(read_character_format(rpr, Words("Times New Roman", 10, BLACK), theme), block)


def _borders(said: Said, part: str, theme: WordTheme) -> Iterator[tuple[str, Border]]:
    """Yield the borders that are drawn, by side."""
    for key, line in said.items():
        if key.startswith(f"{part}/") and line.get("val", "none") not in ("none", "nil"):
            side = {"start": "left", "end": "right"}.get(side := key.partition("/")[2], side)
            stroke = _STROKES.get(line["val"], "solid")
            yield (
                side,
                Border(
                    _number(line.get("sz", "4")) / 8,
                    theme.colour(line, "color") or BLACK,
                    _number(line.get("space", "0")),
                    stroke,
                ),
            )


def _fill(shade: Mapping[str, str], theme: WordTheme) -> str | None:
    """Return the ground that a shading gives; of a pattern, the colour that it has from afar."""
    ground = theme.colour(shade, "fill", "themeFill")
    percent = re.fullmatch(r"pct(\d+)", shade.get("val", ""))
    share = 1.0 if shade.get("val") == "solid" else int(percent[1]) / 100 if percent else 0.0
    if not share:
        return ground
    ink, paper = theme.colour(shade, "color") or BLACK, ground or "#ffffff"
    pairs = ((int(ink[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(dark * share + light * (1 - share)):02x}" for dark, light in pairs)


def _grid(chain: list[etree._Element], theme: WordTheme) -> Grid:
    table, cell = _said(chain, "tblPr"), _said(chain, "tcPr")
    margins: dict[str, float] = {}
    head: dict[str, dict[str, str]] = {}
    for style in chain:
        for side in style.iterfind(f"{W}tblPr/{W}tblCellMar/*"):
            name = etree.QName(side).localname
            margins[{"start": "left", "end": "right"}.get(name, name)] = _points(str(side.get(f"{W}w", "0")))
        for part in style.iterfind(f"{W}tblStylePr"):
            if part.get(f"{W}type") == "firstRow":
                head |= _said([part], "tcPr")
    top, right, bottom, left = (margins.get(side, 0) for side in SIDES)
    return Grid(
        dict(_borders(table, "tblBorders", theme)),
        (top, right, bottom, left),
        _fill(cell.get("shd", table.get("shd", {})), theme),
        dict(_borders(head, "tcBorders", theme)),
        _fill(head.get("shd", {}), theme),
    )


def _levels(styles: Styles, numbering: etree._Element | None) -> Iterator[tuple[str, Level]]:
    """Yield the levels of lists by the name of the style that has them."""
    if numbering is None:
        return
    kinds = {
        str(n.get(f"{W}numId")): str(kind.get(f"{W}val"))
        for n in numbering.iterfind(f"{W}num")
        for kind in n.iterfind(f"{W}abstractNumId")
    }
    levels = {
        (str(kind.get(f"{W}abstractNumId")), str(level.get(f"{W}ilvl"))): level
        for kind in numbering.iterfind(f"{W}abstractNum")
        for level in kind.iterfind(f"{W}lvl")
    }
    for name, (number, depth) in styles.lists.items():
        level = levels.get((kinds.get(number, ""), depth))
        if level is not None:
            said = _said([level], "pPr").get("ind", {})
            format, mark = (level.find(f"{W}{tag}") for tag in ("numFmt", "lvlText"))
            yield (
                name,
                Level(
                    _points(said.get("left", said.get("start", "0"))),
                    _points(said.get("hanging", "0")),
                    "decimal" if format is None else str(format.get(f"{W}val")),
                    "" if mark is None else str(mark.get(f"{W}val")),
                    _said([level], "rPr"),
                ),
            )


def _pages(document: etree._Element) -> tuple[Page, Page]:
    """Return the page of the body, and the one that lies on its side: that of the template, or else the same one
    turned."""
    sections = list(document.iterfind(f"{W}body//{W}sectPr")) or [etree.Element(f"{W}sectPr")]
    for section in sections:
        # Word may leave both out
        for part, values in _A4.items():
            if section.find(f"{W}{part}") is None:
                etree.SubElement(section, f"{W}{part}", {f"{W}{name}": value for name, value in values.items()})
    last = sections[-1]
    lying = next(
        (
            s
            for s in sections[:-1]
            if (size := s.find(f"{W}pgSz")) is not None and size.get(f"{W}orient") == "landscape"
        ),
        None,
    )
    return _page(last), _page(make_landscape(last) if lying is None else lying)


def _page(section: etree._Element) -> Page:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert size is not None
    assert margins is not None
    sides = {name: abs(_points(str(margins.get(f"{W}{name}", "720")))) for name in (*SIDES, "header", "footer")}
    wide, high = (_points(str(size.get(f"{W}{name}", _A4["pgSz"][name]))) for name in ("w", "h"))
    return Page(
        (wide, high), (sides["top"], sides["right"], sides["bottom"], sides["left"]), sides["header"], sides["footer"]
    )
