"""What a paper tells of a month or year that contains its day, and when it asks for more; papers about an invented
country."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from generator.base.diagnostics import Diagnostic
from generator.paper.document import Document, find_leaves, join_inlines
from tests.support.later import CASES, LATER, LATER_BRIEFING, MEANWHILE
from tests.support.lint import linted
from tests.support.workspaces import BRIEFING, FILES, assembled, edited, told, write

SOURCES = FILES["data/ruritania/sources.yaml"] + (
    "november: {kind: report, publisher: bureau, url: https://example.org/n, published: 2020-11-20}\n"
    "in-november: {kind: report, publisher: bureau, url: https://example.org/i, published: 2020-11}\n"
    "winter: {kind: report, publisher: bureau, url: https://example.org/w, published: 2021-02-01}\n"
)
TARLENHEIM = f"{CASES}/tarlenheim.yaml"
JAILED = "{date: 2019-03-01, stage: convicted, sentence: {kind: imprisonment, length: 9 years}, by: gazette-1}"


def made(tmp_path: Path, changes: dict[str, str], audience: Any = None) -> tuple[str, list[Diagnostic]]:
    """Return what the paper says, and what is wrong with it."""
    files = {"data/ruritania/sources.yaml": SOURCES} | changes
    document, problems = assembled(write(tmp_path, files), audience)
    assert document is not None, told(problems)
    return _words(document), [problem for problem in problems if problem.severity == "error"]


def _words(document: Document) -> str:
    """Return all the words of a paper, those of each place in a line of their own."""
    return "\n".join(join_inlines(inlines) for _, inlines in find_leaves(document))


def jailed(entry: str, where: str = "stages") -> dict[str, str]:
    """Return the change of a prisoner's record to a sentence and one more entry."""
    stages = f"proceedings:\n  - stages:\n      - {JAILED}\n"
    text = stages + f"      - {entry}\n" if where == "stages" else stages + f"timeline:\n  - {entry}\n"
    return {TARLENHEIM: f"names: {{preferred: Fritz Tarlenheim}}\n{text}basis: {{already_public: gazette-1}}\n"}


@pytest.mark.parametrize("date", ["2020-11", "2020"])
def test_the_dead_and_the_released_are_not_printed_as_imprisoned(tmp_path: Path, date: str) -> None:
    died = f"{{date: {date}, text: He died., status: deceased, by: november}}"
    text, problems = made(tmp_path / "died", jailed(died, "timeline"))
    assert not problems, told(problems)
    assert "deceased" in text
    assert "imprisoned (since 1 March 2019)" not in text
    freed = f"{{date: {date}, stage: released, by: november}}"
    text, problems = made(tmp_path / "freed", jailed(freed))
    assert not problems, told(problems)
    assert "released (since" in text


@pytest.mark.parametrize("by", ["in-november", "winter", "bureau-watch", "[winter, in-november]"])
def test_what_no_source_of_the_day_supports_is_an_error_with_its_place(tmp_path: Path, by: str) -> None:
    _, (problem,) = made(tmp_path, jailed(f"{{date: 2020-11, stage: released, by: {by}}}"))
    assert (problem.code, problem.origin.file, problem.origin.line) == ("D204", TARLENHEIM, 5)
    assert "write the day, or add `as_of:`" in (problem.help or "")


@pytest.mark.parametrize(("as_of", "said"), [("2020-11-24", True), ("2021-02-01", False)])
def test_as_of_beside_the_date_mends_it(tmp_path: Path, as_of: str, said: bool) -> None:
    text, problems = made(tmp_path, jailed(f"{{date: 2020-11, as_of: {as_of}, stage: released, by: winter}}"))
    assert not problems, told(problems)
    assert ("released (since November 2020)" in text) == said


def test_the_paper_itself_supports_what_it_tells_of_its_own_month(tmp_path: Path) -> None:
    own = edited(f"{BRIEFING}/edition.yaml", "by: gazette-1", "by: in-november")
    text, problems = made(tmp_path, own | jailed("{date: 2020-11, stage: released, by: in-november}"))
    assert not problems, told(problems)
    assert "released (since November 2020)" in text


def test_what_is_surely_later_is_left_out_without_a_word(tmp_path: Path) -> None:
    text, problems = made(tmp_path, jailed("{date: 2020-12, stage: released, by: winter}"))
    assert not problems, told(problems)
    assert "released" not in text


