"""A paper in a large archive is made from the files that can matter to it, and is what it is when all are read."""

from __future__ import annotations

import hashlib
import os
import random
import re
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.base.kept import VARIABLE, keep, recall
from generator.base.pseudonyms_file import mark_pseudonyms
from generator.cli import briefing
from generator.paper.workspace import Workspace
from generator.records.aside import Aside, AsideSource
from generator.records.schema.base import Visibility
from generator.runs import archive, beginning, worker
from generator.runs.ahead import Ahead
from generator.runs.archive import index
from generator.runs.archive.by_part import begin_with, by_part, list_unread
from generator.runs.archive.columns import read_columns, write_columns
from generator.runs.archive.part import read_part
from generator.runs.archive.wanted import find_wanted, list_ids
from generator.runs.build import make_each
from generator.runs.closed_inputs import find_unlisted
from generator.runs.fingerprint import read_inputs
from generator.runs.git_revision import Commit
from generator.runs.inputs import Inputs
from generator.runs.kept_question import ask
from generator.runs.made_from import say_made_from
from generator.runs.manifest import MadeFrom
from tests.benchmarks.archive import write_archive
from tests.support.examples import examples
from tests.support.kept import WAIT, keep_in
from tests.support.workspaces import BRIEFING, EDITION

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="times of POSIX")]
CASES, LISTED = 20, 2
DATA = "data/ruritania"
OVERVIEW = f"{BRIEFING}/overview.yaml"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("archive") / "workspace", CASES, LISTED)


