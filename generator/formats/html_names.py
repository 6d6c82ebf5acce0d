"""Every name in a style's page template that stands for nothing, in one run.

In: a document and a style. Out: diagnostics P203. The page is made with an `undefined` that goes on and remembers where
it arose, so that an editor does not mend one name to be told of the next.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, get_args

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, suggest
from generator.formats.html import offer, render
from generator.formats.html_template import OFFERED, TEMPLATE, make_page_environment
from generator.formats.look.fonts import Medium
from generator.paper.document import Document
from generator.records.style import Style, name_style_file, read_style_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Undefined

_Found = tuple[str, int, str, tuple[str, ...]]
"""A template's name, the line in it, the name that stands for nothing, and those that it could have been."""


def find_unknown_names(document: Document, style: Style) -> Iterator[Diagnostic]:
    """Yield each name that the style's template uses for this document and nothing offers, for screens and paper alike.

    Branches that the document does not come to are not looked into, and neither is what stands after a fault of another
    kind.
    """
    found: dict[_Found, None] = {}
    made = make_page_environment(style.folders, _recording(found))
    for medium in get_args(Medium):
        try:
            render(made, offer(document, style, medium))
        except Exception:  # whatever else is wrong is told by writing the page
            continue
    texts: dict[str, list[str]] = {}
    for template, line, name, known in sorted(found):
        file = style.file(template)
        lines = texts.setdefault(template, read_style_text(file).split("\n"))
        text = lines[line - 1] if line <= len(lines) else ""
        yield codes.UNKNOWN_PAGE_VARIABLE.at(
            Origin(name_style_file(file), line, max(text.find(name), 0) + 1),
            f"nothing is called `{name}` here",
            suggest(name, known, f"there is: {', '.join(known) or 'nothing'}"),
            excerpt=text,
            width=len(name),
        )


def _recording(found: dict[_Found, None]) -> type[Undefined]:
    """Return an undefined value that adds itself to `found` and lets the template go on."""
    from jinja2 import ChainableUndefined
    from jinja2.utils import missing

    class Recorded(ChainableUndefined):
        __slots__ = ()

        def __init__(self, hint: Any = None, obj: Any = missing, name: Any = None, exc: Any = None) -> None:
            super().__init__(hint, obj, name, exc)
            where = _place()
            if where and isinstance(name, str):
                found[(*where, name, tuple(OFFERED) if obj is missing else _names(obj))] = None

    return Recorded


def _place() -> tuple[str, int] | None:
    """Return the template, and the line in it, that is being rendered just now."""
    frame: Any = sys._getframe(1)
    while frame:
        template = frame.f_globals.get("__jinja_template__") or frame.f_locals.get("__jinja_template__")
        if template is not None:
            return template.name or TEMPLATE, template.get_corresponding_lineno(frame.f_lineno)
        frame = frame.f_back
    return None


def _names(value: Any) -> tuple[str, ...]:
    """Return what the value offers by name."""
    if is_dataclass(value):
        return tuple(field.name for field in fields(value))
    if hasattr(value, "keys"):
        mapping: Mapping[Any, Any] = value
        return tuple(key for key in mapping if isinstance(key, str))
    return ()
