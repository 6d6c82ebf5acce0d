"""Run commands as cold processes, in turn, and keep the best of several runs; stop when the time for all is over."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Timer

_STARTED = """
import json, os, sys, time
start = time.perf_counter()
if not (child := os.fork()):
    os.execvp(sys.argv[2], sys.argv[2:])
_, status, usage = os.wait4(child, 0)
took = time.perf_counter() - start
told = [os.waitstatus_to_exitcode(status), took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss]
with open(sys.argv[1], "w") as file:
    json.dump(told, file)
"""
"""A small process starts what is measured: Linux counts the memory of the process that started another as that of the
other (`exec_mmap` in fs/exec.c keeps the peak from before the exec), and the benchmark is larger than some commands."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command to measure; `before` puts things in order before each run, outside the time; `codes` are
    the exit codes of one that did its work, `environment` what it has beyond that of the benchmark."""

    words: tuple[str, ...]
    folder: Path
    before: Callable[[], object] | None = None
    codes: tuple[int, ...] = (0,)
    environment: Mapping[str, str] = field(default_factory=dict)

    def with_environment(self, environment: Mapping[str, str]) -> Command:
        """Return the command with more in its environment."""
        return replace(self, environment={**self.environment, **environment})


@dataclass(slots=True)
class Measured:
    """The best of `runs` runs: seconds from start to end, seconds of the processors, MiB of the largest process; and
    what the command said where it `failed`."""

    seconds: float = float("inf")
    cpu: float = float("inf")
    peak: float = float("inf")
    runs: int = 0
    failed: str = ""


def best(
    commands: Mapping[str, Command], most: int, seconds: float, until: float = float("inf")
) -> dict[str, Measured]:
    """Return the best of up to `most` runs of each command. They take turns, so that a busy moment meets them alike; a
    command that has run for `seconds` altogether is not run again, but every one runs once. What still runs `until` a
    moment of the monotonic clock is ended, and what took longer than is left is not begun again; what was never done by
    then has no runs. A command that fails is not run again either; the others go on."""
    found = {name: Measured() for name in commands}
    spent, last = dict.fromkeys(commands, 0.0), dict.fromkeys(commands, 0.0)
    for _ in range(most):
        for name, command in commands.items():
            if spent[name] <= seconds and time.monotonic() + last[name] < until and not found[name].failed:
                try:
                    last[name] = _run(command, found[name], until)
                except RuntimeError as error:
                    found[name].failed = str(error)
                spent[name] += last[name]
    return found


def _run(command: Command, result: Measured, until: float) -> float:
    """Run a command once and return the seconds that it took; RuntimeError with what it said where it fails."""
    if command.before:
        command.before()
    # compiled modules are kept, as they are on any user's machine
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= command.environment
    with tempfile.TemporaryFile() as said, tempfile.NamedTemporaryFile("r") as told:
        # a group of its own, so that its workers end with it
        process = subprocess.Popen(
            (sys.executable, "-I", "-S", "-c", _STARTED, told.name, *command.words),
            cwd=command.folder,
            env=environment,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        start = time.monotonic()
        late = Timer(min(until - start, 1e6), os.killpg, (process.pid, signal.SIGKILL))
        late.start()
        ended = process.wait()
        late.cancel()
        if ended == -signal.SIGKILL and time.monotonic() >= until:
            return time.monotonic() - start
        code, took, cpu, peak = json.load(told) if ended == 0 else (ended, 0.0, 0.0, 0)
        if code not in command.codes:
            said.seek(0)
            raise RuntimeError(f"{shlex.join(command.words)}\n{said.read().decode(errors='replace')}")
    result.seconds = min(result.seconds, took)
    result.cpu = min(result.cpu, cpu)
    # in kilobytes, on macOS in bytes: of the process or of one that it waited for, whichever was larger
    result.peak = min(result.peak, peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))
    result.runs += 1
    return took
