"""A list of a hundred people and more: everybody stands in it once, and is found in it on paper."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.lists import collect_lists
from generator.paper.document import (
    Document,
    Inline,
    Label,
    Mention,
    Paragraph,
    Run,
    Section,
    find_headings,
    find_lists,
    join_inlines,
    share_label,
    share_run,
    walk,
)
from tests.support.long_lists import write_long_list
from tests.support.workspaces import built

PEOPLE = 104


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_long_list(tmp_path_factory.mktemp("long"), PEOPLE, style=False)


@pytest.fixture(scope="module")
def document(root: Path) -> Document:
    return built(root)


def sections(document: Document) -> list[Section]:
    return [part for part in find_headings(document) if isinstance(part, Section)]


@given(st.text(max_size=3), st.booleans(), st.sampled_from([None, "kk"]))
def test_words_that_are_shared_are_those_that_were_asked_for(text: str, strong: bool, lang: str | None) -> None:
    assert share_run(text, strong, lang) == Run(text, strong, lang=lang)
    assert share_label(text, f"{text}.", strong) == Label(text, f"{text}.", strong)


@pytest.mark.slow
def test_words_that_many_say_are_one_thing_and_lines_are_not(document: Document) -> None:
    runs: dict[Inline, set[int]] = {}
    lines: dict[int, list[Paragraph]] = {}
    for paragraph in (part for part, _ in walk(document.sections) if isinstance(part, Paragraph)):
        lines.setdefault(id(paragraph.inlines), []).append(paragraph)
        for one in paragraph.inlines:
            runs.setdefault(one, set()).add(id(one))
    assert len(runs[Run(" · ")]) == len(runs[Run(": ")]) == 1
    # how much room a line has is known by the line itself: only what is not known, in one row, is said twice
    for alike in lines.values():
        assert len(alike) == 1 or all(isinstance(one, Label) and one.key == "unknown" for one in alike[0].inlines)


@pytest.mark.slow
def test_everybody_stands_once_in_tables_profiles_index_and_sheet_under_one_number(document: Document) -> None:
    rows = {}
    for table in find_lists(document.sections):
        for row in table.body:
            rows[row.id.rpartition(".")[2]] = join_inlines(row.cells[0].blocks[0].inlines)
    assert sorted(rows.values(), key=int) == [str(number) for number in range(1, PEOPLE + 1)]

    profiles = Counter()
    for one in sections(document):
        if one.kind == "profile":
            facts = one.blocks[0]
            assert isinstance(facts, Paragraph)
            profiles[one.id.removeprefix("profile."), join_inlines(facts.inlines).split(" · ")[0]] += 1
    assert profiles == Counter((id, f"No. {number}") for id, number in rows.items())

    (index,) = [one for one in sections(document) if one.id == "prisoners.index"]
    found = Counter()
    for line in index.blocks:
        assert isinstance(line, Paragraph)
        for mention, number in zip(line.inlines, line.inlines[1:], strict=False):
            if isinstance(mention, Mention):
                found[mention.record.removeprefix("case:"), join_inlines([number]).strip()] += 1
    assert found == Counter(rows.items())
    assert Counter(one.words["number"] for one in collect_lists(document).people) == Counter(rows.values())


@pytest.mark.slow
def test_the_index_stands_by_letter_with_the_family_name_first(document: Document) -> None:
    (index,) = [one for one in sections(document) if one.id == "prisoners.index"]
    lines = [join_inlines(line.inlines) for line in index.blocks if isinstance(line, Paragraph)]
    letters = [line[0] for line in lines]
    assert letters == sorted(set(letters))
    for line in lines:
        names = [name.rpartition("\u00a0")[0] for name in line[2:].split("\u00a0· ")]
        assert all(name.startswith(line[0]) and ", " in name for name in names)
        assert [name.split(",")[0] for name in names] == sorted(
            (name.split(",")[0] for name in names), key=lambda name: name.translate(str.maketrans("éğə", "egf"))
        )


def test_the_same_seed_makes_the_same_files(tmp_path: Path) -> None:
    one, other = (write_long_list(tmp_path / name, 2, style=False) for name in ("one", "other"))
    for path in sorted((one / "data").rglob("*.yaml")):
        assert path.read_bytes() == (other / path.relative_to(one)).read_bytes()
    assert json.loads((one / "data/ruritania/cases/person-1.yaml").read_text("utf-8"))["criteria"]


@pytest.mark.slow
def test_the_index_has_in_bold_what_a_name_is_looked_up_by(document: Document) -> None:
    (index,) = [one for one in sections(document) if one.id == "prisoners.index"]
    mentions = [part for line in index.blocks if isinstance(line, Paragraph) for part in line.inlines]
    for mention in mentions:
        if isinstance(mention, Mention):
            family, given = mention.runs
            assert family.strong
            assert not given.strong
            assert given.text.startswith(", ")
