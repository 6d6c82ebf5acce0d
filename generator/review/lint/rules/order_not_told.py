"""What it finds: two entries of a case, one of custody and one of freedom or death, of which it is not told which came
first: the month or year of the one contains the day of the other, and they do not stand in one proceeding.

Why: a month counts as its last day, so that whoever was arrested “in October” and released on the 20th would be
printed as arrested. Within a proceeding the steps stand in order; between two lists nothing says which came first.

Example, of somebody who was arrested before:

```yaml
proceedings:
  - {stages: [{date: 2020-10, stage: arrested, by: weekly-1}]}
timeline:
  - {date: 2020-10-20, text: He was let go., status: released, by: weekly-1}
```

What to do: write the day of the first, or add `as_of:`, a day by which it had happened; or make both steps of one
proceeding, which stand in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.resolve.custody import CUSTODY, OUT, Step, list_steps
from generator.review.lint.subject import Subject

CODE = codes.ORDER_NOT_TOLD


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every entry whose month or year puts it behind one that may have come after it."""
    for entry in subject.edition.cases.values():
        for one, two in combinations(list_steps(entry.record), 2):
            if _is_open(one, two):
                yield CODE.at(
                    entry.origin(*two.path),
                    f"`{two.day}` may be before or after {one.day}, the day of another entry: papers take this one for"
                    " the later",
                    "write the day, or add `as_of:`, a day by which it had happened; or make both steps of one"
                    " proceeding",
                )


def _is_open(one: Step, two: Step) -> bool:
    """Tell whether the second of two entries, in the order in which papers take them, may have come before the
    first, and one of them tells of custody and the other of its end."""
    if one.day is None or two.day is None or two.day.precision == "day" or one.path[:2] == two.path[:2]:
        return False
    if (one.status in CUSTODY) == (two.status in CUSTODY) or not {one.status, two.status} & OUT:
        return False
    return two.day.first <= one.sort < two.sort
