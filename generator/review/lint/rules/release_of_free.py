"""What it finds: a demand to release somebody who is free, or dead, on the paper's day.

Why: nothing shows more clearly that nobody has looked at a case since the last paper.

Example, where the record of the case says `{date: 2020-10-01, stage: released}`:

```yaml
release-rassendyll: {text: Release Rudolf Rassendyll immediately., cases: rassendyll}
```

What to do: take the demand or the name out of the edition; if the person is held again, add that to the record. A
demand to end house arrest, to quash a conviction or to drop charges may be about people who are free.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.load import Entry
from generator.records.resolve.custody import CUSTODY, find_status
from generator.records.resolve.held import read_standing
from generator.records.resolve.wordings import find_family_name
from generator.records.schema import Case
from generator.review.lint.blocks import list_demands
from generator.review.lint.evidence import find_reach
from generator.review.lint.locate import locate
from generator.review.lint.subject import Subject, is_english, list_record_texts

CODE = codes.RELEASE_OF_FREE

_RELEASE = re.compile(
    r"\b(?:release(?! (?:of )?(?:information|data|a |the (?:list|report|names|results)))|set (?:\w+"
    r" ){0,6}free|liberate|free(?= (?!(?:of|from|and|speech|expression|media|press|trial|legal|elections?|access)\b)))",
    re.I,
)
_BEGINS = re.compile(
    r"^\W*(?:(?:immediately|unconditionally|promptly|also)\W+(?:and \w+ )?)*(?:release|free|set|liberate|secure the"
    r" release|ensure the release|order the release|grant the release)\b",
    re.I,
)

_ASKED = re.compile(
    r"^\W*(?:immediately |unconditionally )*(?:release|free)\b|\b(?:should|must|calls?"
    r" (?:on|for|upon)|urges?|demands?|asks?|appeals?)\b",
    re.I,
)
_OBJECT = (
    r"(?:,? (?:and unconditionally|immediately|promptly|at once|[A-Z][\w’-]+,?|and|the (?:\w+"
    r" )?(?:journalist|activist|editor|lawyer|blogger|poet|prisoner|teacher|student|defender)s?))*?"
)
"""What may stand between the verb and the name of whom it is about."""
_ALONE = r"(?:^|[,;:] |and |that |demand |ask |for |to |activist |journalist |editor )"
_PASSIVE = r"(?: \w+){0,2}? (?:to be|be|must be|should be) (?:\w+ly )?(?:released|freed|set free)\b"


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every demand of the edition to release somebody who is not held on its day."""
    if not is_english(subject):
        return
    reach = find_reach(subject)
    for entry in list_demands(subject):
        for words in list_record_texts(entry, subject.lines):
            if words.path[0] != "text" or not (match := _RELEASE.search(words.text)):
                continue
            named = {person.record.id: person for person in reach.people(words.text)}
            general = not named and _BEGINS.search(words.text)
            people = named or (
                {case: subject.edition.cases[case] for case in entry.record.cases if case in subject.edition.cases}
                if general
                else {}
            )
            for person in people.values():
                if what := _not_held(subject, person):
                    at = words.text.find(find_family_name(person.record.names))
                    yield CODE.at(
                        words.at(at if at >= 0 else match.start()),
                        f"`{person.record.id}` is to be released, and is {what}",
                        "take the demand, or the case, out of the edition; or correct the record",
                    )
    recommendations = {e.file for e in subject.edition.recommendations.values()}
    for sentence in subject.sentences:
        if sentence.origin.file in recommendations or not sentence.origin.file.startswith("briefings/"):
            continue
        if not _ASKED.search(sentence.text):
            continue
        for person in reach.people(sentence.text):
            record = person.record
            name = find_family_name(record.names)
            called = rf"(?:{re.escape(record.names.preferred)}|{re.escape(name)})"
            if not re.search(
                rf"\b(?:release|free|liberate){_OBJECT} {called}\b|{_ALONE}{called}{_PASSIVE}", sentence.text
            ):
                continue
            if what := _not_held(subject, person):
                yield CODE.at(
                    locate(subject, sentence, name),
                    f"`{record.id}` is to be released, and is {what}",
                    "take the demand out, or correct the record",
                    width=len(name),
                )


def _not_held(subject: Subject, entry: Entry[Case]) -> str | None:
    """Return what the person is, where that is known and not custody."""
    record, edition = entry.record, subject.edition.record
    day = edition.as_of.last
    step = find_status(record, day)
    if step is None or step.status in CUSTODY or step.status == "disappeared":
        return None
    if read_standing(record, None, day).custody_untold:
        return None
    label = subject.document.labels.get(f"status_{step.status}", step.status.replace("_", " "))
    return f"{label}{f' since {step.day}' if step.day else ''}"
