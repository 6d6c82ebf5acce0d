"""Rules about what harms people where everybody may read it: numbers, addresses, places, children, health."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.base.diagnostics import render_github, render_json, render_text
from generator.review.lint.rules.identity_number import is_individual_number
from generator.runs.check import check_workspace
from tests.support.lint import linted, spots
from tests.support.places import ROOT
from tests.support.workspaces import BRIEFING, EDITION, FILES, edited, prose, write

CASE = "data/ruritania/cases/rassendyll.yaml"
COUNTRY = "data/ruritania/country.yaml"
PERSONAL = tuple(f"T54{n}" for n in range(8))

FOUND = [
    # telephones: of any country with its code
    ("T540", "Her lawyer answers at +44 20 7946 0958 by day.", "+44 20 7946 0958"),
    ("T540", "Her lawyer answers at +49 (30) 901820.", "+49 (30) 901820"),
    ("T540", "Call 00 44 20 7946 0958, he said; or +7 701 123 45 67.", "+7 701 123 45 67"),
    # mail
    ("T541", "Write to rudolf (at) example (dot) org.", "rudolf (at) example (dot) org"),
    ("T541", "Write to rudolf at example dot org.", "rudolf at example dot org"),
    ("T541", "Her sister answers at zhanna.z+x@mail.example.org, she said.", "zhanna.z+x@mail.example.org"),
    ("T541", "Пишите на flavia@пример.испытание.", "flavia@пример.испытание"),
    # numbers of people and documents; these numbers are nobody's: they were made for the test
    ("T542", "The order names her, 011101100010, as the owner.", "011101100010"),
    ("T542", "The order names her: passport N 01234567.", "N 01234567"),
    ("T542", "The order names her (identity card no. 012 345 678).", "012 345 678"),
    ("T542", "Её паспорт № 1234 567890 отобрали.", "1234 567890"),
    ("T542", "Her passport number is N12345678.", "N12345678"),
    ("T542", "The IIN 123456789012 is in the order.", "123456789012"),
    # money
    ("T543", "People sent money to the card 4111 1111 1111 1111.", "4111 1111 1111 1111"),
    ("T543", "People sent money to 5500000000000004.", "5500000000000004"),
    ("T543", "People sent money to GB82 WEST 1234 5698 7654 32.", "GB82 WEST 1234 5698 7654 32"),
    # houses
    ("T544", "Officers searched 12 Castle Street for hours.", "12 Castle Street"),
    ("T544", "He lives at Old Castle Street 12a.", "Old Castle Street 12a"),
    ("T544", "Officers came to flat 7 of the house.", "flat 7"),
    ("T544", "Обыск прошёл на ул. Замковой, д. 12.", "ул. Замковой, д. 12"),
    # spots on a map
    ("T545", "The shelter is at 50.07552, 14.43782.", "50.07552, 14.43782"),
    ("T545", "The shelter is at 50°04′31″N.", "50°04′31″N"),
    # children
    ("T546", "Officers questioned her daughter Zhanna, aged 9, at school.", "Zhanna"),
    ("T546", "Officers questioned the 15-year-old Zhanna Zapt.", "Zhanna Zapt"),
    ("T546", "Officers questioned her son Ivo, 12, and left.", "Ivo"),
    ("T546", "Officers questioned the schoolgirl Zhanna Zapt.", "Zhanna Zapt"),
    ("T546", "Officers questioned her eight-year-old son Ivo Zapt.", "Ivo Zapt"),
    ("T546", "Officers questioned Zhanna, aged seven, at school.", "Zhanna"),
    # health
    ("T547", "He has HIV, and was not treated.", "HIV"),
    ("T547", "She was diagnosed with bronchitis.", "bronchitis"),
    ("T547", "The record says ICD-10: F20.0 of him.", "F20.0"),
    ("T547", "He takes 200 mg a day.", "200 mg"),
    ("T547", "His blood pressure was 180/120 that day.", "blood pressure was 180/120"),
]

ALIKE = [
    # numbers that call nobody
    "In all, 1,500,000 crowns were paid, 1 200 000 of them in 2020.",
    "The decree no. 1234567 of 2020-11-26 was signed; file 7594-20-00-1/234.",
    "Articles 174, 274 and 405, part 2, of the code of 1999–2020 apply.",
    "He was held from 2019 to 2020, and from 10-12-2021 to 11-12-2021.",
    "The parliamentary question E-006448/2020 and resolution 2021/1234 say so.",
    "The account 2345 678 has 4111 1111 1111 1112 crowns.",  # its check digit is wrong
    "The company has the number 050440001234.",  # of a company: its fifth digit is no day's
    "The card of the year 2020 2021 2022 2023 was sold out.",
    "He paid 8 701 234 567 crowns, and 8 000 000 000 more.",
    # at, and no mail
    "They looked at a dot on the map (at noon).",
    "They met @noon, and asked.[@gazette-1]",
    "The account @strelsau of the Gazette was blocked.",
    # streets without a house, and numbers beside them
    "People marched down Castle Street on 12 May.",
    "People marched down Castle Street 12 May 2020.",
    "Some 40 people stood in Castle Street.",
    "The flat was searched, and 7 officers came.",
    "He spoke at the Road to Zenda conference of 2020.",
    # figures that are no spot
    "The rate was 50.07 to 14.43 crowns.",
    "It was 30° that day.",
    "The index rose from 1.2345 to 1.2399.",
    # people who are no children, children who are not named
    "Zhanna Zapt, aged 39, was fined.",
    "Zhanna Zapt was one. Hers is one of ten cases.",
    "Her daughter, aged 9, was questioned.",
    "A 15-year-old was questioned.",
    "The law is 15 years old.",
    "His son Ivo, a lawyer, spoke.",
    "Zhanna Zapt was 12 years in prison.",
    "The Convention on the Rights of the Child was 10 years old.",
    # health in words that say enough
    "He is ill, and has no physician.",
    "His health is failing, and he was taken to a hospital.",
    "The minister spoke about HIV prevention.",
    "The law on tuberculosis was changed.",
    "The pandemic was the reason that was given.",
]


@pytest.mark.slow
@pytest.mark.parametrize("code", PERSONAL)
def test_what_harms_people_is_found_at_its_place(code: str, tmp_path: Path) -> None:
    texts = {text: spot for one, text, spot in FOUND if one == code}
    root = write(tmp_path, prose("\n\n".join(texts)))
    assert spots(root, linted(root, code)) == [*texts.values()]


@pytest.mark.slow
def test_what_looks_like_it_is_left_alone(tmp_path: Path) -> None:
    root = write(tmp_path, prose("\n\n".join(ALIKE)))
    found = linted(root, *PERSONAL)
    assert spots(root, found) == []


@pytest.mark.slow
def test_a_number_is_found_as_people_of_the_country_write_it(tmp_path: Path) -> None:
    """Whoever lives in the country leaves its code out; that of an invented country nobody knows."""
    text = prose("Her lawyer answers at 020 7946 0958.")
    assert linted(write(tmp_path / "invented", text), "T540") == []
    known = edited(COUNTRY, "names: {preferred: Ruritania}", "names: {preferred: United Kingdom}")
    root = write(tmp_path / "known", {**text, **known})
    assert spots(root, linted(root, "T540")) == ["020 7946 0958"]
    # numbers that no telephone of Kazakhstan has: a code for them, and nobody behind it
    text = prose("Call 8 (701) 000-00-00, 8-701-000-00-01 or 87010000002.\n\nOr wa.me/77010000003.")
    known = edited(COUNTRY, "names: {preferred: Ruritania}", "names: {preferred: Kazakhstan}")
    root = write(tmp_path / "trunk", {**text, **known})
    written = ["8 (701) 000-00-00", "8-701-000-00-01", "87010000002", "wa.me/77010000003"]
    assert spots(root, linted(root, "T540")) == written


@pytest.mark.slow
def test_a_personal_number_of_the_country_is_known(tmp_path: Path) -> None:
    """By python-stdnum, with its check digit: here the numbers of the documentation of Estonia's."""
    text = prose("The orders name 37605030299, and 37605030298.")
    known = edited(COUNTRY, "names: {preferred: Ruritania}", "names: {preferred: Estonia}")
    root = write(tmp_path, {**text, **known})
    assert spots(root, linted(root, "T542")) == ["37605030299"]


