"""Keep what a paper is written and judged from, for the next build of the very same files: another format of it, or one
that was deleted, then costs neither reading nor putting together.

In: the question for it (kept_question.py). Out: the paper as it was put together, and what the last gate needs; None
where nothing is kept, and then everything is read. Only what a build found no error in is kept.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.base.diagnostics import Diagnostic, has_errors, list_rows, read_rows
from generator.base.kept.reader import Reader
from generator.paper.document import Document
from generator.paper.protected_values import Protected
from generator.records.style import Style
from generator.runs.kept_question import Question, find_class
from generator.runs.made_from import Unlisted

if TYPE_CHECKING:
    from generator.records.schema.base import Visibility


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper as it was put together, with its `problems`, none of them an error.

    `protected` is what must not stand in files made of it, `papers_out` what there is to tell of papers that are out.
    `told` are findings about it and about files made of it, each time all of them together, as they are shown.
    `unlisted` are those of its files that are not told its audience.
    """

    document: Document
    style: Style
    audience: Visibility
    problems: tuple[Diagnostic, ...]
    protected: Protected
    papers_out: tuple[Diagnostic, ...]
    unlisted: Unlisted
    told: Mapping[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]


def recall_paper(question: Question, hand_on: Callable[[bytes], object] | None = None) -> KeptPaper | None:
    """Return what was kept of these very files; None where nothing was. It is handed on first, as it was kept, for who
    reads the document beside this process (`read_document`)."""
    found = question.recall("paper")
    if found and hand_on:
        hand_on(found)
    return _read(found) if found else None


def keep_paper(question: Question, paper: KeptPaper, unread: Collection[str] = (), packed: bytes | None = None) -> None:
    """Keep a paper of which nothing is wrong, where `question` allows it; `packed` are its document and style, where
    they were pickled already."""
    told = [finding for findings in paper.told for finding in findings]
    if not has_errors([*paper.problems, *paper.papers_out, *told]):
        question.keep("paper", partial(_write, paper, packed), unread)


def _write(paper: KeptPaper, packed: bytes | None) -> bytes:
    findings = [*paper.problems, *paper.papers_out]
    for raw, shown in paper.told.items():
        findings += [*raw, *shown]
    sizes = (len(paper.problems), len(paper.papers_out), [(len(a), len(b)) for a, b in paper.told.items()])
    parts = paper.audience, paper.protected, paper.unlisted
    # one after the other: who writes a file needs no more than the first
    return (packed or _dump((paper.document, paper.style))) + _dump((parts, sizes, list_rows(findings)))


def _dump(said: object) -> bytes:
    return pickle.dumps(said, pickle.HIGHEST_PROTOCOL)


def read_document(kept: bytes) -> tuple[Document, Style]:
    """Return the document of a paper, and its style, from what was kept of it."""
    document, style = Reader(io.BytesIO(kept), find_class).load()
    return document, style


def _read(kept: bytes) -> KeptPaper:
    stream = io.BytesIO(kept)
    document, style = Reader(stream, find_class).load()
    (audience, protected, unlisted), (own, out, told), rows = Reader(stream, find_class).load()
    findings = iter(read_rows(rows))

    def take(number: int) -> tuple[Diagnostic, ...]:
        return tuple(next(findings) for _ in range(number))

    problems, papers_out = take(own), take(out)
    pairs: Sequence[tuple[int, int]] = told
    return KeptPaper(
        document, style, audience, problems, protected, papers_out, unlisted,
        {take(raw): take(shown) for raw, shown in pairs},
    )  # fmt: skip
