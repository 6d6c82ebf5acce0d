"""The sample paper, which several files of tests write as a Word file, once for each."""

from __future__ import annotations

import pytest

from generator.formats.docx import write_docx
from generator.paper.document import Document
from tests.support.documents import sample
from tests.support.docx_files import TEMPLATE


@pytest.fixture(scope="module")
def document() -> Document:
    return sample()


@pytest.fixture(scope="module")
def written(document: Document) -> bytes:
    """Return its Word file, in which every heading is said to stand on the first page."""
    return write_docx(document, TEMPLATE, {line.target: 1 for line in document.numbers.contents})
