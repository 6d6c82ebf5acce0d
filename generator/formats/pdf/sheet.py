"""What is kept of a page that was judged and drawn, once its boxes are let go.

A page of WeasyPrint's whose boxes are gone has its sheet on the box of the page; what looks at pages takes from there
what it would have found in the boxes. The margins of a page are never let go: their words wait for the number of pages.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from generator.formats.pdf.glyphs import Misplaced
    from generator.formats.pdf.judge import Drawn
    from generator.formats.pdf.repair.marks import Mark
    from generator.formats.pdf.repair.streams import Deflated
    from generator.formats.pdf.seen import Unseen

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Packed(Generic[T]):
    """What is read once, and until then takes a tenth of its memory."""

    data: bytes

    @classmethod
    def pack(cls, made: T) -> Packed[T]:
        """Return something of this program's own, packed."""
        return cls(pickle.dumps(made, pickle.HIGHEST_PROTOCOL))

    def read(self) -> T:
        """Return what was packed."""
        made: T = pickle.loads(self.data)
        return made


class Bookmark(NamedTuple):
    """A bookmark, as WeasyPrint has them, and the number of its element in the tree of the page's HTML."""

    element: int
    told: tuple[int, str, tuple[float, float], str]


class Picture(NamedTuple):
    """A picture of points that is drawn on a page: its address, whether it is smoothed, its share of the points."""

    url: str
    interpolate: bool
    ratio: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is wanted of the text and the notes of a page: the letters out of place, those that nobody sees, the
    edges between which all stand; its words, notes and calls; the block, the number of letters and whether it may be
    repeated of each line; the ids of its notes; its links, anchors and bookmarks; the elements whose header rows, and
    whose boxes with a ground, are on it; what stands where in the tree of tags; how it is drawn, and with what:
    transparencies, pictures. It does not know the number of its page."""

    misplaced: tuple[Misplaced, ...]
    unseen: tuple[Unseen, ...]
    ink: Edges | None
    drawn: Packed[Drawn]
    lines: tuple[tuple[str, int, bool], ...]
    notes: tuple[str, ...]
    links: tuple[tuple[str, str, Edges], ...]
    anchors: dict[str, Edges]
    bookmarks: tuple[Bookmark, ...]
    headers: tuple[int, ...]
    boxes: tuple[int, ...]
    marks: Packed[tuple[Mark, ...]]
    operators: Deflated
    states: dict[str, dict[str, float]]
    pictures: tuple[Picture, ...]


def find_sheet(page: Any) -> Sheet | None:
    """Return what is kept of a page, or of the box of a page; None while its boxes are there."""
    box = getattr(page, "_page_box", page)
    return getattr(box, "sheet", None)
