"""The command as a process of its own: what it loads, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import pytest

from generator.cli.build import _is_missing
from tests.support.places import ROOT
from tests.support.workspaces import EDITION, write


def _run(
    folder: Path,
    *words: str,
    python: tuple[str, ...] = (),
    more: Mapping[str, str] = {},
    stdout: IO[bytes] | None = None,
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *python, "-m", "generator", *words]
    environment = {"PATH": "", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}
    pipe = subprocess.PIPE
    return subprocess.run(
        command, cwd=folder, env=environment, stdout=stdout or pipe, stderr=pipe, text=True, check=False
    )


def test_the_process_ends_with_the_exit_code_and_all_its_words(tmp_path: Path) -> None:
    root = write(tmp_path)
    found = _run(root, "explain", "D102")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.rstrip().endswith("."), found.stdout[-200:]
    wrong = _run(root, "explain", "D999")
    assert wrong.returncode == 2
    assert "D999" in wrong.stderr


def test_nothing_is_loaded_that_few_commands_need(tmp_path: Path) -> None:
    listed = _run(write(tmp_path), "list", python=("-X", "importtime"))
    assert listed.returncode == 0, listed.stderr
    loaded = {line.rpartition("|")[2].strip() for line in listed.stderr.splitlines()}
    assert "generator.cli.workspace" in loaded  # so the list of what was loaded is read right
    assert not loaded & {
        "generator.cli.build",
        "difflib",
        "webbrowser",
        "tempfile",
        "importlib.metadata",
        "jinja2",
        "lxml",
        "docx",
        "weasyprint",
    }


@pytest.mark.skipif(os.name != "posix", reason="Windows has no signal that a process can send to itself alone")
@pytest.mark.parametrize(
    "while_loading", ["generator.runs.said_before", "generator.base.kept", "click", "generator.cli"]
)
def test_who_stops_it_before_the_command_is_there_reads_no_traceback(tmp_path: Path, while_loading: str) -> None:
    (tmp_path / "stopped.py").write_text(
        f"""
import os, runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
class Stopping:
    def find_spec(self, name, path=None, target=None):
        if name == {while_loading!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Stopping())
sys.argv = ["briefing", "build"]
runpy.run_module("generator", run_name="__main__", alter_sys=True)
""",
        "utf-8",
    )
    stopped = subprocess.run(
        [sys.executable, "stopped.py"], cwd=tmp_path, env={"PATH": "", "PYTHONPATH": str(ROOT)}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert (stopped.returncode, stopped.stdout, stopped.stderr) == (2, "", "stopped\n")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no signal that a process can send to itself alone")
@pytest.mark.parametrize("number", [5, 100])
def test_who_stops_it_while_python_hears_nobody_is_heard_a_moment_later(tmp_path: Path, number: int) -> None:
    (tmp_path / "stopped.py").write_text(
        f"""
import os, runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
left = {number}
def watch(frame, event, argument):  # in what lets the lock of a module go, from which nobody can raise
    global left
    code = frame.f_code
    if event == "call" and (code.co_name, code.co_filename) == ("cb", "<frozen importlib._bootstrap>"):
        left -= 1
        if not left:
            sys.setprofile(None)
            os.kill(os.getpid(), signal.SIGINT)
sys.setprofile(watch)
sys.argv = ["briefing", "build", "{EDITION}", "--format", "md"]
runpy.run_module("generator", run_name="__main__", alter_sys=True)
""",
        "utf-8",
    )
    root = write(tmp_path / "workspace")
    environment = {"PATH": "", "PYTHONPATH": str(ROOT), "BRIEFING_CACHE": "off"}
    stopped = subprocess.run(
        [sys.executable, tmp_path / "stopped.py"], cwd=root, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (stopped.returncode, stopped.stdout, stopped.stderr.strip()) == (2, "", "stopped")
    assert not (root / "build").exists()


def test_a_folder_that_can_not_be_looked_through_has_no_paper_yet(tmp_path: Path) -> None:
    closed = tmp_path / "papers"
    closed.mkdir(mode=0o300)
    for folder in (closed, tmp_path / "nowhere", Path(__file__)):
        assert _is_missing(folder, ["md"])
    closed.chmod(0o700)


@pytest.mark.slow
def test_where_nothing_is_to_do_neither_schema_nor_document_is_loaded_and_later_not_even_the_command(
    tmp_path: Path,
) -> None:
    root = write(tmp_path / "workspace")
    words, kept = ("build", EDITION, "--format", "md"), {"XDG_CACHE_HOME": str(tmp_path / "kept")}
    assert _run(root, *words, more=kept).returncode == 0
    time.sleep(2.1)  # then the times of files are trusted
    again, once_more = (_run(root, *words, python=("-X", "importtime"), more=kept) for _ in range(2))
    assert "nothing to do" in again.stdout, again.stderr
    assert (once_more.returncode, once_more.stdout) == (again.returncode, again.stdout), once_more.stderr
    loaded = _list_loaded(again)
    assert "generator.runs.fingerprint" in loaded  # so the list of what was loaded is read right
    assert not loaded & {
        "generator.runs.outputs",
        "generator.runs.manifest",
        "generator.runs.git_revision",
        "generator.paper.workspace",
        "pydantic",
        "generator.records.schema",
        "generator.paper.document",
        "markdown_it",
        "ruamel.yaml",
    }
    loaded = _list_loaded(once_more)
    assert "generator.runs.said_before" in loaded
    if sys.platform != "win32":  # where times tell too little
        assert not loaded & {"generator.cli", "generator.base.look", "click", "dataclasses", "typing", "pathlib"}
        _ends_as_ever_where_nothing_can_be_said(root, words, kept)


def _ends_as_ever_where_nothing_can_be_said(root: Path, words: tuple[str, ...], kept: dict[str, str]) -> None:
    runs = []
    for more in (kept, {"BRIEFING_CACHE": "off"}, kept):
        reader, writer = os.pipe()
        os.close(reader)
        full_or_null = "/dev/full" if Path("/dev/full").exists() else os.devnull
        with open(writer, "wb") as shut, open(full_or_null, "wb") as full:
            runs.append([_run(root, *words, more=more, stdout=out) for out in (shut, full, None)])
    ends = [[(one.returncode, one.stderr) for one in each] for each in runs]
    assert ends[0] == ends[1] == ends[2]
    assert ends[0][0][0]
    assert not ends[0][-1][0]


def _list_loaded(ran: subprocess.CompletedProcess[str]) -> set[str]:
    return {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
