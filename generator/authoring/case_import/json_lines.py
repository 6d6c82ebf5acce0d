"""Read JSON Lines (https://jsonlines.org): a record of a case on each line, as `briefing export cases` writes them.

In: the bytes of a file. Out: the rows of a list, whose heads are the columns that a sheet of the same records would
have: all that follows on it is the same for both. What a line nests deeper, says twice, or says with a number that is
none is refused, with every other line that can't be read (D401, D023).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.sheets.sheet import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Sheet, SheetCell
from generator.records.case_cells import find_cell_field

_LONGEST_LINE = 2_000_000
"""Letters: what is read of one line stands in memory many times over."""
_LONGEST_NAME = 300
"""Letters of the names of fields on the way to a value: a record has none of a hundred."""
_ANEW = "write one object a line, as `briefing export cases --format jsonl` does"


def read_lines(data: bytes, file: str) -> Sheet:
    """Return the rows of a file. Raises BriefingError (D007, D023, D401) with each line that can't be read."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        place = Origin(file, row)
        raise BriefingError(
            [codes.NOT_UTF_8.at(place, f"line {row} of this file is not UTF-8", "save it as UTF-8")]
        ) from None
    heads: dict[str, SheetCell] = {}
    rows: list[tuple[SheetCell, ...]] = []
    faults: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if len(rows) >= MOST_ROWS:
            faults.append(_tell_size(file, number, f"this list has more than {MOST_ROWS:,} lines"))
            break
        try:
            rows.append(tuple(_read_line(line, number, heads)))
        except _NotTaken as error:
            faults.append(_tell_size(file, number, str(error)))
        except (ValueError, RecursionError) as error:
            faults.append(_tell_unreadable(file, number, error))
    if not rows and not faults:
        faults.append(codes.UNREADABLE_LIST.at(Origin(file), "no line of this file has a record", _ANEW))
    if faults:
        raise BriefingError(faults)
    return Sheet(file, "", tuple(heads.values()), tuple(row for row in rows if row), is_lines=True)


class _NotTaken(Exception):
    """A line has more than a record can have."""


def _read_line(line: str, number: int, heads: dict[str, SheetCell]) -> Iterator[SheetCell]:
    """Yield the values of a line as cells; `heads` grows by the columns that no line had before."""
    if len(line) > _LONGEST_LINE:
        raise _NotTaken(f"this line has more than {_LONGEST_LINE:,} letters")
    said = json.loads(
        line, object_pairs_hook=_make_object, parse_constant=_refuse_constant, parse_int=str, parse_float=str
    )
    if not isinstance(said, dict):
        raise ValueError("it is no object")
    for key, text in _flatten(said, ""):
        if key not in heads:
            if len(heads) >= MOST_COLUMNS:
                raise _NotTaken(f"this list has more than {MOST_COLUMNS:,} columns")
            heads[key] = SheetCell(key, number, len(heads) + 1)
        if len(text) > MOST_LETTERS:
            raise _NotTaken(f"`{key[:60]}` has more than {MOST_LETTERS:,} letters")
        if text.strip():
            yield SheetCell(text, number, heads[key].column)


def _flatten(node: Any, key: str) -> Iterator[tuple[str, str]]:
    """Yield (column, text) of all that an object says: the way back from `make_values`."""
    if isinstance(node, dict):
        for step, inner in node.items():
            if len(key) + len(step) > _LONGEST_NAME:
                raise ValueError("it nests too deep, or has a name that is none of a field")
            if not step or "." in step:
                raise ValueError(
                    f"“{step[:60]}” is no name of a field: values within others stand in objects of theirs"
                )
            yield from _flatten(inner, f"{key}.{step}" if key else step)
    elif isinstance(node, list):
        field = find_cell_field(key)
        if field and field.in_list and (field.many or len(node) == 1) and all(isinstance(one, str) for one in node):
            if field.many and any(len(one.split()) > 1 for one in node):
                raise ValueError(f"an entry of `{key}` has a blank in it, and none of these has")
            yield key, " ".join(node)
        else:
            for number, inner in enumerate(node, 1):
                yield from _flatten(inner, f"{key}.{number}")
    elif node is not None:
        yield key, ("true" if node else "false") if isinstance(node, bool) else node


def _make_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise ValueError(f"“{key[:60]}” stands in it twice")
        made[key] = value
    return made


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _tell_unreadable(file: str, number: int, error: Exception) -> Diagnostic:
    if isinstance(error, RecursionError):
        said, column = "it nests too deep", 1
    elif isinstance(error, json.JSONDecodeError):
        said, column = f"it is no JSON ({error.msg})", error.colno
    else:
        said, column = str(error), 1
    return codes.UNREADABLE_LIST.at(Origin(file, number, column), f"line {number} can't be read: {said}", _ANEW)


def _tell_size(file: str, number: int, message: str) -> Diagnostic:
    help = "take out what does not belong there, or import several"
    return codes.TOO_LARGE.at(Origin(file, number), message, help)
