"""What it finds: somebody whom a paper with recommendations lists, profiles or shows in a box, and for whom none of
them asks anything; and somebody of whom it is not known how things stand, and about whom none asks for word.

Why: a name without an ask gives nobody anything to say. That nothing is known is a question, and the authorities are
the ones who can answer it; a paper that is silent about it lets the person be forgotten.

Example, where `tarlenheim` was last known to be in prison two years ago, and the paper asks to free him and no more:

```yaml
- prisoners: [rassendyll, tarlenheim]
- recommendations: [release-rassendyll]
```

What to do: add a recommendation with the case in its `cases`. Of whom it is not known whether they are held, ask for
word: `Say where Fritz Tarlenheim is held.` Where the document that the paper follows asks for nothing, excuse the line.
Of those who are free, or dead, nothing has to be asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.load import Entry, PathInRecord
from generator.records.resolve.asks_for_cases import list_kin, list_members
from generator.records.resolve.held import judge_standing
from generator.records.schema import Recommendation, SectionProse
from generator.records.schema.base import Text, pick_text
from generator.review.lint.blocks import list_demands, list_prisoners, list_told
from generator.review.lint.subject import Subject, is_english

CODE = codes.CASE_WITHOUT_ASK

_WORD = re.compile(
    r"\b(?:inform|tell|say|disclose|clarify|account for|make (?:known|public)|publish|report|provide (?:\w+ ){0,3}word"
    r"|(?:give|provide|release|share) (?:\w+ ){0,4}information|confirm|reveal|state)\b",
    re.I,
)
"""What begins an ask for information."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the first place of every case about which the paper asks nothing, or no word where nothing is known."""
    made = list(list_demands(subject))
    if not made:
        return
    cases, edition = subject.edition.cases, subject.edition
    seen: set[str] = set()
    for entry, path, id in _places(subject):
        if id in seen or id not in cases:
            continue
        seen.add(id)
        about = [one for one in made if list_kin(cases, id).intersection(one.record.cases)]
        # a group stands as its people do
        people = list_members(cases, id) or (id,)
        standings = {judge_standing(cases[one].record, edition.start, edition.as_of) for one in people}
        if standings == {"free"}:
            continue
        if not about:
            help = "add a recommendation that names it in `cases`"
            yield _diagnostic(entry, path, id, f"nothing in this paper is asked for `{id}`", help)
        elif (
            "last_known" in standings
            and "held" not in standings
            and is_english(subject)
            and not any(_asks_for_word(subject, o) for o in about)
        ):
            told = f"it is not known how `{id}` stands, and nothing in this paper asks for word"
            yield _diagnostic(entry, path, id, told, "ask the authorities to say where and how the person is")


def _diagnostic(entry: Entry[SectionProse], path: PathInRecord, id: str, message: str, help: str) -> Diagnostic:
    return CODE.at(entry.origin(*path), message, help, width=len(id))


def _places(subject: Subject) -> Iterator[tuple[Entry[SectionProse], PathInRecord, str]]:
    """Yield everybody who is listed as a prisoner, and of those who are told of in some other way those to whom
    something was done."""
    yield from list_prisoners(subject)
    cases = subject.edition.cases
    for entry, path, id in list_told(subject):
        people = [cases[one].record for one in (id, *list_members(cases, id)) if one in cases]
        if any(case.proceedings or case.detention or any(step.status for step in case.timeline) for case in people):
            yield entry, path, id


def _asks_for_word(subject: Subject, entry: Entry[Recommendation]) -> bool:
    """Tell whether a recommendation, or one of its demands, asks the authorities to say something."""
    texts: tuple[Text, ...] = (entry.record.text, *entry.record.demands)
    return any(_WORD.match(words.lstrip()) for text in texts if (words := pick_text(text, subject.document.lang)))
