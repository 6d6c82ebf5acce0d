"""What it finds: somebody whom the table of prisoners shows as held, and of whom nobody has verified anything for
twelve months.

Why: people are released without notice, moved, or die. What counts as verified is an entry of the record that tells of
the person's custody, place or health by a day, one with `verified: true`, or that a source about it was looked at
(`accessed:`).

Example, where the last that is known is from April 2019 and the paper is of November 2020:

```yaml
stages: [{date: 2019-04-17, stage: arrested, by: weekly-1}]
```

What to do: ask the family, the lawyer or the organisation that monitors the case, and add an entry with `as_of:`,
`verified: true` and its source. Who is shown as “last known” already is no finding: there the paper says itself how old
its knowledge is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.resolve.held import judge_standing
from generator.records.resolve.references import list_references
from generator.records.schema import Case
from generator.review.lint.blocks import list_prisoners
from generator.review.lint.subject import Subject

CODE = codes.NOT_VERIFIED_LATELY

MONTHS = 12
"""A year: dialogues are held once a year, and whoever was told of in the last one should have been asked after
since."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield everybody in the tables of whom the latest word is too old."""
    edition = subject.edition.record
    day = edition.as_of.last
    start = subject.edition.start
    for entry, path, id in list_prisoners(subject):
        found = subject.edition.cases.get(id)
        if found is None or judge_standing(found.record, start, day) != "held":
            continue
        latest = find_last_verified(subject, found.record, day)
        if latest and (day.year - latest.year) * 12 + day.month - latest.month - (day.day < latest.day) >= MONTHS:
            yield CODE.at(
                entry.origin(*path),
                f"nothing about `{id}` has been verified since {latest}; the paper is of {edition.as_of}",
                "find out how the person is, and add a dated entry with `verified: true`",
                width=len(id),
            )


def find_last_verified(subject: Subject, case: Case, day: date) -> date | None:
    """Return the latest day, up to `day`, of which an entry tells, or on which a source of the case was looked at."""
    dated = [stage.date or stage.as_of for proceeding in case.proceedings for stage in proceeding.stages]
    dated += [entry.date or entry.as_of for entry in case.timeline]
    dated += [entry.as_of for entry in case.detention]
    dated += [entry.date or entry.as_of for entry in case.transfers]
    for _, kind, id in list_references(case):
        source = subject.edition.sources.get(id) if kind == "sources" else None
        if source:
            dated.append(source.record.accessed)
    known = [one.last for one in dated if one]
    return max((one for one in known if one <= day), default=None)
