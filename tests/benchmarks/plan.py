"""Do steps in order within some minutes: none is begun that cannot end in time, and none takes others along.

In: steps, each with about how many seconds it takes on a quiet machine. Out: what was left out, and what failed. How
much longer this machine takes is seen from the steps that are done.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

_TRUSTED = 20.0
"""Seconds of steps after which the pace that was seen counts for more than the one that was assumed."""
_LAST_LINES = 12


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: `work` returns what failed of it in words, if anything did; `takes` seconds, about."""

    name: str
    takes: float
    work: Callable[[float], Iterable[str] | None]


@dataclass(slots=True)
class Done:
    """What came of the steps: those that were not begun, and what failed, each with the name of its step."""

    left_out: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    pace: float = 1.0


def estimate_runs(took: float, most: int, seconds: float, wait: float = 0) -> float:
    """Return about how long it takes to run a command that takes so long up to `most` times, for about `seconds` (see
    `best`), where so long is waited before each run."""
    return (min(most, 1 + seconds / took) if took < seconds else 1) * (took + wait)


def do_steps(
    steps: Iterable[Step],
    until: float,
    pace: float = 1.0,
    tell: Callable[[str], None] = print,
    clock: Callable[[], float] = time.monotonic,
) -> Done:
    """Do the steps of which each can end before the moment `until`; `pace` is how many times as long as on a quiet
    machine they are expected to take, until some are done."""
    done = Done(pace=pace)
    spent, foreseen = _TRUSTED * pace, _TRUSTED
    for step in steps:
        began = clock()
        if began + step.takes * done.pace > until:
            done.left_out.append(f"{step.name}: about {step.takes * done.pace:.0f} s, {max(0, until - began):.0f} left")
            tell(f"\nnot begun: {done.left_out[-1]}")
            continue
        try:
            failed = list(step.work(until) or ())
        except Exception as error:
            # whatever it is: what was measured before stands, and what comes after is measured
            last = traceback.format_exc().strip().splitlines()[-_LAST_LINES:]
            failed = [f"{type(error).__name__}: {error}\n" + "\n".join(last)]
        else:
            spent, foreseen = spent + clock() - began, foreseen + step.takes
            done.pace = spent / foreseen
        for one in failed:
            done.failed.append(f"{step.name}: {one}")
            tell(f"\nfailed: {done.failed[-1]}")
    return done
