"""Lists that are damaged, or made to do harm, are told and do none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.authoring.case_import.read_list import read_list
from generator.base.diagnostics import BriefingError
from generator.base.sheets.sheet import Sheet
from tests.support.commands import run
from tests.support.lists import plan, write_csv, write_xlsx
from tests.support.workspaces import write

ROWS = [("names.preferred", "occupation"), ("Antonia Zapt", "poet")]
SHEET = "xl/worksheets/sheet1.xml"


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return a workbook with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return packed.getvalue()


@pytest.fixture
def workbook(tmp_path: Path) -> bytes:
    return write_xlsx(tmp_path / "good.xlsx", People=ROWS).read_bytes()


def put(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.update({name: content})


def instead(old: bytes, new: bytes, part: str = SHEET) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)

    return change


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("xl/sharedStrings.xml", ENTITIES), "D401 `xl/sharedStrings.xml` in it declares entities"),
        (put("xl/sharedStrings.xml", ENTITIES.decode().encode("utf-16")), "D401 `xl/sharedStrings.xml` in it declares"),
        (put(SHEET, b"<worksheet"), "D401 this workbook can't be read"),
        (put("xl/workbook.xml", b"<workbook/>"), "D401 it has no sheet that is shown"),
        (instead(b'<c r="B2"', b'<c r="XFD1048576"'), "D023 this list has more than 20,000 rows or 4,000 columns"),
    ],
)  # fmt: skip
def test_a_workbook_that_does_harm_is_refused(
    change: Callable[[dict[str, bytes]], None], said: str, workbook: bytes, tmp_path: Path
) -> None:
    (tmp_path / "list.xlsx").write_bytes(repacked(workbook, change))
    assert refusal(tmp_path / "list.xlsx").startswith(said)


@pytest.mark.parametrize(
    ("size", "said"),
    [(400_000_000, "D023 this workbook unpacks to more than 300 megabytes"), (99, "D401 this workbook can't be read")],
)
def test_a_bomb_is_not_unpacked_whatever_it_says_of_its_size(
    size: int, said: str, workbook: bytes, tmp_path: Path
) -> None:
    """The directory of the package says how large its parts are: nothing is unpacked to see it, and no more than that
    is unpacked."""
    packed = bytearray(repacked(workbook, put("xl/bomb.xml", bytes(9_000_000))))
    entry = packed.rindex(b"PK\x01\x02", 0, packed.rindex(b"xl/bomb.xml"))
    packed[entry + 24 : entry + 28] = size.to_bytes(4, "little")
    (tmp_path / "list.xlsx").write_bytes(packed)
    assert refusal(tmp_path / "list.xlsx").startswith(said)


def refusal(path: Path, sheet: str | None = None, head: int = 1) -> str:
    with pytest.raises(BriefingError) as raised:
        read_list(path, sheet, head)
    (problem,) = raised.value.diagnostics
    assert problem.origin.file == path.name
    return f"{problem.code} {problem.message}"


def test_what_a_workbook_says_of_its_size_is_not_believed(workbook: bytes, tmp_path: Path) -> None:
    made = repacked(workbook, instead(b'<dimension ref="A1:B2"/>', b'<dimension ref="A1"/>'))
    (tmp_path / "list.xlsx").write_bytes(made)
    assert words(read_list(tmp_path / "list.xlsx")) == [["Antonia Zapt", "poet"]]


def words(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row] for row in sheet.rows]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("list.xlsx", b"PK\x03\x04 no zip", "D401 this workbook can't be read"),
        ("list.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "D401 this is a workbook of an old Excel (.xls), or one with a"),
        ("list.pdf", b"%PDF-1.7", "D401 this is neither a workbook (.xlsx) nor a CSV"),
        ("list.csv", "Имя\nЗапт".encode("cp1251"), "D007 line 1 of this file is not UTF-8"),
        ("list.csv", b'a,b\n"x"y,z\n', "D401 row 2 is not written as CSV"),
        ("list.csv", b"a,b\n" + b"x" * 250_000, "D023 row 2: a cell has more than 200,000 letters, or a quotation"),
        ("list.csv", b"a\n" + b"x\n" * 20_001, "D023 this list has more than 20,000 rows"),
        ("list.csv", b"", "D401 row 1 has no heads of columns"),
        ("list.csv", b"a" * 50_000_001, "D023 `list.csv` is larger than 50 megabytes"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)  # fmt: skip
def test_what_is_no_list_is_refused(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert refusal(tmp_path / name).startswith(said)


LINES: Mapping[str, tuple[bytes, str]] = {
    "no JSON": (b'{"id": "a"}\n{"id": \n', "D401 line 2 can't be read: it is no JSON (Expecting value)"),
    "no object": (b"[1]\n", "D401 line 1 can't be read: it is no object"),
    "deep": (b'{"id": ' + b"[" * 200_000, "D401 line 1 can't be read: it nests too deep"),
    "deep and whole": (b'{"id":' * 900 + b"1" + b"}" * 900, "D401 line 1 can't be read: it nests too deep"),
    "twice": (b'{"id": "a", "id": "b"}', "D401 line 1 can't be read: \u201cid\u201d stands in it twice"),
    "no number": (b'{"id": NaN}', "D401 line 1 can't be read: NaN is no number"),
    "a path": (
        b'{"names.preferred": "A B"}',
        "D401 line 1 can't be read: \u201cnames.preferred\u201d is no name of a field",
    ),
    "a blank": (b'{"themes": ["a b"]}', "D401 line 1 can't be read: an entry of `themes` has a blank in it"),
    "columns": (b'{"x": [' + b'"y",' * 4_001 + b'"z"]}', "D023 this list has more than 4,000 columns"),
    "a long line": (b'{"id": "' + b"x" * 2_000_000 + b'"}', "D023 this line has more than 2,000,000 letters"),
    "a long text": (b'{"id": "' + b"x" * 200_001 + b'"}', "D023 `id` has more than 200,000 letters"),
    "lines": (b'{"id": "x"}\n' * 20_001, "D023 this list has more than 20,000 lines"),
    "nothing": (b"\n\n", "D401 no line of this file has a record"),
    "letters": ('{"id": "\u0416"}'.encode("cp1251"), "D007 line 1 of this file is not UTF-8"),
}


@pytest.mark.parametrize(("data", "said"), LINES.values(), ids=LINES)
def test_lines_that_are_no_records_are_refused(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "list.jsonl").write_bytes(data)
    assert refusal(tmp_path / "list.jsonl").startswith(said)


def test_hostile_words_in_lines_are_told_as_in_a_sheet(tmp_path: Path) -> None:
    """What would be a formula in a sheet is none here; a letter that is half of one can't be written by us at all."""
    root = write(tmp_path)
    lines = root / "list.jsonl"
    lines.write_text(
        '{"names": {"preferred": "Antonia Zapt"}, "occupation": "=1+1"}\n'
        '{"names": {"preferred": "Bela \\ud800 Zapt"}, "occupation": "\\u202e\\u0007"}\n'
        '{"names": {"preferred": "Carl Elphberg"}, "sources": {"w-1": {"url": "x"}}, "\\ud800\\u001b": {"x": {}}}\n',
        "utf-8",
    )
    ran = run(root, "import", "cases", "list.jsonl", "--write")
    assert ran.code == 1
    for said in (
        "list.jsonl:2:1: error D006 control-character: line 2 (names.preferred): ",
        "list.jsonl:2:1: error D006 control-character: line 2 (occupation): ",
        "list.jsonl:3:1: error D402 unknown-column: line 3 (sources.w-1.url): ",
    ):
        assert said in ran.err
    assert "row 2: new: Antonia Zapt" not in ran.out
    assert "\u202e" not in ran.err + ran.out


