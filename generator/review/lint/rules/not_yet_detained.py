"""What it finds: a case in a table of prisoners whose first custody is later than the paper's day.

Why: the table says who is held on that day. Who is free or dead on it is found by the build (R109); who was detained
only afterwards has no status on it at all, and would stand there as somebody of whom nothing is known.

Example, where the edition's `as_of` is 2020-03-01 and the record begins with `{date: 2020-04-17, stage: arrested}`:

```yaml
prisoners: [rassendyll]
```

What to do: take the case out of the list, or correct the date in its record.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.resolve.custody import CUSTODY, find_status, list_steps
from generator.review.lint.blocks import list_prisoners
from generator.review.lint.subject import Subject

CODE = codes.NOT_YET_DETAINED


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every case in a table of prisoners that was not in custody yet."""
    edition = subject.edition.record
    day = edition.as_of.last
    for entry, path, id in list_prisoners(subject):
        # the picked record ends with the edition's day; what came afterwards is in the data
        whole = subject.dataset.cases.get(id)
        if whole is None or id not in subject.edition.cases or find_status(whole.record, day):
            continue
        first = next((step for step in list_steps(whole.record) if step.status in CUSTODY and step.day), None)
        if first and first.day and first.day.is_after(day):
            yield CODE.at(
                entry.origin(*path),
                f"`{id}` stands among the prisoners on {edition.as_of}, and was first in custody on {first.day}",
                "take the case out of the list, or correct its record",
                width=len(id),
            )
