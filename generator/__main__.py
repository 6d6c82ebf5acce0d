"""`python -m generator` is the command `briefing`."""

from __future__ import annotations

from typing import NoReturn

from generator.base.gc import pause_collection


def main() -> NoReturn:
    """Run the command, and end the process as soon as it is done."""
    with pause_collection():  # what is loaded lives as long as the process
        from generator.cli import main as run
        from generator.cli.leave import leave

        try:
            run()
        except SystemExit as done:
            leave(done.code if isinstance(done.code, int) else int(done.code is not None))


if __name__ == "__main__":
    main()
