"""The scorecard: no status without evidence, the earliest call, and who raised it in whatever record it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.paper.document import Table
from generator.paper.workspace import Workspace
from tests.support.tables import say_row
from tests.support.workspaces import BRIEFING, EDITION, FILES, built, write

RECOMMENDATIONS = "data/ruritania/recommendations.yaml"
DIALOGUES = "data/dialogues.yaml"
EVENTS = "data/ruritania/events.yaml"
TARLENHEIM = "data/ruritania/cases/tarlenheim.yaml"

ASKED = """\
ask:
  theme: expression
  addressee: government
  text: Amend Articles 12 and 13 of the code.
"""
DEMANDS = "  demands: [Amend Article 12, Amend Article 13, Publish the draft]\n"


def row(root: Path, more: str = "", changes: dict[str, str] = {}) -> dict[str, str]:  # noqa: B006
    """Return the words of the row of one recommendation by column."""
    files = {
        RECOMMENDATIONS: FILES[RECOMMENDATIONS] + ASKED + more,
        f"{BRIEFING}/overview.yaml": "title: Overview\nblocks:\n  - scorecard: [ask]\n",
        **changes,
    }
    document = built(write(root, files))
    table = next(b for b in document.sections[0].blocks if isinstance(b, Table))
    return say_row(document, table, table.body[0])


# ── status ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("status", "lacking"),
    [
        ("{date: 2020-05, status: open}", "no `evidence` and `by`"),
        ("{date: 2020-05, status: open, by: gazette-1}", "no `evidence`"),
        ("{date: 2020-05, status: met, evidence: It was amended.}", "no `by`"),
    ],
)
def test_a_status_without_evidence_or_source_is_an_error(status: str, lacking: str, tmp_path: Path) -> None:
    root = write(tmp_path, {RECOMMENDATIONS: FILES[RECOMMENDATIONS] + ASKED + f"  status:\n    - {status}\n"})
    (problem,) = [d for d in Workspace(root, [EDITION]).all_problems() if d.code == "D224"]
    assert (problem.origin.file, problem.origin.line, problem.severity) == (RECOMMENDATIONS, 19, "error")
    assert lacking in problem.message


def test_a_status_whose_evidence_is_withheld_is_not_known(tmp_path: Path) -> None:
    evidence = "{value: It was amended., visibility: partner}"
    found = row(tmp_path, f"  status:\n    - {{date: 2020-05, status: met, evidence: {evidence}, by: gazette-2}}\n")
    assert (found["status"], found["evidence"]) == ("not known to us", "not known to us")


def test_without_a_status_it_is_not_known(tmp_path: Path) -> None:
    assert row(tmp_path)["status"] == "not known to us"


def test_a_status_tells_of_how_many_demands_and_of_which_nothing_is_known(tmp_path: Path) -> None:
    status = """\
  status:
    - {date: 2020-05, status: open, demands: [1, 2], evidence: Both are used., by: gazette-2}
    - {date: 2020-06, status: met, demands: [2], evidence: It was repealed., by: gazette-2}
"""
    found = row(tmp_path, DEMANDS + status)
    assert found["status"] == "met, for 1 of 3 demands (June 2020); open, for 1 of 3 demands (May 2020)"
    assert found["evidence"] == (
        "It was repealed. Both are used. Of other demands nothing is known to us: publish the draft."
    )


def test_a_later_status_of_all_demands_takes_the_place_of_those_before(tmp_path: Path) -> None:
    status = """\
  status:
    - {date: 2020-05, status: open, demands: [1], evidence: It is used., by: gazette-2}
    - {date: 2020-06, status: met, evidence: All is done., by: gazette-2}
