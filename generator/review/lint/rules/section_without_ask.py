"""What it finds: a section that tells of a violation, in a paper that makes recommendations, none of which answers it.

Why: what is told and not asked about is read as a complaint. The desk officer who reads the section looks for what to
raise, and finds nothing.

Example, where no recommendation of the paper names the march or the people in it:

```yaml
- section: march
  title: The march of 2 May
  blocks:
    - text: Police beat people at the [march](event:march-2020) and detained [Rassendyll](case:rassendyll).
```

What to do: add a recommendation, or name what it is about in one that answers the section: its `cases`, `events` or
`provisions` are what tells that. One that names none of these answers the whole section in which it stands. Where the
paper asks for nothing on purpose, excuse the heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.paper.document import Box, Section, walk
from generator.records.resolve.asks_for_cases import list_kin
from generator.records.schema import Recommendation
from generator.records.schema.editions import CaseBoxesBlock, RecommendationsBlock
from generator.review.lint.blocks import list_blocks, list_demands
from generator.review.lint.subject import Subject, is_english

CODE = codes.SECTION_WITHOUT_ASK

_VIOLATION = re.compile(
    r"\b(?:abduct(?:ed|ion)|abus(?:ed?|es|ive)|ill-treat\w+|mistreat\w+|tortur(?:ed?|ing)|beat(?:en|ing)?|kill(?:ed|ing)s?"
    r"|shot|wounded|assaulted|attack(?:ed|s)|threat(?:ened|s)|intimidat(?:ed|ion)|harass(?:ed|ment)|persecut(?:ed|ion)"
    r"|prosecut(?:ed|ion)s?|charg(?:ed|es)|accused|arrest(?:ed|s)?|detain(?:ed|s)|detention|imprison(?:ed|ment)"
    r"|in prison|behind bars|jailed|convict(?:ed|ion)s?|sentenced|fined|penalised|penalized|punished|punishment"
    r"|banned|blocked|censor(?:ed|ship)|surveillance|wiretapped|spyware|searched"
    r"|raided|confiscated|seized|dispersed|kettl(?:ed|ing)"
    r"|refus(?:ed|al|es)|reject(?:ed|s)|denied|obstruct(?:ed|ion)|restrict(?:ed|ions?)|curtailed|violat(?:ed|es|ions?)"
    r"|forc(?:ed|ibly)|expelled|deport(?:ed|ation)|extradit(?:ed|ion)|reprisals?|retaliation|disappeared|died in)\b",
    re.I,
)
"""Words for what is done to people who use their rights."""

_DEMAND = re.compile(r"\b(?:should|must|ought to)\b", re.I)
"""What is asked for is not told as something that happened."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every section of the body that tells of a violation which nothing in the paper asks about."""
    made = list(list_demands(subject))
    if not made or not is_english(subject):
        return
    general = _sections_answered_whole(subject)
    about = {link for entry in made for link in _links(entry.record)}
    boxed = _boxed(subject)
    annexes = {*subject.edition.record.annexes}
    for part, around in walk(subject.document.sections):
        if not isinstance(part, Section) or part.kind not in ("theme", "section") or part.origin is None:
            continue
        top = next((one.id for one in around if isinstance(one, Section)), part.id)
        if top in annexes or top in general or (top == part.id and _introduces(part)):
            continue
        told = [s for s in subject.sentences if s.section == part.id and not s.block.startswith("r.")]
        if not any(_VIOLATION.search(one.text) and not _DEMAND.search(one.text) for one in told):
            continue
        named = {record for sentence in told for record in sentence.records} | boxed.get(part.id, set())
        if about.isdisjoint(_widened(subject, named)):
            yield CODE.at(
                part.origin,
                "this section tells of a violation, and no recommendation of the paper is about what it names",
                "add a recommendation, or name the case, event or provision in the one that answers it",
            )


def _introduces(section: Section) -> bool:
    """Tell whether what stands right in a section leads in to its subsections, and they and their recommendations are
    what is looked at."""
    parts = section.blocks
    return any(isinstance(one, Section) for one in parts) and any(
        isinstance(one, Box) and one.kind == "recommendations" for one in parts
    )


def _sections_answered_whole(subject: Subject) -> set[str]:
    """Return the ids of sections with a recommendation of their own that names nothing: it is about all of it."""
    known = subject.edition.recommendations
    return {
        entry.record.id
        for entry, _, block in list_blocks(subject)
        if isinstance(block, RecommendationsBlock)
        for id in block.recommendations
        if id in known and not any(True for _ in _links(known[id].record))
    }


def _links(record: Recommendation) -> Iterator[str]:
    """Yield what a recommendation is about, as mentions call it."""
    yield from (f"case:{id}" for id in record.cases)
    yield from (f"event:{id}" for id in record.events)
    yield from (f"law:{id}" for id in record.provisions)


def _boxed(subject: Subject) -> dict[str, set[str]]:
    """Return, by the id of a section, the cases that have a box in it."""
    found: dict[str, set[str]] = {}
    boxes = {id for _, _, block in list_blocks(subject) if isinstance(block, CaseBoxesBlock) for id in block.case_boxes}
    for part, around in walk(subject.document.sections):
        id = part.id.removeprefix("case-box.")
        inner = next((one for one in reversed(around) if isinstance(one, Section)), None)
        if inner and id != part.id and id in boxes:
            found.setdefault(inner.id, set()).add(f"case:{id}")
    return found


def _widened(subject: Subject, named: Iterable[str]) -> set[str]:
    """Return what is mentioned with what belongs to it: of a case its group and the people in it, of a figure its
    event."""
    found = set(named)
    for record in named:
        kind, _, id = record.partition(":")
        if kind == "case":
            found |= {f"case:{other}" for other in list_kin(subject.edition.cases, id)}
        elif kind == "figure" and id in subject.edition.figures and subject.edition.figures[id].record.event:
            found.add(f"event:{subject.edition.figures[id].record.event}")
    return found
