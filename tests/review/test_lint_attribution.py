"""Rules about attribution: it stands in fields of an entry, no heading leaves it out, and no witness is accused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.lint import linted, spots
from tests.support.workspaces import BRIEFING, FILES, prose, write

OVERVIEW = f"{BRIEFING}/overview.yaml"
CASE = "data/ruritania/cases/tarlenheim.yaml"
EVENTS = "data/ruritania/events.yaml"


def record(*lines: str) -> dict[str, str]:
    """Return the change that gives Fritz Tarlenheim these lines."""
    return {CASE: "\n".join(("names: {preferred: Fritz Tarlenheim}", *lines)) + "\n"}


# ── words of an entry ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("timeline:", "  - {date: 2020-10-06, text: Guards allegedly beat him., by: gazette-1}"), "allegedly"),
        (
            ("timeline:", "  - {date: 2020-10-06, text: Guards reportedly beat him., alleged: true, by: gazette-1}"),
            "reportedly",
        ),
        (("timeline:", "  - {date: 2020-10-06, text: 'Guards beat him, he says.', by: gazette-1}"), ", he says"),
        (("timeline:", "  - {date: 2020-10-06, text: He alleged pressure., by: gazette-1}"), "He alleged"),
        (
            ("detention:", "  - {as_of: 2020-10, conditions: 'no light, according to his lawyer', by: gazette-1}"),
            "according to",
        ),
        (
            ("proceedings:", "  - stages:", "      - {stage: charged, text: It was reportedly quick., by: gazette-1}"),
            "reportedly",
        ),
        (
            ("timeline:", "  - {date: 2020-10-06, text: Guards beat him., attributed_to: no-such-body, by: gazette-1}"),
            "no-such-body",
        ),
    ],
)
def test_an_attribution_in_the_words_of_an_entry_is_found(lines: tuple[str, ...], found: str, tmp_path: Path) -> None:
    write(tmp_path, {**prose("[Tarlenheim](case:tarlenheim) was there."), **record(*lines)})
    assert spots(tmp_path, linted(tmp_path, "D369")) == [found]


@pytest.mark.parametrize(
    "line",
    [
        "  - {date: 2020-10-06, text: Guards beat him., alleged: true, by: gazette-1}",
        "  - {date: 2020-10-06, text: Guards beat him., reported: true, by: gazette-1}",
        "  - {date: 2020-10-06, text: Guards beat him., attributed_to: his lawyer, by: gazette-1}",
        "  - {date: 2020-10-06, text: Guards beat him., attributed_to: bureau, by: gazette-1}",
        "  - {date: 2020-10-06, text: He was fined., accused_of: singing, by: gazette-1}",
        "  - {date: 2020-10-06, text: The alleged owner of the belt was questioned., by: gazette-1}",
        "  - {date: 2020-10-06, text: He said that the king was a fool., by: gazette-1}",
    ],
)
def test_an_attribution_in_its_field_is_left_alone(line: str, tmp_path: Path) -> None:
    write(tmp_path, {**prose("[Tarlenheim](case:tarlenheim) was there."), **record("timeline:", line)})
    assert linted(tmp_path, "D369") == []


# ── prose against the fields ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize("field", ["alleged: true", "reported: true", "attributed_to: his lawyer"])
@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Guards took away the books of [Tarlenheim](case:tarlenheim).", 1),
        ("Guards reportedly took away the books of [Tarlenheim](case:tarlenheim).", 0),
        ("His lawyer says that guards took away the books of [Tarlenheim](case:tarlenheim).", 0),
    ],
)
def test_prose_is_compared_with_each_field(field: str, text: str, count: int, tmp_path: Path) -> None:
    entry = f"  - {{date: 2020-10-06, text: Guards took away his books., {field}, by: gazette-1}}"
    write(tmp_path, {**prose(text), **record("timeline:", entry)})
    assert len([d for d in linted(tmp_path, "T531") if d.origin.file == OVERVIEW]) == count


FINES = (
    FILES[EVENTS]
    + """\
choir-fines:
  title: fines of the choir
  wordings: [were fined]
  date: 2020-09
  text: Members of the choir were fined.
  accused_of: funding a smuggler with small donations of candles
  by: gazette-1
"""
)


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("Fined for small donations", "Members of the choir [were fined](event:choir-fines).", [3]),
        ("Donations of candles", "Members of the choir [were fined](event:choir-fines).", [3]),
        ("Fined for allegedly funding a smuggler", "Members of the choir [were fined](event:choir-fines).", []),
        ("The choir", "Members of the choir [were fined](event:choir-fines).", []),
        ("Donations of candles", "Nothing is known of the choir.", []),
        (
            "The choir",
            "Members of the choir [were fined](event:choir-fines); they funded a smuggler with donations of candles.",
            [6],
        ),
    ],
)
def test_no_heading_and_no_sentence_tells_as_a_fact_what_people_are_accused_of(
    title: str, text: str, found: list[int], tmp_path: Path
) -> None:
    section = f"""\
kind: theme
blocks:
  - section: choir
    title: {title}
    blocks: [{{text: "{text}"}}]
"""
    changes = {OVERVIEW: f"title: Overview\n{section.replace('kind: theme', 'kind: overview')}", EVENTS: FINES}
    write(tmp_path, changes)
    lines = [d.origin.line for d in linted(tmp_path, "T531") if d.origin.file == OVERVIEW]
    assert lines == [4 if line == 3 else line for line in found]


# ── witnesses ─────────────────────────────────────────────────────────────────────────────────────────────────────────

WITNESS = (
    "proceedings:",
    "  - charges: [{offence: slander}]",
    "    stages:",
    "      - {date: 2020-08, stage: questioned, role: ROLE, by: gazette-1}",
)


@pytest.mark.parametrize(
    ("role", "text", "found"),
    [
        ("witness", "[Tarlenheim](case:tarlenheim) was charged with slander.", ["was charged"]),
        ("witness", "Tarlenheim is suspected of slander.", ["is suspected"]),
        ("witness", "Tarlenheim was questioned as a witness in a case in which others are accused of slander.", []),
        ("witness", "Tarlenheim was not charged with slander.", []),
        ("witness", "Rassendyll was charged with slander.", []),
        ("suspect", "Tarlenheim was charged with slander.", ["was charged"]),
        ("suspect", "Tarlenheim is suspected of slander.", []),
        ("accused", "Tarlenheim was charged with slander.", []),
    ],
)
def test_a_witness_is_charged_with_nothing(role: str, text: str, found: list[str], tmp_path: Path) -> None:
    write(tmp_path, {**prose(text), **record(*(line.replace("ROLE", role) for line in WITNESS))})
    assert spots(tmp_path, linted(tmp_path, "T578")) == found
