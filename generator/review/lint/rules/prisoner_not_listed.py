"""What it finds: somebody whom the prose names, or the story of somebody else or of a group, who is held on the paper's
day by the record, or was arrested within its period and not told to be free since, and who stands in no table of
prisoners of a paper that has one.

Why: the list is what the delegation takes along. Who is in the text and not on the list is forgotten at the table.

Example, where Tarlenheim's record has him in prison:

```yaml
- text: Fritz Tarlenheim is serving three years.
- prisoners: [rassendyll]
```

What to do: add the case to the list, or excuse the line: a list of people imprisoned for politics does not hold
everybody who is held.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.resolve.held import read_standing
from generator.records.resolve.wordings import find_family_name
from generator.review.lint.blocks import list_prisoners, list_profiles
from generator.review.lint.evidence import find_reach
from generator.review.lint.locate import locate
from generator.review.lint.subject import Subject

CODE = codes.PRISONER_NOT_LISTED


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the first sentence about everybody who is held and not listed."""
    listed = {id for _, _, id in list_prisoners(subject)}
    if not listed:
        return
    reach, edition = find_reach(subject), subject.edition.record
    start = subject.edition.start
    seen = listed | set(list_profiles(subject))
    for sentence in subject.sentences:
        for person in reach.people(sentence.text):
            case = person.record
            if case.id in seen or case.group in listed:
                continue
            seen.add(case.id)
            found = read_standing(case, start, edition.as_of.last)
            if found.standing == "held" or (found.arrest_only and found.known):
                how = f"is held on {edition.as_of}" if found.standing == "held" else "was arrested"
                name = find_family_name(case.names)
                yield CODE.at(
                    locate(subject, sentence, name),
                    f"`{case.id}` {how} and stands in no table of prisoners",
                    "add the case to the list, or correct its record",
                    width=len(name),
                )
