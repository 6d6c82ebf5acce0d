"""What it finds: in a paper that cites its sources in every paragraph (`citations: every_paragraph` of the style or the
edition), a paragraph that tells facts and has no printed source.

Why: a paper is read by those whom it accuses, and by their lawyers. Who can't see where a paragraph comes from can't
look it up, and what the data knows (`by:`) is printed nowhere.

What a paragraph is: one of prose, or one point of a list; points that end in a semicolon or comma, and the one after
them, are one, and the bold lead of a box or profile belongs to the paragraph below it. It tells facts where a sentence
of it mentions a record, names a person, a body or an event that the data knows, or has a date or a number. A sentence
that only leads to a list (it ends with a colon) tells none, and neither do recommendations, which ask, and the small
print below a table, whose rows have their own sources.

Example:

```yaml
text: |
  On 4 May the police dispersed the [march of 2 May](event:march-2020).
```

What to do: cite at the end of a sentence the document that tells it (`[@some-id]`); `by:` of the section names the
likely ones, but the sentence decides. A paper that keeps the notes of an older one says `citations: as_written`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.paper.sentences import ProseSentence
from generator.records.style import Density
from generator.review.lint.dates_and_numbers import find_days, find_numbers
from generator.review.lint.evidence import Reach, find_reach
from generator.review.lint.subject import Subject, is_english

CODE = codes.PARAGRAPH_WITHOUT_NOTE

_COUNTS = 3
"""Numbers in words up to this one count what the sentence itself names."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every paragraph with facts and without a source, with the number of them."""
    if _density(subject) != "every_paragraph":
        return
    with_facts = [group for group in _paragraphs(subject) if any(_tells_facts(subject, one) for one in group)]
    bare = [group for group in with_facts if not any(_names_source(subject, one) for one in group)]
    for group in bare:
        first = next(one for one in group if _tells_facts(subject, one))
        yield CODE.at(
            first.origin,
            f"this paragraph tells facts and names no source, one of {len(bare)} among {len(with_facts)} paragraphs"
            " with facts",
            _propose(first),
        )


def _names_source(subject: Subject, sentence: ProseSentence) -> bool:
    """Tell whether a sentence has a printed source: one that is cited where it is written, or that of the entry of a
    record that it was made from, which nobody has written as a citation."""
    notes = subject.document.notes
    return bool(sentence.cited) or any(notes[id].kind != "explanatory" for id in sentence.notes)


def _density(subject: Subject) -> Density:
    record = subject.edition.record
    style = subject.dataset.styles.get(record.style)
    return record.citations or (style.citations if style else "as_written")


def _paragraphs(subject: Subject) -> list[list[ProseSentence]]:
    """Return the sentences of each paragraph that may tell facts, with those of the blocks in which it goes on."""
    demands = {entry.file for entry in subject.edition.recommendations.values()}
    found: list[list[ProseSentence]] = []
    last, goes_on = "", False
    for sentence in subject.sentences:
        if sentence.origin.file in demands or sentence.block.endswith(".remark"):
            continue
        if found and (sentence.block == last or last.endswith(".lead") or goes_on):
            found[-1].append(sentence)
        else:
            found.append([sentence])
        last, goes_on = sentence.block, sentence.text.rstrip()[-1:] in (",", ";", ":")
    return found


def _tells_facts(subject: Subject, sentence: ProseSentence) -> bool:
    if sentence.text.rstrip().endswith(":"):
        return False
    if sentence.records:
        return True
    reach: Reach = find_reach(subject)
    return bool(reach.in_prose(sentence.text)) or (is_english(subject) and _counts_or_dates(sentence.text))


def _counts_or_dates(text: str) -> bool:
    return bool(find_days(text)) or any(
        not text[number.start].isalpha() or number.value > _COUNTS for number in find_numbers(text)
    )


def _propose(sentence: ProseSentence) -> str:
    known = ", ".join(f"`[@{id}]`" for id in sentence.support[:3])
    return "cite the document that tells it at the end of a sentence" + (f": perhaps {known}" if known else "")
