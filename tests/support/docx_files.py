"""Word files taken apart and put together again, for tests that break them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from tests.support.places import ROOT

TEMPLATE = ROOT / "templates" / "dialogue-paper" / "paper.docx"
BODY = "word/document.xml"


def changed(data: bytes, edits: Mapping[str, Callable[[str], str] | str | bytes | None]) -> bytes:
    """Return the file with parts edited (by function), replaced or added (by text or bytes), or taken out (None).

    An edit that changes nothing fails: the test would not test what it says.
    """
    stream = io.BytesIO()
    left = dict(edits)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            edit = left.pop(name, ...)
            if edit is None:
                continue
            text = old.read(name)
            if callable(edit):
                assert edit(text.decode()) != text.decode(), f"nothing changed in {name}"
                text = edit(text.decode()).encode()
            elif isinstance(edit, str | bytes):
                text = edit.encode() if isinstance(edit, str) else edit
            new.writestr(name, text)
        for name, edit in left.items():
            assert isinstance(edit, str | bytes), name
            new.writestr(name, edit)
    return stream.getvalue()


def replaced(old: str, new: str, times: int = 1) -> Callable[[str], str]:
    """Return an edit that replaces the words the first `times` times."""
    return lambda text: text.replace(old, new, times)
