"""The file: parts → bytes, the same for the same input, with nothing in it about who made it where and when.

What goes into the file is picked: parts of these kinds, and nothing else that Word left in the template (thumbnails,
comments, custom XML, printer settings, the address of another template).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from generator.formats.docx.inlines import escape
from generator.paper.document import Properties

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KEPT = (
    *(
        f"{_WORD}{kind}+xml"
        for kind in ("document.main", "styles", "numbering", "settings", "fontTable", "header", "footer")
    ),
    f"{_WORD}footnotes+xml",
    # Word names the separators of endnotes in the settings of every file that has footnotes
    f"{_WORD}endnotes+xml",
    "application/vnd.openxmlformats-officedocument.theme+xml",
    "application/vnd.openxmlformats-officedocument.obfuscatedFont",
)
"""Content types of the parts that go into the file; pictures too."""

_OUTSIDE = ' TargetMode="External"'
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship of a part (ECMA-376 part 2, 9.3)."""

    id: str
    type: str
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class PackagePart:
    """A part of the file: its name without the leading `/`, what it is, its bytes and its relationships."""

    name: str
    content_type: str
    data: bytes
    relations: tuple[Relationship, ...] = ()


def make_hyperlinks(links: Mapping[str, str]) -> tuple[Relationship, ...]:
    """Return the relationships of the addresses, as the pen counted them."""
    return tuple(Relationship(id, f"{_OFFICE}/hyperlink", address, True) for address, id in links.items())


def is_kept(content_type: str) -> bool:
    """Return whether a part of that type goes into the file."""
    return content_type in KEPT or content_type.startswith("image/")


def build_properties(properties: Properties, lang: str) -> tuple[PackagePart, PackagePart]:
    """Return docProps/core.xml and app.xml: what the file says of itself. No program, no person, no time."""
    fields = (
        ("dc:title", properties.title),
        ("dc:subject", properties.subject),
        ("dc:creator", "; ".join(properties.authors)),
        ("cp:keywords", ", ".join(properties.keywords)),
        ("dc:language", lang),
        ("cp:contentStatus", properties.status),
    )
    core = "".join(f"<{tag}>{escape(value)}</{tag}>" for tag, value in fields if value)
    return (
        PackagePart(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            serialise(
                f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
                f' xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>'
            ),
        ),
        PackagePart(
            "docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            serialise(
                '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
                "<DocSecurity>0</DocSecurity></Properties>"
            ),
        ),
    )


def serialise(text: str | bytes) -> bytes:
    """Return the XML as the bytes of a part."""
    return _DECLARATION + (text if isinstance(text, bytes) else text.encode())


def pack(parts: Iterable[PackagePart], *, properties: bool = True, packed: bool = True) -> bytes:
    """Return the file, whose parts have its `properties` among them. Order and times of its members are fixed. What is
    read again at once need not be `packed`."""
    ordered = sorted(parts, key=lambda part: (not part.name.startswith("word/document"), part.name))
    main = ordered[0]
    top = [
        Relationship("rId1", f"{_OFFICE}/officeDocument", main.name),
        Relationship("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        Relationship("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
    ][: 3 if properties else 1]
    types = "".join(f'<Override PartName="/{escape(p.name)}" ContentType="{p.content_type}"/>' for p in ordered)
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        put = partial(_put, file, zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED)
        put("[Content_Types].xml", serialise(f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{types}</Types>'))
        put("_rels/.rels", _relations(top))
        for part in ordered:
            put(part.name, part.data)
            if part.relations:
                folder, _, name = part.name.rpartition("/")
                put(f"{folder}/_rels/{name}.rels", _relations(part.relations))
    return stream.getvalue()


def pack_anew(plain: bytes) -> bytes:
    """Return a file that was not packed as `pack` makes it of the same parts: what is known of one holds of the other.

    It is read again: RuntimeError where any part of it is not what it was.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as before:
        members = before.infolist()
        with zipfile.ZipFile(stream, "w") as file:
            for member in members:
                _put(file, zipfile.ZIP_DEFLATED, member.filename, before.read(member))
        packed = stream.getvalue()
        with zipfile.ZipFile(io.BytesIO(packed)) as after:
            for member, found in zip(members, after.infolist(), strict=True):
                if found.filename != member.filename or after.read(found) != before.read(member):
                    raise RuntimeError(f"{member.filename} of a Word file is not what was packed")
    return packed


def _put(file: zipfile.ZipFile, way: int, name: str, data: bytes) -> None:
    member = zipfile.ZipInfo(name, _EPOCH)
    member.compress_type = way
    # the system on which it was made is told otherwise
    member.create_system = 0
    file.writestr(member, data)


def _relations(relations: Iterable[Relationship]) -> bytes:
    rows = "".join(
        f'<Relationship Id="{r.id}" Type="{r.type}" Target="{escape(r.target)}"{_OUTSIDE if r.external else ""}/>'
        for r in relations
    )
    return serialise(f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>')
