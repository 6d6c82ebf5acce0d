"""`briefing schema`: JSON Schemas that take what `briefing check` takes, and refuse what it refuses as far as a schema
can."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, get_args, get_origin

import pytest
from check_jsonschema.parsers.yaml import construct_yaml_implementation, impl2loader
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from generator.authoring.editor_schemas.schemas import make_file_schemas
from generator.authoring.editor_schemas.settings import add_modeline, make_vscode_settings
from generator.authoring.fmt.files import FOLDERS
from generator.records import schema as records_schema
from generator.records.load import load
from generator.records.load.parse import parse
from generator.records.load.validate import PATTERNS
from generator.records.schema import COLLECTIONS, Case, Edition, SectionProse
from generator.records.schema.files import find_file_kind
from generator.records.schema.walks import leads_through, name_fields
from tests.records.test_bad_input import ONE_EACH
from tests.support.commands import run
from tests.support.examples import examples
from tests.support.later import MEANWHILE
from tests.support.logos import make_jpeg
from tests.support.places import ROOT
from tests.support.strategies import cases
from tests.support.workspaces import FILES, assembled, write

REAL = sorted(path.relative_to(ROOT).as_posix() for name in FOLDERS for path in (ROOT / name).rglob("*.yaml"))

# as check-jsonschema reads YAML: its C parser first, and where that stumbles over an address in brackets, the other one
_read = impl2loader(construct_yaml_implementation(), construct_yaml_implementation(pure=True))


@cache
def validators() -> dict[str, Draft202012Validator]:
    return {one.name: Draft202012Validator(one.schema) for one in make_file_schemas()}


def faults(name: str, data: str | bytes) -> list[str]:
    """Return what an editor would underline in a file: no YAML, no kind of file, or not as its schema has it."""
    kind = find_file_kind(PurePosixPath(name))
    if kind is None:
        return ["no such file"]
    try:
        said = _read(io.BytesIO(data.encode() if isinstance(data, str) else data))
    except Exception as error:
        return [type(error).__name__]
    return [f"{error.json_path}: {error.message}" for error in validators()[kind.name].iter_errors(said)]


# ── the schemas themselves ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.ci
@pytest.mark.parametrize("name", [one.name for one in make_file_schemas()])
def test_each_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(validators()[name].schema)


@pytest.mark.slow
def test_every_field_is_explained() -> None:
    for name, validator in validators().items():
        for where, field in _fields(validator.schema):
            assert field.get("title"), f"{name}: {where}"
            assert field.get("description"), f"{name}: {where}"


def _fields(node: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for key, inner in node.get("properties", {}).items():
            yield f"{where}/{key}", inner
        for key, inner in node.items():
            yield from _fields(inner, f"{where}/{key}")
    elif isinstance(node, list):
        for inner in node:
            yield from _fields(inner, where)


@pytest.mark.slow
def test_there_is_a_schema_for_every_file_and_it_is_the_one_that_its_pattern_leads_to() -> None:
    by_name = {one.name: one for one in make_file_schemas()}
    for name in REAL:
        kind = find_file_kind(PurePosixPath(name))
        assert kind, name
        leads = [one.name for one in by_name.values() if _is_for(one.globs, name)]
        assert leads == [kind.name], name


def _is_for(globs: tuple[str, ...], name: str) -> bool:
    """Tell whether patterns lead to a file; the last one that fits decides."""
    fits = False
    for glob in globs:
        # `**` stands for folders, also for none
        ways = [glob.lstrip("!"), glob.lstrip("!").replace("**/", ""), glob.lstrip("!").replace("**", "*/*")]
        if any(
            PurePosixPath(name).match(way) and len(PurePosixPath(way).parts) == len(PurePosixPath(name).parts)
            for way in ways
        ):
            fits = not glob.startswith("!")
    return fits


# ── what is right ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.ci
def test_check_jsonschema_takes_all_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from check_jsonschema import main as check_jsonschema
    from click.testing import CliRunner

    monkeypatch.chdir(ROOT)
    groups: dict[str, list[str]] = {}
    for name in REAL:
        groups.setdefault(find_file_kind(PurePosixPath(name)).name, []).append(name)  # type: ignore[union-attr]
    for one in make_file_schemas():
        path = tmp_path / f"{one.name}.schema.json"
        path.write_text(json.dumps(one.schema), "utf-8")
        if one.name in groups:
            ran = CliRunner().invoke(check_jsonschema, ["--schemafile", str(path), *groups[one.name]])
            assert ran.exit_code == 0, ran.output


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted({**FILES, **MEANWHILE}))
def test_invented_files_are_right(name: str) -> None:
    if name.endswith(".yaml"):
        assert faults(name, {**FILES, **MEANWHILE}[name]) == []


@pytest.mark.slow
@given(cases(), st.booleans())
@settings(max_examples=examples(100))
def test_any_right_case_is_right(record: dict[str, Any], quoted: bool) -> None:
    text = json.dumps(record, ensure_ascii=False)
    if not quoted:
        for year in range(2019, 2022):  # a year without quotation marks is a number to YAML
            text = text.replace(f'"{year}"', str(year))
    assert faults("data/ruritania/cases/a.yaml", text) == []


# ── what is wrong ─────────────────────────────────────────────────────────────────────────────────────────────────────

BETWEEN = "a schema sees one file, and no id of another"
PROSE = "a schema sees a text, not its Markdown"
TIME = "a schema compares no two values"
NAMES = "a schema does not see what a file is called"
SIGNS = "a pattern on every text for signs that cannot be seen would hide what editors have to say of it"

NOT_SEEN = {
    **dict.fromkeys(
        ["duplicate-id", "duplicate-nested-id", "unknown-source", "unknown-case", "unknown-law", "unknown-theme",
         "unknown-section", "unknown-style", "source-not-for-the-audience", "case-not-for-the-audience",
         "event-after-the-day", "unknown-round", "count-against-table", "not-in-custody",
         "nothing-says-a-visibility", "dialogue-of-another-country", "nothing-asked", "ask-made-nowhere",
         "rounds-without-dialogue", "prints-nothing", "ids-with-a-blank"], BETWEEN),
    **dict.fromkeys(["copied-file", "copied-edition", "copied-by-a-file-manager", "no-edition-file"], NAMES),
    **dict.fromkeys(
        ["unknown-source-in-prose", "unknown-case-in-prose", "unknown-law-in-prose", "empty-note", "note-in-note",
         "citation-in-note",
         "unclosed-note", "bad-citation", "not-a-citation", "another-kind", "unclosed-citation", "words-against-record",
         "number-against-record", "article-against-record", "script-link", "script", "address-with-space",
         "leftover-link", "list-start", "heading-in-prose", "unknown-place", "unknown-link", "deep-list",
         "windows-lines", "folded", "quoted", "flow", "glued-note", "leftover-marks", "markup-in-a-title"], PROSE),
    **dict.fromkeys(["text-behind-a-number-sign", "text-behind-an-ampersand", "ids-with-a-comma"],
                    "what is read of such a line is right; what is lost is not seen by a schema"),
    **dict.fromkeys(["dated-after-its-source", "may-be-later", "impossible-timeline", "judged-before-arrest",
         "stands-twice", "stated-twice"], TIME),
    **dict.fromkeys(["status-without-evidence", "unknown-demand", "nobody-raised", "commuted-to-nothing",
         "transfer-nowhere"],
                    "a schema says which fields there may be, not which of them go together"),
    **dict.fromkeys(["logo-outside", "no-photograph"], "a schema does not look at the files that a record names"),
    "child-without-consent": TIME,
    "deep-section": "a schema that counted how deep sections stand would name each depth anew",
    **dict.fromkeys(["escaped-control-character", "turned-writing"], SIGNS),
}  # fmt: skip
"""Faults that `briefing check` tells and no schema can, with the reason."""


@pytest.mark.ci
@pytest.mark.parametrize("name", ONE_EACH)
def test_what_check_refuses_is_refused_as_far_as_a_schema_can(name: str, tmp_path: Path) -> None:
    files = {
        file: data
        for file, data in ONE_EACH[name].items()
        if data is not None and file.startswith(FOLDERS) and file.endswith((".yaml", ".yml"))
    }
    _, problems = assembled(write(tmp_path, ONE_EACH[name]))
    assert problems
    assert [reason for file, data in files.items() for reason in faults(file, data)] or name in NOT_SEEN
    if name in NOT_SEEN:
        assert not [reason for file, data in files.items() for reason in faults(file, data)], (
            "it is seen: take it out of the list"
        )


VALUES = (
    None, True, False, 0, 12, -1, 1.5, 2020, "", "x", "2020", "2020-02", "2020-02-29", "2021-02-29", "2020-13", "12",
    "1.5", "yes", "public", "internal", "5 years", "https://example.org/a", "https://a", "en", "KZT", [], ["x"],
    ["x", 12], [[]], {}, {"en": "x"}, {"x": {}}, [{}], {"value": "x", "visibility": "partner"},
    {"value": ["x"], "visibility": "public"}, {"value": "x", "visibility": "all"},
)  # fmt: skip
RIGHT = {
    name: parse(text, name)[0]
    for name, text in {**FILES, **MEANWHILE}.items()
    if name.endswith(".yaml") and name.startswith(FOLDERS)
}


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, Any]:
    """A file with something in it changed: a value, a name, or the visibility of a value."""
    name = draw(st.sampled_from(sorted(RIGHT)))
    whole = json.loads(json.dumps(RIGHT[name]))
    node, key = whole, draw(st.sampled_from(sorted(whole)))
    while isinstance(node[key], dict | list) and node[key] and draw(st.integers(0, 3)):
        node = node[key]
        key = draw(st.sampled_from(sorted(node))) if isinstance(node, dict) else draw(st.integers(0, len(node) - 1))
    match draw(st.sampled_from(("value", "value", "value", "gone", "unknown", "around"))):
        case "gone":
            del node[key]
        case "unknown" if isinstance(node, dict):
            node[draw(st.sampled_from(("colour", "text", "by", "kind", "date", "visibility")))] = draw(
                st.sampled_from(VALUES)
            )
        case "around":
            node[key] = {"value": node[key], "visibility": draw(st.sampled_from(("public", "internal", "all")))}
        case _:
            node[key] = draw(st.sampled_from(VALUES))
    # an id has to be that of its file, which a schema does not see; and `kind: true` would be a name to the reader,
    # which sees words alone: that an editor underlines it does no harm
    names = ("kind", "style", "section", "box")
    assume(
        key != "id" and not (isinstance(node, dict) and any(isinstance(node.get(name), bool | float) for name in names))
    )
    return name, whole


@pytest.mark.slow
@given(changed())
@settings(max_examples=examples(400))
def test_a_schema_and_the_reader_agree_on_the_form_of_a_file(
    tmp_path_factory: pytest.TempPathFactory, file: tuple[str, Any]
) -> None:
    name, whole = file
    text = json.dumps(whole, ensure_ascii=False)
    root = tmp_path_factory.mktemp("agree")
    (root / name).parent.mkdir(parents=True)
    (root / "briefings").mkdir(exist_ok=True)
    (root / name).write_text(text, "utf-8")
    _, problems = load(root)
    found = [
        f"{d.code} {d.message}"
        for d in problems
        if d.origin.file == name and d.code in ("D101", "D102", "D103", "D104", "D105", "D106")
    ]
    assert bool(faults(name, text)) == bool(found), (faults(name, text), found, text)


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_the_command_writes_schemas_settings_and_lines(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / ".vscode").mkdir()
    settings_file = root / ".vscode" / "settings.json"
    settings_file.write_text(
        '{"editor.tabSize": 2, "yaml.schemas": {"mine.json": "x.yaml", "./old/case.schema.json": "y"}}', "utf-8"
    )
    ran = run(root, "schema", "--vscode")
    assert ran.code == 0, ran.err
    assert len(list((root / "build" / "schema").glob("*.schema.json"))) == len(validators())
    said = json.loads(settings_file.read_text("utf-8"))
    assert said["editor.tabSize"] == 2
    assert said["yaml.schemas"]["mine.json"] == "x.yaml"
    assert said["yaml.schemas"]["./build/schema/case.schema.json"] == ["data/**/cases/*.yaml"]
    assert "./old/case.schema.json" not in said["yaml.schemas"]
    again = settings_file.read_bytes()
    assert run(root, "schema", "--vscode").code == 0
    assert settings_file.read_bytes() == again

    case = root / "data/ruritania/cases/rassendyll.yaml"
    before = case.read_text("utf-8")
    assert run(root, "schema", "--modelines").code == 0
    line = "# yaml-language-server: $schema=../../../build/schema/case.schema.json\n"
    assert case.read_text("utf-8") == line + before
    assert (case.parent / line.split("=")[1].strip()).resolve() == root / "build" / "schema" / "case.schema.json"
    assert run(root, "schema", "--modelines", "--out", "other").out.endswith("files name their schema now\n")
    assert case.read_text("utf-8") == line.replace("build/schema", "other") + before
    assert run(root, "fmt", str(case)).code == 0
    assert case.read_text("utf-8").startswith(line.replace("build/schema", "other"))
    _, problems = load(root)
    assert not problems


@pytest.mark.slow
def test_settings_that_cant_be_kept_are_left(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / ".vscode").mkdir()
    (root / ".vscode" / "settings.json").write_text("{ // mine\n}", "utf-8")
    ran = run(root, "schema", "--vscode")
    assert ran.code == 2
    assert "no plain JSON" in ran.err
    assert (root / ".vscode" / "settings.json").read_text("utf-8") == "{ // mine\n}"
    assert not (root / "build").exists()
    assert run(root, "schema", "--vscode", "--out", "../elsewhere").code == 2


@pytest.mark.slow
def test_lines_and_settings_of_an_empty_editor() -> None:
    assert json.loads(make_vscode_settings("", make_file_schemas(), "a"))["yaml.schemas"]["./a/law.schema.json"] == [
        "data/**/laws/*.yaml"
    ]
    assert (
        add_modeline("a: 1\r\n", "data/x/people.yaml", "s")
        == "# yaml-language-server: $schema=../../s/people.schema.json\r\na: 1\r\n"
    )
    assert add_modeline("a: 1\n", "data/x/nothing.yaml", "s") == "a: 1\n"


# ── paths ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_key_that_an_author_chose_is_no_field_whatever_it_is_called() -> None:
    seen: set[str | None] = set()
    for model in [*COLLECTIONS.values(), Edition, SectionProse]:
        for path in _mappings(model):
            *around, last = name_fields(model, (*path, "id"))
            assert last is None, path
            assert around == [None if step in (0, "x") else step for step in path]
            seen.update(around)
    assert {"native", "sources", "rounds", "provisions", "marks", "title", "court", "orders"} <= seen
    assert name_fields(Case, ("sources", "id", "title", "id")) == ("sources", None, "title", None)
    assert name_fields(Case, ("sources", "id", "id")) == ("sources", None, "id")
    assert leads_through(Case, ("timeline", 0, "by", 1), {"by"})
    nested = ("blocks", 0, "blocks", 2, "text", "id")
    assert name_fields(SectionProse, nested) == ("blocks", None, "blocks", None, "text", None)


def _mappings(annotation: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of each place in a model where an author chooses the keys."""
    if path.count("blocks") == 3:
        return  # blocks hold blocks
    if get_origin(annotation) is dict:
        yield path
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield from _mappings(field.annotation, (*path, field.alias or name))
    steps: dict[Any, tuple[str | int, ...]] = {tuple: (0,), dict: ("x",)}
    for part in get_args(annotation):
        yield from _mappings(part, (*path, *steps.get(get_origin(annotation), ())))


