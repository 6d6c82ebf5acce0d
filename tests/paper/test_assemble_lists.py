"""Who stands in which list of an annex of prisoners, in which group and order, and what is said of a group once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.base.text.collation import make_collation_key
from generator.formats.lists import collect_lists
from generator.paper.document import (
    Document,
    Mention,
    Paragraph,
    Section,
    Table,
    find_headings,
    find_leaves,
    find_lists,
    join_inlines,
)
from generator.records.load import load
from generator.records.resolve.held import judge_standing
from generator.records.schema import Case
from tests.support.tables import say_row
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, built, edited, told, write

EARLIER = "ruritania-2019-09"
ANNEX = f"{BRIEFING}/prisoners.yaml"
IN_PRISON = "timeline: [{as_of: %s, text: In prison., status: imprisoned, by: bureau-watch}]\n"
RELEASED = (
    "timeline: [{date: 2019-11-20, text: Arrested., status: detained}, {date: %s, text: Freed., status: released}]\n"
)


def people(annex: str, cases: Mapping[str, str], profiles: bool = False) -> dict[str, str]:
    """Return a workspace whose annex has one block, of these cases (name and record, by id)."""
    files = {f"data/ruritania/cases/{id}.yaml": text for id, text in cases.items()}
    listed = f"[{', '.join(cases)}]"
    text = f"kind: annex\ntitle: People in prison\nlandscape: true\nblocks:\n  - prisoners: {listed}\n    {annex}\n"
    return files | {ANNEX: text + (f"  - profiles: {listed}\n" if profiles else "")}


def named(name: str, text: str = "") -> str:
    return f"names: {{preferred: {name}}}\nbasis: {{already_public: gazette-1}}\n{text}"


def lists(document: Document) -> list[tuple[str | None, list[list[str]]]]:
    """Return caption and rows (number, name, status) of each table of the annex."""
    annex = next(s for s in document.sections if s.id == "prisoners")
    found = []
    for table in annex.blocks:
        if isinstance(table, Table):
            told = [say_row(document, table, row) for row in table.body]
            rows = [[row[key] for key in ("number", "name", "status")] for row in told]
            found.append((join_inlines(table.caption.inlines) if table.caption else None, rows))
    return found


def cell(document: Document, case: str, column: str) -> str:
    tables = [block for section in document.sections for block in section.blocks if isinstance(block, Table)]
    table, row = next((t, row) for t in tables for row in t.body if row.id.endswith(f".{case}"))
    return say_row(document, table, row)[column]


def names(document: Document) -> list[str]:
    return [row[1] for _, rows in lists(document) for row in rows]


# ── the three lists ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_is_held_who_is_not_and_of_whom_it_is_not_known_stand_apart(tmp_path: Path) -> None:
    document, problems = assembled(
        write(
            tmp_path,
            people(
                "caption: One person is held",
                {
                    "a": named("Anna Aa", IN_PRISON % "2018-03-01"),
                    "b": named("Bert Bb", IN_PRISON % "2020-01-05"),
                    "c": named("Carl Cc", RELEASED % "2020-03-02"),
                    "d": named("Dora Dd"),
                },
            ),
        )
    )
    assert [p.code for p in problems] == ["R109"], told(problems)
    assert document is not None
    assert lists(document) == [
        ("One person is held", [["1", "Bert Bb", "imprisoned (as of 5 January 2020)"]]),
        ("No longer held", [["2", "Carl Cc", "released (since 2 March 2020)"]]),
        (
            "Whether these people are held is not known to us",
            [
                ["3", "Anna Aa", "last known: imprisoned (1 March 2018)"],
                ["4", "Dora Dd", "not known to us"],
            ],
        ),
    ]
    assert cell(document, "c", "taken") == "20 November 2019"


def test_who_was_never_known_to_be_in_custody_has_a_table_that_asks_for_none(tmp_path: Path) -> None:
    abroad = "timeline: [{as_of: 2020-05-01, text: Abroad., status: in_exile}]\n"
    tried = "proceedings: [{stages: [{date: 2020-05-05, stage: trial_opened}]}]\n"
    people_ = people("remark: None.", {"a": named("Anna Aa", abroad), "b": named("Bert Bb", tried)}, profiles=True)
    document, problems = assembled(write(tmp_path, people_))
    assert [problem.code for problem in problems] == ["R109", "R109"]
    assert document is not None
    assert lists(document) == [
        (
            "Not known to us to have been in custody",
            [["1", "Anna Aa", "in exile (as of 1 May 2020)"], ["2", "Bert Bb", "on trial (since 5 May 2020)"]],
        )
    ]
    annex = next(s for s in document.sections if s.id == "prisoners")
    table = next(b for b in annex.blocks if isinstance(b, Table))
    assert not {"since", "taken", "held", "held_last"} & {column.key for column in table.columns}


@pytest.mark.parametrize(
    ("stages", "status"),
    [
        ("{date: 2020-04, stage: arrested}", "arrested in April 2020; whether still held is not told"),
        ("{date: 2020-04-17, stage: detained}", "detained on 17 April 2020; whether still held is not told"),
        ("{as_of: 2020-04-30, stage: arrested}", "arrested by 30 April 2020; whether still held is not told"),
        ("{stage: arrested}", "arrested; whether still held is not told"),
        (
            "{date: 2020-03-02, stage: remanded}, {date: 2020-05-06, stage: detention_extended}",
            "in pre-trial detention (since 2 March 2020)",
        ),
        (
            "{date: 2020-03-02, stage: remanded}, {date: 2020-05-06, stage: trial_opened}",
            "on trial (since 6 May 2020); whether held is not told",
        ),
        (
            "{date: 2020-03-02, stage: convicted, sentence: {kind: imprisonment, length: 3 months}}",
            "last known: sentenced to imprisonment (2 March 2020); the term would have ended by June 2020; whether held"
            " is not told",
        ),
        (
            "{date: 2020-03-02, stage: remanded}, {stage: convicted, sentence: {kind: imprisonment, length: 3 months}}",
            "last known: imprisoned; counted from the first day in custody, the term would have ended by June 2020",
        ),
        (
            "{date: 2020-03-02, stage: convicted, sentence: {kind: imprisonment, length: 3 years}},"
            " {date: 2020-05-06, stage: appeal_upheld},"
            " {date: 2020-05-06, stage: sentence_postponed, until: 2022-05}",
            "sentence upheld, serving postponed until May 2022 (since 6 May 2020)",
        ),
        (
            "{date: 2020-03-02, stage: convicted, sentence: {kind: imprisonment, length: 3 months}},"
            " {date: 2020-05-06, stage: appeal_upheld}",
            "last known: sentenced to imprisonment (6 May 2020); the term would have ended by June 2020; whether held"
            " is not told",
        ),
        (
            "{date: 2020-05-06, stage: sentence_postponed}",
            "serving of the sentence postponed (since 6 May 2020)",
        ),
    ],
)  # fmt: skip
def test_a_status_says_no_more_than_is_told(stages: str, status: str, tmp_path: Path) -> None:
    case = named("Anna Aa", f"proceedings: [{{stages: [{stages}]}}]\n")
    document, problems = assembled(write(tmp_path, people("remark: None.", {"a": case})))
    assert document is not None, told(problems)
    assert [row[2] for _, rows in lists(document) for row in rows] == [status]


def test_a_charge_that_a_court_dismissed_and_a_sentence_that_it_overturned_are_not_listed(tmp_path: Path) -> None:
    case = """\
