"""Open the paper.docx of a style, of which nobody knows who made it.

In: its path. Out: the zip archive of its parts, after a look at what it says of them. An archive of a few kilobytes may
unpack to more than any machine holds, so nothing is unpacked before; and what a part says of its size binds: zipfile
gives no byte more.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.records.style import name_style_file, read_style_file

MOST_PARTS, MOST_OF_XML, MOST_IN_ALL = 2_000, 5_000_000, 100_000_000
"""Parts, bytes of a part of XML, and bytes of all parts that a template may have: a paper of 300 pages stays below."""


_SAVE = "open it in Word and save it anew: File, Save As, “Word Document (*.docx)”"
_SAVE_STRICT = "in Word: File, Save As, and choose “Word Document (*.docx)”, not “Strict Open XML Document (*.docx)”"


class TooLarge(zipfile.BadZipFile):
    """The archive would unpack to more than a template needs; its words say what of it."""


class StrictFile(zipfile.BadZipFile):
    """The file is Strict Open XML (ISO/IEC 29500-1), whose parts have other names than those of any template."""


class PartMissing(zipfile.BadZipFile):
    """The file lacks a part that no template can do without; its words say which."""


def describe_unreadable(template: Path, error: Exception) -> Diagnostic:
    """Return P116 for a Word file that can't be a template, by what was met in it.

    Every format that needs the file says so in these words: then one fault of one file is told once.
    """
    why = f": {error}" if isinstance(error, TooLarge | PartMissing) else ""
    message, help = f"this is not a Word file that can be a template{why}", _SAVE
    if isinstance(error, StrictFile):
        message, help = "this file is Strict Open XML, another format than that of templates", _SAVE_STRICT
    return codes.UNREADABLE_TEMPLATE.at(Origin(name_style_file(template)), message, help)


def open_word_file(template: Path) -> zipfile.ZipFile:
    """Return the archive of a Word file, to be read with `with`.

    Raises BadZipFile where it is none, TooLarge where it would unpack to too much, OSError where there is no file, and
    BriefingError where it is not to be read (D021 to D023).
    """
    return zipfile.ZipFile(io.BytesIO(read_word_file(template)))


def read_word_file(template: Path) -> bytes:
    """Return the bytes of a Word file that can be unpacked; raise as `open_word_file` does."""
    data = read_style_file(template)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = file.infolist()
        if len(parts) > MOST_PARTS:
            raise TooLarge(f"it has {len(parts):,} parts, and no template more than {MOST_PARTS:,}")
        for part in parts:
            if part.file_size > MOST_OF_XML and part.filename.endswith((".xml", ".rels")):
                raise TooLarge(f"unpacked, its part {part.filename!r:.80} has {part.file_size / 1e6:,.0f} megabytes")
        if (whole := sum(part.file_size for part in parts)) > MOST_IN_ALL:
            raise TooLarge(f"unpacked, it has {whole / 1e6:,.0f} megabytes")
    return data
