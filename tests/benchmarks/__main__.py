"""Measure how fast papers are made, beside other tools, and say which of the goals are reached.

`python -m tests.benchmarks [--scales 1,5,25] [--people 150,500,1500] [--archives 20,1000,10000] [--minutes 20]
[--seconds 8] [--edition …]`. Nothing is asserted: what the figures mean is told in docs/performance.md. To
tests/benchmarks/results/ go the figures as JSON, their tables as Markdown, and cost against size as SVG; that of a
quiet run has its place on that page. What is not done within the minutes is not measured, and said to be so.
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
from collections.abc import Callable, Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmarks.at_once import measure_all
from tests.benchmarks.edit import measure_paper, measure_people
from tests.benchmarks.goals import judge
from tests.benchmarks.growth import LIST_COMMANDS, measure_archive, measure_list
from tests.benchmarks.measure import Command, Measured, best
from tests.benchmarks.multiplied import multiplied
from tests.benchmarks.peers import commands as peers
from tests.benchmarks.report import draw_growth, write_report
from tests.support.places import ROOT

RESULTS = Path(__file__).parent / "results"
PICTURE = ROOT / "docs" / "pictures" / "cost.svg"
LONG = 5
"""Beyond that, the PDF is made once by itself and not again in other runs: it takes minutes."""
PEERS = ("weasyprint", "docxtpl", "pydantic", "typst", "pypandoc_binary")


def measure(edition: str, times: int, seconds: float, until: float) -> dict[str, Any]:
    """Return what was measured at `times` the content of the paper, the quickest commands first."""
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as name:
        work = Path(name)
        root = multiplied(ROOT, edition, times, work / "workspace")
        out = root / "build"
        command = (sys.executable, "-m", "generator", "build", edition)
        subprocess.run([*command, "--format", "docx,html,md,json"], cwd=root, check=True, capture_output=True)
        built = work / "built"
        shutil.copytree(out / edition, built)

        def anew() -> None:
            shutil.rmtree(out, ignore_errors=True)

        def as_built() -> None:
            anew()
            shutil.copytree(built, out / edition)

        ours = {
            f"ours: {format}": Command((*command, "--format", format), root, anew)
            for format in ("docx", "html", "md", "json")
        }
        ours["ours: nothing to do"] = Command((*command, "--format", "docx,html,md,json"), root, as_built)
        others = peers(root, edition, built, work)
        bare = others.pop("WeasyPrint, bare")
        pdfs = {"ours: pdf": Command((*command, "--format", "pdf"), root, anew), "WeasyPrint, bare": bare}
        if times <= LONG:
            pdfs["ours: all five"] = Command(command, root, anew)
        found = best(ours | others, 9, seconds, until) | best(pdfs, 5, 1.5 * seconds, until)
        stages = _stages(root, edition, times) if time.monotonic() < until else {}
        markdown = (built / f"{edition}.md").read_text("utf-8")
        size = {"words": len(markdown.split()), "notes": markdown.count("\n[^")}
    return {"size": times, **size, "commands": {k: asdict(v) for k, v in found.items()}, "stages": stages}


def _stages(root: Path, edition: str, times: int) -> dict[str, float]:
    found: dict[str, float] = {}
    for _ in range(3 if times == 1 else 1):
        command = [
            sys.executable,
            "-m",
            "tests.benchmarks.stages",
            str(root),
            edition,
            *(["--pdf"] if times <= LONG else []),
        ]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        for stage, took in json.loads(done.stdout).items():
            found[stage] = min(found.get(stage, took), took)
    return found


def show(group: str, result: dict[str, Any]) -> None:
    """Print the figures of one size."""
    told = f": {result['words']:,} words of Markdown, {result['notes']} notes" if "words" in result else ""
    size = f", {result['size']:,}" if result["size"] else ""
    print(f"\n{group}{size}{told}")
    print(f"  {'':26}{'s':>8}{'CPU s':>8}{'MiB':>7}{'runs':>6}")
    for name, figures in result["commands"].items():
        m = Measured(**figures)
        words = f"{m.seconds:8.2f}{m.cpu:8.2f}{m.peak:7.0f}{m.runs:6}" if m.runs else "  no time left"
        print(f"  {name:26}{words}", flush=True)
    if stages := result.get("stages"):
        print("  stages, ms: " + ", ".join(f"{name} {1000 * took:.0f}" for name, took in stages.items()))


def show_growth(results: list[dict[str, Any]]) -> None:
    """Print how the stages grow from the smallest to the largest scale: 1 is linear, more is worse."""
    results = [one for one in results if one["stages"]]
    if len(results) < 2:
        return
    small, large = results[0], results[-1]
    factor = large["size"] / small["size"]
    print(f"\ngrowth from {small['size']} to {large['size']} x (1.0: in proportion to the content)")
    for name, took in large["stages"].items():
        if not name.startswith("import"):
            print(f"  {name:26}{took / small['stages'][name] / factor:8.2f}")


def show_goals(run: dict[str, Any]) -> None:
    """Print each goal with its figure, and whether it was reached."""
    print("\nto reach")
    for name, value, bound, outcome in (verdict.words() for verdict in judge(run)):
        print(f"  {name:52}{value:>10}  {bound:>10}  {outcome}")


def measure_run(run: dict[str, Any], options: argparse.Namespace, until: float) -> None:
    """Put into `run` what it measures: what is cheap first, and of each kind the largest last, so that a machine which
    is too slow leaves out the fewest."""
    scales, people, archives = (_read_sizes(one) for one in (options.scales, options.people, options.archives))
    seconds = options.seconds

    def grow(group: str, size: int, measure: Callable[..., Mapping[str, Measured]], *more: Any) -> None:
        if time.monotonic() >= until:
            return
        with tempfile.TemporaryDirectory(prefix="briefing-bench-") as name:
            found = measure(size, seconds, until, Path(name), *more)
        same = [one for one in run[group] if one["size"] == size]
        fresh = {name: asdict(one) for name, one in found.items()}
        if same:
            same[0]["commands"].update(fresh)
        else:
            run[group].append({"size": size, "commands": fresh})
        show(group, {"size": size, "commands": fresh})

    def scale(times: int) -> None:
        if time.monotonic() < until:
            run["papers"].append(measure(options.edition, times, seconds, until))
            show("papers, times the content", run["papers"][-1])

    for times in scales[:2]:
        scale(times)
    if options.edits and time.monotonic() < until:
        run["edits"]["paper"] = measure_paper(5, until)
    if options.all:
        run["at once"].append(measure_all(2 * seconds, until))
        show("every paper at once", run["at once"][-1])
    for size in people:
        grow("people", size, measure_list, tuple(one for one in LIST_COMMANDS if one != "pdf"))
    for size in archives:
        grow("archives", size, measure_archive)
    if options.edits and people and time.monotonic() < until:
        run["edits"][f"{people[-1]:,} people"] = measure_people(people[-1], 3, until)
    for times in scales[2:]:
        scale(times)
    for size in people if options.pdf else ():
        grow("people", size, measure_list, ("pdf",))


def _read_sizes(words: str) -> list[int]:
    return sorted(map(int, filter(None, words.split(","))))


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
    asked.add_argument("--minutes", type=float, default=20, help="what is not done by then is left out")
    asked.add_argument("--seconds", type=float, default=8, help="a command is not run again after so long")
    for name, told in (("pdf", "PDFs of lists"), ("all", "every paper at once"), ("edits", "edits in the preview")):
        asked.add_argument(f"--no-{name}", dest=name, action="store_false", help=f"leave out {told}")
    options = asked.parse_args()
    began = time.monotonic()
    os.environ["PYTHONPATH"] = str(ROOT)  # for the processes that are measured: they run in other folders
    print(", ".join(f"{key} {value}" for key, value in _describe_machine().items()), flush=True)
    print("the best of several cold processes, in turn; compiled modules and file caches warm")
    run: dict[str, Any] = {"machine": _describe_machine(), "edits": {}}
    run |= {group: [] for group in ("papers", "people", "archives", "at once")}
    try:
        measure_run(run, options, began + 60 * options.minutes)
    finally:  # what was measured is kept, whatever one command ended with
        show_growth(run["papers"])
        show_goals(run)
        _keep(run)
    print(f"{(time.monotonic() - began) / 60:.1f} minutes")


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
