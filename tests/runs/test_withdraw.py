"""Somebody asks to be named no more: the record is closed, and every file with the person in it is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.authoring.withdraw import mark_withdrawn
from generator.records.load import load
from generator.runs.build import make_files
from generator.runs.withdraw import find_files_naming
from tests.support.commands import run
from tests.support.logos import make_jpeg
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, edited, write

TARLENHEIM = "data/ruritania/cases/tarlenheim.yaml"
DAY = "2024-05-01"
LONG = """\
# how it came to us
id: case-7   # by number
visibility: partner
names: {preferred: Zhanna Zaptova}
basis:
  already_public: gazette-1 # the article
  consent: {scope: [un, media], giver: relative, date: 2023}
timeline:
  - {date: 2020-05, text: So it was., by: gazette-1}
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "names: {preferred: A B}\n",
            f"visibility: internal\nnames: {{preferred: A B}}\nbasis: {{removed: {DAY}}}\n",
        ),
        (
            "id: a\nnames: {preferred: A B}\ntimeline: []\n",
            f"id: a\nvisibility: internal\nnames: {{preferred: A B}}\nbasis: {{removed: {DAY}}}\ntimeline: []\n",
        ),
        (
            "names: {preferred: A B}\nbasis: {already_public: s}\n",
            f"visibility: internal\nnames: {{preferred: A B}}\nbasis: {{already_public: s, removed: {DAY}}}\n",
        ),
        (
            LONG,
            LONG.replace("visibility: partner", "visibility: internal").replace(
                "date: 2023}", f"date: 2023, withdrawn: {DAY}}}\n  removed: {DAY}"
            ),
        ),
        (
            "visibility: public  # everybody\nnames: {preferred: A B}\nbasis: {}\n",
            f"visibility: internal\nnames: {{preferred: A B}}\nbasis: {{removed: {DAY}}}\n",
        ),
        (
            "visibility: public  # everybody who asks\nnames: {preferred: A B}\nbasis: {}\n",
            f"visibility: internal  # everybody who asks\nnames: {{preferred: A B}}\nbasis: {{removed: {DAY}}}\n",
        ),
        (
            "visibility: public\r\nnames: {preferred: A B}\r\nbasis: {}\r\n",
            f"visibility: internal\r\nnames: {{preferred: A B}}\r\nbasis: {{removed: {DAY}}}\r\n",
        ),
        (
            "names: {preferred: A B}\nbasis: {value: {already_public: s}, visibility: internal}",
            "visibility: internal\nnames: {preferred: A B}\n"
            f"basis: {{value: {{already_public: s, removed: {DAY}}}, visibility: internal}}",
        ),
    ],
)
def test_the_mark_is_set_and_all_else_stays_as_it_was_written(before: str, after: str) -> None:
    assert mark_withdrawn(before, "a", DAY) == after
    assert mark_withdrawn(after, "a", "2025") == after  # the first day stays


def everywhere(root: Path) -> Path:
    """Write a workspace in which the person stands in files of every kind, and build its papers."""
    files = {
        f"{BRIEFING}/edition.yaml": FILES[f"{BRIEFING}/edition.yaml"].replace("reconstruction", "draft"),
        **edited("data/ruritania/events.yaml", "People marched.", "People marched with Fritz Tarlenheim."),
        f"{BRIEFING}/signatures.yaml": "signatures: [{block: annex.tarlenheim, text: So., by: A, date: 2024-01-01}]\n",
    }
    write(root, files, style=True)
    for file in make_files(root, EDITION).files:
        path = root / "build" / EDITION / f"paper.{file.format}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    kept = root / BRIEFING / "issued" / "public-en.json"
    kept.parent.mkdir()
    kept.write_bytes((root / "build" / EDITION / "paper.json").read_bytes())
    (root / "build" / "other").mkdir()
    (root / "build" / "other" / "list.txt").write_text("ТАРЛЕНХЕЙМ, Фриц", "utf-8")
    (root / "build" / "other" / "nobody.md").write_text("Nobody of the name.", "utf-8")
    (root / "build" / "other" / "broken.docx").write_bytes(b"PK\x03\x04 no more")
    return root