@pytest.mark.slow
def test_charges_of_the_month_are_known(tmp_path: Path) -> None:
    case = (
        "names: {preferred: Fritz Tarlenheim}\nbasis: {already_public: gazette-1}\n"
        "proceedings:\n  - charges: [ru-code/12]\n    stages:\n"
        "      - {date: 2020-11, stage: arrested, by: november}\n"
    )
    root = write(tmp_path, {"data/ruritania/sources.yaml": SOURCES, TARLENHEIM: case})
    text, problems = made(tmp_path, {TARLENHEIM: case})
    assert not problems, told(problems)
    assert "slander" in text
    assert "arrested in November 2020; whether still held is not told" in text
    assert not [found for found in linted(root) if found.code == "D324"]


@pytest.mark.slow
def test_of_whom_it_is_open_nobody_is_told_that_he_was_first_held_later(tmp_path: Path) -> None:
    case = "names: {preferred: Fritz Tarlenheim}\nbasis: {already_public: gazette-1}\ntimeline:\n"
    for date, codes in (("2020-11", ["D204"]), ("2020-12", ["D324"])):
        entry = f"  - {{date: {date}, text: He was seized., status: detained, by: bureau-watch}}\n"
        files = {"data/ruritania/sources.yaml": SOURCES, TARLENHEIM: case + entry}
        root = write(tmp_path / date, files)
        _, problems = assembled(root)
        found = [*problems, *linted(root)]
        assert [one.code for one in found if one.code in ("D204", "D324")] == codes


def test_an_event_that_may_be_later_is_told_where_it_is_mentioned(tmp_path: Path) -> None:
    event = edited("data/ruritania/events.yaml", "date: 2020-05-02", "date: 2020-11")
    unsure = {name: text.replace("by: gazette-1", "by: bureau-watch") for name, text in event.items()}
    _, problems = made(tmp_path, unsure)
    assert {problem.code for problem in problems} == {"D204"}
    assert problems[0].origin.file == f"{BRIEFING}/expression.yaml"
    sure = {name: text.replace("by: gazette-1", "by: november") for name, text in event.items()}
    _, problems = made(tmp_path / "sure", sure | edited(f"{BRIEFING}/expression.yaml", "[march of 2 May]", "[]"))
    assert not problems, told(problems)


def test_a_record_of_which_the_paper_does_not_tell_is_not_asked(tmp_path: Path) -> None:
    other = (
        "names: {preferred: A Sapt}\nbasis: {already_public: gazette-1}\n"
        "timeline: [{date: 2020-11, text: A search., by: winter}]\n"
    )
    _, problems = made(tmp_path, {f"{CASES}/sapt.yaml": other})
    assert not problems, told(problems)


def test_a_withheld_source_supports_nothing_for_those_who_may_not_see_it(tmp_path: Path) -> None:
    secret = SOURCES.replace("november: {", "november: {visibility: partner, ", 1)
    files = {"data/ruritania/sources.yaml": secret}
    entry = jailed("{date: 2020-11, stage: released, by: [november, winter]}")
    _, problems = made(tmp_path / "public", files | entry, "public")
    assert [problem.code for problem in problems] == ["D204"]
    assert "november" not in f"{problems[0].message} {problems[0].help}"
    text, problems = made(tmp_path / "partner", files | entry, "partner")
    assert not problems, told(problems)
    assert "released (since November 2020)" in text
    # what rests on withheld sources alone is not asked for
    _, problems = made(tmp_path / "alone", files | jailed("{date: 2020, stage: released, by: [november]}"), "public")
    assert not problems, told(problems)


def test_the_round_of_the_paper_is_announced_and_needs_no_day(tmp_path: Path) -> None:
    announced = edited(
        "data/dialogues.yaml", "date: 2020-11-26, place: Zenda, outcome: They talked.,", "date: 2020-11,"
    )
    text, problems = made(tmp_path, announced)
    assert not problems, told(problems)
    assert "round 3, paper of November 2020" in text
    other = {name: words.replace('"3":', '"2":') for name, words in announced.items()}
    numbered = edited(f"{BRIEFING}/edition.yaml", 'round: "3"\n', "")
    # so is another round of which nothing else is told; what was said there happened on a day
    assert not made(tmp_path / "other", other | numbered)[1]
    held = {
        name: words.replace("date: 2020-11,", "date: 2020-11, outcome: They talked.,") for name, words in other.items()
    }
    _, problems = made(tmp_path / "held", held | numbered)
    assert [(problem.code, problem.origin.file) for problem in problems] == [("D204", "data/dialogues.yaml")]


# ── the edition before ────────────────────────────────────────────────────────────────────────────────────────────────

LATER_SOURCES = MEANWHILE["data/ruritania/sources.yaml"] + SOURCES[len(FILES["data/ruritania/sources.yaml"]) :]


