"""Tell of which kinds that count for days a part is, in one look at its class: pydantic has each `isinstance` answered
in Python, and of a long list half a million are asked."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from generator.records.schema.base import Told
from generator.records.schema.basis import Consent
from generator.records.schema.proceedings import Proceeding, Stage
from generator.records.schema.records import Round


class PartKind(NamedTuple):
    """Whether a part is a proceeding, the round of a dialogue, may have no date, is a stage, or somebody's consent."""

    proceeding: bool
    round: bool
    told: bool
    stage: bool
    consent: bool


@cache
def tell_kind(model: type[BaseModel]) -> PartKind:
    """Return of which kinds the parts of a class are."""
    return PartKind(*(issubclass(model, one) for one in (Proceeding, Round, Told, Stage, Consent)))
