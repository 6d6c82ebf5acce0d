"""docs/first-paper.md as somebody new follows it, with nothing but the command: blocks `console` show what is asked,
and what is typed behind each question; blocks `sh` are run."""

from __future__ import annotations

import io
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.support import guides
from tests.support.commands import run

EDITION = "zaptinar-2026-11"


def on_the_day_of_the_guide(told: str) -> str:
    """Return what was told as if it were the day of the guide: `init` proposes today."""
    return re.sub(r"\[\d{4}-\d\d-\d\d\]", "[2026-11-30]", told)


class Reader(io.StringIO):
    """Somebody at a terminal, who types what the guide has behind each question."""

    def __init__(self, lines: list[str]):
        super().__init__()
        self.lines = lines
        self.answers = 0

    def isatty(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:
        assert isinstance(sys.stderr, io.StringIO)
        asked = on_the_day_of_the_guide(sys.stderr.getvalue().rpartition("\n")[2])
        line = self.lines[len(sys.stderr.getvalue().splitlines()) - 1]
        assert line.startswith(asked.strip()), (asked, line)
        answer = line.removeprefix(asked.strip()).strip() + "\n"
        sys.stderr.write(answer)
        self.answers += 1
        return answer


def conversations(shown: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield each command of a block with the lines that follow it."""
    for part in shown.split("$ briefing ")[1:]:
        command, *lines = part.splitlines()
        yield shlex.split(command), lines


def begin_from_nothing(root: Path) -> dict[str, int]:
    """Do in an empty folder what the guide says; return how many answers each command took that asked. What it tells is
    what the guide shows, or else AssertionError."""
    answers = {}
    for step in guides.steps(guides.text_of("first-paper")):
        if step.kind == "console":
            for words, lines in conversations(step.text):
                before, sys.stdin = sys.stdin, Reader(lines)
                done = run(root, *words)
                reader, sys.stdin = sys.stdin, before
                assert done.code == 0, done.err
                told = on_the_day_of_the_guide(done.out if words == ["check"] else done.err)
                assert [line.rstrip() for line in told.splitlines()][: len(lines)] == lines
                answers[" ".join(words)] = reader.answers
        elif step.kind == "sh":
            for line in step.text.splitlines():
                command, *words = shlex.split(line)
                assert command == "briefing"
                if words[0] != "preview":  # of which other tests are
                    done = run(root, *words)
                    assert done.code == 0, done.err
    return answers
