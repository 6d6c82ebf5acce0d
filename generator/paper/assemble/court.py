"""Who acts in the proceedings of a case, in words: lawyers, judges, prosecutors, as far as the audience may know them.

In: a case as it was selected. Out: words; nothing where nobody is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import say, say_organisation
from generator.records.schema import Case
from generator.records.schema.base import Text
from generator.records.schema.court import Lawyer, Official


def say_lawyers(context: Context, case: Case) -> str:
    """Return the lawyers, each once, with their organisation."""
    found: list[Lawyer] = []
    for proceeding in case.proceedings:
        found += proceeding.lawyers
        found += (one for stage in proceeding.stages for one in stage.lawyers)
    found += (one for held in case.detention for one in held.lawyers)
    return _list(_name(context, one) for one in found)


def say_judges(context: Context, case: Case) -> str:
    """Return the judges, each once, with their court: that of the step at which they judged."""
    return _list(_name_officials(context, case, "judges"))


def say_prosecutors(context: Context, case: Case) -> str:
    """Return the prosecutors, each once, with their office."""
    return _list(_name_officials(context, case, "prosecutors"))


def _name_officials(context: Context, case: Case, role: str) -> Iterator[str]:
    for proceeding in case.proceedings:
        yield from (_name(context, one) for one in getattr(proceeding, role))
        for stage in proceeding.stages:
            court = stage.court if role == "judges" else None
            yield from (_name(context, one, court) for one in getattr(stage, role))


def _name(context: Context, one: Lawyer | Official, court: Text | None = None) -> str:
    name = say(context, one.name) or ""
    of = (say_organisation(context, one.organisation) if one.organisation else "") or say(context, court)
    return context.labels["named_of"].format(name=name, of=of) if name and of else name


def _list(names: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(name for name in names if name))