def test_a_check_digit_of_kazakhstan_counts() -> None:
    digits = "01110110001"
    assert [n for n in range(10) if is_individual_number(f"{digits}{n}")] == [0]
    # no such day, no such century
    assert not any(is_individual_number(f"01133110001{n}") for n in range(10))
    assert not any(is_individual_number(f"01110190001{n}") for n in range(10))
    # where the first sum gives 10 the second counts
    assert is_individual_number("011101100100")


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        edited(CASE, "place: Strelsau\nbasis", "place: 12 Castle Street\nbasis"),
        edited(CASE, "text: His house was searched.", "text: He answers at rudolf@example.org."),
        edited(CASE, "Rudolph Rassendyl]", '"+44 20 7946 0958"]'),
        edited(CASE, "health: He is ill.", "health: diabetes and gout"),
        edited("data/ruritania/sources.yaml", "https://example.org/2,", "https://wa.me/447946095812,"),
        edited(
            "data/ruritania/sources.yaml", "https://example.org/2,", '"https://example.org/@50.07552,14.43782,17z",'
        ),
        edited(CASE, "occupation: journalist", "occupation: schoolboy"),
        edited(CASE, "text: His house was searched.", "text: He was 15 years old."),
        # keys that are languages here, and fields elsewhere
        edited(CASE, "occupation: journalist", "occupation: {en: journalist, id: of 12 Castle Street}"),
        edited(CASE, "occupation: journalist", "occupation: {en: journalist, by: of 12 Castle Street}"),
        edited(CASE, "occupation: journalist", "occupation: {en: journalist, url: of 12 Castle Street}"),
    ],
)
def test_any_field_of_a_public_record_is_looked_at(change: dict[str, str], tmp_path: Path) -> None:
    assert len(linted(write(tmp_path, change), *PERSONAL)) == 1


