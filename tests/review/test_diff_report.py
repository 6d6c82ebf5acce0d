"""What became of things, in words: the two papers about the invented country, in each form, and single cases."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.records.schema.base import Visibility
from generator.review.diff import Change, applied
from generator.review.diff import Path as PathInView
from generator.review.diff_report import Report
from generator.review.diff_report.html import write_report_html
from generator.review.diff_report.json import write_report_json
from generator.review.diff_report.markdown import write_report_markdown
from generator.review.diff_report.stat import write_stat_lines
from generator.review.diff_report.text import write_report_lines
from generator.runs.compare import ComparedEdition, compare_editions
from tests.support import later
from tests.support.places import ROOT
from tests.support.views import view
from tests.support.workspaces import EDITION, FILES, edited, prose, write

Golden = Callable[[str, str | bytes], None]
CASE = "data/ruritania/cases/rassendyll.yaml"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report on both papers about the invented country."""
    root = write(tmp_path_factory.mktemp("ruritania"), later.MEANWHILE)
    return compare_editions(ComparedEdition(root, EDITION), ComparedEdition(root, later.LATER))


def text(report: Report, width: int = 100) -> str:
    return "\n".join(write_report_lines(report, width, None)) + "\n"


def test_as_text(report: Report, golden: Golden) -> None:
    golden("diff/report.txt", text(report))


def test_as_numbers(report: Report, golden: Golden) -> None:
    golden("diff/stat.txt", "\n".join(write_stat_lines(report)) + "\n")


def test_as_markdown(report: Report, golden: Golden) -> None:
    golden("diff/report.md", write_report_markdown(report, False))


def test_as_a_page(report: Report, golden: Golden) -> None:
    golden("diff/report.html", write_report_html(report, False))


def test_as_json(report: Report, golden: Golden) -> None:
    golden("diff/report.json", write_report_json(report, False))


def changes_of(found: dict[str, Any]) -> tuple[Change, ...]:
    """Return the changes that a report holds: the way back."""

    def path(steps: list[str | int] | None) -> PathInView | None:
        return None if steps is None else tuple(steps)

    return tuple(
        Change(one["kind"], path(one["old_path"]), path(one["new_path"]), one.get("old"), one.get("new"))
        for one in found["changes"]
    )


@pytest.mark.slow
def test_json_applied_to_the_old_side_gives_the_new_one(tmp_path: Path) -> None:
    root = write(tmp_path, later.MEANWHILE)
    found = json.loads(
        write_report_json(compare_editions(ComparedEdition(root, EDITION), ComparedEdition(root, later.LATER)), False)
    )
    assert applied(view(root, EDITION).content, changes_of(found)) == view(root, later.LATER).content


def test_json_is_as_its_schema_says(report: Report) -> None:
    import jsonschema

    schema = json.loads((ROOT / "docs" / "diff.schema.json").read_bytes())
    for stat in (False, True):
        jsonschema.validate(json.loads(write_report_json(report, stat)), schema)


def test_no_line_is_longer_than_the_terminal_is_wide(report: Report) -> None:
    for width in (40, 72, 120):
        for line in text(report, width).splitlines():
            assert len(line) <= width or " " not in line.strip(), line


def test_the_page_runs_nothing_and_fetches_nothing(report: Report) -> None:
    page = write_report_html(report, False).decode()
    assert "default-src 'none'" in page
    for word in ("<script", "src=", "url(", "@import", "javascript:", "<link"):
        assert word not in page


def test_words_of_the_data_stay_words_in_a_page_and_in_markdown(tmp_path: Path) -> None:
    hostile = "<script src=x *bold [a](b @somebody"  # what is whole markup is an error before it gets here
    report = compared(tmp_path, edited(CASE, "occupation: journalist", f'occupation: "{hostile}"'))
    assert "<script src" not in write_report_html(report, False).decode()
    found = write_report_markdown(report, False).decode()
    assert "<script" not in found.replace("\\<script", "")
    assert "[a](" not in found.replace("\\[a\\](", "")
    assert "@somebody" not in found


# ── single things ─────────────────────────────────────────────────────────────────────────────────────────────────────


def compared(tmp_path: Path, files: dict[str, str], before: dict[str, str] = {}) -> Report:  # noqa: B006
    """Return the report on what changes in the paper when files are changed."""
    old, new = write(tmp_path / "old", before), write(tmp_path / "new", {**before, **files})
    return compare_editions(ComparedEdition(old, EDITION), ComparedEdition(new, EDITION))