def later(
    tmp_path: Path, entry: str, changes: Mapping[str, str] = MappingProxyType({})
) -> tuple[str, list[Diagnostic]]:
    """Return the later paper with one more entry of a prisoner of the first, and the errors in it."""
    files = dict(MEANWHILE) | {"data/ruritania/sources.yaml": LATER_SOURCES} | jailed(entry) | dict(changes)
    document, problems = assembled(write(tmp_path, files), edition=LATER)
    assert document is not None, told(problems)
    return _words(document), [problem for problem in problems if problem.severity == "error"]


@pytest.mark.slow
def test_a_release_in_the_month_of_the_paper_before_is_news_or_not_by_its_source(tmp_path: Path) -> None:
    text, problems = later(tmp_path / "known", "{date: 2020-11, stage: released, by: november}")
    assert not problems, told(problems)
    assert "Fritz Tarlenheim (released)" not in text
    assert "Released (November 2020)" not in text
    _, (problem,) = later(tmp_path / "open", "{date: 2020-11, stage: released, by: watch-2022}")
    assert problem.code == "D204"
    assert "2020-11-26, the day of an edition before" in problem.message
    text, problems = later(tmp_path / "said", "{date: 2020-11, as_of: 2021-02-01, stage: released, by: watch-2022}")
    assert not problems, told(problems)
    assert "Released (November 2020)" in text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("data/ruritania/figures.yaml", "{value: 40, qualifier: over, as_of: 2020-08, by: gazette-2}",
            "{value: 40, as_of: 2020-08}, {value: 41, as_of: 2020-11, by: watch-2022}"),
        ("data/ruritania/country.yaml", "rating: narrowed, date: 2019, by: gazette-2",
            "rating: narrowed, date: 2020-11, by: watch-2022"),
        ("data/ruritania/recommendations.yaml", "date: 2022-05, status: partly_met",
            "date: 2020-11, status: partly_met"),
        ("data/ruritania/laws/ru-code.yaml", "in_force_from: 2021-04-01", "in_force_from: 2020-11"),
        ("data/ruritania/laws/ru-code.yaml", "in_force_from: 2021-04-01", "in_force_from: 2022"),
    ],
)  # fmt: skip
def test_what_is_compared_with_the_paper_before_has_to_be_sure(tmp_path: Path, name: str, old: str, new: str) -> None:
    assert old in MEANWHILE[name]
    if name.endswith("figures.yaml"):
        new = new.replace("}, {", "}\n    - {")
    files = {name: MEANWHILE[name].replace(old, new)}
    _, problems = later(tmp_path / "open", "{date: 2019-06-01, stage: appeal_upheld, by: gazette-1}", files)
    assert [(problem.code, problem.origin.file) for problem in problems] == [("D204", name)]
    # a paper that compares nothing asks for nothing
    nothing = {f"{LATER_BRIEFING}/changes.yaml": "kind: annex\ntitle: Nothing\nblocks: [{scorecard: [repeal]}]\n"}
    _, problems = later(tmp_path / "none", "{date: 2019-06-01, stage: appeal_upheld, by: gazette-1}", files | nothing)
    assert not problems, told(problems)


# ── what has no date ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_an_undated_charge_is_none_of_an_earlier_paper(tmp_path: Path) -> None:
    case = (
        "names: {preferred: Fritz Tarlenheim}\nbasis: {already_public: gazette-1}\nproceedings:\n"
        "  - {charges: [{offence: riot}], stages: [{stage: charged, status: under_investigation, by: winter}]}\n"
    )
    text, problems = made(tmp_path / "first", {TARLENHEIM: case})
    assert not problems, told(problems)
    assert "under investigation" not in text
    assert "riot" not in text.casefold()
    text, problems = made(tmp_path / "known", {TARLENHEIM: case.replace("winter", "november")})
    assert not problems, told(problems)
    assert "under investigation" in text
    assert "riot" in text.casefold()
    files = dict(MEANWHILE) | {"data/ruritania/sources.yaml": LATER_SOURCES, TARLENHEIM: case}
    document, problems = assembled(write(tmp_path / "later", files), edition=LATER)
    assert document is not None
    text = _words(document)
    assert "under investigation" in text
    assert "\nCharged\n" in text  # told first since, and of no day


def test_what_the_papers_own_document_tells_without_a_date_is_asked_for(tmp_path: Path) -> None:
    own = edited(f"{BRIEFING}/edition.yaml", "by: gazette-1", "by: winter")
    _, (problem,) = made(tmp_path, own | jailed("{stage: released, by: winter}"))
    assert (problem.code, problem.origin.line) == ("D204", 5)
    text, problems = made(tmp_path / "as-of", own | jailed("{as_of: 2020-11-26, stage: released, by: winter}"))
    assert not problems, told(problems)
    assert "released (as of 26 November 2020)" in text
