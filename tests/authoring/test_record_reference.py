"""The reference tells of every field of every record: in plain words, where it is printed, an example that loads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from generator.authoring.fmt.files import lay_out
from generator.authoring.record_reference.examples import find_example
from generator.authoring.record_reference.fields import BLOCK, find_fields, list_fields, list_kinds
from generator.authoring.record_reference.page import PAGE, PICTURES, write_page
from generator.authoring.record_reference.tell import list_paths, read_places, render, say_printed, tell
from generator.authoring.record_reference.words import FILES, PLACES, VISIBILITY
from generator.records.load import load
from generator.records.load.parse import parse
from generator.records.resolve.references import check_references
from generator.records.schema import COLLECTIONS, Edition, SectionProse, Source
from generator.records.schema.editions import BLOCK_KINDS
from generator.records.schema.templates import Template
from generator.records.schema.verified import Verified
from tests.printed_places import make_workspace, measure_words
from tests.support.canaries import describe_fields
from tests.support.commands import run
from tests.support.places import ROOT
from tests.support.reference import write_example


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == write_page(), "run `python -m generator.authoring.record_reference.page`"


def test_links_within_the_page_lead_to_its_headings() -> None:
    text = PAGE.read_text("utf-8")
    # https://docs.github.com/en/get-started/writing-on-github: an anchor has a heading's letters, without its points
    said = re.findall(r"^#+ (.*)$", text, re.M)
    headings = {re.sub(r"[^\w -]", "", one).strip().replace(" ", "-").lower() for one in said}
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert len(links) > 50
    assert links <= headings


def test_every_field_of_the_schema_is_told_of() -> None:
    models = {*COLLECTIONS.values(), Edition, SectionProse, Verified, Template}
    assert models <= set(list_kinds().values())
    assert [kind for kind in list_kinds() if kind.startswith(BLOCK)] == [f"{BLOCK}{kind}" for kind in BLOCK_KINDS]
    told = {field.owner for kind in list_kinds() for field in list_fields(kind)}
    assert describe_fields().keys() - told == set()


@pytest.mark.parametrize("kind", [*list_kinds()])
def test_every_field_says_what_it_holds_and_means_and_has_an_example(kind: str) -> None:
    for path in (kind, *(field.path for field in list_fields(kind))):
        told = tell(path)
        assert told.meaning
        assert told.visibility
        assert told.example, path
        assert told.type != ""
        assert not re.search(r"[Aa]nnotated|Union|tuple|Literal|\bstr\b|class ", f"{told.type}")
    assert all(field.not_printed or say_printed(field) for field in list_fields(kind))


def test_no_kind_of_record_is_without_its_place_and_its_readers() -> None:
    records = {kind for kind in list_kinds() if not kind.startswith(BLOCK)}
    assert records == FILES.keys() == VISIBILITY.keys()


# ── examples ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_examples_load_are_laid_out_and_refer_to_what_is_there(tmp_path: Path) -> None:
    root = write_example(tmp_path)
    dataset, problems = load(root)
    assert problems == []
    assert check_references(dataset, "internal") == []
    folders = [root / "data", root / "briefings", root / "templates" / "our-paper"]
    assert lay_out(root, folders, write=False) == ([], [])
    assert all(dataset.records[collection] for collection in COLLECTIONS)


def test_each_example_is_the_lines_of_its_field() -> None:
    for path, field in find_fields().items():
        example = find_example(path)
        assert example is not None, path
        name = field.name
        tree, problems = parse(example + "\n", "example.yaml")
        assert problems == []
        assert tree is not None
        assert list(tree) == [name], (path, example)


def test_an_example_of_a_part_is_read_by_its_model() -> None:
    tried = 0
    for path, model in ((p, m) for p, m in _list_parts() if find_example(p)):
        tree, _ = parse(f"{find_example(path)}\n", "example.yaml")
        assert tree is not None
        for value in _list_entries(next(iter(tree.values())), model):
            model.model_validate(value)
            tried += 1
    assert tried > 60


def _list_parts() -> Iterator[tuple[str, type[BaseModel]]]:
    for path, field in find_fields().items():
        if field.part and field.part is not Source:
            yield path, field.part


def _list_entries(value: Any, model: type[BaseModel]) -> Iterator[Any]:
    """Yield the entries in an example: of a list each, and of names each value; ids in place of entries are none."""
    names = {field.alias or name for name, field in model.model_fields.items()}
    if isinstance(value, list):
        for item in value:
            yield from _list_entries(item, model)
    elif isinstance(value, dict) and value.keys() <= names:
        yield _plain(value)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _list_entries(item, model)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


# ── where it is printed ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_texts_are_printed_where_the_reference_says(tmp_path: Path) -> None:
    """`python -m tests.printed_places` measures it anew, and that of dates and words of a few."""
    measured = measure_words(*make_workspace(tmp_path))
    told = {owner: set(places) for owner, places in read_places().items() if owner in measured}
    assert told == measured


def test_places_have_names_and_what_is_not_printed_has_none() -> None:
    assert {place for places in read_places().values() for place in places} <= PLACES.keys()
    silent = {field.owner for field in find_fields().values() if field.not_printed}
    assert silent & read_places().keys() == set()


# ── the command and the page ──────────────────────────────────────────────────────────────────────────────────────────


def test_explain_tells_of_a_field(tmp_path: Path) -> None:
    ran = run(tmp_path, "explain", "case.proceedings.stages.court")
    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out
        == """\
case.proceedings.stages.court: The court that decided.

Holds: text, or text by language: {en: …, ru: …}
Printed: the profile
Who may see it: as the record

An example:

    court: City Court
"""
    )


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("case", "Stands in: data/…/cases/ID.yaml"),
        ("case.names.variants", "Not printed: checks use it."),
        ("case.date_of_birth", "the day for those of `day_for`"),
        ("case.proceedings.lawyers.name", "internal, unless its `visibility` opens it"),
        ("case.display", "; full_name where nothing is said"),
        ("figure.values.value", "Holds: a number; needed"),
        ("block.prisoners", "The table of prisoners"),
        ("prisoners", "The table of prisoners"),
        ("parties", "dialogue.parties: Who talks to whom."),
        ("law", "Who may see it: public"),
        ("D102", "D102 bad-date"),
    ],
)
def test_explain_takes_records_fields_blocks_and_codes(word: str, said: str, tmp_path: Path) -> None:
    ran = run(tmp_path, "explain", word)
    assert ran.code == 0
    assert said in " ".join(ran.out.split("\n  ")).replace("  ", " ")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("case.proceding", "did you mean `case.proceedings`?"),
        ("bad-dat", "did you mean `bad-date`?"),
        ("by", "`by` is a field of several records; say case.date_of_birth.by"),
        ("qqqqqq", "`briefing explain` alone lists codes"),
    ],
)
def test_explain_says_what_may_be_meant(word: str, said: str, tmp_path: Path) -> None:
    ran = run(tmp_path, "explain", word)
    assert ran.code == 2
    assert said in ran.err


def test_no_name_means_a_code_and_a_field() -> None:
    from generator.base import codes

    assert {word for one in codes.ALL for word in (one.id, one.name)} & set(list_paths()) == set()


def test_lines_in_the_terminal_are_no_longer_than_a_hundred_letters() -> None:
    for path in list_paths():
        told = render(path).partition("\nAn example:\n")[0]
        assert max(map(len, told.split("\n"))) <= 120, path


def test_every_block_has_its_picture_and_there_is_no_other() -> None:
    folder = ROOT / "docs" / PICTURES
    assert {path.stem for path in folder.iterdir()} == {*BLOCK_KINDS}
