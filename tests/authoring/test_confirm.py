"""What was taken over is confirmed by taking its mark away, and nothing else changes: no comment, no other mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.authoring.confirm import confirm_text, list_waiting
from generator.authoring.new.carried import carry_over
from generator.paper.carried import check_carried
from generator.records.load import load
from tests.authoring.test_new_edition import NEW, NEXT, PRISONERS, made
from tests.support.commands import run
from tests.support.workspaces import BRIEFING, FILES, write

SECTION = """\
kind: annex
carried_over: old  # ask Anna
title: People
blocks:
  # first
  - text: |
      One.
    carried_over: old
    # behind it
    by: gazette-1
  - carried_over: old  # why
    text: Two.
  - prisoners: [a, b, c]
    carried_over:
      # those who
      - a
      - b  # she
      - caption
    caption: Those
  - {profiles: [a, b], carried_over: [a, b]}
  - {carried_over: old, text: Three.}
  - section: inner
    title: Inner
    carried_over: {value: old, visibility: internal}
    blocks:
      - case_boxes: a
        carried_over: a
"""


def test_what_waits_is_found_with_its_line_and_its_block() -> None:
    assert [(one.line, one.first, one.last, one.name, one.kind) for one in list_waiting(SECTION)] == [
        (2, 1, 1, None, "section"),
        (8, 6, 10, None, "text"),
        (11, 11, 12, None, "text"),
        (16, 13, 19, "a", "prisoners"),
        (17, 13, 19, "b", "prisoners"),
        (18, 13, 19, "caption", "prisoners"),
        (20, 20, 20, "a", "profiles"),
        (20, 20, 20, "b", "profiles"),
        (21, 21, 21, None, "text"),
        (24, 22, 27, None, "section"),
        (27, 26, 27, "a", "case_boxes"),
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_all_marks_go_and_all_comments_stay(ends: str) -> None:
    text = SECTION.replace("\n", ends)
    made = confirm_text(text, list_waiting(text))
    assert made.count("\r\n") == (made.count("\n") if ends == "\r\n" else 0)
    assert (
        made.replace("\r\n", "\n")
        == """\
kind: annex
# ask Anna
title: People
blocks:
  # first
  - text: |
      One.
    # behind it
    by: gazette-1
  - # why
    text: Two.
  - prisoners: [a, b, c]
    # those who
    # she
    caption: Those
  - {profiles: [a, b]}
  - {text: Three.}
  - section: inner
    title: Inner
    blocks:
      - case_boxes: a
"""
    )


def test_each_mark_goes_alone() -> None:
    """Whatever is confirmed first, all the others wait as before."""
    waiting = list_waiting(SECTION)
    for one in waiting:
        after = confirm_text(SECTION, [one])
        names = [(left.name, left.kind) for left in list_waiting(after)]
        assert names == [(left.name, left.kind) for left in waiting if left != one], one
        assert all(note in after for note in ("# ask Anna", "# first", "# behind it", "# why", "# those who", "# she"))


def test_one_after_the_other_leaves_the_same_as_all_at_once() -> None:
    text = SECTION
    while waiting := list_waiting(text):
        text = confirm_text(text, waiting[:1])
    bare = [line for line in text.split("\n") if line.strip()[:1] != "#"]
    whole = confirm_text(SECTION, list_waiting(SECTION)).split("\n")
    assert bare == [line for line in whole if line.strip()[:1] != "#"]


@pytest.mark.parametrize("name", ["overview", "expression", "prisoners"])
def test_what_new_edition_marks_is_as_it_was_once_it_is_confirmed(name: str) -> None:
    text = {**FILES, **PRISONERS}[f"{BRIEFING}/{name}.yaml"].replace("    marks: {tarlenheim: new}\n", "")
    marked = carry_over(text, "old")
    assert confirm_text(marked, list_waiting(marked)) == text


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────────────


def waits(root: Path) -> int:
    dataset, _ = load(root, [NEXT])
    return len(check_carried(dataset, NEXT, "internal"))


def test_without_a_section_it_lists_what_waits_and_confirms_nothing(tmp_path: Path) -> None:
    root = write(tmp_path, PRISONERS)
    made(root)
    before = waits(root)
    ran = run(root, "confirm", NEXT)
    assert ran.code == 1
    assert f"{NEW}/overview.yaml: 2 places, lines 2, 7" in ran.out
    assert f"{before} places to confirm" in ran.err
    assert waits(root) == before


def test_sections_lines_and_then_all(tmp_path: Path) -> None:
    root = write(tmp_path, PRISONERS)
    made(root)
    before = waits(root)
    ran = run(root, "confirm", NEXT, "overview", "prisoners:8")
    assert ran.code == 0
    assert ran.out == f"{NEW}/overview.yaml: 2 places confirmed\n{NEW}/prisoners.yaml: 1 place confirmed\n"
    assert ran.err == f"{before - 3} places left\n"
    assert waits(root) == before - 3
    assert run(root, "confirm", NEXT, "--all").err == "nothing is left to be confirmed\n"
    assert waits(root) == 0
    assert run(root, "confirm", NEXT).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("overvew",), "did you mean `overview`?"),
        (("prisoners:1",), "lines with such marks: 2, 8, 9, 10, 11"),
        (("overview", "--all"), "name sections, or say --all"),
    ],
)
def test_misuse_says_what_there_is(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    root = write(tmp_path, PRISONERS)
    made(root)
    ran = run(root, "confirm", NEXT, *words)
    assert ran.code == 2
    assert said in ran.err


def test_a_file_that_cannot_be_read_is_told_and_no_other_is_changed(tmp_path: Path) -> None:
    root = write(tmp_path)
    folder = made(root)
    (folder / "expression.yaml").write_text("blocks: [\n", "utf-8")
    before = (folder / "overview.yaml").read_text("utf-8")
    ran = run(root, "confirm", NEXT, "--all")
    assert ran.code == 1
    assert "expression.yaml:" in ran.err
    assert "nothing was confirmed" in ran.err
    assert (folder / "overview.yaml").read_text("utf-8") == before
