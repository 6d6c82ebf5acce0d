"""Loading: scalars stay as they were written, every value knows its place, and who may see it is closed by default."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel, ValidationError

from generator.base.inputs import SHIPPED
from generator.records.load import Collections, load
from generator.records.load.dates import suggest_date
from generator.records.load.label_keys import REQUIRED, list_placeholders
from generator.records.load.labels import load_labels
from generator.records.load.parse import parse
from generator.records.load.texts import decode
from generator.records.load.validate import diagnose
from generator.records.schema import COLLECTIONS
from generator.records.schema.sources import check_address
from tests.support.documents import style_at
from tests.support.workspaces import BRIEFING, EDITION, FILES, STYLE, edited, write

CASE = "data/ruritania/cases/rassendyll.yaml"


def test_scalars_stay_strings_and_only_nothing_is_none() -> None:
    tree, problems = parse("a: no\nb: 1.10\nc: 2020-06-31\nd: ~\ne:\nf: null\ng: 'null'\nh: \"~\"\ni: 0o7\n", "f")
    assert not problems
    assert tree == {
        "a": "no",
        "b": "1.10",
        "c": "2020-06-31",
        "d": None,
        "e": None,
        "f": None,
        "g": "null",
        "h": "~",
        "i": "0o7",
    }


@pytest.mark.parametrize("value", ["https://example.org/1?a=b&c=d", "2020-11-26T12:30:00", "a:b", "http://[::1]/"])
def test_a_colon_inside_braces_separates_nothing(value: str) -> None:
    tree, problems = parse(f"x: {{k: '{value}'}}\n", "f")
    assert tree == {"x": {"k": value}}
    if "[" not in value:
        tree, problems = parse(f"x: {{k: {value}, l: [{value}]}} # at 12:30\ny: {value}\n", "f")
        assert not problems
        assert tree == {"x": {"k": value, "l": [value]}, "y": value}
        assert tree["x"].at["l"] == (0, 9 + len(value), 0, 12 + len(value))


@pytest.mark.slow
@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20)
    )
)
def test_what_is_written_in_quotation_marks_is_read_as_it_is(values: dict[str, str]) -> None:
    text = "".join(f"{key}: '{value.replace(chr(39), chr(39) * 2)}'\n" for key, value in values.items())
    tree, problems = parse(text, "f")
    assert not problems
    assert tree == values


@pytest.mark.slow
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    tree, problems = parse(text, "f")
    assert tree is not None or problems
    assert all(1 <= p.origin.line <= text.count("\n") + 2 for p in problems)


def test_visibility_comes_from_the_record_its_folder_or_is_internal(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "data/zenda/cases/a.yaml": "names: {preferred: A A}\n",
            "data/zenda/cases/b.yaml": "names: {preferred: B B}\nvisibility: partner\n",
            "data/zenda/sources.yaml": "s: {value: {kind: news, visibility: public}, visibility: confidential}\n",
            "data/zenda/laws/z.yaml": "title: Code\n",
            "data/zenda/inner/cases/c.yaml": (
                "names: {preferred: C C}\nsources: {t: {kind: news}, u: {kind: news, visibility: internal}}\n"
            ),
            "data/zenda/inner/defaults.yaml": "visibility: partner\n",
        },
    )
    dataset, problems = load(root)
    assert not problems
    found = {
        name: dataset.records[kind][name].visibility
        for kind, name in (
            ("cases", "a"),
            ("cases", "b"),
            ("sources", "s"),
            ("laws", "z"),
            ("cases", "c"),
            ("sources", "t"),
            ("sources", "u"),
        )
    }
    assert found == {
        "a": "internal",
        "b": "partner",
        "s": "confidential",
        "z": "public",
        "c": "partner",
        "t": "partner",
        "u": "internal",
    }


def test_every_value_knows_its_place(tmp_path: Path) -> None:
    entry = load(write(tmp_path))[0].records["cases"]["rassendyll"]
    lines = FILES[CASE].split("\n")
    for path, begins in (
        (("names", "preferred"), "Rudolf"),
        (("proceedings", 0, "stages", 1, "sentence", "length"), "3 years"),
        (("proceedings", 0, "charges", 1, "part"), '"2"'),
        (("profile", 0, "text"), "|"),
        (("related",), "tarlenheim"),
    ):
        origin = entry.origin(*path)
        assert lines[origin.line - 1][origin.column - 1 :].startswith(begins)


def test_nobody_is_told_that_a_record_does_not_exist_whose_file_is_broken(tmp_path: Path) -> None:
    root = write(tmp_path, edited("data/ruritania/sources.yaml", "gazette-2: {kind: news", "gazette-2: {kind: news]"))
    dataset, problems = load(root, [EDITION])
    assert [p.code for p in problems] == ["D001"]
    assert {"gazette-1", "gazette-2", "bureau-watch", "code-text"} <= dataset.broken


def test_an_unknown_field_deep_in_a_section_has_a_proposal(tmp_path: Path) -> None:
    _, problems = load(
        write(tmp_path, edited(f"{BRIEFING}/expression.yaml", "        lead: Words", "        laed: Words"))
    )
    assert [(p.code, p.help) for p in problems] == [("D103", "did you mean `lead`?")]


def test_only_the_editions_asked_for_are_read(tmp_path: Path) -> None:
    root = write(tmp_path, {"briefings/other/edition.yaml": "[broken\n"})
    assert load(root, [EDITION])[1] == []
    assert [p.code for p in load(root)[1]] == ["D001"]


@pytest.mark.parametrize(
    ("said", "help"),
    [
        ("28 November 2016", "write `2016-11-28`"),
        ("November 28, 2016", "write `2016-11-28`"),
        ("Nov. 2016", "write `2016-11`"),
        ("28.11.2016", "write `2016-11-28`"),
        ("2016-1-8", "write `2016-01-08`"),
        ("2016-01-08T10:30:00Z", "write `2016-01-08`"),
        ("03.04.2016", "write `2016-04-03`, or `2016-03-04` if the month stands first"),
        ("11/28/2016", "write `2016-11-28`"),
        ("2016-11-31", "November has 30 days"),
        ("2015-02-29", "February has 28 days in 2015"),
        ("2016-13", "a year has 12 months, and this is month 13"),
        ("last week", None),
        ("0 Marchember 2016", None),
    ],
)
def test_a_date_written_otherwise_is_proposed_as_files_have_it(said: str, help: str | None) -> None:
    assert suggest_date(said) == help


def test_a_date_that_is_not_for_everybody_is_not_repeated(tmp_path: Path) -> None:
    case = "names: {preferred: A A}\ntimeline: [{date: 28.11.2016, text: It was.}]\n"
    for number, words in enumerate(("visibility: partner\n", "place: {value: Zenda, visibility: internal}\n")):
        _, problems = load(write(tmp_path / str(number), {"data/ruritania/cases/a.yaml": case + words}))
        assert [p.help for p in problems] == ["write a date, such as 2024-05-01, 2024-05 or 2024"]


def test_a_value_that_is_not_right_is_told_in_words_that_fit_its_field() -> None:
    class Even(BaseModel):
        count: Annotated[int, AfterValidator(_refuse)]
        url: Annotated[str, AfterValidator(check_address)]

    tree, _ = parse("count: 3\nurl: nowhere\n", "a.yaml")
    assert tree is not None
    with pytest.raises(ValidationError) as raised:
        Even(count=3, url="nowhere")
    count, url = diagnose(raised.value, Even, tree, "a.yaml")
    assert (count.code, count.message) == ("D106", "`count` is not right: it is odd")
    assert count.help == "word it otherwise; `briefing explain count` says what `count` holds"
    assert url.help == "write an address, such as https://example.org/page"


def _refuse(value: int) -> int:
    raise ValueError("it is odd")


def test_labels_of_the_style_are_complete_and_can_be_filled_in(tmp_path: Path) -> None:
    root = write(tmp_path)
    labels, problems, _ = load_labels(root, style_at(root / "templates" / "dialogue-paper"), "en")
    assert not problems
    assert labels is not None
    assert set(REQUIRED) <= set(labels)
    for key, words in labels.items():
        assert words.format(**dict.fromkeys(list_placeholders(key), "x"))
    (none,) = load_labels(root, style_at(root / "templates" / "dialogue-paper"), "kk")[1]
    folder = "templates/dialogue-paper/labels"
    assert (none.code, none.help) == (
        "P401",
        f"copy {folder}/en.yaml to {folder}/kk.yaml and translate its words; or take `kk` out of `languages:`"
        " in edition.yaml. This style has: en",
    )
    (none,) = load_labels(tmp_path / "other", style_at(SHIPPED / "dialogue-paper"), "kk")[1]
    assert (none.help or "").startswith(f"run `briefing template copy dialogue-paper`, copy {folder}/en.yaml to")
    target = root / "templates" / "dialogue-paper" / "labels" / "en.yaml"
    target.write_bytes((STYLE / "labels" / "en.yaml").read_bytes() + b"more: \xff\n")
    assert load_labels(root, style_at(root / "templates" / "dialogue-paper"), "en")[1][0].code == "D007"


def test_labels_are_read_again_where_they_were_saved_and_only_there(tmp_path: Path) -> None:
    first, second = write(tmp_path / "first"), write(tmp_path / "second")
    read = [load_labels(root, style_at(root / "templates" / "dialogue-paper"), "en") for root in (first, second)]
    name = "templates/dialogue-paper/labels/en.yaml"
    # what was read once is the same object: a run of many papers and a preview parse each file of labels once
    assert read[0].lines[name] is read[1].lines[name]
    lines = (first / name).read_text("utf-8").split("\n")
    number = lines.index("contents: In this paper")
    lines[number] = "contents: Words of our own"
    (first / name).write_text("\n".join(lines), "utf-8")
    again = [load_labels(root, style_at(root / "templates" / "dialogue-paper"), "en") for root in (first, second)]
    assert again[0].lines[name][number] == "contents: Words of our own"
    assert again[0].words is not None
    assert again[0].words["contents"] == "Words of our own"
    assert again[1] == read[1]


def test_what_is_not_utf_8_is_told_with_its_place() -> None:
    text, problems = decode("id: a\ntitle: é".encode("latin-1"), "a.yaml")
    assert text is None
    assert [(d.origin.line, d.origin.column, d.code) for d in problems] == [(2, 8, "D007")]


def test_every_collection_is_typed_as_what_it_holds() -> None:
    typed = {name: one.model for name, one in vars(Collections).items() if hasattr(one, "model")}
    assert typed == COLLECTIONS


@pytest.mark.parametrize("given", ["a/b", "", "..", "no id at all", "x" * 300, "x/" * 200])
@pytest.mark.parametrize("file", [f"{BRIEFING}/edition.yaml", "data/ruritania/cases/rassendyll.yaml"])
def test_an_id_that_can_be_no_file_is_told_like_any_other(tmp_path: Path, file: str, given: str) -> None:
    root = write(tmp_path)
    others = [line for line in (root / file).read_text("utf-8").splitlines() if not line.startswith("id:")]
    (root / file).write_text("\n".join([f'id: "{given}"', *others, ""]), "utf-8")
    found = [problem for problem in load(root)[1] if problem.origin.file == file]
    assert "D108" in [problem.code for problem in found]
