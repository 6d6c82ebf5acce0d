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


_CTRL_C_AFTER_A_FORK = """
import os, signal, sys
from generator.base.uninterrupted import fork

signal.signal(signal.SIGINT, signal.default_int_handler)
os.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), signal.SIGINT))
if not (process := fork()):
    os._exit(5)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_a_new_process_hears_of_no_ctrl_c_not_even_at_once() -> None:
    ran = subprocess.run([sys.executable, "-c", _CTRL_C_AFTER_A_FORK], cwd=ROOT, capture_output=True, timeout=60)
    assert (ran.returncode, ran.stderr) == (5, b"")
