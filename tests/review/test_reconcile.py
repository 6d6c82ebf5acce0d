"""`briefing reconcile`: the same people under other spellings, nothing merged, who is missing where; nobody is named
who must not be, and a list that can't be read whole changes nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.foreign_files import clean_text, strip_markup
from generator.base.sheets.sheet import MOST_LETTERS
from generator.base.text.name_scores import PERHAPS, SAME, fold_name, pair_likely, score_names
from generator.records.load import load
from tests.support.commands import Ran, run
from tests.support.hidden_people import HIDDEN_PEOPLE
from tests.support.lists import write_xlsx
from tests.support.sheets import sheet_of
from tests.support.workspaces import FILES, write

SPELLINGS = """\
Rudolf Zaptov|Рудольф Заптов
Rudolf Zaptov|Zaptov, Rudolf Ivanovich
Yerlan Zhumagulov|Erlan Jumagulov
Yerlan Zhumagulov|Ерлан Жұмағұлов
Yerlan Zhumagulov|ЖУМАГУЛОВ Ерлан Серикович
Kairat Kylyshov|Қайрат Қылышов
Kairat Kylyshov|Qairat Qylyşov
Aigul Utepova|Айгуль Утепова
Mukhtar Dzhakupov|Muhtar Jakupov
Yulia Shcherbina|Iuliia Scherbina
Alexey Plyaskin|Алексей Пляскин
Yelizaveta Ozhegova|Elizaveta Ojegova
Zhanbolat Mamyr|Janbolat Mamır
Serikzhan Bilyashov|Серікжан Біләшов
Kenzhebek Sultanbekov|Kenzhebek Sutanbekov
Anatoly Chaykin|Анатолий Чайкин"""
OTHERS = """\
Rudolf Zaptov|Rustam Zaptov
Yerlan Zhumagulov|Yerzhan Zhumagulov
Yerlan Zhumagulov|Yerlan Zhumabayev
Aigul Utepova|Aigerim Utepova
Sergei Molchin|Sergei Malkin
Alexey Plyaskin|Alexander Plyaskin
Nurzhan Mukhammedov|Nurlan Mukhammedov
Zaptov Rudolf Ivanovich|Zaptov Rudolf Petrovich
Ivan Ivanov|Petr Ivanov
Anna Petrova|Ivan Petrov
R. Zaptov|Rudolf Zaptov
Zaptov|Rudolf Zaptov"""


@pytest.mark.parametrize("pair", SPELLINGS.splitlines())
def test_spellings_of_one_name_score_high(pair: str) -> None:
    one, other = map(fold_name, pair.split("|"))
    assert score_names(one, other).score >= SAME
    assert score_names(other, one) == score_names(one, other)
    assert (0, 0) in pair_likely([[one]], [[other]], PERHAPS)


@pytest.mark.parametrize("pair", OTHERS.splitlines())
def test_names_that_may_be_of_two_people_do_not(pair: str) -> None:
    one, other = map(fold_name, pair.split("|"))
    assert score_names(one, other).score < SAME


WORDS = st.text("abzhAZ ЖжұÓğß'’-.,1\u200d日", max_size=40)


@given(WORDS, WORDS)
def test_any_words_have_a_score(one: str, other: str) -> None:
    score = score_names(fold_name(one), fold_name(other))
    assert 0 <= score.score <= 100
    assert score == score_names(fold_name(other), fold_name(one))


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────────────

BUREAU = """\
number,name,since,other_names
17,"Рассендилл, Рудольф Робертович",2020-05,
18,F. Tarlenheim,,
19,Michael Elphberg,2019,'=HYPERLINK(x)
"""
COUNCIL = "ФИО;since\nRudolph Rassendil;\nMikhail Elfberg;2018-01-02\n"
NAMED = (
    'name\nEgor Mitslaf\nАнтон Заптов\nBoris Zaptinoff\n"The poet, GlebZaptilov, born in Zenda"\nGleb Zaptilov\n'
    "Michael Elphberg\n"
)


def reconcile(root: Path, lists: Mapping[str, str | bytes], *words: str) -> Ran:
    """Write lists into a workspace, and compare them: of the bureau, of 20 November 2020 if nothing else is said."""
    for name, text in lists.items():
        (root / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return run(root, "reconcile", *lists, *(words or ("--of", "bureau", "--as-of", "2020-11-20")))


def made(root: Path, name: str = "reconciliation.md") -> str:
    """Return what a comparison wrote."""
    return (root / "build" / "reconciliation" / name).read_text("utf-8")


@pytest.mark.slow
def test_two_lists_are_compared_with_our_cases_and_with_each_other(tmp_path: Path) -> None:
    root = write(tmp_path)
    before = {path: path.read_bytes() for path in (root / "data").rglob("*.yaml")}
    words = ("--of", "bureau.csv=bureau", "--as-of", "bureau=2020-11-20", "--of", "council=council", "--as-of",
             "council=2020-11", "--source", "bureau=bureau-watch", "--column", "name=ФИО")  # fmt: skip
    ran = reconcile(root, {"bureau.csv": BUREAU.replace("name,since", "ФИО,since"), "council.csv": COUNCIL}, *words)
    assert ran.code == 0, ran.err
    text = made(root)
    assert text.startswith("**INTERNAL: for those who keep the records alone**")
    assert "| Rudolf Rassendyll | rassendyll | held | 2020-04-17 | no. 17 (100) | row 2 (100) |" in text
    assert "| 75 | bureau.csv:3, no. 18 | F. Tarlenheim | Fritz Tarlenheim | tarlenheim | the name |" in text
    assert "| bureau.csv:4, no. 19 | 2020-11-20 | 2019 | council.csv:3: Mikhail Elfberg (83) |" in text
    snippets = made(root, "recognitions.yaml")
    assert "  - {recognised_by: bureau, list_number: '17', as_of: 2020-11-20, by: bureau-watch}" in snippets
    assert "\n#   - {recognised_by: bureau, list_number: '18'" in snippets
    assert "\n  - {recognised_by: council, as_of: 2020-11}" in snippets
    assert {path: path.read_bytes() for path in (root / "data").rglob("*.yaml")} == before
    # no cell is a formula, and each sheet says whom it is for
    sheet = sheet_of((root / "build/reconciliation/reconciliation.xlsx").read_bytes(), 4)
    assert any("HYPERLINK" in text for row in sheet.rows for text in row)
    assert any("INTERNAL" in text for row in sheet.rows for text in row)
    # what may be added loads in the record
    case = "data/ruritania/cases/rassendyll.yaml"
    line = next(line for line in snippets.splitlines() if line.startswith("  - {recognised_by: bureau"))
    (root / case).write_text(FILES[case].replace("recognitions:\n", f"recognitions:\n{line}\n"), "utf-8")
    dataset, problems = load(root, [])
    assert not problems
    assert dataset.cases["rassendyll"].record.recognitions[0].list_number == "17"
    # and is known the next time
    reconcile(root, {"bureau.csv": BUREAU})
    assert "rassendyll" not in made(root, "recognitions.yaml")


def test_who_is_held_and_not_on_a_list_is_told_with_the_day(tmp_path: Path) -> None:
    root = write(tmp_path)
    ran = reconcile(root, {"l.csv": "name,colour\nMichael Elphberg,red\n"})
    assert ran.code == 0, ran.err
    assert "l.csv:1:2: warning D463 left-out-of-import: the column “colour” is not read" in ran.err
    row = "| Rudolf Rassendyll | rassendyll | l.csv | 2020-11-20 | held | 2020-04-17 | as of 2020-11-01 |"
    assert row in made(root)


def test_the_invented_person_of_a_new_workspace_is_missing_on_no_list(tmp_path: Path) -> None:
    held = "names: {preferred: Example Person}\nproceedings: [{stages: [{date: 2020-05-01, stage: arrested}]}]\n"
    example = {"data/example/country.yaml": "names: {preferred: Exampland}\n", "data/example/cases/invented.yaml": held}
    root = write(tmp_path, example)
    assert reconcile(root, {"bureau.csv": "name\nRudolf Rassendyll\n"}).code == 0
    assert "Rudolf Rassendyll" in made(root)
    assert "Example Person" not in made(root)


def test_of_two_brothers_neither_is_taken_for_the_other(tmp_path: Path) -> None:
    twin = {"data/ruritania/cases/rudolph.yaml": "names: {preferred: Rudolph Rasendil}\n"}
    root = write(tmp_path, twin)
    assert reconcile(root, {"l.csv": "name\nRudolf Rassendyll\n"}).code == 0
    assert made(root).count("several come near") == 2
    assert "\n  - {recognised_by" not in made(root, "recognitions.yaml")


def test_other_births_are_other_people_until_somebody_looked(tmp_path: Path) -> None:
    case = "data/ruritania/cases/rassendyll.yaml"
    born = FILES[case].replace("gender: male\n", "gender: male\ndate_of_birth: {date: 1980-05-01, by: gazette-1}\n")
    root = write(tmp_path, {case: born})
    assert reconcile(root, {"l.csv": "name,born\nRudolf Rassendyll,1981\n"}).code == 0
    assert "their births differ" in made(root)
    assert reconcile(root, {"l.csv": "name,born\nRudolf Rassendyll,1980\n"}).code == 0
    assert "their births differ" not in made(root)


@pytest.mark.slow
@pytest.mark.parametrize(("audience", "out"), [("internal", 3), ("public", 5)])
def test_nobody_is_named_whom_the_readers_may_not_know(tmp_path: Path, audience: str, out: int) -> None:
    root = write(tmp_path, HIDDEN_PEOPLE)
    ran = reconcile(root, {"l.csv": NAMED}, "--of", "bureau", "--as-of", "2020-11-20", "--audience", audience)
    assert ran.code == 0, ran.err
    assert f"of {out} rows nothing is written" in ran.err
    folder = root / "build" / "reconciliation"
    cells = [
        cell
        for n in range(1, 6)
        for row in sheet_of((folder / "reconciliation.xlsx").read_bytes(), n).rows
        for cell in row
    ]
    every = made(root) + made(root, "recognitions.yaml") + "\n".join(cells)
    internal = audience == "internal"
    kept = {"Mit": internal, "Заптов": internal, "secret": internal, "Zaptino": False, "Zaptil": False}
    kept |= {"case-12": False, "gone": False, "Elphberg": True}
    assert {word: word in every for word in kept} == kept
    assert ("INTERNAL" in every) == (audience == "internal")


def test_the_last_gate_stands_before_what_others_read(tmp_path: Path) -> None:
    """A name that no row has: that of the body whose list it is, of the file, of a relative."""
    held = "names: {preferred: Anton Zaptovsky}\nbasis: {already_public: gazette-1}\n"
    body = "zb:\n  names: {preferred: Zaptin Committee of Relatives}\n  kind: ngo\n  visibility: internal\n"
    file = "data/ruritania/organisations.yaml"
    root = write(tmp_path, {
        "data/ruritania/cases/held.yaml": held + "relatives: [{relationship: wife, name: Olga Zaptina}]\n",
        "data/ruritania/cases/hidden.yaml": "visibility: internal\nnames: {preferred: Boris Zaptler}\n",
        file: FILES[file] + body,
    })  # fmt: skip
    words = ("--as-of", "2020-11-20", "--audience", "partner")
    rows = "name\nAnton Zaptovsky\nOlga Zaptina\n"
    ran = reconcile(root, {"l.csv": rows}, "--of", "zb", *words)
    assert ran.code == 0, ran.err
    assert "Anton Zaptovsky" in made(root)
    assert not {word for word in ("Zaptin Committee", "Zaptina") if word in made(root)}
    ran = reconcile(root, {"boris-zaptler.csv": rows}, "--of", "bureau", *words)
    assert (ran.code, "S105" in ran.err) == (1, True)
    (root / "data/ruritania/cases/hidden.yaml").write_text("visibility: internal\nnames: [\n", "utf-8")
    ran = reconcile(root, {"l.csv": rows}, "--of", "bureau", *words)
    assert (ran.code, "nothing is compared" in ran.err) == (1, True)


# ── what can't be read ────────────────────────────────────────────────────────────────────────────────────────────────

BAD: dict[str, tuple[str | bytes, str]] = {
    "date": (
        "name,since\nA B,2020-05\nC D,01.05.2024\n",
        "l.csv:3:2: error D403 date-to-ask: cell B3 (since): “01.05.2024” may be 2024-05-01 (day first) or",
    ),
    "no letters": ("name,number\n-,3\n", "cell A2 (name): nobody is named"),
    "nobody": ("name,number\n,3\n", "l.csv:2:1: error D405 unreadable-cell: cell A2 (name): nobody is named"),
    "word": ("name,recognised_as\nA B,spy\n", "“spy” is no such word"),
    "column": ("who,number\nA B,3\n", "error D402 unknown-column: there is no column “name”"),
    "twice": ("name,name\nA B,C\n", "two columns are called “name”"),
    "wide": (
        "name,since\nA B,2020\nZaptov, Rudolf,2020\nElphberg, Michael,2020\n",
        "l.csv:3:3: error D402 unknown-column: cell C3: something stands here below no head, and in row 4",
    ),
    "formula": ("name\n=A1&B1\n", "l.csv:2:1: error D404 formula-in-cell: cell A2 (name)"),
    "body": ("name,organisation\nA B,burau\n", "cell B2 (organisation): there is no organisation `burau`"),
    "country": ("name,country\nA B,Ruretania\n", "cell B2 (country): there is no country `Ruretania`"),
    "quotes": ('name\nA B\n"C D\n', "l.csv:3:1: error D401 unreadable-list"),
    "letters": ("name\nЗаптов\n".encode("cp1251"), "l.csv:2:1: error D007 not-utf-8"),
    "long": (
        "name\n" + "A" * (MOST_LETTERS + 1) + "\n",
        "l.csv:2:1: error D023 too-large: row 2: a cell has more than",
    ),
    "empty": ("", "row 1 has no heads of columns"),
    "no people": ("name\n", "nobody stands on this list"),
    "rows": (b"name\n" + b"A B\n" * 20_001, "l.csv:20001:1: error D023 too-large: this list has more than 20,000 rows"),
    "large": (b"name\n" + b"A B\n" * 12_600_000, "is larger than 50 megabytes"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_list_that_cannot_be_read_whole_is_not_compared(tmp_path: Path, name: str) -> None:
    text, said = BAD[name]
    ran = reconcile(write(tmp_path), {"l.csv": text})
    assert ran.code == 1
    assert said in ran.err
    assert "no file was touched" in ran.err
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--of", "bureau"), "there is no column “as_of”"),
        (("--as-of", "2020"), "there is no column “organisation”"),
        (("--of", "burau", "--as-of", "2020"), "did you mean `bureau`?"),
        (("--of", "bureau", "--as-of", "1.5.2020"), "`1.5.2020` is"),
        (("--of", "other=bureau", "--as-of", "2020"), "`other` is none of the lists"),
        (("--of", "bureau", "--as-of", "2020", "--source", "gazete-1"), "did you mean `gazette-1`?"),
        (("--column", "nmae=x"), "write NAME=HEAD"),
    ],
)
def test_whose_list_it_is_and_of_which_day_is_asked_and_never_guessed(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    ran = reconcile(write(tmp_path), {"l.csv": "name\nA B\n"}, *words)
    assert ran.code in (1, 2)
    assert said in ran.err


@pytest.mark.slow
def test_a_workbook_is_compared_as_a_csv_is(tmp_path: Path) -> None:
    """Its sheet is named where it has several; a cell that is a date is no question; faults say sheet, row, column."""
    root = write(tmp_path)
    rows = [("name", "number", "since"), ("Рассендилл, Рудольф", 17, date(2020, 5, 1)), ("Michael Elphberg", 18, None)]
    write_xlsx(root / "bureau.xlsx", About=[("x",)], People=rows)
    words = ("--of", "bureau", "--as-of", "2020-11-20")
    ran = run(root, "reconcile", "bureau.xlsx", *words)
    assert ran.code == 1
    assert "bureau.xlsx:1:1: error D401 unreadable-list: it has 2 sheets\nhelp: say which, with `--sheet`" in ran.err
    assert run(root, "reconcile", "bureau.xlsx", *words, "--sheet", "People").code == 0
    assert "| Rudolf Rassendyll | rassendyll | held | 2020-04-17 | no. 17 (100) |" in made(root)
    assert "| Michael Elphberg | bureau.xlsx:3, no. 18 |" in made(root)
    words = (*words, "--sheet", "People", "--dates", "day first")
    rows.append(("Bela Zapt", 19, "01.05.2024"))
    write_xlsx(root / "bureau.xlsx", About=[("x",)], People=rows)
    assert run(root, "reconcile", "bureau.xlsx", *words).code == 0
    assert "| Bela Zapt | bureau.xlsx:4, no. 19 | 2020-11-20 | 2024-05-01 |" in made(root)
    words = words[:-2]
    bad = [*rows[:-1], ("=A2", 19, "01.05.2020"), (None, 20, "2020-05"), ("C D", 21, "2020-05", "stray")]
    write_xlsx(root / "bad.xlsx", People=bad)
    ran = run(root, "reconcile", "bad.xlsx", *words)
    assert ran.code == 1
    for said in (
        "bad.xlsx:4:1: error D404 formula-in-cell: cell A4 of “People” (name)",
        "bad.xlsx:4:3: error D403 date-to-ask: cell C4 of “People” (since): “01.05.2020”",
        "bad.xlsx:5:1: error D405 unreadable-cell: cell A5 of “People” (name): nobody is named",
        "bad.xlsx:6:4: error D402 unknown-column: cell D6 of “People”: something stands here below no head",
    ):
        assert said in ran.err


# ── several countries ─────────────────────────────────────────────────────────────────────────────────────────────────

HENTZAU = {
    "data/hentzau/country.yaml": "names: {preferred: Hentzau}\n",
    "data/hentzau/cases/hentzau-elphberg.yaml": (
        "names: {preferred: Michael Elphberg}\nproceedings: [{stages: [{date: 2020-05-01, stage: arrested}]}]\n"
    ),
}


def test_somebody_of_another_country_is_not_taken_for_the_same(tmp_path: Path) -> None:
    """The country is that of all who are the same by name, or is said; who stands in another is perhaps the same, and
    is not missing on the list."""
    root = write(tmp_path, HENTZAU)
    assert reconcile(root, {"l.csv": "name\nRudolf Rassendyll\n"}).code == 0
    assert "| l.csv | Strelsau Bureau for Rights | 2020-11-20 | Ruritania | 1 | 1 | 0 | 0 |" in made(root)
    assert "Michael Elphberg" not in made(root)
    both = {"l.csv": "name\nRudolf Rassendyll\nMichael Elphberg\n"}
    ran = reconcile(root, both)
    assert ran.code == 1
    assert "the names on it are those of people of hentzau (1) and ruritania (1)" in ran.err
    assert "say --country l.csv=COUNTRY, or add a column `country`" in ran.err
    words = ("--of", "bureau", "--as-of", "2020-11-20")
    assert reconcile(root, both, *words, "--country", "ruritania").code == 0
    assert "perhaps row 3 (100, another country)" in made(root)
    assert "| hentzau-elphberg | ours is of Hentzau, the list of Ruritania |" in made(root)
    snippets = made(root, "recognitions.yaml")
    assert snippets.count("\n  - {recognised_by") == 1
    assert "# ours is of Hentzau, the list of Ruritania\n" in snippets
    ran = reconcile(root, {"l.csv": "name,country\nRudolf Rassendyll,Ruritania\nMichael Elphberg,hentzau\n"})
    assert ran.code == 0, ran.err
    assert made(root, "recognitions.yaml").count("\n  - {recognised_by") == 2
    ran = reconcile(root, {"l.csv": "name\nFlavia Strelsau\n"})
    assert (ran.code, "nobody on it has the name of one of ours" in ran.err) == (1, True)


def test_a_table_of_several_lists_tells_whose_each_row_is(tmp_path: Path) -> None:
    root = write(tmp_path)
    text = "name,organisation,as_of\nRudolf Rassendyll,bureau,2020-11-20\nRudolf Rassendyll,council,2020-11-21\n"
    ran = run(root, "reconcile", "l.csv") if (root / "l.csv").write_text(text, "utf-8") else None
    assert ran is not None
    assert ran.code == 0, ran.err
    assert made(root, "recognitions.yaml").count("\n  - {recognised_by") == 2


HOSTILE = "\u202eRudolf\x07 \x1b[2JRassendyll<script>alert(1)</script> <img src=x onerror=y>| '}\nnames: {}"


def test_hostile_words_of_a_list_are_only_words(tmp_path: Path) -> None:
    root = write(tmp_path)
    ran = reconcile(root, {"l.csv": f'name,number\n"{HOSTILE}","1\'}}"\n'})
    assert ran.code == 0, ran.err
    text = made(root) + made(root, "recognitions.yaml")
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)
    assert "<script" not in text
    assert "<img" not in text
    assert not [line for line in text.splitlines() if line.startswith("names:")]


@pytest.mark.parametrize("start", ["<script>", "<!--", "<a", "&lt;<b>"])
def test_markup_that_never_ends_is_cut_and_takes_no_time(start: str) -> None:
    assert len(strip_markup(f"words {start * 50_000}")) <= 100_006


@given(st.text())
def test_cleaned_words_are_on_one_line_and_printable(text: str) -> None:
    plain = strip_markup(text)
    assert "\n" not in plain
    assert strip_markup(plain) == plain or "&" in text or "<" in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", clean_text(text))