@pytest.mark.slow
def test_what_is_not_public_may_say_it(tmp_path: Path) -> None:
    closed = "place: {value: 12 Castle Street, visibility: internal}\nbasis"
    assert linted(write(tmp_path / "field", edited(CASE, "place: Strelsau\nbasis", closed)), *PERSONAL) == []
    name = f"{BRIEFING}/edition.yaml"
    paper = {name: FILES[name] + "audience: internal\n"} | prose("Her lawyer answers at +44 20 7946 0958.")
    assert linted(write(tmp_path / "paper", paper), *PERSONAL) == []


@pytest.mark.slow
def test_a_child_of_the_family_is_not_named_in_words_of_the_record(tmp_path: Path) -> None:
    family = "gender: male\nrelatives: [{relationship: daughter, name: Osra Mauban, minor: true}]\n"
    case = edited(CASE, "gender: male\n", family)
    named = {CASE: case[CASE].replace("He is held in a castle.", "Osra waits for him.")}
    (found,) = linted(write(tmp_path / "named", named), "T546")
    assert (found.origin.file, found.origin.line) == (
        CASE,
        1 + named[CASE].splitlines().index("      Osra waits for him.[@bureau-watch]"),
    )
    assert "Osra" not in render_text(found)
    assert linted(write(tmp_path / "unnamed", case), "T546") == []


def test_the_record_of_a_child_is_known_by_birth_and_by_age(tmp_path: Path) -> None:
    arrest = "{date: 2020-04-17, stage: arrested, by: weekly-1}"
    for number, (old, new, count) in enumerate((
        ("gender: male\n", "gender: male\ndate_of_birth: {date: 2003-05, by: weekly-1}\n", 1),
        ("gender: male\n", "gender: male\ndate_of_birth: {date: 2001, by: weekly-1}\n", 0),
        (arrest, arrest.replace("by:", "age: 16, by:"), 1),
    )):  # fmt: skip
        assert len(linted(write(tmp_path / str(number), edited(CASE, old, new)), "T546")) == count


def test_how_an_organisation_is_reached_is_meant_to_be_read(tmp_path: Path) -> None:
    contacts = "contacts: [{email: desk@example.org, phone: +44 20 7946 0958, address: 12 Castle Street}]"
    change = edited("data/ruritania/organisations.yaml", "  kind: ngo\n", f"  kind: ngo\n  {contacts}\n")
    assert linted(write(tmp_path, change), *PERSONAL) == []


@pytest.mark.slow
def test_no_message_shows_what_was_found(tmp_path: Path) -> None:
    root = write(tmp_path, prose("\n\n".join(text for _, text, _ in FOUND)), style=True)
    found = [one for one in check_workspace(root, [EDITION]) if one.code in PERSONAL]
    assert len(found) == len(FOUND)
    said = "\n".join([*map(render_text, found), render_json(found), *map(render_github, found)])
    for _, _, spot in FOUND:
        assert spot not in said


@pytest.mark.slow
def test_the_libraries_are_loaded_in_check_alone() -> None:
    """To build a paper needs neither; and a text without so many digits needs none either."""
    program = (
        "import sys; import generator.cli.build, generator.cli.check, generator.runs.build, generator.review.lint;"
        "print([name for name in ('phonenumbers', 'stdnum', 'babel') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
