"""Run commands as cold processes, in turn, and keep the best of several runs."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Command:
    """A command to measure; `before` puts things in order before each run, outside the time."""

    words: tuple[str, ...]
    folder: Path
    before: Callable[[], object] | None = None


@dataclass(slots=True)
class Measured:
    """The best of `runs` runs: seconds from start to end, seconds of the processors, MiB of the largest process."""

    seconds: float = float("inf")
    cpu: float = float("inf")
    peak: float = float("inf")
    runs: int = 0


def best(commands: Mapping[str, Command], most: int, seconds: float) -> dict[str, Measured]:
    """Return the best of up to `most` runs of each command. They take turns, so that a busy moment meets them alike; a
    command that has run for `seconds` altogether is not run again, but every one runs once."""
    found = {name: Measured() for name in commands}
    spent = dict.fromkeys(commands, 0.0)
    for _ in range(most):
        for name, command in commands.items():
            if spent[name] <= seconds:
                spent[name] += _run(command, found[name])
    return found


def _run(command: Command, result: Measured) -> float:
    """Run a command once and return the seconds that it took; RuntimeError with what it said where it fails."""
    if command.before:
        command.before()
    # compiled modules are kept, as they are on any user's machine
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command.words, cwd=command.folder, env=environment, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{shlex.join(command.words)}\n{said.read().decode(errors='replace')}")
    result.seconds = min(result.seconds, took)
    result.cpu = min(result.cpu, usage.ru_utime + usage.ru_stime)
    # in kilobytes, on macOS in bytes: of the process or of one that it waited for, whichever was larger
    result.peak = min(result.peak, usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10))
    result.runs += 1
    return took