def _list_patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(pattern := schema.get("pattern"), str):
            yield pattern
        schema = [*schema.values()]
    if isinstance(schema, list):
        for part in schema:
            yield from _list_patterns(part)


def test_who_misses_a_pattern_is_told_what_to_write() -> None:
    models = [model for model in vars(records_schema).values() if isinstance(model, type)]
    schemas = [model.model_json_schema() for model in models if issubclass(model, BaseModel)]
    assert set(_list_patterns(schemas)) <= PATTERNS.keys()


@pytest.mark.parametrize("file", ["pictures/1.jpg", "briefings/1.jpg", "data.jpg", "data/../1.jpg"])
def test_pictures_lie_in_data_for_only_what_lies_there_makes_a_paper_anew(file: str, tmp_path: Path) -> None:
    said = f"photograph: {{file: {file}, alt: A man, credit: A. Nobody, basis: {{already_public: gazette-1}}}}"
    name = "data/ruritania/cases/rassendyll.yaml"
    told = run(write(tmp_path, {name: f"{FILES[name]}{said}\n", "1.jpg": b""}), "check").out
    assert "within data/" in told or "outside data/" in told


@pytest.mark.parametrize(
    "file", ["data/photographs.old/1.jpg", "data/.kept/1.jpg", "data/.1.jpg", "data/__pycache__/1.jpg"]
)
def test_pictures_have_no_names_that_are_passed_over_when_papers_are_made_anew(file: str, tmp_path: Path) -> None:
    said = f"photograph: {{file: {file}, alt: A man, credit: A. Nobody, basis: {{already_public: gazette-1}}}}"
    name = "data/ruritania/cases/rassendyll.yaml"
    changes: dict[str, str | bytes] = {name: f"{FILES[name]}{said}\n", file: make_jpeg(30, 40, "none")}
    told = run(write(tmp_path, changes), "check").out
    assert "D265" in told
    assert "programs give to files of their own" in told
