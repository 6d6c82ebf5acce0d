"""An error in one country's data stops no paper about another, unless that refers to its file; protected names in what
could not be read are looked for all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.paper.make import make
from generator.paper.workspace import Workspace
from generator.runs.check import check_workspace
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, edited, prose, write

OTHER = {
    "data/zaptinar/country.yaml": "names: {preferred: Zaptinar}\nadjective: Zaptinar\ncapital:\n  - {name: Zaptin}\n",
    "data/zaptinar/defaults.yaml": "visibility: public\n",
}
CASE = "data/zaptinar/cases/orlan.yaml"
NAMED = prose("Orlan Zaptov was held. [@gazette-1]")


def _codes(root: Path, changes: dict[str, str | bytes]) -> tuple[list[str], bool]:
    """Return the codes of what is not a hint, and whether a paper would be made."""
    document, problems = assembled(write(root, {**OTHER, **changes}))
    errors = [one.code for one in problems if one.severity == "error"]
    return [one.code for one in problems if one.severity != "hint"], document is not None and not errors


@pytest.mark.parametrize(
    "changes",
    [
        {CASE: "names: {preferred: Orlan Zaptov\n"},
        {CASE: "names: {preferred: Orlan Zaptov}\noccupatoin: poet\n"},
        {CASE: "names: {preferred: Orlan Zaptov}\noccupation: poet\noccupation: cook\n"},
        {CASE: "names: {preferred: Orlan Zaptov}\nrelated: nobody\n"},
        {"data/zaptinar/defaults.yaml": "visibility: everybody\n"},
        {"data/zaptinar/orlan.txt": "id: orlan\nnames: {preferred: Orlan Zaptov}\n"},
        {"data/zaptinar/sources.yaml": "gazette-1: {kind: news, publisher: gazette, url: https://example.org/z}\n"},
        {"data/zaptinar/country.yaml": "names: [\n"},
        # an article of the same name as a field of the file, in a law that is there
        {CASE: "names: {preferred: Orlan Zaptov}\ngazette-1:\n  names: [\n"},
    ],
    ids=["syntax", "field", "twice", "reference", "defaults", "ending", "same-id", "country", "key"],
)
def test_it_is_told_in_one_warning(changes: dict[str, str | bytes], tmp_path: Path) -> None:
    assert _codes(tmp_path, changes) == (["D015"], True)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({CASE: "names: {preferred: Orlan Zaptov}\na: 1\n", **prose("[](case:orlan) was held. [@gazette-1]")}, "D103"),
        ({CASE: "names: {preferred: [\n", **prose("It was said. [@orlan]")}, "D001"),
        (
            {
                "data/zaptinar/sources.yaml": "zapt-1: {kind: news, publisher: gazette, adress: x}\n",
                CASE: "names: {preferred: Orlan Zaptov}\nbasis: {already_public: zapt-1}\n",
                **prose("[](case:orlan) was held. [@gazette-1]"),
            },
            "D103",
        ),
        # not even its lines can be read: nobody knows whom it names
        ({CASE: "names: {preferred: Órlan}\n".encode("latin-1")}, "D007"),
        # what countries share concerns all of them
        ({"data/themes.yaml": FILES["data/themes.yaml"] + "  a: 1\n"}, "D103"),
    ],
    ids=["mention", "citation", "in-turn", "illegible", "shared"],
)
def test_what_the_paper_needs_stops_it(changes: dict[str, str | bytes], code: str, tmp_path: Path) -> None:
    found, made = _codes(tmp_path, changes)
    assert not made
    assert code in found


@pytest.mark.parametrize(
    ("text", "protected"),
    [
        ("visibility: internal\nnames: {preferred: Orlan Zaptov}\na: 1\n", True),
        ("visibility: internal\nnames:\n  preferred: Orlan Zaptov\na: [\n", True),
        ("visibility: internal\nnames:\n  preferred: A Poet\n  variants:\n  - Orlan Zaptov\na: [\n", True),
        ("display: initials\nnames: {preferred: Orlan Zaptov, native: Орлан}\na: 1\n", True),
        ("names: {preferred: Orlan Zaptov}\na: 1\n", False),  # its folder is public
    ],
    ids=["field", "syntax", "variants", "initials", "public"],
)
def test_names_in_what_became_no_record_are_protected(text: str, protected: bool, tmp_path: Path) -> None:
    found, _ = _codes(tmp_path, {CASE: text, **NAMED})
    assert ("S104" in found) == protected
    assert "D015" in found


def test_words_of_what_became_no_record_are_protected(tmp_path: Path) -> None:
    said = "His sister hid him for a month behind the mill."
    text = f"visibility: internal\nnames: {{preferred: Orlan Zaptov}}\ncircumstances: >-\n  {said}\na: [\n"
    assert "S104" in _codes(tmp_path, {CASE: text, **prose(f"{said} [@gazette-1]")})[0]


def test_a_file_of_the_own_country_is_told_once(tmp_path: Path) -> None:
    """What it would protect is not told beside the error that stops the paper."""
    case = "data/ruritania/cases/rassendyll.yaml"
    found, made = _codes(tmp_path, {case: FILES[case] + "visibility: internal\na: 1\n"})
    assert not made
    assert "D103" in found
    assert "S104" not in found


@pytest.mark.slow
def test_check_tells_every_error(tmp_path: Path) -> None:
    root = write(tmp_path, {**OTHER, CASE: "names: {preferred: Orlan Zaptov}\na: 1\n"}, style=True)
    found = check_workspace(root, [EDITION])
    assert ("D103", "error", CASE) in [(one.code, one.severity, one.origin.file) for one in found]
    assert not [one for one in found if one.code == "D015"]


def test_the_papers_of_that_country_are_stopped(tmp_path: Path) -> None:
    edition = edited(f"{BRIEFING}/edition.yaml", "country: ruritania\n", "country: zaptinar\n")
    root = write(tmp_path, {**OTHER, **edition, CASE: "names: {preferred: Orlan Zaptov}\na: 1\n"})
    assert "D103" in [one.code for one in make(Workspace(root, [EDITION]), EDITION).problems]
