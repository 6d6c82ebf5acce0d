"""Run a style's templates: nothing in them may reach the program, go on for ever, or take all memory.

In: what renders a template. Out: what it made; or BriefingError. What is compiled is kept for the life of the process,
though it is compiled in another one (`generator.base.limits`): papers of one style share it.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from types import CodeType
from typing import Any, TypeVar

from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.base.diagnostics import BriefingError
from generator.base.limits import BYTES, SECONDS, Bounds, OutOfMemory, OutOfTime, run_limited
from generator.paper.document import inlines, model

T = TypeVar("T")

_MOST_LETTERS, _MOST_BITS = 1_000_000, 10_000
_FIELDS = {
    kind: frozenset(field.name for field in fields(kind))
    for part in (inlines, model)
    for kind in vars(part).values()
    if isinstance(kind, type) and is_dataclass(kind)
}
"""The fields of each part of a document."""
_compiled: dict[tuple[object, ...], CodeType] = {}
_KEPT = 64
_SECONDS_OF_A_LETTER, _BYTES_OF_A_LETTER = 0.000010, 300
_LETTERS_OF_A_PAGE, _TAGS_OF_A_PAGE = 20_000_000, 200_000
"""What any page may have, for pictures above all, and more for what the document has: `measure_work` counts it. A list
of 150 people takes 1.5 µs, two letters and the twentieth of a tag for each letter of it that is so counted."""


class TooMuch(Exception):
    """A template asks for what no paper needs; its words say what."""


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that compiles each template once, and refuses single operations that take as long or as much as one
    likes: no limit on time is heard in the midst of them."""

    intercepted_binops = frozenset(("**", "*"))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute; a field of a part of the document at once, for it is data: what Jinja asks of every
        attribute takes longer than to read ten of them."""
        if attribute in _FIELDS.get(type(obj), ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return the product or the power; raise TooMuch for one that no paper needs."""
        if isinstance(left, int) and isinstance(right, int):
            longest = left.bit_length() * max(right, 1) if operator == "**" else left.bit_length() + right.bit_length()
            if longest > _MOST_BITS:
                raise TooMuch("a number has more than 3,000 digits")
        else:
            times, of = (left, right) if isinstance(left, int) else (right, left)
            if hasattr(of, "__len__") and isinstance(times, int) and times * len(of) > _MOST_LETTERS:
                raise TooMuch("a text is repeated to more than a million letters")
        return super().call_binop(context, operator, left, right)

    def compile(self, source: Any, *about: Any, **flags: Any) -> Any:
        """Return the code of a template, as Jinja's own `compile` does; what is compiled holds no environment, so that
        each paper has its own."""
        key = (source, about, *flags.items(), self.trim_blocks, self.lstrip_blocks, self.finalize is None)
        if not isinstance(source, str) or "raw" in flags or True in about:
            return super().compile(source, *about, **flags)
        if key not in _compiled:
            _keep(key, super().compile(source, *about, **flags))
        return _compiled[key]


def _keep(key: tuple[object, ...], code: CodeType) -> None:
    _compiled[key] = code
    if len(_compiled) > _KEPT:
        del _compiled[next(iter(_compiled))]


def run_template(
    work: Callable[[], T], describe: Callable[[Exception], BriefingError], bounds: Bounds | None = None
) -> T:
    """Return what `work` makes of templates, within `bounds` or those of a short paper; raise what `describe` makes of
    an error in them."""
    known = set(_compiled)

    def all_of_it() -> tuple[T, dict[tuple[object, ...], bytes]]:
        return work(), {key: marshal.dumps(code) for key, code in _compiled.items() if key not in known}

    made, compiled = run_limited(all_of_it, describe, bounds)
    for key, code in compiled.items():
        _keep(key, marshal.loads(code))
    return made


def bound_page(work: int) -> Bounds:
    """Return what a template may take for a page of a document that is so much `work`: what a short paper may, and more
    the longer it is, so that no list is too long."""
    return Bounds(SECONDS + _SECONDS_OF_A_LETTER * work, BYTES + _BYTES_OF_A_LETTER * work)


def limit_page(page: str, work: int) -> str:
    """Return the page as it is; raise TooMuch where it has more letters or tags than a document of so much `work`
    needs: whoever judges it goes through all of them."""
    letters, tags = _LETTERS_OF_A_PAGE + 20 * work, _TAGS_OF_A_PAGE + work // 2
    if len(page) > letters:
        raise TooMuch(f"a page of more than {letters:,} letters")
    if page.count("<") > tags:
        raise TooMuch(f"a page of more than {tags:,} tags")
    return page


def describe_excess(error: Exception) -> str | None:
    """Return what to say of a template that took too much of something; None where that is not what is wrong."""
    if isinstance(error, OutOfTime):
        return "this template does not come to an end, or takes far longer than any paper needs"
    if isinstance(error, OutOfMemory | MemoryError):
        return "this template takes far more memory than any paper needs"
    if isinstance(error, RecursionError):
        return "this template calls itself, or includes itself, without end"
    if isinstance(error, TooMuch | OverflowError):
        return f"this template asks for more than any paper needs: {error}"
    return None


HELP = "look at its loops, macros and includes: a template goes once through what the document has"
"""What to do about a template that took too much."""
