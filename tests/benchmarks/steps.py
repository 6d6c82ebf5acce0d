"""What a run of the benchmarks measures, in the order of what its goals need.

In: the sizes that were asked for, and where figures go. Out: steps, each with about how long it takes. First comes what
goals read, the short of it before the long; then what only tables and the chart have.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from tests.benchmarks import growth, papers
from tests.benchmarks.at_once import TAKES as ALL_TAKE
from tests.benchmarks.at_once import measure_all
from tests.benchmarks.edit import estimate_edits, measure_paper, measure_people
from tests.benchmarks.measure import Measured, best
from tests.benchmarks.plan import Step
from tests.benchmarks.report import list_failures
from tests.support.long_lists import write_long_list

PEOPLE_OF_GOALS, CASES_OF_GOALS = (150, 1500), (20, 10_000)
_EDITS, _EDITS_OF_A_LIST = 5, 1
_ONCE = 0
"""Seconds after which a command is not run again that only the chart has."""
_PATIENCE = 4
"""How many times as long as others a command is run that takes seconds, and of which a goal reads a ratio."""
_HASTE = 0.5
"""The same of commands before which it is waited each time, for a file to be trusted."""

Show = Callable[[str, dict[str, Any]], None]


def read_sizes(words: str) -> list[int]:
    """Return the sizes of an option, the smallest first."""
    return sorted(map(int, filter(None, words.split(","))))


def list_steps(run: dict[str, Any], options: argparse.Namespace, work: Path, show: Show) -> list[Step]:
    """Return the steps; each puts into `run` what it measured, and `show` is told."""
    scales, people, archives = (read_sizes(one) for one in (options.scales, options.people, options.archives))
    wants = options.edits

    @cache
    def make(times: int) -> papers.Papers:
        return papers.make_papers(options.edition, times, work / f"papers-{times}")

    of_papers = _make_paper_steps(run, options, make, show)
    of_lists = _make_list_steps(run, options, work, show)
    of_archives = _make_archive_steps(run, options, work, show)
    judged_people = [size for size in people if size in PEOPLE_OF_GOALS]
    judged_cases = [size for size in archives if size in CASES_OF_GOALS]
    short = [times for times in scales if times <= papers.LONG]
    long = [times for times in scales if times > papers.LONG]
    pdfs_of = judged_people if options.pdf else []
    return [
        *(of_papers(times, papers.JUDGED) for times in scales),
        *(of_papers(times, papers.JUDGED_EDITS, _HASTE) for times in scales if options.edition == papers.SENTENCE[0]),
        *([_edit_step(run, 0)] if wants and scales else []),
        *(of_papers(times, papers.JUDGED_PDFS, _PATIENCE) for times in short if times == 1),
        *([_all_step(run, options, show)] if options.all else []),
        *(of_lists(size, growth.WITHOUT_STATES) for size in judged_people[:-1]),
        *(of_lists(size, growth.WITHOUT_PDF) for size in judged_people[-1:]),
        *(of_archives(size) for size in judged_cases),
        *(of_papers(times, papers.JUDGED_PDFS[:2]) for times in long),
        *(of_lists(size, ("pdf",)) for size in pdfs_of),
        *(of_papers(times, papers.JUDGED_PDFS[2:]) for times in long),
        # from here on nothing is read by a goal
        *(of_papers(times, papers.OTHERS if times == 1 else papers.OTHERS_GROW) for times in short),
        *(of_lists(size, growth.OF_OTHER_LISTS) for size in people if size not in judged_people),
        *(of_archives(size, _ONCE) for size in archives if size not in judged_cases),
        *([_edit_step(run, people[-1])] if wants and people else []),
        *(of_papers(times, papers.OTHERS_GROW[:1]) for times in long),
        *(_stage_step(run, make, times) for times in dict.fromkeys((*short[:1], *short[-1:]))),
    ]


def add_figures(run: dict[str, Any], group: str, size: int, found: Mapping[str, Measured], **more: Any) -> list[str]:
    """Put what was measured of a size beside what is known of it; return what failed."""
    known = next((one for one in run[group] if one["size"] == size), None)
    if known is None:
        known = {"size": size, "commands": {}}
        run[group].append(known)
        run[group].sort(key=lambda one: int(one["size"]))
    known["commands"].update({name: asdict(one) for name, one in found.items()})
    known.update(more)
    return list_failures(found)


def _make_paper_steps(
    run: dict[str, Any], options: argparse.Namespace, make: Callable[[int], papers.Papers], show: Show
) -> Callable[..., Step]:
    made: set[int] = set()

    def step(times: int, names: tuple[str, ...], patience: float = 1) -> Step:
        seconds = patience * options.seconds

        def measure(until: float) -> list[str]:
            paper = make(times)
            commands = {name: paper.commands[name] for name in names if name in paper.commands}
            found = best(commands, papers.MOST, seconds, until)
            failed = add_figures(run, "papers", times, found, **paper.size)
            show(
                "papers, times the content",
                {"size": times, **paper.size, "commands": {k: asdict(v) for k, v in found.items()}},
            )
            return failed

        takes = papers.estimate(names, times, seconds)
        takes += 0 if times in made else papers.estimate_making(times)
        made.add(times)
        return Step(f"the paper {times} x: {', '.join(names)}", takes, measure)

    return step


def _stage_step(run: dict[str, Any], make: Callable[[int], papers.Papers], times: int) -> Step:
    def measure(until: float) -> None:
        stages = papers.time_stages(make(times), until)
        add_figures(run, "papers", times, {}, stages=stages)
        print(f"  stages, {times} x, ms: " + ", ".join(f"{name} {1000 * took:.0f}" for name, took in stages.items()))

    return Step(f"the paper {times} x: stages", papers.estimate_stages(times), measure)


def _make_list_steps(
    run: dict[str, Any], options: argparse.Namespace, work: Path, show: Show
) -> Callable[[int, tuple[str, ...]], Step]:
    @cache
    def make(size: int) -> Path:
        return write_long_list(work / f"people-{size}", size)

    def step(size: int, names: tuple[str, ...]) -> Step:
        def measure(until: float) -> list[str]:
            found = growth.measure_list(make(size), options.seconds, until, names)
            show("people", {"size": size, "commands": {k: asdict(v) for k, v in found.items()}})
            return add_figures(run, "people", size, found)

        return Step(f"{size:,} people: {', '.join(names)}", growth.estimate_list(names, size, options.seconds), measure)

    return step


def _make_archive_steps(
    run: dict[str, Any], options: argparse.Namespace, work: Path, show: Show
) -> Callable[..., Step]:
    def step(size: int, seconds: float = options.seconds) -> Step:
        def measure(until: float) -> list[str]:
            found = growth.measure_archive(size, seconds, until, work / f"archive-{size}")
            show("archives", {"size": size, "commands": {k: asdict(v) for k, v in found.items()}})
            return add_figures(run, "archives", size, found)

        return Step(f"an archive of {size:,} cases", growth.estimate_archive(size, seconds), measure)

    return step


def _all_step(run: dict[str, Any], options: argparse.Namespace, show: Show) -> Step:
    def measure(until: float) -> list[str]:
        found = measure_all(2 * _PATIENCE * options.seconds, until)
        show("every paper at once", {"size": 0, "commands": {k: asdict(v) for k, v in found.items()}})
        return add_figures(run, "at once", 0, found)

    return Step("every paper at once", ALL_TAKE, measure)


def _edit_step(run: dict[str, Any], people: int) -> Step:
    """Return the step that changes sentences in the preview of a list of people; of none: of the paper of 2020."""
    times = _EDITS_OF_A_LIST if people else _EDITS
    name = f"{people:,} people" if people else "paper"

    def measure(until: float) -> None:
        run["edits"][name] = measure_people(people, times, until) if people else measure_paper(times, until)
        print(f"\none sentence changed, {name}, s: " + ", ".join(f"{one:.2f}" for one in run["edits"][name]))

    return Step(f"one sentence changed, {name}", estimate_edits(people, times), measure)


def list_sizes(steps: list[Step]) -> Iterator[str]:
    """Yield each step with about how long it takes, in order."""
    for one in steps:
        yield f"{one.takes:6.0f} s  {one.name}"
