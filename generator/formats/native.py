"""Print the document itself, one line a block, for golden files and debugging."""

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
    lines += [f"  {p.role}: {write_inlines(document, p.inlines)}" for p in document.cover.paragraphs()]
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
                    f" {write_inlines(document, block.title)}"
                )
                yield from _blocks(document, block.blocks, indent + "  ")
            case Paragraph():
                yield f"{indent}{block.role} #{block.id}: {write_inlines(document, block.inlines)}"
            case ItemList():
                yield f"{indent}{block.kind} #{block.id}"
                for item in block.items:
                    yield f"{indent}  - {numbers.recommendations.get(item.id, '')}".rstrip()
                    yield from _blocks(document, item.blocks, indent + "    ")
            case Table():
                caption = f": {write_inlines(document, block.caption.inlines)}" if block.caption else ""
                yield f"{indent}table #{block.id}{caption}"
                for row in (*block.head, *block.body):
                    cells = ("/".join(write_inlines(document, p.inlines) for p in cell.blocks) for cell in row.cells)
                    yield f"{indent}  | " + " | ".join(cells)
            case Picture():
                yield f"{indent}picture #{block.id} ({block.width:g} × {block.height:g} mm): {block.alt}"
                for one in (block.caption, block.source):
                    if one:
                        yield f"{indent}  {one.role} #{one.id}: {write_inlines(document, one.inlines)}"


def write_inlines(document: Document, found: tuple[Inline, ...]) -> str:
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
            return f"<{write_inlines(document, inline.runs)} {inline.url}>"
        case Mention():
            return f"[{write_inlines(document, inline.runs)} {inline.record}]"
        case Reference():
            return f"[{write_inlines(document, inline.runs)} #{inline.target}]"
        case NoteCall():
            words = write_inlines(document, document.notes[inline.note].inlines)
            return f"{{{document.numbers.notes[inline.note]}: {words}}}"
