"""What comes before what: editions before editions, recommendations that take the place of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.base.diagnostics import Diagnostic
from generator.records.load import load
from generator.records.resolve import resolve
from tests.support.workspaces import BRIEFING, EDITION, FILES, told, write

FILE = f"{BRIEFING}/edition.yaml"
RECOMMENDATIONS = "data/ruritania/recommendations.yaml"
EARLIER = "ruritania-2019-11"


def earlier(id: str = EARLIER, as_of: str = "2019-11-26", more: str = "") -> dict[str, str]:
    """Return an edition without sections."""
    text = FILES[FILE].replace(EDITION, id).replace("as_of: 2020-11-26", f"as_of: {as_of}")
    text = text.replace("[overview, expression]", "[]").replace("annexes: [prisoners]", "annexes: []")
    return {f"briefings/{id}/edition.yaml": text + more}


def found(root: Path, changes: dict[str, str], audience: str = "public") -> list[Diagnostic]:
    dataset, problems = load(write(root, changes))
    assert not problems, told(problems)
    return resolve(dataset, audience)  # type: ignore[arg-type]


def now(more: str) -> dict[str, str]:
    """Return the change by which the edition says more."""
    return {FILE: FILES[FILE] + more}


def test_an_edition_before_that_is_there_is_no_fault(tmp_path: Path) -> None:
    assert not found(tmp_path, {**earlier(), **now(f"predecessor: {EARLIER}\n")})


@pytest.mark.parametrize(
    ("changes", "code", "place", "message", "help"),
    [
        (
            now("predecessor: ruritania-2019-12\n"),
            "R111",
            (FILE, 18, 14),
            "there is no edition `ruritania-2019-12`",
            f"did you mean `{EARLIER}`?",
        ),
        (
            now("predecessor: zzz\n"),
            "R111",
            (FILE, 18, 14),
            "there is no edition `zzz`",
            f"there are: {EARLIER}, {EDITION}",
        ),
        (
            {RECOMMENDATIONS: FILES[RECOMMENDATIONS] + "  first_edition: ruritania-2020-10\n"},
            "R111",
            (RECOMMENDATIONS, 14, 18),
            "there is no edition `ruritania-2020-10`",
            f"did you mean `{EDITION}`?",
        ),
        (
            {RECOMMENDATIONS: FILES[RECOMMENDATIONS] + "  supersedes: repeall\n"},
            "R101",
            (RECOMMENDATIONS, 14, 15),
            "there is no recommendation `repeall`",
            "did you mean `repeal`?",
        ),
        (
            {**earlier(as_of="2020-12"), **now(f"predecessor: {EARLIER}\n")},
            "R112",
            (FILE, 18, 14),
            f"`{EARLIER}`, as of 2020-12, is later than this edition",
            "whose as_of is not after",
        ),
        (
            now(f"predecessor: {EDITION}\n"),
            "R113",
            (FILE, 18, 14),
            f"in a circle: {EDITION} → {EDITION}",
            "take `predecessor` out",
        ),
    ],
)
def test_what_is_not_so_is_told_with_its_place(
    changes: dict[str, str], code: str, place: tuple[str, int, int], message: str, help: str, tmp_path: Path
) -> None:
    (problem,) = found(tmp_path, {**earlier(), **changes})
    assert problem.code == code
    assert (problem.origin.file, problem.origin.line, problem.origin.column) == place
    assert message in problem.message
    assert help in (problem.help or "")


def test_a_circle_is_told_at_each_of_its_records(tmp_path: Path) -> None:
    circle = {**earlier(as_of="2020-11-26", more=f"predecessor: {EDITION}\n"), **now(f"predecessor: {EARLIER}\n")}
    assert [(p.code, p.origin.file) for p in found(tmp_path, circle)] == [
        ("R113", f"briefings/{EARLIER}/edition.yaml"),
        ("R113", FILE),
    ]
    text = FILES[RECOMMENDATIONS].replace("messenger: council", "messenger: council\n  supersedes: release")
    (one, two) = found(tmp_path, {FILE: FILES[FILE], RECOMMENDATIONS: text + "  supersedes: repeal\n"})[-2:]
    assert (one.code, two.code) == ("R113", "R113")
    assert "repeal → release → repeal" in one.message


def test_what_leads_into_a_circle_is_not_in_it(tmp_path: Path) -> None:
    changes = {**earlier(as_of="2019", more=f"predecessor: {EARLIER}\n"), **now(f"predecessor: {EARLIER}\n")}
    assert [p.origin.file for p in found(tmp_path, changes)] == [f"briefings/{EARLIER}/edition.yaml"]


def test_an_edition_before_that_can_t_be_read_is_not_said_to_be_missing(tmp_path: Path) -> None:
    root = write(tmp_path, {**earlier(), **now(f"predecessor: {EARLIER}\n")})
    (root / f"briefings/{EARLIER}/edition.yaml").write_text("kind: [\n", "utf-8")
    dataset, problems = load(root, [EDITION])
    assert problems
    assert not resolve(dataset)


@pytest.mark.parametrize(
    "changes",
    [
        now("predecessor: {value: canary-x, visibility: internal}\n"),
        {RECOMMENDATIONS: FILES[RECOMMENDATIONS] + "  first_edition: {value: canary-x, visibility: internal}\n"},
        {
            **earlier("canary-x", "2021"),
            **now("predecessor: {value: canary-x, visibility: internal}\n"),
        },
        {
            **earlier("canary-x", "2020-11-26", f"predecessor: {EDITION}\n"),
            **now("predecessor: {value: canary-x, visibility: internal}\n"),
        },
    ],
)
def test_what_is_closed_is_told_by_its_place_alone(changes: dict[str, str], tmp_path: Path) -> None:
    problems = found(tmp_path, changes)
    assert problems
    assert "canary" not in "".join(p.message + (p.help or "") for p in problems)
