"""Charges in words: parts and items as people cite those of the law, attempts, and what they are in connection with."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.paper.document import Table, join_inlines
from tests.support.tables import say_row
from tests.support.workspaces import BRIEFING, FILES, assembled, built, edited, told, write

CASE = "data/ruritania/cases/rassendyll.yaml"
LAW = "data/ruritania/laws/ru-code.yaml"
DOTTED = {LAW: FILES[LAW] + "numbering: dotted\n"}
CHARGE = '{provision: ru-code/13, part: "2"}'


def read_charges(root: Path) -> str:
    document = built(root)
    annex = next(section for section in document.sections if section.id == "prisoners")
    table = next(block for block in annex.blocks if isinstance(block, Table))
    row = next(row for row in table.body if row.id.endswith("rassendyll"))
    return say_row(document, table, row)["charges"]


@pytest.mark.parametrize(
    ("charge", "words"),
    [
        ('part: "2", items: [1, 2, 5]', "Article 13, part 2, items 1, 2 and 5 of the Criminal Code: insult"),
        ('part: "2", items: "3"', "Article 13, part 2, item 3 of the Criminal Code: insult"),
        ("items: [а, б]", "Article 13, items а and б of the Criminal Code: insult"),
        ("mode: attempt", "Article 13 of the Criminal Code (attempt): insult"),
        (
            'part: "2", in_connection_with: [{provision: ru-code/12, part: "1"}]',
            "Article 13, part 2, in connection with Article 12, part 1 of the Criminal Code: insult",
        ),
    ],
)
def test_parts_items_and_linked_articles(charge: str, words: str, tmp_path: Path) -> None:
    changes = edited(CASE, CHARGE, f"{{provision: ru-code/13, {charge}}}")
    assert words in read_charges(write(tmp_path, changes))


def test_a_law_whose_parts_and_items_are_cited_by_points(tmp_path: Path) -> None:
    charge = '{provision: ru-code/13, part: "4", items: [1, 3], mode: complicity}'
    said = read_charges(write(tmp_path, edited(CASE, CHARGE, charge) | DOTTED))
    assert "Article 13.4.1 and 13.4.3 of the Criminal Code (complicity): insult" in said


def test_a_table_of_articles_alone_says_below_what_linked_articles_are_about(tmp_path: Path) -> None:
    """The article in connection with which somebody is charged stands in the column, too, and was not told."""
    block = edited(f"{BRIEFING}/prisoners.yaml", "marks: {tarlenheim: new}", "charges: articles")
    alone = FILES[CASE].replace(f"[ru-code/12, {CHARGE}]", "[{provision: ru-code/13, in_connection_with: ru-code/12}]")
    document, problems = assembled(write(tmp_path, {CASE: alone} | block))
    assert document, told(problems)
    annex = next(section for section in document.sections if section.id == "prisoners")
    legend = next(join_inlines(b.inlines) for b in annex.blocks if b.id.endswith(".legend"))  # type: ignore[union-attr]
    assert "Article 12 of the Criminal Code: slander" in legend
    assert "Article 13 of the Criminal Code: insult" in legend
