"""What forms add that is more than a record: a section with its place, a record in a list; and names for ids."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.preview.edit.additions import (
    PlannedText,
    find_lists,
    plan_listing,
    plan_section,
    save_addition,
    try_addition,
)
from generator.preview.edit.changes import Asked, EditDesk, save_change, try_change, undo
from generator.preview.edit.find import find_called
from generator.preview.edit.records import NotEditable, find_place, read_text, read_value
from generator.records.load import Dataset, load
from tests.support.workspaces import BRIEFING, EDITION, FILES, write

PRISONERS = f"{BRIEFING}/prisoners.yaml"
PAPER = f"{BRIEFING}/edition.yaml"
CASE = "data/ruritania/cases/rassendyll.yaml"
MICHAEL = "data/ruritania/cases/michael.yaml"
SECTION = {"kind": "theme", "title": "Freedom of assembly", "theme": "expression"}


@pytest.fixture
def desk(tmp_path: Path) -> EditDesk:
    """The invented country, with somebody in it who stands in no list."""
    person = "names: {preferred: Michael Elphberg}\nbasis: {already_public: gazette-1}\n"
    return EditDesk(write(tmp_path, {MICHAEL: person}))


def section(desk: EditDesk, id: str = "assembly", **said: str) -> list[PlannedText]:
    return plan_section(desk.root, EDITION, id, SECTION | said)


def listing(desk: EditDesk, number: int = 0, id: str = "michael") -> list[PlannedText]:
    one = find_lists(desk.root, EDITION, "cases")[number]
    return plan_listing(desk.root, EDITION, one.section, one.steps, id, "cases")


# ── a section ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_section_and_its_place_are_shown_written_and_taken_back_together(desk: EditDesk) -> None:
    file, paper = desk.root / BRIEFING / "assembly.yaml", desk.root / PAPER
    told = try_addition(desk, EDITION, lambda: section(desk))
    assert told["diff"] == [
        f"={BRIEFING}/assembly.yaml",
        "@@ -0,0 +1,4 @@",
        "+kind: theme",
        "+title: Freedom of assembly",
        "+theme: expression",
        "+blocks: []",
        f"={PAPER}",
        "@@ -14,4 +14,4 @@",
        " by: gazette-1",
        " keywords: [Ruritania]",
        "-outline: [overview, expression]",
        "+outline: [overview, expression, assembly]",
        " annexes: [prisoners]",
    ]
    assert not file.exists()
    assert save_addition(desk, EDITION, lambda: section(desk))["saved"]
    assert file.read_text("utf-8") == "kind: theme\ntitle: Freedom of assembly\ntheme: expression\nblocks: []\n"
    assert "outline: [overview, expression, assembly]" in paper.read_text("utf-8")
    assert load(desk.root, [EDITION])[1] == []
    assert undo(desk)["message"] == f"{BRIEFING}/assembly.yaml and {PAPER} are as they were before"
    assert not file.exists()
    assert paper.read_text("utf-8") == FILES[PAPER]


def test_an_annex_stands_among_the_annexes(desk: EditDesk) -> None:
    assert save_addition(desk, EDITION, lambda: section(desk, kind="annex"))["saved"]
    assert "annexes: [prisoners, assembly]" in (desk.root / PAPER).read_text("utf-8")


@pytest.mark.parametrize(
    ("id", "said"),
    [("overview", {}), ("edition", {}), ("signatures", {}), ("verified", {}), ("../x", {}), ("A b", {}), ("", {}),
     ("ok", {"title": " "}), ("ok", {"kind": "chapter"})],
)  # fmt: skip
def test_no_section_is_made_that_there_is_or_that_can_t_be(desk: EditDesk, id: str, said: dict[str, str]) -> None:
    with pytest.raises(NotEditable):
        section(desk, id, **said)


def test_a_section_that_would_not_load_is_told_and_not_written(desk: EditDesk) -> None:
    told = save_addition(desk, EDITION, lambda: section(desk, theme="no-such"))
    assert [one["code"] for one in told["problems"]] == ["R101"]
    assert not told["saved"]
    assert not (desk.root / BRIEFING / "assembly.yaml").exists()
    assert (desk.root / PAPER).read_text("utf-8") == FILES[PAPER]


def test_nothing_is_written_over_what_somebody_changed_meanwhile_nor_taken_back(desk: EditDesk) -> None:
    paper = desk.root / PAPER

    def and_then_somebody() -> list[PlannedText]:
        planned = section(desk)
        paper.write_text(FILES[PAPER] + "# theirs\n", "utf-8")
        return planned

    told = save_addition(desk, EDITION, and_then_somebody)
    assert "changed at this moment" in told["refused"]
    assert not (desk.root / BRIEFING / "assembly.yaml").exists()
    assert save_addition(desk, EDITION, lambda: section(desk))["saved"]
    paper.write_text(paper.read_text("utf-8") + "# theirs again\n", "utf-8")
    assert not undo(desk)["undone"]
    assert (desk.root / BRIEFING / "assembly.yaml").exists()


# ── a list ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_person_is_put_at_the_end_of_a_list_and_taken_out_again(desk: EditDesk) -> None:
    found = find_lists(desk.root, EDITION, "cases")
    assert [(one.title, one.block, one.ids) for one in found] == [
        ("People in prison", "prisoners", ("rassendyll", "tarlenheim")),
        ("People in prison", "profiles", ("rassendyll", "tarlenheim")),
    ]
    told = save_addition(desk, EDITION, lambda: listing(desk))
    assert told["saved"], told
    assert [line for line in told["diff"] if line[0] in "+-"] == [
        "-  - prisoners: [rassendyll, tarlenheim]",
        "+  - prisoners: [rassendyll, tarlenheim, michael]",
    ]
    with pytest.raises(NotEditable):
        listing(desk)
    assert undo(desk)["undone"]
    assert (desk.root / PRISONERS).read_text("utf-8") == FILES[PRISONERS]


def test_a_recommendation_has_lists_and_a_list_within_a_subsection_is_one(desk: EditDesk) -> None:
    (one,) = find_lists(desk.root, EDITION, "recommendations")
    assert (one.section, one.steps) == ("expression", ("blocks", 2, "recommendations"))
    path = desk.root / PRISONERS
    path.write_text(
        "kind: annex\ntitle: Prison\nblocks:\n- section: all\n  title: All\n  blocks: [{prisoners: rassendyll}]\n"
    )
    (inner,) = find_lists(desk.root, EDITION, "cases")
    assert (inner.title, inner.ids) == ("Prison, All", ("rassendyll",))
    assert save_addition(desk, EDITION, lambda: listing(desk))["saved"]
    place = find_place(desk.root, PRISONERS)
    said = read_value(read_text(desk.root, path, PRISONERS), place)
    assert said["blocks"][0]["blocks"] == [{"prisoners": ["rassendyll", "michael"]}]
    assert find_lists(desk.root, EDITION, "sources") == []


def test_who_may_not_be_told_of_in_this_paper_is_said_before_it_is_written(desk: EditDesk) -> None:
    path = desk.root / MICHAEL
    path.write_text("visibility: confidential\n" + path.read_text("utf-8"), "utf-8")
    told = try_addition(desk, EDITION, lambda: listing(desk))
    assert [one["code"] for one in told["paper"]] == ["S101"]
    assert not told["refused"]


def test_that_a_record_is_closed_to_the_readers_of_this_paper_is_said_and_hinders_nobody(desk: EditDesk) -> None:
    text = read_text(desk.root, desk.root / CASE, CASE)
    place = find_place(desk.root, CASE)
    value = read_value(text, place) | {"visibility": "internal"}
    told = try_change(desk, Asked(place, desk.remember(text), value, {}, EDITION))
    assert {one["code"] for one in told["paper"]} >= {"S101"}
    assert save_change(desk, Asked(place, desk.remember(text), value, {}, EDITION))["saved"]


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    root = write(tmp_path_factory.mktemp("names"))
    shutil.copy(root / CASE, root / "data/ruritania/cases/other.yaml")
    text = (root / CASE).read_text("utf-8").replace("id: rassendyll", "id: other").replace("weekly-1", "weekly-2")
    (root / "data/ruritania/cases/other.yaml").write_text(
        text.replace("Rudolf Rassendyll", "Rudolf Elphberg").replace("Рассендилл", "Эльфберг").replace(
            "Rudolph Rassendyl]", "Rudolf V]"), "utf-8")  # fmt: skip
    return load(root, [EDITION])[0]


@pytest.mark.parametrize(
    ("collection", "typed", "id"),
    [
        ("cases", "rudolf RASSENDYLL", "rassendyll"),
        ("cases", "Rassendyll, Rudolf", "rassendyll"),
        ("cases", "Rudolph Rassendyl", "rassendyll"),
        ("cases", "рудольф рассендилл", "rassendyll"),
        ("cases", "rassendyll", "rassendyll"),
        ("people", "rupert hentzau", "hentzau"),
        ("organisations", "sbr", "bureau"),
        ("sources", "Strelsau Bureau for Rights", "bureau-watch"),
        ("sources", "strelsau gazette 2020-05-03", "gazette-1"),
        ("sources", "https://example.org/2", "gazette-2"),
        ("events", "march in strelsau", "march-2020"),
        ("laws", "criminal code", "ru-code"),
        ("laws", "Criminal Code, Article 12", "ru-code/12"),
        ("themes", "freedom of expression", "expression"),
    ],
)
def test_a_record_is_found_by_each_spelling_that_it_has(dataset: Dataset, collection: str, typed: str, id: str) -> None:
    found = find_called(dataset, collection, typed).record
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize(
    ("collection", "typed", "first"),
    [
        ("cases", "Rassendyll", ["rassendyll"]),
        ("cases", "Rasendil Rudolf", ["rassendyll"]),
        ("cases", "Rudolf", ["other", "rassendyll"]),
        ("people", "Руперт Хенцау", ["hentzau"]),
        ("organisations", "authorities in Ruritania", ["government"]),
        ("laws", "Article", ["ru-code/12", "ru-code/13"]),
        ("cases", "Wolfgang Amadeus", []),
        ("cases", " ", []),
        ("nothing", "Rudolf", []),
    ],
)
def test_others_are_proposed_and_never_taken(dataset: Dataset, collection: str, typed: str, first: list[str]) -> None:
    found = find_called(dataset, collection, typed)
    assert found.record is None
    near = [one.id for one in found.near]
    assert sorted(near[: len(first)] if first else near) == first
