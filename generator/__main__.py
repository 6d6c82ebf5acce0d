"""`python -m generator` is the command `briefing`."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

TYPE_CHECKING = False  # `typing` takes longer to load than saying that there is nothing to do
if TYPE_CHECKING:
    from collections.abc import Sequence
    from sys import UnraisableHookArgs
    from typing import NoReturn


def main() -> NoReturn:
    """Run the command, and end the process as soon as it is done."""
    sys.unraisablehook = _hear_again
    try:
        _run()
    except KeyboardInterrupt:  # before the command was there, which says the same
        from generator.base.leave import leave

        with suppress(OSError):
            sys.stderr.write("stopped\n")
        leave(2)


def _hear_again(thrown: UnraisableHookArgs) -> None:
    """Raise anew, in a moment, an end that was asked for while Python ran what nobody can raise from, and threw away:
    some microseconds at the end of each import are so (the locks of modules in importlib are let go by a callback)."""
    kind = thrown.exc_type
    if kind not in (KeyboardInterrupt, SystemExit) or sys.platform == "win32":
        sys.__unraisablehook__(thrown)
        return
    import signal

    def end(number: int, frame: object) -> NoReturn:
        raise kind

    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, 0.001)


def _run() -> NoReturn:
    _find_itself()
    from generator.base.gc import pause_collection
    from generator.base.leave import leave

    with pause_collection():  # what is loaded lives as long as the process
        leave(_build(sys.argv[1:]) if sys.argv[1:2] == ["build"] else _run_command())


def _build(words: Sequence[str]) -> int:
    """Run `briefing build`, which may have nothing to do, once more, and return its exit code."""
    from generator.runs.said_before import say_again

    try:
        if say_again(words):
            return 0
    except OSError as error:
        return _run_command(error)
    from generator.runs.beginning import begin, end

    begin(words[1:])
    try:
        return _run_command()
    finally:
        end()


def _run_command(failed: OSError | None = None) -> int:
    from generator.cli import main as run

    try:
        run(failed)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(done.code is not None)


def _find_itself() -> None:
    """Put the folder that holds this program first on the path of modules, where it was installed as part of another.

    A wheel holds it as briefing_papers/generator/, so that no package called `generator` stands among everybody's. What
    is imported from then on, in processes that this one starts, too, is called as in a checkout.
    """
    if __spec__ is not None and __spec__.parent != "generator":
        sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.realpath(__file__))))


if __name__ == "__main__":
    main()
