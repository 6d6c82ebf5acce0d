"""Building: files all or none, the same bytes from the same files, and what a build depends on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin
from generator.base.seen import hash_content
from generator.paper.workspace import Workspace
from generator.records.load import load
from generator.runs.build import make_each, make_files
from generator.runs.fingerprint import list_with_predecessors, read_inputs
from generator.runs.last_build import MANIFEST, name_paper_file, read_last_build
from generator.runs.outputs import place_files
from generator.runs.press import Finished
from tests.support.workspaces import EDITION, edited, write
from tests.support.workspaces import FILES as YAML

FILE = YAML[f"briefings/{EDITION}/edition.yaml"]
FILES = {"a.md": Finished("md", b"new a"), "b.json": Finished("json", b"new b")}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_files_are_placed_and_nothing_else_is_left(tmp_path: Path) -> None:
    placed = place_files(tmp_path / "out", "inputs", FILES)
    assert placed.kept == ()
    assert [path.read_bytes() for path in placed.paths] == [b"new a", b"new b"]
    assert sorted(contents(tmp_path / "out")) == sorted([MANIFEST, "a.md", "b.json"])
    place_files(tmp_path / "out", "inputs", FILES)
    assert sorted(contents(tmp_path / "out")) == sorted([MANIFEST, "a.md", "b.json"])


def test_all_or_none_where_a_file_cannot_be_moved(tmp_path: Path) -> None:
    place_files(tmp_path, "before", {"a.md": Finished("md", b"old a"), "b.json": Finished("json", b"old b")})
    before = contents(tmp_path)
    (tmp_path / ".b.json.old").mkdir()  # in the way of what is kept while the new one is moved in
    (tmp_path / ".b.json.old" / "x").write_text("x")
    with pytest.raises(BriefingError) as raised:
        place_files(tmp_path, "after", FILES)
    assert [d.code for d in raised.value.diagnostics] == ["O501"]
    assert contents(tmp_path) == before


def test_all_or_none_where_a_folder_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(BriefingError):
        place_files(tmp_path / "out", "inputs", FILES)
    assert (tmp_path / "out").read_text() == "a file where the folder should be"


def test_a_paper_that_was_edited_by_hand_is_kept(tmp_path: Path) -> None:
    place_files(tmp_path, "before", FILES)
    for number, words in enumerate((b"edited in Word", b"and again"), 1):
        (tmp_path / "a.md").write_bytes(words)
        placed = place_files(tmp_path, "after", FILES)
        assert placed.kept == (tmp_path / f"a.edited-{number}.md",)
        assert placed.kept[0].read_bytes() == words
        assert (tmp_path / "a.md").read_bytes() == b"new a"
    assert not place_files(tmp_path, "after", FILES).kept


def test_an_edited_paper_is_where_it_was_when_the_build_fails(tmp_path: Path) -> None:
    place_files(tmp_path, "before", FILES)
    (tmp_path / "a.md").write_bytes(b"edited in Word")
    (tmp_path / ".b.json.old").mkdir()
    (tmp_path / ".b.json.old" / "x").write_text("x")
    before = contents(tmp_path)
    with pytest.raises(BriefingError):
        place_files(tmp_path, "after", FILES)
    assert contents(tmp_path) == before


def test_current_is_same_inputs_and_untouched_files(tmp_path: Path) -> None:
    name = name_paper_file("e", "md", "public", "en")
    notice = codes.STALE_PAGES.at(Origin("pages.json", 3, 4), "the paper has changed", "paginate", severity="hint")
    place_files(tmp_path, "inputs", {name: Finished("md", b"x")}, "public", notices=[notice])
    told = (tmp_path / MANIFEST).read_bytes()
    for audience in (None, "public"):
        last = read_last_build(tmp_path, "inputs", "e", ["md"], audience, "en")
        assert last.is_current
        assert last.notices == (notice,)
        assert last.contents == {MANIFEST: hash_content(told), name: hash_content(b"x")}
    for inputs, formats, audience in (
        ("inputs", ["md"], "partner"), ("other", ["md"], None), ("other", ["md"], "public"),
        ("inputs", ["md", "json"], None),
    ):  # fmt: skip
        assert not read_last_build(tmp_path, inputs, "e", formats, audience, "en").is_current
    (tmp_path / name).write_bytes(b"y")
    assert not read_last_build(tmp_path, "inputs", "e", ["md"], None, "en").is_current
    (tmp_path / name).write_bytes(b"x")
    assert read_last_build(tmp_path, "inputs", "e", ["md"], None, "en").is_current
    for words in (b"[]", b"", told.replace(b"own audience", b"other")):
        (tmp_path / MANIFEST).write_bytes(words)
        assert not read_last_build(tmp_path, "inputs", "e", ["md"], None, "en").is_current
    assert not read_last_build(tmp_path / "elsewhere", "inputs", "e", ["md"], None, "en").is_current


def test_names_of_files() -> None:
    assert name_paper_file("e", "md", "public", "en") == "e.md"
    assert name_paper_file("e", "md", "partner", "ru") == "e.partner.ru.md"


def fingerprint(root: Path, edition: str = EDITION) -> str:
    return read_inputs(root, [edition])[edition].fingerprint


@pytest.mark.slow
def test_every_input_counts(tmp_path: Path) -> None:
    root = write(tmp_path)
    before = fingerprint(root)
    assert fingerprint(root) == before
    for change in (
        edited("data/themes.yaml", "order: 1", "order: 3"),
        {f"briefings/{EDITION}/new.yaml": "title: T\nblocks: []\n"},
        {"templates/dialogue-paper/paper.css": "p {}\n"},
    ):
        after = fingerprint(write(root, change))
        assert after != before
        before = after


@pytest.mark.slow
def test_what_is_shared_is_the_same_and_an_edition_is_its_own(tmp_path: Path) -> None:
    root = write(tmp_path, {"briefings/second/edition.yaml": FILE.replace(EDITION, "second")})
    before = {name: one.fingerprint for name, one in read_inputs(root, [EDITION, "second"]).items()}
    assert before == {name: fingerprint(root, name) for name in (EDITION, "second")}
    write(root, {"briefings/second/edition.yaml": FILE.replace(EDITION, "second") + f"predecessor: {EDITION}\n"})
    after = {name: one.fingerprint for name, one in read_inputs(root, [EDITION, "second"]).items()}
    assert (after[EDITION] == before[EDITION], after["second"] == before["second"]) == (True, False)
    # the paper of an edition rests on the one before it
    write(root, edited(f"briefings/{EDITION}/overview.yaml", "title: Overview", "title: At a glance"))
    last = {name: one.fingerprint for name, one in read_inputs(root, [EDITION, "second"]).items()}
    assert last[EDITION] != after[EDITION]
    assert last["second"] != after["second"]


@pytest.mark.parametrize("said", ["{}", "'{}'", "# as they were\n\n  {}", "&last !!str {}", ">-\n  {}", "|\n\n  {}"])
def test_the_edition_before_counts_however_it_is_written(said: str, tmp_path: Path) -> None:
    line = f"predecessor: {said.format(EDITION)}\n"
    root = write(tmp_path, {"briefings/second/edition.yaml": FILE.replace(EDITION, "second") + line})
    assert list_with_predecessors(root, "second") == ["second", EDITION]


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_link_that_leads_nowhere_counts(tmp_path: Path) -> None:
    root = write(tmp_path)
    before = fingerprint(root, EDITION)
    (root / "data" / "gone.yaml").symlink_to("nowhere.yaml")
    assert fingerprint(root, EDITION) != before


@pytest.mark.slow
def test_editions_of_one_run_are_as_each_alone(tmp_path: Path) -> None:
    others = {}
    for id in ("a-fault", "second", "third"):
        own = {name: text for name, text in YAML.items() if EDITION in name}
        others |= {
            name.replace(EDITION, id): text.replace(EDITION, id).replace("Key concerns", f"Concerns of the {id}")
            for name, text in own.items()
        }
    others["briefings/a-fault/overview.yaml"] = "kind: overview\ntitle: [\n"
    root = write(tmp_path, others, style=True)
    names = ["second", "a-fault", "third"]
    told: list[tuple[str, str | None]] = []
    ran = list(make_each(Workspace(root, names), names, ["docx", "md"], watch=lambda *seen: told.append(seen)))
    assert [name for name, _ in ran] == names
    for name, made in ran:
        if name == "a-fault":
            assert isinstance(made, BriefingError)
            assert {d.origin.file for d in made.diagnostics if d.severity == "error"} == {
                "briefings/a-fault/overview.yaml"
            }
        else:
            alone = make_files(root, name, ["docx", "md"])
            assert not isinstance(made, BriefingError)
            assert [file.data for file in made.files] == [file.data for file in alone.files]
            assert made.notices == alone.notices
    # each format once, the one that is written beside when the next edition has been begun
    done = [seen for seen in told if seen[1]]
    assert sorted(done) == sorted((name, format) for name in names for format in ("docx", "md"))
    assert done.index(("a-fault", "md")) < done.index(("second", "docx"))


@pytest.mark.slow
def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    one = make_files(write(tmp_path / "one", style=True), EDITION, ["docx", "html", "md", "json"])
    two = make_files(write(tmp_path / "two", style=True), EDITION, ["docx", "html", "md", "json"])
    assert [f.data for f in one.files] == [f.data for f in two.files]
    assert str(tmp_path).encode() not in b"".join(f.data for f in one.files)


def test_a_missing_template_is_told_with_what_is_wrong_in_the_data(tmp_path: Path) -> None:
    root = write(tmp_path, edited("data/ruritania/cases/rassendyll.yaml", "gender: male", "gender: man"))
    with pytest.raises(BriefingError) as raised:
        make_files(root, EDITION, ["docx", "html", "md"])
    codes = {d.code[0] for d in raised.value.diagnostics if d.severity == "error"}
    assert {"D", "P"} <= codes
    assert all(not Path(d.origin.file).is_absolute() for d in raised.value.diagnostics)


def test_an_edition_is_shown_in_another_style(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "templates/plain/template.yaml": "title: Plain\nkinds: [dialogue_paper]\nextends: dialogue-paper\n",
            "templates/plain/labels/en.yaml": "as_of: seen on {date}\n",
        },
    )
    ((_, own),) = make_each(Workspace(root, [EDITION]), [EDITION], ["md"])
    ((_, other),) = make_each(Workspace(root, [EDITION], style="plain"), [EDITION], ["md"])
    assert not isinstance(own, BriefingError)
    assert not isinstance(other, BriefingError)
    assert b"seen on" in other.files[0].data
    assert b"seen on" not in own.files[0].data


def test_a_workspace_that_is_read_again_is_read_as_it_is_now(tmp_path: Path) -> None:
    root = write(tmp_path)
    first = load(root)[0]
    assert load(root)[0].records == first.records
    write(root, edited("data/ruritania/country.yaml", "adjective: Ruritanian", "adjective: Elphbergian"))
    again = load(root)[0]
    assert {name for name, entries in again.records.items() if entries != first.records[name]} == {"countries"}
    assert again.countries["ruritania"].record.adjective == "Elphbergian"
    write(root)
    assert load(root)[0].records == first.records
