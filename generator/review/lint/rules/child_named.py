"""What it finds: the name of a child in words that everybody may read: beside an age below 18, or behind a word such as
schoolgirl, baby or minor; the record of a child, by its occupation, its age or its birth, whom papers call by the full
name; and the first name of a child of the family in words of the same record.

Why: a child can't agree to be named, and is found by the name years later (Convention on the Rights of the Child,
article 16; UNICEF asks to change the name of any child who is a victim, accused, or at risk).

Example:

```yaml
text: Officers questioned her daughter Zhanna, aged 9, at school.
```

What to do: write “her daughter”, or `display: pseudonym` in the child's record. Where those who answer for the child
agreed, say so in a comment that excuses the finding. The message does not show the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.resolve.ages import may_be_child
from generator.records.schema import Case
from generator.records.schema.base import Text
from generator.review.lint.markup import mask_markup
from generator.review.lint.public_findings import report_each
from generator.review.lint.subject import Subject

CODE = codes.CHILD_NAMED

_NAME = (
    r"(?!(?:He|She|They|It|Who|The|This|That|Article|Part|Section)\b)"
    r"[^\W\d_a-zа-яёäöüß][^\W\d_A-Z]+(?:[ -][^\W\d_a-zа-яё][^\W\d_A-Z]+){0,3}"
)
_AGE = r"(?:1[0-7]|[0-9])"
_AGE_IN_WORDS = (
    r"(?:1[0-7]|[0-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven)teen)"
)
_CHILD = (
    r"schoolgirl|schoolboy|baby|infant|toddler|newborn|minor|pupil|teenager|teenage (?:girl|boy)|underage (?:girl|boy)"
    r"|(?:little|small|young|minor|underage|infant|newborn|teenage) (?:son|daughter|child|brother|sister|boy|girl)"
)
_RELATED = r"son|daughter|child|boy|girl|pupil|brother|sister|student|nephew|niece|schoolgirl|schoolboy|and|her|his"
_SPOT = re.compile(
    # 9-year-old Zhanna
    rf"\b{_AGE_IN_WORDS}-(?:year|month)s?-old (?:(?:{_RELATED}),? ){{0,3}}\ufffc*(?P<after>{_NAME})"
    # Zhanna, aged 9; Zhanna, who is 9
    rf"|(?<!\bthe )(?P<before>{_NAME})\ufffc*"
    rf",? \(?(?:aged {_AGE_IN_WORDS}|(?:who is|who was|was|is) {_AGE})(?: years? old)?(?=[\s,.;)])"
    r"(?! (?:years?|months?|days?) (?:in|of)\b)"
    # her daughter Zhanna, 9,
    rf"|\b(?:son|daughter|child|boy|girl|pupil|schoolgirl|schoolboy|children)\ufffc*,? \ufffc*(?P<listed>{_NAME})"
    rf"\ufffc*(?:, | \(){_AGE}(?=[,)])"
    # the schoolgirl Zhanna
    rf"|\b(?:{_CHILD}),? \ufffc*(?P<called>{_NAME})"
)
_MAY_BE = (
    "-old ", "aged ", re.compile(r"\bson(?:\b|http)"),
    "daughter", "child", "boy", "girl", "pupil", "baby", "infant", "toddler", "newborn",
    "minor", "teenage", "brother", "sister",
)  # fmt: skip
_MAY_BE_OF_AGE = re.compile(r"\b(?:is|was) [0-9]")
"""Words without one of which, or an age after “is” or “was”, the pattern finds nothing; to look for them takes a tenth
of its time."""
_SAID_OF_CASE = re.compile(rf"\b(?:He|She) (?:was|is) (?:aged )?{_AGE}(?: years? old)?[.,;]")
_OCCUPATION = re.compile(
    r"\b(?:schoolgirl|schoolboy|school student|pupil|minor|child|teenager|школьни\w+)\b", re.IGNORECASE
)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every name of a child in public words, and every child's record that gives the name."""
    yield from report_each(
        CODE,
        subject,
        _find_spots,
        (*_MAY_BE, _MAY_BE_OF_AGE),
        "the name of a child stands here, where everybody may read it",
        "say who it is without the name, or let papers call the child by a pseudonym",
    )
    for id in subject.edition.cases:
        entry = subject.dataset.cases[id]
        is_child = _is_child(entry.record) or (
            entry.record.display == "full_name" and may_be_child(entry.record, subject.edition.as_of)
        )
        if is_child and not entry.above("public", ("names", "preferred")):
            yield CODE.at(
                entry.origin("names", "preferred"),
                "this is the record of a child, and papers call the child by the full name",
                "write `display: pseudonym` and a pseudonym in `names`",
            )
    yield from _find_children_of_families(subject)


def _find_spots(text: str, is_address: bool) -> Iterator[tuple[int, int]]:
    for match in () if is_address else _SPOT.finditer(mask_markup(text)):
        group = match.lastgroup or "called"
        yield match.start(group), len(match[group])


def _find_children_of_families(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every first name of a child among the relatives of a case in public words of its record: the whole name is
    kept out of every paper anyway."""
    sought: dict[str, list[str]] = {}
    for id in subject.edition.cases:
        entry = subject.dataset.cases[id]
        if names := [one.name.split()[0] for one in entry.record.relatives if one.minor and one.name]:
            sought[entry.file] = names
    for words in subject.public if sought else ():
        if words.entry.file not in sought or words.path[0] in ("names", "relatives") or words.is_address:
            continue
        names = sought[words.entry.file]
        if len(names) == 1 and names[0] not in words.text:
            continue
        if not any(name in words.text for name in names):  # a pattern for each family takes longer to make than to use
            continue
        for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, names))})\b", mask_markup(words.text)):
            yield CODE.at(
                words.at(match.start()),
                "the first name of a child of the family stands here, where everybody may read it",
                "say who it is without the name: her daughter",
                width=len(match[0]),
            )


def _is_child(case: Case) -> bool:
    """Tell whether a case is a child whom papers call by the full name, by the occupation or an age that is told."""
    if case.kind != "person" or case.display != "full_name":
        return False
    ages = (text for told in case.timeline for text in _list_wordings(told.text))
    return any(map(_OCCUPATION.search, _list_wordings(case.occupation))) or any(map(_SAID_OF_CASE.search, ages))


def _list_wordings(said: Text | None) -> list[str]:
    return [] if said is None else [said] if isinstance(said, str) else [*said.values()]
