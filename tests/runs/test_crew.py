"""Several editions at once, on all processors: the same bytes and words in the same order as one after the other, and
nothing is left of a run that is stopped."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
import weakref
from pathlib import Path
from typing import Literal

import pytest

from generator.base import processors
from generator.base.diagnostics import BriefingError
from generator.paper.workspace import Workspace
from generator.runs import press
from generator.runs.crew import _AHEAD, Order, _Crew, _Job, _serve, make_all
from generator.runs.press import Finished
from tests.support.commands import run
from tests.support.places import ROOT
from tests.support.trees import tree
from tests.support.workspaces import EDITION, FILES, with_pages, write

FAULT = "briefings/b-fault/overview.yaml"


def editions(root: Path, *names: str) -> Path:
    """Write a workspace with editions of these names beside the usual one, which differ by a word; `b-fault` has a
    fault, and all have a warning of the data that they share."""
    own = {name: text for name, text in FILES.items() if EDITION in name and not name.endswith("prisoners.yaml")}
    files: dict[str, str | bytes | None] = {}
    for id in names:
        for name, text in own.items():
            text = text.replace("annexes: [prisoners]\n", "").replace(EDITION, id).replace("May", f"May, of {id}", 1)
            files[name.replace(EDITION, id)] = text
    if "b-fault" in names:
        files[FAULT] = "kind: overview\ntitle: [\n"
    return write(root, files, style=True)


def plain(made: object) -> object:
    """Return what can be compared of papers, or of what is wrong with them."""
    return made.diagnostics if isinstance(made, BriefingError) else (made.audience, made.files, made.notices)  # type: ignore[attr-defined]


def made_of(
    root: Path, names: list[str], formats: list[str], number: int, start: Literal["fork", "spawn"] = "fork"
) -> list[tuple[str, object]]:
    orders = [Order(name, "en") for name in names]
    made = make_all(Workspace(root, names), orders, formats, None, number, start=start)
    return [(name, plain(one)) for name, one in made]


@pytest.mark.ci
def test_a_build_on_two_processors_says_and_writes_what_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = with_pages(editions(tmp_path, "b-fault", "c"))
    words = ("build", "--all", "--format", "pdf,html,md", "--out", "out")
    monkeypatch.setenv("BRIEFING_PROCESSORS", "1")
    one = run(root, *words)
    (root / "out").rename(root / "one")
    monkeypatch.setenv("BRIEFING_PROCESSORS", "2")
    two = run(root, *words)
    assert one == two
    assert one.code == 1
    papers = [f"out/{name}/{name}.{end}" for name in ("c", EDITION) for end in ("pdf", "html", "md")]
    assert one.out.splitlines() == [*papers, "out/ruritania/index.html", "out/ruritania/index.md"]
    assert "b-fault: 1 error" in one.err
    assert tree(root / "one") == tree(root / "out")
    assert not multiprocessing.active_children()


@pytest.mark.slow
@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_forked_or_not_it_is_as_one_after_the_other(start: Literal["fork", "spawn"], tmp_path: Path) -> None:
    names = ["a", "b-fault", "c"]
    root = editions(tmp_path, *names)
    one, two = (made_of(root, names, ["html", "md"], number, start) for number in (1, 2))
    assert [name for name, _ in two] == names
    assert one == two


@pytest.mark.slow
def test_what_a_killed_worker_had_in_hand_is_made_all_the_same(tmp_path: Path) -> None:
    names = ["a", "c", "d", "e", "f"]
    root = editions(tmp_path, *names)
    there = Workspace(root, names)
    killed: list[str] = []

    def kill(edition: str, format: str | None) -> None:
        if edition in ("a", "e") and edition not in killed:  # one soon, and later the other, too
            killed.append(edition)
            worker = multiprocessing.active_children()[0]
            worker.kill()
            worker.join()

    made = list(make_all(there, [Order(name, "en") for name in names], ["html", "md"], None, 2, kill))
    assert killed == ["a", "e"]
    assert [(name, plain(one)) for name, one in made] == made_of(root, names, ["html", "md"], 1)


@pytest.mark.slow
def test_a_fault_of_the_program_is_raised_with_its_line_after_what_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["a", "c", "d"]
    root = editions(tmp_path, *names)
    write_markdown = press._WRITERS["md"]

    def broken(document: object, *rest: object) -> Finished:
        if document.id == "c":  # type: ignore[attr-defined]
            raise LookupError("no such thing")
        return write_markdown(document, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(press, "_WRITERS", {**press._WRITERS, "md": broken})
    made = make_all(Workspace(root, names), [Order(name, "en") for name in names], ["md"], None, 2)
    assert next(made)[0] == "a"
    with pytest.raises(LookupError) as raised:
        next(made)
    assert [step.name for step in raised.traceback][-1] == "broken"
    assert not multiprocessing.active_children()


@pytest.mark.slow
def test_finished_papers_that_wait_for_their_turn_are_few(tmp_path: Path) -> None:
    names = [f"e{number}" for number in range(2 * _AHEAD + 3)]
    job = _Job(Workspace(editions(tmp_path, *names), names), ("md",), None)
    with _Crew(job, [Order(name, "en") for name in names], 2, "fork") as crew:
        for _ in range(600):
            crew.hand_out(0)
            crew.hear(names[0], lambda edition, format: None)
            if len(crew.made) == 2 * _AHEAD:
                break
        crew.hand_out(0)
        assert not any(crew._hands.values())
        assert sorted(crew.made) == list(range(2 * _AHEAD))


@pytest.mark.ci
def test_who_stops_a_run_on_two_processors_leaves_no_file_and_no_process(tmp_path: Path) -> None:
    root = editions(tmp_path, "a", "c", "d")
    lines = "\n\n".join(f"      Word number {n} of a long paper about nothing at all." for n in range(600))
    for name in (EDITION, "a", "c", "d"):
        long = f"kind: overview\ntitle: Overview\nblocks:\n  - text: |\n{lines}\n"
        (root / "briefings" / name / "overview.yaml").write_text(long, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BRIEFING_PROCESSORS": "2"}
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--all"],
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # a group of its own, as a terminal gives one to each command; SIGINT is heard wherever the tests run
        preexec_fn=lambda: (os.setpgid(0, 0), signal.signal(signal.SIGINT, signal.SIG_DFL)),  # type: ignore[func-returns-value]
    )
    for _ in range(300):
        if len(group := in_group(process.pid)) > 2:
            break
        time.sleep(0.05)
    assert len(group) > 2
    time.sleep(1)  # they are at work
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (2, "", "\nstopped\n")
    for _ in range(100):  # who lays out for a worker ends with it, and is waited for by the system
        if not in_group(process.pid):
            break
        time.sleep(0.05)
    assert in_group(process.pid) == []
    assert not (root / "build").exists()


def in_group(leader: int) -> list[int]:
    """Return the processes of a group, those that ended and that nobody waited for among them."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            said = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(said[2]) == leader:
            found.append(int(path.parent.name))
    return found


