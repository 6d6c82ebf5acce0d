"""Write the nodes of a file in the one layout.

In: nodes in order, and which texts are prose. Out: text. What it looks like, the curated files had in common:

- two spaces further in for what belongs to a name, lists too; lists and mappings in brackets stay so up to 160
  characters a line, and are opened up where they would be longer or hold comments; a list of ids stands in brackets
  where it fits;
- no quotation marks where YAML needs none, double ones where it does (quotes.py);
- prose that is written in several lines has one sentence a line;
- comments stay at what they are about, two spaces after it where they stand beside it; one empty line at most in a row.
"""

from __future__ import annotations

import re

from generator.authoring.fmt.prose import rejoin, split_into_lines
from generator.authoring.fmt.quotes import write_named, write_quoted
from generator.authoring.fmt.tree import Mapping, Node, Scalar, Sequence, TreeEntry
from generator.records.schema.editions import CARRIED_OVER

WIDTH = 160
"""How long a line with brackets may be."""

_ID = re.compile(r"[a-z0-9][a-z0-9./-]*")


def write_yaml(root: Mapping, prose: set[int]) -> str:
    """Return a file's text, with `\\n` at the end of each line."""
    return _Writer(prose).file(root)


class _Writer:
    def __init__(self, prose: set[int]):
        self.prose = prose
        self.lines: list[str] = []

    def file(self, root: Mapping) -> str:
        if root.entries and (root.flow or root.anchor):
            root = Mapping(root.entries, False, None, root.tail)
        self._mapping(root, 0)
        self._notes(root.tail, 0)
        while self.lines and not self.lines[0]:
            del self.lines[0]
        while self.lines and not self.lines[-1]:
            del self.lines[-1]
        return "\n".join([*self.lines, ""]) if self.lines else ""

    # ── lines ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _notes(self, notes: list[str], indent: int) -> None:
        for note in notes:
            if note:
                self.lines.append(" " * indent + note)
            elif self.lines and self.lines[-1]:
                self.lines.append("")

    def _put(self, start: str, text: str, beside: str = "") -> None:
        line = f"{start}{' ' if text and not start.endswith(' ') else ''}{text}" if text else start.rstrip()
        self.lines.append(f"{line}  {beside}" if beside else line)

    # ── nodes in lines of their own ───────────────────────────────────────────────────────────────────────────────────

    def _mapping(self, node: Mapping, indent: int, dash: str = "") -> None:
        """Write the names of a mapping; `dash` is what stands before the first, where it is an item of a list."""
        for number, entry in enumerate(node.entries):
            lead = dash if number == 0 and dash else " " * indent
            if number == 0 and dash:
                self._notes([note for note in entry.above if note], indent - 2)
            else:
                self._notes(entry.above, indent)
            assert entry.key
            key = _anchored(entry.key, write_quoted(entry.key, False))
            self._value(f"{lead}{key}:", entry, indent)

    def _sequence(self, node: Sequence, indent: int, dash: str = "") -> None:
        for number, entry in enumerate(node.entries):
            lead = (dash if number == 0 and dash else " " * indent) + "- "
            if number == 0 and dash:
                self._notes([note for note in entry.above if note], indent - 2)
            else:
                self._notes(entry.above, indent)
            value = entry.value
            if isinstance(value, Scalar) or value.anchor or self._fits(lead, entry, indent):
                self._value(lead, entry, indent)
            else:
                beside = [note for note in (entry.opening, entry.beside) if note]
                self._notes(beside, indent)
                if isinstance(value, Mapping):
                    self._mapping(value, indent + 2, lead)
                else:
                    self._sequence(value, indent + 2, lead)
                self._notes(value.tail, indent + 2)

    def _value(self, start: str, entry: TreeEntry, indent: int) -> None:
        """Write a value after its name, or after the `-`."""
        value = entry.value
        if isinstance(value, Scalar):
            self._scalar(start, value, entry, indent)
        elif self._fits(start, entry, indent):
            self._put(start, self._flow(value, entry), entry.beside)
        else:
            # a comment after the last bracket is about the whole
            opening = "  ".join(note for note in (entry.opening, entry.beside) if note)
            self._put(f"{start.rstrip()} &{value.anchor}" if value.anchor else start, "", opening)
            if isinstance(value, Mapping):
                self._mapping(value, indent + 2)
            else:
                self._sequence(value, indent + 2)
            self._notes(value.tail, indent + 2)

    def _fits(self, start: str, entry: TreeEntry, indent: int) -> bool:
        """Tell whether a list or mapping stands in brackets on one line."""
        value = entry.value
        assert not isinstance(value, Scalar)
        if not value.entries and not any(value.tail):
            return True
        if entry.opening or any(value.tail) or any(inner.commented() for inner in value.entries):
            return False
        if not value.flow and not _ids(entry):
            return False
        flow = self._flow(value, entry)
        return "\n" not in flow and len(start.rstrip()) + 1 + len(flow) <= WIDTH

    # ── nodes in brackets ─────────────────────────────────────────────────────────────────────────────────────────────

    def _flow(self, node: Node, entry: TreeEntry | None = None) -> str:
        """Return a node as it stands in brackets; with a line break in it where it can't."""
        if isinstance(node, Scalar):
            if node.style in ("|", ">"):
                return "\n"
            return _anchored(node, write_quoted(node, True))
        if entry is None and not node.flow and node.entries:
            return "\n"
        if isinstance(node, Mapping):
            inner = ", ".join(
                f"{self._flow(e.key) if e.key else ''}: {self._in_flow(e)}".rstrip() for e in node.entries
            )
            return _anchored(node, "{" + inner + "}")
        return _anchored(node, "[" + ", ".join(self._flow(e.value) for e in node.entries) + "]")

    def _in_flow(self, entry: TreeEntry) -> str:
        value = entry.value
        if isinstance(value, Scalar) and value.style not in ("|", ">"):
            return _anchored(value, write_named(entry.key, value, True))
        return self._flow(value)

    # ── texts ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _scalar(self, start: str, node: Scalar, entry: TreeEntry, indent: int) -> None:
        beside = entry.beside
        inner = " " * (indent + 2)
        prose = id(node) in self.prose
        if node.style in ("|", ">"):
            style, rows = _block(node, prose)
        elif "\n" in node.raw and prose and _is_folded(node.value) and len(start) + len(node.value) > WIDTH:
            style, rows = ">-", rejoin([node.value])
        elif "\n" in node.value and node.style != '"' and _is_literal(node.value):
            style, rows = _chomped("|", node.value)
            rows = split_into_lines("\n".join(rows)).split("\n") if prose else rows
        else:
            self._put(start, _anchored(node, write_named(entry.key, node, False)), beside)
            return
        if not rows:
            self._put(start, _anchored(node, '""'), beside or node.note)
            return
        self._put(start, _anchored(node, style), node.note or beside)
        self.lines += [f"{inner}{row}" if row else "" for row in rows]


