"""Files of an archive that are left unread, since nothing of them can matter to a paper, and records of which some
stand in such files.

In: what is known of the files, records by id. Out: records that tell when somebody asks for one that was left unread.
It is decided elsewhere which files these are (generator/runs/archive/).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar

V = TypeVar("V")


class MoreIsNeeded(Exception):
    """A step asked for what may stand in a file that was left unread: all have to be read."""


class AsideSource(NamedTuple):
    """A source in a file that was left unread: its id, what it has in common with another of the same short name, and
    its address, whole and by its parts (generator/paper/assemble/source_names.py), which are one text."""

    id: str
    likeness: str
    url: str
    host: str
    parts: str


class Aside(NamedTuple):
    """What is known of a file that holds one case, and nothing but what everybody may read.

    `sha256` is that of the file; `needs` are the records that it names and that stand in other files, as
    `themes/poets`; `dates` what the sources among these said of their days; `called` the names of the person, folded,
    as one text.
    """

    sha256: str
    case: str
    sources: tuple[AsideSource, ...]
    needs: tuple[str, ...]
    dates: tuple[str, ...]
    called: str


BETWEEN = "\t"
"""Stands between words that are one text, which are taken apart where somebody asks for them."""


class Partly(Mapping[str, V]):
    """Records by id of which some were left unread. To ask for one of these, or for all, raises MoreIsNeeded: who needs
    no more than those that were read says so by `list_read`."""

    __slots__ = ("read", "unread")

    def __init__(self, read: Mapping[str, V], unread: frozenset[str]):
        self.read, self.unread = read, unread

    def __getitem__(self, id: str) -> V:
        if id in self.unread:
            raise MoreIsNeeded
        return self.read[id]

    def __iter__(self) -> Iterator[str]:
        raise MoreIsNeeded

    def __len__(self) -> int:
        raise MoreIsNeeded


def list_read(records: Mapping[str, V]) -> Mapping[str, V]:
    """Return the records that were read. Whoever asks has to know why what was left unread changes nothing."""
    return records.read if isinstance(records, Partly) else records
