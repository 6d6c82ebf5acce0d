"""What it finds: a source that readers can't tell from another document of its publisher: it has no address, title,
number, day or time that it covers, and no words on what it is about; or it has in all of them what another has.

Why: “statement by the Ministry” is no citation. Who wants to answer a paper has to know which statement is meant, and
of two documents of one publisher which of them says what.

Example:

```yaml
ministry-1: {kind: statement, publisher: ministry, stated_in: report-2020}
```

What to do: add what is known of it: `title:`, `published:`, `number:`, `covers:` or `url:`; where the document that
names it gives none of these, say in your own words what it is about (`about:`). Never make up a title or a day.
Monitoring that is told of without a document is left alone, and so are texts of laws.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.schema import Source
from generator.review.lint.subject import Subject

CODE = codes.UNIDENTIFIED_SOURCE


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every source of which too little is said, and every one of which the same is said as of one before it."""
    known: dict[object, Source] = {}
    for id, entry in subject.edition.sources.items():
        source = entry.record
        # a time after the paper's own is not picked, and tells the document apart all the same
        covers = subject.dataset.sources[id].record.covers
        told = (source.title, source.number, source.about, covers, source.published)
        if source.url or source.kind in ("law", "monitoring"):
            continue
        if not any(told):
            yield CODE.at(
                entry.origin(),
                f"nothing tells the source `{source.id}` from another {source.kind.replace('_', ' ')} of its publisher",
                "add `title:`, `published:` or `covers:`, or say in your own words what it is `about:`",
            )
        elif (first := known.setdefault((_freeze(source), str(covers)), source)) is not source:
            yield CODE.at(
                entry.origin(),
                f"the source `{source.id}` has the same publisher, kind, title and day as `{first.id}`",
                "say what tells them apart, or take one of them away",
            )


def _freeze(source: Source) -> str:
    return source.model_dump_json(include=_IDENTITY)


_IDENTITY = {"kind", "publisher", "platform", "title", "number", "about", "published"}
"""Fields that tell one document from another."""
