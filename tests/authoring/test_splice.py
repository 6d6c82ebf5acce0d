"""Values put into YAML files: the file says the new value, and every other line of it is as it was."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.authoring.fmt.files import lay_out_text
from generator.authoring.splice import (
    InsertItem,
    MoveItem,
    NoSuchPlace,
    RemoveValue,
    SetValue,
    ValueEdit,
    append_item,
    apply_value_edits,
    insert_item,
    move_item,
    remove_value,
    set_value,
    write_new,
)
from generator.authoring.splice.nodes import says_same, write_plain
from generator.base.diagnostics import BriefingError
from generator.records.load.parse import parse
from tests.support.examples import examples
from tests.support.places import ROOT

NAME = "data/ruritania/cases/zapt.yaml"
CASE = """\
# Told by the bureau.
names: {preferred: Antonia Zapt}  # as she writes it
occupation: poet

# two papers disagree
place: Hofbau
basis: {already_public: zapt-1}
proceedings:
  - charges: [ru-code/12]
    stages:
      - {date: 2020-08-01, stage: arrested, by: zapt-1}
      # the court's own words
      - date: 2020-10-12
        stage: convicted
        sentence: {kind: imprisonment, length: 2 years}
        by: [zapt-1, zapt-2]
profile:
  - as_of: 2020-11-25
    text: |
      She wrote a poem.
      She was moved.
