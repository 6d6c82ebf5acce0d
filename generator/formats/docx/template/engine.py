"""Configure docxtpl so that it neither loses nor changes text.

The only module that imports docxtpl (0.1 s): imported when a Word file is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from docxtpl.template import DocxTemplate
from jinja2 import Environment, StrictUndefined
from lxml import etree

from generator.formats.sandbox import Sandbox


class RenderedParts(NamedTuple):
    """What Jinja made of the body, and of the headers and footers by the id of their relationship."""

    body: str
    lines: Mapping[str, bytes]


class PaperTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template whose slots are filled after `render()`."""

    def render_parts(self, context: Mapping[str, object], environment: Environment) -> RenderedParts:
        """Return what Jinja makes of the parts; the template stays as it is. The two halves of docxtpl's `render`, so
        that this one can be done in another process."""
        self.render_init()
        body = self.build_xml(context, environment)
        self.fix_tables(body)  # what can't be parsed is told as a fault of the template
        lines = {
            id: xml
            for kind in (self.HEADER_URI, self.FOOTER_URI)
            for id, xml in self.build_headers_footers_xml(context, kind, environment)
        }
        return RenderedParts(body, lines)

    def place_parts(self, parts: RenderedParts) -> None:
        """Put what Jinja made in the place of the template's own parts."""
        tree = self.fix_tables(parts.body)
        self.docx_ids_index = 1000  # docxtpl's own `render_init` sets it, which ran in the other process
        self.fix_docpr_ids(tree)
        self.map_tree(tree)
        for id, xml in parts.lines.items():
            self.map_headers_footers_xml(id, xml)
        self.is_rendered = True

    def render_xml_part(self, src_xml: str, part: object, context: object, jinja_env: object = None) -> Any:
        """Return what Jinja makes of a part, and remember the part while it does."""
        self.rendering = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml).split("\n")
        return super().render_xml_part(src_xml, part, context, jinja_env)

    def find_text(self, error: Exception) -> str | None:
        """Return the words of the paragraph at which an error arose while a part was rendered."""
        line, step = 0, error.__traceback__
        while step:
            if step.tb_frame.f_code.co_filename == "<template>":
                line = step.tb_lineno
            step = step.tb_next
        lines = self.__dict__.get("rendering", [])
        return re.sub(r"<[^>]*>", "", lines[line - 1]).strip()[:200] or None if 0 < line <= len(lines) else None

    def fix_tables(self, xml: str) -> Any:
        """Parse what Jinja gave, strictly. docxtpl's own parser recovers from broken XML and hides the damage, and
        gives a table a column for each cell of the tables inside it."""
        return etree.fromstring(xml)

    def resolve_listing(self, xml: str) -> str:
        """Leave the text alone: no slot holds the control characters that this would turn into markup."""
        return xml


def make_template_environment(missing: list[tuple[str, object]]) -> Environment:
    """Return the environment in which a template runs: a sandbox with everything escaped and nothing unknown.

    An unknown name does not stop the rendering, so that all of them can be told at once: each is put into `missing`
    with the object that lacks it, and whoever calls raises.
    """

    class Unknown(StrictUndefined):
        """Stands for a name that is not there, and remembers it."""

        __slots__ = ()

        def _record(self, *_: object, **__: object) -> str:
            missing.append((str(self._undefined_name), self._undefined_obj))
            return ""

        __str__ = __html__ = __call__ = __getitem__ = _record  # type: ignore[assignment]

        def __iter__(self) -> Any:
            self._record()
            return iter(())

        def __bool__(self) -> bool:  # type: ignore[override]
            self._record()
            return False

        def __len__(self) -> int:  # type: ignore[override]
            self._record()
            return 0

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            self._record()
            return self

    return Sandbox(autoescape=True, undefined=Unknown, finalize=_leave_empty)


def _leave_empty(value: Any) -> Any:
    return "" if value is None else value
