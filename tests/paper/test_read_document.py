"""What was kept of a document is read back as it was, and nothing else is read at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings

from generator.base.diagnostics import Diagnostic
from generator.formats.json import write_json
from generator.paper.document import Document
from generator.paper.document.read_json import read_document
from tests.support.documents import sample
from tests.support.examples import examples
from tests.support.strategies import documents
from tests.support.workspaces import built, write

FILE = "briefings/ruritania-2020-11/issued/public-en.json"


def without_origins(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        inner = {f.name: without_origins(getattr(value, f.name)) for f in fields(value) if f.name != "origin"}
        return replace(value, **inner, **({"origin": None} if hasattr(value, "origin") else {}))
    if isinstance(value, tuple):
        return tuple(without_origins(item) for item in value)
    if isinstance(value, dict):
        return {key: without_origins(item) for key, item in value.items()}
    return value


def read(text: str) -> Document:
    document, problems = read_document(text, FILE)
    assert not problems
    assert document is not None
    return document


@pytest.mark.slow
@given(document=documents())
@settings(max_examples=examples(200, 10))
def test_what_was_written_is_read_as_it_was(document: Document) -> None:
    data = write_json(document)
    assert read(data.decode()) == document
    assert write_json(read(data.decode())) == data


def test_a_document_of_an_edition_is_read_without_its_origins(tmp_path: Any) -> None:
    document = built(write(tmp_path))
    assert read(write_json(document).decode()) == without_origins(document)


def changed(change: Callable[[dict[str, Any]], object]) -> list[Diagnostic]:
    """Return what is told of the sample's file after a change of it."""
    value = json.loads(write_json(sample()))
    change(value)
    document, problems = read_document(json.dumps(value, indent=1), FILE)
    assert document is None
    assert {problem.code for problem in problems} == {"O602"}
    assert {problem.origin.file for problem in problems} == {FILE}
    return problems


def theme(value: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = value["sections"][1]
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda v: v.update(type="Paper"), "a part of the type Document"),
        (lambda v: v.pop("id"), "`id` of Document is missing"),
        (lambda v: v.update(runing="x"), "did you mean `running`?"),
        (lambda v: v.update(origin={"file": "/etc/passwd"}), "Document has no such field"),
        (lambda v: v.update(sections="all"), "`sections` should be a list"),
        (lambda v: v.update(labels=[]), "`labels` should be an object"),
        (lambda v: v["labels"].update(box=3), "`labels` should be text"),
        (lambda v: v["properties"].update(date="soon"), "`date` is not right"),
        (lambda v: v.update(lang="e n"), "`lang` is not right"),
        (lambda v: theme(v).update(kind="chapter"), "`kind` does not know this word"),
        (lambda v: theme(v).update(level=99), "from 1 to 6"),
        (lambda v: theme(v).update(level=True), "a whole number"),
        (lambda v: theme(v).update(landscape="yes"), "true or false"),
        (lambda v: theme(v).update(id='x"><script>'), "`id` is not right"),
        (lambda v: theme(v)["blocks"].append({"type": "Paragraf", "id": "x"}), "did you mean `Paragraph`?"),
        (lambda v: theme(v)["blocks"].append({"type": "Note", "id": "x"}), "no such part can stand in `blocks`"),
        (lambda v: theme(v)["blocks"].append(None), "no such part can stand in `blocks`"),
        (lambda v: theme(v)["title"].append({"type": "Run", "text": "a\x00b"}), "can't be printed"),
        (lambda v: theme(v)["title"].append({"type": "Run", "text": "\ud800"}), "can't be printed"),
        (
            lambda v: theme(v)["title"].append({"type": "Link", "url": "javascript:alert(1)", "runs": []}),
            "`url` is not right",
        ),
        (lambda v: theme(v)["title"].append({"type": "Link", "url": "https://", "runs": []}), "`url` is not right"),
    ],
)
def test_a_fault_is_told_with_its_line(change: Callable[[dict[str, Any]], object], said: str) -> None:
    problems = changed(change)
    assert said in problems[0].message
    assert len(problems) == 1


def test_a_fault_points_to_its_value() -> None:
    problem = changed(lambda v: theme(v).update(kind="chapter"))[0]
    lines = json.dumps(json.loads(write_json(sample())), indent=1).split("\n")
    assert '"kind": "theme"' in lines[problem.origin.line - 1]
    assert problem.origin.column > 1


def test_every_fault_is_told_up_to_a_number() -> None:
    assert (
        len(
            changed(
                lambda v: [run.pop("text") for p in v["cover"]["authors"] for run in p["inlines"]] + [v.pop("lang")]
            )
        )
        == 2
    )
    assert len(changed(lambda v: v.update({f"field{n}": 1 for n in range(100)}))) == 20


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "3",
        '{"type": "Document", "type": "Document"}',
        '{"a": NaN}',
        '{"a": 1e999}',
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"type": "Document", "id": ' + "9" * 10_000 + "}",
    ],
)
def test_what_is_no_document_is_one_error(text: str) -> None:
    document, problems = read_document(text, FILE)
    assert document is None
    assert problems
    assert {problem.code for problem in problems} == {"O602"}


def test_too_many_parts_inside_each_other() -> None:
    def nest(value: dict[str, Any]) -> None:
        block: dict[str, Any] = {"type": "Box", "id": "b", "kind": "case", "title": []}
        for _ in range(200):
            block = {"type": "Box", "id": "b", "kind": "case", "title": [], "blocks": [block]}
        theme(value)["blocks"].append(block)

    assert "too many parts" in changed(nest)[0].message


@pytest.mark.parametrize("wrong", [{"png": "AAAA"}, {"png": "!"}, {"width": 0}, {"width": "1"}, {"height": -1.5}])
def test_a_picture_is_a_picture(wrong: dict[str, object]) -> None:
    picture = {
        "type": "Picture",
        "id": "p",
        "png": "iVBORw0KGgo=",
        "alt": "x",
        "width": 1.0,
        "height": 1,
        "svg": DRAWING,
    }
    whole = json.loads(write_json(sample()))
    theme(whole)["blocks"].append(picture)
    assert read(json.dumps(whole)).sections[1].blocks[-1]
    assert next(iter(wrong)) in changed(lambda v: theme(v)["blocks"].append(picture | wrong))[0].message


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<g onload="alert(1)"/>',
        '<use xlink:href="https://example.org/x"/>',
        '<image href="file:///etc/passwd"/>',
        "<foreignObject/>",
        "<style>@import 'https://example.org'</style>",
        '<rect style="fill: url(https://example.org)"/>',
        '<rect style="fill: url( &quot;//example.org&quot;)"/>',
        "<g>",
        '<a href="javascript:alert(1)"/>',
    ],
)
def test_a_drawing_may_only_draw(inside: str) -> None:
    picture = {
        "type": "Picture",
        "id": "p",
        "png": "",
        "alt": "x",
        "width": 1.0,
        "height": 1.0,
        "svg": DRAWING.format(inside),
    }
    assert "`svg` is not right" in changed(lambda v: theme(v)["blocks"].append(picture))[0].message
