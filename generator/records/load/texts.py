"""Decode the bytes of a file, and list the texts in its YAML tree.

In: the bytes of a file, or its tree. Out: text.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin

_OTHERS = {
    b"PK\x03\x04": "a file of Word or Excel, or a ZIP",
    b"\xd0\xcf\x11\xe0": "a file of an old Word or Excel",
    b"%PDF-": "a PDF",
    b"{\\rtf": "a text with formats (RTF), such as TextEdit and WordPad make",
    b"bplist": "a file of macOS",
}
"""How files of other programs begin."""

_MARK = "\ufeff"

_SAVE = "save the file as UTF-8: in Notepad with “Save as”, Encoding: UTF-8; in TextEdit as plain text, Unicode (UTF-8)"


def decode(data: bytes, file: str) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of a file in UTF-8, without a mark of order; None with the place (D007) where it is not."""
    if kind := next((said for begins, said in _OTHERS.items() if data.startswith(begins)), None):
        help = "write its words into a plain text file; an editor such as VS Code or Notepad makes one"
        return None, [codes.NOT_UTF_8.at(Origin(file), f"this is no text but {kind}, whatever its name says", help)]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").split("\n")
        place = Origin(file, len(before), len(before[-1]) + 1)
        what = f"byte {error.start + 1} of this file is not UTF-8"
        return None, [codes.NOT_UTF_8.at(place, what, _SAVE)]


def decode_whole(data: bytes, file: str) -> str:
    """Return the text of a file in UTF-8 with its mark of order, where it has one, so that it is written as it was.
    Raises BriefingError (D007) where it is not in UTF-8."""
    text, problems = decode(data, file)
    if text is None:
        raise BriefingError(problems)
    return _MARK + text if data.startswith(_MARK.encode()) else text


def find_texts(node: object) -> Iterator[str]:
    """Yield every text in a tree of YAML, in the order of the file; keys and numbers are none."""
    found: list[str] = []  # filled and not yielded level by level: of a long list hundred thousands are asked for
    _add_texts(node, found)
    yield from found


def _add_texts(node: object, found: list[str]) -> None:
    if isinstance(node, str):
        found.append(node)
        return
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        if type(value) is str:
            found.append(value)
        elif value is not None:
            _add_texts(value, found)
