"""What files of records said is told again where nothing of them has changed, and is what it is when all is read."""

from __future__ import annotations

import os
import pickle
import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from generator.base.diagnostics import Diagnostic
from generator.base.look import look
from generator.records.aside import Aside, list_read
from generator.records.load import Dataset, Entry, load, read_records
from generator.records.load.kept_entries import Put, read_entries, write_entries
from generator.records.load.make_entry import make_entry
from generator.records.load.parse import Map, Seq, parse
from generator.records.schema import COLLECTIONS, SectionProse
from generator.runs import known_program
from generator.runs.check import check_workspace
from generator.runs.known_program import tell_program
from tests.paper.test_protected import ASSUMED, BY_INITIALS, HIDDEN
from tests.support.examples import examples
from tests.support.kept import keep_in
from tests.support.places import ROOT
from tests.support.workspaces import EDITION, FILES, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is kept there")
PROGRAM = b"this very program"
CASES = "data/ruritania/cases"
FAMILY = {
    f"{CASES}/helsing.yaml": (
        "names: {preferred: Hans Helsing}\n"
        "basis: {already_public: gazette-1}\n"
        "date_of_birth: {date: 1971-03-09, by: gazette-1}\n"
        "relatives:\n"
        "  - {relationship: sister, name: Sophia Helsingova}\n"
        "  - {relationship: son, name: 'Ottokar “Otto” Helsingov', minor: false}\n"
        "occupation: {value: printer of leaflets, visibility: internal}\n"
    )
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    keep_in(tmp_path / "cache", monkeypatch)
    return write(tmp_path / "workspace", HIDDEN | ASSUMED | BY_INITIALS | FAMILY)


class Counted:
    """The records that were validated indeed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch):
        self.files: list[str] = []
        self._make = make_entry
        monkeypatch.setattr(read_records, "make_entry", self._count)

    def _count(
        self, found: Any, tree: Any, model: Any, collection: str, name: str, path: Path, *more: Any, **as_: Any
    ) -> Any:
        self.files.append(path.relative_to(found.root).as_posix())
        return self._make(found, tree, model, collection, name, path, *more, **as_)

    def take(self) -> set[str]:
        """Return the files of the records that were validated since this was asked."""
        files, self.files = set(self.files), []
        return files


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(monkeypatch)


def describe(dataset: Dataset) -> dict[str, Any]:
    """Return everything that a dataset says, with the places of all values."""
    said: dict[str, Any] = {name: getattr(dataset, name) for name in Dataset.__slots__}
    said["order"] = [(name, [*records]) for name, records in dataset.records.items()]
    said["lines"] = [*dataset.lines.items()]
    entries = [entry for records in dataset.records.values() for entry in records.values()]
    entries += [entry for sections in dataset.sections.values() for entry in sections.values()]
    said["entries"] = [(repr(one), [*list_parts(one.record)], describe_tree(one.tree)) for one in entries]
    return said


def list_parts(node: Any) -> Iterator[Any]:
    """Yield what there is of each part of a record beside its fields' values, and of which class it is."""
    if isinstance(node, BaseModel):
        yield type(node), [*node.__dict__], node.model_fields_set, node.model_extra, node.__pydantic_private__
        yield from list_parts([*node.__dict__.values()])
    elif isinstance(node, dict | list | tuple):
        yield type(node)
        for one in node.values() if isinstance(node, dict) else node:
            yield from list_parts(one)


def describe_tree(node: Any) -> Any:
    """Return a tree with its places, and of which class each part of it is."""
    if isinstance(node, Map):
        return type(node), [(key, node.at[key], describe_tree(value)) for key, value in node.items()], [*node.at]
    if isinstance(node, Seq):
        return type(node), node.at, [describe_tree(value) for value in node]
    return type(node), node


def compare(root: Path) -> list[Diagnostic]:
    """Read a workspace with and without what is kept; return what is wrong with it."""
    expected, problems = load(root)
    for _ in range(2):
        dataset, told = load(root, program=PROGRAM)
        assert told == problems
        assert describe(dataset) == describe(expected)
    return problems


def test_a_file_that_is_as_it_was_is_not_validated_again(root: Path, made: Counted) -> None:
    assert compare(root) == []
    made.take()
    load(root, program=PROGRAM)
    closed = {*HIDDEN, *ASSUMED, *BY_INITIALS}
    assert made.take() == closed
    path = root / f"{CASES}/rassendyll.yaml"
    path.write_bytes(path.read_bytes() + b"# nothing more\n")
    load(root, program=PROGRAM)
    assert made.take() == {*closed, f"{CASES}/rassendyll.yaml"}
    load(root, program=b"another program")
    assert len(made.take()) > 10
    load(root)
    assert len(made.take()) > 10


def test_a_file_of_the_same_size_and_times_is_read(root: Path, made: Counted) -> None:
    compare(root)
    path = root / f"{CASES}/tarlenheim.yaml"
    was = path.stat()
    path.write_text(FILES[f"{CASES}/tarlenheim.yaml"].replace("Fritz", "Franz"), "utf-8")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    compare(root)
    assert load(root, program=PROGRAM)[0].cases["tarlenheim"].record.names.preferred == "Franz Tarlenheim"


def test_the_default_of_the_folder_counts(root: Path) -> None:
    compare(root)
    defaults = root / "data/ruritania/defaults.yaml"
    for said in (
        "visibility: internal\n",
        "visibility: partner\n",
        "visibility: nonsense\n",
        None,
        "visibility: public\n",
    ):
        defaults.unlink(missing_ok=True)
        if said:
            defaults.write_text(said, "utf-8")
        compare(root)


def test_what_is_spoilt_was_never_kept(root: Path) -> None:
    compare(root)
    (path,) = (root.parent / "cache" / "briefing").iterdir()
    whole = path.read_bytes()
    for at in range(0, len(whole), len(whole) // examples(20)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        compare(root)
    path.write_bytes(whole[: len(whole) // 2])
    compare(root)


def test_a_link_is_read_each_time(root: Path, made: Counted) -> None:
    file = f"{CASES}/tarlenheim.yaml"
    (root / file).rename(root / "data" / "elsewhere.txt")
    (root / file).symlink_to(root / "data" / "elsewhere.txt")
    compare(root)
    made.take()
    load(root, program=PROGRAM)
    assert file in made.take()


def test_what_is_kept_of_files_that_are_left_aside_stays_and_is_not_told(root: Path, made: Counted) -> None:
    file = f"{CASES}/tarlenheim.yaml"
    leave = {file: Aside("", "tarlenheim", (), (), (), "")}
    compare(root)
    for name in ("rassendyll.yaml", "helsing.yaml"):
        path = root / CASES / name
        path.write_bytes(path.read_bytes() + b"# saved\n")
        looked = look(root, ["data", "briefings"])
        expected, dataset = (load(root, None, leave, looked, program)[0] for program in (None, PROGRAM))
        assert [*dataset.aside] == [file]
        assert repr(list_read(dataset.cases)) == repr(list_read(expected.cases))
        assert file not in dataset.lines
    made.take()
    load(root, program=PROGRAM)
    assert made.take() == {*HIDDEN, *ASSUMED, *BY_INITIALS}


# ── what is written of a record ───────────────────────────────────────────────────────────────────────────────────────


def list_puts(root: Path) -> Iterator[tuple[list[Put], str]]:
    """Yield what each file of data/ puts among the records, and its text."""
    dataset, _ = load(root)
    puts: dict[str, list[Put]] = {}
    for name in COLLECTIONS:
        for id, entry in dataset.records[name].items():
            puts.setdefault(entry.file, []).append((name, id, entry))
    for file, found in puts.items():
        yield found, "\n".join(dataset.lines[file])


def test_no_word_and_no_day_of_what_is_closed_is_written(root: Path) -> None:
    written = {found[0][2].file: write_entries(found, text) for found, text in list_puts(root)}
    assert {file for file, said in written.items() if said is None} == {*HIDDEN, *ASSUMED, *BY_INITIALS}
    said = written[f"{CASES}/helsing.yaml"]
    assert said is not None
    for word in ("Sophia", "Helsing", "Otto", "leaflets", "1971"):
        assert word.encode() not in said
    plain = written[f"{CASES}/rassendyll.yaml"]
    assert plain is not None
    for word in ("Rassendyll", "castle", "wrote", "writing", "journalist", "2020"):
        assert word.encode() not in plain.replace(b"rassendyll.yaml", b"")
    assert pickle.dumps(datetime(1971, 3, 9).date()).split(b"C", 1)[1][:5] not in said


def test_what_was_written_is_read_as_it_was(root: Path) -> None:
    for found, text in list_puts(root):
        if said := write_entries(found, text):
            read = read_entries(said, text)
            assert repr(read) == repr(found)
            assert [describe_tree(one[2].tree) for one in read] == [describe_tree(one[2].tree) for one in found]


def test_a_section_with_words_that_go_on_from_line_to_line_is_kept(tmp_path: Path) -> None:
    folded = "A remark that\n      goes on\n      from line to line."
    for number, (remark, kept) in enumerate((
        (f">-\n      {folded}", True),
        (folded, True),
        (f"'{folded}'", False),
        (f">\n      {folded}", False),
        (f">-\n      {folded}\n\n      Another.", False),
        ("|-\n      Two lines\n      of it.", True),
    )):  # fmt: skip
        said = f"kind: annex\ntitle: A list\nblocks:\n  - text: {remark}\n"
        tree, problems = parse(said, "a.yaml")
        assert tree is not None
        assert not problems
        record = SectionProse.model_validate({"id": "a", **tree})
        puts: list[Put] = [("sections", "a", Entry(record, "sections", "a.yaml", tree, "public"))]
        written = write_entries(puts, said)
        assert (written is not None) == kept, number
        if written:
            read = read_entries(written, said)
            assert repr(read) == repr(puts)
            assert describe_tree(read[0][2].tree) == describe_tree(tree)
            assert b"line" not in written


def test_a_closed_field_that_is_no_word_is_not_written(tmp_path: Path) -> None:
    old = "place: Strelsau\nbasis"
    for more, kept in (
        ("relatives: [{relationship: brother, name: Konrad Rassendyll}]", True),
        ("relatives: [{relationship: brother, name: Konrad Rassendyll, visibility: internal}]", True),
        ("relatives: [{relationship: brother, name: Konrad Rassendyll, minor: true, visibility: internal}]", False),
        ('relatives: [{relationship: brother, name: "Konr\\u00e1d"}]', False),
    ):
        case = FILES[f"{CASES}/rassendyll.yaml"].replace(old, f"{more}\n{old}")
        root = write(tmp_path / str(len(more)), {f"{CASES}/rassendyll.yaml": case})
        written = {found[0][2].file: write_entries(found, text) for found, text in list_puts(root)}
        assert (written[f"{CASES}/rassendyll.yaml"] is not None) == kept, more


def test_nothing_is_made_of_other_classes(root: Path) -> None:
    words: tuple[object, ...] = ([b"\0"] * 5, [b"\0"] * 2, [], b"\0", b"\0")
    said = pickle.dumps((*words, ""), pickle.HIGHEST_PROTOCOL)
    for one in (os.system, Path("x"), print, load):
        with pytest.raises(pickle.UnpicklingError):
            read_entries(said + pickle.dumps([one], pickle.HIGHEST_PROTOCOL), "")
    for name in ("os system", "builtins print", "generator.records.load load", "generator.records.schema.base date"):
        named = pickle.dumps((*words, f"datetime date\n{name}"), pickle.HIGHEST_PROTOCOL)
        with pytest.raises(pickle.UnpicklingError):
            read_entries(named + pickle.dumps([], pickle.HIGHEST_PROTOCOL), "")


# ── whatever was done before ──────────────────────────────────────────────────────────────────────────────────────────


def list_files(root: Path) -> list[Path]:
    return sorted(path for name in ("data", "briefings") for path in (root / name).rglob("*.yaml"))


def do_something(root: Path, chance: random.Random, old: list[tuple[Path, bytes]]) -> str:
    """Change something in a workspace as people, editors and git do; return what."""
    path = chance.choice(list_files(root))
    was = path.read_bytes()
    old.append((path, was))
    ways: dict[str, Callable[[], object]] = {
        "word": lambda: path.write_bytes(_change_word(was, chance)),
        "same size": lambda: _swap(path),
        "delete": path.unlink,
        "rename": lambda: path.rename(path.with_name(chance.choice(("other.yaml", "a.yaml", f"{path.name}.txt")))),
        "copy": lambda: shutil.copy2(path, path.with_name(chance.choice(("copy.yaml", f"{path.stem} (1).yaml")))),
        "move": lambda: path.rename(root / "data" / path.name),
        "touch": lambda: os.utime(path, (1, 1)),
        "other ends": lambda: path.write_bytes(was.replace(b"\n", b"\r\n")),
        "close": lambda: path.write_bytes(was + b"visibility: internal\n"),
        "restore": lambda: _restore(old, chance),
        "default": lambda: (root / "data/ruritania/defaults.yaml").write_text(
            f"visibility: {chance.choice(('public', 'partner', 'internal'))}\n", "utf-8"
        ),
    }
    way = chance.choice([*ways, "word", "word", "restore", "restore"])
    ways[way]()
    return f"{way} {path}"


def _change_word(was: bytes, chance: random.Random) -> bytes:
    words = re.findall(rb"\w{4,}", was) or [b"nothing"]
    return was.replace(chance.choice(words), chance.choice(words) + b"x", 1)


def _swap(path: Path) -> None:
    before = path.stat()
    path.write_bytes(path.read_bytes().swapcase())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _restore(old: list[tuple[Path, bytes]], chance: random.Random) -> None:
    path, was = chance.choice(old)
    path.write_bytes(was)


@pytest.mark.slow
def test_after_any_change_it_says_what_it_says_when_all_is_read(root: Path) -> None:
    chance = random.Random(3)
    old: list[tuple[Path, bytes]] = []
    for number in range(examples(120)):
        what = do_something(root, chance, old)
        try:
            compare(root)
        except AssertionError as error:
            raise AssertionError(f"{number}: {what}") from error


@pytest.mark.slow
def test_after_any_change_a_check_finds_what_it_finds_when_all_is_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(root / "templates")  # files of the paper, which nothing here is about, are nine tenths of a check
    monkeypatch.setattr(known_program, "FEWEST", 1)
    chance = random.Random(5)
    old: list[tuple[Path, bytes]] = []
    for _ in range(examples(6)):
        what = do_something(root, chance, old)
        with monkeypatch.context() as off:
            off.setenv("BRIEFING_CACHE", "off")
            expected = check_workspace(root, [EDITION])
        assert check_workspace(root, [EDITION]) == expected, what
        assert check_workspace(root, [EDITION]) == expected, what
    assert any((root.parent / "cache" / "briefing").iterdir())


# ── where nothing is kept ─────────────────────────────────────────────────────────────────────────────────────────────


def test_records_of_a_paper_of_the_usual_size_are_kept() -> None:
    seen = look(ROOT, ["data"])
    assert seen is None or seen.count_bytes("data", ".yaml") > known_program.FEWEST


def test_where_nothing_may_be_kept_all_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tell_program(root) is None  # it is too small
    monkeypatch.setattr(known_program, "FEWEST", 1)
    assert tell_program(root)
    with monkeypatch.context() as off:
        off.setenv("BRIEFING_CACHE", "off")
        assert tell_program(root) is None
    names = root / "pseudonyms.yaml"
    names.write_text("case-8: Michael Strelsauer\n", "utf-8")
    assert tell_program(root) is None
    load(root, program=PROGRAM)
    assert not any((root.parent / "cache").glob("*/*"))
    names.unlink()
    (root / "data" / "link.yaml").symlink_to(root / "data" / "themes.yaml")
    assert tell_program(root) is None
