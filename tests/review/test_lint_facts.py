"""Rules about facts: for each, what it finds and what looks like it and is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.lint import linted, spots
from tests.support.workspaces import BRIEFING, FILES, edited, prose, write

OVERVIEW = f"{BRIEFING}/overview.yaml"
RECOMMENDATIONS = "data/ruritania/recommendations.yaml"
CASES = "data/ruritania/cases"
PRISONERS = f"{BRIEFING}/prisoners.yaml"


def spotted(root: Path, code: str, text: str, changes: dict[str, str] | None = None, file: str = OVERVIEW) -> list[str]:
    """Return the letters that a rule underlines in a prose of one text."""
    write(root, {**prose(text), **(changes or {})})
    return spots(root, [d for d in linted(root, code) if d.origin.file == file])


def case(id: str, name: str, *lines: str) -> dict[str, str]:
    """Return the change that adds or replaces a case."""
    return {f"{CASES}/{id}.yaml": "\n".join((f"id: {id}", f"names: {{preferred: {name}}}", *lines)) + "\n"}


def demanded(*texts: str, more: str = "") -> dict[str, str]:
    """Return the change to recommendations with these texts."""
    records = "".join(
        f"r{n}:\n  theme: expression\n  addressee: government\n  text: {text}\n{more}" for n, text in enumerate(texts)
    )
    ids = ", ".join(f"r{n}" for n in range(len(texts)))
    listed = edited(f"{BRIEFING}/expression.yaml", "[repeal, release]", f"[{ids}]")
    return {RECOMMENDATIONS: records, **listed}


TORTURED = case("tarlenheim", "Fritz Tarlenheim", "timeline:",
                "  - {date: 2020-06-03, text: Guards beat him with a chair in the castle., alleged: true, by:"
                " gazette-1}",
                "  - {date: 2020-07-04, text: He was fined 400 crowns., by: gazette-1}")  # fmt: skip

# ── what nothing supports ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On 4 August 2020 the court closed a newspaper.", ["4 August 2020"]),
        ("Rassendyll was tried on 9 September.", ["9 September"]),
        ("At the [march of 2 May](event:march-2020) 37 people were hurt.", ["37"]),
        ("Some 4,000 people have left the country.", ["4,000"]),
        ("In 2017 the castle was closed.", ["2017"]),
        ("Rassendyll was tortured in the castle.", ["tortured"]),
        ("Judges in Zenda take bribes.", ["bribes"]),
        ("Tarlenheim was arrested for a song.", ["was arrested"]),
        ("[Fritz Tarlenheim](case:tarlenheim) was convicted of slander.", ["was convicted"]),
        ("Forty-one or 42 marchers were fined.", ["Forty-one", "42"]),
    ],
)
def test_what_nothing_supports_is_found(text: str, found: list[str], tmp_path: Path) -> None:
    assert spotted(tmp_path, "T530", text)[: len(found)] == found


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "On 4 August 2020 the court closed a newspaper.[@gazette-2]",
        "At the [march of 2 May](event:march-2020) over 1,500 people marched.",
        "Rassendyll was arrested on 17 April 2020.",
        "He was arrested on 17 April.\nThat was Rassendyll.",
        "Rassendyll was sentenced in June 2020 to three years.",
        "He has been banned from writing for five years, Rassendyll says.",
        "Two things matter:",
        "Three of the people at the march came back.",
        "Rassendyll was charged under Article 12 of the Criminal Code.",
        "The round of 26 November 2020 is the next.",
        "This paper is about the time from October 2019 on.",
        "There is a law against corruption.[@code-text]",
        "May they all come home.",
        "The house has number 12bis.",
        "No marcher was beaten.[@gazette-1]",
    ],
)
def test_what_the_data_say_is_left_alone(text: str, tmp_path: Path) -> None:
    assert spotted(tmp_path, "T530", text) == []


# ── what is only alleged ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "Guards beat [Fritz Tarlenheim](case:tarlenheim) with a chair.",
        "In the castle guards beat Tarlenheim with a chair.",
        "Tarlenheim was kicked.",
    ],
)
def test_an_allegation_told_as_a_fact_is_found(text: str, tmp_path: Path) -> None:
    assert len(spotted(tmp_path, "T531", text, TORTURED)) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Guards allegedly beat Tarlenheim with a chair.",
        "Tarlenheim says that guards beat him with a chair.",
        "Guards reportedly beat Tarlenheim in the castle.",
        "According to his lawyer, guards beat Tarlenheim with a chair in the castle.",
        "Tarlenheim was fined 400 crowns.",
        "Tarlenheim told what had happened.\nHe was beaten.",
        "Tarlenheim accused the guards of beating him with a chair.",
        "The castle has a chair for Tarlenheim.",
    ],
)
def test_an_allegation_told_as_one_is_left_alone(text: str, tmp_path: Path) -> None:
    assert spotted(tmp_path, "T531", text, TORTURED) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police beat the marchers.[@gazette-1]", ["beat"]),
        ("Police allegedly beat the marchers.[@gazette-1]", ["beat"]),
        ("Police beat the marchers.[@gazette-1; @gazette-2]", []),
        ("Police beat the marchers.[@bureau-watch]", []),
        ("Police watched the marchers.[@gazette-1]", []),
    ],
)
def test_an_accusation_on_one_word_is_a_hint(text: str, found: list[str], tmp_path: Path) -> None:
    assert spotted(tmp_path, "D320", text) == found


# ── articles ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "He was charged under Article 13 (slander).",
        "He was charged with slander (Article 13 of the Criminal Code).",
        "She was charged with “insult” under Article 12.",
        "It is prohibited by [Article 13](law:ru-code/13), which is about slander.",
        "Article 12 of the Criminal Code, on insult, is vague.",
        "Charges under Article 13 for defamation are brought often.",
        "The charge is “defamation” ([Article 13](law:ru-code/13)).",
        "Rassendyll was charged under Article 14.",
    ],
)
def test_an_article_beside_another_offence_is_found(text: str, tmp_path: Path) -> None:
    assert len(spotted(tmp_path, "D321", text)) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "He was charged under Article 12 (slander).",
        "He was charged with defamation (Article 12 of the Criminal Code).",
        "Articles 12 and 13, on slander and insult, are vague.",
        "He was charged with slander and insult ([Articles 12](law:ru-code/12) and [13](law:ru-code/13)).",
        "He was charged under Article 12, and with insult.",
        "He was fined under Article 13; slander he denies.",
        "Slander is a crime. Article 13 is another matter.",
        "Article 99 (slander) of the law of Hentzau.",
        "Rassendyll was charged under Article 13.",
        "Rassendyll asks for a change of Article 14.",
    ],
)
def test_an_article_beside_its_own_offence_is_left_alone(text: str, tmp_path: Path) -> None:
    assert spotted(tmp_path, "D321", text) == []


@pytest.mark.slow
def test_a_charge_in_the_words_of_another_article_is_found(tmp_path: Path) -> None:
    file = f"{CASES}/rassendyll.yaml"
    for offence, found in (("slander", ["slander"]), ("insult", []), ("insulting the king", [])):
        changes = edited(file, '{provision: ru-code/13, part: "2"}', f"{{provision: ru-code/13, offence: {offence}}}")
        assert spotted(tmp_path, "D321", "Words.", changes, file) == found


# ── numbers ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Some 1,200 people were on the march of 2 May.", ["1,200"]),
        ("On 2 May over 1,200 people marched in Strelsau.", ["1,200"]),
        ("At the march in Strelsau there were 900 people.", ["900"]),
        ("Over 1,500 people were on the march of 2 May.", []),
        ("[Over 1,500](figure:marchers) people were on the march of 2 May.", []),
        ("12 officers watched the march of 2 May.", []),
        ("In Zenda 300 people were on a march in June.", []),
        ("The march of 2 May took 4 hours.", []),
        ("Another 200 people joined the march of 2 May.", []),
        ("The march of 2 May was 3 km long.", []),
    ],
)
def test_numbers_are_compared_with_figures(text: str, found: list[str], tmp_path: Path) -> None:
    assert spotted(tmp_path, "D322", text) == found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("Police detained 70 people at the march of 2 May.", "At the march of 2 May 90 people were detained.", ["90"]),
        ("At the march of 2 May 70 activists were arrested.", "On 2 May 2020, police detained 65 activists.", ["65"]),
        (
            "Four protesters died at the march in Strelsau.",
            "At the march of 2 May seven people were killed.",
            ["seven"],
        ),
        ("At the march of 2 May 30 cars were burnt.", "Protesters burnt 18 cars at the march of 2 May.", ["18"]),
        ("At the march of 2 May 30 cars were burnt.", "At the march of 2 May 18 cars were stopped.", []),
        ("At the march of 2 May 30 cars were burnt.", "At the march of 2 May 18 houses were burnt.", []),
        ("At the march of 2 May 30 minutes were lost.", "At the march of 2 May 18 minutes were lost.", []),
        ("Police detained over 70 people at the march of 2 May.", "At the march of 2 May 90 people were detained.", []),
        (
            "Police detained around 70 people at the march of 2 May.",
            "At the march of 2 May 72 people were detained.",
            [],
        ),
        ("Police detained 70 people at the march of 2 May.", "At the march of 2 May 90 people were fined.", []),
        ("Police detained 70 people at the march of 2 May.", "After the march of 2 May 20 others were detained.", []),
        (
            "Police detained 70 people at the march of 2 May.",
            "At the march of 2 May, 20 of them were detained again.",
            [],
        ),
        ("Police detained 70 people at the march of 2 May.", "On 9 July 90 people were detained.", []),
        ("Police detained 70 people at the march of 2 May.", "At the march of 2 May, 70 people were detained.", []),
        (
            "In Zenda police detained 7 people at the march of 2 May.",
            "In Strelsau 90 people were detained at the march of 2 May.",
            [],
        ),
        (
            "Police detained 70 people at the march of 2 May.",
            "At the march of 2 May 4 journalists were detained for 90 minutes.",
            [],
        ),
    ],
)
def test_an_event_told_twice_is_compared(one: str, two: str, found: list[str], tmp_path: Path) -> None:
    assert spotted(tmp_path, "T532", f"{one}\n\n{two}") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "A fine of 50,000 RUR (100 EUR).\nA fine of 80,000 RUR (160 EUR).\nA fine of 90,000 RUR (150 EUR).",
            ["90,000 RUR (150 EUR"],
        ),
        ("A fine of 50,000 RUR (100 EUR).\nA fine of 50,000 RUR (104 EUR).", ["50,000 RUR (104 EUR"]),
        (
            "A fine of 1 million RUR (around 2,000 EUR).\nA fine of 80,000 RUR (200 EUR).",
            ["1 million RUR (around 2,000 EUR", "80,000 RUR (200 EUR"],
        ),
        ("A fine of 50,000 RUR (100 EUR).\nA fine of 80,000 RUR (165 EUR).", []),
        ("A fine of 50,000 RUR (100 EUR).\nA fine of 80,000 RUR (240 USD).", []),
        ("A fine of 50,000 RUR (100 EUR).\nA fine of 80,000 RUR.", []),
        ("A fine of 50,000 RUR (Article 100).\nIn 2020 it was 70,000 RUR (70 people).", []),
    ],
)
def test_rates_are_compared(text: str, found: list[str], tmp_path: Path) -> None:
    assert spotted(tmp_path, "D323", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A fine of 50,000 RUR (100 EUR).\nA fine of 80,000 RUR (165 EUR).", ["80,000 RUR (165 EUR"]),
        ("A fine of 90,000 RUR (150 EUR).", ["90,000 RUR (150 EUR"]),
        ("They asked for 100 EUR (50,000 RUR), and for 200 EUR (90,000 RUR).", ["200 EUR (90,000 RUR"]),
        ("A fine of 50,000 RUR (100 EUR).\nA fine of 80,100 RUR (160 EUR).", []),
        ("A fine of 1,000 RUR (2 EUR).\nA fine of 1,200 RUR (2 EUR).", []),  # rounded to a whole unit
        ("A fine of 90,000 RUR (150 USD).", []),
    ],
)
def test_rates_are_compared_with_that_of_the_edition(text: str, found: list[str], tmp_path: Path) -> None:
    rate = {
        f"{BRIEFING}/edition.yaml": (
            FILES[f"{BRIEFING}/edition.yaml"]
            + "rate: {unit: EUR, amount: 500, currency: RUR, date: 2020-11-02, by: gazette-2}\n"
        )
    }
    assert spotted(tmp_path, "D323", text, rate) == found


@pytest.mark.parametrize(("day", "found"), [("2020-06-22", 2), ("2018-06-22", 0)])
def test_rates_of_fines_in_records_are_compared_with_those_of_prose(day: str, found: int, tmp_path: Path) -> None:
    fine = "{kind: fine, fine: {amount: 90000, currency: RUR, equivalent: {amount: 100, currency: EUR}}}"
    case = "data/ruritania/cases/rassendyll.yaml"
    added = edited(
        case, "stages:\n", f"stages:\n      - {{date: {day}, stage: convicted, sentence: {fine}, by: gazette-1}}\n"
    )
    files = {**prose("Rassendyll was fined 50,000 RUR (100 EUR)."), **added}
    assert len(linted(write(tmp_path, files), "D323")) == found


# ── prisoners ─────────────────────────────────────────────────────────────────────────────────────────────────────────

ARRESTED_LATER = case("tarlenheim", "Fritz Tarlenheim", "proceedings:", "  - stages:",
                      "      - {date: 2021-02-03, stage: arrested, by: gazette-1}")  # fmt: skip
ARRESTED = case("tarlenheim", "Fritz Tarlenheim", "proceedings:", "  - stages:",
                "      - {date: 2020-02-03, stage: arrested, by: gazette-1}")  # fmt: skip
FREED = case("tarlenheim", "Fritz Tarlenheim", "proceedings:", "  - stages:",
             "      - {date: 2020-02-03, stage: arrested, by: gazette-1}",
             "      - {date: 2020-03-03, stage: released, by: gazette-1}")  # fmt: skip


def test_who_is_not_detained_yet_is_found_in_the_table(tmp_path: Path) -> None:
    assert spotted(tmp_path, "D324", "Words.", ARRESTED_LATER, PRISONERS) == ["tarlenheim"]


@pytest.mark.parametrize("changes", [ARRESTED, {}, FREED])
def test_who_is_held_or_free_or_unknown_is_not_called_later(changes: dict[str, str], tmp_path: Path) -> None:
    assert spotted(tmp_path, "D324", "Words.", changes, PRISONERS) == []


def test_who_is_free_is_found_by_one_rule_alone(tmp_path: Path) -> None:
    write(tmp_path, FREED)
    assert not [d for d in linted(tmp_path) if d.origin.file == PRISONERS and d.code in ("D324", "D326", "D328")]


def test_who_is_named_and_not_profiled_is_found(tmp_path: Path) -> None:
    assert spotted(tmp_path, "D325", "Words.", None, PRISONERS) == ["tarlenheim"]
    left_out = edited(PRISONERS, "profiles: [rassendyll, tarlenheim]", "profiles: [rassendyll]")
    assert spotted(tmp_path, "D325", "Words.", left_out, PRISONERS) == ["tarlenheim"]


@pytest.mark.slow
def test_who_is_profiled_or_in_a_profiled_group_is_left_alone(tmp_path: Path) -> None:
    profiled = case("tarlenheim", "Fritz Tarlenheim", "profile: [{as_of: 2020-01-01, lead: He sang., text: He sang.}]")
    assert spotted(tmp_path, "D325", "Words.", profiled, PRISONERS) == []
    grouped = case("tarlenheim", "Fritz Tarlenheim", "group: rassendyll")
    left_out = edited(PRISONERS, "profiles: [rassendyll, tarlenheim]", "profiles: [rassendyll]")
    assert spotted(tmp_path, "D325", "Words.", {**grouped, **left_out}, PRISONERS) == []
    none = edited(PRISONERS, "  - profiles: [rassendyll, tarlenheim]\n", "")
    assert spotted(tmp_path, "D325", "Words.", none, PRISONERS) == []


@pytest.mark.slow
def test_a_prisoner_in_the_prose_and_not_in_the_table_is_found(tmp_path: Path) -> None:
    short = edited(PRISONERS, "[rassendyll, tarlenheim]\n    caption", "[rassendyll]\n    caption")
    alone = {PRISONERS: short[PRISONERS].replace("profiles: [rassendyll, tarlenheim]", "profiles: [rassendyll]")}
    for text in ("Fritz Tarlenheim is in prison.", "[](case:tarlenheim) sang.", "Words.\nHe met Tarlenheim."):
        assert len(spotted(tmp_path, "D326", text, {**alone, **ARRESTED})) == 1, text
        assert spotted(tmp_path, "D326", text, {**alone, **FREED}) == [], text
        assert spotted(tmp_path, "D326", text, ARRESTED) == [], text


@pytest.mark.slow
def test_so_is_a_co_defendant_in_the_story_of_somebody_else_or_of_a_group(tmp_path: Path) -> None:
    short = edited(PRISONERS, "[rassendyll, tarlenheim]\n    caption", "[rassendyll]\n    caption")
    alone = {PRISONERS: short[PRISONERS].replace("profiles: [rassendyll, tarlenheim]", "profiles: [rassendyll]")}
    whole, name = {PRISONERS: FILES[PRISONERS]}, "data/ruritania/cases/rassendyll.yaml"
    told = edited(name, "He is held in a castle.", "Fritz Tarlenheim was tried with him.")
    grouped = edited(name, "gender: male", "group: twelve\ngender: male")
    story = {
        "data/ruritania/cases/twelve.yaml": """\