def lines(report: Report) -> list[str]:
    return [" ".join(line.split()) for line in text(report, 10_000).splitlines()]


def test_the_way_of_a_case_is_told_step_by_step(tmp_path: Path) -> None:
    before = edited(
        CASE,
        "      - date: 2020-06-22\n        stage: convicted\n        court: Second Court\n        sentence: {kind:"
        " imprisonment, length: 3 years, bans: [{from: writing, length: 5 years}]}\n        by: [weekly-1,"
        " bureau-watch]\n",
        "",
    )
    after = {
        CASE: (
            FILES[CASE].replace(
                "timeline:\n", "      - {date: 2020-09-08, stage: sentence_postponed, by: gazette-2}\ntimeline:\n"
            )
        )
    }
    report = compared(tmp_path, after, before)
    # a postponement is no release
    assert lines(report)[4] == (
        "~ Rudolf Rassendyll: arrested → convicted, 3 years in prison; banned from writing for 5 years (2020-06-22)"
        " → serving of the sentence postponed (2020-09-08); sources added: weekly-1, bureau-watch, gazette-2"
    )


@pytest.mark.parametrize(
    ("stages", "told"),
    [
        # what has no day happened after what stands before it
        (
            ["{date: 2020-06, stage: detained, by: weekly-3}", "{stage: charged, by: weekly-3}"],
            "~ Jakob Detchard: detained (2020-06) → charged; source added: weekly-3",
        ),
        # the first step is no status of the old day
        (
            ["{stage: charged, by: weekly-3}", "{date: 2020-07, stage: trial_opened, by: weekly-3}"],
            "~ Jakob Detchard: no status known → charged → trial opened (2020-07); source added: weekly-3",
        ),
    ],
)
def test_a_step_without_a_day_is_no_status_of_the_old_day(tmp_path: Path, stages: list[str], told: str) -> None:
    """The record of today against one in which a proceeding came: “charged → detained” said that the person had been
    charged by then."""
    file = "data/ruritania/cases/detchard.yaml"
    told_of = prose("[Jakob Detchard](case:detchard) writes.[@gazette-1]")
    before = {**told_of, file: "names: {preferred: Jakob Detchard}\nbasis: {already_public: gazette-1}\n"}
    added = "".join(f"      - {one}\n" for one in stages)
    source = (
        "sources:\n  weekly-3: {kind: news, publisher: Zenda Weekly, url: https://example.org/w3, published: 2020-08}\n"
    )
    after = {file: f"{before[file]}{source}proceedings:\n  - charges: [ru-code/12]\n    stages:\n{added}"}
    assert told in lines(compared(tmp_path, after, before))


def test_an_answer_to_charges_that_came_is_named_as_one(tmp_path: Path) -> None:
    """Beside an answer that stood there, the second was told as “1: …”, its place in the list."""
    answers = "    answers:\n      - {as_of: 2020-05, text: he denied it, by: weekly-1}\n"
    before = edited(CASE, "    about: A post.\n", f"    about: A post.\n{answers}")
    more = f"{answers}      - {{as_of: 2020-06, text: his lawyer says that he admits it, by: weekly-1}}\n"
    after = {CASE: before[CASE].replace(answers, more)}
    assert "+ answers: his lawyer says that he admits it (as of 2020-06)" in lines(compared(tmp_path, after, before))


def test_charges_courts_transfers_and_commutations_are_told_in_words(tmp_path: Path) -> None:
    more = edited(CASE, 'part: "2"', 'part: "2", items: [1, 5], mode: attempt')
    court = "        court: Second Court\n"
    after = "      - {date: 2020-08-04, stage: commuted, sentence: {kind: fine}, by: weekly-1}\ntimeline:\n"
    moved = "transfers: [{date: 2020-08-03, from_place: Zenda Castle, to_place: Colony of Tarn, by: weekly-1}]\n"
    judges = "        judges: [{name: Michael Elphberg, by: weekly-1}]\n"
    named = f"{court}{judges}        lawyers: [{{name: Sapt Ostrava}}]\n"
    more[CASE] = (
        more[CASE].replace(court, named).replace("timeline:\n", after).replace("detention:\n", f"{moved}detention:\n")
    )
    old, new = write(tmp_path / "old"), write(tmp_path / "new", more)
    said = text(compare_editions(ComparedEdition(old, EDITION), ComparedEdition(new, EDITION)), 400)
    assert "charge: Article 13, part 2, items 1 and 5 of the Criminal Code (attempt): insult" in said
    assert "judge: Michael Elphberg" in said
    assert "transferred from Zenda Castle to Colony of Tarn on 3 August 2020" in said
    assert "sentence commuted, fine (2020-08-04)" in said
    assert "Ostrava" not in said


