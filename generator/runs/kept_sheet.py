"""Keep what a sheet of sources is written and judged from, for the next one of the very same files: another format of
it then costs neither reading nor putting together nor comparing with signatures, and one that was deleted no writing.

In: the question for it (kept_question.py). Out: what its files show, and what the last gate needs; None where nothing
is kept, and then everything is read. Only a sheet in which no error was found is kept.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.base.diagnostics import Diagnostic, has_errors, list_rows, read_rows
from generator.base.kept.reader import Reader
from generator.paper.protected_values import Protected
from generator.runs.kept_question import Question, find_class
from generator.runs.made_from import Unlisted
from generator.runs.press import SHEET_FORMATS, Finished

if TYPE_CHECKING:
    from generator.records.schema.base import Visibility

_LENGTH = 8
"""Bytes that say how long the first part is."""


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A sheet as it was made for an audience, with what there is to tell of it: `written` is what its files show, as
    sheet_files.py packs it, `protected` what must not stand in them, and `unlisted` are those of the paper's files that
    are not told its readers."""

    written: bytes
    audience: Visibility
    protected: Protected
    unlisted: Unlisted | None
    notices: tuple[Diagnostic, ...]


def recall_sheet(question: Question) -> KeptSheet | None:
    """Return what was kept of these very files; None where nothing was."""
    found = question.recall("sheet")
    return _read(*_halve(found)) if found else None


def recall_files(question: Question, formats: Collection[str]) -> tuple[KeptSheet, tuple[Finished, ...]] | None:
    """Return the finished files of the sheet in these formats, which were judged when they were made, with a sheet of
    which nothing is written; None where not all of them were kept."""
    found = question.recall("sheet files")
    if not found:
        return None
    first, rest = _halve(found)
    files = Reader(io.BytesIO(first), find_class).load()
    wanted = [format for format in SHEET_FORMATS if format in formats]
    if not files.keys() >= set(wanted):
        return None
    return _read(b"", rest), tuple(Finished(format, files[format]) for format in wanted)


def keep_sheet(question: Question, sheet: KeptSheet) -> None:
    """Keep a sheet of which nothing is wrong, where `question` allows it."""
    if not has_errors(sheet.notices):
        question.keep("sheet", partial(_join, sheet.written, sheet))


def keep_files(question: Question, sheet: KeptSheet, files: Iterable[Finished]) -> None:
    """Keep the finished files of a sheet of which nothing is wrong, where `question` allows it, and none of before."""
    if not has_errors(sheet.notices):
        packed = pickle.dumps({file.format: file.data for file in files}, pickle.HIGHEST_PROTOCOL)
        question.keep("sheet files", partial(_join, packed, sheet))


def _join(first: bytes, sheet: KeptSheet) -> bytes:
    rest = sheet.audience, sheet.protected, sheet.unlisted, list_rows(sheet.notices)
    # one after the other: who writes a file needs no more than the first, and this process no more than the second
    return b"".join((len(first).to_bytes(_LENGTH, "little"), first, pickle.dumps(rest, pickle.HIGHEST_PROTOCOL)))


def _halve(found: bytes) -> tuple[bytes, bytes]:
    end = _LENGTH + int.from_bytes(found[:_LENGTH], "little")
    return found[_LENGTH:end], found[end:]


def _read(written: bytes, rest: bytes) -> KeptSheet:
    audience, protected, unlisted, rows = Reader(io.BytesIO(rest), find_class).load()
    return KeptSheet(written, audience, protected, unlisted, tuple(read_rows(rows)))
