"""A list of one day, updated on another: no row pretends to be of the later one."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.paper.document import Table, join_inlines
from tests.support.tables import say_row
from tests.support.workspaces import BRIEFING, FILES, built, write

EDITION_FILE = f"{BRIEFING}/edition.yaml"
TARLENHEIM = "data/ruritania/cases/tarlenheim.yaml"
REMANDED = "proceedings: [{stages: [{date: 2020-02-04, stage: remanded, by: weekly-1}]}]\n"


def read_lists(root: Path, seen: str, asked: bool = True) -> tuple[str, str]:
    """Return the lines of the cover and the status of Fritz Tarlenheim, who was seen then; Rudolf Rassendyll is known
    of 22 June 2020."""
    timeline = f"timeline: [{{as_of: {seen}, text: Seen., verified: true, by: weekly-1}}]\n"
    changes = {TARLENHEIM: FILES[TARLENHEIM] + REMANDED + timeline}
    edition = {EDITION_FILE: FILES[EDITION_FILE] + "row_days: true\n"} if asked else {}
    document = built(write(root, changes | edition))
    annex = next(section for section in document.sections if section.id == "prisoners")
    table = next(block for block in annex.blocks if isinstance(block, Table))
    row = next(row for row in table.body if row.id.endswith("tarlenheim"))
    cover = " ".join(join_inlines(p.inlines) for p in document.cover.paragraphs())
    return cover, say_row(document, table, row)["status"]


@pytest.mark.parametrize(
    ("seen", "cover", "status"),
    [
        ("2020-11-26", "as of 22 June 2020 and 26 November 2020;", "in pre-trial detention (since 4 February 2020)"),
        ("2020-08-10", "as of 22 June 2020 and 10 August 2020;",
         "in pre-trial detention (since 4 February 2020); as of 10 August 2020"),
        ("2020-06-22", "as of 22 June 2020;", "in pre-trial detention (since 4 February 2020); as of 22 June 2020"),
    ],
)  # fmt: skip
def test_a_row_of_another_day_says_it_and_the_cover_says_both(
    seen: str, cover: str, status: str, tmp_path: Path
) -> None:
    said, row = read_lists(tmp_path, seen)
    assert cover in said
    assert row == status


def test_papers_that_do_not_ask_for_it_stay_as_they_were(tmp_path: Path) -> None:
    said, row = read_lists(tmp_path, "2020-08-10", asked=False)
    assert "as of 22 June" not in said
    assert row == "in pre-trial detention (since 4 February 2020)"
