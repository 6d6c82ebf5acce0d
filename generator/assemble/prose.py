"""Prose to blocks: Markdown becomes paragraphs and lists, with notes, mentions and links checked on the way.

In: the text of a field and its place. Out: blocks. What is wrong (T…, R…, S…) goes to the context's problems.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from generator.assemble import markdown
from generator.assemble.citations import cite
from generator.assemble.context import Context
from generator.assemble.mentions import mention
from generator.diagnostics import Origin
from generator.document import (
    Block,
    BlockId,
    Inline,
    ItemList,
    Link,
    ListItem,
    Note,
    NoteCall,
    Paragraph,
    Reference,
    Run,
)


@dataclass(slots=True)
class Place:
    """Where a text stands: the file's lines, and the line (from 0) on which each line of the text stands."""

    file: str
    lines: list[str]
    first: int
    literal: bool  # a block scalar: line n of the text is line first + n of the file

    def of(self, line: int, words: str) -> Origin:
        """Return the place of `words` on a line of the text; the start of the line where they are not found."""
        row = min(self.first + (line if self.literal else 0), len(self.lines) - 1)
        text = self.lines[row] if 0 <= row < len(self.lines) else ""
        column = text.find(words[:40]) if words else -1
        return Origin(self.file, row + 1, (column if column >= 0 else len(text) - len(text.lstrip())) + 1)


def place_of(context: Context, file: str, origin: Origin) -> Place:
    """Return the place of a text that begins at `origin`: for a block scalar (`|`) its words begin a line below."""
    lines = context.lines.get(file, [])
    line = lines[origin.line - 1] if origin.line <= len(lines) else ""
    literal = line[origin.column - 1 : origin.column] == "|"
    return Place(file, lines, origin.line if literal else origin.line - 1, literal)