"""


def plain(text: str, name: str = NAME) -> Any:
    said, problems = parse(text, name)
    assert said is not None, problems
    assert not problems
    return _plain(said)


def _plain(said: Any) -> Any:
    if isinstance(said, dict):
        return {key: _plain(value) for key, value in said.items()}
    return [_plain(value) for value in said] if isinstance(said, list) else said


def changed(before: str, after: str) -> list[str]:
    """Return the lines that went and came, each with its sign."""
    found = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line[0] + line[2:] for line in found if line[0] in "+-"]


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (SetValue(("place",), "Zenda"), ["-place: Hofbau", "+place: Zenda"]),
        (SetValue(("place",), "Hofbau"), []),
        (SetValue(("place",), "no: yes"), ["-place: Hofbau", '+place: "no: yes"']),
        (SetValue(("gender",), "female"), ["+gender: female"]),
        (
            SetValue(("names", "native"), {"ru": "Цапт"}),
            [
                "-names: {preferred: Antonia Zapt}  # as she writes it",
                "+names: {preferred: Antonia Zapt, native: {ru: Цапт}}  # as she writes it",
            ],
        ),
        (
            SetValue(("proceedings", 0, "stages", 0, "date"), "2020-08-02"),
            [
                "-      - {date: 2020-08-01, stage: arrested, by: zapt-1}",
                "+      - {date: 2020-08-02, stage: arrested, by: zapt-1}",
            ],
        ),
        (
            SetValue(("proceedings", 0, "stages", 1, "by"), "zapt-1"),
            ["-        by: [zapt-1, zapt-2]", "+        by: zapt-1"],
        ),
        (
            InsertItem(("proceedings", 0, "stages"), 1, {"date": "2020-09", "stage": "charged", "by": ["zapt-2"]}),
            ["+      - {date: 2020-09, stage: charged, by: [zapt-2]}"],
        ),
        (
            InsertItem(("timeline",), 0, {"date": "2020-09", "text": "Her cell was flooded.", "by": "zapt-2"}),
            ["+timeline:", "+  - {date: 2020-09, text: Her cell was flooded., by: zapt-2}"],
        ),
        # what stands right above goes along, what is about the whole stays
        (
            RemoveValue(("proceedings", 0, "stages", 1)),
            [
                "-      # the court's own words",
                "-      - date: 2020-10-12",
                "-        stage: convicted",
                "-        sentence: {kind: imprisonment, length: 2 years}",
                "-        by: [zapt-1, zapt-2]",
            ],
        ),
        (RemoveValue(("place",)), ["-# two papers disagree", "-place: Hofbau"]),
        (
            MoveItem(("proceedings", 0, "stages"), 0, 1),
            [
                "-      - {date: 2020-08-01, stage: arrested, by: zapt-1}",
                "+      - {date: 2020-08-01, stage: arrested, by: zapt-1}",
            ],
        ),
        (
            SetValue(("profile", 0, "text"), "She wrote two poems. She was moved.\n"),
            ["-      She wrote a poem.", "+      She wrote two poems."],
        ),
        # what is put around a value, or taken away, leaves it as it is written
        (
            SetValue(("names",), {"value": {"preferred": "Antonia Zapt"}, "visibility": "partner"}),
            [
                "-names: {preferred: Antonia Zapt}  # as she writes it",
                "+names: {value: {preferred: Antonia Zapt}, visibility: partner}  # as she writes it",
            ],
        ),
        (
            SetValue(
                ("profile", 0, "text"), {"en": "She wrote a poem.\nShe was moved.\n", "ru": "Она написала стихи.\n"}
            ),
            [
                "-    text: |",
                "+    text:",
                "+      en: |",
                "-      She wrote a poem.",
                "+        She wrote a poem.",
                "-      She was moved.",
                "+        She was moved.",
                "+      ru: |",
                "+        Она написала стихи.",
            ],
        ),
        (
            RemoveValue(("profile", 0)),
            ["-profile:", "+profile: []", *(f"-{line}" for line in CASE.splitlines()[-4:])],
        ),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, list) else "",
)
def test_one_change_is_one_minimal_diff(edit: ValueEdit, lines: list[str]) -> None:
    made = apply_value_edits(CASE, NAME, [edit])
    found = changed(CASE, made)
    assert found == lines
    assert lay_out_text(made, NAME) == (made, [])


def test_a_value_that_is_closed_to_some_readers_keeps_its_comments() -> None:
    stages = plain(CASE)["proceedings"][0]["stages"]
    path = ("proceedings", 0, "stages")
    closed = set_value(CASE, NAME, path, {"value": stages, "visibility": "partner"})
    assert "    stages:\n      value:\n        - {date: 2020-08-01" in closed
    assert "        # the court's own words\n        - date: 2020-10-12\n" in closed
    assert closed.endswith(CASE[CASE.index("profile:") :])
    noted = closed.replace("visibility: partner", "visibility: partner  # until the appeal").replace(
        "      value:", "      # as the court has them\n      value:"
    )
    opened = set_value(noted, NAME, path, stages)
    assert opened == CASE.replace("    stages:", "    # as the court has them\n    stages:")


def test_a_list_that_was_in_brackets_is_opened_where_it_becomes_too_long() -> None:
    made = set_value(CASE, NAME, ("proceedings", 0, "stages", 0, "text"), "a long text, " * 12 + "of words")
    assert "      - date: 2020-08-01\n        stage: arrested\n        text: " in made
    assert lay_out_text(made, NAME) == (made, [])


def test_ids_that_fit_again_stand_in_brackets_as_fmt_has_them() -> None:
    ids = [f"zapt-{number:02}" for number in range(20)]
    long = set_value(CASE, NAME, ("proceedings", 0, "stages", 0, "by"), ids)
    assert changed(CASE, set_value(long, NAME, ("proceedings", 0, "stages", 0, "by"), "zapt-1"))[-2:] != []
    for text in (long, set_value(long, NAME, ("proceedings", 0, "stages", 0, "by"), ids[:2])):
        assert lay_out_text(text, NAME) == (text, [])


def test_a_file_of_another_layout_keeps_it() -> None:
    text = (
        "names:   {preferred: 'Antonia Zapt'}\noccupation:    poet # she says\n\n\n"
        "sources: { zapt-1:  {kind: news} }\nproceedings:\n- charges: [ ru-code/12 ]\n  stages:\n"
        "  - {date: 2020-08-01,  stage: arrested}\nplace: 'Hofbau'\n"
    )
    made = set_value(text, NAME, ("occupation",), "painter")
    assert changed(text, made) == ["-occupation:    poet # she says", "+occupation: painter  # she says"]
    made = set_value(text, NAME, ("place",), "Zenda")
    assert changed(text, made) == ["-place: 'Hofbau'", "+place: Zenda"]


@pytest.mark.parametrize("text", [CASE.replace("\n", "\r\n"), "\ufeff" + CASE, CASE.rstrip("\n")])
def test_line_ends_and_the_mark_at_the_beginning_stay(text: str) -> None:
    made = set_value(text, NAME, ("place",), "Zenda")
    assert made.replace("Zenda", "Hofbau") == text


def test_a_new_file_is_written_as_by_hand() -> None:
    said = {
        "names": {"preferred": "Antonia Zapt"},
        "sources": {"zapt-1": {"kind": "news", "url": "https://example.org/zapt"}},
        "proceedings": [
            {
                "charges": ["ru-code/12"],
                "stages": [
                    {"date": "2020-08-01", "stage": "arrested", "by": "zapt-1"},
                    {"date": "2020-10-12", "stage": "convicted", "sentence": {"kind": "fine"}, "by": ["zapt-1"]},
                ],
            }
        ],
    }
    assert write_new(NAME, said) == (
        "names: {preferred: Antonia Zapt}\n"
        "sources:\n  zapt-1: {kind: news, url: https://example.org/zapt}\n"
        "proceedings:\n  - charges: [ru-code/12]\n    stages:\n"
        "      - {date: 2020-08-01, stage: arrested, by: zapt-1}\n"
        "      - date: 2020-10-12\n        stage: convicted\n        sentence: {kind: fine}\n        by: [zapt-1]\n"
    )


@pytest.mark.parametrize(
    "edit",
    [
        lambda: set_value(CASE, NAME, ("proceedings", 3, "charges"), []),
        lambda: set_value(CASE, NAME, ("place", "name"), "x"),
        lambda: remove_value(CASE, NAME, ("nowhere",)),
        lambda: move_item(CASE, NAME, ("proceedings", 0, "stages"), 0, 7),
        lambda: move_item(CASE, NAME, ("names",), 0, 0),
    ],
)
def test_a_path_that_leads_nowhere_is_told(edit: Callable[[], str]) -> None:
    with pytest.raises(NoSuchPlace):
        edit()


@pytest.mark.parametrize("text", ["names: [\n", "a: 1\na: 2\n", "- a\n", "? [a]\n: b\n"])
def test_a_file_that_cannot_be_read_is_told_and_not_touched(text: str) -> None:
    with pytest.raises(BriefingError):
        set_value(text, NAME, ("place",), "Zenda")


# ── any value, anywhere ───────────────────────────────────────────────────────────────────────────────────────────────

_words = st.text(st.sampled_from("ab:#,{}[]-'\"&*!|>%@` \u00e9\u0446?.\n012"), max_size=24)
_scalars = st.one_of(_words, st.booleans(), st.integers(-3, 3000), st.none())
_values = st.recursive(
    _scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(("date", "by", "a b", "12", "é:")), inner, max_size=4),
    ),
    max_leaves=8,
)
REAL = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (
        *(ROOT / "data" / "kazakhstan").rglob("*.yaml"),
        *(ROOT / "briefings").glob("eu-kazakhstan-2020-11/*.yaml"),
    )
    if path.name not in ("pages.yaml", "signatures.yaml") and path.stat().st_size < 9000
)


def _paths(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all that a file says, itself left out."""
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [inner for key, value in steps for inner in ((*path, key), *_paths(value, (*path, key)))]


