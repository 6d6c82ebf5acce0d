"""Join the runs of a paragraph that look alike.

In: inlines as they were read, one for each token. Out: as few as tell the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.paper.document import Run


def join_runs(inlines: Sequence[Any]) -> tuple[Any, ...]:
    """Return the inlines with neighbouring runs of one look and one line joined, spaces folded and the ends trimmed."""
    merged: list[Any] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if (
            isinstance(inline, Run)
            and isinstance(last, Run)
            and (inline.strong, inline.emphasis) == (last.strong, last.emphasis)
            and (inline.lang == last.lang or inline.text.isspace() or last.text.isspace())
            and (inline.text.isspace() or last.text.isspace() or _line(inline) == _line(last))
        ):
            first = inline if last.text.isspace() else last
            merged[-1] = Run(last.text + inline.text, last.strong, last.emphasis, first.lang, first.origin)
        else:
            merged.append(inline)
    return tuple(i for i in merged if not (isinstance(i, Run) and not i.text))


def _line(run: Run) -> int:
    return run.origin.line if run.origin else 0
