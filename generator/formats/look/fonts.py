"""The fonts of the page for those that Word names.

The PDF has no fonts but those of the style (fonts/fonts.css), so that it is the same on every machine; template.yaml
says which of them stands for which of Word's. A screen takes what it has: the style's, Word's, and then others of that
kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from generator.records.style import FONTS, Style, read_style_text

Medium = Literal["screen", "paper"]
"""Where the page goes: to a browser, or to the layout of the PDF."""

OTHERS = {
    "serif": ("Charter", "Iowan Old Style", "Georgia"),
    "sans-serif": ("Segoe UI", "Helvetica Neue", "Arial"),
    "monospace": ("Consolas", "Menlo"),
}
"""What readers' machines have of each kind, before the kind's own name."""
_KINDS = {"roman": "serif", "swiss": "sans-serif", "modern": "monospace"}
"""Kinds of fonts as Word calls them (ECMA-376 part 1, 17.8.3.9)."""
_SERIF = re.compile(r"\b(?:serif|times|cambria|georgia|garamond|constantia|palatino|bookman|book antiqua|century"
                    r"|charter|baskerville)\b", re.I)  # fmt: skip
_SANS = re.compile(r"\bsans\b", re.I)
_MONO = re.compile(r"\b(?:mono|consolas|courier)\b", re.I)
_FACE = re.compile(r"@font-face\s*\{[^}]*?font-family:\s*[\"']?([^\"';}]+)", re.I)


def list_font_faces(css: str) -> list[str]:
    """Return the names of the fonts that the style sheet brings along, in order."""
    return list(dict.fromkeys(name.strip() for name in _FACE.findall(css)))


def list_own_fonts(style: Style) -> list[str]:
    """Return the names of the style's own fonts, and those of the styles that it extends."""
    return list(dict.fromkeys(name for sheet in style.files(FONTS) for name in list_font_faces(read_style_text(sheet))))


def find_generic_family(name: str, families: Mapping[str, str]) -> str:
    """Return the generic name of the font's kind: as the Word file says, or else by the font's name."""
    if told := _KINDS.get(families.get(name, "")):
        return told
    if _MONO.search(name):
        return "monospace"
    return "serif" if _SERIF.search(name) and not _SANS.search(name) else "sans-serif"


def find_own_font(name: str, style: Style, own: list[str], families: Mapping[str, str]) -> tuple[str, bool]:
    """Return the style's font for one that Word names ("" where it has none), and whether it is that which is meant.

    One that nothing is said of has the style's font of the same kind to stand in for it.
    """
    meant = style.fonts.get(name, name)
    if meant in own:
        return meant, True
    wanted = find_generic_family(name, families)
    alike = [
        ours for word, ours in style.fonts.items() if ours in own and find_generic_family(word, families) == wanted
    ]
    alike += [ours for ours in own if find_generic_family(ours, {}) == wanted]
    return (alike or own or [""])[0], False


def build_font_stack(name: str, style: Style, medium: Medium, own: list[str], families: Mapping[str, str]) -> str:
    """Return the fonts in CSS for one that Word names."""
    generic = find_generic_family(name, families)
    ours, _ = find_own_font(name, style, own, families)
    if medium == "paper" and ours:
        return quote_font_name(ours)
    names = [ours, name, *OTHERS[generic]] if medium == "screen" else []
    return ", ".join([*(quote_font_name(one) for one in dict.fromkeys(names) if one), generic])


def quote_font_name(text: str) -> str:
    """Return the text as a CSS string, fit for a `<style>` element."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'