class _Inlines:
    """The inlines of one paragraph while they are read from tokens."""

    def __init__(self, context: Context, place: Place, line: int, block: BlockId, in_note: bool = False):
        self.context, self.place, self.line, self.block, self.in_note = context, place, line, block, in_note
        self.found: list[Inline] = []
        self.strong = self.emphasis = 0
        self.lang: list[str] = []

    def read(self, tokens: Sequence[Token]) -> tuple[Inline, ...]:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "link_open":
                depth, end = 1, index + 1
                while depth:
                    depth += tokens[end].nesting if tokens[end].type.startswith("link") else 0
                    end += 1
                self._link(token, tokens[index + 1 : end - 1])
                index = end
                continue
            self._one(token)
            index += 1
        return tuple(self.found)

    def _one(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                if token.content:
                    self.found.append(self._run(token.content))
            case "softbreak" | "hardbreak":
                self._space()
                self.line += 1
            case "strong_open" | "strong_close":
                self.strong += token.nesting
            case "em_open" | "em_close":
                self.emphasis += token.nesting
            case "span_open":
                self.lang.append(token.meta["lang"])
            case "span_close":
                self.lang.pop()
            case "citation":
                self._note(token, f"[{token.content}]")
                self.line += token.content.count("\n")
            case "note":
                self._note(token, f"^[{token.content}]")
                self.line += token.content.count("\n")
            case "unclosed_note":
                self._problem(
                    "T101", "unclosed-note", "a note begins here and never ends", token.content, "close it with `]`"
                )

    def _run(self, text: str) -> Run:
        return Run(
            text,
            self.strong > 0,
            self.emphasis > 0,
            self.lang[-1] if self.lang else None,
            self.place.of(self.line, text.strip()),
        )

    def _space(self) -> None:
        """A line break in the source is a space between words; after a note call it begins the next run."""
        self.found.append(Run(" ", self.strong > 0, self.emphasis > 0, None, self.place.of(self.line, "")))

    def _link(self, opening: Token, inside: Sequence[Token]) -> None:
        href = str(opening.attrs["href"])
        inner = _Inlines(self.context, self.place, self.line, self.block, in_note=True)
        inner.strong, inner.emphasis, inner.lang = self.strong, self.emphasis, list(self.lang)
        runs = _merge([i for i in inner.read(inside) if isinstance(i, Run)])
        words = "".join(run.text for run in runs)
        origin = self.place.of(self.line, f"[{words}]({href})" if words else f"[]({href})")
        self.line = inner.line
        if re.match(r"https?://", href):
            self.found.append(Link(href, runs or (Run(href),), origin))
        elif href.startswith("#"):
            target = self.context.anchors.get(href[1:])
            if target is None:
                known = ", ".join(f"#{name}" for name in self.context.anchors)
                self._problem(
                    "R102",
                    "unknown-place",
                    f"this paper has no box or section `{href[1:]}`",
                    f"({href})",
                    f"known: {known}",
                )
            elif not runs:
                self._problem(
                    "T105",
                    "empty-link",
                    "this link has no words",
                    f"[]({href})",
                    "write words between the square brackets",
                )
            else:
                self.found.append(Reference(target, runs, origin))
        else:
            made = mention(self.context, href, runs, origin, self._run)
            if made:
                self.found.append(made)

    def _note(self, token: Token, source: str) -> None:
        origin = self.place.of(self.line, source.split("\n")[0])
        if self.in_note:
            self.context.problem("T103", "note-in-note", "a note stands inside a note or a link", origin, "write it after the sentence, or put the address here as a link",
                                 len(source))  # fmt: skip
            return
        id = f"{self.block}.n{1 + sum(1 for i in self.found if isinstance(i, NoteCall))}"
        if token.type == "citation":
            note = cite(self.context, id, token.content, origin, self._where(source))
        else:
            inner = _Inlines(self.context, self.place, self.line, id, in_note=True)
            inlines = _merge(inner.read(markdown.inlines(token.content)))
            note = Note(id, "explanatory", inlines, origin) if token.content.strip() else None
            if note is None:
                self._problem("T102", "empty-note", "this note has no words", source, "write its words, or remove it")
        if note:
            self.context.notes[id] = note
            while self.found and isinstance(last := self.found[-1], Run) and last.text.isspace():
                self.found.pop()  # a call stands at its word, whatever the source has between them
            self.found.append(NoteCall(id, origin))

    def _where(self, source: str) -> Any:
        """Return a function that gives the place of a word inside the note's source."""
        line = self.line

        def where(word: str) -> Origin:
            before = source.find(word)
            return self.place.of(line + source.count("\n", 0, max(before, 0)), word)

        return where

    def _problem(self, code: str, name: str, message: str, words: str, help: str) -> None:
        first = words.split("\n")[0]
        self.context.problem(code, name, message, self.place.of(self.line, first), help, max(1, len(first)))


def _merge(inlines: Sequence[Any]) -> tuple[Any, ...]:
    """Return the inlines with neighbouring runs of one look and one line joined, spaces folded and the ends trimmed."""
    merged: list[Any] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if isinstance(inline, Run) and isinstance(last, Run) and (inline.strong, inline.emphasis) == (last.strong, last.emphasis) \
                and (inline.lang == last.lang or inline.text.isspace() or last.text.isspace()) \
                and (inline.text.isspace() or last.text.isspace() or _line(inline) == _line(last)):  # fmt: skip
            first = inline if last.text.isspace() else last
            merged[-1] = Run(last.text + inline.text, last.strong, last.emphasis, first.lang, first.origin)
        else:
            merged.append(inline)
    return tuple(i for i in merged if not (isinstance(i, Run) and not i.text))


def _line(run: Run) -> int:
    return run.origin.line if run.origin else 0


def paragraph(context: Context, text: str, place: Place, id: BlockId, **look: Any) -> Paragraph:
    """Return one paragraph from a text of one line or a few; lists are not read in it."""
    inlines = _Inlines(context, place, 0, id).read(markdown.inlines(text.strip()))
    return Paragraph(id, _merge(inlines), origin=place.of(0, ""), **look)


def prose(context: Context, text: str, place: Place, prefix: BlockId, start: int = 1) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a text; their ids are `prefix.1`, `prefix.2` …, from `start` on."""
    tokens = markdown.blocks(text)
    found: list[Block] = []
    index = 0
    while index < len(tokens):
        block, index = _block(context, tokens, index, place, f"{prefix}.{start + len(found)}")
        found.append(block)
    return tuple(found)


def _block(context: Context, tokens: list[Token], index: int, place: Place, id: BlockId) -> tuple[Block, int]:
    token = tokens[index]
    line = token.map[0] if token.map else 0
    if token.type == "paragraph_open":
        inline = tokens[index + 1]
        words = inline.content
        if re.match(r"#{1,6} |\||!\[|>|```|<[a-z/!]", words):
            context.problem("T106", "not-prose", "headings, tables, quotations, pictures and HTML have no place in prose", place.of(line, words.split("\n")[0]),
                            "write sections, boxes and tables as blocks of the section's file")  # fmt: skip
        inlines = _Inlines(context, place, line, id).read(inline.children or [])
        return Paragraph(id, _merge(inlines), origin=place.of(line, "")), index + 3
    kind = "bullets" if token.type == "bullet_list_open" else "numbers"
    closing = token.type.replace("open", "close")
    items: list[ListItem] = []
    index += 1
    while tokens[index].type != closing or tokens[index].level != token.level:
        item, index = _item(context, tokens, index, place, f"{id}.{len(items) + 1}")
        items.append(item)
    return ItemList(id, tuple(items), kind, place.of(line, "")), index + 1  # type: ignore[arg-type]


def _item(context: Context, tokens: list[Token], index: int, place: Place, id: BlockId) -> tuple[ListItem, int]:
    token = tokens[index]
    blocks: list[Block] = []
    index += 1
    while tokens[index].type != "list_item_close" or tokens[index].level != token.level:
        block, index = _block(context, tokens, index, place, f"{id}.{len(blocks) + 1}")
        blocks.append(block)
    line = token.map[0] if token.map else 0
    return ListItem(id, tuple(blocks), place.of(line, "")), index + 1
