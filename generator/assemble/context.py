"""What every part of the assembly shares: the edition, the words of its style, and what was gathered so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic, Origin
from generator.document import BlockId, Label, Note
from generator.editions import Edition


@dataclass(frozen=True, slots=True)
class Context:
    """`targets` are the blocks that tell of a record (`case:max-bokayev` → its profile), `anchors` the ids of boxes and
    sections that prose may refer to; `notes` and `problems` grow while the document is assembled."""

    edition: Edition
    labels: Mapping[str, str]
    lines: Mapping[str, list[str]]
    targets: dict[str, BlockId] = field(default_factory=dict)
    anchors: dict[str, BlockId] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def label(self, key: str, strong: bool = False) -> Label:
        """Return the style's words for a key."""
        return Label(key, self.labels[key], strong)

    def problem(self, code: str, name: str, message: str, origin: Origin, help: str, width: int = 1) -> None:
        self.problems.append(Diagnostic(code, name, message, origin, help, width=width))