@pytest.mark.parametrize(
    "data",
    [
        b"names.preferred;occupation\nAntonia Zapt;poet\n",
        b"names.preferred\toccupation\r\nAntonia Zapt\tpoet\r\n",
        "names.preferred,occupation\nAntonia Zapt,poet\n".encode("utf-16"),
        b"\xef\xbb\xbfnames.preferred,occupation\n\n,,\nAntonia Zapt, poet \n",
    ],
)
def test_csv_is_read_as_spreadsheets_write_it(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(data)
    sheet = read_list(tmp_path / "list.csv")
    assert [head.text for head in sheet.heads] == ["names.preferred", "occupation"]
    assert [[text.strip() for text in row] for row in words(sheet)] == [["Antonia Zapt", "poet"]]


@pytest.mark.slow
def test_the_sheet_and_the_row_of_heads_are_chosen(tmp_path: Path) -> None:
    titled = [("Prisoners of Ruritania",), (), *ROWS]
    path = write_xlsx(tmp_path / "list.xlsx", About=[("x",)], People=titled)
    assert refusal(path).startswith("D401 it has 2 sheets")
    assert refusal(path, "Peopel").startswith("D401 there is no sheet “Peopel” in it")
    sheet = read_list(path, "People", 3)
    assert (sheet.name_place(4, 2), words(sheet)) == ("cell B4 of “People” (occupation)", [["Antonia Zapt", "poet"]])
    assert read_list(write_xlsx(tmp_path / "ours.xlsx", people=[("x",)], records=ROWS)).name == "records"


CELLS: Mapping[str, tuple[object, str]] = {
    "formula": ("=1+1", "D404"), "error": ("=NA()", "D404"), "link": ('=HYPERLINK("https://example.org","x")', "D404"),
    "control": ("poet\x07", "D006"), "direction": ("poet\u202e", "D006"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", CELLS)
def test_a_cell_that_is_not_words_is_told(name: str, tmp_path: Path) -> None:
    said, code = CELLS[name]
    path = write_xlsx(tmp_path / "list.xlsx", People=[ROWS[0], ("Antonia Zapt", said)])
    made = plan(write(tmp_path), path)
    assert [(d.code, d.origin.line, d.origin.column) for d in made.problems] == [(code, 2, 2)]
    assert not made.files


@pytest.mark.parametrize(
    ("said", "code"), [("=cmd|' /C calc'!A0", "D404"), ("'=a", None), ("-", None), ("@home", None)]
)
def test_a_csv_cell_that_begins_as_a_formula_is_told_and_a_guarded_one_is_words(
    said: str, code: str | None, tmp_path: Path
) -> None:
    made = plan(write(tmp_path), write_csv(tmp_path / "list.csv", [ROWS[0], ("Antonia Zapt", said)]))
    assert [d.code for d in made.problems] == ([code] if code else [])


def test_what_a_cell_shows_of_an_error_is_told(tmp_path: Path, workbook: bytes) -> None:
    old = b'<c r="B2" t="s"><v>3</v></c>'
    (tmp_path / "list.xlsx").write_bytes(repacked(workbook, instead(old, b'<c r="B2" t="e"><v>#N/A</v></c>')))
    made = plan(write(tmp_path), tmp_path / "list.xlsx")
    assert [d.code for d in made.problems] == ["D405"]


OPENING = {
    "the record": ("visibility: internal\n", ("visibility", "public")),
    "a birthday": ("date_of_birth: {date: 1985-03-04}\n", ("date_of_birth.day_for", "public")),
    "a relative": (
        "relatives: [{relationship: wife, name: Flavia, visibility: internal}]\n", ("relatives.1.visibility", "public")
    ),
    "a name": ("display: initials\n", ("display", "full_name")),
}  # fmt: skip


@pytest.mark.parametrize(("said", "column"), OPENING.values(), ids=OPENING)
def test_a_list_opens_no_record_of_ours(tmp_path: Path, said: str, column: tuple[str, str]) -> None:
    root = write(tmp_path, {"data/ruritania/cases/zapt.yaml": "names: {preferred: Anton Zaptovsky}\n" + said})
    more = ("relatives.1.name", "Flavia") if "relatives" in column[0] else ("place", "Zenda")
    rows = [("id", more[0], column[0]), ("zapt", more[1], column[1])]
    made = plan(root, write_csv(tmp_path / "theirs.csv", rows))
    assert not made.files
    assert [d.code for d in made.problems if d.severity == "error"] == ["D408"]
    assert column[0] in str(made.problems)


@pytest.mark.parametrize("mapping", ["", "columns: {visibility: visibility}\n"])
def test_a_new_case_is_opened_by_the_mapping_alone(tmp_path: Path, mapping: str) -> None:
    root = write(tmp_path, {"data/ruritania/cases/defaults.yaml": "visibility: internal\n"})
    rows = [("names.preferred", "visibility"), ("Anton Zaptovsky", "public")]
    made = plan(root, write_csv(tmp_path / "theirs.csv", rows), mapping)
    assert bool(made.files) == bool(mapping)


@pytest.mark.parametrize("id", ["defaults", "country", "../../evil", "a/b"])
def test_no_case_takes_the_name_of_another_file(tmp_path: Path, id: str) -> None:
    """A record in cases/defaults.yaml would say who may see all the others."""
    root = write(tmp_path, {})
    rows = [("id", "names.preferred", "visibility"), (id, "Anton Zaptovsky", "public")]
    made = plan(root, write_csv(tmp_path / "theirs.csv", rows), "columns: {visibility: visibility}\n")
    assert not made.files
    assert "D106" in [d.code for d in made.problems]


@pytest.mark.parametrize("words", [
    ("new", "case", "--name", "Anton Zaptovsky", "--country", "ruritania", "--id", "defaults"),
    ("new", "case", "--name", "Defaults", "--country", "ruritania"),
    ("rename", "case:rassendyll", "defaults"),
])  # fmt: skip
def test_no_command_gives_a_record_such_a_name(tmp_path: Path, words: tuple[str, ...]) -> None:
    root = write(tmp_path, {})
    run(root, *words)
    assert not (root / "data/ruritania/cases/defaults.yaml").exists()
