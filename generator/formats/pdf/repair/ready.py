"""Do what any PDF takes, whatever is in it, as soon as WeasyPrint is loaded: a build does that while its data is read.

cffi takes 5 ms for the name of a type or a declaration, each time that a process first meets it; processes that are
forked for parts of a paper would meet each of them again.
"""

from __future__ import annotations

import contextlib
import importlib
import re
from typing import Any

_MODULES = (
    "email.contentmanager", "email.headerregistry", "email.policy",  # of the responses by which files are got
    "fontTools.ttLib.tables._c_m_a_p", "jinja2.sandbox", "weasyprint.pdf.pdfa",
)  # fmt: skip
_TYPES = (
    "FcChar8 *", "FcChar8 **", "FcResult *", "PangoFcFontMap *", "PangoLogAttr[]", "PangoRectangle *", "char[]",
    "char[4]", "hb_codepoint_t[]", "hb_tag_t[100]", "unsigned int *",
)  # fmt: skip
_DECLARED = """
FcConfig * FcConfigCreate (void);
PangoFontDescription * pango_font_description_from_string (const char *str);
"""
"""What WeasyPrint does not declare of Fontconfig and Pango."""


def get_ready() -> None:
    """Load modules and read declarations that each PDF needs."""
    from weasyprint.pdf import fonts
    from weasyprint.text.ffi import ffi

    fonts.ffi = _Arrays(ffi)
    ffi.cdef(_DECLARED, override=True)
    for name in _TYPES:
        ffi.typeof(name)
    for module in _MODULES:
        with contextlib.suppress(ImportError):
            importlib.import_module(module)


class _Arrays:
    """The interface to C, as what makes subsets of fonts uses it: the type of a list of glyphs is named by its length,
    and is another one for each. Here one type does for all."""

    def __init__(self, shipped: Any):
        self._shipped = shipped

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shipped, name)

    def new(self, kind: str, *begin: Any) -> Any:
        """Return a new object of C; of a list, as long as what it begins with."""
        if begin and isinstance(begin[0], list):
            kind = re.sub(r"\[\d+\]$", "[]", kind)
        return self._shipped.new(kind, *begin)
