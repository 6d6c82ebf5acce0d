"""A paper is tried for Word and the web as often as anything of it has changed, and what is told is told as ever."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.base.kept import VARIABLE
from generator.runs import known_program
from generator.runs import trial as trial_module
from generator.runs.check import check_workspace
from generator.runs.press import print_at_once
from tests.paper.test_protected import HIDDEN
from tests.support.kept import WAIT, Counted, keep_in
from tests.support.workspaces import BRIEFING, EDITION, FILES, STYLE, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is kept there")
OTHER = "second"
BOTH = (EDITION, OTHER)
CASE = "data/ruritania/cases/tarlenheim.yaml"  # of the first paper alone
PAGE, WORDS = "templates/dialogue-paper/paper.html.j2", "templates/dialogue-paper/labels/en.yaml"
_SECOND = {
    f"briefings/{OTHER}/edition.yaml": (
        FILES[f"{BRIEFING}/edition.yaml"]
        .replace(EDITION, OTHER)
        .replace("outline: [overview, expression]", "outline: [overview]")
        .replace("annexes: [prisoners]\n", "")
    ),
    f"briefings/{OTHER}/overview.yaml": FILES[f"{BRIEFING}/overview.yaml"],
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    keep_in(tmp_path / "cache", monkeypatch)
    monkeypatch.setattr(known_program, "FEWEST", 0)
    return write(tmp_path / "workspace", HIDDEN | _SECOND, style=True)


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """The papers that were written indeed."""
    return Counted(monkeypatch, trial_module, "print_at_once")


def check(root: Path, *editions: str) -> list[str]:
    """Return what a check finds."""
    time.sleep(WAIT)
    return [repr(one) for one in check_workspace(root, editions or BOTH)]


def replaced(name: str, old: str, new: str) -> Callable[[Path], object]:
    """Return how a file is changed."""

    def change(root: Path) -> None:
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), "utf-8")

    return change


def test_papers_are_tried_again_that_have_something_of_what_was_saved(root: Path, tries: Counted) -> None:
    first = check(root)
    assert tries.number == 2
    assert check(root) == first
    assert tries.number == 2
    # what is read anew is the same as what was kept
    replaced(CASE, "Fritz", "Frederick")(root)
    check(root)
    assert tries.number == 3
    replaced(f"briefings/{OTHER}/overview.yaml", "about", "of")(root)
    check(root, OTHER)  # of the others nothing is forgotten by it
    assert tries.number == 4
    check(root)
    assert tries.number == 4


NAMED = replaced(PAGE, "</body>", "<p>Zhanna Yeshtayeva</p></body>")
CHANGES: dict[str, Callable[[Path], object]] = {
    "a name in the template": NAMED,
    "a label": replaced(WORDS, "contents: In this paper", "contents: What Zaptonov says"),
    "who is protected": replaced("data/ruritania/cases/case-7.yaml", "variants: [", "variants: [Zaptonov, "),
    "its words": replaced(f"briefings/{OTHER}/overview.yaml", "This paper", "It"),
    "a style sheet": lambda root: (root / "templates/dialogue-paper/paper.css").write_text("@import 'x.css'"),
    "no template for Word": lambda root: (root / "templates/dialogue-paper/paper.docx").unlink(),
}


def test_after_any_change_it_is_what_is_found_with_nothing_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = check(root, OTHER)
    for what, change in CHANGES.items():
        was = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
        change(root)
        found = check(root, OTHER)
        with monkeypatch.context() as patched:
            patched.setenv(VARIABLE, "off")
            assert found == check(root, OTHER), what
        assert found != sound or what == "a label", what
        if what != "a label":  # which is protected next
            for path, data in was.items():
                path.write_bytes(data)


@pytest.mark.parametrize("medium", ["docx", "html"])
def test_what_there_is_to_tell_is_found_each_time(root: Path, tries: Counted, medium: str) -> None:
    if medium == "docx":
        (root / "templates/dialogue-paper/paper.docx").write_bytes(b"no package")
    else:
        NAMED(root)
    first = check(root, OTHER)
    assert check(root, OTHER) == first
    assert tries.number == 2


def test_a_style_that_was_saved_meanwhile_has_not_passed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def save_meanwhile(*words: Any) -> Any:
        made = print_at_once(*words)
        text = (root / PAGE).read_text("utf-8")
        (root / PAGE).write_text(text + "\n", "utf-8")
        (root / PAGE).write_text(text, "utf-8")
        return made

    monkeypatch.setattr(trial_module, "print_at_once", save_meanwhile)
    tries = Counted(monkeypatch, trial_module, "print_at_once")
    check(root, OTHER)
    check(root, OTHER)
    assert tries.number == 2


def test_nothing_has_passed_while_names_behind_pseudonyms_are_at_hand(
    root: Path, tries: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = root.parent / "names.yaml"
    names.write_text("tarlenheim: Rudolf Elphberg\n", "utf-8")
    check(root, OTHER)
    monkeypatch.setenv("BRIEFING_PSEUDONYMS", str(names))
    check(root, OTHER)
    check(root, OTHER)
    assert tries.number == 3


def test_a_link_among_the_files_of_a_style_is_tried_each_time(root: Path, tries: Counted) -> None:
    style = root / "templates/dialogue-paper"
    (style / "paper.css").unlink()
    (style / "paper.css").symlink_to(STYLE / "paper.css")
    check(root, OTHER)
    check(root, OTHER)
    assert tries.number == 2
