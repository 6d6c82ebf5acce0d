"""A colour profile without its words: who made it, when, for which machine.

In and out: an ICC profile (ICC.1:2022). What colours are made of stays as it is, byte by byte.
"""

from __future__ import annotations

_COLOURS = frozenset({
    b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"lumi", b"chad", b"chrm",
    b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"D2B0", b"D2B1", b"D2B2", b"D2B3", b"B2D0", b"B2D1",
    b"B2D2", b"B2D3", b"gamt", b"cicp",
})  # fmt: skip
"""Tags by which colours are computed (9.2); names, makers and measurements are not among them."""


def clean_profile(profile: bytes) -> bytes | None:
    """Return the profile with nothing but its colours; None for what is none."""
    if len(profile) < 132 or profile[36:40] != b"acsp":
        return None
    tags: dict[bytes, bytes] = {}
    count = int.from_bytes(profile[128:132], "big")
    if count > 100:
        return None
    for at in range(132, 132 + 12 * count, 12):
        name = profile[at : at + 4]
        begin, size = (int.from_bytes(profile[at + n : at + n + 4], "big") for n in (4, 8))
        if name in _COLOURS and begin >= 128 and begin + size <= len(profile):
            tags[name] = profile[begin : begin + size]
    if not tags:
        return None
    new = profile[8] >= 4
    # each profile has to have these two (8.2)
    tags |= {b"desc": _text(b"colours", new, b"desc"), b"cprt": _text(b"none", new, b"text")}
    return _assembled(_head(profile), tags)


def _head(profile: bytes) -> bytes:
    """Return the head: what the colours are, without date, maker, model and number of the file (7.2)."""
    kept = bytearray(profile[:128])
    day = (1998, 1, 1, 0, 0, 0)
    kept[4:8] = b"\0\0\0\0"  # the program
    kept[24:36] = b"".join(part.to_bytes(2, "big") for part in day)
    kept[40:64] = bytes(24)  # the system; whether it is embedded; the maker and the model of the machine, and its kind
    kept[80:128] = bytes(48)  # who made the file, and the sum by which it is known
    return bytes(kept)


def _text(words: bytes, new: bool, kind: bytes) -> bytes:
    """Return words as profiles of version 4 (10.15) or those before it (ICC.1:2001, 6.5.17 and 6.5.18) have them."""
    if new:
        wide = words.decode("ascii").encode("utf-16-be")
        return b"mluc" + bytes(4) + b"\0\0\0\x01\0\0\0\x0cenUS" + len(wide).to_bytes(4, "big") + b"\0\0\0\x1c" + wide
    if kind == b"text":
        return b"text" + bytes(4) + words + b"\0"
    return b"desc" + bytes(4) + (len(words) + 1).to_bytes(4, "big") + words + b"\0" + bytes(78)


def _assembled(head: bytes, tags: dict[bytes, bytes]) -> bytes:
    """Return the file; curves and points that several tags share are written once."""
    at = 132 + 12 * len(tags)
    table, data = b"", b""
    places: dict[bytes, int] = {}
    for name, content in tags.items():
        if content not in places:
            places[content] = at + len(data)
            data += content + bytes(-len(content) % 4)
        table += name + places[content].to_bytes(4, "big") + len(content).to_bytes(4, "big")
    whole = head + len(tags).to_bytes(4, "big") + table + data
    return len(whole).to_bytes(4, "big") + whole[4:]
