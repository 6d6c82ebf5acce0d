"""What pictures show, in words, and what is said where there is nothing to show."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from generator.paper.assemble.pictures import make_scale
from generator.paper.document import Picture, find_pictures, join_inlines
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, built, edited, told, write

SECTION = f"{BRIEFING}/expression.yaml"
EARLIER = "ruritania-2020-02"

SAPT = """\
names: {preferred: Colonel Sapt}
basis: {already_public: gazette-1}
proceedings:
  - stages:
      - {date: 2019-02-11, stage: house_arrest}
      - {date: 2019-06, stage: remanded}
      - {date: 2019-09-30, stage: convicted, sentence: {kind: imprisonment, length: 4 years}}
timeline:
  - {date: 2020-11-20, text: A lawyer saw him., verified: true}
"""
MAUBAN = (
    "names: {preferred: Antoinette de Mauban}\nbasis: {already_public: gazette-1}\n"
    "timeline: [{as_of: 2020-10, text: She was seen., status: imprisoned}]\n"
)
MICHAEL = """\
names: {preferred: Michael Elphberg}
basis: {already_public: gazette-1}
timeline:
  - {date: 2018-11-05, text: Arrested., status: detained}
  - {date: 2019-11-01, text: Freed., status: released}
"""
CASES = {"sapt": SAPT, "mauban": MAUBAN, "michael": MICHAEL}
EVERYBODY = "[rassendyll, tarlenheim, sapt, mauban, michael]"


def with_pictures(*blocks: str) -> dict[str, str]:
    """Return the changes that add blocks to a section, and the cases that they draw."""
    added = "".join(f"  - {block}\n" for block in blocks)
    return {SECTION: FILES[SECTION] + added} | {f"data/ruritania/cases/{id}.yaml": text for id, text in CASES.items()}


def with_predecessor() -> dict[str, str]:
    """Return the changes that give the edition one before it, with a table of prisoners of its own."""
    edition, annex = f"{BRIEFING}/edition.yaml", f"{BRIEFING}/prisoners.yaml"
    old = FILES[edition].replace(EDITION, EARLIER).replace("as_of: 2020-11-26", "as_of: 2020-02-26")
    old = old.replace("date: 2020-11\n", "date: 2020-02\n").replace("to: 2020-11-26", "to: 2020-02-26")
    old = old.replace("[overview, expression]", "[overview]")
    listed = FILES[annex].replace("  - prisoners: [rassendyll, tarlenheim]", f"  - prisoners: {EVERYBODY}")
    return {
        f"briefings/{EARLIER}/edition.yaml": old,
        f"briefings/{EARLIER}/overview.yaml": FILES[f"{BRIEFING}/overview.yaml"],
        f"briefings/{EARLIER}/prisoners.yaml": "kind: annex\ntitle: People\nblocks:\n  - prisoners: [sapt, michael]\n",
        edition: FILES[edition] + f"predecessor: {EARLIER}\n",
        annex: listed.replace("    marks: {tarlenheim: new}\n", ""),
    }


def drawn(root: Path) -> list[Picture]:
    return list(find_pictures(built(root).sections))


@pytest.mark.slow
def test_a_line_of_time_says_in_words_all_that_it_shows(tmp_path: Path) -> None:
    blocks = f"picture: custody\n    cases: {EVERYBODY}\n    caption: Custody of five people"
    (found,) = drawn(write(tmp_path, with_pictures(blocks), style=True))
    assert found.id == "expression.picture.1"
    assert found.caption
    assert found.caption.id == "expression.picture.1.caption"
    assert found.alt.split(". ") == [
        "A line of time for each person, up to 26 November 2020",
        (
            "Rudolf Rassendyll, last known: imprisoned (22 June 2020): detained (17 April 2020 to 22 June 2020);"
            " imprisoned (22 June 2020); not told (22 June 2020 to 26 November 2020)"
        ),
        "Fritz Tarlenheim: not known to us",
        (
            "Colonel Sapt, last known: imprisoned (20 November 2020): under house arrest (11 February 2019 to June"
            " 2019); on which day is not told (June 2019); in pre-trial detention (June 2019 to 30 September 2019);"
            " imprisoned (30 September 2019 to 20 November 2020); not told (20 November 2020 to 26 November 2020)"
        ),
        (
            "Antoinette de Mauban, last known: imprisoned (October 2020): not told (before October 2020);"
            " imprisoned (October 2020); not told (October 2020 to 26 November 2020)"
        ),
        (
            "Michael Elphberg, released (since 1 November 2019): detained (5 November 2018 to 1 November 2019);"
            " released (1 November 2019)."
        ),
    ]


SUSPENDED = (
    "names: {preferred: Colonel Sapt}\nbasis: {already_public: gazette-1}\n"
    "proceedings: [{stages: [{date: 2020-04-18, stage: convicted,"
    " sentence: {kind: suspended_sentence, length: LENGTH}, by: gazette-1}]}]\n"
)


@pytest.mark.parametrize("length", ["4 years", "null"])
@pytest.mark.slow
def test_a_bar_never_runs_on_over_what_is_not_told_whatever_a_court_said(length: str, tmp_path: Path) -> None:
    record = {"data/ruritania/cases/sapt.yaml": SUSPENDED.replace("LENGTH", length)}
    (found,) = drawn(write(tmp_path, with_pictures("picture: custody\n    cases: [sapt]") | record, style=True))
    assert found.alt.split(". ")[1:] == [
        "Colonel Sapt, last known: suspended sentence (18 April 2020): suspended sentence (18 April 2020); not told"
        " (18 April 2020 to 26 November 2020)."
    ]


LATE = "{kind: news, publisher: gazette, published: 2021-02-01}"


@pytest.mark.parametrize(("source", "cited"), [("gazette-1", True), ("gazette-3", False)])
@pytest.mark.slow
def test_a_picture_names_who_tells_that_a_judgment_was_upheld_from_its_first_document_on(
    source: str, cited: bool, tmp_path: Path
) -> None:
    stages = (
        "{date: 2020-01-18, stage: convicted, sentence: {kind: imprisonment, length: 4 years}, by: gazette-2},"
        " {date: 2020-02-01, stage: sentence_postponed, length: 2 years, by: gazette-2},"
        f" {{stage: appeal_upheld, by: {source}}}"
    )
    sources = FILES["data/ruritania/sources.yaml"] + f"gazette-3: {LATE}\n"
    basis = "basis: {consent: {scope: public, giver: person, date: 2020-01}}\n"
    record = f"names: {{preferred: Colonel Sapt}}\n{basis}proceedings: [{{stages: [{stages}]}}]\n"
    files = {"data/ruritania/cases/sapt.yaml": record, "data/ruritania/sources.yaml": sources}
    files |= with_pictures("picture: custody\n    cases: [sapt]") | files
    (found,) = drawn(write(tmp_path, files, style=True))
    assert ("sentence upheld" in found.alt) is cited
    assert found.source
    assert ("Strelsau Gazette" in join_inlines(found.source.inlines)) is cited


COUNTS = (
    "Of those listed in this paper or one before it, how many stood how on the day of each; somebody is counted from"
    " the first paper that lists them, or of whose day something of their custody is known."
)


@pytest.mark.slow
def test_prisoners_are_counted_by_what_was_known_of_the_day_of_each_paper(tmp_path: Path) -> None:
    found = drawn(write(tmp_path, with_pictures("picture: prisoners") | with_predecessor(), style=True))
    assert [picture.alt for picture in found] == [
        f"{COUNTS} "
        "26 February 2020: 0 known to be held, 1 not known, 1 no longer held. "
        "26 November 2020: 3 known to be held, 1 not known, 1 no longer held."
    ]  # of February it is not known of Sapt, whose last entry is older than the time that the paper looks at
    assert found[0].caption is None


@pytest.mark.slow
def test_who_was_arrested_later_is_nobody_of_whom_it_was_unknown_before(tmp_path: Path) -> None:
    arrest = (
        "names: {preferred: Colonel Sapt}\nbasis: {already_public: gazette-1}\n"
        "timeline: [{date: DAY, text: So., status: imprisoned, by: gazette-1}]\n"
    )
    told = []
    for day in ("2020-02-25", "2020-02-27"):
        files = with_pictures("picture: prisoners") | with_predecessor()
        files |= {
            "data/ruritania/cases/sapt.yaml": arrest.replace("DAY", day),
            f"briefings/{EARLIER}/prisoners.yaml": "kind: annex\ntitle: People\nblocks:\n  - prisoners: [michael]\n",
        }
        (found,) = drawn(write(tmp_path / day, files, style=True))
        told.append(found.alt.removeprefix(f"{COUNTS} "))
    assert told[0].startswith("26 February 2020: 1 known to be held, 0 not known, 1 no longer held. ")
    assert told[1].startswith("26 February 2020: 0 known to be held, 0 not known, 1 no longer held. ")
    now = {line.split("26 November 2020: ")[1] for line in told}
    assert now == {"3 known to be held, 1 not known, 1 no longer held."}


@pytest.mark.slow
def test_nothing_later_than_the_paper_is_drawn(tmp_path: Path) -> None:
    later = SAPT.replace("2020-11-20", "2020-11-27")
    files = with_pictures("picture: custody\n    cases: [sapt]") | {"data/ruritania/cases/sapt.yaml": later}
    (found,) = drawn(write(tmp_path, files, style=True))
    assert "27 November" not in found.alt
    assert "not told (30 September 2019 to 26 November 2020)" in found.alt


@pytest.mark.slow
def test_a_case_that_the_audience_may_not_see_is_in_no_picture(tmp_path: Path) -> None:
    files = with_pictures("picture: custody\n    cases: [sapt, michael]")
    files["data/ruritania/cases/sapt.yaml"] = f"visibility: internal\n{SAPT}"
    document, problems = assembled(write(tmp_path, files, style=True))
    assert document
    assert "S101" in {problem.code for problem in problems}
    assert [picture.alt.count("Sapt") for picture in find_pictures(document.sections)] == [0]


@pytest.mark.parametrize(
    ("block", "code", "message"),
    [
        ("picture: custody", "T130", "this picture has no cases"),
        ("picture: custody\n    cases: []", "T130", "this picture has no cases"),
        ("picture: custody\n    cases: nobody", "R101", "there is no case `nobody`"),
    ],
)
def test_a_picture_of_nothing_is_an_error_with_its_place(tmp_path: Path, block: str, code: str, message: str) -> None:
    _, problems = assembled(write(tmp_path, with_pictures(block), style=True))
    (error,) = [problem for problem in problems if problem.severity == "error"]
    assert (error.code, error.message, error.origin.file) == (code, message, SECTION)


def test_a_count_of_nobody_is_an_error(tmp_path: Path) -> None:
    files = with_pictures("picture: prisoners") | edited(f"{BRIEFING}/edition.yaml", "annexes: [prisoners]\n", "")
    _, problems = assembled(write(tmp_path, files, style=True))
    assert "T130" in told(problems)


def test_more_lines_than_a_page_holds_are_an_error(tmp_path: Path) -> None:
    many = {f"data/ruritania/cases/p{n}.yaml": f"names: {{preferred: P {n}}}\n" for n in range(15)}
    block = f"picture: custody\n    cases: [{', '.join(f'p{n}' for n in range(15))}]"
    _, problems = assembled(write(tmp_path, with_pictures(block) | many, style=True))
    assert "T131 too-much-to-draw: 15 lines of time do not fit on a page" in told(problems)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "named"), [("Sapt ზენდა", "ზ (U+10D6), ე (U+10D4)"), ("Sapt זנדה", "ז (U+05D6)")])
def test_a_letter_that_a_picture_can_not_write_is_an_error(name: str, named: str, tmp_path: Path) -> None:
    """Georgian no font of it has; Hebrew it would write from left to right, whatever the font."""
    changes = with_pictures(f"picture: custody\n    cases: {EVERYBODY}")
    changes["data/ruritania/cases/sapt.yaml"] = SAPT.replace("Colonel Sapt", name)
    _, problems = assembled(write(tmp_path, changes, style=True))
    (problem,) = [one for one in problems if one.code == "O308"]
    assert problem.message.startswith(f"the picture can't write the letters {named}")
    assert problem.message.endswith(f"of “{name}”")
    assert problem.origin.file == SECTION
    assert FILES[SECTION].count("\n") < problem.origin.line


def test_a_style_without_fonts_draws_no_picture(tmp_path: Path) -> None:
    _, problems = assembled(write(tmp_path, with_pictures("picture: prisoners")))
    assert "P210 no-fonts-for-pictures" in told(problems)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("2020-11-20", ["Month 11 2020"]),
        ("2020-08-15", ["Month 8 2020", "Month 9 2020", "Month 10 2020", "Month 11 2020"]),
        ("2018-08-15", ["Month 7 2018", "Month 1 2019", "Month 7 2019", "Month 1 2020", "Month 7 2020"]),
        ("2015-03-01", ["2015", "2016", "2017", "2018", "2019", "2020"]),
        ("1975-03-01", ["1970", "1980", "1990", "2000", "2010"]),
    ],
)
def test_the_scale_has_as_many_words_as_there_is_room_for(first: str, words: list[str]) -> None:
    labels = {"date_month": "{month} {year}"} | {f"month_{n}": f"Month {n}" for n in range(1, 13)}
    assert [tick.words for tick in make_scale(labels, date.fromisoformat(first), date(2020, 11, 26))] == words


@pytest.mark.ci
def test_a_paper_without_pictures_loads_nothing_for_them(tmp_path: Path) -> None:
    write(tmp_path, style=True)
    code = (
        "import sys; from pathlib import Path; from generator.runs.build import make_files;"
        " make_files(Path(sys.argv[1]), sys.argv[2]); print(sorted(name for name in sys.modules"
        " if name.split('.')[0] in ('matplotlib', 'numpy') or name.startswith('generator.paper.pictures')))"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path, EDITION], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
