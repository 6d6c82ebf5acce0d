"""Faults that are planted into a workspace without any, and look-alikes of them: read from tests/review/planted/.

A file there has `words` (the fault, as those who asked for its rule called it), `code` (codes of the findings that
tell of it; by place alone where nothing is said), `faults` and `alike`. Each of both is a change of the workspace:

- `prose`: the text of the section more.yaml;  `long`: that many words of it
- `added`: what is added at the end of files;  `edits`: what is replaced in files, `[old, new]`
- `files`: files with their whole text;  `lists`: recommendations that the paper lists as well

`expect` of a fault names, by file, words of the line at which it has to be found, or of several, one of which it has to
be. Look-alikes share one run, unless they are to be `alone`, or a finding makes it necessary to see whose it is.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from generator.base.diagnostics import Diagnostic
from generator.runs.check import check_workspace
from tests.support.places import ROOT
from tests.support.workspaces import BRIEFING, EDITION, FILES, write

FOLDER = ROOT / "tests" / "review" / "planted"
MORE = f"{BRIEFING}/more.yaml"
LABELS = "templates/dialogue-paper/labels/en.yaml"
_LABELS_WRITTEN = (ROOT / LABELS).read_text("utf-8")

Change = Mapping[str, Any]


@dataclass(frozen=True)
class Planted:
    """A fault's name, its codes, and the changes that plant it or something like it."""

    name: str
    codes: tuple[str, ...]
    faults: tuple[Change, ...]
    alike: tuple[Change, ...]


def full(name: str) -> str:
    """Return the path of a file that is named in short."""
    if name.startswith("briefing/"):
        return f"{BRIEFING}/{name.removeprefix('briefing/')}"
    return name if name.startswith(("data/", "templates/")) else f"data/ruritania/{name}"


def _read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text("utf-8"))


@cache
def _added() -> Mapping[str, str]:
    """Return the files that are planted in, by their short names; they are asked for a thousand times."""
    read: Mapping[str, str] = _read(FOLDER / "workspace.yaml")
    return read


def workspace() -> dict[str, str]:
    """Return the files of the workspace in which nothing is wrong."""
    return {**FILES, LABELS: _LABELS_WRITTEN, **{full(name): text for name, text in _added().items()}}


def planted() -> list[Planted]:
    """Return all that is planted, by the names of the files."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.stem != "workspace":
            read = _read(path)
            codes = (read["code"] or "").split()
            found.append(Planted(path.stem, tuple(codes), tuple(read["faults"]), tuple(read["alike"])))
    return found


def _indented(text: str) -> str:
    return "".join(f"      {line}".rstrip() + "\n" for line in text.strip("\n").split("\n"))


def changed(changes: Sequence[Change]) -> dict[str, str]:
    """Return the files of the workspace with all the changes made."""
    files = workspace()
    texts = [c["prose"] for c in changes if "prose" in c]
    texts += [
        " ".join(["The archive of the press is a quiet place."] * (c["long"] // 8)) for c in changes if "long" in c
    ]
    if texts:
        head = files[MORE].partition("  - text: |\n")[0]
        files[MORE] = head + "".join("  - text: |\n" + _indented(text) for text in texts)
    for change in changes:
        for name, text in change.get("files", {}).items():
            files[full(name)] = text
        for name, text in change.get("added", {}).items():
            files[full(name)] += text
        for name, edits in change.get("edits", {}).items():
            for old, new in edits:
                assert files[full(name)].count(old) == 1, (
                    f"{old!r} stands {files[full(name)].count(old)} times in {name}"
                )
                files[full(name)] = files[full(name)].replace(old, new)
    listed = [name for change in changes for name in change.get("lists", [])]
    name = f"{BRIEFING}/expression.yaml"
    files[name] = files[name].replace(
        "recommendations: [repeal, release", ", ".join(["recommendations: [repeal, release", *listed])
    )
    return files


def findings(root: Path, files: Mapping[str, str]) -> list[Diagnostic]:
    """Return what `briefing check` finds in a workspace of these files alone, which is written into `root`.

    Its style stays there from one workspace to the next: what was read of it need not be read again.
    """
    for folder in ("data", "briefings"):
        shutil.rmtree(root / folder, ignore_errors=True)
    if not (root / "templates").exists():
        write(root, style=True)
    return check_workspace(write(root, files), [EDITION])


def places(fault: Change, files: Mapping[str, str]) -> set[tuple[str, int]]:
    """Return the files and lines at one of which the fault has to be found."""
    wanted = set()
    for name, words in fault["expect"].items():
        for excerpt in [words] if isinstance(words, str) else words:
            lines = [n for n, line in enumerate(files[full(name)].split("\n"), 1) if excerpt in line]
            assert lines, f"{excerpt!r} does not stand in {name}"
            wanted |= {(full(name), n) for n in lines}
    return wanted


def told(found: Sequence[Diagnostic]) -> set[tuple[str, str, str]]:
    """Return findings without their lines, which other changes move."""
    return {(d.code, d.origin.file, d.message) for d in found}


@dataclass(frozen=True)
class Outcome:
    """What was found of a planted fault: `missed` faults, and `flagged` look-alikes with the findings about each."""

    planted: Planted
    missed: tuple[str, ...]
    flagged: Mapping[str, tuple[str, ...]]

    @property
    def found(self) -> int:
        """How many of its faults were found."""
        return len(self.planted.faults) - len(self.missed)


def outcome(kind: Planted, clean: set[tuple[str, str, str]], root: Path) -> Outcome:
    """Plant each fault and the look-alikes into workspaces in `root`, and return what `briefing check` makes of them.

    `clean` is what it tells of the workspace without any.
    """
    missed = []
    for fault in kind.faults:
        files = changed([fault])
        found = [d for d in findings(root, files) if not told([d]) <= clean]
        found = [d for d in found if not kind.codes or d.code in kind.codes]
        if not {(d.origin.file, d.origin.line) for d in found} & places(fault, files):
            missed.append(fault["what"])
    flagged: dict[str, tuple[str, ...]] = {}

    def look(changes: Sequence[Change]) -> None:
        new = told(findings(root, changed(changes))) - clean
        if new and len(changes) > 1:
            for change in changes:
                look([change])
        elif new:
            flagged[changes[0]["why"]] = tuple(sorted(f"{code} {file}: {message}" for code, file, message in new))

    look([change for change in kind.alike if not change.get("alone")])
    for change in kind.alike:
        if change.get("alone"):
            look([change])
    return Outcome(kind, tuple(missed), flagged)


def table(outcomes: Sequence[Outcome]) -> str:
    """Return recall and precision of each fault and of all, as a table in Markdown; precision counts flagged
    look-alikes."""
    rows = ["| fault | found | recall | flagged | precision |", "|---|---|---|---|---|"]
    parts = [(o.planted.name, (o.found, len(o.planted.faults), len(o.flagged), len(o.planted.alike))) for o in outcomes]
    total = [sum(column) for column in zip(*(numbers for _, numbers in parts), strict=True)]
    for name, (found, faults, flagged, alike) in [*parts, ("all", total)]:
        precision = f"{found / (found + flagged):.0%}" if found + flagged else "–"
        rows.append(f"| {name} | {found} of {faults} | {found / faults:.0%} | {flagged} of {alike} | {precision} |")
    return "\n".join(rows) + "\n"