def test_processors_are_those_of_the_machine_unless_less_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processors, "_LIMIT", tmp_path / "none")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)))
    counted = {}
    for said in ("", "3", "0", "all", "-1"):
        monkeypatch.setenv("BRIEFING_PROCESSORS", said)
        counted[said] = processors.count_processors()
    assert counted == {"": 8, "3": 3, "0": 8, "all": 8, "-1": 8}
    for limit, number in {"max 100000": 8, "200000 100000": 2, "50000 100000": 1, "1600000 100000": 8}.items():
        (tmp_path / "limit").write_text(limit)
        monkeypatch.setattr(processors, "_LIMIT", tmp_path / "limit")
        assert processors.count_processors() == number, limit


@pytest.mark.slow
def test_a_worker_that_is_told_to_end_while_python_frees_objects_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python prints and ignores what is raised there, an exit too: the worker waited for work for ever, and the command
    for it."""

    class Freed:
        pass

    def collect() -> None:
        freed = Freed()
        heard = weakref.ref(freed, lambda _: os.kill(os.getpid(), signal.SIGTERM))
        del freed
        assert heard() is None

    root = write(tmp_path, style=True)
    job = _Job(Workspace(root, [EDITION]), ("md",), None)
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    monkeypatch.setattr("gc.collect", collect)
    worker = context.Process(target=_serve, args=(theirs, job, os.getpid()), daemon=True)
    worker.start()
    try:
        ours.send((0, Order(EDITION, "en"), False))
        while ours.poll(60) and ours.recv()[1]:
            pass
        worker.join(30)
        assert worker.exitcode == 0
    finally:
        worker.kill()
