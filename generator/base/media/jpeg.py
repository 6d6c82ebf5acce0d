"""A JPEG without its words: the segments that show the picture, as they are, and no other.

In and out: bytes. Segments are those of ITU-T T.81, B.1.1; Exif, XMP, IPTC and thumbnails stand in those for
applications, and so do the colour profile and the way in which a photograph is to be turned.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base.media.colour_profile import clean_profile
from generator.base.media.png import read_turn, write_turn

_SCAN, _END = 0xDA, 0xD9
_SHOWN = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF})
"""Frames, tables, scans and what stands in them: without these there is no picture."""
_EXIF, _ICC, _ADOBE = b"Exif\0\0", b"ICC_PROFILE\0", b"Adobe"
_MOST = 65_519
"""Bytes of a profile that one segment can hold beside its head."""


def clean_jpeg(data: bytes) -> bytes:
    """Return the picture, its points byte by byte the same; raise ValueError for what is no JPEG."""
    shown: list[bytes] = []
    profile: dict[int, bytes] = {}
    turned, density, adobe = 1, None, b""
    for kind, content in _segments(data):
        if kind in _SHOWN:
            shown.append(_whole(kind, content))
        elif kind == 0xE0 and content.startswith(b"JFIF\0") and len(content) >= 14:
            # how dense its points are; the two bytes after that are the size of a thumbnail
            density = content[5:12]
        elif kind == 0xE1 and content.startswith(_EXIF):
            turned = read_turn(content[len(_EXIF) :])
        elif kind == 0xE2 and content.startswith(_ICC) and len(content) > 14:
            profile[content[12]] = content[14:]
        elif kind == 0xEE and content.startswith(_ADOBE):
            adobe = _whole(0xEE, content[:12])  # whether its colours are RGB, YCC or CMYK
    head = [b"\xff\xd8"]
    if density is not None:
        head.append(_whole(0xE0, b"JFIF\0" + density + b"\0\0"))
    if turned != 1:
        head.append(_whole(0xE1, _EXIF + write_turn(turned)))
    head += _profile(b"".join(profile[part] for part in sorted(profile)))
    return b"".join((*head, adobe, *shown, b"\xff\xd9"))


def count_points(data: bytes) -> int:
    """Return how many points the frame of a JPEG says that it has (ITU-T T.81, B.2.2); raise ValueError for none."""
    for kind, content in _segments(data):
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(content[1:3], "big") * int.from_bytes(content[3:5], "big")
    return 0


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and content of each segment, that of a scan with its points; to the end that the picture has."""
    at = 2
    while at + 1 < len(data):
        if data[at] != 0xFF:
            break
        kind = data[at + 1]
        if kind == 0xFF:  # fills up
            at += 1
            continue
        if kind == _END:
            return
        if kind == 0x01 or 0xD0 <= kind <= 0xD7:
            at += 2
            continue
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        end = at + 2 + size
        if size < 2 or end > len(data):
            break
        if kind == _SCAN:
            end = _end_of_scan(data, end)
        yield kind, data[at + 4 : end]
        at = end
    raise ValueError("the picture is cut off")


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the points of a scan end: at the next marker that is neither a byte of theirs nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise ValueError("the picture is cut off")
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _whole(kind: int, content: bytes) -> bytes:
    """Return the segment; that of a scan has its points after what its size counts."""
    if kind == _SCAN:
        return b"\xff\xda" + (6 + 2 * content[0]).to_bytes(2, "big") + content
    return bytes((0xFF, kind)) + (len(content) + 2).to_bytes(2, "big") + content


def _profile(found: bytes) -> Iterator[bytes]:
    """Yield the segments of the colour profile without its words (ICC.1:2022, B.4); none where it can't be read."""
    clean = clean_profile(found)
    if clean is None:
        return
    pieces = [clean[at : at + _MOST] for at in range(0, len(clean), _MOST)]
    for number, piece in enumerate(pieces, 1):
        yield _whole(0xE2, _ICC + bytes((number, len(pieces))) + piece)
