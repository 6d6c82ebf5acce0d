"""What the judge of the Word file says does not follow from the pieces in which it reads it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.formats.docx.check.file import check_docx
from generator.formats.docx.check.parts import Piece, read_pieces
from generator.paper.document import Document
from tests.support.broken_docx import ELSEWHERE, IN_THE_BODY
from tests.support.docx_files import BODY, changed

BROKEN: Mapping[str, Mapping[str, Callable[[str], str]]] = {
    **{name: {BODY: edit} for name, edit in IN_THE_BODY.items()},
    **ELSEWHERE,
}
ROOMS = (300, None)
"""Bytes that are read at a time: about as many as a paragraph has, and all of a short paper."""


def tell(data: bytes, document: Document, room: int | None) -> str:
    """Return what the judge says, a line for each."""
    return "".join(f"{found.code} {found.message}\n" for found in check_docx(data, document, room))


def test_broken_files_are_told_as_ever(
    written: bytes, document: Document, golden: Callable[[str, str | bytes], None]
) -> None:
    """The words were recorded when each part was one tree."""
    for room in ROOMS:
        told = "".join(f"{name}:\n{tell(changed(written, edits), document, room)}\n" for name, edits in BROKEN.items())
        golden("judge/docx.txt", told)


@settings(max_examples=12)
@given(names=st.lists(st.sampled_from(sorted(IN_THE_BODY)), min_size=2, max_size=4), room=st.integers(40, 3000))
def test_several_faults_are_told_alike_in_pieces(
    written: bytes, document: Document, names: list[str], room: int
) -> None:
    def edit(text: str) -> str:
        for name in names:
            text = IN_THE_BODY[name](text)
        return text

    data = _edited(written, edit)
    assert tell(data, document, room) == tell(data, document, None)


def test_nothing_of_a_long_file_is_held(written: bytes) -> None:
    """Each paragraph and row is in one piece, in order; what was in a piece is gone when the next one comes."""
    table = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr>" + "<w:tr/>" * 3000 + "</w:tbl>"
    data = _edited(written, lambda text: text.replace("<w:body>", f"<w:body>{table * 2}{'<w:p/>' * 3000}", 1))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        whole = etree.fromstring(file.read(BODY))
        sizes: list[int] = []
        names: list[str] = []
        for piece in read_pieces(file, BODY, 2000):
            sizes.append(_count(piece))
            names += [str(element.tag) for element in piece.root.iter() if str(element.tag).endswith(("}tr", "}p"))]
    assert max(sizes) < 700 < len(names) / 10
    assert names == [str(element.tag) for element in whole.iter() if str(element.tag).endswith(("}tr", "}p"))]


def _count(piece: Piece) -> int:
    return sum(1 for _ in piece.root.getroottree().iter())


def _edited(data: bytes, edit: Callable[[str], str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return changed(data, {BODY: edit(file.read(BODY).decode())})