@pytest.mark.slow
def test_every_file_with_the_person_in_it_is_found_by_what_it_holds(tmp_path: Path) -> None:
    root = everywhere(tmp_path / "workspace")
    outside = tmp_path / "outside.md"
    outside.write_text("Fritz Tarlenheim", "utf-8")
    (root / "build" / "other" / "link.md").symlink_to(outside)
    dataset, _ = load(root, [EDITION])
    found = {one.path.relative_to(root).as_posix(): one for one in find_files_naming(dataset, "tarlenheim")}
    assert {name: one.kind for name, one in found.items()} == {
        "data/ruritania/cases/rassendyll.yaml": "data",  # `related:`
        "data/ruritania/events.yaml": "data",
        f"{BRIEFING}/prisoners.yaml": "edition",
        f"{BRIEFING}/signatures.yaml": "signatures",
        f"{BRIEFING}/issued/public-en.json": "issued",
        **{f"build/{EDITION}/paper.{format}": "built" for format in ("docx", "pdf", "html", "md", "json")},
        "build/other/list.txt": "built",
        "build/other/broken.docx": "unread",
    }
    assert found[f"{BRIEFING}/prisoners.yaml"].lines == (5, 10, 11)
    assert found["data/ruritania/events.yaml"].found == ("name", "surname")


@pytest.mark.slow
def test_the_command_marks_lists_and_says_what_to_do(tmp_path: Path) -> None:
    root = everywhere(tmp_path)
    listed = run(root, "withdraw", "tarlenheim", "--list")
    assert (listed.code, listed.err) == (0, "")
    assert (root / TARLENHEIM).read_text("utf-8") == FILES[TARLENHEIM]
    ran = run(root, "withdraw", "case:tarlenheim", "--on", DAY)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith(listed.out)
    assert f"{TARLENHEIM}: closed to everybody" in ran.out
    assert "`briefing rename case:tarlenheim case-3`" in ran.out
    for words in (f"  {BRIEFING}/issued/public-en.json (a name, the id)", "delete them and build anew", "--out"):
        assert words in ran.out
    record = (root / TARLENHEIM).read_text("utf-8")
    assert record.startswith("visibility: internal\n")
    assert f"withdrawn: {DAY}" in record
    assert f"removed: {DAY}" in record
    assert run(root, "fmt", "--check", TARLENHEIM).code == 0
    refused = run(root, "build", EDITION, "--format", "md")
    assert refused.code == 1
    assert "S124" in refused.err
    assert "arlenheim" not in refused.err
    assert "S124" in run(root, "build", EDITION, "--format", "md", "--audience", "internal").err


def test_the_day_is_today_where_none_is_said(tmp_path: Path) -> None:
    root = write(tmp_path)
    from datetime import date

    before = date.today().isoformat()
    assert run(root, "withdraw", "tarlenheim").code == 0
    record = (root / TARLENHEIM).read_text("utf-8")
    assert f"removed: {before}" in record or f"removed: {date.today().isoformat()}" in record


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("withdraw", "tarlenhiem"), "did you mean `tarlenheim`?"),
        (("withdraw", "tarlenheim", "--on", "May 2024"), "`May 2024` is no date"),
    ],
)
def test_misuse_changes_nothing(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    ran = run(write(tmp_path), *words)
    assert ran.code == 2
    assert said in ran.err
    assert (tmp_path / TARLENHEIM).read_text("utf-8") == FILES[TARLENHEIM]


def test_what_a_source_of_the_record_supports_elsewhere_is_listed(tmp_path: Path) -> None:
    text = edited(f"{BRIEFING}/overview.yaml", "This paper is about", "It was so.[@weekly-1] This paper is about")
    dataset, _ = load(write(tmp_path, text), [EDITION])
    found = {one.path.name: one.found for one in find_files_naming(dataset, "rassendyll")}
    assert found["overview.yaml"] == ("source",)
    assert assembled(tmp_path)[1] == []


def test_a_true_name_that_stands_outside_the_repository_is_looked_for_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = tmp_path / "names.yaml"
    names.write_text("tarlenheim: Zhanna Zaptova\n", "utf-8")
    monkeypatch.setenv("BRIEFING_PSEUDONYMS", str(names))
    root = write(tmp_path / "workspace")
    (root / "build").mkdir()
    (root / "build" / "list.txt").write_text("Жанна Заптова", "utf-8")
    dataset, _ = load(root, [EDITION])
    assert "list.txt" in {one.path.name for one in find_files_naming(dataset, "tarlenheim")}


def test_the_photograph_of_the_person_is_listed(tmp_path: Path) -> None:
    shown = "photograph: {file: data/1.jpg, alt: A man, credit: A. Nobody, basis: {already_public: gazette-1}}\n"
    root = write(tmp_path, {TARLENHEIM: FILES[TARLENHEIM] + shown, "data/1.jpg": make_jpeg(30, 40, "")})
    dataset, _ = load(root, [EDITION])
    found = {one.path.name: one.found for one in find_files_naming(dataset, "tarlenheim")}
    assert found["1.jpg"] == ("photograph",)
    assert "data/1.jpg (the photograph)" in run(root, "withdraw", "tarlenheim", "--list").out
