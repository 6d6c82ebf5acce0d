"""Rebuild a page in a thread, so that the server answers meanwhile.

In: the workspace and a choice. Out: what came of it. The program does not wait for that thread when it ends: a template
may go on for ever.
"""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from threading import Thread

from generator.base.gc import keep_from_collection
from generator.formats.page_pieces import PageMemory
from generator.paper.last_version import LastVersion
from generator.preview.choice import Choice
from generator.preview.rebuild import Rebuilt, rebuild


async def rebuild_in_thread(root: Path, choice: Choice, last: LastVersion, pages: PageMemory) -> Rebuilt:
    """Return what `rebuild` returns, or raise what it raises. Nobody looks through all that was made before it is told
    to the browsers."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Rebuilt] = loop.create_future()

    def run() -> None:
        try:
            with keep_from_collection():
                made = rebuild(root, choice, last, pages)
            tell, told = done.set_result, made
        except Exception as error:
            tell, told = done.set_exception, error  # type: ignore[assignment]
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(lambda: None if done.done() else tell(told))

    Thread(target=run, name="rebuild", daemon=True).start()
    return await done
