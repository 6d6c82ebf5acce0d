"""A picture that was drawn in an earlier run is what is drawn now, and nobody else's; where anything changed that it is
made from, it is drawn anew."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.base import versions
from generator.base.diagnostics import Diagnostic
from generator.base.kept import VARIABLE
from generator.paper.assemble import bitmaps, drawn, kept_pictures
from generator.paper.assemble.kept_pictures import open_pictures
from generator.paper.document import Document, Picture
from generator.paper.pictures import Drawing, counts, custody, read_drawing, write_drawing
from tests.paper.test_assemble_pictures import SAPT, with_pictures
from tests.paper.test_photographs import FILE, photographs, with_photograph
from tests.support.examples import examples
from tests.support.kept import WAIT, Counted, keep_in
from tests.support.places import ROOT
from tests.support.workspaces import BRIEFING, EDITION, assembled, told, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="times of POSIX")
FILE_OF_EDITION = f"{BRIEFING}/edition.yaml"
FONT = "templates/dialogue-paper/fonts/a.ttf"


def begin() -> None:
    """Begin anew, as a process does some time after the last file was saved."""
    time.sleep(WAIT)
    kept_pictures.BEGUN = time.time_ns()
    versions.look_at_program.cache_clear()
    kept_pictures._know_program.cache_clear()
    kept_pictures._first_seen.clear()
    drawn._drawn.clear()


@pytest.fixture(autouse=True)
def own_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program of one file, which a test may change."""
    keep_in(tmp_path / "cache", monkeypatch)
    program = tmp_path / "program"
    program.mkdir()
    (program / "a.py").write_bytes(b"a = 1")
    monkeypatch.setattr(versions, "PROGRAM", str(program))
    yield program / "a.py"
    versions.look_at_program.cache_clear()
    kept_pictures._know_program.cache_clear()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace of which nothing is read."""
    root = tmp_path / "workspace"
    for name, content in ((FILE_OF_EDITION, b"status: draft\n"), (FONT, b"letters")):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_bytes(content)
    return root


def list_kept(root: Path) -> list[Path]:
    return sorted((root.parent / "cache").glob("*/*"))


def draw(root: Path | None, what: str = "a bar", font: Path | None = None, made: bytes = b"drawn") -> bytes | None:
    """Return what was drawn in an earlier process; None where it is drawn now."""
    begin()
    return draw_now(root, what, font, made)


def draw_now(root: Path | None, what: str = "a bar", font: Path | None = None, made: bytes = b"drawn") -> bytes | None:
    """Return the same, in the process that has drawn before."""
    calls = []

    def make() -> bytes:
        calls.append(made)
        return made

    with open_pictures(root, FILE_OF_EDITION) as kept:
        found = kept.remember(what, make, [font or root / FONT] if root else [])
    return None if calls else found


def test_what_was_drawn_is_told_again(root: Path) -> None:
    assert draw(root) is None
    assert draw(root, made=b"never made") == b"drawn"
    assert draw_now(root, made=b"never made") == b"drawn"


@pytest.mark.slow
def test_pictures_of_several_papers_lie_in_one_file(root: Path) -> None:
    for number in range(5):
        assert draw(root, f"bar {number}") is None
    assert len(list_kept(root)) == 1
    assert [draw(root, f"bar {number}") for number in range(5)] == [b"drawn"] * 5


def test_what_another_process_kept_meanwhile_stays(root: Path) -> None:
    begin()
    with open_pictures(root, FILE_OF_EDITION) as kept:
        kept.remember("a bar", lambda: b"drawn", [root / FONT])
        assert draw_now(root, "another") is None
        assert kept.remember("a bar", lambda: b"never made", [root / FONT]) == b"drawn"
    assert [draw(root, what) for what in ("a bar", "another")] == [b"drawn"] * 2


@pytest.mark.slow
def test_whatever_it_is_made_from_is_drawn_anew_when_it_changes(
    root: Path, own_program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(root)
    assert draw(root, "a bar of another height") is None
    ways: dict[str, Callable[[], object]] = {
        "letters": lambda: (root / FONT).write_bytes(b"lettera"),
        "program": lambda: own_program.write_bytes(b"a = 2"),
        "edition": lambda: (root / FILE_OF_EDITION).write_bytes(b"status: final\n"),
        "edition of the same words": lambda: (root / FILE_OF_EDITION).write_bytes(b"status: final\n"),
        "FreeType": lambda: monkeypatch.setenv("FREETYPE_PROPERTIES", "truetype:interpreter-version=35"),
        "versions": lambda: monkeypatch.setattr(versions, "__version__", "0.0.0"),
        "compiled": lambda: monkeypatch.setattr(kept_pictures, "_COMPILED", (".py",)),
    }
    for what, change in ways.items():
        assert draw(root) == b"drawn", what
        change()
        assert draw(root) is None, what
    assert draw(root) == b"drawn"


@pytest.mark.slow
def test_compiled_files_of_what_draws_are_looked_at() -> None:
    found = kept_pictures._list_compiled(str(Path(custody.__file__).parent))
    assert not found
    import matplotlib

    names = " ".join(kept_pictures._list_compiled(str(Path(matplotlib.__file__).parent)))
    assert "ft2font" in names
    assert "_backend_agg" in names


def test_a_font_that_changed_since_it_was_first_seen_is_not_kept(root: Path) -> None:
    font, begun = root / FONT, (root / FONT).read_bytes()
    draw(root)
    font.write_bytes(b"others")
    assert draw_now(root) is None  # matplotlib has the letters of before
    font.write_bytes(begun)
    assert draw_now(root, "other words") is None
    assert draw(root, "other words") is None
    assert draw(root) == b"drawn"


def test_a_font_that_changed_since_a_picture_that_is_not_kept_was_drawn_with_it_is_not_kept(root: Path) -> None:
    other = root / FILE_OF_EDITION.replace("edition", "other")
    other.write_bytes(b"")
    begin()
    (root / FILE_OF_EDITION).write_bytes(b"status: final\n")
    assert draw_now(root) is None  # of an edition that was written just now nothing is kept
    (root / FONT).write_bytes(b"others")
    with open_pictures(root, other.relative_to(root).as_posix()) as kept:
        kept.remember("a bar", lambda: b"drawn with the letters of before", [root / FONT])
    assert not list_kept(root)


def test_of_another_month_nothing_is_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(date):
        @classmethod
        def today(cls) -> Later:
            return cls(date.today().year + 1, 1, 1)

    draw(root)
    monkeypatch.setattr(kept_pictures, "date", Later)
    assert draw(root) is None
    assert draw(root) == b"drawn"


def test_a_font_that_changes_while_it_is_drawn_with_is_not_kept(root: Path) -> None:
    begin()
    with open_pictures(root, FILE_OF_EDITION) as kept:
        kept.remember("a bar", lambda: b"drawn%d" % (root / FONT).write_bytes(b"others"), [root / FONT])
    assert draw(root) is None


def test_a_font_that_can_not_be_read_is_not_kept(root: Path) -> None:
    for _ in range(2):
        assert draw(root, font=root / "templates" / "nowhere.ttf") is None
    (root / FONT).unlink()
    (root / FONT).symlink_to(root / FILE_OF_EDITION)  # it leads out of templates/
    for _ in range(2):
        assert draw(root) is None
    assert not list_kept(root)


def test_nothing_is_kept_by_a_program_that_changed_meanwhile(root: Path, own_program: Path) -> None:
    begin()
    with open_pictures(root, FILE_OF_EDITION) as kept:
        kept.remember("a bar", lambda: b"drawn%d" % own_program.write_bytes(b"a = 3"), [root / FONT])
    assert not list_kept(root)


def test_what_can_not_be_drawn_says_so_each_time(root: Path) -> None:
    def fail() -> bytes:
        raise ValueError("it is no picture")

    for _ in range(2):
        begin()
        with open_pictures(root, FILE_OF_EDITION) as kept, pytest.raises(ValueError, match="no picture"):
            kept.remember("a bar", fail)
    assert not list_kept(root)


# ── how closed it is ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_kept_or_told_where_nothing_may_be(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(root)
    (kept,) = list_kept(root)
    whole = kept.read_bytes()
    names = root / "pseudonyms.yaml"
    names.write_text("x: Michael Strelsauer\n", "utf-8")
    for what in ("a bar", "another"):
        assert draw(root, what) is None
    names.unlink()
    for variable, said in (("BRIEFING_PSEUDONYMS", "/elsewhere/names.yaml"), (VARIABLE, "off")):
        with monkeypatch.context() as apart:
            apart.setenv(variable, said)
            for what in ("a bar", "another"):
                assert draw(root, what) is None
    for what in ("a bar", "another"):
        assert draw_now(None, what) is None
    assert list_kept(root) == [kept]
    assert kept.read_bytes() == whole
    assert draw(root) == b"drawn"


def test_nothing_is_kept_where_names_come_to_hand_meanwhile(root: Path) -> None:
    begin()
    with open_pictures(root, FILE_OF_EDITION) as kept:
        kept.remember("a bar", lambda: b"drawn", [root / FONT])
        (root / "pseudonyms.yaml").write_text("x: Michael Strelsauer\n", "utf-8")
    assert not list_kept(root)


def test_nothing_is_kept_of_an_edition_that_was_just_written_or_is_a_link(root: Path) -> None:
    begin()
    (root / FILE_OF_EDITION).write_bytes(b"status: final\n")
    assert draw_now(root) is None
    (root / FILE_OF_EDITION).rename(root / "elsewhere.yaml")
    (root / FILE_OF_EDITION).symlink_to(root / "elsewhere.yaml")
    assert draw(root) is None
    (root / FILE_OF_EDITION).unlink()
    assert draw(root) is None
    assert not list_kept(root)


@pytest.mark.slow
def test_what_somebody_put_there_is_not_taken(root: Path) -> None:
    draw(root)
    (path,) = list_kept(root)
    whole = path.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // examples(50))):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        assert draw(root, made=b"made anew") in (None, b"drawn")
        path.write_bytes(whole[:at])
        assert draw(root, made=b"made anew") is None
    path.write_bytes(b"\x01\0\0\0" + b"\0" * 24 + b"<svg/>\0")
    assert draw(root, made=b"made anew") is None


def test_what_is_kept_tells_nothing(root: Path) -> None:
    draw(root, "Rudolf Rassendyll", made=b"Rassendyll, drawn")
    said = b"".join(path.read_bytes() for path in list_kept(root))
    assert not any(word in said for word in (b"Rassendyll", EDITION.encode(), str(root).encode()))


def test_another_edition_or_workspace_opens_nothing(root: Path, tmp_path: Path) -> None:
    draw(root)
    (path,) = list_kept(root)
    other = tmp_path / "other" / "workspace"
    (other / FONT).parent.mkdir(parents=True)
    (other / FONT).write_bytes((root / FONT).read_bytes())
    (other / FILE_OF_EDITION).parent.mkdir(parents=True)
    (other / FILE_OF_EDITION).write_bytes((root / FILE_OF_EDITION).read_bytes())
    assert draw(other) is None
    (there,) = {*list_kept(root)} - {path}
    there.write_bytes(path.read_bytes())
    assert draw(other, made=b"made anew") is None


# ── how much ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_more_is_kept_than_there_is_room_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pictures, "MOST_BYTES", 4_000)
    large = os.urandom(1_500)

    def draw_all(first: int) -> list[bytes | None]:
        begin()
        found: list[bytes | None] = []
        with open_pictures(root, FILE_OF_EDITION) as kept:
            kept._room = 4_000
            for number in range(first, first + 3):
                made: list[bytes] = []
                one = kept.remember(f"bar {number}", lambda made=made: made.append(large) or large)  # type: ignore[misc]
                found.append(None if made else one)
        return found

    assert draw_all(0) == [None] * 3
    assert draw_all(0) == [large, large, None]  # a third had no room
    for first in (3, 6, 9):
        draw_all(first)
        assert list_kept(root)[0].stat().st_size < 10_000
    assert draw_all(0)[0] is None  # they went, since nobody asked for them


# ── drawings and bitmaps of papers ────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=examples(40))
@given(
    st.builds(
        Drawing,
        st.text(),
        st.binary(),
        st.floats(allow_nan=False),
        st.floats(allow_nan=False),
        st.lists(st.tuples(st.text(), st.text())).map(tuple),
    )
)
def test_a_drawing_is_read_as_it_was_written(drawing: Drawing) -> None:
    assert read_drawing(write_drawing(drawing)) == drawing


def paper(root: Path) -> tuple[Document | None, list[Diagnostic]]:
    begin()
    return assembled(root)


@pytest.mark.slow
def test_a_paper_has_the_same_pictures_and_tells_the_same_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = with_pictures("picture: prisoners", "picture: custody\n    cases: [sapt, michael]")
    files["data/ruritania/cases/sapt.yaml"] = SAPT.replace("Colonel Sapt", "Sapt ზენდა")
    root = write(tmp_path / "workspace", files, style=True)
    with monkeypatch.context() as off:
        off.setenv(VARIABLE, "off")
        expected, found = paper(root)
    assert expected is not None
    assert "the picture can't write the letters ზ (U+10D6), ე (U+10D4)" in told(found)
    canvases = [Counted(monkeypatch, module, "Canvas") for module in (counts, custody)]
    for number in (1, 1, 1):
        assert paper(root) == (expected, found)
        assert [one.number for one in canvases] == [number, number]
    record = root / "data/ruritania/cases/michael.yaml"
    record.write_text(record.read_text("utf-8").replace("Michael Elphberg", "Black Michael"), "utf-8")
    assert paper(root)[0] != expected
    assert [one.number for one in canvases] == [1, 2]  # no name stands in a count


@pytest.mark.slow
def test_a_photograph_is_made_small_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path / "workspace", with_photograph())
    made = Counted(monkeypatch, bitmaps, "write_bitmap")
    first: list[Picture] = photographs(paper(root)[0])
    assert photographs(paper(root)[0]) == first
    assert made.number == 1
    (root / FILE).write_bytes((root / FILE).read_bytes() + b"\0")
    assert photographs(paper(root)[0]) == first
    assert made.number == 2
    (root / FILE).write_bytes(b"\xff\xd8nothing")
    for number in (3, 4):
        assert "D265" in told(paper(root)[1])
        assert made.number == number


@pytest.mark.ci
def test_a_process_that_knows_all_pictures_loads_nothing_that_draws(tmp_path: Path) -> None:
    files = {**with_pictures("picture: prisoners"), **with_photograph()}
    root = write(tmp_path / "workspace", files, style=True)
    code = (
        "import hashlib, json, sys, time; from pathlib import Path; from generator.base import look;"
        f" look._RACY = {WAIT * 5e8}; time.sleep({WAIT});"
        " from generator.paper.document import find_pictures; from tests.support.workspaces import built;"
        " found = [hashlib.sha256(p.png + (p.svg or '').encode()).hexdigest()"
        " for p in find_pictures(built(Path(sys.argv[1])).sections)];"
        " print(json.dumps([found, sorted({'matplotlib', 'numpy', 'PIL'} & {*sys.modules})]))"
    )
    said = []
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", code, root], cwd=ROOT, capture_output=True, text=True, check=True)
        said.append(json.loads(done.stdout))
    (pictures, loaded), again = said
    assert loaded == ["PIL", "matplotlib", "numpy"]
    assert len(pictures) == 2
    assert again == [pictures, []]
