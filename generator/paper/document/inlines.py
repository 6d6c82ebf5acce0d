"""What the words of a document are made of: runs, fixed words, links, mentions, references, the calls of notes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from generator.base.diagnostics import Origin

BlockId = str
"""Stable name of a block within its document; letters, digits, `-` and `.`: fit for an XML id and a URL fragment."""


@dataclass(frozen=True)
class Run:
    """Words of one look. `lang` is a BCP 47 tag; None means the document's language."""

    text: str
    strong: bool = False
    emphasis: bool = False
    lang: str | None = None
    origin: Origin | None = None


@lru_cache(maxsize=4096)
def share_run(text: str, strong: bool = False, lang: str | None = None) -> Run:
    """Return words without a place, the very same ones to all who say them: of a long list most were said before, and
    are neither made nor held nor kept again."""
    return Run(text, strong, lang=lang)


@dataclass(frozen=True)
class Label:
    """Fixed words of a style (labels/<lang>.yaml), such as "Since"; `text` is the wording of `key`."""

    key: str
    text: str
    strong: bool = False


@lru_cache(maxsize=4096)
def share_label(key: str, text: str, strong: bool = False) -> Label:
    """Return fixed words, the very same ones to all who say them."""
    return Label(key, text, strong)


@dataclass(frozen=True)
class Link:
    """Words that lead to an address outside the document."""

    url: str
    runs: tuple[Run, ...]
    origin: Origin | None = None


@dataclass(frozen=True)
class Mention:
    """Words about a record (`case:max-bokayev`). `target` is the block that tells of it here, None where none does."""

    record: str
    runs: tuple[Run, ...]
    field: str | None = None
    target: BlockId | None = None
    origin: Origin | None = None


@dataclass(frozen=True)
class Reference:
    """Words that lead to another block of the same document, or to a note. Those of a `by_number` give way to the
    number of that section or note, where it has one, when the document is numbered."""

    target: BlockId
    runs: tuple[Run, ...]
    origin: Origin | None = None
    by_number: bool = False


@dataclass(frozen=True)
class NoteCall:
    """The place in the text to which a note belongs."""

    note: str
    origin: Origin | None = None


Inline = Run | Label | Link | Mention | Reference | NoteCall
