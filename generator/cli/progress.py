"""How far a run has come: a line on the terminal while there is something to wait for, and none where stderr is no
terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Line
    from rich.progress import TaskID


class Progress:
    """The line of a run of so many files. It is drawn when one is waited for, and taken away by `clear` before anything
    is printed, and at the end of a `with`, however that ends. It draws itself in no thread: a process may be forked at
    any moment of a run (generator/runs/worker.py).
    """

    def __init__(self, files: int):
        self._files, self._done = files, 0
        self._line: Line | None = None
        self._task: TaskID | None = None
        self._wanted = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def watch(self, edition: str, format: str | None) -> None:
        """Take note that a file of an edition is done, or (None) that one is waited for."""
        if format is not None:
            self._done += 1
        if not self._wanted or (self._line is None and format is not None):
            return
        line, task = self._ready()
        line.update(task, completed=self._done, description=edition)
        line.start()
        line.refresh()

    def clear(self) -> None:
        """Take the line away; `watch` draws it again."""
        if self._line is not None:
            self._line.stop()

    def _ready(self) -> tuple[Line, TaskID]:
        if self._line is None or self._task is None:
            # loaded only now: half of all runs are over before there is anything to show
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
            from rich.progress import Progress as Line

            self._line = Line(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("files"),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
                auto_refresh=False,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._task = self._line.add_task("", total=self._files)
        return self._line, self._task