"""
    found = row(tmp_path, DEMANDS + status)
    assert (found["status"], found["evidence"]) == ("met (June 2020)", "All is done.")


@pytest.mark.parametrize("number", [0, 4])
def test_a_demand_that_there_is_not_is_an_error(number: int, tmp_path: Path) -> None:
    status = f"  status:\n    - {{date: 2020-05, status: open, demands: [1, {number}], evidence: X., by: gazette-2}}\n"
    root = write(tmp_path, {RECOMMENDATIONS: FILES[RECOMMENDATIONS] + ASKED + DEMANDS + status})
    assert [d.code for d in Workspace(root, [EDITION]).all_problems()] == ["D226"]


def test_progress_is_told_though_the_last_status_takes_it_back(tmp_path: Path) -> None:
    status = """\
  status:
    - {date: 2020-05, status: partly_met, evidence: A draft was published., by: gazette-2}
    - {date: 2020-06, status: open, evidence: The draft was withdrawn., by: gazette-2}
"""
    assert row(tmp_path, status)["evidence"] == "The draft was withdrawn. May 2020: A draft was published."


# ── who raised it ─────────────────────────────────────────────────────────────────────────────────────────────────────

ROUND = FILES[DIALOGUES].replace(
    '    "3": {date: 2020-11-26, place: Zenda, outcome: They talked., by: zenda-statement}\n',
    """\
    "3":
      date: 2020-11-26
      outcome: They talked.
      raised: [{raised_by: council, text: It asked about it., LINK}]
      by: zenda-statement
""",
)


def test_nobody_is_on_record_only_where_no_record_says_so(tmp_path: Path) -> None:
    assert row(tmp_path)["raised"] == "no public record known to us"


@pytest.mark.parametrize(
    ("about", "link"),
    [
        ("  cases: tarlenheim\n", "cases: tarlenheim"),
        ("  events: march-2020\n", "events: march-2020"),
        ("  provisions: ru-code/12\n", "provisions: ru-code/12"),
        ("", "recommendations: ask"),
    ],
)
def test_what_was_raised_at_a_round_is_found_by_what_it_is_about(about: str, link: str, tmp_path: Path) -> None:
    found = row(tmp_path, about, {DIALOGUES: ROUND.replace("LINK", link)})
    who = "Council of Zenda, 26 November 2020"
    assert found["raised"] == (
        f"{who}, on the case of Fritz Tarlenheim." if "cases" in link else f"{who}: It asked about it."
    )
    assert "example.org" in found["sources"]


def test_what_was_raised_at_a_round_about_something_else_is_not(tmp_path: Path) -> None:
    changes = {DIALOGUES: ROUND.replace("LINK", "provisions: ru-code/13")}
    assert row(tmp_path, "  provisions: ru-code/12\n", changes)["raised"] == "no public record known to us"


def test_what_was_raised_later_than_the_paper_is_not(tmp_path: Path) -> None:
    changes = {DIALOGUES: ROUND.replace("LINK", "recommendations: ask").replace("2020-11-26", "2021-11-26")}
    assert row(tmp_path, "", changes)["raised"] == "no public record known to us"


def test_what_cases_events_and_older_demands_say_is_found(tmp_path: Path) -> None:
    raised = "raised_by:\n  - {raised_by: council, date: 2020-07, text: It asked., by: gazette-2}\n"
    named = FILES[TARLENHEIM] + raised
    assert row(tmp_path / "case", "  cases: tarlenheim\n", {TARLENHEIM: named})["raised"] == (
        "Council of Zenda, July 2020, on the case of Fritz Tarlenheim."
    )
    event = FILES[EVENTS] + "".join(f"  {line}\n" for line in raised.splitlines())
    assert row(tmp_path / "event", "  events: march-2020\n", {EVENTS: event})["raised"] == (
        "Council of Zenda, July 2020: It asked."
    )
    older = "older:\n  theme: expression\n  addressee: government\n  text: Amend it.\n" + "".join(
        f"  {line}\n" for line in raised.splitlines()
    )
    assert (
        row(tmp_path / "older", f"  supersedes: older\n{older}")["raised"] == "Council of Zenda, July 2020: It asked."
    )


def test_one_body_on_one_day_is_told_once(tmp_path: Path) -> None:
    raised = "raised_by:\n  - {raised_by: council, date: 2020-11-26, text: It asked., by: gazette-2}\n"
    changes = {
        TARLENHEIM: FILES[TARLENHEIM] + raised,
        DIALOGUES: ROUND.replace("LINK", "cases: tarlenheim, recommendations: ask"),
    }
    assert row(tmp_path, "  cases: tarlenheim\n", changes)["raised"] == (
        "Council of Zenda, 26 November 2020: It asked about it."
    )


def test_progress_that_was_noted_at_a_round_is_told_in_the_words_of_the_record(tmp_path: Path) -> None:
    changes = {DIALOGUES: ROUND.replace("LINK", "recommendations: ask, progress: true")}
    found = row(tmp_path, "", changes)
    assert found["raised"] == "Council of Zenda, 26 November 2020: It asked about it."
    assert found["evidence"] == "not known to us"  # once in a row


def test_whom_a_paper_can_move_comes_first_and_voices_on_a_case_last(tmp_path: Path) -> None:
    more = """\
  messenger: council
  cases: tarlenheim
  raised_by:
    - {raised_by: bureau, date: 2020-05, text: It asked first., by: gazette-2}
    - {raised_by: council, date: 2020-06, text: It asked., by: gazette-2}
