"""Measure how fast papers are made, beside other tools, and print ratios, time by stage and peak memory.

`python -m tests.benchmarks [--scales 1,5,25] [--runs 15] [--seconds 30] [--edition …]`. Nothing is asserted: what the
figures mean is told in docs/performance.md. The table goes to the screen, the figures as JSON to
tests/benchmarks/results/.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmarks.at_once import measure_all, show_all
from tests.benchmarks.measure import Command, Measured, best
from tests.benchmarks.multiplied import multiplied
from tests.benchmarks.peers import commands as peers
from tests.support.places import ROOT

RESULTS = Path(__file__).parent / "results"
LONG = 5
"""Beyond that, the PDF is made once by itself and not again in other runs: it takes minutes."""

TARGETS = (
    ("DOCX / Pandoc", "ours: docx", "Pandoc: md to docx", {1: 2.0, 5: 0.8, 25: 0.3}),
    ("PDF / bare WeasyPrint", "ours: pdf", "WeasyPrint, bare", {1: 0.5, 5: 0.5, 25: 0.35}),
)  # fmt: skip
"""Name, whose time, over whose, and the most that it should be, by scale."""


def measure(edition: str, times: int, runs: int, seconds: float) -> dict[str, Any]:
    """Return what was measured at `times` the content of the paper."""
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
            for format in ("docx", "pdf", "html", "md", "json")
        }
        if times <= LONG:
            ours["ours: all five"] = Command(command, root, anew)
        ours["ours: nothing to do"] = Command((*command, "--format", "docx,html,md,json"), root, as_built)
        found = best(ours | peers(root, edition, built, work), runs, seconds)
        stages = _stages(root, edition, times)
        markdown = (built / f"{edition}.md").read_text("utf-8")
        size = {"words": len(markdown.split()), "notes": markdown.count("\n[^")}
    return {"times": times, **size, "commands": {k: asdict(v) for k, v in found.items()}, "stages": stages}


def _stages(root: Path, edition: str, times: int) -> dict[str, float]:
    found: dict[str, float] = {}
    for _ in range(5 if times == 1 else 2):
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


def show(result: dict[str, Any]) -> None:
    """Print the figures of one scale."""
    times = result["times"]
    measured = {name: Measured(**figures) for name, figures in result["commands"].items()}
    print(f"\n{times} x the content: {result['words']:,} words of Markdown, {result['notes']} notes")
    print(f"  {'':26}{'s':>8}{'CPU s':>8}{'MiB':>7}{'runs':>6}")
    for name, m in measured.items():
        print(f"  {name:26}{m.seconds:8.2f}{m.cpu:8.2f}{m.peak:7.0f}{m.runs:6}")
    for name, ours, other, most in TARGETS:
        ratio = measured[ours].seconds / measured[other].seconds
        work = measured[ours].cpu / measured[other].cpu
        print(f"  {name:26}{ratio:8.2f}{work:8.2f}   to reach: {most.get(times, '-')}")
    if whole := measured.get("ours: all five"):
        print(f"  {'all five less the PDF':26}{whole.seconds - measured['ours: pdf'].seconds:8.2f} s")
    print("  stages, ms: " + ", ".join(f"{name} {1000 * took:.0f}" for name, took in result["stages"].items()))


def growth(results: list[dict[str, Any]]) -> None:
    """Print how the stages grow from the smallest to the largest scale: 1 is linear, more is worse."""
    small, large = results[0], results[-1]
    if small is large:
        return
    factor = large["times"] / small["times"]
    print(f"\ngrowth from {small['times']} to {large['times']} x (1.0: in proportion to the content)")
    for name, took in large["stages"].items():
        if not name.startswith("import"):
            print(f"  {name:26}{took / small['stages'][name] / factor:8.2f}")


def main() -> None:
    """Measure every scale, print, and keep the figures."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    asked.add_argument("--edition", default="eu-kazakhstan-2020-11")
    asked.add_argument("--scales", default="1,5,25")
    asked.add_argument("--runs", type=int, default=15, help="runs of each command at most")
    asked.add_argument("--seconds", type=float, default=30, help="a command is not run again after so long")
    options = asked.parse_args()
    os.environ["PYTHONPATH"] = str(ROOT)  # for the processes that are measured: they run in other folders
    machine = {
        "python": platform.python_version(),
        "optimised": "--enable-optimizations" in str(sysconfig.get_config_var("CONFIG_ARGS")),
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "load before": os.getloadavg()[0],
        **{name: version(name) for name in ("weasyprint", "docxtpl", "pydantic", "typst", "pypandoc_binary")},
    }
    print(", ".join(f"{key} {value}" for key, value in machine.items()))
    print("the best of several cold processes, in turn; compiled modules and file caches warm")
    results = []
    for times in map(int, options.scales.split(",")):
        results.append(measure(options.edition, times, options.runs, options.seconds))
        show(results[-1])
    growth(results)
    at_once = measure_all(options.runs, 2 * options.seconds)
    show_all(at_once)
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{time.strftime('%Y-%m-%d-%H%M%S')}.json"
    file.write_text(json.dumps({"machine": machine, "results": results, "at once": at_once}, indent=1) + "\n", "utf-8")
    print(f"\n{file.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
