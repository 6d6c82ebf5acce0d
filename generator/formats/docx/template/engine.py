"""Configure docxtpl so that it neither loses nor changes text.

The only module that imports docxtpl (0.1 s): imported when a Word file is wanted.
"""

from __future__ import annotations

from typing import Any

from docxtpl.template import DocxTemplate
from jinja2 import Environment, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree


class PaperTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template whose slots are filled after `render()`."""

    def fix_tables(self, xml: str) -> Any:
        """Parse what Jinja gave, strictly. docxtpl's own parser recovers from broken XML and hides the damage, and
        gives a table a column for each cell of the tables inside it."""
        return etree.fromstring(xml)

    def resolve_listing(self, xml: str) -> str:
        """Leave the text alone: no slot holds the control characters that this would turn into markup."""
        return xml

    def render_properties(self, context: object, jinja_env: object = None) -> None:
        """Leave them: they are written from the document, none is taken from the template."""

    def render_footnotes(self, context: object, jinja_env: object = None) -> None:
        """Leave them: this would execute Jinja that stands in a note."""


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

    return ImmutableSandboxedEnvironment(
        autoescape=True, undefined=Unknown, finalize=lambda value: "" if value is None else value
    )
