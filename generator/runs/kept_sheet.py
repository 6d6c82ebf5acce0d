"""Keep what a sheet of sources is written and judged from, for the next one of the very same files: another format of
it, or one that was deleted, then costs neither reading nor putting together nor comparing with signatures.

In: the question for it (kept_question.py). Out: what its files show, and what the last gate needs; None where nothing
is kept, and then everything is read. Only a sheet in which no error was found is kept.
"""

from __future__ import annotations

import io
import pickle
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.base.diagnostics import Diagnostic, has_errors, list_rows, read_rows
from generator.paper.protected_values import Protected
from generator.runs.kept_question import Question, Reader
from generator.runs.made_from import Unlisted

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
    if not found:
        return None
    end = _LENGTH + int.from_bytes(found[:_LENGTH], "little")
    audience, protected, unlisted, rows = Reader(io.BytesIO(found[end:])).load()
    return KeptSheet(found[_LENGTH:end], audience, protected, unlisted, tuple(read_rows(rows)))


def keep_sheet(question: Question, sheet: KeptSheet) -> None:
    """Keep a sheet of which nothing is wrong, where `question` allows it."""
    if not has_errors(sheet.notices):
        question.keep("sheet", partial(_write, sheet))


def _write(sheet: KeptSheet) -> bytes:
    rest = sheet.audience, sheet.protected, sheet.unlisted, list_rows(sheet.notices)
    # one after the other: who writes a file needs no more than the first, and this process no more than the second
    length = len(sheet.written).to_bytes(_LENGTH, "little")
    return b"".join((length, sheet.written, pickle.dumps(rest, pickle.HIGHEST_PROTOCOL)))
