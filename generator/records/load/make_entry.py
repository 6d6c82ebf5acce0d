"""Make the tree of a record a typed record: what a model says of its values, its name, and who may see it.

In: a tree, and the model of its kind. Out: an Entry; what is wrong (D…) is noted in what was found.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.records.load.dataset import (
    Entry,
    PathInRecord,
    find_unknown_visibilities,
    read_visibility,
    strip_places,
    unwrap,
)
from generator.records.load.found import Found
from generator.records.load.names import is_id, report_bad_file_name, report_other_id
from generator.records.load.own_limits import add_own_limits
from generator.records.load.parse import Map
from generator.records.load.validate import diagnose
from generator.records.schema import Record
from generator.records.schema.base import VISIBILITIES, Visibility

R = TypeVar("R", bound=Record)

_EMPTY = "write the record into it, beginning with a line such as `title: …`; or delete it"


def make_entry(
    found: Found,
    tree: Map,
    model: type[R],
    collection: str,
    name: str,
    path: Path,
    fallback: Visibility,
    line: int = 1,
    column: int = 1,
    quiet: bool = False,
) -> Entry[R] | None:
    """Return the tree as a record of `model`, or None after saying what is wrong; `quiet`: what is wrong with its
    fields was said already.

    A tree that is the very one of an earlier reading (`parse_once`) is the same record as then: nobody changes either.
    """
    file = found.name(path)
    asked = (model, collection, name, str(path), file, fallback, line, column, quiet)
    known: dict[tuple[object, ...], tuple[Entry[R] | None, tuple[Diagnostic, ...]]] = getattr(tree, "made", {})
    if asked in known:
        made, problems = known[asked]
        found.problems += problems
        return made
    before = len(found.problems)
    made = _make_entry(found, tree, model, collection, name, path, fallback, line, column, quiet, file)
    tree.made = {**known, asked: (made, tuple(found.problems[before:]))}
    return made


def _make_entry(
    found: Found,
    tree: Map,
    model: type[R],
    collection: str,
    name: str,
    path: Path,
    fallback: Visibility,
    line: int,
    column: int,
    quiet: bool,
    file: str,
) -> Entry[R] | None:
    whole = tree
    tree, around = unwrap(tree, "public")
    if not isinstance(tree, Map):
        if not quiet:
            found.problems.append(
                codes.WRONG_TYPE.at(
                    Origin(file, line, column),
                    f"`{name}` should be lines of `name: value`",
                    "write its fields below it, each on a line of its own",
                )
            )
        return None
    if not tree and (line, column) == (1, 1) and not quiet:
        found.problems.append(codes.NOT_A_MAPPING.at(Origin(file), "this file is empty", _EMPTY))
        return None
    limits: dict[PathInRecord, Visibility] = {}
    values = strip_places(tree, limits)
    if (limits or tree is not whole) and not quiet:
        for _, _, row, place in find_unknown_visibilities(whole):
            found.problems.append(
                codes.UNKNOWN_WORD.at(
                    Origin(file, row + 1, place + 1),
                    "`visibility` does not know this word",
                    f"write one of: {', '.join(VISIBILITIES)}",
                )
            )
    given = values.setdefault("id", name)
    if isinstance(given, str) and given != name:
        _, _, row, column = tree.at["id"]
        found.problems.append(report_other_id(given, name, path, Origin(file, row + 1, column + 1)))
        values["id"] = name if is_id(name) else given
    elif given == name == path.stem and not is_id(name) and "id" not in tree:
        found.problems.append(report_bad_file_name(name, file))
        values["id"] = "nameless"
    try:
        record = model.model_validate(values)
    except ValidationError as error:
        if not quiet:
            said = read_visibility(tree["visibility"]) if "visibility" in tree else fallback
            is_open = not limits and said == around == "public"
            found.problems += diagnose(error, model, tree, file, is_open, line, column)
        return None
    visibility = max(record.visibility or fallback, around, key=VISIBILITIES.index)
    return Entry(record, collection, file, tree, visibility, add_own_limits(record, limits), line, column)
