"""The words of one paragraph: tokens of Markdown become runs, links, mentions and calls of notes.

In: the tokens of a paragraph and where its text stands. Out: inlines; the notes, and what is wrong (T…, R…, S…), go to
the context.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from markdown_it.token import Token

from generator.base import codes
from generator.base.diagnostics import Code, Origin
from generator.base.text.leftover import find_leftover_in_prose
from generator.paper.assemble import markdown
from generator.paper.assemble.citations import cite, cite_in_text, find_mistyped_citations
from generator.paper.assemble.context import Context
from generator.paper.assemble.mentions import make_mention
from generator.paper.assemble.places import TextPlace
from generator.paper.assemble.runs import join_runs
from generator.paper.document import BlockId, Inline, Link, Note, NoteCall, Reference, Run
from generator.records.schema.sources import check_address

_LEFTOVER = re.compile(r"\]\(|\]\{|\[[^\[\]]*(?<![\w.])@\w[\w.-]*")
"""What is left in a text where a link, span or citation was meant and not understood."""

_STOP = re.compile(r"[,;:]$|(?<!\.)(?<!\.\w)(?<!\betc)\.$")
"""What ends a sentence or a part of one, and stands after brackets; a point that belongs to its word (a.m.) stays
there."""


def read_inlines(
    context: Context, tokens: Sequence[Token], place: TextPlace, cursor: int, block: BlockId, strong: bool = False
) -> tuple[Inline, ...]:
    """Return the inlines of the paragraph `block` from its tokens; its text begins at `cursor`."""
    reader = _Inlines(context, place, cursor, block)
    reader.strong = int(strong)
    return join_runs(reader.read(tokens))


class _Inlines:
    """The inlines of one paragraph while they are read from tokens; `cursor` is how far the text has been read."""

    def __init__(self, context: Context, place: TextPlace, cursor: int, block: BlockId, in_note: bool = False):
        self.context, self.place, self.cursor, self.block, self.in_note = context, place, cursor, block, in_note
        self.found: list[Inline] = []
        self.strong = self.emphasis = 0
        self.closed = -1  # how many inlines there were when brackets with sources were closed
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
            if token.type in ("citation", "note"):
                self._after_note(tokens[index:])
        return tuple(self.found)

    def _after_note(self, tokens: Sequence[Token]) -> None:
        """Tell where a word begins right behind a note."""
        if not tokens or tokens[0].type != "text" or not tokens[0].content[:1].isalnum():
            return
        after = tokens[0].content.split()[0][:40]
        self._problem(
            codes.GLUED_NOTE,
            f"no blank stands between this note and `{after}`",
            self.place.find(after, self.cursor),
            "write a blank after the bracket; the end of a word stands before its note",
            after,
        )

    def _one(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                if token.content:
                    self._text(token)
            case "softbreak" | "hardbreak":
                # a line break in the source is a space between words; after a note call it begins the next run
                self.found.append(Run(" ", self.strong > 0, self.emphasis > 0, None, self.place.at(self.cursor)))
                self.cursor = max(self.cursor, self.place.text.find("\n", self.cursor) + 1)
            case "strong_open" | "strong_close":
                self.strong += token.nesting
            case "em_open" | "em_close":
                self.emphasis += token.nesting
            case "span_open":
                self.lang.append(token.meta["lang"])
            case "span_close":
                self._pass(f"]{{lang={self.lang.pop()}}}")
            case "citation":
                self._note(token, f"[{token.content}]")
            case "note":
                self._note(token, f"^[{token.content}]")
            case "unclosed_note":
                self._problem(
                    codes.UNCLOSED_NOTE,
                    "a note begins here and never ends",
                    self._pass(token.content),
                    "close it with `]`",
                    token.content,
                )

    def _pass(self, words: str) -> int:
        """Read on to the end of the words, which may go over several lines; return where they begin."""
        if "\n" not in words and self.place.text.startswith(words, self.cursor):  # as nearly all do
            start, self.cursor = self.cursor, self.cursor + len(words)
            return start
        first, *more = words.split("\n")
        start = self.place.find(first, self.cursor)
        if start < 0:
            return self.cursor
        self.cursor = start + len(first)
        for line in more:
            after = self.place.find(line.strip(), self.cursor)
            self.cursor = after + len(line.strip()) if after >= 0 else self.cursor
        return start

    def _text(self, token: Token) -> None:
        words = token.content
        start = self._pass(token.markup if token.type == "text_special" else words)
        if ("[" in words or "]" in words) and (found := _LEFTOVER.search(words)):
            self._problem(
                codes.LEFTOVER_MARKUP,
                f"`{found[0]}` is left of a link, span or citation that is not understood",
                start + found.start(),
                "write `[words](case:some-id)` without spaces between `]` and `(`, `[@source-id]`, `[words]{lang=kk}`;"
                " a bracket that is meant as such is `\\[`",
                found[0],
            )
        elif token.type == "text":
            self._leftover(words, start)
        if "[" in words or "(" in words or "@" in words:
            for offset, wrong, help in find_mistyped_citations(self.context, words):
                self._problem(codes.NOT_A_CITATION, f"`{wrong}` is not a citation", start + offset, help, wrong)
        self.found.append(self._run(words, start))

    def _leftover(self, words: str, start: int) -> None:
        """Tell what is left of markup in words that are printed as they are."""
        text, end = self.place.text, start + len(words)
        if text[start:end] != words:
            around, shift = words, 0
        else:
            line = text.rfind("\n", 0, start) + 1
            first = line if not text[line:start].strip() else max(start - 1, 0)
            around, shift = text[first : end + 1], start - first
        for one in find_leftover_in_prose(around):
            offset = start + one.start - shift
            told = self.context.problems and self.context.problems[-1].origin
            if start <= offset < end and told != self.place.at(offset):
                message = f"`{one.shown}` has no effect here, and would be printed as it stands"
                self._problem(codes.LEFTOVER_MARKUP, message, offset, one.help, one.shown)

    def _run(self, text: str, start: int) -> Run:
        lang = self.lang[-1] if self.lang else None
        origin = self.place.at(start)
        self.context.read.add(origin)
        if "  " in text:
            text = re.sub(" {2,}", " ", text)
        return Run(text, self.strong > 0, self.emphasis > 0, lang, origin)

    def _link(self, opening: Token, inside: Sequence[Token]) -> None:
        href = str(opening.attrs["href"])
        start = max(self.place.text.find("[", self.cursor), self.cursor)
        inner = _Inlines(self.context, self.place, start + 1, self.block, in_note=True)
        inner.strong, inner.emphasis, inner.lang = self.strong, self.emphasis, list(self.lang)
        runs = join_runs([i for i in inner.read(inside) if isinstance(i, Run)])
        words = "".join(run.text for run in runs)
        self.cursor = inner.cursor
        self._pass("](")
        self._pass(href)
        self._pass(")")
        origin, source = self.place.at(start), f"[{words}]({href})"
        if re.match(r"https?://", href, re.I):
            try:
                self.found.append(Link(check_address(href), runs or (Run(href),), origin))
            except ValueError as error:
                self._problem(
                    codes.BAD_ADDRESS,
                    f"this address is not right: {error}" if "@" in href else f"`{href}`: {error}",
                    start,
                    "write an address such as https://example.org/page",
                    source,
                )
        elif href.startswith("#"):
            target = self.context.anchors.get(href[1:])
            if target is None:
                known = ", ".join(f"#{name}" for name in self.context.anchors)
                self._problem(
                    codes.UNKNOWN_PLACE,
                    f"this paper has no box or section `{href[1:]}`",
                    start,
                    f"known: {known}",
                    source,
                )
            elif not runs:
                self._problem(
                    codes.EMPTY_LINK, "this link has no words", start, "write words between the square brackets", source
                )
            else:
                self.found.append(Reference(target, runs, origin))
        else:
            made = make_mention(self.context, href, runs, origin, lambda text: self._run(text, start))
            if made:
                self.found.append(made)

    def _note(self, token: Token, source: str) -> None:
        start = self._pass(source)
        origin = self.place.at(start)
        if self.in_note:
            self._problem(
                codes.NOTE_IN_NOTE,
                "a note stands inside a note or a link",
                start,
                "write it after the sentence, or put the address here as a link",
                source,
            )
            return
        if token.type == "citation" and self.context.note_style == "links":
            self._in_brackets(cite_in_text(self.context, token.content, origin, self._where(start + 1)), origin)
            return
        id = f"{self.block}.n{1 + sum(1 for i in self.found if isinstance(i, NoteCall))}"
        if token.type == "citation":
            note = cite(self.context, id, token.content, origin, self._where(start + 1))
        else:
            inner = _Inlines(self.context, self.place, start + 2, id, in_note=True)
            inlines = join_runs(inner.read(markdown.parse_inlines(token.content)))
            note = Note(id, "explanatory", inlines, origin) if token.content.strip() else None
            if note is None:
                self._problem(
                    codes.EMPTY_NOTE, "this note has no words", start, "write its words, or remove it", source
                )
        if note:
            self.context.notes[id] = note
            self._trim()
            self.found.append(NoteCall(id, origin))

    def _in_brackets(self, inlines: list[Inline], origin: Origin) -> None:
        """Put the words of a citation into brackets at the end of the sentence, before its stop: (Gazette, in
        Russian)."""
        self._trim()
        if not inlines:
            return
        after: list[Inline] = []
        last = self.found[-1] if self.found else None
        if isinstance(last, Run) and _STOP.search(last.text):
            self.found[-1:] = [replace(last, text=last.text[:-1])] if last.text[1:] else []
            after = [replace(last, text=last.text[-1])]
        if len(self.found) == self.closed:
            # two citations at one place share their brackets
            self.found[-1] = self.context.label("link_then")
        else:
            self.found.append(Run(" (" if self.found else "(", origin=origin))
        self.found += [*inlines, Run(")", origin=origin)]
        self.closed = len(self.found)
        self.found += after

    def _trim(self) -> None:
        """Take away the space before a call: it stands at its word, whatever the source has between them."""
        while self.found and isinstance(last := self.found[-1], Run):
            self.found.pop()
            if words := last.text.rstrip(" "):
                self.found.append(replace(last, text=words))
                return

    def _where(self, start: int) -> Callable[[str], Origin]:
        """Return a function that gives the place of each word of a citation, asked for in their order."""
        cursor = start

        def where(word: str) -> Origin:
            nonlocal cursor
            offset = self.place.find(word, cursor)
            cursor = max(offset, cursor) + 1
            return self.place.at(offset if offset >= 0 else start)

        return where

    def _problem(self, code: Code, message: str, offset: int, help: str, words: str) -> None:
        width = max(1, len(words.split("\n")[0]))
        self.context.problem(code, message, self.place.at(offset), help, width)
