"""Lay out flows in processes of their own, each with the styles and boxes of its part alone.

In: a page of HTML whose rules are known. Out: the sheets of the pages of each flow but the first, which is laid out
here, with the contents. Where one would need anything of another (a note that is passed on, a counter that goes on, a
page that can't be drawn alone), it says so, and all is laid out in one. One process, forked before there are any
styles, starts the others one after the other, as many at a time as there are processors.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import tempfile
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any, NamedTuple, NoReturn
from urllib.parse import unquote

from generator.base.limits import OutOfMemory, OutOfTime, end_with
from generator.base.processors import allow_processors, count_processors
from generator.base.uninterrupted import fork
from generator.formats.pdf.flows import Part, find_parts
from generator.formats.pdf.sheet import find_sheet

_OUT_OF_TIME, _OUT_OF_MEMORY = 2, 3


class NotAlone(Exception):
    """A flow can't be laid out by itself."""


class FlowPage(NamedTuple):
    """A page of a flow: its sheet, the name of the page in the style, the strings that its text sets for margins."""

    sheet: Any
    name: str
    strings: Sequence[Any]


class Flow(NamedTuple):
    """What was found of a flow: the names of its first page and of the one after its last; its pages, the fonts they
    are drawn in, and what the layout engine had to say."""

    name: str
    next: str | None
    pages: Sequence[FlowPage]
    fonts: Sequence[Any]
    messages: Sequence[Any]


class Flows:
    """The flows of a page of HTML, whose elements are numbered."""

    def __init__(self, numbers: Mapping[Any, int]):
        self._numbers = numbers
        self.part: Part | None = None
        """The part that is laid out in this process, if there are several."""
        self.answer: IO[bytes] | None = None
        """Where this process hands its flow over to, if it is not the first."""
        self._answers: list[IO[bytes]] = []
        self._foreman = 0
        self._done = -1
        self._found: list[Flow] = []

    def choose(self, html: Any, sheets: Any, look_at: Callable[[Any], Any], targets: Any) -> Part | None:
        """Return the part that is laid out in this process; the others have theirs."""
        parts = find_parts(html, sheets, self._numbers, look_at)
        if not parts:
            return None
        self.part = parts[self._start(parts)]
        if not self.answer:
            _expect_anchors(html.etree_element, self.part, targets)
        return self.part

    def collect(self, taker: Any) -> list[Flow]:
        """Return the flows after the first; let `taker` have their fonts and messages.

        Raises NotAlone if any of them is not to be had so.
        """
        if self._answers:
            if self._foreman:
                with contextlib.suppress(BrokenPipeError):  # all is done
                    os.write(self._done, b"x")
                self._wait()
            for file in self._answers:
                file.seek(0)
                found = pickle.load(file)
                if isinstance(found, OutOfTime | OutOfMemory):
                    raise found
                if not isinstance(found, Flow):
                    raise NotAlone from found
                self._found.append(found)
                taker.take_flow(found)
            self.close()
        return self._found

    def finish(self, name: str, following: str | None, pages: Sequence[Any], taker: Any) -> NoReturn:
        """Leave the pages (their boxes) that were laid out in this process."""
        sheets = [find_sheet(page) for page in pages]
        if not all(sheets):
            raise NotAlone
        found = [
            FlowPage(sheet, page.page_type.name, page.children[0].string_set)
            for sheet, page in zip(sheets, pages, strict=True)
        ]
        self.hand_over(Flow(name, following, found, taker.fonts, taker.messages[taker.told :]))

    def hand_over(self, found: Flow | BaseException) -> NoReturn:
        """Leave what was found of the flow of this process, and end it."""
        assert self.answer
        try:
            pickle.dump(found, self.answer, pickle.HIGHEST_PROTOCOL)
        except Exception:  # an error that can't be packed
            self.answer.seek(0)
            pickle.dump(NotAlone(), self.answer)
        self.answer.flush()
        os._exit(0)  # nothing of the parent's is flushed or cleaned up twice

    def close(self) -> None:
        """End what is still at work."""
        if self._foreman:
            os.kill(self._foreman, signal.SIGKILL)
            os.waitpid(self._foreman, 0)
            self._forget_foreman()
        for file in self._answers:
            file.close()
        self._answers.clear()

    def _start(self, parts: Sequence[Part]) -> int:
        """Let the flows be laid out; return the number of the one that is this process's."""
        self._answers = [tempfile.TemporaryFile() for _ in parts[1:]]  # noqa: SIM115 (closed when they were read)
        done, self._done = os.pipe()
        parent = os.getpid()
        self._foreman = fork()
        if self._foreman == 0:
            end_with(parent)
            number = self._oversee(done)
            self.answer, self._foreman = self._answers[number - 1], 0
            return number
        os.close(done)
        if count_processors() == 1:
            self._wait()
        return 0

    def _wait(self) -> None:
        _, status = os.waitpid(self._foreman, 0)
        self._forget_foreman()
        if code := os.waitstatus_to_exitcode(status):
            raise OutOfTime if code == _OUT_OF_TIME else OutOfMemory

    def _forget_foreman(self) -> None:
        os.close(self._done)
        self._foreman = 0

    def _oversee(self, done: int) -> int:
        """Start a process for each flow but the first, as many at a time as there are processors; the first flow takes
        one until something can be read from `done`. Return the number of the flow in each; not in this process."""
        waiting = list(range(1, len(self._answers) + 1))
        running: dict[int, int] = {}
        most, me = max(1, count_processors() - 1), os.getpid()
        try:
            while waiting or running:
                while waiting and len(running) < most:
                    ends, alive = os.pipe()
                    number = waiting.pop(0)
                    process = fork()
                    if process == 0:
                        end_with(me)
                        allow_processors(count_processors() // (len(self._answers) + 1))
                        return number
                    os.close(alive)
                    running[ends] = process
                for ready in select.select([*running, *([done] if done >= 0 else [])], [], [])[0]:
                    if ready == done:
                        most, done = most + 1, -1
                        continue
                    os.close(ready)
                    _, status = os.waitpid(running.pop(ready), 0)
                    if status:
                        slow = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU
                        os._exit(_OUT_OF_TIME if slow else _OUT_OF_MEMORY)
        except BaseException:
            os._exit(_OUT_OF_MEMORY)
        os._exit(0)


class _Elsewhere:
    """Stands for the box of an element in another flow."""

    cached_counter_values: Any = None


def _expect_anchors(root: Any, part: Part, targets: Any) -> None:
    """Let the first flow know those anchors of others that it leads to: their pages come when they are laid out."""
    elsewhere = {element.get("id") for element in root.iter() if not part.holds(element)}
    for link in root.iter("a"):
        anchor = unquote(link.get("href", "")[1:])
        if anchor in elsewhere and part.holds(link) and anchor not in targets.target_lookup_items:
            targets.collect_anchor(anchor)
            targets.store_target(anchor, {}, _Elsewhere())
