"""Tell whether a font's file is whole: WeasyPrint goes on without one that it can't read, in whatever the machine has.

In: bytes. Out: what is wrong with them. Only the directory of tables is read (OpenType 1.9, "Organization of an
OpenType font"; WOFF 1.0 and 2.0, section 4): that every table lies within the file. It takes some microseconds.
"""

from __future__ import annotations

import struct

FONTS = (".ttf", ".otf", ".woff", ".woff2")
"""How the names of files with fonts end."""
_SFNT = (b"\0\1\0\0", b"OTTO", b"true")
_HEAD, _ROW = 12, 16


def find_font_fault(data: bytes) -> str | None:
    """Return what is wrong with the file of a font; None where it is whole, as far as its directory tells."""
    if data[:4] in (b"wOFF", b"wOF2"):
        return None if len(data) >= _HEAD and int.from_bytes(data[8:12], "big") == len(data) else "is cut off"
    if data[:4] not in _SFNT:
        return "is no font, whatever its name says"
    rows = _HEAD + _ROW * int.from_bytes(data[4:6], "big")
    tables = struct.iter_unpack(">4s3I", data[_HEAD:rows]) if len(data) >= rows > _HEAD else ()
    ends = [start + size for _, _, start, size in tables]
    return None if ends and max(ends) <= len(data) else "is cut off"