"""
    named = """\
raised_by:
  - {raised_by: bureau, date: 2019-03, by: gazette-2}
  - {raised_by: council, date: 2019-05, by: gazette-2}
"""
    assert row(tmp_path, more, {TARLENHEIM: FILES[TARLENHEIM] + named})["raised"] == (
        "Council of Zenda, June 2020: It asked; SBR, May 2020: It asked first;"
        " Council of Zenda, May 2019, on the case of Fritz Tarlenheim;"
        " SBR, March 2019, on the case of Fritz Tarlenheim."
    )


def test_a_case_that_an_ask_is_not_about_is_no_voice_on_it(tmp_path: Path) -> None:
    named = FILES[TARLENHEIM] + "raised_by:\n  - {raised_by: council, date: 2020-07, by: gazette-2}\n"
    changes = {TARLENHEIM: named, DIALOGUES: ROUND.replace("LINK", "cases: tarlenheim")}
    assert row(tmp_path, "", changes)["raised"] == "no public record known to us"


def test_a_call_for_a_person_is_no_call_for_a_law(tmp_path: Path) -> None:
    named = FILES[TARLENHEIM] + "raised_by:\n  - {raised_by: council, date: 2020-07, by: gazette-2}\n"
    both = {TARLENHEIM: named, DIALOGUES: ROUND.replace("LINK", "cases: tarlenheim")}
    assert "on the case of" in row(tmp_path / "people", "  cases: tarlenheim\n", both)["raised"]
    law = row(tmp_path / "law", "  cases: tarlenheim\n  changes_law: true\n", both)
    assert law["raised"] == "no public record known to us"
    # what was said of a provision is about the law
    about = {DIALOGUES: ROUND.replace("LINK", "cases: tarlenheim, provisions: ru-code/12")}
    more = "  cases: tarlenheim\n  provisions: ru-code/12\n  changes_law: true\n"
    assert (
        row(tmp_path / "provision", more, about)["raised"] == "Council of Zenda, 26 November 2020: It asked about it."
    )


def test_a_call_that_names_its_recommendations_is_one_for_no_other(tmp_path: Path) -> None:
    other = "other:\n  theme: expression\n  addressee: government\n  text: Free him.\n  cases: tarlenheim\n"
    for name, said in (("ask", "Council of Zenda, July 2020, on the case of"), ("other", "no public record")):
        call = f"{{raised_by: council, date: 2020-07, by: gazette-2, recommendations: {name}}}"
        named = {TARLENHEIM: FILES[TARLENHEIM] + f"raised_by:\n  - {call}\n"}
        assert row(tmp_path / name, f"  cases: tarlenheim\n{other}", named)["raised"].startswith(said)


def test_who_is_told_of_nowhere_else_is_introduced(tmp_path: Path) -> None:
    raised = "raised_by:\n  - {raised_by: council, date: 2020-07, by: gazette-2}\n"
    case = "names: {preferred: Helga Krafstein}\noccupation: poet\nbasis: {already_public: gazette-1}\n"
    named = {"data/ruritania/cases/helga.yaml": case + raised}
    assert row(tmp_path / "stranger", "  cases: helga\n", named)["raised"] == (
        "Council of Zenda, July 2020, on the case of Helga Krafstein (poet)."
    )
    overview = (
        "title: Overview\nblocks:\n  - scorecard: [ask]\n  - text: |\n      [Helga Krafstein](case:helga) is told of.\n"
    )
    told_of = {**named, f"{BRIEFING}/overview.yaml": overview}
    assert row(tmp_path / "told", "  cases: helga\n", told_of)["raised"] == (
        "Council of Zenda, July 2020, on the case of Helga Krafstein."
    )


def test_many_bodies_of_one_statement_are_counted_and_others_told_in_words(tmp_path: Path) -> None:
    more = """\
  raised_by:
    - {raised_by: [bureau, council, gazette, government], others: "lawyers and doctors", as_of: 2020-05, by: gazette-2}
    - {raised_by: [bureau, council, gazette, government, guild], date: 2020-06, by: gazette-2}
