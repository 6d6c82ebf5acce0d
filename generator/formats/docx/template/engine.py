"""Configure docxtpl so that it neither loses nor changes text.

The only module that imports docxtpl (0.1 s): imported when a Word file is wanted.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import lru_cache
from types import CodeType
from typing import Any

from docxtpl.template import DocxTemplate
from jinja2 import Environment, StrictUndefined, Template
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

    return _Sandbox(autoescape=True, undefined=Unknown, finalize=_leave_empty)


def _leave_empty(value: Any) -> Any:
    return "" if value is None else value


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that compiles each part of a template once in the life of the process: papers of one style share it."""

    def from_string(
        self, source: Any, globals: MutableMapping[str, Any] | None = None, template_class: type[Template] | None = None
    ) -> Template:
        """Return the template of a text. What is compiled holds no environment, so that each paper has its own."""
        return Template.from_code(self, _compile(source), self.make_globals(globals))


@lru_cache(maxsize=32)
def _compile(source: str) -> CodeType:
    return ImmutableSandboxedEnvironment(autoescape=True, finalize=_leave_empty).compile(source)
