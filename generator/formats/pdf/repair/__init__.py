"""Apply all patches to WeasyPrint, for the one version that they were written and measured for.

As shipped, WeasyPrint 62.3 to 70.0 loses footnotes without a word, lays the whole footnote area out again for each
note, and tags neither notes nor contents. `footnotes` mends the layout, `tags` builds the structure tree, `streams`
mends how data ends, `counters` how pages are told, `styles` and `page_styles` let elements and pages share theirs,
`boxes` shortens boxes that go on upon the next page; `flow_pages` begins and ends where a flow does. `plain_html`,
`unset`, `lengths`, `text` and `file` end where WeasyPrint and its libraries do, by a shorter way; `ready` does at once
what each PDF takes.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import importlib
import io
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin
from generator.base.extras import need_extra

VERSION = "70.0"
"""The version of WeasyPrint that the repairs fit. Another one may lose notes in ways that nobody has looked at."""

_STYLE = Origin("paper.css")

_LIBRARIES = (
    "libgobject-2.0.so.0", "libpango-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0", "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)  # fmt: skip
"""What WeasyPrint 70.0 loads on Linux; `libharfbuzz-vector.so.0` it does without, where it is not there."""

_INSTALL = (
    "install Pango. Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; Fedora: dnf"
    " install pango harfbuzz; macOS: brew install pango; Windows: in MSYS2, pacman -S mingw-w64-ucrt-x86_64-pango, then"
    " set WEASYPRINT_DLL_DIRECTORIES=C:\\msys64\\ucrt64\\bin. The Word file needs none of it: --format docx"
)


def load_weasyprint(wanted_for: Origin = _STYLE) -> Any:
    """Return the module `weasyprint`, repaired; the import takes most of a second, so it is done here, when needed:
    in a build beside the reading of its data.

    `wanted_for` is the file that cannot be laid out without it, the place of the errors.

    Raises BriefingError O301 where Pango is missing, O302 for a version that the repairs were not written for.
    """
    try:
        # WeasyPrint prints a page of advice where a library is missing; the diagnostic gives the line that helps
        unsaid = contextlib.redirect_stdout(io.StringIO())
        with need_extra("pdf", "the PDF"), unsaid, _without_font_tools(), _without_search():
            import weasyprint
    except (ImportError, OSError) as error:
        message = f"the PDF's layout engine cannot start: {str(error).splitlines()[0]}"
        raise BriefingError([codes.PANGO_MISSING.at(wanted_for, message, _INSTALL)]) from error
    if weasyprint.__version__ != VERSION:
        message = f"WeasyPrint {weasyprint.__version__} is installed; notes are known to be safe with {VERSION} alone"
        help = f"pip install weasyprint=={VERSION}, or measure the new version and mend generator/formats/pdf/repair"
        raise BriefingError([codes.UNKNOWN_WEASYPRINT.at(wanted_for, message, help)])
    if not hasattr(weasyprint, "_briefing_repaired"):
        from generator.formats.pdf.repair import (
            counters,
            file,
            footnotes,
            lengths,
            page_styles,
            plain_html,
            ready,
            streams,
            styles,
            tags,
            text,
            unset,
        )

        footnotes.repair()
        counters.repair()
        tags.repair()
        streams.repair()
        styles.repair()
        page_styles.repair()
        file.repair()
        plain_html.repair()
        lengths.repair()
        unset.repair()
        text.repair()
        ready.get_ready()
        weasyprint._briefing_repaired = True
    return weasyprint


@contextlib.contextmanager
def _without_search() -> Iterator[None]:
    """Keep the import from searching for libraries under names that only other systems know: for each, Python starts
    compilers and linkers (up to 54 processes, a fifth of a second). On Linux the loader finds each by another name that
    WeasyPrint tries; where it does not, nothing is changed."""
    shipped = ctypes.util.find_library
    if sys.platform.startswith("linux") and all(map(_is_loaded, _LIBRARIES)):
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = shipped


def _is_loaded(library: str) -> bool:
    """Whether the loader finds a library by its own name."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def _without_font_tools() -> Iterator[None]:
    """Keep WeasyPrint from importing fontTools' subsetter and instancer (a sixth of its import): HarfBuzz subsets the
    fonts, and those of a style are not variable. Should they be wanted after all, they are imported then."""
    wanted = {"fontTools.subset": (), "fontTools.varLib.instancer": ("instantiateVariableFont",)}
    stand_ins = {name: _Later(name) for name in wanted if name not in sys.modules}
    for name, stand_in in stand_ins.items():
        for function in wanted[name]:
            setattr(stand_in, function, stand_in.later(function))
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


class _Later(ModuleType):
    """Stands in for a module until something of it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)

    def later(self, name: str) -> Any:
        """Return a function that is the module's function of this name when called."""
        return lambda *args, **options: getattr(importlib.import_module(self.__name__), name)(*args, **options)
