"""The words of the finished Word file are those of the document, block by block, in the same order.

Left out by type: numbers and markers (Word makes them), the contents and their heading, headers and footers, and the
empty paragraphs that keep boxes apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.formats.docx.check.paragraphs import CALL, find_printed
from generator.formats.docx.check.parts import Piece, normalise_blanks
from generator.paper.document import BlockId, Document, Inline, NoteCall, Run, find_leaves, join_inlines

TAGS = ("{{", "}}", "{%", "%}")


def check_words(pieces: Iterable[Piece], styles: Mapping[str, str], document: Document) -> Iterator[Diagnostic]:
    """Yield where the words of the text differ (O204), a value is missing (O209), or a tag is left over (O205)."""
    printed = find_printed(pieces, styles)
    same, shown = 0, None
    for expects, shown in zip_longest(_expect(document), printed):
        if expects is None or shown is None or not (shown == expects[1] or _reads_alike(shown, expects[1])):
            break
        same += 1
    else:
        return  # as in nearly every file, of which no list is made then: a long one takes as much as its document
    expected = [(id, normalise_blanks(text)) for id, text in _expect(document)]
    texts = [text for _, text in expected]
    left = [] if shown is None else [shown, *printed]
    found = [*texts[:same], *map(normalise_blanks, left)]
    from difflib import SequenceMatcher  # few files need it

    for what, a, b, c, d in SequenceMatcher(None, texts, found, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        # side by side as far as both go; then what is only in the document, or only in the file
        for n in range(max(b - a, d - c)):
            id, wanted = expected[a + n] if a + n < b else (None, "")
            yield _difference(id, wanted, found[c + n] if c + n < d else None, document)


def _reads_alike(one: str, other: str) -> bool:
    return normalise_blanks(one) == normalise_blanks(other)


def _expect(document: Document) -> Iterator[tuple[BlockId, str]]:
    return ((id, _with_calls(inlines, document)) for id, inlines in find_leaves(document))


def _with_calls(inlines: tuple[Inline, ...], document: Document) -> str:
    if len(inlines) == 1 and isinstance(inlines[0], Run):  # as in most cells of a long list
        return inlines[0].text
    parts: list[str] = []
    begins = 0
    for n, inline in enumerate(inlines):
        if isinstance(inline, NoteCall):
            parts += (join_inlines(inlines[begins:n]), f"{CALL}{document.numbers.notes.get(inline.note)}{CALL}")
            begins = n + 1
    parts.append(join_inlines(inlines[begins:]))
    return "".join(parts)


def _difference(id: BlockId | None, wanted: str, shown: str | None, document: Document) -> Diagnostic:
    origin = Origin(document.id)
    place = f"block {id}" if id else "a paragraph that the document does not have"
    if shown is not None and any(tag in shown and tag not in wanted for tag in TAGS):
        return codes.LEFTOVER_TAG.at(origin, f"a tag of the template is left in {place}: {_short(shown)}")
    if shown == "":
        return codes.EMPTY_PARAGRAPH.at(origin, f"an empty paragraph stands in place of {place}")
    if shown is None:
        return codes.WORDS_DIFFER.at(origin, f"{place} is missing: {_short(wanted)}")
    at = next((n for n, (a, b) in enumerate(zip(wanted, shown, strict=False)) if a != b), min(len(wanted), len(shown)))
    return codes.WORDS_DIFFER.at(
        origin, f"{place} reads {_short(shown[max(0, at - 20) :])} instead of {_short(wanted[max(0, at - 20) :])}"
    )


def _short(text: str) -> str:
    text = text.replace(CALL, "^")
    return repr(text if len(text) <= 60 else text[:57] + "…")