def test_a_recommendation_is_told_word_by_word_and_by_its_number(tmp_path: Path) -> None:
    report = compared(
        tmp_path,
        edited(
            "data/ruritania/recommendations.yaml", "Release those who are held.", "Release at once those who are held."
        ),
    )
    assert "~ R2: Release{+ at once+} those who are held." in lines(report)


def test_a_recommendation_that_is_dropped_is_gone(tmp_path: Path) -> None:
    report = compared(tmp_path, edited("briefings/ruritania-2020-11/expression.yaml", "[repeal, release]", "[repeal]"))
    assert "- R2 Release those who are held." in lines(report)


def test_recommendations_in_another_order_are_told_as_such(tmp_path: Path) -> None:
    report = compared(
        tmp_path, edited("briefings/ruritania-2020-11/expression.yaml", "[repeal, release]", "[release, repeal]")
    )
    assert [group.topic for group in report.groups] == ["recommendations"]
    assert {entry.kind for entry in report.groups[0].entries} == {"moved"}


def test_a_number_given_anew_is_told_with_both_days(tmp_path: Path) -> None:
    report = compared(
        tmp_path,
        edited(
            "data/ruritania/figures.yaml",
            "    - {value: 1500, qualifier: over, as_of: 2020-06, by: gazette-2}",
            "    - {value: 1500, qualifier: over, as_of: 2020-06, by: gazette-2}\n    - {value: 1700, as_of: 2020-08,"
            " by: gazette-2}",
        )
        | edited("briefings/ruritania-2020-11/expression.yaml", "over 1,500", "1,700"),
    )
    assert "~ people on the march: over 1,500 people (2020-06) → 1,700 people (2020-08)" in lines(report)
    assert any("[-over 1,500-]{+1,700+} people took part" in line for line in lines(report))


def test_a_note_that_cites_another_source_is_told_apart_from_the_words(tmp_path: Path) -> None:
    report = compared(
        tmp_path,
        edited(
            "briefings/ruritania-2020-11/expression.yaml",
            "[march of 2 May](event:march-2020).[@gazette-1]",
            "[march of 2 May](event:march-2020).[@gazette-2]",
        ),
    )
    (group,) = [group for group in report.groups if group.topic == "prose"]
    (line,) = group.entries[0].lines
    assert "".join(span.text for span in line.spans if span.role in ("plain", "quiet")).startswith(
        "note to “In May, over 1,500"
    )


def test_an_id_that_is_called_otherwise_is_told_once(tmp_path: Path) -> None:
    files = {name: words.replace("gazette-2", "gazette-two") for name, words in FILES.items() if "gazette-2" in words}
    report = compared(tmp_path, files)
    assert [(group.topic, entry.kind) for group in report.groups for entry in group.entries] == [("sources", "renamed")]


def test_words_on_several_lines_stay_in_their_column(tmp_path: Path) -> None:
    long = (
        "  about: |\n    He brought the charge.\n    He brought another one, against a person who had written nothing"
        " at all.\n"
    )
    report = compared(tmp_path, edited("data/ruritania/people.yaml", "  about: He brought the charge.\n", long))
    for line in text(report, 60).splitlines():
        assert line[:2] in ("", "  ", "--", "++", "Pe", "pe"), line


def test_nothing_changed_is_said(tmp_path: Path) -> None:
    assert lines(compared(tmp_path, {}))[-1] == "nothing changed"


def test_a_section_is_told_whole_with_what_it_stands_in(tmp_path: Path) -> None:
    report = compared(tmp_path, prose("This paper is about [Ruritania](country:ruritania).\n\nIt is short."))
    assert "+ It is short." in lines(report)


