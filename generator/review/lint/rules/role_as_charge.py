"""What it finds: a sentence that tells of a charge, an indictment or a suspicion against somebody whose record has them
as a witness, and of no other proceeding; or of a charge against a suspect.

Why: a witness is accused of nothing. To print otherwise is wrong of a person who can prove it, and does harm.

Example, where the record has `{date: 2020-08, stage: questioned, role: witness, by: gazette-1}`:

```yaml
text: Rassendyll is charged with slander.
```

What to do: say that the person is a witness, or a suspect; or, where a document tells of a charge, add that stage to
the record with `role: accused`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.resolve.custody import list_roles
from generator.records.schema import Case
from generator.review.lint.accusations import STEPS, is_asserted
from generator.review.lint.evidence import find_reach
from generator.review.lint.locate import locate
from generator.review.lint.subject import Subject, is_english

CODE = codes.ROLE_AS_CHARGE

_SUSPECTED = re.compile(r"\b(?:(?:is|was|are|were|as) (?:a |the )?suspect(?:ed|s)?|under suspicion)\b", re.I)
_DENIED = re.compile(r"\b(?:not|never)\b", re.I)
_WITNESS = re.compile(r"\bwitness(?:es)?\b", re.I)
_SUSPECT = re.compile(r"\bsuspect(?:s|ed)?\b", re.I)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every sentence that accuses somebody who by the record is not accused."""
    if not is_english(subject):
        return
    reach = find_reach(subject)
    for sentence in subject.sentences:
        for entry in reach.people(sentence.text):
            role = _find_role(entry.record)
            if role is None or (_WITNESS if role == "witness" else _SUSPECT).search(sentence.text):
                continue
            told = STEPS["charge"].search(sentence.text) or (
                _SUSPECTED.search(sentence.text) if role == "witness" else None
            )
            if told and is_asserted(sentence.text, told) and not _DENIED.search(told[0]):
                yield CODE.at(
                    locate(subject, sentence, told[0]),
                    f"“{told[0]}” is told of `{entry.record.id}`, who by the record is a {role}",
                    f"say “{role}”; or add the stage with which the person became more, with its source",
                    width=len(told[0]),
                )


def _find_role(case: Case) -> str | None:
    """Return what somebody is who is accused in no proceeding: suspect, else witness; None for the others."""
    roles = {role for proceeding in case.proceedings for _, role in list_roles(proceeding)}
    if not roles or "accused" in roles:
        return None
    return "suspect" if "suspect" in roles else "witness"
