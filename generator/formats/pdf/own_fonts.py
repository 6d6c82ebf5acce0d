"""Lay pages out with the style's own fonts and no others, so that every machine makes the same PDF.

In: nothing. Out: a configuration of fonts for WeasyPrint that knows nothing of the machine. Its own starts from what is
installed: a letter that the style lacks would be drawn in whatever font of the machine has it, and be another one, or
an empty box, on the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.records.style import FONTS, Style, read_style_text


def make_empty_configuration(folder: Path) -> Any:
    """Return a FontConfiguration that has no fonts but those that the style sheets bring along (`@font-face`). Their
    files are put into `folder`, which is left to the caller: WeasyPrint removes a folder of its own when Python clears
    the object away (WeasyPrint 70, text/fonts.py), which a process that is killed or ends at once never does."""
    from weasyprint.text import fonts
    from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2

    class OwnFonts(fonts.FontConfiguration):  # type: ignore[misc]
        def __init__(self) -> None:  # as the parent's, but for the first line: FcInitLoadConfigAndFonts there
            self._config = fontconfig.FcConfigCreate()
            self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
            pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
            fontconfig.FcConfigDestroy(self._config)
            self._folder = folder
            self.strut_layouts: dict[Any, Any] = {}
            self.font_features: dict[Any, Any] = {}

    return OwnFonts()


def find_foreign_fonts(laid_out: Any, style: Style) -> Iterator[Diagnostic]:
    """Yield a warning for each font in the PDF that is not the style's own: it differs from machine to machine."""
    own = set(re.findall(r'font-family:\s*"([^"]+)"', read_style_text(style.file(FONTS))))
    for font in laid_out.fonts.values():
        letters = "".join(sorted(set("".join(font.to_unicode.values())))).strip()
        if font.family not in own and letters:
            message = f"the style's fonts lack {letters!r}; drawn in {font.family}, which other machines may not have"
            yield codes.LETTER_WITHOUT_FONT.at(Origin(style.name), message)
