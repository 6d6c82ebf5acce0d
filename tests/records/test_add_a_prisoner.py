"""What one more prisoner costs: two files and at most thirty lines, and row, profile and notes are there."""

from __future__ import annotations

import difflib
from pathlib import Path

from generator.paper.document import Section, Table, find_headings, join_inlines
from tests.support.tables import say_row
from tests.support.workspaces import BRIEFING, FILES, built, write

NEW = "data/ruritania/cases/antonia-zapt.yaml"

CASE = """\
names: {preferred: Antonia Zapt}
occupation: poet
place: Hofbau
basis: {already_public: zapt-1}
sources:
  zapt-1: {kind: news, publisher: gazette, language: ru, url: https://example.org/zapt}
  zapt-2: {kind: monitoring, publisher: bureau}
  zapt-3: {kind: statement, publisher: council, url: https://example.org/statement}
proceedings:
  - charges: [ru-code/12]
    stages:
      - {date: 2020-08-01, stage: arrested, by: zapt-1}
      - date: 2020-10-12
        stage: convicted
        sentence: {kind: imprisonment, length: 2 years}
        by: [zapt-1, zapt-2]
timeline:
  - {date: 2020-09, text: Her cell was flooded., by: zapt-2}
  - {date: 2020-11-02, text: She was moved to Zenda., by: zapt-3}
profile:
  - as_of: 2020-11-25
    text: |
      [](case:antonia-zapt) wrote a poem.[@zapt-1]
      Her cell was flooded.[@zapt-2]
      She was moved.[@zapt-3]
"""


def test_one_more_prisoner_touches_two_files_and_few_lines(tmp_path: Path) -> None:
    root = write(tmp_path)
    before = built(root)
    name = f"{BRIEFING}/prisoners.yaml"
    section = FILES[name].replace("[rassendyll, tarlenheim]", "[rassendyll, tarlenheim, antonia-zapt]")
    added = [line for line in difflib.ndiff(FILES[name].splitlines(), section.splitlines()) if line.startswith("+ ")]
    assert len(added) + len(CASE.splitlines()) <= 30

    (root / NEW).write_text(CASE, "utf-8")
    (root / name).write_text(section, "utf-8")
    document = built(root)

    annex = next(s for s in document.sections if s.id == "prisoners")
    table = next(b for b in annex.blocks if isinstance(b, Table))
    row = list(say_row(document, table, table.body[-1]).values())
    assert row[1:8] == [
        "Antonia Zapt",
        "Poet, Hofbau",
        "1 August 2020 (arrest)",
        "Article 12 of the Criminal Code: slander",
        "2 years in prison",
        "not known to us",
        "imprisoned (in custody since 1 August 2020)",
    ]
    assert row[8:] == [
        "not known to us",
        "Strelsau Gazette, news item (example.org/zapt); SBR, monitoring; Council of Zenda, statement"
        " (example.org/statement)",
    ]
    profile = next(h for h in find_headings(document) if h.id == "profile.antonia-zapt")
    assert isinstance(profile, Section)
    new = [document.notes[id] for id in document.notes if id.startswith("profile.antonia-zapt")]
    assert [join_inlines(note.inlines) for note in new] == [
        "See Strelsau Gazette (in Russian): https://example.org/zapt",
        "Monitoring by SBR.",
        "See the statement by Council of Zenda: https://example.org/statement",
    ]
    assert len(document.notes) == len(before.notes) + 3


def test_without_a_story_the_profile_is_told_from_the_record(tmp_path: Path) -> None:
    case = CASE[: CASE.index("profile:")]
    section = (
        FILES[f"{BRIEFING}/prisoners.yaml"]
        .replace("tarlenheim]", "antonia-zapt]")
        .replace("{tarlenheim: new}", "{antonia-zapt: new}")
    )
    document = built(write(tmp_path, {NEW: case, f"{BRIEFING}/prisoners.yaml": section}))
    profile = next(h for h in find_headings(document) if h.id == "profile.antonia-zapt")
    text = " ".join(join_inlines(b.inlines) for b in profile.blocks if hasattr(b, "inlines"))
    assert (
        "Antonia Zapt was arrested on 1 August 2020. Antonia Zapt was convicted by a court on 12 October 2020 (2 years"
        " in prison)." in text
    )
    assert "Her cell was flooded. She was moved to Zenda." in text
