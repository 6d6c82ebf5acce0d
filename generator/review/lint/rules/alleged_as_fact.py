"""What it finds: an accusation told as a fact, where the records have it as a claim: an entry with `alleged: true`,
`reported: true` or `attributed_to: …`, or what those concerned in an event are `accused_of`,
whose words the prose repeats without “allegedly”, “reportedly”, “said” or the like; and torture, violence, killing,
rape, bribes, forgery, threats told so where nothing in the data supports it as established. A note does not: it says
where the claim stands.

Why: what is not established and printed as a fact is the sentence for which a paper is attacked, or sued.

Example, where the record says `{text: Guards beat him., alleged: true}`:

```yaml
text: Guards beat him.
```

Headings, captions and leads are looked at, too: they say most in the fewest words.

What to do: say who says it, or “allegedly”; or, where a court or an inquiry has found it, take `alleged: true` from the
entry and give the source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.paper.document import Box, Paragraph, Section, find_origin, join_inlines, walk
from generator.paper.document.walks import Part
from generator.paper.sentences import ProseSentence
from generator.review.lint.accusations import ACTS, find_accusations, is_asserted, is_attributed
from generator.review.lint.evidence import find_reach
from generator.review.lint.likeness import stem_words
from generator.review.lint.locate import locate
from generator.review.lint.subject import Subject, is_english

CODE = codes.ALLEGED_AS_FACT

_SHARE = 0.6
_ENOUGH = 3
"""How much of an alleged entry's words, and how many stems, a sentence repeats where it tells the same."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every sentence that tells as a fact what is only alleged."""
    if not is_english(subject):
        return
    yield from _headings(subject)
    reach = find_reach(subject)
    demands = {entry.file for entry in subject.edition.recommendations.values()}
    before: ProseSentence | None = None
    for sentence in subject.sentences:
        previous = before if before and before.block == sentence.block else None
        before = sentence
        if sentence.origin.file in demands or is_attributed(sentence.text):
            continue
        own = stem_words(sentence.text)
        if told := next((text for text in reach.alleged(sentence) if _repeats(own, stem_words(text))), None):
            yield CODE.at(
                sentence.origin,
                f"this is told as a fact, and the record has it as alleged: “{_short(told)}”",
                "say who says it, or “allegedly”; or take `alleged: true` from the entry, with the source that"
                " establishes it",
            )
            continue
        if (
            previous
            and is_attributed(previous.text)
            and sentence.text.split(" ")[0] in ("He", "She", "They", "It", "His", "Her", "Their")
        ):
            continue
        for kind, match in find_accusations(sentence.text, ACTS):
            facts = reach.facts(sentence)
            supported = facts.backs(kind) or (not sentence.cited and not facts.backs(kind, alleged=True))
            if is_asserted(sentence.text, match) and not supported:
                yield CODE.at(
                    locate(subject, sentence, match[0]),
                    f"“{match[0]}” is told as a fact, and no record has it as established",
                    "say who says it, or “allegedly”",
                    width=len(match[0]),
                )
                break


def _headings(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every heading and caption most of whose words stand in what a record below it has as a claim."""
    reach = find_reach(subject)
    below = _list_below(subject)
    for part, around in walk(subject.document.sections):
        words = _say_heading(part)
        if not words or is_attributed(words):  # as of nearly all parts
            continue
        place = find_origin(part, around)
        if place is None:
            continue
        own = stem_words(words)
        named = {key for sentence in below.get(part.id, ()) for key in reach.named(sentence)}
        claims = (text for key in sorted(named) for text in reach.of(key).alleged)
        if told := next((text for text in claims if _sums_up(own, stem_words(text))), None):
            yield CODE.at(
                place,
                f"“{_short(words)}” tells as a fact what the record has as alleged: “{_short(told)}”",
                "say who says it, or “allegedly”",
            )


def _list_below(subject: Subject) -> Mapping[str, list[ProseSentence]]:
    """Return the sentences below each section and block, however far down."""
    below: dict[str, list[ProseSentence]] = defaultdict(list)
    for sentence in subject.sentences:
        steps = sentence.block.split(".")
        ids = {".".join(steps[:number]) for number in range(1, len(steps))}
        for id in ids | {sentence.section}:
            below[id].append(sentence)
    return below


def _say_heading(part: Part) -> str:
    """Return the words of a heading or caption; none for any other part."""
    if isinstance(part, Section | Box):
        return join_inlines(part.title)
    return join_inlines(part.inlines) if isinstance(part, Paragraph) and part.role == "caption" else ""


def _sums_up(heading: frozenset[str], entry: frozenset[str]) -> bool:
    shared = heading & entry
    return len(shared) >= 2 and len(shared) >= _SHARE * len(heading)


def _repeats(sentence: frozenset[str], entry: frozenset[str]) -> bool:
    shared = sentence & entry
    return len(shared) >= min(_ENOUGH, len(entry)) and len(shared) >= _SHARE * len(entry) and len(shared) >= 2


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:78].rsplit(" ", 1)[0] + " …"
