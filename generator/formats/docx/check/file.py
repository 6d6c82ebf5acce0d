"""Judge a finished Word file against its document; run after every render.

In: the bytes and the Document. Out: diagnostics (O201 to O213), none where all is well.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, sort_diagnostics
from generator.paper.document import Document


def check_docx(data: bytes, document: Document, room: int | None = None) -> list[Diagnostic]:
    """Return what is wrong with the file: notes, words, structure; in order, each once. It is read in one go, so many
    bytes (`room`) at a time."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return sort_diagnostics(_judge(file, document, room))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        fault = _find_first_fault(data) or error
        return [codes.UNREADABLE_FILE.at(Origin(document.id), f"the Word file cannot be read: {fault}")]


def _judge(file: zipfile.ZipFile, document: Document, room: int | None) -> Iterator[Diagnostic]:
    from generator.formats.docx.check.notes import check_notes, read_notes
    from generator.formats.docx.check.parts import (
        BODY,
        NOTES,
        ROOM,
        STYLES,
        list_xml,
        open_docx,
        read_pieces,
        read_style_names,
    )
    from generator.formats.docx.check.structure import Structure
    from generator.formats.docx.check.words import check_words

    parts = open_docx(file)
    structure = Structure(parts, document)
    styles, notes = dict[str, str](), None
    for name in list_xml(parts.names):
        pieces = structure.look_at(name, read_pieces(file, name, room or ROOM))
        if name == STYLES:
            styles = read_style_names(pieces)
        elif name == BODY:
            yield from check_words(pieces, styles, document)
        elif name == NOTES:
            notes = read_notes(pieces, document, parts)
        for _ in pieces:
            pass  # nobody else looks at the rest
    yield from check_notes(structure.called, notes, document)
    yield from structure.tell()


def _find_first_fault(data: bytes) -> Exception | None:
    """Return what makes a file unreadable, of several faults that which stands first in it."""
    from lxml import etree

    from generator.formats.docx.check.parts import BODY, read_pieces

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            for name in file.namelist():
                if name.endswith(".rels"):
                    etree.fromstring(file.read(name))
                elif name.endswith(".xml"):
                    for _ in read_pieces(file, name):
                        pass
            return None if BODY in file.namelist() else KeyError(BODY)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        return error
