"""Open the paper.docx of a style, of which nobody knows who made it.

In: its path. Out: the zip archive of its parts, after a look at what it says of them. An archive of a few kilobytes may
unpack to more than any machine holds, so nothing is unpacked before; and what a part says of its size binds: zipfile
gives no byte more.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from pathlib import Path

from lxml import etree

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.records.style import name_style_file, read_style_file

MOST_PARTS, MOST_OF_XML, MOST_IN_ALL = 2_000, 5_000_000, 100_000_000
"""Parts, bytes of a part of XML, and bytes of all parts that a template may have: a paper of 300 pages stays below."""


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""How types of relationships begin."""
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
"""How they begin in Strict Open XML."""
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_NEEDED = ("styles", "numbering", "settings")
"""Parts that no template can do without."""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)

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

    Raises BadZipFile, KeyError or XMLSyntaxError where it is none, TooLarge where it would unpack to too much,
    StrictFile or PartMissing where it can't be a template, OSError where there is no file, and BriefingError where it
    is not to be read (D021 to D023).
    """
    return zipfile.ZipFile(io.BytesIO(read_word_file(template)))


def read_word_file(template: Path) -> bytes:
    """Return the bytes of a Word file that can be unpacked and has the parts of a template; raise as `open_word_file`
    does, KeyError and XMLSyntaxError."""
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
        _require_parts(file)
    return data


def _require_parts(file: zipfile.ZipFile) -> None:
    """Raise PartMissing or StrictFile where a file can't be a template. Every format looks at it here, since a page
    made from half of what was saved looks otherwise, and nobody would know why."""
    main = find_main(file)
    led = {type: target for _, type, target, outside in read_relations(file, main) if not outside}
    for kind in _NEEDED:
        if led.get(f"{OFFICE}/{kind}") not in file.NameToInfo:
            raise PartMissing(f"its part for {kind} is missing")


def find_main(file: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the text; raise StrictFile or PartMissing."""
    kinds = {type: target for _, type, target, outside in read_relations(file, "") if not outside}
    if f"{_STRICT}/officeDocument" in kinds:
        raise StrictFile("it is Strict Open XML")
    main = kinds.get(f"{OFFICE}/officeDocument")
    if main is None or main not in file.NameToInfo:
        raise PartMissing("its part for the text is missing")
    return main


def read_relations(file: zipfile.ZipFile, part: str) -> list[tuple[str, str, str, bool]]:
    """Return the relationships of a part: id, type, the name of the part or the address, whether it is outside."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in file.NameToInfo:
        return []
    found = []
    for one in etree.fromstring(file.read(path), _PARSER).iterfind(_RELATIONSHIP):
        target, outside = str(one.get("Target")), one.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found.append((str(one.get("Id")), str(one.get("Type")), target, outside))
    return found
