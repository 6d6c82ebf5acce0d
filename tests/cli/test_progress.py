"""How far a run has come: told on a terminal while there is something to wait for, and nowhere else."""

from __future__ import annotations

import contextlib
import functools
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.support.workspaces import BRIEFING, EDITION, FILES, with_pages, write

COMMAND = [sys.executable, "-m", "generator"]
ENVIRONMENT = {
    **os.environ,
    "TERM": "xterm-256color",
    "COLUMNS": "100",
    "PYTHONPATH": str(ROOT),
}


def on_terminal(root: Path, *words: str, both: bool = False) -> tuple[int, str, str]:
    """Run the command with stderr (and with `both` stdout) on a terminal; return its code, stdout and what the terminal
    got."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *words], cwd=root, env=ENVIRONMENT, stderr=theirs, stdout=theirs if both else subprocess.PIPE
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so where the other side is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    out = process.stdout.read().decode() if process.stdout else ""
    if process.stdout:
        process.stdout.close()
    return process.wait(), out, shown.decode()


def left_on(shown: str) -> list[str]:
    """Return the lines that are on the terminal in the end, as it takes the few signs that are used here."""
    lines, row = [""], 0
    for part in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|\r|\n|[^\x1b\r\n]+", shown):
        if part == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif part == "\r":
            continue
        elif part == "\x1b[2K":
            lines[row] = ""
        elif match := re.fullmatch(r"\x1b\[(\d*)A", part):
            row -= int(match[1] or 1)
        elif not part.startswith("\x1b"):
            lines[row] = lines[row] + part
    return [line for line in lines if line.strip()]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    second = {
        name.replace(EDITION, "second"): text.replace(EDITION, "second")
        for name, text in FILES.items()
        if EDITION in name
    }
    return with_pages(write(tmp_path_factory.mktemp("progress"), second, style=True))


@pytest.mark.ci
def test_a_terminal_shows_how_far_a_run_has_come_and_keeps_none_of_it(workspace: Path) -> None:
    code, out, shown = on_terminal(workspace, "build", "--all", "--format", "pdf,md", "--out", "one")
    assert code == 0
    assert out.splitlines() == [
        *(f"one/{name}/{name}.{format}" for name in (EDITION, "second") for format in ("pdf", "md")),
        "one/ruritania/index.md",
    ]
    assert EDITION in shown
    assert "/4 files" in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    kept = left_on(shown)
    assert kept[-1] == "2 editions: 2 built"
    assert not any("/4" in line for line in kept), kept


@pytest.mark.ci
def test_lines_and_the_bar_do_not_mix_on_one_terminal(workspace: Path) -> None:
    code, _, shown = on_terminal(workspace, "build", EDITION, "--format", "pdf,md", "--out", "two", both=True)
    assert code == 0
    assert "/2 files" in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    assert [line for line in left_on(shown) if "warning" not in line and "help" not in line] == [
        f"two/{EDITION}/{EDITION}.pdf",
        f"two/{EDITION}/{EDITION}.md",
    ]


@pytest.mark.ci
def test_who_stops_a_run_has_a_whole_terminal_again(workspace: Path, tmp_path: Path) -> None:
    workspace = shutil.copytree(workspace, tmp_path / "long", ignore=shutil.ignore_patterns("five"))
    # a paper that is laid out for some seconds, so that the run is not over before it is stopped
    lines = "\n\n".join(f"      Word number {n} of a long paper about nothing at all." for n in range(600))
    (workspace / BRIEFING / "overview.yaml").write_text(
        f"kind: overview\ntitle: Overview\nblocks:\n  - text: |\n{lines}\n", "utf-8"
    )
    ours, theirs = pty.openpty()
    # where the tests run in the background of a shell, SIGINT is ignored (POSIX.1, 2.11 of the shell), and so it would
    # be there
    heard = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    command = [*COMMAND, "build", "--all", "--format", "pdf", "--out", "five"]
    process = subprocess.Popen(command, cwd=workspace, env=ENVIRONMENT, stderr=theirs, preexec_fn=heard)
    os.close(theirs)
    shown = b""
    while b"files" not in shown:
        shown += os.read(ours, 4096)
    process.send_signal(signal.SIGINT)
    with contextlib.suppress(OSError):
        while part := os.read(ours, 65536):
            shown += part
    os.close(ours)
    assert process.wait() == 2
    assert shown.count(b"\x1b[?25l") == shown.count(b"\x1b[?25h")  # the cursor that is hidden is shown
    assert left_on(shown.decode()) == ["stopped"]
    assert not (workspace / "five").exists()


@pytest.mark.slow
def test_what_is_over_at_once_shows_nothing(workspace: Path) -> None:
    code, out, shown = on_terminal(workspace, "build", EDITION, "--format", "md", "--out", "three")
    assert (code, out, shown) == (0, f"three/{EDITION}/{EDITION}.md\n", "")


@pytest.mark.ci
def test_a_pipe_shows_no_progress_and_loads_nothing_for_it(workspace: Path) -> None:
    loaded = [
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "generator",
        "build",
        EDITION,
        "--format",
        "pdf",
        "--out",
        "four",
    ]
    ran = subprocess.run(loaded, cwd=workspace, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert ran.stdout == f"four/{EDITION}/{EDITION}.pdf\n"
    assert "\x1b" not in ran.stderr
    assert not re.search(r"\| +rich", ran.stderr)
