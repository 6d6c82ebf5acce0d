"""One entry of a timeline is changed, and the table of prisoners, the marks, the changes, the scorecard and the
country's page change."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.paper.document import Document, Table, join_inlines
from generator.paper.workspace import Workspace
from generator.runs.country_page import make_page
from tests.support.later import CASES, LATER, MEANWHILE
from tests.support.workspaces import assembled, told, with_pages, write

BERTRAND = f"{CASES}/bertrand.yaml"
IN_PRISON = "{as_of: 2022-06-01, text: He is in prison still., status: imprisoned, verified: true, by: watch-2022}"
FREE = "{date: 2022-06-01, text: He was let go., status: released, by: watch-2022}"
ASKED = MEANWHILE["data/ruritania/recommendations.yaml"].replace(
    "  text: Release those who are held.\n", "  text: Release those who are held.\n  cases: bertrand\n"
)


def paper(root: Path) -> Document:
    document, problems = assembled(root, edition=LATER)
    assert document is not None, told(problems)
    return document


def row(document: Document, section: str, name: str) -> str:
    """Return where the row that tells of `name` stands, and its words."""
    found = next(s for s in document.sections if s.id == section)
    lines = [
        (table.id, " | ".join(join_inlines(cell.blocks[0].inlines) for cell in row.cells))
        for table in found.blocks
        if isinstance(table, Table)
        for row in table.body
    ]
    return next((f"{id}: {line}" for id, line in lines if name in line), "")


def page(root: Path) -> str:
    made = make_page(Workspace(root, [LATER, "ruritania-2020-11"]), "ruritania", root / "build", ["md"])
    assert made is not None
    return made.files["index.md"].data.decode()


@pytest.mark.slow
def test_one_entry_changes_all_that_is_derived_from_it(tmp_path: Path) -> None:
    changes = {**MEANWHILE, "data/ruritania/recommendations.yaml": ASKED}
    assert IN_PRISON in changes[BERTRAND]
    held = write(tmp_path / "held", changes)
    free = write(tmp_path / "free", {**changes, BERTRAND: changes[BERTRAND].replace(IN_PRISON, FREE)})
    before, after = paper(held), paper(free)

    def both(section: str, name: str = "Bertrand") -> tuple[str, str]:
        return row(before, section, name), row(after, section, name)

    was, now = both("prisoners")
    assert was.startswith("prisoners.prisoners: ")
    assert "(no further developments)" in was
    assert "imprisoned (as of 1 June 2022)" in was
    assert now.startswith("prisoners.prisoners.free: ")
    assert "(released)" in now
    assert "released (since 1 June 2022)" in now

    was, now = both("changes")
    assert "changes.changes.cases" not in was
    assert "changes.changes.cases: Bertrand Bersonin (released)" in now
    assert "He was let go (1 June 2022)" in now

    was, now = both("changes", "Release those who are held")
    assert "Bertrand Bersonin: imprisoned (as of 1 June 2022)." in was
    assert "Bertrand Bersonin: released (since 1 June 2022)." in now

    was, now = page(with_pages(held)), page(with_pages(free))
    assert "2 held on that day, 1 no longer held, 1 deceased" in was
    assert "1 held on that day, 2 no longer held, 1 deceased" in now
