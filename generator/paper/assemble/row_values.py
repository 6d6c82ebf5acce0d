"""What a row of the table of prisoners says to programs: the columns of generator/records/case_rows.py.

In: a case as this audience may see it, on the paper's day. Out: (column, text). Only facts have a value: what somebody
alleges, reports or says has none, since such a cell has no room for whose word it is; its words stand beside it. A
record that the readers may not see is not named by its id either.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.paper.assemble.attribution import find_claim, find_role, is_dismissed
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import list_cited_sources, pick_sources, read_case
from generator.records.case_rows import COLUMNS, join_ids, write_fields
from generator.records.load import Entry
from generator.records.resolve.custody import JUDGMENTS, Step
from generator.records.resolve.held import Reading, choose_day, find_custody_start
from generator.records.schema import Case

_SINCE = ("since", "on", "by")
"""Kinds of days on which a status began: the day of a sentence is not the first day in prison."""


def list_row_values(context: Context, entry: Entry[Case]) -> tuple[tuple[str, str], ...]:
    """Return (column, text) of what a row says of a case, in the order of the columns."""
    case, edition = entry.record, context.edition

    def may_know(collection: str, id: str) -> bool:
        return id.partition("/")[0] in edition.records[collection]

    told = dict(_tell_day(context, case))
    found = [*write_fields(case, edition.lang, may_know)]
    for column in COLUMNS:
        if column.computed and (column.of_all or case.display == "full_name") and told.get(column.key):
            found.append((column.key, told[column.key]))
    return tuple(found)


def _tell_day(context: Context, case: Case) -> Iterator[tuple[str, str]]:
    """Yield what is known on the paper's day."""
    reading, as_of = read_case(context, case), context.edition.as_of
    yield "as_of", as_of.isoformat()
    yield "as_of.standing", reading.standing
    if _tells_status(reading):
        assert reading.step is not None
        yield "as_of.status", reading.step.status
        kind, day = choose_day(reading) or ("", None)
        if kind in _SINCE and reading.since and not _is_claim(reading.since.entry):
            yield "as_of.status_since", str(day)
    if reading.latest and reading.latest_entry and not _is_claim(reading.latest_entry):
        yield "as_of.last_word", str(reading.latest)
    if reading.standing == "held":
        yield "as_of.held_since", _tell_beginning(reading.held_since)
    yield "as_of.taken", _tell_beginning(find_custody_start(case, as_of))
    yield "as_of.charges", join_ids(_list_articles(context, case))
    yield "as_of.sources", join_ids(pick_sources(context, list_cited_sources(case)))


def _tells_status(reading: Reading) -> bool:
    """Tell whether the status is a fact of the day: known for it, more than an arrest, and nobody's claim."""
    step = reading.step
    return step is not None and reading.known and not reading.arrest_only and not _is_claim(step.entry)


def _tell_beginning(step: Step | None) -> str:
    """Return the day on which a custody began; nothing where all that is told is a sentence, which the person may have
    heard in custody, or been taken to prison after."""
    if step is None or step.day is None or _is_claim(step.entry) or getattr(step.entry, "stage", None) in JUDGMENTS:
        return ""
    return str(step.day)


def _is_claim(entry: object) -> bool:
    return any(getattr(entry, name) for name in ("alleged", "reported", "attributed_to"))


def _list_articles(context: Context, case: Case) -> Iterator[str]:
    """Yield the articles under which somebody stands accused in criminal proceedings: of witnesses and suspects none,
    nor where it is somebody's claim that there are charges at all."""
    for proceeding in case.proceedings:
        if proceeding.kind != "criminal" or find_role(proceeding) != "accused" or find_claim(proceeding):
            continue
        for charge in proceeding.charges:
            provision = charge if isinstance(charge, str) else charge.provision
            if provision and not is_dismissed(context, charge) and provision.partition("/")[0] in context.edition.laws:
                yield provision
