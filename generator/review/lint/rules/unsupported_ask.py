"""What it finds: in a reconstruction, a recommendation that no document makes and that is not marked as proposed by its
editors; one that is marked although a document makes it; and a mark in a paper that is no reconstruction.

Why: an ask is its author's own. Whoever reads a reconstruction has to see which asks the organisations made, and which
are the idea of those who put it together.

Example, in a paper with `status: reconstruction`:

```yaml
observe: {theme: expression, addressee: council, text: Observe the trial.}
```

What to do: name the document that makes it (`by:`), or write `proposed: demand`. Where a document makes the demand and
only that somebody raise it is your idea, write `proposed: messenger`. In a paper of your own, take the mark away: what
it asks for is yours.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.blocks import list_demands
from generator.review.lint.subject import Subject

CODE = codes.UNSUPPORTED_ASK


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every recommendation of the edition whose mark and documents disagree with each other or with the paper."""
    reconstructed = subject.edition.record.status == "reconstruction"
    for entry in list_demands(subject):
        record = entry.record
        if record.proposed and not reconstructed:
            yield CODE.at(
                entry.origin("proposed"),
                f"`{record.id}` is marked as proposed by the editors of a reconstruction, and this paper is none",
                "take the mark away, if the organisations that sign make it their own; or take it out of the paper",
            )
        elif record.proposed == "demand" and record.by:
            yield CODE.at(
                entry.origin("proposed"),
                f"`{record.id}` is marked as proposed by the editors, and names a document that makes it",
                "take the mark away, or the document; `proposed: messenger` is for who should raise it",
            )
        elif record.proposed == "messenger" and not record.messenger:
            yield CODE.at(
                entry.origin("proposed"),
                f"`{record.id}` is marked for its messenger, and names none",
                "name who should raise it (`messenger:`), or take the mark away",
            )
        elif reconstructed and record.proposed != "demand" and not record.by:
            yield CODE.at(
                entry.origin(),
                f"no document makes the ask `{record.id}`, and it is not marked as proposed by the editors",
                "name the document (`by:`), or write `proposed: demand`",
            )
