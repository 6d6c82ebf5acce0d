"""What it finds: a prisoner in the table of an edition that has profiles, without a profile: not in the list of them,
or in it and with nothing to print. Profiles of a group stand for its members.

Why: ten prisoners named and seven profiled is what readers notice first; they ask what the paper hides about the three.

Example:

```yaml
- prisoners: [rassendyll, tarlenheim]
- profiles: [rassendyll]
```

What to do: add the profile. Where nothing but the name is known, say so in the table's remark, and excuse the line.
People who are in the table only because they stood in the one of the edition before need no profile, nor do those of
whom it says what was known last.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.resolve.held import read_standing
from generator.review.lint.blocks import list_prisoners, list_profiles
from generator.review.lint.subject import Subject

CODE = codes.NOT_PROFILED


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every prisoner of the tables without a profile."""
    told = set(list_profiles(subject))
    if not told:
        return
    edition, cases = subject.edition.record, subject.edition.cases
    start = subject.edition.start
    for entry, path, id in list_prisoners(subject):
        case = cases[id].record if id in cases else None
        if case is None:
            continue
        before, found = subject.edition.before, read_standing(case, start, edition.as_of.last)
        listed_before = before is not None and id in before.prisoners
        if (found.standing == "last_known" and found.step) or (listed_before and found.standing != "held"):
            continue
        if id in told and (case.profile or (case.group and case.group in told)):
            continue
        if id not in told and case.group in told:
            continue
        why = "its record has no profile" if id in told else "not among the profiles"
        yield CODE.at(
            entry.origin(*path),
            f"`{id}` stands in the table of prisoners: {why}",
            "add the profile, or say in the remark that nothing more is known",
            width=len(id),
        )
