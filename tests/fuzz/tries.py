"""Try one spoilt file in an invented workspace: whatever it holds, a run ends soon, with a paper or with messages that
an author can use."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from generator.base.diagnostics import BriefingError, Diagnostic, render_text
from generator.runs.build import make_files
from generator.runs.check import check_workspace
from tests.fuzz.mutate import mutate, mutate_package
from tests.support.workspaces import EDITION, write

SECONDS = 10
"""How long a run may take."""

KINDS = ("records", "prose", "style", "word")
_STYLE = "templates/dialogue-paper/"


class TooLongError(Exception):
    """A run took longer than it may."""


def list_targets(root: Path, kind: str) -> list[str]:
    """Return the files of a workspace that a kind of try spoils."""
    files = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_file()]
    match kind:
        case "records":
            return [name for name in files if name.startswith("data/") and name.endswith(".yaml")]
        case "prose":
            return [name for name in files if name.startswith("briefings/") and name.endswith(".yaml")]
        case "style":
            return [name for name in files if name.startswith(_STYLE) and name.endswith((".yaml", ".css", ".j2"))]
    return [f"{_STYLE}paper.docx"]


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
    start = time.monotonic()
    try:
        with _limited():
            told = list(check_workspace(root, [EDITION])) if kind in ("records", "prose") else _build(root, kind)
    except TooLongError:
        return f"took more than {SECONDS} s"
    except Exception as error:  # whatever it is, it is a finding
        return f"{type(error).__name__}: {error}"[:300]
    finally:
        path.write_bytes(before)
    said = "\n".join(map(render_text, told))
    if str(root) in said:
        return "a message has a path of the machine"
    return None if time.monotonic() - start <= SECONDS else f"took more than {SECONDS} s"


def _build(root: Path, kind: str) -> list[Diagnostic]:
    try:
        return list(make_files(root, EDITION, ["docx"] if kind == "word" else ["html"]).notices)
    except BriefingError as error:
        return list(error.diagnostics)


@contextmanager
def _limited() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS + 1)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def make_workspace(folder: Path) -> Path:
    """Write the workspace that is spoilt."""
    return write(folder, {}, style=True)
