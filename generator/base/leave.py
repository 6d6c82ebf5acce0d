"""End a command at once: all that it made is on the disk, and to take its objects apart one by one takes longer than to
let the system have its memory back, a tenth of a small build and a fifth of a large archive.

In: the exit code. Whoever asked to be called at the end is (temporary files), what was said is flushed.
"""

from __future__ import annotations

import atexit
import os
import sys

TYPE_CHECKING = False  # `typing` takes longer to load than all that is done here
if TYPE_CHECKING:
    from typing import NoReturn


def leave(code: int) -> NoReturn:
    """End the process; as Python does by itself, by SystemExit, where a thread still works or words can't be written
    out."""
    threads = sys.modules.get("threading")
    if threads is None or threads.active_count() == 1:
        try:
            atexit._run_exitfuncs()
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError, AttributeError):
            sys.exit(code)
        os._exit(code)
    sys.exit(code)
