"""Judge a finished Word file against its document; run after every render.

In: the bytes and the Document. Out: diagnostics (O201 to O213), none where all is well.
"""

from __future__ import annotations

import zipfile

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, sort_diagnostics
from generator.paper.document import Document


def check_docx(data: bytes, document: Document) -> list[Diagnostic]:
    """Return what is wrong with the file: notes, words, structure; in order, each once."""
    from lxml import etree

    from generator.formats.docx.check.notes import check_notes
    from generator.formats.docx.check.parts import open_docx
    from generator.formats.docx.check.structure import check_structure
    from generator.formats.docx.check.words import check_words

    try:
        parts = open_docx(data)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        return [codes.UNREADABLE_FILE.at(Origin(document.id), f"the Word file cannot be read: {error}")]
    return sort_diagnostics(
        [*check_notes(parts, document), *check_words(parts, document), *check_structure(parts, document)]
    )
