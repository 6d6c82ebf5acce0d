"""What a run of the benchmarks says of given figures: goals, tables, the chart. Nothing is timed here."""

from __future__ import annotations

import argparse
import sys
import time
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import papers as paper_commands
from tests.benchmarks.at_once import ALL, ONE
from tests.benchmarks.chart import Panel, draw_chart
from tests.benchmarks.goals import judge
from tests.benchmarks.growth import ARCHIVE_TAKES, CHECKS, FIRST, WITHOUT_PDF, list_states, time_first_finding
from tests.benchmarks.measure import Command, best
from tests.benchmarks.plan import Step, do_steps, estimate_runs
from tests.benchmarks.report import draw_growth, list_failures, write_report
from tests.benchmarks.steps import list_steps

_SVG = "{http://www.w3.org/2000/svg}"


def took(seconds: float, peak: float = 100.0, runs: int = 1) -> dict[str, float]:
    return {"seconds": seconds, "cpu": seconds, "peak": peak, "runs": runs}


def made_run() -> dict[str, Any]:
    """Return a run in which some goals are reached, some are not, and 25 x was not measured."""
    papers = {
        1: {
            "ours: docx": took(0.3),
            "ours: docx, one sentence changed": took(0.25),
            "ours: docx, all read": took(0.9),
            "Pandoc: md to docx": took(0.2),
            "ours: pdf": took(2.4),
            "WeasyPrint, bare": took(4),
        },
        5: {
            "ours: docx": took(1.6),
            "Pandoc: md to docx": took(2.0),
            "ours: pdf": took(9),
            "WeasyPrint, bare": took(20),
        },
    }
    papers[1]["ours: nothing to do"] = took(0.06)
    people = {
        150: {"check": took(0.5), "sheet": took(1.0, 90), "pdf": took(9, 150, 0)},
        1500: {
            "check": took(6.0),
            "check, one record saved": took(6.1),
            "check again": took(0.1),
            "sheet": took(4.0, 210),
            "sheet, one record saved": took(5.5, 199),
            "pdf": took(99, 500, 0),
        },
    }
    archives = {
        20: {"build, md": took(1.0), "build, docx": took(1.0), "check": took(1.0), "bare parser": took(0.1)},
        10_000: {
            "build, md": took(1.2),
            "build, docx": took(1.4),
            "check": took(9, 400),
            "check again": took(4, 60),
            "check, first finding": took(0.9, 60),
            "bare parser": took(2),
        },
    }
    sizes = {"papers": papers, "people": people, "archives": archives}
    machine = {"python": "3.11.7", "processors": 2, "day": "2026-11-30", "weasyprint": "70.0"}
    return {
        "machine": machine,
        **{name: [{"size": size, "commands": one} for size, one in group.items()] for name, group in sizes.items()},
        "at once": [{"size": 0, "commands": {ONE: took(18), ALL: took(10)}}],
        "edits": {"paper": [0.5, 0.2, 0.4]},
    }


def test_each_goal_is_reached_or_not_or_was_not_measured() -> None:
    said = {verdict.name: verdict.outcome for verdict in judge(made_run())}
    assert said["DOCX over Pandoc, 1 x, second build of the same data"] == "reached"
    assert said["DOCX over Pandoc, 1 x, all read"] == "not reached"
    assert said["DOCX over Pandoc, 1 x, one sentence changed"] == "reached"
    assert said["DOCX over Pandoc, 5 x, second build of the same data"] == "not reached"
    assert said["DOCX over Pandoc, 5 x, all read"] == "not measured"
    assert said["PDF over bare WeasyPrint, 1 x, second build of the same data"] == "not reached"
    assert said["1,500 people over 150, pdf, all read"] == "not measured"
    assert said["nothing to do, 1 x"] == "reached"
    assert said["one sentence changed, preview"] == "not reached"  # the median
    assert said["a paper of 20 in 10,000 cases over one in 20, md"] == "reached"
    assert said["a paper of 20 in 10,000 cases over one in 20, docx"] == "not reached"
    assert said["`check` of 10,000 cases, warm, over the bare parser"] == "not reached"
    assert said["1,500 people over 150, check, all read"] == "not reached"
    assert said["1,500 people over 150, sheet, all read"] == "reached"
    assert said["check, 1,500 people, all read, time"] == "reached"
    assert said["check, 1,500 people, one record saved, time"] == "not reached"
    assert said["check, 1,500 people, nothing changed, time"] == "reached"
    assert [said[f"sheet, 1,500 people, {state}, memory"] for state in ("all read", "one record saved")] == [
        "not reached",
        "reached",
    ]
    assert said["sheet, 1,500 people, nothing changed, time"] == "not measured"
    assert said["first finding of `check`, 10,000 cases, one file made wrong"] == "reached"
    assert said["`build --all`, one processor over all of them"] == "reached"  # at least


