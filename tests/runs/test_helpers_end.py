"""A process beside the command does not outlive it, however the command ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.base.program_beside import run_beside
from generator.runs import worker
from tests.support.places import ROOT

_BUILD = """
import time
from generator.runs.worker import BuildWorker
beside = BuildWorker(lambda: None, time.sleep)
beside.send(100)
print(beside._process, flush=True)
time.sleep(100)
"""

_CREW = """
import multiprocessing, sys, time
from pathlib import Path
from generator.paper.workspace import Workspace
from generator.runs import press
from generator.runs.crew import Order, make_all
from tests.support.workspaces import EDITION, write

def told(*_):
    print(multiprocessing.active_children()[0].pid, flush=True)
    time.sleep(100)

press._WRITERS = {"md": lambda *_: time.sleep(100)}
root = write(Path(sys.argv[0] + ".root"))
list(make_all(Workspace(root, [EDITION]), [Order(EDITION, "en")] * 2, ["md"], None, 2, told))
"""

_PREVIEW = """
import asyncio, time
from generator.preview.worker import PreviewWorker

async def main():
    beside = PreviewWorker()
    await beside.ask(time.sleep, 0)
    print(beside._process.pid, flush=True)
    await beside.ask(time.sleep, 100)

if __name__ == "__main__":
    asyncio.run(main())
"""

_LIMITED = """
import os, time
from generator.base.limits import run_limited

run_limited(lambda: (print(os.getpid(), flush=True), time.sleep(50)), None)
"""

_PROGRAM = """
import sys, threading, time
from pathlib import Path
from generator.base.program_beside import run_beside

pid = Path(sys.argv[0] + ".pid")

def tell():
    while not (pid.exists() and pid.read_text().strip()):
        time.sleep(0.01)
    print(pid.read_text().strip(), flush=True)

threading.Thread(target=tell, daemon=True).start()
run_beside(["sh", "-c", f"sleep 100 & echo $! > '{pid}'; wait"], 100)  # as LibreOffice's, its command starts another
"""

_READER = """
import inspect, io, time
import pikepdf
from generator.formats.finished_pdf import read_beside

