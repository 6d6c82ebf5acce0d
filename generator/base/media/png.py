"""A PNG without its words: the chunks that show the picture, as they are, and no other.

In and out: bytes. Chunks are those of the third edition of the standard (https://www.w3.org/TR/png-3/#4Concepts.FormatTypes).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from generator.base.media.colour_profile import clean_profile

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SHOWN = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP", b"pHYs", b"bKGD"}
)
"""Chunks without which a picture looks otherwise. Left out: tEXt, zTXt, iTXt (XMP too), eXIf, tIME, what programs put
there for themselves, and what makes a picture move."""


def clean_png(data: bytes) -> bytes:
    """Return the picture, its points byte by byte the same; raise ValueError for what is no PNG."""
    kept = [SIGNATURE]
    for kind, content in _chunks(data):
        if kind in _SHOWN:
            kept.append(_chunk(kind, content))
        elif kind == b"iCCP":
            kept.append(_profile(content))
        elif not kind[0] & 0x20:  # its first letter is a capital: who does not know it can't show the picture
            raise ValueError("the picture has a part that is none of a PNG")
        elif kind == b"eXIf" and (turned := read_turn(content)) != 1:
            kept.append(_chunk(b"eXIf", write_turn(turned)))
    return b"".join(kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind and content of each chunk, to the end that the picture has; what follows it is none of it."""
    at = len(SIGNATURE)
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if at + 12 + size > len(data) or not kind.isalpha():
            break
        yield kind, data[at + 8 : at + 8 + size]
        if kind == b"IEND":
            return
        at += 12 + size
    raise ValueError("the picture is cut off")


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return len(content).to_bytes(4, "big") + kind + content + check.to_bytes(4, "big")


def _profile(content: bytes) -> bytes:
    """Return the chunk of the colour profile without its words: its name is one of them."""
    _, found, packed = content.partition(b"\0")
    reader = zlib.decompressobj()
    try:
        profile = reader.decompress(packed[1:], 8_000_000)
    except zlib.error:
        return b""
    clean = clean_profile(profile) if found and not reader.unconsumed_tail else None
    return b"" if clean is None else _chunk(b"iCCP", b"profile\0\0" + zlib.compress(clean, 9))


# ── how a photograph is to be turned ──────────────────────────────────────────────────────────────────────────────────


def read_turn(exif: bytes) -> int:
    """Return how the photograph is to be turned, 1 to 8, as its Exif data says; 1, not at all, where they can't be
    read (Exif 2.32, 4.6.4: the tag 0x0112 of the first directory)."""
    order = {b"II": "little", b"MM": "big"}.get(exif[:2])
    if order is None:
        return 1

    def number(at: int, size: int) -> int:
        return int.from_bytes(exif[at : at + size], "little" if order == "little" else "big")

    first = number(4, 4)
    for entry in range(first + 2, min(first + 2 + 12 * number(first, 2), len(exif) - 11), 12):
        if number(entry, 2) == 0x0112:
            turned = number(entry + 8, 2)
            return turned if 1 <= turned <= 8 else 1
    return 1


def write_turn(turned: int) -> bytes:
    """Return Exif data that say how a photograph is to be turned, and nothing else."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + turned.to_bytes(2, "big") + b"\0\0"
    return b"MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"
