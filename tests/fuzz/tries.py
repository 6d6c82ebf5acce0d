"""Try one spoilt file in an invented workspace: whatever it holds, a run ends soon, with a paper or with messages that
an author can use."""

from __future__ import annotations

import os
import random
import re
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from generator.base.diagnostics import BriefingError, Diagnostic, render_text
from generator.formats.finished_texts import list_texts
from generator.runs.build import make_files
from generator.runs.check import check_workspace
from tests.fuzz.mutate import mutate, mutate_package
from tests.support.workspaces import EDITION, edited, write

SECONDS = 10
"""Of processor time that a run may take, its helpers' too: a busy machine makes no finding."""
_LATEST = 900
"""Seconds of the clock after which it hangs: on a busy machine, at low priority, a PDF waits for minutes."""

_STYLE = "templates/dialogue-paper/"

_FILES: Mapping[str, str] = {
    "records": r"data/(?!.*defaults).*\.yaml",
    "defaults": r"data/.*defaults\.yaml",
    "prose": r"briefings/.*\.yaml",
    "style": _STYLE + r"(?:template\.yaml|.*\.j2)",
    "labels": _STYLE + r"labels/.*\.yaml",
    "css": _STYLE + r".*\.css",
    "word": _STYLE + r"paper\.docx",
}
"""Which files of the workspace a kind of try spoils."""

KINDS = tuple(_FILES)
_CHECKED = ("records", "prose")
"""Kinds of which a whole check is run; of the others, papers are made in the formats in which they count."""
_FORMATS: Mapping[str, list[str]] = {"word": ["docx"], "css": ["html", "pdf"], "labels": ["html", "docx"]}

CASE = "data/ruritania/cases/rassendyll.yaml"
HIDDEN = "the house of Zhanna Yeshtayeva"
"""What a field of a case says that is for no reader of the paper, whatever a style or defaults.yaml says."""


class TooLongError(Exception):
    """A run took longer than it may."""


class ToldError(Exception):
    """A file tells what is hidden."""


def list_targets(root: Path, kind: str) -> list[str]:
    """Return the files of a workspace that a kind of try spoils."""
    files = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_file()]
    return [name for name in files if re.fullmatch(_FILES[kind], name)]


def spoil(data: bytes, name: str, chance: random.Random) -> bytes:
    """Return a spoilt file."""
    if name.endswith(".docx"):
        return mutate_package(data, chance)
    return mutate(data.decode("utf-8"), chance).encode("utf-8", "surrogatepass")


def try_file(root: Path, name: str, data: bytes, kind: str) -> str | None:
    """Return what is wrong with how a workspace is dealt with in which a file holds `data`; None where nothing is. The
    file is as before afterwards."""
    path = root / name
    before = path.read_bytes()
    path.write_bytes(data)
    start = _measure_time()
    try:
        with _limited():
            told = list(check_workspace(root, [EDITION])) if kind in _CHECKED else _build(root, kind)
    except ToldError as error:
        return f"a file tells what is hidden: {error}"
    except TooLongError:
        return f"did not end in {_LATEST} s"
    except Exception as error:  # whatever it is, it is a finding
        return f"{type(error).__name__}: {error}"[:300]
    finally:
        path.write_bytes(before)
    said = "\n".join(map(render_text, told))
    if str(root) in said:
        return "a message has a path of the machine"
    if kind != "records" and HIDDEN in said:
        return "a message tells what is hidden"
    return None if _measure_time() - start <= SECONDS else f"took more than {SECONDS} s of processor time"


def _measure_time() -> float:
    """Return the processor time that this process and its helpers that ended have taken."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _build(root: Path, kind: str) -> list[Diagnostic]:
    """Return what is told of a build; raise ToldError where a file that it made tells what is hidden."""
    try:
        made = make_files(root, EDITION, _FORMATS.get(kind, ["html"]))
    except BriefingError as error:
        return list(error.diagnostics)
    for file in made.files:
        for part, text in list_texts(file.data, file.format):
            if HIDDEN in text:
                raise ToldError(f"{file.format}, {part}")
    return list(made.notices)


@contextmanager
def _limited() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(_LATEST)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def make_workspace(folder: Path) -> Path:
    """Write the workspace that is spoilt."""
    said = edited(CASE, "place: Strelsau\nbasis", f"place: {{value: {HIDDEN}, visibility: internal}}\nbasis")
    return write(folder, said, style=True)
