"""Write the file with each of its objects made into bytes once, and hold what is in the structure tree as bytes alone.

pydyf 0.13 makes bytes of each object twice, for the file and for its identifier, and compresses each page twice; and it
holds an element of the structure tree, of which a page has hundreds, as two dictionaries and an array with the numbers
of objects: a kilobyte for each. With another version of pydyf its own way is left to it.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import md5
from math import ceil, log
from typing import Any

VERSION = "0.13.0"
"""The version of pydyf whose bytes these are."""


def repair() -> None:
    """Put in place how a file is written."""
    import pydyf

    if pydyf.VERSION == VERSION:
        shipped = pydyf.PDF.write
        pydyf.PDF.write = lambda pdf, output, *how, **named: _write(pdf, output, shipped, *how, **named)


def make_written_class() -> Any:
    """Return the class of objects of a file that know nothing but their number and their bytes."""
    import pydyf

    class Written(pydyf.Object):  # type: ignore[misc]
        offset, generation, free, compressible, data = 0, 0, "n", True, b""

        def __init__(self, number: int):
            self.number = number

    return Written


def _write(
    pdf: Any, output: Any, shipped: Any, version: Any = b"1.7", identifier: Any = False, compress: bool = False
) -> None:
    """Write a file as `pydyf.PDF.write` does: what is no stream goes into one stream of objects, compressed."""
    from pydyf import Array, Stream, String, _to_bytes

    version = _to_bytes(version or b"1.7")
    if not compress or version < b"1.5":
        shipped(pdf, output, version, identifier, compress)
        return
    if pdf.info:
        pdf.add_object(pdf.info)
    checksum = md5(usedforsecurity=False)

    def write(one: Any) -> None:
        """Write an object by itself."""
        one.offset, data = pdf.current_position, one.data
        checksum.update(data)
        pdf.write_line(b"%d %d obj\n%b\nendobj" % (one.number, one.generation, data), output)

    pdf.write_line(b"%PDF-" + version, output)
    pdf.write_line(b"%\xf0\x9f\x96\xa4", output)
    parts = _gather(pdf, write, checksum.update)
    within = len(parts) - 1
    objects = Stream(parts, {"Type": "/ObjStm", "N": within, "First": len(parts[0]) + 1}, compress)
    pdf.add_object(objects)
    write(objects)
    parts.clear()

    extra = {
        **_list_places(pdf, objects.number, within),
        "Size": len(pdf.objects) + 1,
        "Root": pdf.catalog.reference,
    }
    table = extra.pop("table")
    if pdf.info:
        extra["Info"] = pdf.info.reference
    if identifier:
        told = checksum.hexdigest().encode()
        given = told if identifier is True else _to_bytes(identifier)
        extra["ID"] = Array((String(given).data, String(told).data))
    places_stream = Stream([table], extra, compress)
    pdf.xref_position = pdf.current_position
    pdf.add_object(places_stream)
    write(places_stream)
    pdf.write_line(b"startxref", output)
    pdf.write_line(b"%d" % pdf.xref_position, output)
    pdf.write_line(b"%%EOF", output)


def _gather(pdf: Any, write: Callable[[Any], None], note: Callable[[bytes], None]) -> list[bytes]:
    """Write what is a stream; return the bytes of all other objects, noted, and before them where each begins."""
    parts: list[bytes] = [b""]
    places: list[int] = []
    position = 0
    for one in pdf.objects:
        if one.free == "f":
            continue
        if not one.compressible:
            write(one)
            continue
        data = one.data
        note(data)
        parts.append(data)
        places += one.number, position
        position += len(data) + 1
    parts[0] = b" ".join(b"%d" % place for place in places)
    return parts


def _list_places(pdf: Any, stream: int, within: int) -> dict[str, Any]:
    """Return where the objects of a file are (ISO 32000-1, 7.5.8): `within` of them in the stream of this number."""
    from pydyf import Array

    rows: list[tuple[int, int, int]] = []
    number = 0
    for one in pdf.objects:
        if one.compressible:
            rows.append((2, stream, number))
            number += 1
        else:
            rows.append((int(bool(one.number)), one.offset, one.generation))
    rows.append((1, pdf.current_position, 0))
    second = ceil(log(pdf.current_position + 1, 256))
    third = ceil(log(max(max(one.generation for one in pdf.objects), within) + 1, 256))
    table = b"".join(
        b"%b%b%b" % (kind.to_bytes(1, "big"), place.to_bytes(second, "big"), last.to_bytes(third, "big"))
        for kind, place, last in rows
    )
    return {
        "table": table,
        "Type": "/XRef",
        "Index": Array((0, len(pdf.objects) + 1)),
        "W": Array((1, second, third)),
    }