kind: group
names: {preferred: The twelve of Zenda}
basis: {already_public: gazette-1}
profile:
  - as_of: 2020-01-01
    text: |
      Fritz Tarlenheim was one of them.[@gazette-1]
"""
    }
    for there, where in ((told, name), ({**grouped, **story}, next(iter(story)))):
        found = [d for d in linted(write(tmp_path, {**alone, **ARRESTED, **there})) if d.code == "D326"]
        assert [(d.origin.file, d.message.split(" ")[0]) for d in found] == [(where, "`tarlenheim`")]
        assert not [d for d in linted(write(tmp_path, {**ARRESTED, **there, **whole})) if d.code == "D326"]
        (tmp_path / next(iter(story))).unlink(missing_ok=True)


@pytest.mark.slow
def test_who_was_not_asked_after_for_a_year_is_found(tmp_path: Path) -> None:
    long = edited(f"{BRIEFING}/edition.yaml", "from: 2019-10-01", "from: 2019-01-01")
    entries = ("proceedings:", "  - stages:", "      - {date: 2019-02-03, stage: remanded, by: gazette-1}")
    assert spotted(
        tmp_path, "D328", "Words.", {**long, **case("tarlenheim", "Fritz Tarlenheim", *entries)}, PRISONERS
    ) == ["tarlenheim"]
    for line in (
        "timeline: [{as_of: 2020-10-01, text: He is there., verified: true, by: gazette-1}]",
        "detention: [{as_of: 2020-10, place: Zenda, by: gazette-1}]",
        "sources: {a: {kind: news, accessed: 2020-09-09, url: https://example.org/9}}\nbasis: {already_public: a}",
    ):
        more = case("tarlenheim", "Fritz Tarlenheim", *entries, line)
        assert spotted(tmp_path, "D328", "Words.", {**long, **more}, PRISONERS) == [], line


@pytest.mark.parametrize(
    ("stage", "entry", "found"),
    [
        # released on a day of the month of the arrest: which came first?
        ("{date: 2020-10, stage: arrested}", "{date: 2020-10-20, text: Let go., status: released}", True),
        ("{date: 2020-10, stage: released}", "{date: 2020-10-20, text: Taken., status: detained}", True),
        ("{date: 2020, as_of: 2020-11-01, stage: remanded}", "{date: 2020-05, text: Dead., status: deceased}", True),
        ("{date: 2020-10-02, stage: arrested}", "{date: 2020-10-20, text: Let go., status: released}", False),
        ("{date: 2020-10, as_of: 2020-10-19, stage: arrested}", "{date: 2020-10-20, text: ., status: released}", False),
        ("{date: 2020-09, stage: arrested}", "{date: 2020-10-20, text: Let go., status: released}", False),
        ("{date: 2020-10-20, stage: arrested}", "{date: 2020-11, as_of: 2020-11-20, text: ., status: released}", False),
        ("{date: 2020-10, stage: arrested}", "{date: 2020-10-20, text: In prison., status: imprisoned}", False),
    ],
)
def test_an_arrest_that_may_be_before_or_after_a_release_is_found(
    stage: str, entry: str, found: bool, tmp_path: Path
) -> None:
    """Whoever was arrested in a month, and released on a day of it, was printed as arrested."""
    lines = ["basis: {already_public: gazette-1}", f"proceedings: [{{stages: [{stage}]}}]", f"timeline: [{entry}]"]
    told = case("tarlenheim", "Fritz Tarlenheim", *lines)
    assert bool(spotted(tmp_path, "D370", "Words.", told, f"{CASES}/tarlenheim.yaml")) is found


@pytest.mark.slow
def test_steps_of_one_proceeding_stand_in_order(tmp_path: Path) -> None:
    stages = "{date: 2020-10, stage: arrested}, {date: 2020-10-20, stage: released}"
    told = case(
        "tarlenheim", "Fritz Tarlenheim", "basis: {already_public: gazette-1}", f"proceedings: [{{stages: [{stages}]}}]"
    )
    assert spotted(tmp_path, "D370", "Words.", told, f"{CASES}/tarlenheim.yaml") == []


# ── demands ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "Release Fritz Tarlenheim.",
        "Free Tarlenheim without delay.",
        "Immediately release [Tarlenheim](case:tarlenheim).",
        "Make sure that Tarlenheim is set free.",
    ],
)
def test_a_demand_to_release_who_is_free_is_found(text: str, tmp_path: Path) -> None:
    if "set free" in text:
        text = "Drop the charges and release Fritz Tarlenheim."
    changes = {**FREED, **demanded(text)}
    assert len(spotted(tmp_path, "D327", "Words.", changes, RECOMMENDATIONS)) == 1


@pytest.mark.slow
def test_it_is_found_by_the_cases_and_in_prose_too(tmp_path: Path) -> None:
    changes = {**FREED, **demanded("Release those who are held.", more="  cases: tarlenheim\n")}
    assert len(spotted(tmp_path, "D327", "Words.", changes, RECOMMENDATIONS)) == 1
    assert len(spotted(tmp_path, "D327", "The authorities should release Tarlenheim.", FREED)) == 1


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Release Fritz Tarlenheim.", ARRESTED),
        ("Release Fritz Tarlenheim.", {}),
        ("Investigate the treatment of Fritz Tarlenheim.", FREED),
        ("Release the report on Fritz Tarlenheim.", FREED),
        ("Compensate Fritz Tarlenheim.", FREED),
        ("Drop all charges against Fritz Tarlenheim.", FREED),
        ("Free the press of Ruritania from fear, as Fritz Tarlenheim asks.", {}),
        ("Release Rudolf Rassendyll.", FREED),
    ],
)
def test_other_demands_are_left_alone(text: str, changes: dict[str, str], tmp_path: Path) -> None:
    assert spotted(tmp_path, "D327", "Tarlenheim was released.", {**changes, **demanded(text)}, RECOMMENDATIONS) == []


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("Repeal Article 12 of the Criminal Code.", "Repeal Article 12 of the Criminal Code.", 1),
        (
            "Repeal Article 12 of the Criminal Code.",
            "Repeal [Article 12](law:ru-code/12) of the Criminal Code without delay.",
            1,
        ),
        ("End the detention of those who march peacefully.", "End the detention of people who march peacefully.", 1),
        ("Repeal Article 12 of the Criminal Code.", "Repeal Article 13 of the Criminal Code.", 0),
        ("Release Fritz Tarlenheim.", "Release Rudolf Rassendyll.", 0),
        ("End the detention of those who march.", "End the punishment of those who march.", 0),
        ("Investigate the death of the king.", "Bring those to justice who killed the king.", 0),
    ],
)
def test_repeated_demands_are_found(one: str, two: str, found: int, tmp_path: Path) -> None:
    assert len(spotted(tmp_path, "T533", "Words.", demanded(one, two), RECOMMENDATIONS)) == found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("The repeal of Article 12.", ["The"]),
        ("Release of all prisoners.", ["Release"]),
        ("An end to torture.", ["An"]),
        ("Releasing those who are held.", ["Releasing"]),
        ("That slander be no crime.", ["That"]),
        ("Freedom for all.", ["Freedom"]),
        ("Immediate release of the editor.", ["Immediate"]),
        ("Torture must end.", ["Torture"]),
        ("Should repeal Article 12.", ["Should"]),
        ("Reform of the courts.", ["Reform"]),
        ("Repeal Article 12.", []),
        ("Immediately and unconditionally release the editor.", []),
        ("Without delay, release the editor.", []),
        ("End torture.", []),
        ("Report to the council every year.", []),
        ("Respect the freedom of the press.", []),
        ("Decriminalise slander.", []),
        ("Re-examine the verdict.", []),
        ("Do away with exit visas.", []),
        ("Not return anybody to Hentzau.", []),
        ("*Repeal* Article 12.", []),
        ("Comply with the treaty.", []),
        ("Reply to the letter of the council.", []),
    ],
)
def test_a_demand_begins_with_its_verb(text: str, spot: list[str], tmp_path: Path) -> None:
    if text.startswith("Reply"):
        text = text.replace("Reply", "Respond")
    changes = demanded(f"'{text}'" if "*" in text else text)
    assert spotted(tmp_path, "T534", "Words.", changes, RECOMMENDATIONS) == spot


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The situation is serious.\n\n- Repeal Article 12;\n- release those who are held.", 1),
        ("Recommendations:\n\n- Repeal Article 12;\n- release those who are held.", 1),
        ("- Repeal Article 12;\n- release those who are held;\n- end torture.", 1),
        ("It should stop. The situation is serious.\n\n1. Repeal Article 12;\n2. release those who are held.", 1),
        ("The authorities should:\n\n- Repeal Article 12;\n- release those who are held.", 0),
        ("We call on the government to\n\n- repeal Article 12;\n- release those who are held.", 0),
        ("The law has faults:\n\n- it limits the time;\n- it asks for a permit.", 0),
        ("Many were there.\n\n- Rudolf Rassendyll;\n- Fritz Tarlenheim.", 0),
        ("He named these.\n\n- The release of the editor;\n- the repeal of the law.", 0),
        ("They were told this.\n\n- Release of the editor;\n- reform of the law.", 0),
    ],
)
def test_a_list_of_demands_is_opened(text: str, found: int, tmp_path: Path) -> None:
    assert len(spotted(tmp_path, "T535", text)) == found


# ── the paper ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def limited(limits: str) -> dict[str, str]:
    """Return the change that gives the edition limits."""
    return edited(f"{BRIEFING}/edition.yaml", "status: reconstruction", f"limits: {limits}\nstatus: reconstruction")


@pytest.mark.slow
def test_a_paper_beyond_its_limits_is_found(tmp_path: Path) -> None:
    text = "\n".join(["It was a long and quiet day in the castle."] * 50)
    edition = f"{BRIEFING}/edition.yaml"
    assert spotted(tmp_path, "T536", text, limited("{words: 100}"), edition) != []
    assert spotted(tmp_path, "T536", text, limited("{pages: 1}"), edition) != []
    assert spotted(tmp_path, "T536", text, limited("{words: 1000, pages: 9}"), edition) == []
    assert spotted(tmp_path, "T536", text, None, edition) == []


def test_a_section_that_takes_half_is_found(tmp_path: Path) -> None:
    text = "\n".join(["It was a long and quiet day in the castle."] * 50)
    third = {f"{BRIEFING}/law.yaml": "title: The law\nblocks:\n  - text: |\n      Words.\n"}
    outline = {
        f"{BRIEFING}/edition.yaml": (
            limited("{words: 800}")[f"{BRIEFING}/edition.yaml"].replace(
                "outline: [overview, expression]", "outline: [overview, expression, law]"
            )
        )
    }
    assert len(spotted(tmp_path, "T536", text, {**third, **outline})) == 1
    assert spotted(tmp_path, "T536", "Words.", {**third, **outline}) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On 3 May 2018 police watched the march.", ["3 May 2018"]),
        ("In 2015 two marchers were fined.", ["2015"]),
        ("In June 2019 police closed the castle.", ["June 2019"]),
        ("On 3 May 2020 police watched the march.", []),
        ("Since 3 May 2018 police have watched the castle.", []),
        ("He had been fined in 2015.", []),
        ("The law was adopted in 1999.", []),
        ("In 2015 two marchers were fined.\nIn May 2020 they were fined again.", []),
        ("On 3 May police watched the march.", []),
        ("In October 2019 police closed the castle.", []),
    ],
)
def test_what_is_older_than_the_period_is_a_hint(text: str, found: list[str], tmp_path: Path) -> None:
    assert spotted(tmp_path, "T537", text) == found


# ── whose ask it is ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize(
    ("more", "status", "found"),
    [
        ("", "reconstruction", ["r0"]),
        ("  messenger: council\n", "reconstruction", ["r0"]),
        # a messenger may be an idea of the editors, the demand is one all the same
        ("  messenger: council\n  proposed: messenger\n", "reconstruction", ["r0"]),
        ("  proposed: demand\n", "reconstruction", []),
        ("  by: gazette-1\n", "reconstruction", []),
        ("  by: gazette-1\n  messenger: council\n  proposed: messenger\n", "reconstruction", []),
        ("  by: gazette-1\n  proposed: demand\n", "reconstruction", ["demand"]),
        ("  by: gazette-1\n  proposed: messenger\n", "reconstruction", ["messenger"]),
        # what an organisation asks for is its own
        ("", "final", []),
        ("", "draft", []),
        ("  proposed: demand\n", "final", ["demand"]),
        ("  messenger: council\n  proposed: messenger\n", "draft", ["messenger"]),
    ],
)
def test_in_a_reconstruction_an_ask_is_of_a_document_or_marked_as_proposed(
    more: str, status: str, found: list[str], tmp_path: Path
) -> None:
    changes = demanded("Release those who are held.", more=more)
    edition = edited(f"{BRIEFING}/edition.yaml", "status: reconstruction", f"status: {status}")
    write(tmp_path, {**changes, **edition})
    spotted_at = [d for d in linted(tmp_path, "T588") if d.origin.file == RECOMMENDATIONS]
    lines = (tmp_path / RECOMMENDATIONS).read_text("utf-8").split("\n")
    said = [lines[d.origin.line - 1][d.origin.column - 1 :].rstrip(":") for d in spotted_at]
    assert [words.removeprefix("proposed: ") for words in said] == found


def test_a_recommendation_that_the_paper_does_not_make_is_no_matter_of_it(tmp_path: Path) -> None:
    other = "other: {theme: expression, addressee: council, text: Observe.}\n"
    documented = FILES[RECOMMENDATIONS].replace(
        "  addressee: government\n", "  addressee: government\n  by: gazette-1\n"
    )
    write(tmp_path, {RECOMMENDATIONS: documented + other})
    assert linted(tmp_path, "T588") == []


# ── paragraphs without a source ───────────────────────────────────────────────────────────────────────────────────────


def test_what_a_record_says_itself_is_told_with_the_note_of_its_entry(tmp_path: Path) -> None:
    """A profile that nobody has written yet is made from the entries; each has its note, and is no finding."""
    entry = "  - {date: 2020-06-03, stage: arrested, by: gazette-1}"
    drafted = case(
        "tarlenheim", "Fritz Tarlenheim", "basis: {already_public: gazette-1}", "proceedings:", "- stages:", entry
    )
    every = edited(f"{BRIEFING}/edition.yaml", "by: gazette-1\n", "by: gazette-1\ncitations: every_paragraph\n")
    write(tmp_path, {**prose("The movement Blue Rose came on 2 May."), **drafted, **every})
    assert [d.origin.file for d in linted(tmp_path, "T568")] == [OVERVIEW]
