"""The recipe of docs/many-machines.md, with the engine itself: separate folders, a worker that is killed, only what
changed, and the same bytes as `build`."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.runs.test_crew import editions
from tests.support.commands import run
from tests.support.places import ROOT
from tests.support.trees import read_files
from tests.support.workspaces import EDITION, with_pages

SNAKEMAKE = os.environ.get("SNAKEMAKE", str(Path(sys.prefix) / "engine" / "bin" / "snakemake"))
RECIPE = ROOT / "docs" / "many-machines.smk"
EDITIONS = int(os.environ.get("MANY", "4"))
BRIEFING = f"{shlex.quote(sys.executable)} -m generator"


def start(root: Path) -> subprocess.Popen[str]:
    """Let the engine build the workspace with two workers, as the page says."""
    words = ["--snakefile", str(RECIPE), "--cores", "2", "--config", f"briefing={BRIEFING}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(root / "cache")}
    return subprocess.Popen(
        [SNAKEMAKE, *words], cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def end(engine: subprocess.Popen[str]) -> str:
    """Wait for the engine, which has to succeed; return what it said."""
    said, _ = engine.communicate(timeout=600 + 20 * EDITIONS)
    assert engine.returncode == 0, said
    return said


def find_build(root: Path) -> int | None:
    """Return the process that builds a paper of the workspace, where there is one."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes().split(b"\0")
            if words[1:4] == [b"-m", b"generator", b"build"] and (path / "cwd").resolve() == root.resolve():
                return int(path.name)
        except OSError:
            continue
    return None


def count_jobs(said: str) -> int:
    return said.count("localrule paper:") + said.count("\nrule paper:")


@pytest.mark.ci
def test_an_engine_builds_on_several_workers_what_one_build_does(tmp_path: Path) -> None:
    names = [f"zaptinar-{number}" for number in range(EDITIONS)]
    root = with_pages(editions(tmp_path, *names))
    # a worker is killed
    engine = start(root)
    for _ in range(600):
        if worker := find_build(root):
            break
        time.sleep(0.05)
    assert worker
    time.sleep(0.3)
    os.kill(worker, signal.SIGKILL)
    said = end(engine)
    assert "Trying to restart job" in said
    assert count_jobs(said) == len(names) + 2  # the one that was killed began twice
    # the same bytes, manifests and pages among them
    assert run(root, "build", "--all", "--out", "one").code == 0
    assert read_files(root / "build") == read_files(root / "one")
    assert len(json.loads(run(root, "targets", "--format", "json").out)) == 5 * (len(names) + 1)
    assert run(root, "build", "--check").code == 0
    # nothing to do
    said = end(start(root))
    assert "Nothing to be done" in said
    assert count_jobs(said) == 0
    # one edition is changed, and one is built
    section = root / "briefings" / "zaptinar-3" / "overview.yaml"
    section.write_text(section.read_text("utf-8").replace("This paper", "This short paper"), "utf-8")
    said = end(start(root))
    assert count_jobs(said) == 1
    assert "short paper" in (root / "build" / "zaptinar-3" / "zaptinar-3.md").read_text("utf-8")
    assert run(root, "build", "--all", "--out", "one").code == 0
    assert read_files(root / "build") == read_files(root / "one")
    assert EDITION in {path.name for path in (root / "build").iterdir()}
