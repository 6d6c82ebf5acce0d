"""Say in Markdown and in a picture what one run measured, for docs/performance.md.

In: the figures of a run. Out: tables; a chart of cost against size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.benchmarks.chart import Panel, draw_chart
from tests.benchmarks.goals import judge
from tests.benchmarks.measure import Measured

_GROUPS = (
    ("papers", "The paper of 2020, so many times its content (all read: without what an earlier build kept)", "{:,} x"),
    (
        "people",
        "A list of so many people: all read, if nothing else is said; `again`: nothing changed since",
        "{:,} people",
    ),
    ("archives", "An archive of so many cases, of which a paper lists 20", "{:,} cases"),
    ("at once", "Every shipped paper at once, all read", ""),
)
_DRAWN = (
    "ours: docx", "ours: docx, one sentence changed", "ours: docx, all read", "Pandoc: md to docx",
    "ours: pdf, all read", "WeasyPrint, bare", "Typst: typ to pdf", "ours: html, all read",
)  # fmt: skip


def write_report(run: dict[str, Any]) -> str:
    """Return the tables of a run, with the goals first."""
    machine = ", ".join(f"{key} {value}" for key, value in run["machine"].items())
    parts = ["# What one run of `make bench` measured", "", machine + ".", "", *_write_goals(run)]
    for group, title, size in _GROUPS:
        if run[group]:
            parts += ["", f"## {title}", "", *_write_group(run[group], size)]
    for name, seconds in run["edits"].items():
        told = ", ".join(f"{one:.2f}" for one in seconds)
        parts += ["", f"One sentence changed, {name}: seconds from the saved file to the page: {told}."]
    for kind in ("failed", "left out"):
        parts += [f"\n## {kind.capitalize()}\n"] * bool(run.get(kind))
        parts += [f"- {one.splitlines()[0]}" for one in run.get(kind, ())]
    return "\n".join([*parts, ""])


def list_failures(found: Mapping[str, Measured]) -> list[str]:
    """Return the commands that failed, each with what it said."""
    return [f"{name}: {one.failed}" for name, one in found.items() if one.failed]


def _write_goals(run: dict[str, Any]) -> Iterator[str]:
    yield "| to reach | measured | bound | |"
    yield "|---|---|---|---|"
    for verdict in judge(run):
        yield f"| {' | '.join(verdict.words())} |"


def _write_group(found: list[dict[str, Any]], size: str) -> Iterator[str]:
    commands = dict.fromkeys(name for one in found for name in one["commands"])
    yield "| s / s of the processors / MiB | " + " | ".join(size.format(one["size"]) for one in found) + " |"
    yield "|---|" + "---|" * len(found)
    for name in commands:
        cells = (_say(one["commands"].get(name)) for one in found)
        yield f"| {name} | {' | '.join(cells)} |"


def _say(measured: dict[str, Any] | None) -> str:
    if not measured or not measured["runs"]:
        return "–"
    return f"{measured['seconds']:.3g} / {measured['cpu']:.3g} / {measured['peak']:.0f}"


def draw_growth(run: dict[str, Any]) -> str | None:
    """Return the chart of what papers, lists and archives cost against their size; None where no command was measured
    at two sizes."""
    papers = {
        name.removeprefix("ours: "): line for name, line in _list_lines(run["papers"], "cpu").items() if name in _DRAWN
    }
    panels = [
        Panel(
            "Papers of 1, 5 and 25 times the content", "times the paper of 2020", "seconds of the processors", papers
        ),
        Panel("Lists of people", "people", "seconds of the processors", _list_lines(run["people"], "cpu")),
        Panel("Lists of people: memory", "people", "MiB of the largest process", _list_lines(run["people"], "peak")),
        Panel("Archives", "cases", "seconds of the processors", _list_lines(run["archives"], "cpu")),
    ]
    drawn = tuple(panel for panel in panels if panel.lines)
    machine = run["machine"]
    said = "Dashed: in proportion to the size. "
    said += f"Cold processes; Python {machine['python']}, {machine['processors']} processors, {machine['day']}."
    return draw_chart(drawn, said) if drawn else None


def _list_lines(found: list[dict[str, Any]], what: str) -> dict[str, tuple[tuple[float, float], ...]]:
    """Return the lines of the commands that were measured at two sizes or more."""
    lines: dict[str, list[tuple[float, float]]] = {}
    for one in sorted(found, key=lambda one: one["size"]):
        for name, measured in one["commands"].items():
            if measured["runs"]:
                lines.setdefault(name, []).append((one["size"], measured[what]))
    return {name: tuple(line) for name, line in lines.items() if len(line) > 1}
