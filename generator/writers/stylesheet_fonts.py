"""Fonts that a style sheet asks for and nobody can be sure to have.

In: a style. Out: diagnostics P207. The first font of a list has to be one of the style's own (fonts/fonts.css) or a generic
name; those after it are for readers' machines, where the page is opened without the style's files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Origin, did_you_mean
from generator.style import FONTS, Style, place
from generator.writers.stylesheet import STYLESHEET

GENERIC = frozenset(
    {
        *("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif", "ui-sans-serif", "ui-monospace"),
        *("math", "emoji", "inherit", "initial", "unset", "revert"),
    }
)  # fmt: skip
"""Names that stand for no font of their own (https://www.w3.org/TR/css-fonts-4/#generic-font-families)."""
_FACE = re.compile(r"@font-face\s*\{[^}]*?font-family:\s*[\"']?([^\"';}]+)", re.I)
_ASKED = re.compile(r"(?<![\w-])font(?P<family>-family)?\s*:\s*(?P<value>[^;{}]+)", re.I)
_AFTER_SIZE = re.compile(r"^.*?\d[\w.%]*(?:\s*/\s*[\w.%]+)?\s+(?=[\"'a-zA-Z-])")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def missing_fonts(style: Style) -> Iterator[Diagnostic]:
    """Yield a warning for each font that comes first in a list and is neither the style's own nor a generic name."""
    own = {name.strip() for sheet in style.files(FONTS) for name in _FACE.findall(sheet.read_text("utf-8"))}
    for sheet in style.files(STYLESHEET):
        css = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), sheet.read_text("utf-8"))
        own_here = own | {name.strip() for name in _FACE.findall(css)}
        lines = css.split("\n")
        for asked in _ASKED.finditer(css):
            value = asked["value"] if asked["family"] else _AFTER_SIZE.sub("", asked["value"], count=1)
            name = value.split(",")[0].replace("!important", "").strip().strip("\"'")
            if not name or name in own_here or name.lower() in GENERIC or "(" in name:
                continue
            at = css.index(name, asked.start("value"))
            line, column = css.count("\n", 0, at) + 1, at - css.rfind("\n", 0, at)
            near = did_you_mean(name, own_here)
            yield Diagnostic(
                "P207", "missing-font", f"the font `{name}` is not in fonts/ of the style", Origin(place(sheet), line, column),
                f"did you mean `{near}`?" if near else f"put its files into fonts/ and name them in fonts.css, or write one of: {', '.join(sorted(own_here))}",
                lines[line - 1], len(name), "warning",
            )  # fmt: skip