"""
    guild = {"data/organisations.yaml": "guild: {visibility: public, names: {preferred: Guild}, kind: ngo}\n"}
    assert row(tmp_path, more, guild)["raised"] == (
        "SBR, Council of Zenda, Strelsau Gazette, the authorities of Ruritania, lawyers and doctors,"
        " by May 2020 (date not known); SBR, Council of Zenda and 3 others, June 2020."
    )


def test_who_may_not_be_named_is_not(tmp_path: Path) -> None:
    more = "  raised_by:\n    - {raised_by: guild, date: 2020-06, text: It asked., by: gazette-2}\n"
    guild = {"data/organisations.yaml": "guild: {visibility: partner, names: {preferred: Guild}, kind: ngo}\n"}
    assert row(tmp_path, more, guild)["raised"] == "no public record known to us"


def test_what_nobody_raised_is_an_error_wherever_it_stands(tmp_path: Path) -> None:
    nobody = "raised_by:\n  - {date: 2020-07, text: It asked., by: gazette-2}\n"
    inside = "".join(f"  {line}\n" for line in nobody.splitlines())
    files = {
        TARLENHEIM: FILES[TARLENHEIM] + nobody,
        EVENTS: FILES[EVENTS] + inside,
        RECOMMENDATIONS: FILES[RECOMMENDATIONS] + ASKED + inside,
        DIALOGUES: ROUND.replace("raised_by: council, ", "").replace("LINK", "cases: tarlenheim"),
    }
    found = Workspace(write(tmp_path, files), [EDITION]).all_problems()
    assert sorted(d.origin.file for d in found if d.code == "D225") == sorted(files)


# ── first made ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        ("date: 2020-07", "Earliest call known to us: Council of Zenda, July 2020; then in this paper"),
        (
            "as_of: 2020-11-26",
            "Earliest call known to us: Council of Zenda, by 26 November 2020 (date not known); then in this paper",
        ),
        ("date: 2020-11-26", "In this paper"),  # on the day of the paper, not before it
        ("text: It asked.", "In this paper"),  # nobody knows when
    ],
)
def test_an_earlier_public_call_comes_first(raised: str, said: str, tmp_path: Path) -> None:
    more = f"  first_edition: {EDITION}\n  raised_by:\n    - {{raised_by: council, {raised}, by: gazette-2}}\n"
    assert row(tmp_path, more)["first_made"] == said


def test_the_earliest_call_is_told(tmp_path: Path) -> None:
    more = """\
  raised_by:
    - {raised_by: council, date: 2020-07, by: gazette-2}
    - {raised_by: bureau, date: 2020-06-01, by: gazette-2}
"""
    assert row(tmp_path, more)["first_made"] == "Earliest call known to us: SBR, 1 June 2020"


def test_a_case_that_was_raised_is_no_call_for_the_demand(tmp_path: Path) -> None:
    raised = "raised_by:\n  - {raised_by: council, date: 2020-07, text: It asked., by: gazette-2}\n"
    changes = {TARLENHEIM: FILES[TARLENHEIM] + raised}
    assert row(tmp_path, f"  cases: tarlenheim\n  first_edition: {EDITION}\n", changes)["first_made"] == "In this paper"
