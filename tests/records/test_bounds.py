"""Data that is far too large, deep or long ends soon, with a diagnostic at its place and a short list."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.base import codes
from generator.base.diagnostics import Origin, shorten_list
from tests.support.commands import run
from tests.support.places import ROOT
from tests.support.workspaces import write

CASE = "data/ruritania/cases/large.yaml"
HEAD = "names: {preferred: X}\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "place"),
    [
        (HEAD + "".join(f"key{n}: 1\n" for n in range(1_000_000)), "large.yaml:1:1: error D023"),
        pytest.param(HEAD + "".join(f"k{n}: 1\n" for n in range(200_000)), "error D023", marks=pytest.mark.ci),
        (HEAD + "circumstances: " + "a" * 1_000_000 + "\n", "2:16: error D023"),
        (HEAD + "more: " + "[" * 1_000_000 + "\n", "error D011"),
        ("- " * 500_000 + "\n", "error D011"),
        ("a: &a [x, x]\nb: &b [*a, *a]\n", "2:8: error D005"),
    ],
    ids=["keys", "fewer-keys", "text", "deep", "list", "alias"],
)
def test_it_ends_soon_with_a_diagnostic(tmp_path: Path, text: str, place: str) -> None:
    write(tmp_path, {CASE: text})
    for words in (("check",), ("fmt", "--check")):
        # a process of its own: the peak of this one is that of all tests before
        command = [sys.executable, "-m", "generator", *words]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, preexec_fn=_limit, check=False
        )
        assert done.returncode == 1, done.stderr
        assert CASE in done.stdout + done.stderr
        assert place in done.stdout + done.stderr
        assert "a fault of its own" not in done.stderr


def _limit() -> None:
    """Let a process have 20 seconds of a processor, and a gigabyte."""
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))


@pytest.mark.ci
def test_a_long_list_of_one_kind_is_cut_and_counted(tmp_path: Path) -> None:
    write(tmp_path, {CASE: HEAD + "".join(f"key{n}: 1\n" for n in range(8_090))})
    begun = time.process_time()
    done = run(tmp_path, "check")
    assert done.out.count("error D103") == 100
    assert "and 7,990 more of the kind D103 unknown-field" in done.out
    assert time.process_time() - begun < 10
    assert len(json.loads(run(tmp_path, "check", "--format", "json").out)) >= 8_090
    sarif = json.loads(run(tmp_path, "check", "--format", "sarif").out)
    assert len([r for r in sarif["runs"][0]["results"] if r["ruleId"] == "D103"]) == 5_000
    assert "and 7,990 more" in run(tmp_path, "check", "--format", "github").out


def test_what_is_left_out_is_told_once_for_each_kind() -> None:
    many = [codes.TAB.at(Origin("x", n), "m") for n in range(1, 6)] + [codes.TAG.at(Origin("y"), "m")]
    assert [more for _, more in shorten_list(many, 3)] == [0, 0, 0, 0, 2]