def test_the_tables_have_every_figure_and_the_versions_of_the_peers() -> None:
    text = write_report(made_run())
    assert "weasyprint 70.0" in text
    assert "| DOCX over Pandoc, 5 x, second build of the same data | 0.8 | ≤ 0.7 | not reached |" in text
    assert "| sheet | 1 / 1 / 90 | 4 / 4 / 210 |" in text
    assert "| pdf | – | – |" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(line.count("|") >= 3 for line in rows)


def test_the_chart_stands_still_and_its_points_rise_with_the_cost() -> None:
    chart = draw_growth(made_run())
    assert chart is not None
    assert chart == draw_growth(made_run())
    root = ET.fromstring(chart)
    words = [text.text or "" for text in root.iter(f"{_SVG}text")]
    assert {"people", "cases", "times the paper of 2020", "seconds of the processors"} <= set(words)
    assert not any(word.startswith("pdf") and "99" in word for word in words), "what was not measured is not drawn"


LONG = "docx, one sentence changed"


@pytest.mark.parametrize("number", [1, 3])
def test_names_of_lines_stand_apart_and_everything_on_the_picture(number: int) -> None:
    lines = {f"line {one}": ((1.0, 1.0), (10.0, 90.0 + one)) for one in range(8)}
    panel = Panel("Title", "people", "seconds", lines | {LONG: ((1.0, 1.0), (10.0, 100.0))})
    root = ET.fromstring(draw_chart((panel,) * number, "A <machine>"))
    width, height = (float(root.attrib[name]) for name in ("width", "height"))
    first = root.find(f"{_SVG}g")
    assert first is not None
    told = {text.text: float(text.attrib["y"]) for text in first.iter(f"{_SVG}text") if "line" in (text.text or "")}
    heights = sorted(told.values())
    assert len(told) == 8
    assert min(high - low for low, high in pairwise(heights)) >= 12
    assert all(50 < y < height for y in heights), "none above the panel"
    room = width / min(number, 2)
    named = [text for text in first.iter(f"{_SVG}text") if LONG in (text.text or "")]
    # a letter of this size is some six points wide
    assert [float(text.attrib["x"]) + 6 * len(text.text or "") < room for text in named] == [True]
    assert [told[name] for name in sorted(told)] == heights[::-1], "who costs more stands higher"


def test_what_is_not_done_in_time_is_ended_and_not_measured(tmp_path: Path) -> None:
    until = time.monotonic() + 0.4
    endless = Command((sys.executable, "-c", "import time; time.sleep(60)"), tmp_path)
    found = best({"quick": Command(("true",), tmp_path), "endless": endless, "late": endless}, 2, 60, until)
    assert (found["quick"].runs, found["endless"].runs, found["late"].runs) == (1, 0, 0)


def test_what_goals_read_is_what_is_measured() -> None:
    run = made_run()
    judged = (*paper_commands.JUDGED, *paper_commands.JUDGED_EDITS, *paper_commands.JUDGED_PDFS)
    measured = {
        "papers": (judged, (1, 5, 25)),
        "people": ((*WITHOUT_PDF, "pdf"), (150, 1500)),
        "archives": (tuple(ARCHIVE_TAKES), (20, 10_000)),
    }
    for group, (names, sizes) in measured.items():
        run[group] = [{"size": size, "commands": {name: took(1.0) for name in names}} for size in sizes]
    assert [verdict.name for verdict in judge(run) if verdict.outcome == "not measured"] == []


def test_all_that_is_planned_fits_into_twenty_minutes(tmp_path: Path) -> None:
    options = argparse.Namespace(
        edition=paper_commands.SENTENCE[0], scales="1,5,25", people="150,500,1500", archives="20,1000,10000",
        seconds=3.0, pdf=True, all=True, edits=True,
    )  # fmt: skip
    steps = list_steps({}, options, tmp_path, lambda group, result: None)
    assert 900 < sum(one.takes for one in steps) < 1210
    assert len({one.name for one in steps}) == len(steps)
    assert estimate_runs(1.0, 9, 3.0) == 4
    assert estimate_runs(1.0, 2, 3.0, 2.5) == 7
    assert estimate_runs(10.0, 9, 3.0, 2.5) == 12.5


