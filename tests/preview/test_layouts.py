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
    made = rebuild(write(tmp_path, style=True), Choice(EDITION)).made
    assert made
    paper = PaperState(Choice(EDITION))

    async def run() -> None:
        found = Layouts()
        monkeypatch.setattr(layouts, "_LONG", 0.0)
        asked = asyncio.create_task(found.lay_out(paper, made.document, made.style))
        await asyncio.sleep(0.2)
        found.give_up(PaperState(OTHER))
        assert not asked.done()
        found.give_up(paper)
        with pytest.raises(GivenUp):
            await asked
        assert (await found.lay_out(paper, made.document, made.style)).pages

        # nor is one that is half done, as far as anybody knows, or that has just begun
        found._took[paper] = 0.0
        asked = asyncio.create_task(found.lay_out(paper, made.document, made.style))
        await asyncio.sleep(0.2)
        found.give_up(paper)
        monkeypatch.setattr(layouts, "_LONG", 5.0)
        found._took[paper] = 600.0
        found.give_up(paper)
        assert (await asked).pages
        found.worker.stop()

    asyncio.run(run())
