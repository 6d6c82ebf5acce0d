"""What was issued stays as it was: a final edition's papers come from the document that is kept beside it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.paper.issued import locate_issued_file
from generator.runs.build import make_files
from generator.runs.check import check_workspace
from generator.runs.page_numbers import locate_pages_file
from tests.support.commands import run
from tests.support.examples import some
from tests.support.trees import read_files
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, edited, prose, write

EDITION_FILE = f"{BRIEFING}/edition.yaml"
DRAFT = edited(EDITION_FILE, "status: reconstruction", "# not yet\nstatus: draft   # for now")
KEPT = f"{BRIEFING}/issued/public-en.json"
SENTENCES = prose("One thing happened.[@gazette-1] Another thing, on 2 May, did not.\nIt ended.^[Or not.]")


def issued(root: Path, changes: Mapping[str, str] = {}) -> Path:
    """Make a workspace in which the edition was issued and return its folder."""
    return write(root, _issue(tuple(changes.items())))


@cache
def _issue(changes: tuple[tuple[str, str], ...]) -> dict[str, bytes]:
    """Issue the edition of a new workspace and return all its files: once for each workspace."""
    with TemporaryDirectory() as folder:
        root = write(Path(folder), {**DRAFT, **SENTENCES, **dict(changes)}, style=True)
        ran = run(root, "issue", EDITION)
        assert ran.code == 0, ran.err
        assert ran.out.split() == [KEPT, EDITION_FILE]
        # what comes next, and how to undo it
        assert ran.err.split("\n")[-2] == (
            f"{EDITION} is final. Next: `briefing build {EDITION}`, send what it makes, and keep these two files (in"
            f" git: commit them). To undo it before anything was sent, delete {KEPT} and write `status: draft` in"
            f" {EDITION_FILE}."
        )
        return read_files(root)


def papers(root: Path) -> dict[str, bytes]:
    return {file.format: file.data for file in make_files(root, EDITION, ["md", "html", "docx"]).files}


def otherwise(root: Path) -> list[Diagnostic]:
    return [d for d in check_workspace(root, [EDITION]) if d.code == "O603"]


@pytest.mark.slow
def test_issuing_makes_it_final_and_keeps_what_it_says(tmp_path: Path) -> None:
    root = issued(tmp_path)
    edition = (root / EDITION_FILE).read_text("utf-8")
    assert edition == DRAFT[EDITION_FILE].replace("status: draft", "status: final")
    kept = json.loads((root / KEPT).read_text("utf-8"))
    assert kept["properties"]["status"] == "final"
    assert "mark" not in kept
    assert otherwise(root) == []
    document, problems = assembled(root)
    assert document is not None
    assert not [p for p in problems if p.severity == "error"]
    assert sorted(p.name for p in (root / BRIEFING).rglob("*") if p.is_file()) == [
        "edition.yaml",
        "expression.yaml",
        "overview.yaml",
        "prisoners.yaml",
        "public-en.json",
    ]


@pytest.mark.slow
def test_later_data_changes_no_paper_and_check_tells_each_sentence(tmp_path: Path) -> None:
    root = issued(tmp_path)
    before = papers(root)
    write(
        root,
        {
            **DRAFT,
            **prose("One thing happened.[@gazette-2] Another thing, on 2 May, did happen.\nNew.\nIt ended.^[Or not.]"),
            EDITION_FILE: DRAFT[EDITION_FILE].replace("status: draft", "status: final"),
            **edited("data/ruritania/cases/rassendyll.yaml", "length: 3 years", "length: 4 years"),
        },
    )
    assert papers(root) == before
    note = "note: See Strelsau Gazette, 3 May 2020 (in Russian): https://example.org/1?a=1&b=2"
    sentence = "{} years in prison; banned from writing for 5 years"
    facts = f"… Criminal Code: insult · Sentence: {sentence} · Pla …"
    changed = "the paper that was issued says “{}”, and would now say “{}”".format
    case = "data/ruritania/cases/rassendyll.yaml"
    assert [(d.origin.file, d.origin.line, d.message) for d in otherwise(root)] == [
        (f"{BRIEFING}/overview.yaml", 5, changed(note, "note: See (in Russian): https://example.org/2")),
        (
            f"{BRIEFING}/overview.yaml",
            5,
            changed("Another thing, on 2 May, did not.", "Another thing, on 2 May, did happen."),
        ),
        (f"{BRIEFING}/overview.yaml", 6, "the paper that was issued does not say “New.”, and would now"),
        (case, 1, changed(sentence.format(3), sentence.format(4))),
        (case, 1, changed(facts.format(3), facts.format(4))),
    ]
    assert {d.severity for d in otherwise(root)} == {"warning"}


@pytest.mark.slow
def test_a_fault_of_the_data_is_no_matter_of_a_paper_that_was_issued(tmp_path: Path) -> None:
    root = issued(tmp_path)
    before = papers(root)
    (root / "data/ruritania/cases/rassendyll.yaml").write_text("names: [\n", "utf-8")
    (root / "data/ruritania/sources.yaml").unlink()
    assert papers(root) == before
    assert any(d.severity == "error" for d in check_workspace(root, [EDITION]))


@pytest.mark.slow
def test_the_look_may_change(tmp_path: Path) -> None:
    root = issued(tmp_path)
    before = papers(root)
    labels = root / "templates/dialogue-paper/labels/en.yaml"
    labels.write_text(
        labels.read_text("utf-8").replace("audience_public: Public", "audience_public: For everybody")
        + "a_new_word: x\n",
        "utf-8",
    )
    sheet = root / "templates/dialogue-paper/paper.css"
    sheet.write_text(sheet.read_text("utf-8") + "\np { color: #123456 }\n", "utf-8")
    after = papers(root)
    assert after["md"] == before["md"]
    assert b"#123456" in after["html"]
    assert b"#123456" not in before["html"]


@pytest.mark.ci
def test_what_only_moved_is_no_change(tmp_path: Path) -> None:
    root = issued(tmp_path, prose("One thing happened.\n\nAnother thing happened."))
    write(
        root,
        {
            **DRAFT,
            **prose("Another thing happened.\n\nOne thing happened."),
            EDITION_FILE: (root / EDITION_FILE).read_text("utf-8"),
        },
    )
    assert otherwise(root) == []
    write(root, {**DRAFT, **prose("Another thing happened."), EDITION_FILE: (root / EDITION_FILE).read_text("utf-8")})
    assert [d.message for d in otherwise(root)] == [
        "the paper that was issued says “One thing happened.”, and would not any more"
    ]


@pytest.mark.slow
def test_a_name_that_was_closed_since_is_in_no_message(tmp_path: Path) -> None:
    root = issued(tmp_path)
    assert "Tarlenheim" in (root / KEPT).read_text("utf-8")
    write(
        root,
        {
            **DRAFT,
            **SENTENCES,
            EDITION_FILE: (root / EDITION_FILE).read_text("utf-8"),
            "data/ruritania/cases/tarlenheim.yaml": "visibility: internal\nnames: {preferred: Fritz Tarlenheim}\n",
        },
    )
    found = otherwise(root)
    assert any(d.message == "a sentence of the paper that was issued would not stand here any more" for d in found)
    said = "".join(run(root, "check", "--format", "json").out)
    assert "Tarlenheim" not in said


@pytest.mark.slow
def test_other_audiences_are_issued_for_themselves_and_their_words_are_in_no_message(tmp_path: Path) -> None:
    root = issued(tmp_path)
    refused = run(root, "build", EDITION, "--format", "md", "--audience", "partner")
    assert (refused.code, "O601" in refused.err) == (1, True)
    assert f"public in en; `briefing issue {EDITION} --audience partner --lang en` issues it" in refused.err
    # pages that were recorded while it was a draft fit no more
    pages = '{"partner/en": {"engine": "LibreOffice", "fingerprint": "0", "fonts": [], "pages": {}}}'
    locate_pages_file(root, EDITION).write_text(pages, "utf-8")
    ran = run(root, "issue", EDITION, "--audience", "partner")
    assert ran.code == 0, ran.err
    options = f"{EDITION} --audience partner"
    assert f"Next: `briefing paginate {options}`, `briefing build {options}`, send" in ran.err
    assert locate_issued_file(root, EDITION, "partner", "en").is_file()
    assert run(root, "build", EDITION, "--format", "md", "--audience", "partner").code == 0
    write(root, {**DRAFT, **prose("Nothing happened."), EDITION_FILE: (root / EDITION_FILE).read_text("utf-8")})
    messages = [d.message for d in otherwise(root)]
    assert "a sentence would now be otherwise than in the paper that was issued" in messages
    assert any("One thing happened" in message for message in messages)


@pytest.mark.ci
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({EDITION_FILE: FILES[EDITION_FILE]}, "O604"),
        ({**DRAFT, **prose("A word.[@nobody]")}, "R101"),
        (
            {
                **DRAFT,
                f"{BRIEFING}/overview.yaml": FILES[f"{BRIEFING}/overview.yaml"] + f"    carried_over: {EDITION}\n",
            },
            "T120",
        ),
        ({**DRAFT, EDITION_FILE: DRAFT[EDITION_FILE] + "# to do, abstract: what it says\n"}, "O607"),
        ({EDITION_FILE: "id: [\n"}, "D001"),
        ({**DRAFT, "templates/dialogue-paper/paper.html.j2": "{{ nothing }}"}, "P203"),
    ],
)
def test_refused_and_nothing_is_changed(changes: dict[str, str], code: str, tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    for name, text in changes.items():
        (root / name).write_text(text, "utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    ran = run(root, "issue", EDITION)
    assert ran.code == 1
    assert f"error {code}" in ran.err
    assert "nothing was issued" in ran.err
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.slow
def test_the_way_back_that_issue_tells_leads_back(tmp_path: Path) -> None:
    root = issued(tmp_path)
    (root / KEPT).unlink()
    text = (root / EDITION_FILE).read_text("utf-8")
    (root / EDITION_FILE).write_text(text.replace("status: final", "status: draft"), "utf-8")
    built = run(root, "build", EDITION, "--format", "md")
    assert built.code == 0, built.err
    assert "**DRAFT**" in (root / "build" / EDITION / f"{EDITION}.md").read_text("utf-8")


@pytest.mark.slow
def test_what_was_issued_is_not_issued_again(tmp_path: Path) -> None:
    root = issued(tmp_path)
    kept = (root / KEPT).read_bytes()
    ran = run(root, "issue", EDITION)
    assert (ran.code, "O605" in ran.err) == (1, True)
    assert (root / KEPT).read_bytes() == kept


@pytest.mark.slow
def test_a_final_edition_without_its_document_is_an_error(tmp_path: Path) -> None:
    root = write(tmp_path, edited(EDITION_FILE, "status: reconstruction", "status: final"), style=True)
    for ran in (
        run(root, "build", EDITION, "--format", "md"),
        run(root, "check", EDITION),
        run(root, "paginate", EDITION),
    ):
        assert ran.code == 1
        assert "O601 no-issued-document" in ran.out + ran.err
        assert f"briefing issue {EDITION}" in ran.out + ran.err


def without(*path: str | int) -> Callable[[str], str]:
    def change(text: str) -> str:
        value = json.loads(text)
        holder = value
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]
        return json.dumps(value)

    return change


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text[:1000], "can't be read"),
        (lambda text: "<<<<<<< HEAD\n" + text, "can't be read"),
        (lambda text: text.replace(f'"{EDITION}"', '"another"', 1), "it is that of `another`"),
        (lambda text: text.replace('"lang": "en"', '"lang": "kk"', 1), "in `kk`"),
        (without("notes", "overview.1.n2"), "a note is not called exactly once"),
        (without("numbers", "notes", "overview.1.n1"), "its numbers are not those of its parts"),
        (without("sections", 2), "it leads to a part that it does not have"),
        (lambda text: text.replace('"id": "overview.1"', '"id": "overview"', 1), "an id stands in it twice"),
        (
            lambda text: text.replace('"id": "overview.1.n1"', '"id": "overview.1.n9"', 1),
            "a note is not called what it is called by",
        ),
        (without("sections", 0, "blocks", 0, "inlines"), "a paragraph, heading or note has no words"),
        (without("sections", 2, "blocks", 0, "body", 0, "cells", 1), "not the cells of its columns"),
        (without("running"), "`running` of Document is missing"),
    ],
)
def test_a_document_that_cannot_be_read_is_an_error(
    change: Callable[[str], str], said: str, issued_once: Path, tmp_path: Path
) -> None:
    path = issued_once / KEPT
    whole = path.read_text("utf-8")
    try:
        path.write_text(change(whole), "utf-8")
        with pytest.raises(BriefingError) as raised:
            make_files(issued_once, EDITION, ["md"])
        found = raised.value.diagnostics
        assert {d.code for d in found} == {"O602"}
        assert said in found[0].message
        assert found[0].origin.file == KEPT
    finally:
        path.write_text(whole, "utf-8")


@pytest.fixture(scope="module")
def issued_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return issued(tmp_path_factory.mktemp("issued"))


ODD: tuple[object, ...] = ("", None, 0, -1, 3.5, True, "x y", "a" * 5000, "{nope}", "{{ x }}", "<b>", [], {},
    "javascript:x", "overview")  # fmt: skip


@pytest.mark.slow
def test_no_change_of_the_file_makes_the_program_stop(issued_once: Path) -> None:
    """Whatever stands in the file: it is a paper, or an error."""
    path = issued_once / KEPT
    text = path.read_text("utf-8")
    places = list(inside(json.loads(text)))
    chance = random.Random(7)
    made, told = 0, set()
    try:
        for _ in some(range(60)):
            value = json.loads(text)
            holder, key = value, chance.choice(places)
            for step in key[:-1]:
                holder = holder[step]
            if chance.random() < 0.3:
                del holder[key[-1]]
            else:
                holder[key[-1]] = chance.choice(ODD)
            path.write_text(json.dumps(value), "utf-8")
            try:
                made += bool(make_files(issued_once, EDITION, ["md", "html"]).files)
            except BriefingError as error:
                told |= {problem.code for problem in error.diagnostics}
    finally:
        path.write_text(text, "utf-8")
    assert 0 < made < len(some(range(60)))
    assert told == {"O602"}


def inside(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything inside a value of JSON."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from inside(item, (*path, key))