def test_what_is_saved_is_something_else_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_commands, "SETTLED", 0)
    path = tmp_path / "a.yaml"
    path.write_text("text: They joined. They left.\n", "utf-8")
    change = paper_commands.change_words(path, "They joined")
    seen = []
    for _ in range(3):
        change()
        seen.append(path.read_text("utf-8"))
    assert seen[0] == "text: They joined 1 times over. They left.\n"
    assert len(set(seen)) == 3
    assert len({len(one) for one in seen}) == 1, "nothing piles up"


def test_each_state_of_a_command_has_what_the_one_before_kept(tmp_path: Path) -> None:
    root = tmp_path / "work"
    (root / "build").mkdir(parents=True)
    saved: list[str] = []
    states = list_states(root, "check", ("check",), lambda: saved.append("saved"))
    assert tuple(states) == CHECKS
    places = {one.environment["XDG_CACHE_HOME"] for one in states.values()}
    assert places.isdisjoint(
        one.environment["XDG_CACHE_HOME"] for one in list_states(root, "sheet", (), lambda: None).values()
    )
    assert tuple(list_states(root, "check", (), None)) == ("check", "check again")
    (place,) = places
    Path(place, "briefing").mkdir(parents=True)
    did = []
    for one in states.values():
        if one.before:
            one.before()
        did.append((Path(place).exists(), (root / "build").exists(), len(saved)))
        Path(place).mkdir(exist_ok=True)
    assert did == [(False, False, 0), (True, False, 1), (True, False, 1)]


_SAID = "import sys, time; sys.stderr.write(sys.argv[1]); sys.stderr.flush(); time.sleep(float(sys.argv[2]))"


@pytest.mark.parametrize(
    ("said", "then"), [("first look:\na.yaml:1:1: error D103 unknown-field\n", "60"), ("", "0"), ("what?\n", "0")]
)
def test_a_first_finding_is_waited_for_and_none_is_a_failure(tmp_path: Path, said: str, then: str) -> None:
    record = tmp_path / "a.yaml"
    record.write_text("id: a\n", "utf-8")
    command = time_first_finding(tmp_path, record, {}, (sys.executable, "-c", _SAID, said, then))
    found = best({FIRST: command}, 1, 60, time.monotonic() + 30)[FIRST]
    assert record.read_text("utf-8") == "id: a\nwrong-1: field\n"
    assert found.runs == ("D103" in said)
    assert ("no first finding" in found.failed) is ("D103" not in said)


def test_a_step_that_fails_takes_none_along_and_one_that_cannot_end_in_time_is_not_begun() -> None:
    now, did = [100.0], []

    def step(name: str, takes: float, really: float, error: Exception | None = None, *failed: str) -> Step:
        def work(until: float) -> tuple[str, ...]:
            did.append(name)
            now[0] += really
            if error:
                raise error
            return failed

        return Step(name, takes, work)

    steps = [
        step("first", 30, 60),
        step("broken", 1, 1, RuntimeError("it broke")),
        step("partly", 1, 1, None, "md: no such file"),
        step("long", 300, 300),
        step("twice as slow", 70, 140),  # 70 would do, but all has taken longer than foreseen
        step("last", 10, 10),
    ]
    told: list[str] = []
    done = do_steps(steps, 100 + 170, 1.0, told.append, lambda: now[0])
    assert did == ["first", "broken", "partly", "last"]
    assert [one.split(": ")[0] for one in done.left_out] == ["long", "twice as slow"]
    assert [one.splitlines()[0] for one in done.failed] == [
        "broken: RuntimeError: it broke",
        "partly: md: no such file",
    ]
    assert len(told) == 4
    assert done.pace > 1.2


def test_a_command_that_fails_is_told_and_the_others_are_measured(tmp_path: Path) -> None:
    broken = Command((sys.executable, "-c", "import sys; sys.exit('no such paper')"), tmp_path)
    said = Command((sys.executable, "-c", "import os, sys; sys.exit(os.environ['WAY'] != 'off')"), tmp_path)
    found = best({"broken": broken, "other": said.with_environment({"WAY": "off"})}, 2, 60)
    assert (found["broken"].runs, found["other"].runs) == (0, 2)
    (told,) = list_failures(found)
    assert told.startswith("broken: ")
    assert "no such paper" in told
