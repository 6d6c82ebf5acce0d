"""The redlines of the real papers: every change accepted, they are the new paper, every change rejected, the old one.

Three engines say so: the tests' own, by the letter of ECMA-376, jubarte-redlines, and LibreOffice.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generator.formats.docx.redline.write import write_redline
from generator.paper.document import Document
from generator.runs.compare import ComparedEdition, make_both_papers
from tests.support import jubarte, libreoffice, redlines
from tests.support.judges import OF_WORD_FILES
from tests.support.places import ROOT

pytestmark = pytest.mark.slow

Decided = Callable[[bytes, redlines.Decision], bytes]
PAIRS = (
    ("monitor-kazakhstan-2022-05", "monitor-kazakhstan-2022-08"),
    ("eu-kazakhstan-2020-11", "eu-kazakhstan-2024-04"),
)


@cache
def redline(old: str, new: str) -> tuple[bytes, Document, Document]:
    """Return the redline of two editions, and both papers."""
    was, is_ = make_both_papers(ComparedEdition(ROOT, old), ComparedEdition(ROOT, new))
    data = write_redline(was.document, is_.document, is_.style.file("paper.docx"), is_.day)
    return data, was.document, is_.document


@pytest.mark.parametrize(("old", "new"), [PAIRS[0], pytest.param(*PAIRS[1], marks=pytest.mark.ci)])
@pytest.mark.parametrize("decided", [redlines.decided, jubarte.decided], ids=["ECMA-376", "jubarte"])
def test_accepted_it_is_the_new_paper_and_rejected_the_old_one(decided: Decided, old: str, new: str) -> None:
    data, was, is_ = redline(old, new)
    assert redlines.told(decided(data, "accept")) == redlines.expected(is_)
    assert redlines.told(decided(data, "reject")) == redlines.expected(was)


@pytest.mark.ci
def test_libreoffice_accepts_to_the_new_paper_and_rejects_to_the_old_one() -> None:
    """Fails in CI where LibreOffice is missing. Both pairs in one, since it takes long to start."""
    files: list[tuple[bytes, libreoffice.Decision]] = []
    papers = []
    for data, was, is_ in (redline(*pair) for pair in PAIRS):
        files += [(data, "accept"), (data, "reject")]
        papers += [is_, was]
    for file, paper in zip(libreoffice.all_decided(files), papers, strict=True):
        # each paragraph, with each note at its call; and no other notes, as they would not be seen there
        assert redlines.told(file) == redlines.expected(paper)
        assert redlines.notes(file) == redlines.expected_notes(paper)


@pytest.mark.ci
def test_what_libreoffice_opens_and_saves_twice_has_every_change_still() -> None:
    """Whoever saves the file before it is decided loses none: each letter deleted or inserted is so after it."""
    files = [redline(*pair)[0] for pair in PAIRS]
    once = libreoffice.all_decided([(data, "show") for data in files])
    twice = libreoffice.all_decided([(data, "show") for data in once])
    for data, *saved in zip(files, once, twice, strict=True):
        wanted = redlines.fates(data)
        assert {"ins", "del"} <= {fate for part in wanted for _, fate in part}
        for found in map(redlines.fates, saved):
            assert found == wanted


@pytest.mark.parametrize(("old", "new"), [PAIRS[0], pytest.param(*PAIRS[1], marks=pytest.mark.ci)])
def test_open_xml_sdk_finds_nothing(old: str, new: str, tmp_path: Path) -> None:
    file = tmp_path / "redline.docx"
    file.write_bytes(redline(old, new)[0])
    assert OF_WORD_FILES["Open XML SDK"](file) == []
