"""What it finds: a section's file beside edition.yaml that neither `outline:` nor `annexes:` names.

Why: it is read and never printed. Whoever wrote it, or took it over from the edition before, looks for it in the paper
in vain.

Example: a file briefings/ruritania-2020-11/press.yaml, and in edition.yaml beside it

```yaml
outline: [overview, expression]
```

What to do: name it in the outline or among the annexes, or delete the file. One that waits for its turn is excused in a
comment above its title.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.subject import Subject

CODE = codes.SECTION_NOT_LISTED


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every section of the edition that its outline and annexes leave out."""
    # the whole record: a list that this reader may not see names its sections all the same
    edition = subject.dataset.editions[subject.edition.id].record
    listed = {*edition.outline, *edition.annexes}
    for name, section in subject.dataset.sections.get(edition.id, {}).items():
        if name not in listed:
            yield CODE.at(
                section.origin("title"),
                f"the section `{name}` stands neither in the outline nor among the annexes, so it is not printed",
                "name it in edition.yaml, or delete the file",
            )
