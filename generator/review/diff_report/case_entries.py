"""Say in words what an entry of a case tells: those that came or went since the other day.

In: a case, where in it the entry stands, its value as a plain one. Out: its words, one text for each thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.paper.assemble.attribution import say_attributed, say_proceeding_charges, say_stage
from generator.paper.assemble.charges import say_charge
from generator.paper.assemble.context import Context
from generator.paper.assemble.portrait import say_recognition_step, say_relative
from generator.paper.assemble.transfers import say_transfer
from generator.paper.assemble.wording import say, say_organisation
from generator.paper.document import join_inlines
from generator.records.schema import Case
from generator.records.schema.base import Text
from generator.records.schema.cases import Development
from generator.records.schema.proceedings import Proceeding, Stage
from generator.review.diff_report.values import find_day, say_value

_LISTS = ("stages", "lawyers", "judges", "prosecutors")
"""Fields of proceedings and their steps that hold entries."""


def tell_entries(context: Context, case: Case, path: tuple[str | int, ...], value: Any) -> Iterator[str]:
    """Yield in words what an entry, or each of several, says."""
    if isinstance(value, list) and (len(path) == 1 or path[-1] in _LISTS):
        for n, item in enumerate(value):
            yield from tell_entries(context, case, (*path, n), item)
        return
    labels = context.labels
    match path:
        case ("proceedings", int(n)):
            proceeding = case.proceedings[n]
            charges = ", ".join(say_proceeding_charges(context, proceeding))
            about = say(context, proceeding.about) or ""
            yield (
                f"{proceeding.kind} proceedings"
                + (f": {charges}" if charges else "")
                + (f" ({about.strip().rstrip('.')})" if about else "")
            )
            for stage in proceeding.stages:
                yield from _stage(context, proceeding, stage)
        case ("proceedings", int(n), "stages", int(m)):
            yield from _stage(context, case.proceedings[n], case.proceedings[n].stages[m])
        case ("proceedings", int(n), "charges", int(m), *_):
            yield f"charge: {say_charge(context, case.proceedings[n].charges[m])}"
        case ("transfers", int(n)):
            yield labels["transferred"].format(words=say_transfer(context, case.transfers[n]))
        case (*_, "lawyers" | "judges" | "prosecutors" as role, int()) if isinstance(value, dict):
            of = say_organisation(context, value["organisation"]) if value.get("organisation") else ""
            name = say_value(value["name"], context.edition.lang)
            yield f"{role.removesuffix('s')}: {labels['named_of'].format(name=name, of=of) if of else name}"
        case ("recognitions", int(n)):
            one = case.recognitions[n]
            words = say_recognition_step(context, one, "others")
            number = labels["list_number"].format(number=one.list_number) if one.list_number else ""
            details = labels["comma"].join(text for text in (number, find_day(value)) if text)
            yield f"{words} ({details})" if details else words
        case ("recognitions", int(n), "recognised_as"):
            yield say_recognition_step(context, case.recognitions[n], "others")
        case ("recognitions", int(n), "list_number"):
            names = _say_bodies(context, case.recognitions[n].recognised_by, case.recognitions[n].others)
            yield f"in the list of {names or 'others'}: {labels['list_number'].format(number=value)}"
        case ("relatives", int(n)):
            yield f"family: {join_inlines(tuple(say_relative(context, case, case.relatives[n])))}"
        case ("raised_by", int(n)):
            raised = case.raised_by[n]
            names = _say_bodies(context, raised.raised_by, raised.others)
            day = find_day(value)
            words = (f"raised by {names}" if names else "raised") + (f" ({day})" if day else "")
            how = say(context, raised.text)
            yield f"{words}: {how.strip()}" if how else words
        case _:
            field = next(step for step in reversed(path) if isinstance(step, str))  # of an entry, that of its list
            lead = "in detention: " if path[0] == "detention" else "" if path[0] == "timeline" else f"{field}: "
            # its status stands in the headline
            rest = (
                {key: item for key, item in value.items() if key not in ("status", "verified")}
                if isinstance(value, dict)
                else value
            )
            seen = "verified: " if isinstance(value, dict) and value.get("verified") else ""
            yield lead + seen + say_value(rest, context.edition.lang)


def _say_bodies(context: Context, ids: Iterable[str], others: Text | None) -> str:
    """Return the names of bodies as one text; empty where the readers may know none of them."""
    return ", ".join(name for name in (*(say_organisation(context, id) for id in ids), say(context, others)) if name)


def _stage(context: Context, proceeding: Proceeding, stage: Stage) -> Iterator[str]:
    """Yield the words of a stage that its chain does not tell: its court, and what happened."""
    more = [text.strip() for text in (say(context, stage.court), say(context, stage.text)) if text]
    if more:
        day = say_entry_day(stage)
        words = say_attributed(context, "; ".join(more), stage)
        yield f"{say_stage(context, proceeding, stage)}{f' ({day})' if day else ''}: {words}"


def say_entry_day(entry: Stage | Development) -> str:
    """Return the day of an entry as its record writes it; empty where it has none."""
    return str(entry.date) if entry.date else f"as of {entry.as_of}" if entry.as_of else ""