proceedings:
  - charges: [ru-code/12, {provision: ru-code/13, dismissed: %s}]
    stages:
      - {date: 2020-02-01, stage: remanded}
      - {date: 2020-03-01, stage: convicted, sentence: {kind: imprisonment, length: 3 years}}
      - {date: 2020-04-01, stage: appeal_overturned}
timeline: [{as_of: 2020-05-01, text: In detention., status: pretrial}]
"""
    dismissed, later = (
        built(write(tmp_path / day, people("remark: None.", {"a": named("Anna Aa", case % day)})))
        for day in ("2020-03-01", "2020-12-01")
    )
    assert "13" not in cell(dismissed, "a", "charges")
    assert "13" in cell(later, "a", "charges")
    assert "3 years" not in cell(dismissed, "a", "sentence")


def test_lists_that_nobody_stands_in_are_left_out(tmp_path: Path) -> None:
    document = built(write(tmp_path, people("remark: None.", {"d": named("Dora Dd")})))
    assert [caption for caption, _ in lists(document)] == ["Whether these people are held is not known to us"]


def test_nothing_says_that_somebody_is_held_of_whom_it_is_not_known(tmp_path: Path) -> None:
    case = IN_PRISON % "2018-03-01" + "detention: [{as_of: 2018-03-01, place: Zenda Castle}]\n"
    document = built(write(tmp_path, people("remark: None.", {"a": named("Anna Aa", case)}, profiles=True)))
    annex = next(s for s in document.sections if s.id == "prisoners")
    table = next(b for b in annex.blocks if isinstance(b, Table))
    head = [join_inlines(cell.blocks[0].inlines) for cell in table.head[0].cells]
    assert "Held since" not in head
    assert "Place, conditions" not in head
    assert cell(document, "a", "held_last") == "Zenda Castle"
    facts = next(b for s in find_headings(document) if s.id == "profile.a" for b in s.blocks)
    assert isinstance(facts, Paragraph)
    assert (
        join_inlines(facts.inlines)
        == "No. 1 · Last known place, conditions: Zenda Castle · Status: last known: imprisoned (1 March 2018)"
    )


def test_without_a_period_nothing_is_asked_of_the_age_of_an_entry(tmp_path: Path) -> None:
    period = edited(f"{BRIEFING}/edition.yaml", "period: {from: 2019-10-01, to: 2020-11-26}\n", "")
    document = built(
        write(tmp_path, {**people("remark: None.", {"a": named("Anna Aa", IN_PRISON % "2018-03-01")}), **period})
    )
    assert lists(document)[0][1] == [["1", "Anna Aa", "imprisoned (as of 1 March 2018)"]]


SENTENCED = (
    "proceedings: [{stages: [{date: %s, stage: arrested}, {date: %s, stage: convicted, sentence: {kind: %s, length:"
    " %s}}]}]\n"
)


@pytest.mark.parametrize(
    ("record", "stands"),
    [
        (SENTENCED % ("2019-11-05", "2020-01-10", "imprisonment", "2 years"), "held"),
        (SENTENCED % ("2019-11-05", "2020-01-10", "imprisonment", "1 year"), "last_known"),
        (SENTENCED % ("2019-11-27", "2020-01-10", "imprisonment", "1 year"), "held"),
        (SENTENCED % ("2019-11-05", "2020-01-10", "imprisonment", "life"), "held"),
        (SENTENCED % ("2019-11-05", "2020-01-10", "imprisonment", "9999 years"), "held"),
        (SENTENCED % ("2019-11-05", "2020-01-10", "imprisonment", "987654321 days"), "held"),
        (SENTENCED % ("2019-11-05", "2020-01-10", "imprisonment", "6 months and 2 weeks"), "last_known"),
        (
            SENTENCED % ("2019-11-05", "2020-01-10", "imprisonment", "1 year")
            + "timeline: [{as_of: 2020-11-20, text: Still there., verified: true}]\n",
            "held",
        ),
        (SENTENCED % ("2019-11-05", "2020-01-10", "restricted_freedom", "2 years"), "free"),
        (SENTENCED % ("2018-11-05", "2018-12-10", "imprisonment", "5 years"), "last_known"),
        ("timeline: [{date: 2015, text: He died., status: deceased}]\n", "never_held"),
        ("timeline: [{date: 2020-02, text: Gone., status: disappeared}]\n", "last_known"),
        ("timeline: [{date: 2020-02, text: In court., status: on_trial}]\n", "never_held"),
        (
            "proceedings: [{stages: [{date: 2020-01, stage: arrested}, {date: 2020-05, stage: trial_opened}]}]\n",
            "last_known",
        ),
        ("timeline: [{date: 2021, text: Later., status: imprisoned}]\n", "last_known"),
        ("", "last_known"),
    ],
)
def test_how_somebody_stands(record: str, stands: str, tmp_path: Path) -> None:
    dataset, _ = load(write(tmp_path, {"data/ruritania/cases/a.yaml": named("Anna Aa", record)}), [EDITION])
    case = dataset.records["cases"]["a"].record
    assert isinstance(case, Case)
    assert judge_standing(case, date(2019, 10, 1), date(2020, 11, 26)) == stands


def with_predecessor(files: dict[str, str], prisoners: str = "[a, b, c]") -> dict[str, str]:
    """Return the workspace with an edition of the year before, which listed these people."""
    edition = FILES[f"{BRIEFING}/edition.yaml"]
    older = (
        edition.replace(EDITION, EARLIER)
        .replace("to: 2020-11-26}", "to: 2019-09-30}")
        .replace("2019-10-01", "2019-01-01")
    )
    older = older.replace("as_of: 2020-11-26", "as_of: 2019-09-30").replace("date: 2020-11\n", "date: 2019-09\n")
    older = (
        older.replace("outline: [overview, expression]", "outline: [overview]")
        .replace("dialogue: zenda-dialogue\n", "")
        .replace('round: "3"\n', "")
    )
    return files | {
        f"{BRIEFING}/edition.yaml": edition + f"predecessor: {EARLIER}\n",
        f"briefings/{EARLIER}/edition.yaml": older,
        f"briefings/{EARLIER}/overview.yaml": FILES[f"{BRIEFING}/overview.yaml"],
        f"briefings/{EARLIER}/prisoners.yaml": (
            f"kind: annex\ntitle: People in prison\nblocks:\n  - prisoners: {prisoners}\n"
        ),
    }


def test_marks_are_computed_where_there_is_an_edition_before(tmp_path: Path) -> None:
    held = "{date: 2019-03-01, text: Arrested., status: imprisoned}"
    document = built(
        write(
            tmp_path,
            with_predecessor(
                people(
                    "caption: Two people",
                    {
                        "a": named(
                            "Anna Aa",
                            f"timeline: [{held}, {{as_of: 2020-05-01, text: In prison., status: imprisoned, verified:"
                            " true}]\n",
                        ),
                        "b": named(
                            "Bert Bb", f"timeline: [{held}, {{date: 2020-03-02, text: Freed., status: released}}]\n"
                        ),
                        "c": named("Carl Cc", f"timeline: [{held}]\n"),
                        "d": named("Dora Dd", IN_PRISON % "2020-02-02"),
                    },
                )
            ),
        )
    )
    assert names(document) == ["Anna Aa (no further developments)", "Dora Dd (new)", "Bert Bb (released)", "Carl Cc"]


def test_who_was_listed_before_may_be_free_now_and_typed_marks_are_refused(tmp_path: Path) -> None:
    freed = named("Bert Bb", RELEASED % "2020-03-02")
    files = people("marks: {b: released}", {"b": freed, "x": freed.replace("Bert Bb", "Xaver Xx")})
    _, problems = assembled(write(tmp_path, with_predecessor(files, "[b]")))
    assert [(p.code, p.origin.line) for p in problems] == [("R109", 5), ("T115", 6)], told(problems)
    assert "`x`" in problems[0].message
    assert "computed" in str(problems[1].help)


def test_the_caption_counts_those_alone_who_are_held(tmp_path: Path) -> None:
    cases = {"a": named("Anna Aa", IN_PRISON % "2020-01-05"), "d": named("Dora Dd")}
    _, problems = assembled(write(tmp_path, people("caption: Two people", cases)))
    assert [p.message for p in problems] == [
        "the caption says “Two”, and the table has 1 row; 1 more on the list: no longer held, or not known to be"
    ]


# ── groups and order ──────────────────────────────────────────────────────────────────────────────────────────────────

FIVE = {
    "a": named("Zoe Adler", "region: Hentzau\nthemes: [expression]\n" + IN_PRISON % "2020-05"),
    "b": named("Yves Élan", "region: Hentzau\n" + IN_PRISON % "2020-05"),
    "c": named(
        "Xenia Fuchs",
        "region: Émeraude\nproceedings: [{stages: [{date: 2020-05, stage: arrested}]}]\n"
        "timeline: [{as_of: 2020-06-01, text: In detention., status: detained, verified: true}]\n",
    ),
    "d": named("Anna Dorn", "proceedings: [{stages: [{date: 2020-01-31, stage: remanded}]}]\n"),
    "e": named("Wim Berg", IN_PRISON % "2017"),
}


def test_groups_have_captions_of_their_own_and_numbers_go_through(tmp_path: Path) -> None:
    document = built(
        write(tmp_path, people("{caption: Four people, group_by: region}".strip("{}").replace(", ", "\n    "), FIVE))
    )
    assert [(caption, [row[:2] for row in rows]) for caption, rows in lists(document)] == [
        ("Émeraude", [["1", "Xenia Fuchs"]]),
        ("Hentzau", [["2", "Zoe Adler"], ["3", "Yves Élan"]]),
        ("Region not known to us", [["4", "Anna Dorn"]]),
        ("Whether these people are held is not known to us: region not known to us", [["5", "Wim Berg"]]),
    ]
    annex = next(s for s in document.sections if s.id == "prisoners")
    first = annex.blocks[0]
    assert isinstance(first, Paragraph)
    assert (join_inlines(first.inlines), first.role) == ("Four people", "caption")


CATEGORIES = """\
kind: annex
title: People in prison
blocks:
  - section: poets
    title: Poets
    blocks:
      - text: Whose poems were called extremist.
      - section: first
        title: In the first trial
        blocks:
          - prisoners: [a, b]
            caption: Known to be held
      - section: second
        title: In the second trial
        blocks:
          - prisoners: [c]
  - section: others
    title: Others
    blocks:
      - prisoners: [d, e]
        group_by: region
  - profiles: [e, d, c, b, a]
    group_by: lists
