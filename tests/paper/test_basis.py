"""A paper tells of nobody whom its use, its day or the person's own word keep out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.base.diagnostics import Diagnostic
from generator.paper.make import make
from generator.paper.workspace import Workspace
from generator.records.schema.base import Visibility
from tests.support.places import ROOT
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, edited, prose, told, write

TARLENHEIM = "data/ruritania/cases/tarlenheim.yaml"
EDITION_FILE = f"{BRIEFING}/edition.yaml"
NAMES = "names: {preferred: Fritz Tarlenheim}\n"


def consent(said: str) -> str:
    return f"basis: {{consent: {{giver: person, date: 2020-01, {said}}}}}\n"


def basis(root: Path, record: str, edition: str = "", audience: Visibility | None = None) -> list[Diagnostic]:
    """Return what is said of the basis of the second case, for an edition with more fields."""
    files = {TARLENHEIM: record, EDITION_FILE: FILES[EDITION_FILE] + edition}
    return [p for p in assembled(write(root, files), audience)[1] if "S121" <= p.code <= "S125"]


@pytest.mark.parametrize("kind", ["person", "family", "group"])
def test_a_public_case_without_a_basis_stops_the_paper_and_is_named_by_its_place(kind: str, tmp_path: Path) -> None:
    (found,) = basis(tmp_path, f"{NAMES}kind: {kind}\n")
    assert (found.code, found.severity) == ("S121", "error")
    assert (found.origin.file, found.origin.line) == (TARLENHEIM, 1)
    assert "`tarlenheim`" in found.message


def test_an_empty_basis_is_none_and_an_organisation_needs_none(tmp_path: Path) -> None:
    assert [p.code for p in basis(tmp_path / "a", f"{NAMES}basis: {{}}\n")] == ["S121"]
    assert basis(tmp_path / "b", f"{NAMES}kind: organisation\n") == []
    narrow = f"{NAMES}kind: organisation\n{consent('scope: un')}"
    assert [p.code for p in basis(tmp_path / "c", narrow)] == ["S122"]


def test_a_case_that_words_alone_mention_needs_a_basis_too(tmp_path: Path) -> None:
    files = {"data/ruritania/cases/sapt.yaml": "names: {preferred: Colonel Sapt}\n"}
    text = edited("data/ruritania/recommendations.yaml", "Release those who", "Release [](case:sapt) and those who")
    found = [p for p in assembled(write(tmp_path, {**files, **text}))[1] if p.code == "S121"]
    assert [p.origin.file for p in found] == ["data/ruritania/cases/sapt.yaml"]


@pytest.mark.parametrize(
    "words", ["They asked Colonel Sapt.", "They asked.^[SAPT said so.]", "They asked **Sapt**’s men."]
)
def test_a_case_that_words_name_without_a_mention_needs_a_basis_too(words: str, tmp_path: Path) -> None:
    sapt = {"data/ruritania/cases/sapt.yaml": "names: {preferred: Colonel Sapt}\n"}
    found = [p for p in assembled(write(tmp_path / "a", {**sapt, **prose(words)}))[1] if p.code == "S121"]
    assert [p.origin.file for p in found] == ["data/ruritania/cases/sapt.yaml"]
    assert f"in plain words in {BRIEFING}/overview.yaml:5" in (found[0].help or "")
    covered = {name: f"{text}basis: {{already_public: gazette-1}}\n" for name, text in sapt.items()}
    assert not any(p.code == "S121" for p in assembled(write(tmp_path / "b", {**covered, **prose(words)}))[1])
    # a judge of that surname may be named
    other = edited(
        "data/ruritania/people.yaml", "hentzau:", "judge: {names: {preferred: Vera Sapt}, by: gazette-1}\nhentzau:"
    )
    found = [p for p in assembled(write(tmp_path / "c", {**sapt, **other, **prose(words)}))[1] if p.code == "S121"]
    assert bool(found) == ("Colonel" in words)


def test_a_record_that_no_paper_tells_of_needs_none(tmp_path: Path) -> None:
    write(tmp_path, {"data/ruritania/cases/sapt.yaml": "names: {preferred: Colonel Sapt}\n"})
    assert assembled(tmp_path)[1] == []


@pytest.mark.parametrize(
    ("scope", "edition", "audience", "missing"),
    [
        ("public", "", "public", None),
        ("public", "use: [un, media]\n", "public", None),
        ("partner", "", "public", "public"),
        ("[un, media]", "", "public", "public"),
        ("partner", "audience: partner\n", "partner", None),
        ("partner", "audience: confidential\n", "confidential", None),
        ("un", "audience: partner\n", "partner", "partner"),
        ("un", "audience: partner\nuse: un\n", "partner", None),
        ("[un, partner]", "audience: partner\nuse: [un, media]\n", "partner", "media"),
        ("un", "use: un\n", "public", "public"),
        ("un", "audience: internal\n", "internal", None),
    ],
)
def test_a_consent_covers_the_uses_that_it_names(
    scope: str, edition: str, audience: Visibility, missing: str | None, tmp_path: Path
) -> None:
    found = basis(tmp_path, NAMES + consent(f"scope: {scope}"), edition, audience)
    assert [p.code for p in found] == (["S122"] if missing else [])
    if missing:
        assert found[0].message.endswith(f": {missing}")


@pytest.mark.parametrize(
    ("expires", "holds"),
    [("2020-11-30", True), ("2020-12", True), ("2020-11-29", False), ("2020-11-26", False), ("2019", False)],
)
def test_a_consent_holds_until_its_last_day_by_the_date_of_the_paper(expires: str, holds: bool, tmp_path: Path) -> None:
    found = basis(tmp_path, NAMES + consent(f"scope: public, expires: {expires}"))
    assert [p.code for p in found] == ([] if holds else ["S123"])


def test_what_is_public_already_needs_no_consent_that_holds(tmp_path: Path) -> None:
    record = f"{NAMES}basis: {{already_public: gazette-1, consent: {{scope: un, giver: lawyer, date: 2019}}}}\n"
    assert basis(tmp_path, record) == []


def test_what_a_closed_source_tells_is_not_public_already(tmp_path: Path) -> None:
    closed = "basis: {already_public: own}\nsources: {own: {kind: monitoring, visibility: internal}}\n"
    assert [p.code for p in basis(tmp_path, NAMES + closed)] == ["S122"]


TAKEN_BACK = [
    consent("scope: public, withdrawn: 2024-01-01"),
    "basis: {already_public: gazette-1, removed: 2024}\n",
    "basis: {already_public: gazette-1, consent: {scope: public, giver: person, date: 2020, withdrawn: 2024}}\n",
]


@pytest.mark.parametrize("record", TAKEN_BACK)
@pytest.mark.parametrize("audience", ["public", "internal"])
def test_who_took_the_word_back_is_named_to_nobody(record: str, audience: Visibility, tmp_path: Path) -> None:
    root = write(tmp_path, {TARLENHEIM: NAMES + record})
    document, problems = assembled(root, audience)
    assert {p.code for p in problems if p.severity == "error"} == {"S124"}
    assert {p.origin.file for p in problems} == {f"{BRIEFING}/prisoners.yaml"}
    assert "tarlenheim" not in told(problems).lower()
    assert "fritz" not in repr(document).lower()


def test_the_name_of_such_a_person_in_plain_words_is_found_for_every_audience(tmp_path: Path) -> None:
    text = edited(f"{BRIEFING}/overview.yaml", "This paper is", "Tarlenheim said so. This paper is")
    files = {TARLENHEIM: NAMES + TAKEN_BACK[1], **text}
    for audience in ("public", "internal"):
        found = [p for p in assembled(write(tmp_path / audience, files), audience)[1] if p.code == "S104"]  # type: ignore[arg-type]
        assert [p.origin.file for p in found] == [f"{BRIEFING}/overview.yaml"]


@pytest.mark.slow
def test_nobody_adds_such_a_person_again(tmp_path: Path) -> None:
    gone = {"data/ruritania/cases/case-7.yaml": "names: {preferred: Zhanna Zaptova}\nbasis: {removed: 2024}\n"}
    again = "basis: {already_public: gazette-1}\n"
    for name in ("Zhanna Zaptova", "ZAPTOVA Janna", "Жанна Заптова"):
        files = {**gone, "data/ruritania/cases/case-8.yaml": f"names: {{preferred: {name}}}\n{again}"}
        found = [p for p in assembled(write(tmp_path, files))[1] if p.code == "S125"]
        assert [(p.origin.file, p.severity) for p in found] == [("data/ruritania/cases/case-8.yaml", "error")]
        assert "apt" not in told(found)
    files = {**gone, "data/ruritania/cases/case-8.yaml": f"names: {{preferred: Zhanna Maria Zaptova}}\n{again}"}
    assert not [p for p in assembled(write(tmp_path, files))[1] if p.code == "S125"]


def test_a_name_in_the_id_of_such_a_case_is_not_told(tmp_path: Path) -> None:
    pseudonym = "names: {preferred: Fritz Tarlenheim, pseudonym: the poet}\ndisplay: pseudonym\n"
    workspace = Workspace(write(tmp_path, {TARLENHEIM: pseudonym}), [EDITION])
    problems = workspace.explained(make(workspace, EDITION).problems)
    (found,) = [p for p in problems if p.code == "S121"]
    assert found.origin.file == "data/ruritania/cases/"
    assert "this case" in found.message
    assert "tarlenheim" not in told([found]).lower()


def test_the_examples_of_the_guide_are_no_errors(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "consent.md").read_text("utf-8")
    examples = [block.partition("```")[0] for block in text.split("```yaml\n")[1:]]
    assert len(examples) == 2
    assert [p.code for p in basis(tmp_path / "a", NAMES + examples[0])] == []
    assert [p.code for p in basis(tmp_path / "b", NAMES + examples[1], "audience: partner\n", "partner")] == []
    assert [p.code for p in basis(tmp_path / "c", NAMES + examples[1])] == ["S122"]


@pytest.mark.parametrize("said", ["scope: publik", "scope: []", "scope: public, giver: Fritz Senior"])
def test_scope_and_giver_are_words_of_a_closed_list(said: str, tmp_path: Path) -> None:
    record = f"{NAMES}basis: {{consent: {{date: 2020-01, giver: person, {said}}}}}\n".replace(
        "giver: person, scope: public, giver", "scope: public, giver"
    )
    problems = assembled(write(tmp_path, {TARLENHEIM: record}))[1]
    assert [p.code for p in problems if p.origin.file == TARLENHEIM and p.code.startswith("D1")]


@pytest.mark.parametrize(
    ("file", "record", "line"),
    [
        ("case-9", "names: {preferred: Zhanna Zaptova}\n", 1),
        ("case-9", "names: {preferred: Zaptova Zhanna}\n", 1),
        ("case-9", "names: {preferred: Жанна Заптова}\n", 1),
        ("case-9", "names: {preferred: Somebody Else, variants: [ZHANNA BOLATOVNA ZAPTOVA]}\n", 1),
        ("case-9", "names: {preferred: Somebody Else, native: {ru: Жанна Болатовна Заптова}}\n", 1),
        ("case-9", "names: {preferred: Somebody Else, pseudonym: Zhanna Zaptova}\n", 1),
        ("case-9", "names: {preferred: Somebody Else}\nrelatives: [{relationship: sister, name: Zhanna Zaptova}]\n", 2),
        ("zhanna-zaptova", "names: {preferred: Zhanna Zaptova}\n", None),
        ("zaptova-zhanna-2", "names: {preferred: Zhanna Zaptova}\n", None),
    ],
)
def test_nobody_adds_again_whoever_asked_to_be_named_no_more_and_the_message_does_not_say_who(
    file: str, record: str, line: int | None, tmp_path: Path
) -> None:
    removed = "visibility: internal\nnames: {preferred: Zhanna Bolatovna Zaptova}\nbasis: {removed: 2024-05-01}\n"
    name = f"data/ruritania/cases/{file}.yaml"
    files = {"data/ruritania/cases/case-7.yaml": removed, name: f"{record}basis: {{already_public: gazette-1}}\n"}
    found = [p for p in assembled(write(tmp_path, files))[1] if p.severity == "error"]
    assert [p.code for p in found] == ["S125"]
    place = (name, line) if line else ("data/ruritania/cases/", 1)
    assert (found[0].origin.file, found[0].origin.line) == place
    said = told(found).casefold()
    assert not [word for word in ("zhanna", "zaptov", "жанна", "заптов") if word in said]


# ── children, and the family ──────────────────────────────────────────────────────────────────────────────────────────

YOUNG = "date_of_birth: {date: 2003-01, by: gazette-1}\n"
AGREED = "basis: {consent: {scope: public, giver: guardian, date: 2020-01}}\n"
PUBLIC = "basis: {already_public: gazette-1}\n"
ARREST = "proceedings: [{stages: [{date: 2020-04-17, stage: arrested, %sby: gazette-1}]}]\n"


@pytest.mark.parametrize(
    ("record", "audience", "codes"),
    [
        (f"{NAMES}{YOUNG}{PUBLIC}", "public", ["S129"]),
        (f"{NAMES}{YOUNG}{PUBLIC}", "confidential", ["S129"]),
        (f"{NAMES}{YOUNG}{PUBLIC}", "internal", []),
        (f"{NAMES}{YOUNG}{AGREED}", "public", []),
        (f"{NAMES}{YOUNG.replace('2003-01', '2002-11-26')}{PUBLIC}", "public", []),  # of age on the day of the paper
        (f"{NAMES}{YOUNG.replace('2003-01', '2002')}{PUBLIC}", "public", ["S129"]),  # may be under 18
        (f"{NAMES}{PUBLIC}{ARREST % 'age: 17, '}", "public", ["S129"]),
        (f"{NAMES}{PUBLIC}{ARREST % 'minor: true, '}", "public", ["S129"]),
        (f"{NAMES}{PUBLIC}{ARREST % 'age: 18, '}", "public", []),
    ],
)
def test_a_child_is_named_to_others_with_a_consent_alone(
    record: str, audience: Visibility, codes: list[str], tmp_path: Path
) -> None:
    found = [p for p in assembled(write(tmp_path, {TARLENHEIM: record}), audience)[1] if p.severity == "error"]
    assert [p.code for p in found] == codes
    assert all(p.origin.file == TARLENHEIM for p in found)


def test_whom_a_relative_calls_a_child_is_one(tmp_path: Path) -> None:
    family = "gender: male\nrelatives: [{relationship: brother, case: tarlenheim, minor: true}]\n"
    files = edited("data/ruritania/cases/rassendyll.yaml", "gender: male\n", family) | {TARLENHEIM: NAMES + PUBLIC}
    assert [p.code for p in assembled(write(tmp_path, files))[1] if p.severity == "error"] == ["S129"]


@pytest.mark.parametrize(
    ("said", "code"),
    [("scope: partner, expires: 2020-06", "S123"), ("scope: partner, expires: 2021", None)],
)
def test_the_consent_of_a_relative_is_judged_as_that_of_a_case(said: str, code: str | None, tmp_path: Path) -> None:
    mother = f"{{relationship: mother, name: Helga Strofzin, {consent(said).strip()}}}"
    record = f"{NAMES}relatives: [{mother}]\n{PUBLIC}"
    _, problems = assembled(write(tmp_path, {TARLENHEIM: record}), "partner")
    found = [p for p in problems if p.severity == "error"]
    assert [p.code for p in found] == ([code] if code else []), told(found)
