"""What it finds: a publisher written like an id that no organisation has.

Why: a publisher may be a name in words, so an id that is misspelt or not registered goes into the footnotes as it
stands: “Monitoring by kibr”, “statement by un”.

Example (the organisation is `bureau`):

```yaml
bureau-watch: {kind: monitoring, publisher: burau}
```

What to do: correct the id, add the organisation, or write the publisher's name as it is printed. The name of a website
(example.org) is none; a name that is printed in small letters is excused in a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic, find_nearest_word
from generator.review.lint.subject import Subject

CODE = codes.UNKNOWN_PUBLISHER

_ID = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every publisher in the form of an id that is not one, of the sources that the edition may see."""
    known = subject.edition.organisations
    withheld = subject.edition.withheld["organisations"]
    for entry in subject.edition.sources.values():
        for publisher in entry.record.publisher:
            if not _ID.fullmatch(publisher) or publisher in known or publisher in withheld:
                continue
            near = find_nearest_word(publisher, known)
            if not near and "." in publisher:
                continue  # the name of a website
            yield CODE.at(
                entry.origin("publisher"),
                f"no organisation has the id `{publisher}`, and it would be printed as it stands",
                f"did you mean `{near}`?" if near else "add the organisation, or write the name as it is printed",
                width=len(publisher),
            )
