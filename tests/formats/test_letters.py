"""The readers of finished files find words that are missing, moved or changed: a comparison that cannot fail is
none."""

from __future__ import annotations

import io

import pikepdf
import pytest

from generator.formats.html import write_html
from generator.formats.html_letters import read_html_letters
from generator.formats.pdf import write_pdf
from tests.support.documents import STYLE, sample
from tests.support.pdf_letters import pdf_letters


@pytest.fixture(scope="module")
def data() -> bytes:
    return write_pdf(sample(), STYLE).data


def changed(data: bytes, old: bytes, new: bytes) -> bytes:
    """Return the PDF with something else in the content streams of its pages."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.Contents.write(page.Contents.read_bytes().replace(old, new))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.slow
def test_words_that_are_not_drawn_are_missed(data: bytes) -> None:
    blocks, _ = pdf_letters(data)
    blank, notes = pdf_letters(changed(data, b"TJ", b"pop"))
    assert any(text for _, text in blocks)
    assert not any(text for _, text in blank)
    assert not any(notes.values())


@pytest.mark.slow
def test_content_that_the_tree_points_to_but_is_not_there(data: bytes) -> None:
    with pytest.raises(KeyError):
        pdf_letters(changed(data, b"/MCID 0", b"/MCID 9999"))


@pytest.mark.slow
def test_artifacts_are_no_words(data: bytes) -> None:
    blocks, _ = pdf_letters(data)
    assert "Page 1 of" not in "".join(text for _, text in blocks)
    assert all(id for id, _ in blocks)


def test_words_outside_of_blocks_are_told() -> None:
    page = write_html(sample(), STYLE).replace(b"<main>", b"<main>stray {{ words }}")
    blocks, _ = read_html_letters(page)
    assert (None, "stray {{ words }}") in [(id, text.strip()) for id, text in blocks]
