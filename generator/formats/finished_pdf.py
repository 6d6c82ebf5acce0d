"""Read back every text that a finished PDF holds: the words of its pages, and what its objects say.

In: the bytes of a PDF. Out: each text with where it stands.

Of a long one qpdf's objects take several times the room of the file. So it is read by a process that begins anew, while
this one still holds all that the paper was made of: neither takes the other's room, and what the reader took is free
again when it ends. A small one is read here, since to begin a process takes longer than its room is worth.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Generator, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote

from generator.base.extras import need_extra
from generator.base.limits import end_with
from generator.base.uninterrupted import keep_interrupts_from

_SMALL = 500_000
"""Bytes of a file that is read here: its objects take some 15 MB."""
_BATCH = 2000
"""Texts that are handed over together."""
_PROGRAM = Path(__file__).parents[2]
_READER = """
import sys
parent, *sys.path = sys.argv[1:]
from generator.formats.finished_pdf import serve
serve(int(parent))
"""
"""Nothing is loaded from the folder in which the command was typed, nor by what the environment says of Python."""

Texts = Generator[tuple[str, str], None, None]


def list_pdf_texts(data: bytes) -> Texts:
    """Yield the words of each page, as PDFium reads them, and every string, name and stream of every object; what
    objects say again is told once."""
    return read_here(data) if len(data) <= _SMALL or not sys.executable else read_beside(data)


def read_here(data: bytes) -> Texts:
    """Yield the texts of a file, read in this process."""
    with need_extra("pdf", "the last look at a PDF"):
        import pikepdf
        import pypdfium2

    read = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(read, 1):
            told = page.get_textpage()
            yield f"page {number}", _HYPHENATED.sub("", told.get_text_bounded())
            told.close()
            page.close()
    finally:
        read.close()
    said: set[str] = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for found in pdf.objects:
            for text in _list_object(found):
                if text not in said:
                    said.add(text)
                    yield "its objects", text


_HYPHENATED = re.compile("[\x02\ufffe\u00ad]\\s*|-\\s*[\r\n]+\\s*")
"""PDFium writes U+FFFE or U+0002 for a hyphen at the end of a line."""


def _list_object(found: Any) -> Iterator[str]:
    """Yield the texts of one object, as deep as it goes without following references: those are objects of their
    own."""
    import pikepdf

    left: list[tuple[Any, int]] = [(found, 0)]
    while left:
        value, depth = left.pop()
        if depth and getattr(value, "is_indirect", False):
            continue
        if isinstance(value, pikepdf.String | pikepdf.Name | str):
            yield unquote(str(value))
        elif isinstance(value, pikepdf.Array):
            left += [(one, depth + 1) for one in value]
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            for key, one in value.items():
                yield str(key)
                left.append((one, depth + 1))
            if isinstance(value, pikepdf.Stream) and _is_text(value):
                yield value.read_bytes().decode("utf-8", "replace")


def _is_text(stream: Any) -> bool:
    """Tell whether a stream holds words rather than drawings: XMP, an attached file. What a page draws is read by
    PDFium."""
    return str(stream.get("/Type", "")) in ("/Metadata", "/EmbeddedFile")


# ── in a process of its own ───────────────────────────────────────────────────────────────────────────────────────────


def read_beside(data: bytes) -> Texts:
    """Yield the texts of a file, read by a process that knows nothing of this one. Raises what it raised; RuntimeError
    where it ended before it had told that this was all, since then nobody knows what was left unread."""
    path = [str(_PROGRAM), *(one for one in sys.path if one)]
    flags = ["-I", "-S", *(["-B"] if sys.dont_write_bytecode else [])]
    command = [sys.executable, *flags, "-c", _READER, str(os.getpid()), *path]
    with keep_interrupts_from():
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    try:
        with contextlib.suppress(BrokenPipeError), process.stdin as given:  # an early end is missed below
            given.write(data)
        yield from _hear(process.stdout)
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def _hear(told: IO[bytes]) -> Texts:
    """Yield what the reader tells until it says that this was all."""
    while True:
        try:
            texts, error = pickle.load(told)
        except (EOFError, pickle.UnpicklingError):
            raise RuntimeError("the process that reads a finished PDF ended before it had read all of it") from None
        if error is not None:
            raise error
        if not texts:
            return
        yield from texts


def serve(parent: int) -> None:
    """Read the PDF that stands at the input, and tell its texts in batches: an empty one is the last."""
    end_with(parent)
    told = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints is not taken for a text
    with os.fdopen(told, "wb") as out, contextlib.suppress(BrokenPipeError):  # where nobody listens any more
        try:
            for texts in _gather(read_here(sys.stdin.buffer.read())):
                _tell(out, texts)
            _tell(out, [])
        except BrokenPipeError:
            raise
        except Exception as error:
            _tell(out, [], _as_sent(error))


def _gather(texts: Texts) -> Iterator[list[tuple[str, str]]]:
    while some := [*islice(texts, _BATCH)]:
        yield some


def _tell(out: IO[bytes], texts: list[tuple[str, str]], error: Exception | None = None) -> None:
    out.write(pickle.dumps((texts, error), pickle.HIGHEST_PROTOCOL))
    out.flush()


def _as_sent(error: Exception) -> Exception:
    """Return an error, or its words alone where it would not arrive as it is."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
