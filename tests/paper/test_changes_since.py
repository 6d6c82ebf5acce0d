"""What changed since the edition before: derived from dated entries, never from silence, never from what comes
later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from generator.paper.assemble.cases_without_rows import tell_cases
from generator.paper.assemble.context import Context
from generator.paper.document import Document, Paragraph, Section, Table, join_inlines
from generator.paper.workspace import Workspace
from generator.records.resolve.held import judge_standing
from generator.records.resolve.since import choose_mark, is_current
from generator.records.schema import Case
from tests.support.later import CASES, LATER, LATER_BRIEFING, MEANWHILE
from tests.support.tables import say_row
from tests.support.workspaces import BRIEFING, assembled, told, write


def paper(root: Path, changes: Mapping[str, str | None] = {}) -> Document:
    document, problems = assembled(write(root, {**MEANWHILE, **changes}), edition=LATER)
    errors = [problem for problem in problems if problem.severity == "error"]
    assert not errors, told(errors)
    assert document is not None
    return document


WATCH = "SBR, report of December 2022, later than this paper"
"""The report on which most of what changed rests; the paper is of 30 June 2022."""


def tables(document: Document) -> dict[str, list[list[str]]]:
    annex = next(s for s in document.sections if s.id == "changes")
    return {
        block.id: [list(say_row(document, block, row).values()) for row in block.body]
        for block in annex.blocks
        if isinstance(block, Table)
    }


def lines(document: Document) -> list[str]:
    annex = next(s for s in document.sections if s.id == "changes")
    return [
        join_inlines(block.inlines)
        for block in annex.blocks
        if isinstance(block, Paragraph) and block.role != "remark"  # what a mark in a table means
    ]


def test_the_annex_says_what_became_of_each_case_and_of_whom_nothing_is_known(tmp_path: Path) -> None:
    document = paper(tmp_path)
    assert tables(document)["changes.changes.cases"] == [
        [
            "Anton Strofzin (released)",
            "imprisoned (as of 26 November 2020)",
            "A court let him go (3 February 2022)",
            "released (since 3 February 2022)",
            WATCH,
        ],
        [
            "Fritz Tarlenheim (deceased)",
            "sentenced to imprisonment (1 March 2020); whether held is not told",
            "Parole granted (1 October 2021). He died at home (24 November 2021)",
            "deceased (24 November 2021)",
            WATCH,
        ],
    ]
    assert lines(document) == [
        "New in this paper: Jakob Detchard.",
        "No further developments, as documents found since 26 November 2020 say: Bertrand Bersonin.",
        (
            "Listed on 26 November 2020; nothing that happened to them since then is known to us: Colonel Sapt, Rudolf"
            " Rassendyll."
        ),
    ]


def test_numbers_ratings_laws_and_recommendations_are_compared_on_the_two_days(tmp_path: Path) -> None:
    found = tables(paper(tmp_path))
    assert found["changes.changes.figures"] == [
        ["People charged after the march", "Over 40 (August 2020)", "61 (April 2022)", WATCH]
    ]
    assert found["changes.changes.ratings"] == [
        ["Rating of civic space by Council of Zenda", "Narrowed", "Closed (March 2022)", WATCH]
    ]
    assert found["changes.changes.laws"] == [
        ["Article 13, Criminal Code: insult", "not known to us", "In force (1 April 2021)", "example.org/2"]
    ]
    assert [row[1:3] for row in found["changes.changes.recommendations"]] == [["open", "partly met (May 2022)"]]


def test_a_rating_from_before_the_time_looked_at_is_what_was_last_known_with_the_one_before_it(tmp_path: Path) -> None:
    country = MEANWHILE["data/ruritania/country.yaml"]
    old = "  - {rated_by: council, rating: narrowed, date: 2019, by: gazette-2}\n"
    since = "rating: closed, date: 2022-03, by: watch-2022"
    passed = country.replace(old, old.replace("2019", "2021-05")).replace(since, since.replace("2022-03", "2021-06"))
    cells = tables(paper(tmp_path, {"data/ruritania/country.yaml": passed}))["changes.changes.ratings"][0]
    assert cells[1:3] == ["not known to us", "Narrowed (May 2021); last known: closed (June 2021)"]


def test_a_rating_of_unknown_beginning_stands_beside_the_one_that_took_its_place(tmp_path: Path) -> None:
    country = MEANWHILE["data/ruritania/country.yaml"]
    country = country.replace("  - {rated_by: council, rating: narrowed, date: 2019, by: gazette-2}\n", "")
    for month, said in (("2022-03", "{}"), ("2021-06", "Last known: {}")):
        until = country.replace("date: 2022-03", f"date: {month}, instead_of: narrowed")
        cells = tables(paper(tmp_path / month, {"data/ruritania/country.yaml": until}))["changes.changes.ratings"][0]
        day = "March 2022" if month == "2022-03" else "June 2021"
        words = said.format(f"closed ({day}; until then narrowed)")
        # no day of it is known, so that none is printed, and nothing follows for the day of the edition before
        assert cells[1:3] == ["not known to us", words[0].upper() + words[1:]]


def test_those_told_of_before_and_listed_here_alone_have_a_line_of_their_own(tmp_path: Path) -> None:
    """With it, as many are named as the picture of the lists counts."""
    before = MEANWHILE[f"{BRIEFING}/prisoners.yaml"]
    told_of = before.replace(", sapt", "") + "  - text: |\n      [Colonel Sapt](case:sapt) is in prison.\n"
    assert told_of != before
    silent = [line for line in lines(paper(tmp_path, {f"{BRIEFING}/prisoners.yaml": told_of})) if "nothing" in line]
    assert silent == [
        "Listed on 26 November 2020; nothing that happened to them since then is known to us: Rudolf Rassendyll.",
        "Told of on 26 November 2020, and listed only in this paper; nothing that happened to them since then is known"
        " to us: Colonel Sapt.",
    ]


def test_a_death_of_which_no_day_is_told_says_so(tmp_path: Path) -> None:
    file = f"{CASES}/tarlenheim.yaml"
    case = MEANWHILE[file].replace("{date: 2021-11-24, text", "{as_of: 2021-11, text")
    row = tables(paper(tmp_path, {file: case}))["changes.changes.cases"][1]
    assert row[2].endswith("He died at home (November 2021 at the latest; the day is not told)")
    assert row[3] == "deceased (November 2021 at the latest; the day is not told)"


def test_a_group_stands_once_with_its_members_in_brackets(tmp_path: Path) -> None:
    told = {
        f"{CASES}/band.yaml": "names: {preferred: Zenda three}\nbasis: {already_public: gazette-1}\nkind: group\n",
        f"{CASES}/anna.yaml": "names: {preferred: Anna Aa}\nbasis: {already_public: gazette-1}\ngroup: band\n",
        f"{CASES}/zoe.yaml": "names: {preferred: Zoe Zz}\nbasis: {already_public: gazette-1}\ngroup: band\n",
        f"{LATER_BRIEFING}/overview.yaml": MEANWHILE[f"{LATER_BRIEFING}/overview.yaml"].replace(
            "was arrested.\n", "was arrested, and [Anna Aa](case:anna), [Zoe Zz](case:zoe), [Zenda three](case:band).\n"
        ),
    }
    found = lines(paper(tmp_path / "all", told))[0]
    assert found == "New in this paper: Jakob Detchard, Zenda three (Anna Aa, Zoe Zz)."
    few = {
        **told,
        f"{LATER_BRIEFING}/overview.yaml": told[f"{LATER_BRIEFING}/overview.yaml"].replace(
            ", [Zenda three](case:band)", ""
        ),
    }
    assert lines(paper(tmp_path / "few", few))[0] == "New in this paper: Anna Aa, Jakob Detchard, Zoe Zz."


def test_the_cover_says_since_when_changes_are_told_where_that_is_before_the_period(tmp_path: Path) -> None:
    facts = [join_inlines(line.inlines) for line in paper(tmp_path).cover.facts]
    assert "Period from January 2022 to 30 June 2022; what changed is told since 26 November 2020" in facts


def test_the_scorecard_has_first_edition_status_evidence_and_who_raised_it(tmp_path: Path) -> None:
    document = paper(tmp_path)
    assert tables(document)["changes.scorecard"] == [
        [
            "R2 Repeal Article 12 of the code.",
            "November 2020",
            "partly met (May 2022)",
            "The penalty was halved.",
            "Council of Zenda, 26 November 2020: At the third round.",
            f"{WATCH}; example.org/2",
        ],
        [
            "R1 Release those who are held.",
            "In this paper",
            "not known to us",
            "not known to us",
            "no public record known to us",
            "not known to us",
        ],
    ]
    assert document.numbers.recommendations == {"r.release": "R1", "r.repeal": "R2"}


def test_nothing_later_than_the_day_of_the_paper_is_in_it(tmp_path: Path) -> None:
    text = "\n".join(told for row in tables(paper(tmp_path)).values() for cells in row for told in cells)
    for later in ("75", "2 years", "July 2022", "It was repealed", "fourth", "Open"):
        assert later not in text


def test_without_an_edition_before_there_is_nothing_to_compare(tmp_path: Path) -> None:
    edition = MEANWHILE[f"{LATER_BRIEFING}/edition.yaml"].replace("predecessor: ruritania-2020-11\n", "")
    _, problems = assembled(write(tmp_path, {**MEANWHILE, f"{LATER_BRIEFING}/edition.yaml": edition}), edition=LATER)
    assert [(p.code, p.origin.file, p.origin.line) for p in problems if p.severity == "error"] == [
        ("R110", f"{LATER_BRIEFING}/changes.yaml", 5)
    ]


def test_where_nothing_changed_the_paper_says_so(tmp_path: Path) -> None:
    changes = MEANWHILE[f"{LATER_BRIEFING}/changes.yaml"].replace(
        "[cases, recommendations, figures, ratings, laws]", "laws"
    )
    laws = MEANWHILE["data/ruritania/laws/ru-code.yaml"].replace("2021-04-01", "2001")
    document = paper(tmp_path, {f"{LATER_BRIEFING}/changes.yaml": changes, "data/ruritania/laws/ru-code.yaml": laws})
    assert lines(document) == ["Nothing is known to us to have changed between 26 November 2020 and 30 June 2022."]


def test_a_pseudonym_is_kept(tmp_path: Path) -> None:
    hidden = MEANWHILE[f"{CASES}/strofzin.yaml"].replace(
        "names: {preferred: Anton Strofzin}",
        "names: {preferred: Anton Strofzin, pseudonym: Anna K.}\ndisplay: pseudonym",
    )
    files = {name: text.replace("strofzin", "case-3") for name, text in MEANWHILE.items() if "strofzin" in text}
    changes = {**files, f"{CASES}/strofzin.yaml": None, f"{CASES}/case-3.yaml": hidden}
    document = paper(tmp_path, changes)
    assert tables(document)["changes.changes.cases"][0][0] == "Anna K. (released)"


def test_those_of_one_name_stand_in_one_order(tmp_path: Path) -> None:
    """Whatever order they come in, as the ids of a set come in another one in each process."""
    hidden = {
        name: text.replace("display: full_name\n", "") + "display: pseudonym\n"
        for name, text in MEANWHILE.items()
        if name.startswith(CASES)
    }
    edition = Workspace(write(tmp_path, {**MEANWHILE, **hidden}), [LATER]).selected(LATER, None, "en")[0]
    assert edition is not None
    orders = {
        tuple(case.id for _, case in tell_cases(Context(edition, {}, {}), ids))
        for ids in (sorted(edition.cases), sorted(edition.cases, reverse=True))
    }
    assert len(orders) == 1
    assert len(orders.pop()) > len(hidden) > 2


BEFORE, DAY = date(2020, 11, 26), date(2022, 6, 30)


def case(*timeline: dict[str, object]) -> Case:
    return Case.model_validate({"id": "x", "names": {"preferred": "X"}, "timeline": timeline})


PRISON = {"as_of": "2020-11-26", "text": "In prison.", "status": "imprisoned", "verified": True}


@pytest.mark.parametrize(
    ("entries", "mark"),
    [
        ((PRISON,), None),
        (
            (PRISON, {"as_of": "2022-05", "text": "Still.", "status": "imprisoned", "verified": True}),
            "no_further_developments",
        ),
        ((PRISON, {"as_of": "2022-05", "text": "Still.", "status": "imprisoned"}), "changed"),
        ((PRISON, {"date": "2022-05", "text": "A fine.", "verified": True}), "no_further_developments"),
        ((PRISON, {"date": "2022-05", "text": "Free.", "status": "released"}), "released"),
        ((PRISON, {"date": "2022-05", "text": "Free.", "status": "suspended_sentence"}), "changed"),
        ((PRISON, {"date": "2022-05", "text": "Dead.", "status": "deceased"}), "deceased"),
        ((PRISON, {"date": "2022", "text": "Dead.", "status": "deceased"}), None),  # 2022 ends after the day
        ((PRISON, {"date": "2022-07", "text": "Free.", "status": "released"}), None),
        (({**PRISON, "status": "released"}, {"date": "2021-01", "text": "He wrote.", "status": "released"}), "changed"),
    ],
)
def test_marks(entries: tuple[dict[str, object], ...], mark: str | None) -> None:
    assert choose_mark(case(*entries), BEFORE, True, DAY) == mark
    assert choose_mark(case(*entries), BEFORE, False, DAY) == "new"


@pytest.mark.parametrize(
    ("entries", "start", "current"),
    [
        ((PRISON,), date(2022, 1, 1), False),
        ((PRISON,), date(2020, 11, 26), True),
        ((PRISON,), None, True),
        ((PRISON, {"as_of": "2022-05", "text": "Still.", "verified": True}), date(2022, 1, 1), True),
        ((PRISON, {"as_of": "2022-05", "text": "A letter."}), date(2022, 1, 1), False),
        ((PRISON, {"as_of": "2022-07", "text": "Still.", "verified": True}), date(2022, 1, 1), False),
        (({"date": "2022", "text": "Held.", "status": "detained"},), date(2022, 1, 15), False),  # perhaps before it
        ((), date(2022, 1, 1), False),
    ],
)
def test_a_status_is_of_the_day_where_an_entry_of_the_period_says_it(
    entries: tuple[dict[str, object], ...], start: date | None, current: bool
) -> None:
    assert is_current(case(*entries), start, date(2022, 6, 30)) is current


def test_sections_of_the_new_annex_have_places(tmp_path: Path) -> None:
    annex = next(s for s in paper(tmp_path).sections if s.id == "changes")
    assert isinstance(annex, Section)
    assert all(block.origin for block in annex.blocks if isinstance(block, Table))


SENTENCED = {
    "stages": [{"date": "2020-07-15", "stage": "convicted", "sentence": {"kind": "imprisonment", "length": "1 year"}}]
}


@pytest.mark.parametrize(
    ("timeline", "start", "expected"),
    [
        ([PRISON], None, "last_known"),  # seen in prison once, and the sentence is over since
        ([PRISON], date(2018, 1, 1), "last_known"),
        ([PRISON, {"as_of": "2022-05", "text": "Still.", "status": "imprisoned", "verified": True}], None, "held"),
        ([PRISON, {"as_of": "2022-05", "text": "Still.", "verified": True}], date(2020, 1, 1), "held"),
        ([PRISON, {"date": "2021-07-15", "text": "Out.", "status": "released"}], None, "free"),
    ],
)
def test_a_sentence_that_has_run_out_holds_nobody(
    timeline: list[dict[str, object]], start: date | None, expected: str
) -> None:
    told = Case.model_validate(
        {"id": "x", "names": {"preferred": "X"}, "proceedings": [SENTENCED], "timeline": timeline}
    )
    assert judge_standing(told, start, DAY) == expected


def test_of_a_trial_it_is_not_told_whether_somebody_is_held() -> None:
    seen = {"as_of": "2022-05", "text": "In detention.", "status": "detained"}
    tried = {"as_of": "2022-06", "text": "On trial.", "status": "on_trial"}
    assert judge_standing(case(seen, tried), date(2022, 1, 1), DAY) == "last_known"
    assert judge_standing(case(tried), date(2022, 1, 1), DAY) == "never_held"


def test_without_a_period_the_time_begins_after_the_paper_before(tmp_path: Path) -> None:
    edition = MEANWHILE[f"{LATER_BRIEFING}/edition.yaml"].replace("period: {from: 2022-01, to: 2022-06-30}\n", "")
    document = paper(tmp_path, {f"{LATER_BRIEFING}/edition.yaml": edition})
    annex = next(s for s in document.sections if s.id == "prisoners")
    lists = {
        t.id: [join_inlines(r.cells[1].blocks[0].inlines) for r in t.body] for t in annex.blocks if isinstance(t, Table)
    }
    assert [name.split(" (")[0] for name in lists["prisoners.prisoners.last-known"]] == [
        "Rudolf Rassendyll Рудольф Рассендилл",
        "Colonel Sapt",
    ]
