"""Read a file that somebody else's program wrote: as text, whatever its encoding says, and as a table.

In: the path that whoever runs the command named. Out: its text, or its rows with their lines; or BriefingError that
says on which line what can't be read (D461). It is read whole and taken for nothing but words.
"""

from __future__ import annotations

import csv
import html
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.inputs import read_input

MOST_FOREIGN = 20_000_000
"""Bytes of a list or library of sources at most: a hundred thousand lines."""

LONGEST_CELL = 100_000
"""Letters of one cell at most."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_SPANS = re.compile(r"<(?:(script|style)\b|!--)", re.I)
"""What begins something of which no word is meant to be read: a script, a comment."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: the line on which it begins, and its cells by the heads of their columns."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ForeignTable:
    """A table: the name of its file, its heads, its rows, and the words that are taken away from where."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]


def read_foreign_text(path: Path) -> str:
    """Return the text of a file: UTF-8, or UTF-16 where it says so. Raises BriefingError (D461, D022, D023)."""
    try:
        data = read_input(path, path.parent, MOST_FOREIGN)
    except OSError as error:
        raise BriefingError([_unreadable(path, 1, error.strerror or "it can't be read", "look at its name")]) from error
    coding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(coding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        help = "save it as UTF-8: in Excel as `CSV UTF-8`, in LibreOffice with the character set Unicode (UTF-8)"
        raise BriefingError([_unreadable(path, line, "it is not written in UTF-8", help)]) from error


def read_foreign_table(path: Path) -> ForeignTable:
    """Return the rows of a file of comma-separated values (RFC 4180); semicolons and tabs part cells, too, where its
    first line has no comma or fewer. Raises BriefingError (D461)."""
    if path.suffix.lower() in (".xlsx", ".xls", ".ods"):
        help = "save the sheet as CSV (UTF-8), and name that file"
        raise BriefingError([_unreadable(path, 1, "a workbook is not read here", help)])
    text = read_foreign_text(path)
    first = text.split("\n", 1)[0]
    comma = max(",;\t", key=lambda sign: (first.count(sign), -",;\t".index(sign)))
    before = csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
    heads: tuple[str, ...] = ()
    rows: list[TableRow] = []
    faults: list[Diagnostic] = []
    last = 0
    try:
        for cells in reader:
            line, last = last + 1, reader.line_num
            if not heads:
                heads = tuple(" ".join(clean_text(cell).split()) for cell in cells)
                faults += _find_bad_heads(path, heads)
            elif any(cell.strip() for cell in cells):
                if len(cells) > len(heads) and any(cell.strip() for cell in cells[len(heads) :]):
                    help = "put words with a comma in them into quotation marks, or give the column a head"
                    said = f"the row has {len(cells)} cells, and the table {len(heads)} columns"
                    faults.append(codes.UNREADABLE_ENTRY.at(Origin(path.name, line), said, help))
                rows.append(TableRow(line, dict(zip(heads, (clean_text(c) for c in cells), strict=False))))
    except csv.Error as error:
        help = "look at the quotation marks of this row: one that stands in words is written twice"
        faults.append(_unreadable(path, last + 1, f"the row can't be read ({_say(error)})", help))
    finally:
        csv.field_size_limit(before)
    if not heads:
        faults.append(_unreadable(path, 1, "it holds no table", "its first line has the heads of the columns"))
    if faults:
        raise BriefingError(faults)
    return ForeignTable(path.name, heads, tuple(rows))


def _say(error: csv.Error) -> str:
    said = str(error)
    return f"a cell has more than {LONGEST_CELL:,} letters" if "field larger" in said else said


def _find_bad_heads(path: Path, heads: Iterable[str]) -> list[Diagnostic]:
    heads = [head for head in heads if head]
    twice = sorted({head for head in heads if heads.count(head) > 1})
    help = "give each column a head of its own"
    return [codes.UNREADABLE_ENTRY.at(Origin(path.name), f"two columns are called “{head}”", help) for head in twice]


def clean_text(text: str) -> str:
    """Return words without what nobody sees and what steers a terminal or a page: control characters, overrides of the
    direction of writing, joiners without width. Line breaks stay."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text)).strip()


def strip_markup(text: str) -> str:
    """Return words without HTML: tags go, what is written as an entity is its letter; all on one line."""
    plain = html.unescape(_TAG.sub("", _drop_spans(text)))
    return " ".join(clean_text(_TAG.sub("", plain)).split())


def _drop_spans(text: str) -> str:
    """Return words without scripts, style sheets and comments; one that is not closed goes on to the end."""
    kept: list[str] = []
    at = 0
    while begun := _SPANS.search(text, at):
        kept.append(text[at : begun.start()])
        end = re.compile(rf"</{begun[1]}\s*>" if begun[1] else "-->", re.I).search(text, begun.end())
        if end is None:
            return " ".join(kept)
        at = end.end()
    return " ".join([*kept, text[at:]])


def _unreadable(path: Path, line: int, said: str, help: str) -> Diagnostic:
    return codes.UNREADABLE_FOREIGN_FILE.at(Origin(path.name, line), f"`{path.name}` is not taken: {said}", help)