"""


def test_numbers_and_headings_of_categories_run_through_the_annex(tmp_path: Path) -> None:
    files = {name: data for name, data in people("", FIVE).items() if name != f"{BRIEFING}/prisoners.yaml"}
    document = built(write(tmp_path, {**files, f"{BRIEFING}/prisoners.yaml": CATEGORIES}))
    tables = list(find_lists(document.sections))
    numbers = [say_row(document, table, row)["number"] for table in tables for row in table.body]
    assert numbers == ["1", "2", "3", "4", "5"]
    annex = next(section for section in document.sections if section.id == "prisoners")

    def headings(part: Section) -> list[Any]:
        inner = [headings(one) for one in part.blocks if isinstance(one, Section)]
        return [f"{part.level} {join_inlines(part.title)}", *inner]

    told = [headings(part) for part in annex.blocks if isinstance(part, Section)]
    assert told[2:] == [
        ["2 Poets",
         ["3 In the first trial", ["4 Zoe Adler"], ["4 Yves Élan"]],
         ["3 In the second trial", ["4 Xenia Fuchs"]]],
        ["2 Others", ["3 Region not known to us", ["4 Anna Dorn"], ["4 Wim Berg"]]],
    ]  # fmt: skip
    people_of = collect_lists(document).people
    assert [one.words["list"] for one in people_of] == [
        "Poets: In the first trial: Known to be held",
        "Poets: In the first trial: Known to be held",
        "Poets: In the second trial",
        "Others: Region not known to us",
        "Others: Whether these people are held is not known to us: region not known to us",
    ]


def test_on_pages_that_lie_on_their_side_categories_with_tables_do_too_and_profiles_stand_upright(
    tmp_path: Path,
) -> None:
    files = people("", FIVE) | {ANNEX: CATEGORIES.replace("blocks:\n", "landscape: true\nblocks:\n", 1)}
    document = built(write(tmp_path, files))
    turned = {part.id for part in find_headings(document) if isinstance(part, Section) and part.landscape}
    assert turned == {
        "prisoners", "prisoners.poets", "prisoners.poets.first", "prisoners.poets.second", "prisoners.others",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("group_by", "captions"),
    [
        ("status", ["Detained", "In pre-trial detention", "Imprisoned"]),
        ("theme", ["Freedom of expression", "No theme"]),
    ],
)
def test_groups_by_status_and_theme(group_by: str, captions: list[str], tmp_path: Path) -> None:
    held = {id: case for id, case in FIVE.items() if id != "e"}
    document = built(write(tmp_path, people(f"group_by: {group_by}", held)))
    assert [caption for caption, _ in lists(document)] == captions


@pytest.mark.parametrize(
    ("sort_by", "order"),
    [
        # by family name: Adler, Dorn, Élan (as if it had no accent), Fuchs
        ("name", ["Zoe Adler", "Anna Dorn", "Yves Élan", "Xenia Fuchs", "Wim Berg"]),
        # by the day of arrest; whose day is not known comes last, by name
        ("since", ["Anna Dorn", "Xenia Fuchs", "Zoe Adler", "Yves Élan", "Wim Berg"]),
    ],
)
def test_order(sort_by: str, order: list[str], tmp_path: Path) -> None:
    assert names(built(write(tmp_path, people(f"sort_by: {sort_by}", FIVE)))) == order


def test_names_stand_in_the_order_of_the_language(tmp_path: Path) -> None:
    told = ["Eldar", "Əli", "Fuad", "Cavid", "Çingiz", "Dadaş", "Xan", "Iraq", "İlham"]
    cases = {f"c{number}": named(f"Ada {name}") for number, name in enumerate(told)}
    english = names(built(write(tmp_path / "en", people("sort_by: name", cases))))
    assert [name.split()[1] for name in english] == [
        "Cavid", "Çingiz", "Dadaş", "Eldar", "Əli", "Fuad", "İlham", "Iraq", "Xan",
    ]  # fmt: skip
    ordered = sorted(told, key=make_collation_key("az"))
    assert ordered == ["Cavid", "Çingiz", "Dadaş", "Eldar", "Əli", "Fuad", "Xan", "Iraq", "İlham"]


def test_a_patronymic_is_no_surname_and_a_record_may_say_what_is(tmp_path: Path) -> None:
    def parts(name: str, more: str) -> str:
        return named(name).replace("}\n", f", {more}}}\n", 1)

    cases = {
        "a": named("Zimmer Anton Boris oğlu"),
        "b": named("Yeo Anna Borisovna"),
        "c": parts("Anna Maria del Monte", "family: del Monte"),
        "d": parts("Bert Ödland", "sort: Aadland"),
        "e": named("Elsa Qasım qızı Aaron"),
        "f": parts("Zoe Adler", "family: Adler, given: Zoe"),
        "g": parts("Adler Bea", "family: Adler, given: Bea"),
    }
    assert names(built(write(tmp_path, people("sort_by: name", cases)))) == [
        "Bert Ödland", "Elsa Qasım qızı Aaron", "Adler Bea", "Zoe Adler", "Anna Maria del Monte", "Yeo Anna Borisovna",
        "Zimmer Anton Boris oğlu",
    ]  # fmt: skip


def test_a_table_of_articles_alone_says_once_below_what_they_are_about(tmp_path: Path) -> None:
    charged = "proceedings: [{{charges: [{}], stages: [{{date: 2020-05-01, stage: charged, by: gazette-1}}]}}]\n"
    own = "{provision: ru-code/14, offence: words about a bridge}"
    cases = {
        "a": named("Anna Aa", charged.format("ru-code/13, ru-code/12")),
        "b": named("Bert Bb", charged.format("{provision: ru-code/12, part: '2'}, " + own)),
        "c": named("Cora Cc", charged.format("{provision: ru-code/15, dismissed: 2020-06-01}, ru-code/9")),
    }
    more = '  "14": {title: sabotage}\n  "15": {title: theft}\n  "9": {title: arson}\n'
    law = FILES["data/ruritania/laws/ru-code.yaml"] + more
    root = write(tmp_path, {**people("charges: articles", cases), "data/ruritania/laws/ru-code.yaml": law})
    document = built(root)
    cells = {
        say_row(document, table, row)["name"]: say_row(document, table, row)["charges"]
        for table in find_lists(document.sections)
        for row in table.body
    }
    code = "of the Criminal Code"
    assert cells == {
        "Anna Aa": f"Article 13 {code}; Article 12 {code}",
        "Bert Bb": f"Article 12, part 2 {code}; Article 14 {code}: words about a bridge",
        "Cora Cc": f"Article 9 {code}",
    }
    told = [join_inlines(inlines) for id, inlines in find_leaves(document) if id.endswith(".legend")]
    assert told == [
        f"What the articles are about: Article 9 {code}: arson; Article 12 {code}: slander; Article 13 {code}: insult"
    ]


def test_the_order_tells_nothing_of_a_name_that_is_not_printed(tmp_path: Path) -> None:
    cases = {
        "a": (
            "names: {preferred: Anna Aa, pseudonym: the student}\ndisplay: pseudonym\n"
            "basis: {already_public: gazette-1}\n"
        )
        + IN_PRISON % "2020-05",
        "b": named("Bert Bb", IN_PRISON % "2020-05"),
    }
    assert names(built(write(tmp_path, people("sort_by: name", cases)))) == ["Bert Bb", "the student"]


# ── groups of people ──────────────────────────────────────────────────────────────────────────────────────────────────

TRIAL = {
    "zenda-trial": "kind: group\n" + named("The Zenda trial", """\
