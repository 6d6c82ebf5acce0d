"""`python -m generator` is the command `briefing`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn


def main() -> NoReturn:
    """Run the command, and end the process as soon as it is done."""
    _find_itself()
    from generator.base.gc import pause_collection

    with pause_collection():  # what is loaded lives as long as the process
        from generator.cli import main as run
        from generator.cli.leave import leave

        try:
            run()
        except SystemExit as done:
            leave(done.code if isinstance(done.code, int) else int(done.code is not None))


def _find_itself() -> None:
    """Put the folder that holds this program first on the path of modules, where it was installed as part of another.

    A wheel holds it as briefing_papers/generator/, so that no package called `generator` stands among everybody's. What
    is imported from then on, in processes that this one starts, too, is called as in a checkout.
    """
    if __spec__ is not None and __spec__.parent != "generator":
        sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


if __name__ == "__main__":
    main()
