"""Layouts in a process of their own: those that take long and that nobody waits for are given up, others are not."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from generator.preview import layouts
from generator.preview.choice import Choice
from generator.preview.layouts import GivenUp, Layouts
from generator.preview.paper_state import PaperState
from generator.preview.rebuild import rebuild
from generator.preview.worker import PreviewWorker, WorkerDied
from tests.support.workspaces import EDITION, write

OTHER = Choice("another")


def test_what_a_worker_does_is_given_up_and_the_next_who_asks_has_another() -> None:
    async def run() -> None:
        worker = PreviewWorker()
        worker.start()
        asked = asyncio.create_task(worker.ask(time.sleep, 600))
        await asyncio.sleep(0.2)
        worker.give_up()
        with pytest.raises(WorkerDied):
            await asked
        assert await worker.ask(time.sleep, 0) is None
        worker.stop()

    asyncio.run(run())


@pytest.mark.slow
def test_a_layout_is_given_up_for_a_newer_version_of_that_paper_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    made = rebuild(write(tmp_path / "workspace", style=True), Choice(EDITION)).made
    assert made
    paper = PaperState(Choice(EDITION))

    async def run() -> None:
        found = Layouts()
        monkeypatch.setattr(layouts, "_LONG", 0.0)

        async def save_meanwhile(saved: PaperState, took: float | None) -> bool:
            """Return whether a layout is done, though files of a paper come in; `took` is how long the last one did."""
            found._took = {} if took is None else {paper: took}
            asked = asyncio.create_task(found.lay_out(paper, made.document, made.style))
            await asyncio.sleep(0.2)
            found.give_up(saved)
            try:
                return bool((await asked).pages)
            except GivenUp:
                return False

        assert await save_meanwhile(paper, None)  # the first one
        assert await save_meanwhile(PaperState(OTHER), 600.0)
        assert await save_meanwhile(paper, 0.1)  # one that is half done, as far as anybody knows
        assert not await save_meanwhile(paper, 600.0)
        assert await save_meanwhile(paper, 600.0)  # or nobody who goes on writing would learn where pages begin
        assert not await save_meanwhile(paper, 600.0)
        assert await save_meanwhile(paper, 600.0)
        monkeypatch.setattr(layouts, "_LONG", 60.0)
        assert await save_meanwhile(paper, 600.0)  # one that has just begun
        found.worker.stop()
        assert not list(temporary.glob("briefing-fonts-*"))

    asyncio.run(run())