proceedings:
  - charges: [ru-code/12]
    stages: [{date: 2020-06-01, stage: convicted, sentence: {kind: imprisonment, length: 4 years}, by: bureau-watch}]
profile:
  - {as_of: 2020-11-25, text: Two people stood before the court.}
"""),
    "a": named("Anna Aa", "group: zenda-trial\n" + IN_PRISON % "2020-06-02"),
    "b": named("Bert Bb",
        "group: zenda-trial\nproceedings: [{charges: [ru-code/13], stages: [{date: 2020-05-02, stage: remanded}]}]\n"),
}  # fmt: skip


def in_trial(profiles: str = "[a, b]") -> dict[str, str]:
    files = people("caption: Two people", {id: TRIAL[id] for id in ("a", "b")})
    files[ANNEX] += f"  - profiles: {profiles}\n"
    return {**files, "data/ruritania/cases/zenda-trial.yaml": TRIAL["zenda-trial"]}


@pytest.mark.parametrize("listed", ["[a, b]", "[zenda-trial, a, b]", "[a, b, zenda-trial]"])
def test_the_story_of_a_group_stands_once_with_its_people_below_it(listed: str, tmp_path: Path) -> None:
    document = built(write(tmp_path, in_trial(listed)))
    annex = next(s for s in document.sections if s.id == "prisoners")
    (story,) = [b for b in annex.blocks if isinstance(b, Section)]
    assert story.id == "profile.zenda-trial"
    assert [(s.id, s.level) for s in story.blocks if isinstance(s, Section)] == [("profile.a", 3), ("profile.b", 3)]
    text = [join_inlines(b.inlines) for s in find_headings(document) for b in s.blocks if isinstance(b, Paragraph)]
    assert text.count("Two people stood before the court.") == 1


def test_what_is_told_of_a_group_is_no_fact_about_a_person(tmp_path: Path) -> None:
    document = built(write(tmp_path, in_trial()))
    assert cell(document, "a", "charges") == "See The Zenda trial"
    assert cell(document, "a", "sentence") == "See The Zenda trial"
    assert cell(document, "a", "since") == "not known to us"
    assert cell(document, "b", "charges") == "Article 13 of the Criminal Code: insult"
    profile = next(s for s in find_headings(document) if s.id == "profile.a")
    assert [join_inlines(b.inlines) for b in profile.blocks if isinstance(b, Paragraph)] == [
        "No. 1 · Status: imprisoned (as of 2 June 2020)",
        "What is known to us stands above, in the story of all of them.",
    ]
    rows = [row for s in document.sections for t in s.blocks if isinstance(t, Table) for row in t.body]
    charges = next(c for row in rows for c in row.cells if c.id.endswith(".a.charges"))
    assert [i.target for i in charges.blocks[0].inlines if isinstance(i, Mention)] == ["profile.zenda-trial"]


def test_where_the_story_is_not_told_or_not_for_the_audience_nothing_leads_to_it(tmp_path: Path) -> None:
    without = in_trial()
    without[ANNEX] = without[ANNEX].replace("  - profiles: [a, b]\n", "")
    assert cell(built(write(tmp_path / "no-profiles", without)), "a", "charges") == "not known to us"
    closed = in_trial()
    closed["data/ruritania/cases/zenda-trial.yaml"] += "visibility: internal\n"
    document = built(write(tmp_path / "closed", closed))
    assert cell(document, "a", "charges") == "not known to us"
    assert "Zenda trial" not in repr(document)
