"""Measure how fast papers are made, beside other tools, and say which of the goals are reached.

`python -m tests.benchmarks [--scales 1,5,25] [--people 150,500,1500] [--archives 20,1000,10000] [--minutes 20]
[--seconds 3] [--edition …] [--plan]`. Nothing is asserted: what the figures mean is told in docs/performance.md. To
tests/benchmarks/results/ go the figures as JSON, their tables as Markdown, and cost against size as SVG; that of a
quiet run has its place on that page. What cannot be done within the minutes is not begun, and said to be so; where a
step fails, the others go on, and the exit code is 1. What is kept between runs goes to a folder of the benchmark's own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmarks.goals import judge
from tests.benchmarks.measure import Measured
from tests.benchmarks.plan import do_steps
from tests.benchmarks.report import draw_growth, write_report
from tests.benchmarks.steps import list_sizes, list_steps
from tests.support.places import ROOT

RESULTS = Path(__file__).parent / "results"
PICTURE = ROOT / "docs" / "pictures" / "cost.svg"
QUIET = 0.31
"""Seconds of the loop on the machine on which it was measured how long steps take."""
PEERS = ("weasyprint", "docxtpl", "pydantic", "typst", "pypandoc_binary")


def show(group: str, result: dict[str, Any]) -> None:
    """Print the figures of one size."""
    told = f": {result['words']:,} words of Markdown, {result['notes']} notes" if "words" in result else ""
    size = f", {result['size']:,}" if result["size"] else ""
    print(f"\n{group}{size}{told}")
    print(f"  {'':26}{'s':>8}{'CPU s':>8}{'MiB':>7}{'runs':>6}")
    for name, figures in result["commands"].items():
        m = Measured(**figures)
        words = (
            f"{m.seconds:8.2f}{m.cpu:8.2f}{m.peak:7.0f}{m.runs:6}"
            if m.runs
            else f"  {'failed' if m.failed else 'no time left'}"
        )
        print(f"  {name:26}{words}", flush=True)


def show_growth(results: list[dict[str, Any]]) -> None:
    """Print how the stages grow from the smallest to the largest scale: 1 is linear, more is worse."""
    results = [one for one in results if one.get("stages")]
    if len(results) < 2:
        return
    small, large = results[0], results[-1]
    factor = large["size"] / small["size"]
    print(f"\ngrowth from {small['size']} to {large['size']} x (1.0: in proportion to the content)")
    for name, took in large["stages"].items():
        if not name.startswith("import") and name in small["stages"]:
            print(f"  {name:26}{took / small['stages'][name] / factor:8.2f}")


def show_goals(run: dict[str, Any]) -> None:
    """Print each goal with its figure, and whether it was reached."""
    print("\nto reach")
    for name, value, bound, outcome in (verdict.words() for verdict in judge(run)):
        print(f"  {name:72}{value:>10}  {bound:>10}  {outcome}")


def _describe_machine() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "yardstick": f"{_time_loop():.2f} s",
        "system": platform.platform(),
        "processors": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load before": round(os.getloadavg()[0], 1),
        "day": time.strftime("%Y-%m-%d"),
        **{name: version(name) for name in PEERS},
        **_find_office(),
    }


def _time_loop() -> float:
    """Return the seconds of a loop that is always the same: what this Python does on this machine, since a build of it
    without the compiler's profile is slower by half, and other tools are not."""
    began = time.process_time()
    for number in range(3_000_000):
        str(number)
    return time.process_time() - began


def _find_office() -> dict[str, str]:
    """Return which LibreOffice is there, where one is."""
    if not (office := shutil.which("soffice")):
        return {}
    told = subprocess.run([office, "--version"], capture_output=True, text=True).stdout.split()
    return {"LibreOffice": next((one for one in told if one[0].isdigit()), "unknown")}


def main() -> None:
    """Measure every size, print, and keep the figures."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    asked.add_argument("--edition", default="eu-kazakhstan-2020-11")
    asked.add_argument("--scales", default="1,5,25")
    asked.add_argument("--people", default="150,500,1500")
    asked.add_argument("--archives", default="20,1000,10000")
    asked.add_argument("--minutes", type=float, default=20, help="what cannot be done by then is left out")
    asked.add_argument("--seconds", type=float, default=3, help="a command is not run again after so long")
    asked.add_argument("--plan", action="store_true", help="say what would be done, and about how long it takes")
    for name, told in (("pdf", "PDFs of lists"), ("all", "every paper at once"), ("edits", "edits in the preview")):
        asked.add_argument(f"--no-{name}", dest=name, action="store_false", help=f"leave out {told}")
    options = asked.parse_args()
    run: dict[str, Any] = {"machine": {}, "edits": {}, "failed": [], "left out": []}
    run |= {group: [] for group in ("papers", "people", "archives", "at once")}
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as name:
        steps = list_steps(run, options, Path(name), show)
        if options.plan:
            print("\n".join(list_sizes(steps)), f"{sum(one.takes for one in steps) / 60:6.1f} minutes", sep="\n")
            return
        began = time.monotonic()
        run["machine"] = _describe_machine()
        os.environ["PYTHONPATH"] = str(ROOT)  # for the processes that are measured: they run in other folders
        os.environ["XDG_CACHE_HOME"] = str(Path(name, "kept"))  # and keep nothing among what the user's own runs kept
        print(", ".join(f"{key} {value}" for key, value in run["machine"].items()), flush=True)
        print("the best of several cold processes, in turn; compiled modules and file caches warm")
        pace = max(1.0, float(run["machine"]["yardstick"].split()[0]) / QUIET)
        try:
            done = do_steps(steps, began + 60 * options.minutes, pace)
            run["failed"], run["left out"] = done.failed, done.left_out
        finally:  # what was measured is kept, however the run ends
            show_growth(run["papers"])
            show_goals(run)
            _keep(run)
    print(f"{(time.monotonic() - began) / 60:.1f} minutes; steps took {done.pace:.2f} times as long as foreseen")
    if run["failed"]:
        sys.exit(f"{len(run['failed'])} failed:\n" + "\n".join(run["failed"]))


def _keep(run: dict[str, Any]) -> None:
    """Write the figures, their tables and their chart."""
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{time.strftime('%Y-%m-%d-%H%M%S')}.json"
    file.write_text(json.dumps(run, indent=1) + "\n", "utf-8")
    file.with_suffix(".md").write_text(write_report(run), "utf-8")
    print(f"\n{file.relative_to(ROOT)}, and .md beside it")
    if chart := draw_growth(run):
        file.with_suffix(".svg").write_text(chart, "utf-8")
        print(f"cp {file.with_suffix('.svg').relative_to(ROOT)} {PICTURE.relative_to(ROOT)}  # after a quiet run")


if __name__ == "__main__":
    main()