def _at(node: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        node = node[step]
    return node


def _put(node: Any, path: tuple[Any, ...], do: Callable[[Any, Any], None]) -> Any:
    """Return the file's values with something done in the one that holds the last step of a path."""
    do(_at(node, path[:-1]), path[-1])
    return node


_LAYOUT = str.maketrans("", "", " \n{}[],-'\"")


def _judge(text: str, name: str, made: str, wanted: Any) -> None:
    assert says_same(plain(made, name) if made.strip() else {}, wanted)
    assert lay_out_text(made, name) == (made, [])


@pytest.mark.slow
@settings(max_examples=examples(200))
@given(st.data())
def test_the_file_says_the_new_value_and_is_as_fmt_has_it(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([NAME, *REAL]))
    text = CASE if name == NAME else (ROOT / name).read_text("utf-8")
    said = plain(text, name)
    path = data.draw(st.sampled_from(_paths(said)))
    match data.draw(st.sampled_from(("set", "limit", "remove", "insert", "move"))):
        case "set":
            value = data.draw(_values)
            made = set_value(text, name, path, value)
            _judge(text, name, made, _put(said, path, lambda home, step: home.__setitem__(step, write_plain(value))))
        case "limit":  # and as before, with all comments, when it is taken away; a line that was too long stays opened
            inner = _at(said, path)
            value = {"value": inner, "visibility": data.draw(st.sampled_from(("partner", "internal")))}
            made = set_value(text, name, path, value)
            assert set_value(made, name, path, inner).translate(_LAYOUT) == text.translate(_LAYOUT)
            _judge(text, name, made, _put(said, path, lambda home, step: home.__setitem__(step, value)))
        case "remove":
            made = remove_value(text, name, path)
            _judge(text, name, made, _put(said, path, lambda home, step: home.__delitem__(step)))
        case "insert" if isinstance(_at(said, path), list):
            value, place = data.draw(_values), data.draw(st.integers(0, 5))
            made = insert_item(text, name, path, place, value)
            _judge(text, name, made, _put(said, path, lambda home, step: home[step].insert(place, write_plain(value))))
        case "move" if isinstance(items := _at(said, path), list) and items:
            start, end = (data.draw(st.integers(0, len(items) - 1)) for _ in range(2))
            made = move_item(text, name, path, start, end)
            items.insert(end, items.pop(start))
            _judge(text, name, made, said)


@pytest.mark.slow
@settings(max_examples=examples(60))
@given(st.data())
def test_lines_of_other_values_are_as_they_were_in_any_layout(data: st.DataObject) -> None:
    lines = CASE.splitlines()
    text = "".join(
        line.replace(": ", data.draw(st.sampled_from((": ", ":   "))))
        + data.draw(st.sampled_from(("\n", "\r\n", "  \n")))
        for line in lines
    )
    field, number = data.draw(st.sampled_from((("occupation", 2), ("place", 5))))
    made = set_value(text, NAME, (field,), data.draw(st.sampled_from(("Zenda", "a: b", "12"))))
    before, after = text.splitlines(keepends=True), made.splitlines(keepends=True)
    assert (before[:number], before[number + 1 :]) == (after[:number], after[number + 1 :])


def test_an_item_is_put_behind_the_last_whatever_stands_below() -> None:
    text = "timeline:\n  - {date: 2020, text: One.}\n  # more to come\nprofile: []\n"
    made = append_item(text, NAME, ("timeline",), {"date": "2021", "text": "Two."})
    assert changed(text, made) == ["+  - {date: 2021, text: Two.}"]
    assert made.index("Two") < made.index("more to come")
