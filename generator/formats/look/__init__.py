"""The look of a style's papers on pages and screens: what the named styles of its paper.docx say, as a style sheet.

Steps: theme.py and word.py read the Word file, fonts.py finds the fonts that are at hand, selectors.py says where each
named style stands in paper.html.j2, declarations.py and colour.py say in CSS how it looks, page.py how large the page
is, and sheet.py puts the sheet together.
"""

from generator.formats.look.fonts import Medium
from generator.formats.look.sheet import build_look_css

__all__ = ["Medium", "build_look_css"]
