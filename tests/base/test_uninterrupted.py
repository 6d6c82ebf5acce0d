"""Who ends a process ends it, whatever Python is doing at that moment."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.places import ROOT

_PROGRAM = """
import os, signal, sys
from generator.base.uninterrupted import fork

def end():
    os.kill(os.getpid(), signal.SIGTERM)
    for _ in range(1000):  # the handler runs between two steps of a program
        pass

signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
os.register_at_fork(after_in_parent=end)
if not {fork}():
    os._exit(0)
sys.exit(0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
@pytest.mark.parametrize(("fork", "code"), [("fork", 7), ("os.fork", 0)])
def test_an_end_that_comes_while_a_process_forks_is_heard(fork: str, code: int) -> None:
    words = [sys.executable, "-c", _PROGRAM.replace("{fork}", fork)]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ran.returncode == code
    assert ("Exception ignored" in ran.stderr) is (fork == "os.fork")  # why there is a fork of our own
