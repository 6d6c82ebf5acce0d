"""A comparison holds nothing that either of its sides keeps from its readers, in any format."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.base.diagnostics import BriefingError, render_text
from generator.formats.finished_texts import list_texts
from generator.review.diff_report.json import write_report_json
from generator.review.diff_report.text import write_report_lines
from generator.runs.compare import ComparedEdition, compare_editions, make_redline
from tests.support.commands import run
from tests.support.workspaces import BRIEFING, EDITION, FILES, edited, write

CASE = "data/ruritania/cases/rassendyll.yaml"
OVERVIEW = f"{BRIEFING}/overview.yaml"
PRISONERS = f"{BRIEFING}/prisoners.yaml"
ORGANISATIONS = "data/ruritania/organisations.yaml"
NAMES = "names: {preferred: Rudolf Rassendyll, native: {ru: Рудольф Рассендилл}, variants: [Rudolph Rassendyl]}"
ASSUMED = NAMES.replace("names: {", "display: pseudonym\nnames: {pseudonym: the poet, ")
FORMATS = ("text", "md", "html", "json", "docx")


def report(old: Path, new: Path) -> str:
    """Return the words and the values of a comparison of two workspaces."""
    found = compare_editions(ComparedEdition(old, EDITION), ComparedEdition(new, EDITION))
    return "\n".join(write_report_lines(found, 999, None)) + write_report_json(found, False).decode()


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words], cwd=root, check=True,
                   capture_output=True)  # fmt: skip


def at_revisions(root: Path, then: Mapping[str, str], now: Mapping[str, str | None]) -> Path:
    """Write a workspace, keep it as revision `v1`, and write it anew."""
    write(root, then, style=True)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    git(root, "tag", "v1")
    for name, text in now.items():
        if text is None:
            (root / name).unlink()
    write(root, now)
    return root


def test_ids_of_hidden_sections_are_not_told(tmp_path: Path) -> None:
    hidden = {f"{BRIEFING}/witness-list.yaml": "visibility: internal\nkind: annex\ntitle: W\nblocks: [{text: W.}]\n"}
    listed = edited(f"{BRIEFING}/edition.yaml", "annexes: [prisoners]", "annexes: [prisoners, witness-list]")
    told = report(write(tmp_path / "a"), write(tmp_path / "b", {**hidden, **listed}))
    assert "witness-list" not in told


def test_the_id_of_an_edition_before_that_is_hidden_is_not_told(tmp_path: Path) -> None:
    before = {
        "briefings/secret-talks/edition.yaml": FILES[f"{BRIEFING}/edition.yaml"]
        .replace(f"id: {EDITION}", "id: secret-talks\nvisibility: internal")
        .replace("as_of: 2020-11-26", "as_of: 2019-11-26")
        .replace("outline: [overview, expression]\nannexes: [prisoners]", "outline: []")
    }
    files = {f"{BRIEFING}/edition.yaml": FILES[f"{BRIEFING}/edition.yaml"] + "predecessor: secret-talks\n"}
    # its marks are typed, which an edition with one before it may not
    files |= edited(f"{BRIEFING}/prisoners.yaml", "    marks: {tarlenheim: new}\n", "")
    old = write(tmp_path / "a", edited(f"{BRIEFING}/prisoners.yaml", "    marks: {tarlenheim: new}\n", ""))
    assert "secret-talks" not in report(old, write(tmp_path / "b", {**files, **before}))


def test_nobody_is_told_where_a_hidden_body_raised_or_recognised_a_case(tmp_path: Path) -> None:
    league = "league:\n  visibility: internal\n  names: {preferred: L L}\n  kind: ngo\n"
    hidden = edited(ORGANISATIONS, "council:\n", f"{league}council:\n")
    raised = "  - {raised_by: council, date: 2020-07, text: It asked., by: weekly-1}\n"
    more = FILES[CASE].replace(raised, raised + "  - {raised_by: league, date: 2020-08, by: weekly-1}\n")
    more = more.replace("recognitions:\n", "recognitions:\n  - {recognised_by: league, as_of: 2020-10, by: weekly-1}\n")
    told = report(write(tmp_path / "a", hidden), write(tmp_path / "b", {**hidden, CASE: more}))
    assert "raised (2020-08)" in told
    assert "by others (as of 2020-10)" in told
    assert "by  (" not in told
    assert '_by": []' not in told
    assert "league" not in told


def assume(text: str) -> str:
    """Return a file in which the person is under a pseudonym, and has an id that tells nothing."""
    return text.replace(NAMES, ASSUMED).replace("rassendyll", "case-1").replace("[Rudolf Rassendyll]", "[the poet]")


def mentions(words: str) -> dict[str, str]:
    return edited(OVERVIEW, "This paper is about", f"{words} This paper is about")


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_who_is_under_a_pseudonym_now_is_so_at_an_old_revision(form: str, tmp_path: Path) -> None:
    now: dict[str, str | None] = {name: assume(text) for name, text in FILES.items() if "rassendyll" in text}
    now |= {CASE: None, "data/ruritania/cases/case-1.yaml": now[CASE]}
    then = mentions("[Rudolf Rassendyll](case:rassendyll) wrote. Rassendyll said so, and so did Rudolph Rassendyl.")
    root = at_revisions(tmp_path, then, now)
    (root / OVERVIEW).write_text(mentions("[the poet](case:case-1) wrote a poem.")[OVERVIEW], "utf-8")
    out = root / f"diff.{form}"
    ran = run(root, "diff", EDITION, "--at", "v1", "--format", form, "--out", str(out))
    assert ran.code == 0, ran.err
    texts = [text for _, text in list_texts(out.read_bytes(), form)]
    assert any("poem" in text for text in texts)
    assert any("the poet" in text for text in texts)
    for text in (*texts, ran.out, ran.err):
        assert "assendyl" not in text.lower()
        assert "рассенд" not in text.lower()


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_what_can_not_be_masked_stops_the_comparison(form: str, tmp_path: Path) -> None:
    """The person was withdrawn since: there is no other name to print."""
    gone = {
        name: text.replace("[rassendyll, tarlenheim]", "[tarlenheim]").replace("**[](case:rassendyll)** was", "He was")
        for name, text in FILES.items()
        if name.startswith(BRIEFING)
    }
    gone[CASE] = FILES[CASE].replace("already_public: gazette-1", "already_public: gazette-1, removed: 2024")
    root = at_revisions(tmp_path, {}, gone)
    out = root / f"diff.{form}"
    ran = run(root, "diff", EDITION, "--at", "v1", "--format", form, "--out", str(out))
    assert ran.code == 2
    assert "S128" in ran.err
    assert "assendyl" not in ran.err.replace(CASE, "")
    assert not out.exists()


@pytest.mark.slow
def test_two_revisions_are_held_to_the_workspace_of_today(tmp_path: Path) -> None:
    root = at_revisions(tmp_path, {}, mentions("Zenda is far."))
    git(root, "commit", "-qam", "two")
    git(root, "tag", "v2")
    words = ("diff", EDITION, "--at", "v1", "--at", "v2")
    assert run(root, *words).code == 0
    record = "names: {preferred: Zenda Faraway}\nbasis: {removed: 2024}\n"
    (root / "data/ruritania/cases/case-7.yaml").write_text(record, "utf-8")
    assert run(root, *words).code == 0
    named = mentions("Zenda is far away.")[OVERVIEW]
    (root / OVERVIEW).write_text(named, "utf-8")
    git(root, "add", "-A")
    git(root, "rm", "-q", "--cached", "data/ruritania/cases/case-7.yaml")
    git(root, "commit", "-qm", "three")
    ran = run(root, "diff", EDITION, "--at", "v1", "--at", "HEAD")
    assert ran.code == 2
    assert "S128" in ran.err


def listing(case: str) -> dict[str, str]:
    return edited(
        PRISONERS, "  - prisoners: [rassendyll, tarlenheim]", f"  - prisoners: [rassendyll, tarlenheim, {case}]"
    )


@pytest.mark.slow
def test_who_was_opened_since_may_be_told(tmp_path: Path) -> None:
    sapt = "data/ruritania/cases/sapt.yaml"
    record = "names: {preferred: Colonel Saptimer}\nbasis: {already_public: gazette-1}\n"
    root = at_revisions(tmp_path, {sapt: f"visibility: internal\n{record}"}, {sapt: record, **listing("sapt")})
    ran = run(root, "diff", EDITION, "--at", "v1")
    assert ran.code == 0, ran.err
    assert "Saptimer" in ran.out


@pytest.mark.slow
def test_both_names_of_one_person_never_stand_in_one_comparison(tmp_path: Path) -> None:
    case = "data/ruritania/cases/case-7.yaml"
    plain = "names: {preferred: Colonel Saptimer}\nbasis: {already_public: gazette-1}\n"
    assumed = "display: pseudonym\n" + plain.replace("Saptimer}", "Saptimer, pseudonym: the officer}")
    root = at_revisions(tmp_path, {case: assumed, **listing("case-7")}, {case: plain, **listing("case-7")})
    ran = run(root, "diff", EDITION, "--at", "v1")
    assert ran.code == 2
    assert "S128" in ran.err


@pytest.mark.slow
@pytest.mark.parametrize("way", ["report", "redline"])
def test_two_folders_are_held_to_each_other(way: str, tmp_path: Path) -> None:
    old = write(tmp_path / "old", mentions("Rudolf Rassendyll wrote."), style=True)
    new = write(tmp_path / "new", {name: assume(text) for name, text in FILES.items()} | {CASE: None}, style=True)
    (new / "data/ruritania/cases/case-1.yaml").write_text(assume(FILES[CASE]), "utf-8")
    make = compare_editions if way == "report" else make_redline
    with pytest.raises(BriefingError) as raised:
        make(ComparedEdition(old, EDITION), ComparedEdition(new, EDITION))
    assert {one.code for one in raised.value.diagnostics} == {"S128"}
    assert "ssendyll wrote" not in "\n".join(map(render_text, raised.value.diagnostics))
