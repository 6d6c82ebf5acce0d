"""Put a statement for many into the text of a verified.yaml, and keep the rest of it as it was.

In: the text of the file ("" where there is none), and the statement. Out: the text with it at its end; None where the
list in it is laid out so that nothing can be put into it (in brackets).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ruamel.yaml.nodes import SequenceNode

from generator.records.load.yaml_edits import (
    Edit,
    apply_edits,
    compose,
    find_end,
    find_key,
    find_line_break,
    find_line_end,
    find_start,
)


@dataclass(frozen=True, slots=True)
class NewStatement:
    """What is to be stated: of which day and status (None: as each record tells), by which sources, of whom, and of
    whom not."""

    as_of: str
    status: str | None
    by: Sequence[str]
    cases: Sequence[str]
    but_not: Sequence[str]


def add_statement(text: str, new: NewStatement) -> str | None:
    """Return the text with a statement more at the end of its list."""
    line = find_line_break(text)
    root = compose(text) if text.strip() else None
    pair = find_key(root, "statements") if root is not None else None
    items = pair[1] if pair else None
    if isinstance(items, SequenceNode) and items.value and not items.flow_style:
        first = find_start(items.value[0])
        indent = " " * text[text.rfind("\n", 0, first) + 1 : first].index("-")
        at = find_line_end(text, find_end(items, text))
        return apply_edits(text, [Edit(at, at, line + line.join(_list_lines(new, indent)))])
    if pair is not None:
        return None
    before = text if not text or text.endswith("\n") else text + line
    return f"{before}statements:{line}{line.join(_list_lines(new, '  '))}{line}"


def _list_lines(new: NewStatement, indent: str) -> list[str]:
    """Return a statement as a block of lines, each person on one."""
    lines = [f"as_of: {new.as_of}"]
    lines += [f"status: {new.status}"] if new.status else []
    lines.append(f"by: {new.by[0] if len(new.by) == 1 else '[' + ', '.join(new.by) + ']'}")
    lines += ["cases:", *(f"  - {id}" for id in new.cases)]
    lines += ["except:", *(f"  - {id}" for id in new.but_not)] if new.but_not else []
    return [f"{indent}{'  ' if number else '- '}{line}" for number, line in enumerate(lines)]
