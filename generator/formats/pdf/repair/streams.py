"""Write PDF streams whose length no reader can mistake.

Before `endstream` a PDF has an end of line that does not count (ISO 32000-1, 7.3.8.1). Data that happens to end in a
carriage return makes one with the line feed that pydyf writes, so that a strict reader finds a byte less than `Length`
says, and PDF/A (ISO 19005-3, 6.1.7.1) forbids that. It happens to one compressed stream in 256.
"""

from __future__ import annotations

from typing import Any


def repair() -> None:
    """Let what follows such data be a whole end of line of its own."""
    import pydyf

    shipped = pydyf.Stream.data.fget

    def data(stream: Any) -> bytes:
        written: bytes = shipped(stream)
        if written.endswith(b"\r\nendstream"):
            return written.removesuffix(b"\nendstream") + b"\r\nendstream"
        return written

    pydyf.Stream.data = property(data)
