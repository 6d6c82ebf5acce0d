"""Hold what was measured to what was to be reached.

In: the figures of one run. Out: each goal with its figure and whether it was reached; what was not measured says so.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.at_once import ALL, ONE, REACH
from tests.benchmarks.growth import AGAIN, FIRST, SAVED
from tests.benchmarks.papers import ALL_READ, BARE, DOCX, EDITED, PANDOC, PDF

WAYS = {"": "second build of the same data", ALL_READ: "all read"}
"""How a paper is measured: what follows the name of its command, and what it is called."""
STATES = {AGAIN: "nothing changed", SAVED: "one record saved", "": "all read"}
"""The same of `check` and of the sheet of sources."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A goal: what it is of, its figure (None: not measured), what it is to be at most, or at least."""

    name: str
    value: float | None
    bound: float
    least: bool = False
    unit: str = ""

    @property
    def outcome(self) -> str:
        """Return reached, not reached or not measured."""
        if self.value is None:
            return "not measured"
        return "reached" if (self.value >= self.bound if self.least else self.value <= self.bound) else "not reached"

    def words(self) -> tuple[str, str, str, str]:
        """Return its name, figure, bound and outcome."""
        value = "–" if self.value is None else f"{self.value:.3g}{self.unit}"
        return self.name, value, f"{'≥' if self.least else '≤'} {self.bound:g}{self.unit}", self.outcome


def judge(run: dict[str, Any]) -> list[Verdict]:
    """Return the goals, those of papers first, then edits, archives, lists of people, all papers at once."""
    return [*_judge_papers(run), *_judge_edits(run), *_judge_archives(run), *_judge_people(run), *_judge_all(run)]


def find_figure(run: dict[str, Any], group: str, size: int, command: str, what: str) -> float | None:
    """Return a figure of a command (`seconds`, `cpu`, `peak`) at a size; None where it was not measured."""
    for one in run[group]:
        if one["size"] == size and (found := one["commands"].get(command)) and found["runs"]:
            return float(found[what])
    return None


def _over(run: dict[str, Any], one: tuple[str, int, str], other: tuple[str, int, str], what: str) -> float | None:
    above, below = find_figure(run, *one, what), find_figure(run, *other, what)
    return None if above is None or not below else above / below


def _judge_papers(run: dict[str, Any]) -> Iterator[Verdict]:
    edited = {"": WAYS[""], EDITED: "one sentence changed", ALL_READ: WAYS[ALL_READ]}
    for ours, peer, told, bounds, ways in (
        (PDF, BARE, "PDF over bare WeasyPrint", {1: 0.5, 25: 0.35}, WAYS),
        (DOCX, PANDOC, "DOCX over Pandoc", {1: 1.5, 5: 0.7, 25: 0.35}, edited),
    ):
        for times, bound in bounds.items():
            for way, which in ways.items():
                value = _over(run, ("papers", times, ours + way), ("papers", times, peer), "seconds")
                yield Verdict(f"{told}, {times} x, {which}", value, bound)
    for way, which in WAYS.items():
        peak = _over(run, ("papers", 25, PDF + way), ("papers", 25, BARE), "peak")
        yield Verdict(f"peak of the PDF over that of bare WeasyPrint, 25 x, {which}", peak, 0.5)


def _judge_edits(run: dict[str, Any]) -> Iterator[Verdict]:
    nothing = find_figure(run, "papers", 1, "ours: nothing to do", "seconds")
    yield Verdict("nothing to do, 1 x", nothing, 0.07, unit=" s")
    edits = run["edits"].get("paper")
    yield Verdict("one sentence changed, preview", statistics.median(edits) if edits else None, 0.3, unit=" s")


def _judge_archives(run: dict[str, Any]) -> Iterator[Verdict]:
    for format in ("md", "docx"):
        command = f"build, {format}"
        value = _over(run, ("archives", 10_000, command), ("archives", 20, command), "seconds")
        yield Verdict(f"a paper of 20 in 10,000 cases over one in 20, {format}", value, 1.3)
    bare = _over(run, ("archives", 10_000, "check again"), ("archives", 10_000, "bare parser"), "cpu")
    yield Verdict("`check` of 10,000 cases, warm, over the bare parser", bare, 1.5)
    first = find_figure(run, "archives", 10_000, FIRST, "seconds")
    yield Verdict("first finding of `check`, 10,000 cases, one file made wrong", first, 1.0, unit=" s")
    for command in ("check", "build, docx"):
        peak = find_figure(run, "archives", 10_000, command, "peak")
        yield Verdict(f"{command}, 10,000 cases, memory", peak, 500, unit=" MiB")


def _judge_people(run: dict[str, Any]) -> Iterator[Verdict]:
    for command in ("check", "sheet", "xlsx", "md", "json", "html", "docx", "pdf"):
        value = _over(run, ("people", 1500, command), ("people", 150, command), "cpu")
        yield Verdict(f"1,500 people over 150, {command}, all read", value, 11)
    for command, what, bound, unit in (
        ("check", "cpu", 6.0, " s"), ("sheet", "seconds", 5.0, " s"), ("sheet", "peak", 200.0, " MiB"),
        ("pdf", "peak", 600.0, " MiB"),
    ):  # fmt: skip
        kind = "memory" if what == "peak" else "time"
        for state, which in STATES.items() if command != "pdf" else (("", "all read"),):
            value = find_figure(run, "people", 1500, f"{command}{state}", what)
            yield Verdict(f"{command}, 1,500 people, {which}, {kind}", value, bound, unit=unit)


def _judge_all(run: dict[str, Any]) -> Iterator[Verdict]:
    one, both = (find_figure(run, "at once", 0, command, "seconds") for command in (ONE, ALL))
    value: float | None = one / both if one and both else None
    yield Verdict("`build --all`, one processor over all of them", value, REACH, least=True)
