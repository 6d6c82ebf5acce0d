"""Follow what the records say of each other: every id has its record, no two entries of a case contradict
each other, and nothing is dated after its sources.

In: a Dataset. Out: the diagnostics (R101, R106, R108, R111 to R113, R120, R141, P404, D201, D202, D224 to D226, D241,
D242, D243, S106, S125).
`forms` and `custody` answer questions about a record on a day.
"""

from generator.base.diagnostics import Diagnostic
from generator.records.load import Dataset
from generator.records.resolve.ages import check_ages
from generator.records.resolve.countries import check_dialogues
from generator.records.resolve.dates import check_dates, check_periods
from generator.records.resolve.earlier import check_earlier
from generator.records.resolve.evidence import check_evidence
from generator.records.resolve.proceedings import check_proceedings
from generator.records.resolve.references import check_references, check_rounds, check_styles
from generator.records.resolve.removed import check_removed
from generator.records.resolve.telling_ids import check_ids
from generator.records.resolve.timelines import check_timelines
from generator.records.resolve.transfers import check_transfers
from generator.records.schema.base import Visibility


def resolve(dataset: Dataset, audience: Visibility = "public") -> list[Diagnostic]:
    """Return what is wrong between the records. What is above `audience` is told by its place, without its values."""
    return [
        *check_references(dataset, audience),
        *check_rounds(dataset, audience),
        *check_dialogues(dataset, audience),
        *check_evidence(dataset),
        *check_styles(dataset),
        *check_earlier(dataset, audience),
        *check_proceedings(dataset),
        *check_timelines(dataset, audience),
        *check_ages(dataset),
        *check_transfers(dataset),
        *check_dates(dataset, audience),
        *check_periods(dataset),
        *check_ids(dataset),
        *check_removed(dataset),
    ]