def _anchored(node: Node, text: str) -> str:
    return f"&{node.anchor} {text}".rstrip() if node.anchor else text


def _ids(entry: TreeEntry) -> bool:
    """Tell whether a value is a list of ids, which stands in brackets; what waits to be confirmed has a line for
    each."""
    if entry.key and entry.key.value == CARRIED_OVER:
        return False
    return isinstance(entry.value, Sequence) and all(
        isinstance(e.value, Scalar)
        and not e.value.anchor
        and e.value.style not in ("|", ">")
        and _ID.fullmatch(e.value.value)
        for e in entry.value.entries
    )


def _block(node: Scalar, prose: bool) -> tuple[str, list[str]]:
    """Return the mark and the lines of a text of several lines."""
    if node.style == "|":
        style, rows = _chomped("|", node.value)
        if prose and rows:
            rows = split_into_lines("\n".join(rows)).split("\n")
        return style, rows
    body = node.value.rstrip("\n")
    style, _ = _chomped(">", node.value)
    rows = [row.strip() for row in node.raw.rstrip().split("\n")[1:]]
    if _is_folded(body) and "" not in rows:
        made = rejoin(rows) if prose else rows
        return style, made + [""] * (len(node.value) - len(body) - 1 if style.endswith("+") else 0)
    # paragraphs, or lines that stand further in: as they are
    written = node.raw.split("\n")[1:]
    depth = min((len(row) - len(row.lstrip(" ")) for row in written if row.strip()), default=0)
    while written and not written[-1].strip() and not style.endswith("+"):
        del written[-1]
    return style, [row[depth:].rstrip() if row.strip() else "" for row in written]


def _chomped(style: str, value: str) -> tuple[str, list[str]]:
    """Return the mark that keeps the line breaks at the end of a text, and its lines
    (https://yaml.org/spec/1.2.2/#8112-block-chomping-indicator)."""
    body = value.rstrip("\n")
    breaks = len(value) - len(body)
    if not body:
        return style, []
    indented = "2" if body.lstrip("\n").startswith(" ") else ""
    if breaks == 0:
        return f"{style}{indented}-", body.split("\n")
    if breaks == 1:
        return f"{style}{indented}", body.split("\n")
    return f"{style}{indented}+", value[:-1].split("\n")


def _is_folded(value: str) -> bool:
    """Tell whether a text can stand in lines that are joined by a space each."""
    return bool(value) and value == " ".join(value.split()) and value.isprintable()


def _is_literal(value: str) -> bool:
    """Tell whether a text can stand line by line as it is."""
    rows = value.split("\n")
    return bool(value.strip()) and all(row == row.strip() and row.isprintable() for row in rows)
