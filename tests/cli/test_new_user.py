"""Somebody new, with nothing but the command: what is typed until a first paper of a new country stands, and until one
with four people does, counted in answers. No line is written into a file by hand."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.commands import run

pytestmark = pytest.mark.slow

EDITION = "zaptinar-2026-11"
PAPER = f"briefings/{EDITION}"
INIT = ["Zaptinar Watch", "ZW", "Zaptinar", "Zaptinari", "EU-Zaptinar Human Rights Dialogue", "", "2026-11-30", "", ""]

RECORDS: Sequence[tuple[str, list[str]]] = (
    ("organisation", ["Zaptinar Times", "media", "ZT", "", "", "zaptinar", "public"]),
    ("source", ["news", "https://example.org/march", "ZT", "The march", "en", "2026-05-03", "public"]),
    ("source", ["report", "https://example.org/trials", "Zaptinar Watch", "Four trials", "en", "2026-10-01", "public"]),
    ("law", ["Criminal Code", "12", "slander", ""]),
    ("event", ["march of 2 May", "2026-05-02", "Zaptin", "Two hundred people marched.", "zt-2026-05-03", "public"]),
    ("case", ["Larsk Onvar", "", "poet", "Zaptin", "zt-2026-05-03", "arrested", "2026-05-02",
              "zaptinar-criminal-code/12",
              "He was taken away on the [march of 2 May](event:march-of-2-may-2026).", "public", EDITION]),
    ("case", ["Vasko Brenn", "", "teacher", "", "zw-2026-10-01", "remanded", "2026-08-14", "",
              "He had taught a song. A court keeps him in custody.", "public", EDITION]),
    ("case", ["Mirel Tassin", "", "lawyer", "", "zw-2026-10-01", "arrested", "2026-09-01", "",
              "She had defended a teacher.", "public", EDITION]),
    ("case", ["Odra Felk", "", "journalist", "", "https://example.org/trials", "remanded", "2026-09-20", "",
              "She had written about the march.", "public", EDITION]),
    ("recommendation", ["expression", "government-of-zaptinar", "Release all four at once",
                        "larsk-onvar, vasko-brenn, mirel-tassin, odra-felk", "", "public", EDITION]),
    ("recommendation", ["expression", "government-of-zaptinar", "Say where Larsk Onvar and Mirel Tassin are held",
                        "larsk-onvar, mirel-tassin", "", "public", EDITION]),
)  # fmt: skip
"""What is typed into the terminal, record by record: an answer to each question; nothing where Enter is pressed."""


class Terminal(io.StringIO):
    """What somebody types, line by line."""

    def isatty(self) -> bool:
        return True


def typed(root: Path, patch: pytest.MonkeyPatch, answers: Sequence[str], *words: str) -> str:
    """Run a command and type the answers, neither more nor fewer than are asked for; return what it told."""
    terminal = Terminal("\n".join([*answers, "nobody asks for this", ""]))
    patch.setattr(sys, "stdin", terminal)
    made = run(root, *words)
    assert made.code == 0, made.err
    assert terminal.readline() == "nobody asks for this\n"
    return made.err


def test_a_first_paper_of_a_new_country_takes_nine_answers_and_one_of_four_people_no_yaml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = typed(tmp_path, monkeypatch, INIT, "init")
    assert len(INIT) == 9
    assert "`briefing new` asks of each who may see it" in told
    assert run(tmp_path, "build", EDITION, "--format", "docx,pdf").code == 0
    assert {path.suffix for path in (tmp_path / "build" / EDITION).iterdir()} >= {".docx", ".pdf"}

    for kind, answers in RECORDS:
        told = typed(tmp_path, monkeypatch, answers, "new", kind)
        assert (f"named in {PAPER}/" in told) == (kind in ("case", "recommendation"))
    assert Counter(kind for kind, _ in RECORDS)["case"] == 4
    assert sum(len(answers) for _, answers in RECORDS) == 89
    assert sum(answer != "" for _, answers in RECORDS for answer in answers) == 74

    checked = run(tmp_path, "check")
    assert checked.out.startswith("no findings"), checked.out
    built = run(tmp_path, "build", EDITION, "--format", "docx,md")
    assert (built.code, re.findall(r"[A-Z]\d{3}", built.err)) == (0, ["O401"])  # page numbers are recorded by hand
    paper = (tmp_path / "build" / EDITION / f"{EDITION}.md").read_text("utf-8")
    for name in ("Larsk Onvar", "Vasko Brenn", "Mirel Tassin", "Odra Felk"):
        assert name in paper
    assert len(re.findall(r"^\[\^\d\]: ", paper, re.M)) == 4  # a note for the story of each
    assert "https://example.org/march" in paper
    assert "Release all four at once" in paper