@pytest.mark.slow
def test_a_statement_for_many_is_told_once(tmp_path: Path) -> None:
    said = """\
statements:
  - {as_of: 2020-11-20, status: imprisoned, by: bureau-watch, cases: [rassendyll, tarlenheim]}
"""
    # beside the paper itself it would count on both sides, since records are those of today
    old = write(tmp_path / "old")
    new = write(tmp_path / "new", {f"briefings/{EDITION}/verified.yaml": said})
    found = compare_editions(ComparedEdition(old, EDITION), ComparedEdition(new, EDITION))
    told = " ".join(text(found, 400).split())
    assert "Statements for many" in told
    assert (
        "+ imprisoned (as of 2020-11-20): verified in one statement for 2, by SBR: Rudolf Rassendyll, Fritz Tarlenheim"
    ) in told
    # nothing changed with him, but with the other one
    cases = {entry.id: entry for group in found.groups if group.topic == "cases" for entry in group.entries}
    assert list(cases) == ["tarlenheim"]
    assert not cases["tarlenheim"].lines
    assert "~ Fritz Tarlenheim: imprisoned (as of 20 November 2020)" in told
    # one more, and one less
    less = write(tmp_path / "less", {f"briefings/{EDITION}/verified.yaml": said.replace(", tarlenheim]", "]")})
    back = compare_editions(ComparedEdition(new, EDITION), ComparedEdition(less, EDITION))
    assert "- not told of any more: Fritz Tarlenheim" in " ".join(text(back, 400).split())


# ── who somebody is ───────────────────────────────────────────────────────────────────────────────────────────────────

LISTED = "{recognised_by: bureau, as_of: 2020-11-01, by: bureau-watch}"
BORN = "date_of_birth: {date: 1980-05-17, by: weekly-1}\n"
FAMILY = """\
relatives:
  - {relationship: wife, name: Antoinette Mauban, by: weekly-1}
  - {relationship: daughter, minor: true, name: Osra Mauban, by: weekly-1}
"""


def _as_told(tmp_path: Path, old: str, new: str, audience: Visibility) -> list[str]:
    """Return the lines about the person, where the record says one thing of them and then another."""
    sides = []
    for side, more in (("old", old), ("new", new)):
        said = FILES[CASE].replace("gender: male\n", f"gender: male\n{more}")
        sides.append(ComparedEdition(write(tmp_path / side, {CASE: said}), EDITION))
    lines = text(compare_editions(*sides, audience)).split("Cases: 1 changed\n")[1].split("\n\n")[0].splitlines()
    return [line.strip() for line in lines[1:]]


@pytest.mark.parametrize(
    ("audience", "old", "new", "lines"),
    [
        ("public", "", BORN, ["+ date of birth: 1980"]),
        ("public", BORN, BORN.replace("1980-05", "1981-06"), ["~ date of birth, date: 1980 → 1981"]),
        ("internal", BORN, BORN.replace("05-17", "05-18"), ["~ date of birth, date: 1980-05-17 → 1980-05-18"]),
        ("public", "", FAMILY, ["+ family: a wife", "+ family: a daughter (under 18)"]),
        (
            "internal",
            FAMILY,
            "",
            ["- family: a wife, Antoinette Mauban", "- family: a daughter, Osra Mauban (under 18)"],
        ),
        ("internal", FAMILY, FAMILY.replace("Osra", "Olga"), ["~ relatives, no. 2, name: [-Osra-]{+Olga+} Mauban"]),
    ],
)
def test_birth_and_family_are_told_as_far_as_the_readers_may_know_them(
    audience: Visibility, old: str, new: str, lines: list[str], tmp_path: Path
) -> None:
    assert _as_told(tmp_path, old, new, audience) == lines


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BORN, BORN.replace("05-17", "05-18")),
        (BORN, BORN.replace("by:", "day_for: partner, by:")),
        (FAMILY, FAMILY.replace("Osra", "Olga")),
    ],
)
def test_what_the_public_may_not_know_of_a_birth_or_a_family_is_no_change_for_it(
    old: str, new: str, tmp_path: Path
) -> None:
    before = edited(CASE, "gender: male\n", f"gender: male\n{old}")
    assert not compared(tmp_path, edited(CASE, "gender: male\n", f"gender: male\n{new}"), before).changes


def test_as_what_somebody_is_recognised_is_told_in_words(tmp_path: Path) -> None:
    as_hostage = LISTED.replace("as_of", "recognised_as: hostage, list_number: 17b, as_of")
    told = text(compared(tmp_path / "a", edited(CASE, LISTED, as_hostage)))
    assert "+ recognised as a hostage by SBR\n" in told
    assert "+ in the list of SBR: no. 17b\n" in told
