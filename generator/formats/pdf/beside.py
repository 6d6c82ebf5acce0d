"""Judge and draw pages beside their layout, in processes of their own, and let their boxes go.

In: pages, as the layout makes them. Out: their sheets. The boxes of all pages of a long paper take many times the
memory of its file, and a third of the time of a PDF comes after its layout. Some pages at a time are handed to a fork
of this process, which has them already; what it finds comes back when there are more to hand over. Which pages go
together does not depend on the number of processors, nor does what comes of them. Where there is no fork, the same is
done here.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from generator.base.diagnostics import Diagnostic
from generator.base.limits import LIBRARIES_FORK, OutOfMemory, OutOfTime, end_with
from generator.base.processors import count_processors
from generator.base.uninterrupted import fork
from generator.formats.pdf.flow_processes import Flow, Flows, NotAlone
from generator.formats.pdf.repair.boxes import Parts, shorten_before
from generator.formats.pdf.repair.drawing import FontUse, Laid, let_go, list_fonts, make_sheet, put_back, take_font
from generator.formats.pdf.repair.footnotes import forget_notes
from generator.formats.pdf.repair.marks import mark_repeated, number_elements
from generator.formats.pdf.sheet import Sheet, find_sheet

VARIANT = "pdf/a-3a"
_BATCH = 8
"""Pages that are handed over together."""


def lay_out_together(html: Any, fonts: Any) -> Any:
    """Return the layout of a page of HTML, with the boxes of all pages."""
    laid_out = html.render(font_config=fonts, pdf_variant=VARIANT)
    for page in laid_out.pages:
        page.root = html.etree_element
    return laid_out


def lay_out_beside(html: Any, fonts: Any, messages: list[Diagnostic], forks: bool = LIBRARIES_FORK) -> Any:
    """Return the layout of a page of HTML whose pages were judged and drawn as they came, if the style allows it; and
    laid out in several processes, if there are flows that need nothing of each other."""
    told = len(messages)
    for alone in (True, False) if forks else (False,):
        html.taker = taker = DrawingBeside(html.etree_element, messages, forks)
        html.flows = flows = Flows(taker.numbers) if alone else None
        try:
            laid_out = _render(html, fonts, flows)
            taker.put_back(laid_out)
            return laid_out
        except NotAlone:
            del messages[told:]
        except TogetherOnly:
            break
        finally:
            taker.close()
            if flows:
                flows.close()
    del html.taker, html.flows, messages[told:]
    return lay_out_together(html, fonts)


def _render(html: Any, fonts: Any, flows: Flows | None) -> Any:
    """Return the layout; a process that lays out a flow beside the first ends here."""
    try:
        return html.render(font_config=fonts, pdf_variant=VARIANT)
    except BaseException as error:
        if flows and flows.answer:
            flows.hand_over(error)
        raise


class TogetherOnly(Exception):
    """The style draws something for which all pages have to be there."""


class _Running(NamedTuple):
    """A process at work on pages, and where its answer comes from."""

    process: int
    answer: int
    pages: Sequence[Laid]


class _Answer(NamedTuple):
    sheets: Sequence[Sheet | None]
    fonts: tuple[FontUse, ...]
    messages: Sequence[Diagnostic]


class DrawingBeside:
    """Takes pages while they are laid out. `messages` gathers what the layout engine has to say, here and beside."""

    def __init__(self, root: Any, messages: list[Diagnostic], forks: bool = LIBRARIES_FORK):
        self._root, self.messages, self._forks = root, messages, forks
        self.numbers = number_elements(root)
        self.told = len(messages)
        self._most = max(1, count_processors() - 1)
        self._waiting: list[Laid] = []
        self._running: list[_Running] = []
        self.fonts: list[FontUse] = []
        self._headers: set[int] = set()
        self._parts: Parts = {}
        self._apart: bool | None = None
        self._find_picture: Any = None

    def take(self, context: Any, index: int, page: Any, again: bool) -> None:
        """Take a page (its box) that is laid out; it stays as it is until the next one is there, which may tell that a
        box on it goes on. `again` says that it will be laid out again, and is not worth drawing."""
        if self._apart is None:
            self._apart = not _needs_all_pages(context)
        if not self._apart:
            return
        boxes = tuple(self.numbers[one] for one in shorten_before(page, self._parts))
        headers = tuple(self.numbers[one] for one in mark_repeated(page, self._headers))
        if len(self._waiting) >= _BATCH:
            self._hand_over(context)
        if not again:
            self._waiting.append(Laid(page, index + 1, headers, boxes))

    def finish(self, context: Any) -> None:
        """Have the rest drawn, and wait for all. Raises TogetherOnly where a margin asks for the boxes of its page."""
        self._find_picture = context.get_image_from_uri
        if self._waiting:
            self._hand_over(context)
        while self._running:
            self._collect(context)
        if self._apart and _asks_for_first_boxes(context):
            raise TogetherOnly

    def close(self) -> None:
        """End what is still at work."""
        for running in self._running:
            os.close(running.answer)
            os.kill(running.process, signal.SIGKILL)
            os.waitpid(running.process, 0)
        self._running.clear()

    def put_back(self, laid_out: Any) -> None:
        """Let a finished layout have what was found on the pages that were let go.

        Raises TogetherOnly where words in a margin may stand over the text of their page, or a font is not found again.
        """
        seen: set[int] = set()
        for page in laid_out.pages:
            page.root = self._root
            sheet = find_sheet(page)
            if sheet is None:
                _drop_bookmarks(page, seen, self.numbers)
                continue
            if _margins_meet(page._page_box, sheet):
                raise TogetherOnly
            put_back(page, sheet, [one.told for one in sheet.bookmarks if one.element not in seen], self._find_picture)
            seen |= {one.element for one in sheet.bookmarks}
        for use in self.fonts:
            if not take_font(use, laid_out.font_config.font_map, laid_out.fonts):
                raise TogetherOnly

    def take_flow(self, flow: Flow) -> None:
        """Take what was found of a flow that was laid out elsewhere."""
        self.fonts += flow.fonts
        self.messages += [one for one in flow.messages if one not in self.messages[self.told :]]

    def _hand_over(self, context: Any) -> None:
        pages, self._waiting = self._waiting, []
        if not self._forks:
            self._settle(pages, self._draw(pages, context), context)
            return
        while len(self._running) >= self._most:
            self._collect(context)
        answer, ours = os.pipe()
        parent = os.getpid()
        process = fork()
        if process == 0:
            try:
                os.close(answer)
                end_with(parent)
                told = len(self.messages)
                answered: _Answer | Exception
                try:
                    answered = self._draw(pages, context)._replace(messages=self.messages[told:])
                except Exception as error:
                    answered = error
                with os.fdopen(ours, "wb") as out:
                    pickle.dump(answered, out, pickle.HIGHEST_PROTOCOL)
            finally:
                os._exit(0)  # nothing of the parent's is flushed or cleaned up twice
        os.close(ours)
        self._running.append(_Running(process, answer, pages))
        if count_processors() == 1:
            self._collect(context)

    def _draw(self, pages: Sequence[Laid], context: Any) -> _Answer:
        fonts: dict[Any, Any] = {}
        sheets = [make_sheet(one, context, self.numbers, fonts) for one in pages]
        return _Answer(sheets, list_fonts(fonts), ())

    def _collect(self, context: Any) -> None:
        """Wait for the process that began first, and let go what it has drawn."""
        running = self._running[0]
        data = b"".join(_read(running.answer))
        self._running.pop(0)
        os.close(running.answer)
        _, status = os.waitpid(running.process, 0)
        try:
            answer = pickle.loads(data)
        except Exception:  # it ended before its answer was whole
            slow = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU
            raise (OutOfTime if slow else OutOfMemory) from None
        if isinstance(answer, Exception):
            raise answer
        self.messages += answer.messages
        self._settle(running.pages, answer, context)

    def _settle(self, pages: Sequence[Laid], answer: _Answer, context: Any) -> None:
        self.fonts += answer.fonts
        for laid, sheet in zip(pages, answer.sheets, strict=True):
            if sheet:
                let_go(laid.page, sheet)
                forget_notes(context, laid.number - 1)
                for element, part in self._parts.items():
                    if part and part[1] is laid.page:
                        self._parts[element] = None


def _read(answer: int) -> Iterator[bytes]:
    while data := os.read(answer, 1 << 20):
        yield data


def _needs_all_pages(context: Any) -> bool:
    """Whether a style puts on a page what depends on pages after it, or is shared among them: boxes that stand on every
    page, bookmarks with numbers of pages, grounds that are not one colour."""
    if any(kind != "content" for _, kind in context.target_collector.counter_lookup_items):
        return True
    styles = {id(style.__dict__): style for style in context.style_for.get_computed_styles().values()}
    return any(map(_reaches_out, styles.values()))


def _asks_for_first_boxes(context: Any) -> bool:
    """Whether words of a margin depend on which box is the first of their page (`string(title, start)`)."""
    styles = {id(style.__dict__): style for style in context.style_for.get_computed_styles().values()}
    contents = (style["content"] for style in styles.values())
    return any(
        kind == "string()" and said[-1] == "start"
        for content in contents
        if isinstance(content, tuple)
        for kind, said in content
    )


def _reaches_out(style: Any) -> bool:
    root = style.parent_style is None or style.parent_style.parent_style is None
    return bool(
        style["position"] not in ("static", "relative", "absolute")
        or any(kind != "none" for kind, _ in style["background_image"])
        or style["border_image_source"][0] != "none"
        or style["mask_border_source"][0] != "none"
        or (root and style["background_color"] != "currentcolor" and style["background_color"].alpha)
    )


def _margins_meet(page: Any, sheet: Sheet) -> bool:
    """Whether anything in the margins of a page stands where its text does."""
    from generator.formats.pdf.glyphs import find_ink

    if sheet.ink is None:
        return False
    left, top, right, bottom = sheet.ink
    for box in page.children:
        if type(box).__name__ == "MarginBox":
            x, y = box.border_box_x(), box.border_box_y()
            for edges in ((x, y, x + box.border_width(), y + box.border_height()), find_ink(box)):
                if edges and edges[0] < right and left < edges[2] and edges[1] < bottom and top < edges[3]:
                    return True
    return False


def _drop_bookmarks(page: Any, seen: set[int], numbers: Any) -> None:
    """Take from a page that was not let go the bookmarks of headings that begin on a page before it."""
    kept = []
    elements = [box.element for box in page._page_box.descendants() if _has_bookmark(box)]
    for element, told in zip(elements, page.bookmarks, strict=True):
        if numbers[element] not in seen:
            kept.append(told)
        seen.add(numbers[element])
    page.bookmarks = kept


def _has_bookmark(box: Any) -> bool:
    return bool(box.bookmark_label and box.style["bookmark_level"] != "none")
