"""`briefing reconcile`: the same people under other spellings, nothing merged, who is missing where; nobody is named
who must not be, and a list that can't be read whole changes nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.foreign_files import LONGEST_CELL, clean_text, strip_markup
from generator.base.text.name_scores import fold_name, pair_likely, score_names
from generator.records.load import load
from generator.review.reconcile.compare import PERHAPS, SAME
from tests.support.commands import Ran, run
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
19,Michael Elphberg,2019,=HYPERLINK("x")
"""
COUNCIL = "ФИО;since\nRudolph Rassendil;\nMikhail Elfberg;2018-01-02\n"
HIDDEN = {
    "data/ruritania/cases/secret.yaml": "visibility: internal\nnames: {preferred: Anton Zaptov}\n",
    "data/ruritania/cases/case-12.yaml": (
        "names: {preferred: Boris Zaptinov, pseudonym: The Miller}\ndisplay: pseudonym\n"
        "basis: {consent: {scope: public, giver: person, date: 2020-01}}\n"
    ),
    "data/ruritania/cases/gone.yaml": (
        "names: {preferred: Gleb Zaptilov}\n"
        "basis: {consent: {scope: public, giver: person, date: 2020-01, withdrawn: 2020-05-01}}\n"
    ),
}
HIDDEN["data/ruritania/cases/unasked.yaml"] = "names: {preferred: Egor Mitzlaff}\n"
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
    assert "| Rudolf Rassendyll | rassendyll | held | 2020-04-17 | no. 17 (100) | line 2 (100) |" in text
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
    assert "l.csv:1:1: warning D463 left-out-of-import: the column “colour” is not read" in ran.err
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
    root = write(tmp_path, HIDDEN)
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
        "l.csv:3:1: error D462 unreadable-entry: column “since”: “01.05",
    ),
    "nobody": ("name,number\n,3\n", "l.csv:2:1: error D462 unreadable-entry: column “name”: nobody is named"),
    "word": ("name,recognised_as\nA B,spy\n", "“spy” is no such word"),
    "column": ("who,number\nA B,3\n", "there is no column “name”"),
    "twice": ("name,name\nA B,C\n", "two columns are called “name”"),
    "wide": ("name,since\nZaptov, Rudolf,2020\n", "l.csv:2:1: error D462 unreadable-entry: the row has 3 cells"),
    "quotes": ('name\nA B\n"C D\n', "l.csv:3:1: error D461 unreadable-foreign-file"),
    "letters": (
        "name\nЗаптов\n".encode("cp1251"),
        "l.csv:2:1: error D461 unreadable-foreign-file: `l.csv` is not taken",
    ),
    "long": ("name\n" + "A" * (LONGEST_CELL + 1) + "\n", "a cell has more than 100,000 letters"),
    "empty": ("", "it holds no table"),
    "no people": ("name\n", "nobody stands on this list"),
    "large": (b"name\n" + b"A B\n" * 5_100_000, "is larger than 20 megabytes"),
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
