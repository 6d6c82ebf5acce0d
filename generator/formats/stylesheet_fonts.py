"""Fonts that a style asks for and nobody can be sure to have.

In: a style. Out: diagnostics P207. In paper.css, the first font of a list has to be one of the style's own
(fonts/fonts.css) or a generic name; those after it are for readers' machines, where the page is opened without the
style's files. For a font that paper.docx names, template.yaml says which of the style's own stands in the PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, suggest
from generator.formats.look.fonts import find_own_font, list_font_faces, list_own_fonts
from generator.formats.stylesheet import STYLESHEET
from generator.records.style import Style, name_style_file, read_style_text

GENERIC = frozenset(
    {
        *("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif", "ui-sans-serif",
            "ui-monospace"),
        *("math", "emoji", "inherit", "initial", "unset", "revert"),
    }
)  # fmt: skip
"""Names that stand for no font of their own (https://www.w3.org/TR/css-fonts-4/#generic-font-families)."""
_ASKED = re.compile(r"(?<![\w-])font(?P<family>-family)?\s*:\s*(?P<value>[^;{}]+)", re.I)
_AFTER_SIZE = re.compile(r"^.*?\d[\w.%]*(?:\s*/\s*[\w.%]+)?\s+(?=[\"'a-zA-Z-])")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def find_missing_fonts(style: Style) -> Iterator[Diagnostic]:
    """Yield a warning for each font that comes first in a list and is neither the style's own nor a generic name."""
    own = set(list_own_fonts(style))
    for sheet in style.files(STYLESHEET):
        css = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), read_style_text(sheet))
        own_here = own | set(list_font_faces(css))
        lines = css.split("\n")
        for asked in _ASKED.finditer(css):
            value = asked["value"] if asked["family"] else _AFTER_SIZE.sub("", asked["value"], count=1)
            name = value.split(",")[0].replace("!important", "").strip().strip("\"'")
            if not name or name in own_here or name.lower() in GENERIC or "(" in name:
                continue
            at = css.index(name, asked.start("value"))
            line, column = css.count("\n", 0, at) + 1, at - css.rfind("\n", 0, at)
            yield codes.MISSING_FONT.at(
                Origin(name_style_file(sheet), line, column),
                f"the font `{name}` is not in fonts/ of the style",
                suggest(
                    name,
                    own_here,
                    "put its files into fonts/ and name them in fonts.css, "
                    f"or write one of: {', '.join(sorted(own_here))}",
                ),
                excerpt=lines[line - 1],
                width=len(name),
            )


def find_fonts_missing_for_word(style: Style) -> Iterator[Diagnostic]:
    """Yield a warning for each font that paper.docx names and that is not the PDF's: the style's own of the same kind
    stands in for it, on every machine the same. And one for each that template.yaml says, and that the style has not.

    Raises BriefingError P116 where paper.docx can't be read.
    """
    from generator.formats.look.sheet import TEMPLATE, list_fonts_used, read_style_paper

    own = list_own_fonts(style)
    template = style.file(TEMPLATE)
    if not own or not template.is_file():
        return
    for record in style.files("template.yaml"):
        lines = read_style_text(record).split("\n")
        for name, ours in style.fonts.items():
            line = next((n for n, text in enumerate(lines, 1) if name in text and ours in text), None)
            if ours not in own and line:
                yield codes.MISSING_FONT.at(
                    Origin(name_style_file(record), line, lines[line - 1].index(ours) + 1),
                    f"the font `{ours}` is not in fonts/ of the style",
                    suggest(ours, own, f"write one of: {', '.join(own)}"),
                    excerpt=lines[line - 1],
                    width=len(ours),
                )
    paper = read_style_paper(style)
    for name, styles in list_fonts_used(paper).items():
        ours, meant = find_own_font(name, style, own, paper.families)
        if not meant:
            said = f"{styles[0]!r}" if len(styles) == 1 else f"{styles[0]!r} and {len(styles) - 1} more"
            yield codes.MISSING_FONT.at(
                Origin(name_style_file(template)),
                f"the font `{name}` (style {said}) is not in fonts/ of the style: in the PDF `{ours}` stands in for it",
                f"choose one of {', '.join(style.fonts)} in Word, or say in template.yaml which of the style's fonts it"
                f" is: `fonts: {{{name}: {ours}}}`",
            )