pdf = pikepdf.new()
pdf.add_blank_page()
pdf.Root.Said = pikepdf.Array([pikepdf.String(f"{n} {'said ' * 100}") for n in range(10_000)])
out = io.BytesIO()
pdf.save(out)
reading = read_beside(out.getvalue())
next(reading)  # more waits than the pipe holds
print(inspect.getgeneratorlocals(reading)["process"].pid, flush=True)
time.sleep(100)
"""


def runs(process: int) -> bool:
    """Tell whether a process is there and has not ended."""
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(not worker.POSSIBLE, reason="looks into /proc; elsewhere there is no process beside a build")
@pytest.mark.parametrize(
    "code",
    [_BUILD, _CREW, _PREVIEW, _LIMITED, _PROGRAM, _READER],
    ids=["build", "crew", "preview", "limited", "program", "reader"],
)
def test_a_process_at_work_ends_with_its_parent(code: str, tmp_path: Path) -> None:
    (tmp_path / "parent.py").write_text(code)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(tmp_path / "parent.py")]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        beside = int(parent.stdout.readline())
        assert runs(beside)
        time.sleep(0.3)  # it is at work now
        parent.send_signal(signal.SIGKILL)
    try:
        for _ in range(100):
            if not runs(beside):
                break
            time.sleep(0.1)
        assert not runs(beside)
    finally:
        if runs(beside):
            os.kill(beside, signal.SIGKILL)


def test_a_program_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    assert not run_beside(["sh", "-c", f"sleep 100 & echo $! > '{pid}'; wait"], 0.5)
    assert not runs(int(pid.read_text()))
    assert run_beside(["true"], 30)


@pytest.mark.skipif(not worker.POSSIBLE, reason="elsewhere there is no process beside a build")
def test_a_worker_that_is_closed_at_its_work_leaves_nothing_behind(tmp_path: Path) -> None:
    def work() -> None:
        with tempfile.TemporaryDirectory(dir=tmp_path):
            (tmp_path / "begun").touch()
            time.sleep(100)

    beside = worker.BuildWorker(lambda: None, work)
    beside.send()
    for _ in range(300):
        if (tmp_path / "begun").exists():
            break
        time.sleep(0.1)
    beside.close()
    assert [left.name for left in tmp_path.iterdir()] == ["begun"]


@pytest.mark.skipif(not worker.POSSIBLE, reason="elsewhere there is no process beside a build")
@pytest.mark.parametrize("letters", [1, 3_000_000])
def test_a_worker_puts_what_was_sent_ahead_before_the_rest(letters: int) -> None:
    beside = worker.BuildWorker(lambda: None, lambda *words: ".".join(words))
    beside.send_ahead(_halve, b"ab" * letters)
    beside.send("c", "d")
    assert beside.result() == "a" * letters + "." + "b" * letters + ".c.d"
    beside.close()


@pytest.mark.skipif(not worker.POSSIBLE, reason="elsewhere there is no process beside a build")
def test_a_worker_has_what_was_known_before_it_was_forked() -> None:
    ready: list[str] = []
    known = (lambda: "no pipe passes this",)  # what can't be packed goes along all the same
    beside = worker.BuildWorker(lambda: ready.append("ready"), lambda say: (say(), *ready), known)
    assert beside.result() == ("no pipe passes this", "ready")
    beside.close()


@pytest.mark.skipif(not worker.POSSIBLE, reason="elsewhere there is no process beside a build")
@pytest.mark.parametrize("letters", [1, 3_000_000])
def test_a_worker_gives_each_answer_as_soon_as_it_has_it_and_then_what_was_wrong(tmp_path: Path, letters: int) -> None:
    def work(word: str) -> Iterator[str]:
        yield word * letters
        while not (tmp_path / "heard").exists():
            time.sleep(0.01)
        yield "second"
        raise ValueError(word)

    beside = worker.BuildWorker(lambda: None, work)
    beside.send("a")
    assert beside.result(lambda: None) == "a" * letters
    (tmp_path / "heard").touch()
    assert beside.result(lambda: None) == "second"
    with pytest.raises(ValueError, match="a"):
        beside.result()
    with pytest.raises(RuntimeError, match="ended before its work was done"):
        beside.result()
    beside.close()


@pytest.mark.skipif(not worker.POSSIBLE, reason="elsewhere there is no process beside a build")
@pytest.mark.parametrize("letters", [0, 1_000])
def test_a_worker_that_is_killed_amid_its_answer_says_that_it_ended(tmp_path: Path, letters: int) -> None:
    def work() -> bytes:
        killed = os.getpid()
        if not os.fork():  # when the pipe is full
            while not (tmp_path / "heard").exists():
                time.sleep(0.01)
            os.kill(killed, signal.SIGKILL)
            os._exit(0)
        return b"a" * letters * 10_000

    beside = worker.BuildWorker(lambda: None, work, ())
    if not letters:
        assert beside.result() == b""
    else:
        time.sleep(0.3)
    (tmp_path / "heard").touch()
    time.sleep(0.3)
    with pytest.raises(RuntimeError, match="ended before its work was done"):
        beside.result()
    beside.close()


def _halve(packed: bytes) -> tuple[str, str]:
    return packed[::2].decode(), packed[1::2].decode()


@pytest.mark.skipif(not worker.POSSIBLE, reason="elsewhere there is no process beside a build")
def test_a_worker_tells_what_was_wrong_with_what_was_sent_ahead() -> None:
    beside = worker.BuildWorker(lambda: None, lambda *words: words)
    beside.send_ahead(_halve, b"\xff\xff")
    beside.send()
    with pytest.raises(UnicodeDecodeError):
        beside.result()
    beside.close()
