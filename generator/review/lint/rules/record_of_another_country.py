"""What it finds: a case or recommendation of another country in a list of the paper: a table of prisoners, profiles, a
picture, a box, a scorecard.

Why: records stand in the folder of their country. Two countries may have a case of the same name, and whoever copies an
annex from a paper on one to a paper on the other takes its people along.

Example, in a paper on Ruritania, where the record is data/zenda/cases/flavia.yaml:

```yaml
prisoners: [rassendyll, flavia]
```

What to do: take it out of the list. Who belongs there all the same, such as somebody who is held abroad, is excused in
a comment that says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.load import Entry
from generator.records.resolve.references import NAMES, list_references
from generator.records.schema import Record
from generator.review.lint.subject import Subject

CODE = codes.RECORD_OF_ANOTHER_COUNTRY

_LISTED = ("cases", "recommendations")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every id in a list of a section whose record stands in the folder of another country."""
    country = subject.edition.record.country
    for section in subject.edition.sections:
        for path, collection, id in list_references(section.record):
            entry = subject.edition.records[collection].get(id) if collection in _LISTED else None
            other = find_country(subject, entry) if entry else None
            if other and other != country:
                yield CODE.at(
                    section.origin(*path),
                    f"the {NAMES[collection]} `{id}` is of `{other}`, and this paper is about `{country}`",
                    "take it out of the list, or say in a comment why it belongs there",
                    width=len(id),
                )


def find_country(subject: Subject, entry: Entry[Record]) -> str | None:
    """Return the country in whose folder a record stands; None for a record that no country owns."""
    _, folder, *_ = entry.file.split("/")
    return folder if folder in subject.dataset.countries else None