@pytest.fixture
def root(written: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The archive of all these tests, as it was written: what is known of its files stays, as far as it holds."""
    keep_in(written.parent / "cache", monkeypatch)
    monkeypatch.setattr(archive, "FEWEST", 5)
    monkeypatch.setattr(index, "_TOGETHER", 2)
    was = {path: path.read_bytes() for path in list_files(written)}
    yield written
    restore(written, was)


def list_files(root: Path) -> list[Path]:
    return sorted(path for name in ("data", "briefings") for path in (root / name).rglob("*.yaml"))


def restore(root: Path, was: dict[Path, bytes]) -> None:
    for path in set(list_files(root)) - was.keys():
        path.unlink()
    for path, said in was.items():
        if not path.exists() or path.read_bytes() != said:
            path.write_bytes(said)


class Made(NamedTuple):
    """What came of a build: its files, or why there are none; what it tells of what it was made; and how many files of
    data/ were read for it."""

    files: dict[str, bytes]
    told: tuple[Diagnostic, ...]
    listed: MadeFrom | None
    read: int


def make(
    root: Path,
    audience: Visibility = "public",
    meanwhile: Callable[[], object] = lambda: None,
    commit: Commit | None = None,
    beside: Callable[[Ahead], object] | None = None,
) -> Made:
    """Make the papers as `build` does; `meanwhile` something is done after they were written. With `beside`, the files
    are looked at by a process of its own, with which that is done before it is asked."""
    time.sleep(WAIT)
    begun = time.time_ns()
    inputs = (read_beside(root, beside) if beside else None) or read_inputs(root, [EDITION], wait=True)[EDITION]
    workspace = Workspace(root, [EDITION], audience)
    begin_with(workspace, inputs.index)
    question = ask(root, EDITION, audience, "en", inputs, begun, mark_pseudonyms(root))
    todo = [meanwhile]

    def watch(edition: str, format: str | None) -> None:
        if todo:
            todo.pop()()

    ((_, made),) = make_each(
        workspace, [EDITION], ("md", "json"), audience, "en", watch, apart=False, question=question
    )
    listed = None
    if not isinstance(made, BriefingError):
        unlisted = made.unlisted or find_unlisted(workspace, EDITION, inputs.files, made.audience)
        listed = say_made_from(root, EDITION, inputs, unlisted, commit, list_unread(workspace))
    inputs.keep()
    # how many files were read, as whoever asks next is told
    read = by_part(workspace, lambda used: sum(file.startswith("data/") for file in used.dataset.lines))
    if isinstance(made, BriefingError):
        return Made({}, made.diagnostics, None, read)
    return Made({file.format: file.data for file in made.files}, made.notices, listed, read)


def read_beside(root: Path, do: Callable[[Ahead], object]) -> Inputs | None:
    """Return what a process beside this one finds; None where nothing comes of it."""
    ahead = Ahead(str(root))
    process = ahead._worker._process
    try:
        do(ahead)
        ahead.ask(EDITION)
        ahead.is_new(EDITION)
        found = ahead.read(EDITION)
    finally:
        ahead.close()
    with pytest.raises(ChildProcessError):  # nothing is left of it
        os.waitpid(process, 0)
    return found[EDITION] if found else None


def make_both(root: Path, audience: Visibility = "public", beside: Callable[[Ahead], object] | None = None) -> Made:
    """Return what is made by part, where that is possible; it is what is made of all."""
    found = make(root, audience, beside=beside)
    before, os.environ[VARIABLE] = os.environ.get(VARIABLE), "off"
    try:
        assert make(root, audience)[:3] == found[:3]
    finally:
        os.environ.pop(VARIABLE)
        if before is not None:
            os.environ[VARIABLE] = before
    return found


def list_unlisted(root: Path) -> list[Path]:
    return sorted(root.glob(f"{DATA}/archive-*/cases/*.yaml"))


def count_data(root: Path) -> int:
    return len(list((root / "data").rglob("*.yaml")))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, (old, text)
    path.write_text(text.replace(old, new, 1), "utf-8")


def say(root: Path, sentence: str) -> None:
    replace(root / OVERVIEW, "text: |\n", f"text: |\n      {sentence}\n")


def name_of(path: Path) -> tuple[str, str]:
    match = re.search(r"preferred: (\w+) (\w+)", path.read_text("utf-8"))
    assert match
    return match[1], match[2]


def test_files_that_cannot_matter_are_left_unread(root: Path) -> None:
    make(root)
    made = make_both(root)
    assert made.files
    whole = count_data(root)
    assert made.read < whole - CASES // 2
    # of a file that was changed, and those beside it, what is known is learnt again
    unlisted = list_unlisted(root)
    replace(unlisted[3], "of the family", "of a family")
    again = make_both(root)
    assert again.files == made.files
    assert made.read < again.read < whole
    assert make(root).read == made.read


def test_all_that_is_known_at_once_is_what_is_known_of_each(root: Path) -> None:
    make(root)
    make(root)
    whole = index.open_index(root)
    assert whole
    assert whole.known
    assert not whole.groups
    keep(whole.whole, b"[]", archive.name_whole(str(root)))  # nobody can open it now
    recall(b"another", archive.name_whole(str(root)))
    groups = index.open_index(root)
    assert groups
    assert groups.groups
    assert list(map(repr, whole.known.items())) == [repr((name, groups.known[name])) for name in whole.known]
    assert len(groups.known) == len(whole.known)
    assert make(root).files == make_both(root).files


def test_of_what_is_saved_meanwhile_it_is_told_which_state_went_in(root: Path) -> None:
    """Of a file that nobody opened it is known; not where a commit was compared with what stood there since."""
    make(root)
    path = list_unlisted(root)[3]
    name, was = path.relative_to(root).as_posix(), path.read_bytes()

    def save() -> None:
        path.write_bytes(was.replace(b"of the family", b"of a family"))
        with open(root / OVERVIEW, "a", encoding="utf-8") as file:
            file.write("\n")

    for change in (None, OVERVIEW, None):  # a paper that is put together, and one that was kept
        if change:
            say(root, "One more.")
        make(root)
        for commit, known in ((None, hashlib.sha256(was).hexdigest()), (Commit("abc", frozenset()), None)):
            before = (root / OVERVIEW).read_bytes()
            made = make(root, meanwhile=save, commit=commit)
            assert made.listed
            assert made.listed.inputs[name] == known
            assert made.listed.inputs[OVERVIEW] is None
            again = make_both(root)
            assert again.listed
            assert again.listed.inputs[name] == hashlib.sha256(path.read_bytes()).hexdigest() not in (None, known)
            path.write_bytes(was)
            (root / OVERVIEW).write_bytes(before)
            make(root)


def test_a_file_that_comes_or_goes_meanwhile_is_in_nothing_that_is_kept(root: Path) -> None:
    make(root)
    path = list_unlisted(root)[3]
    guest = path.with_name("archive-guest.yaml")
    say(root, "One more.")
    first = make(root, meanwhile=lambda: guest.write_bytes(path.read_bytes().replace(path.stem.encode(), b"guest")))
    assert make_both(root).files
    guest.unlink()
    assert make_both(root)[:2] == first[:2]


def test_where_a_file_that_was_seen_is_gone_all_is_read(root: Path) -> None:
    make(root)
    known = index.open_index(root)
    assert known
    assert read_part(known, [EDITION], "public")
    sorted((root / DATA / "cases").glob("*.yaml"))[0].unlink()
    assert read_part(known, [EDITION], "public") is None


def test_texts_of_any_letters_are_columns() -> None:
    chance = random.Random(5)
    letters = ("a", "b", "\n", "\t", "ж", "\0", '"', "\\", "\ud800", "")

    def text() -> str:
        return "".join(chance.choices(letters, k=chance.randint(0, 3)))

    for number in range(examples(60)):
        known = {
            f"{text()}{one}": Aside(
                hashlib.sha256(bytes([one])).hexdigest(),
                text(),
                tuple(AsideSource(*(text() for _ in range(5))) for _ in range(chance.randint(0, 2))),
                tuple(text() for _ in range(chance.randint(0, 2))),
                tuple(text() for _ in range(chance.randint(0, 2))),
                text(),
            )
            for one in range(number % 4)
        }
        assert read_columns(write_columns(known)) == known


def test_who_is_named_is_read(root: Path) -> None:
    first, other = list_unlisted(root)[:2]
    say(root, f"It is about [](case:{first.stem}) too.[@{other.stem}-news]")
    made = make_both(root)
    assert " ".join(name_of(first)).encode() in made.files["md"]
    assert b"The case of" in made.files["md"]
    text = (root / OVERVIEW).read_text("utf-8")
    written = "\n  - text: "
    escaped = f'"It is about [](case:archive\\x2d{first.stem.rpartition("-")[2]}) too."'
    (root / OVERVIEW).write_text(f"{text.rstrip()}{written}{escaped}\n", "utf-8")
    assert make_both(root).files["md"].count(" ".join(name_of(first)).encode()) > 1


@pytest.mark.parametrize("way", ["visibility: internal", "display: initials", "of its folder"])
def test_a_closed_person_of_the_archive_is_found_in_the_paper(root: Path, way: str) -> None:
    path = list_unlisted(root)[5]
    given, family = name_of(path)
    say(root, f"{given} {family} was there.")
    assert make(root).files
    closed = path.parents[1] / "defaults.yaml" if way == "of its folder" else path
    with open(closed, "a", encoding="utf-8") as file:
        file.write("visibility: partner\n" if way == "of its folder" else f"{way}\n")
    assert "S104" in [one.code for one in make_both(root).told]


def test_a_case_without_a_basis_whose_name_the_paper_says(root: Path) -> None:
    path, other = list_unlisted(root)[5:7]
    path.write_text(re.sub(r"basis: .*\n", "", path.read_text("utf-8")), "utf-8")
    assert make(root).files
    assert make(root).read < count_data(root)
    say(root, f"{' '.join(name_of(other))} was there.")
    assert make_both(root).files
    say(root, f"{' '.join(name_of(path))} was there.")
    assert "S121" in [one.code for one in make_both(root).told]


def test_what_a_statement_for_many_says_counts(root: Path) -> None:
    path = list_unlisted(root)[5]
    said = "statements: [{as_of: 2020-11-01, cases: [CASE], status: imprisoned, by: bureau-watch}]\n"
    verified = root / BRIEFING / "verified.yaml"
    verified.write_text(said.replace("CASE", path.stem), "utf-8")
    made = make_both(root)
    say(root, f"See [](case:{path.stem}).")
    assert make_both(root).files != made.files
    verified.write_text(said.replace("CASE", "nobody"), "utf-8")
    assert "R101" in [one.code for one in make_both(root).told]


def test_what_an_unread_file_says_in_the_open_is_no_secret(root: Path) -> None:
    """Somebody closed has the name of somebody open: the paper may say it."""
    one, other = list_unlisted(root)[5:7]
    given, family = name_of(other)
    say(root, f"{given} {family} was there.")
    one.write_text(re.sub(r"names:\n(  .*\n)+", f"names: {{preferred: {given} {family}}}\n", one.read_text("utf-8")))
    with open(one, "a", encoding="utf-8") as file:
        file.write("visibility: internal\n")
    assert make_both(root).files


def test_sources_of_unread_files_tell_those_of_the_paper_apart(root: Path) -> None:
    """A source that is named short has its title where another, anywhere, would have the same name."""
    make(root)
    path = list_unlisted(root)[4]
    listed = sorted((root / DATA / "cases").glob("*.yaml"))[0].read_text("utf-8")
    url = re.findall(r"https://[^\s\"']+", listed)[0]
    path.write_text(re.sub(r"url: \S+", f"url: {url}x/{url.rpartition('/')[2]}", path.read_text("utf-8")), "utf-8")
    made = make_both(root)
    assert make(root)[:2] == made[:2]
    assert make(root).read < count_data(root)


def test_faults_of_unlisted_files_are_told_as_ever(root: Path) -> None:
    one, other = list_unlisted(root)[7:9]
    was = one.read_text("utf-8")
    for change, code in (
        ({f"{one.stem}-news:": f"{other.stem}-news:"}, "D107"),
        ({"[list-code/": "[no-code/"}, "R101"),
        ({"basis: {": "basis: {removed: 2020-01-01, "}, None),
    ):
        for old, new in change.items():
            replace(one, old, new)
        told = [found.code for found in make_both(root).told]
        assert code is None or code in told
        one.write_text(was, "utf-8")


def test_records_that_unlisted_files_name_have_to_be_there(root: Path) -> None:
    themes = root / "data" / "themes.yaml"
    replace(themes, '"officers"', '"others"')
    assert "R101" in [one.code for one in make_both(root).told]
    replace(themes, '"others"', '"officers"')
    watch = root / DATA / "sources.yaml"
    replace(watch, "bureau-watch: {kind: monitoring", "bureau-watch: {kind: news, published: 1990-01-01")
    assert "D202" in [one.code for one in make_both(root).told]


def test_who_withdrew_is_not_added_again(root: Path) -> None:
    one, other = list_unlisted(root)[7:9]
    replace(one, "basis: {", "basis: {removed: 2020-01-01, ")
    make_both(root)
    given, family = name_of(one)
    text = other.read_text("utf-8")
    other.write_text(re.sub(r"names:\n(  .*\n)+", f"names: {{preferred: {given} {family}}}\n", text), "utf-8")
    assert "S125" in [found.code for found in make_both(root).told]


def test_what_is_kept_tells_nothing(root: Path) -> None:
    make(root)
    kept = [path.read_bytes() for path in (root.parent / "cache").rglob("*") if path.is_file()]
    assert kept
    for word in (b"archive", b"ruritania", b"example.org", b"gazette", name_of(list_unlisted(root)[0])[1].encode()):
        assert not any(word in one for one in kept)


def test_with_the_names_behind_pseudonyms_at_hand_all_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = root.parent / "names.yaml"
    names.write_text(f"{list_unlisted(root)[0].stem}: Rudolf Elphberg\n", "utf-8")
    monkeypatch.setenv("BRIEFING_PSEUDONYMS", str(names))
    before = {path: path.stat() for path in (root.parent / "cache").rglob("*")}
    assert make(root).read > CASES
    assert {path: path.stat() for path in (root.parent / "cache").rglob("*")} == before


# ── in a process beside the build ─────────────────────────────────────────────────────────────────────────────────────


def _do_nothing(_: Ahead) -> None:
    pass


def _kill(ahead: Ahead) -> None:
    os.kill(ahead._worker._process, signal.SIGKILL)


def _wait(ahead: Ahead) -> None:
    """Wait until all files are looked at."""
    select.select([ahead._known], [], [])


beside = pytest.mark.skipif(not worker.POSSIBLE, reason="there is no process beside a build")


@beside
def test_a_process_beside_finds_what_is_found_here(root: Path) -> None:
    make(root)
    say(root, "One more.")
    make(root)
    say(root, f"See [](case:{list_unlisted(root)[3].stem}).")
    time.sleep(WAIT)
    here, there = read_inputs(root, [EDITION], wait=True)[EDITION], read_beside(root, _do_nothing)
    assert there
    assert there == here
    assert [one.rows for one in there.looks] == [one.rows for one in here.looks]
    assert there.read() == here.read()
    assert list(there.files) == list(here.files)
    assert there.index
    assert here.index
    assert there.index.said
    assert there.index.known == here.index.known
    wanted = there.index.wanted[EDITION,]
    ids = list_ids(here.index)
    assert ids
    assert wanted == find_wanted(here.index, [EDITION], ids) != set()
    first, again = make(root, beside=_do_nothing), make(root, beside=_do_nothing)
    assert first[:3] == again[:3] == make_both(root)[:3]
    assert again.read < count_data(root)
    say(root, "The last one.")
    assert make_both(root, beside=_do_nothing).read < count_data(root)


@beside
def test_that_an_edition_is_new_is_told_once_all_is_looked_at(root: Path) -> None:
    make(root)
    for changed in (True, False):
        if changed:
            say(root, "It is new.")
        time.sleep(WAIT)
        ahead = Ahead(str(root))
        ahead.ask(EDITION)
        assert ahead.is_new(EDITION) == changed
        ahead.close()
        make(root)
    ahead = Ahead(str(root))
    _kill(ahead)
    assert not ahead.is_new(EDITION)
    ahead.close()


@beside
def test_what_is_saved_after_it_was_looked_at_is_in_nothing_that_is_kept(root: Path) -> None:
    make(root)
    say(root, "One more.")
    first = make(root)
    was = (root / OVERVIEW).read_bytes()
    say(root, "Once.")
    make_both(root)

    def save(ahead: Ahead) -> None:
        _wait(ahead)
        say(root, "Twice.")

    (root / OVERVIEW).write_bytes(was)
    say(root, "Thrice.")
    made = make(root, beside=save)
    assert made.listed
    assert made.listed.inputs[OVERVIEW] is None
    assert b"Twice" in made.files["md"]
    assert b"Twice" in make_both(root).files["md"]
    (root / OVERVIEW).write_bytes(was)
    assert make(root, beside=_do_nothing)[:3] == first[:3]


@beside
def test_a_file_that_comes_or_goes_after_it_was_looked_at(root: Path) -> None:
    make(root)
    path = list_unlisted(root)[3]
    was = path.read_bytes()
    say(root, f"See [](case:{path.stem}).")

    def take_away(ahead: Ahead) -> None:
        _wait(ahead)
        path.unlink()

    assert not make(root, beside=take_away).files
    assert make_both(root).told
    path.write_bytes(was)
    assert make_both(root, beside=_do_nothing).files


@beside
def test_it_is_begun_for_an_archive_of_which_something_is_known(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(root)
    make(root)
    monkeypatch.chdir(root / "data")

    def begins(*words: str) -> bool:
        beginning.begin(words)
        begun = bool(beginning._under_way)
        beginning.end()
        return begun

    assert begins(EDITION)
    for words in ((), ("--all",), (EDITION, "--check"), ("--help",)):
        assert not begins(*words)
    monkeypatch.setenv(VARIABLE, "off")
    assert not begins(EDITION)
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("BRIEFING_PSEUDONYMS", str(root / "names.yaml"))
    assert not begins(EDITION)
    monkeypatch.delenv("BRIEFING_PSEUDONYMS")
    journal = root / BRIEFING / ".briefing-journal"
    journal.touch()
    assert not begins(EDITION)
    journal.unlink()
    monkeypatch.chdir(root.parent)
    assert not begins(EDITION)
    monkeypatch.chdir(root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(root.parent / "another"))
    assert not begins(EDITION)


@beside
def test_the_command_asks_for_what_was_begun(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(root)
    say(root, "One more.")
    monkeypatch.chdir(root)
    out = {}
    for number, do in enumerate((_do_nothing, _kill, None)):
        say(root, f"Number {number}.")
        time.sleep(WAIT)
        if do:
            beginning.begin([EDITION])
            do(beginning._under_way[0])
        words = ["build", EDITION, "--format", "md", "--out", str(tmp_path / str(number))]
        ran = CliRunner().invoke(briefing, words)
        assert ran.exit_code == 0, ran.output
        assert not beginning._under_way
        out[number] = (tmp_path / str(number) / EDITION / f"{EDITION}.md").read_bytes()
        assert f"Number {number}.".encode() in out[number]
        replace(root / OVERVIEW, f"      Number {number}.\n", "")


# ── whatever was done before ──────────────────────────────────────────────────────────────────────────────────────────


def _do_something(root: Path, chance: random.Random) -> str:
    """Change something in a workspace; return what."""
    path, other = chance.choice(list_unlisted(root)), chance.choice(list_unlisted(root))
    given, family = name_of(other)
    said = path.read_text("utf-8")
    match chance.choice(("word", "visibility", "field", "name", "copy", "id", "prose", "delete", "touch", "restore")):
        case "word":
            path = chance.choice(list_files(root))
            was = path.read_bytes()
            words = re.findall(rb"\w{4,}", was) or [b"nothing"]
            path.write_bytes(was.replace(chance.choice(words), chance.choice(words), 1))
        case "visibility":
            level = chance.choice(("public", "partner", "internal"))
            path.write_text(re.sub(r"^visibility: .*\n", "", said, flags=re.M) + f"visibility: {level}\n", "utf-8")
        case "field":
            fields = ("related: [{id}]", "group: {id}", "display: initials", "date_of_birth: {{date: 1980-02-03}}")
            path.write_text(f"{said}{chance.choice(fields).format(id=other.stem)}\n", "utf-8")
        case "name":
            path.write_text(re.sub(r"(preferred: )\w+ \w+", rf"\g<1>{given} {family}", said, count=1), "utf-8")
        case "copy":
            path.with_name(f"new-{chance.randint(1, 9)}.yaml").write_text(said, "utf-8")
        case "id":
            path.write_text(said.replace(f"{path.stem}-news", f"{other.stem}-news"), "utf-8")
        case "prose":
            told = ("{given} {family} came.", "It is told.[@{id}-news]", "See [](case:{id}).", "{family} came.")
            say(root, chance.choice(told).format(given=given, family=family, id=other.stem))
        case "delete":
            path.unlink()
        case "touch":
            os.utime(path, (1, 1))
        case _:
            return "nothing"
    return f"{path.name}: {said}"


@pytest.mark.ci
def test_after_any_change_it_is_what_is_made_of_all(root: Path) -> None:
    chance, of_ways = random.Random(2), random.Random(3)
    was = {path: path.read_bytes() for path in list_files(root)}
    by_parts = 0
    for _ in range(examples(30)):
        for _ in range(chance.randint(1, 2)):
            _do_something(root, chance)
        ways = (None, _do_nothing, _do_nothing, _kill) if worker.POSSIBLE else (None,)
        made = make_both(root, chance.choice(("public", "public", "partner")), of_ways.choice(ways))
        by_parts += bool(made.files) and made.read < count_data(root)
        if chance.random() < 0.5 or not made.files:
            restore(root, was)
    assert by_parts
