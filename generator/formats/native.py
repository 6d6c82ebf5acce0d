"""The document itself, printed: one line a block, for golden files and for finding out what went into a writer."""

from __future__ import annotations

from collections.abc import Iterator

from generator.paper.document import (
    Block,
    Box,
    Document,
    Inline,
    ItemList,
    Label,
    Link,
    Mention,
    NoteCall,
    Paragraph,
    Picture,
    Reference,
    Run,
    Section,
    Table,
)


def write_native(document: Document) -> bytes:
    """Return the document as indented text. Notes stand at their calls: `{12: See …}`."""
    lines = [f"document {document.id} ({document.lang}) {document.properties.status}"]
    lines += [f"  {p.role}: {inlines(document, p.inlines)}" for p in document.cover.paragraphs()]
    lines += _blocks(document, document.sections, "  ")
    return ("\n".join(lines) + "\n").encode()


def _blocks(document: Document, blocks: tuple[Block | Section, ...], indent: str) -> Iterator[str]:
    numbers = document.numbers
    for block in blocks:
        match block:
            case Section() | Box():
                number = numbers.headings.get(block.id)
                yield (
                    f"{indent}{block.kind} #{block.id}{f' [{number}]' if number else ''}:"
                    f" {inlines(document, block.title)}"
                )
                yield from _blocks(document, block.blocks, indent + "  ")
            case Paragraph():
                yield f"{indent}{block.role} #{block.id}: {inlines(document, block.inlines)}"
            case ItemList():
                yield f"{indent}{block.kind} #{block.id}"
                for item in block.items:
                    yield f"{indent}  - {numbers.recommendations.get(item.id, '')}".rstrip()
                    yield from _blocks(document, item.blocks, indent + "    ")
            case Table():
                caption = f": {inlines(document, block.caption.inlines)}" if block.caption else ""
                yield f"{indent}table #{block.id}{caption}"
                for row in (*block.head, *block.body):
                    cells = ("/".join(inlines(document, p.inlines) for p in cell.blocks) for cell in row.cells)
                    yield f"{indent}  | " + " | ".join(cells)
            case Picture():
                yield f"{indent}picture #{block.id} ({block.width:g} × {block.height:g} mm): {block.alt}"
                if block.caption:
                    yield f"{indent}  caption #{block.caption.id}: {inlines(document, block.caption.inlines)}"


def inlines(document: Document, found: tuple[Inline, ...]) -> str:
    """Return inlines as one line: *strong*, _emphasis_, <link>, {note}."""
    return "".join(_inline(document, inline) for inline in found)


def _inline(document: Document, inline: Inline) -> str:
    match inline:
        case Run():
            text = f"({inline.lang}: {inline.text})" if inline.lang else inline.text
            text = f"_{text}_" if inline.emphasis else text
            return f"*{text}*" if inline.strong else text
        case Label():
            return f"‹{inline.text}›"
        case Link():
            return f"<{inlines(document, inline.runs)} {inline.url}>"
        case Mention():
            return f"[{inlines(document, inline.runs)} {inline.record}]"
        case Reference():
            return f"[{inlines(document, inline.runs)} #{inline.target}]"
        case NoteCall():
            return (
                f"{{{document.numbers.notes[inline.note]}: {inlines(document, document.notes[inline.note].inlines)}}}"
            )
