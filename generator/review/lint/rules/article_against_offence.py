"""What it finds: the number of an article beside the words of another offence, in prose, in a recommendation, or in a
charge of a case; and a charge in prose under an article that the record of the person does not have.

Why: whoever looks the article up finds another crime, and a government that wants to may answer that the paper is
wrong.

Example, where Article 12 is about slander and Article 13 about insult:

```yaml
text: He was charged under Article 13 (slander).
```

What to do: correct the number or the words; where the law words the offence so, too, add it to the provision's
`wordings:`; where the charge is new, add it to the case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.resolve.references import list_references
from generator.records.schema.proceedings import Charge
from generator.review.lint.evidence import Reach, find_reach
from generator.review.lint.locate import locate
from generator.review.lint.markup import MASK, mask_markup
from generator.review.lint.shared import Shared
from generator.review.lint.subject import Subject

CODE = codes.ARTICLE_AGAINST_OFFENCE

_ARTICLE = re.compile(
    r"\b[Aa]rt(?:icles?|s?\.) (?P<first>\d+(?:-\d+)?)(?:\.\d+)?(?:\(\w+\))?(?P<more>(?:(?:, | and | or |, and"
    r" )\d+(?:-\d+)?(?:\.\d+)?(?:\(\w+\))?)*)"
)
_JOINS = re.compile(r"[\s,:()“”\"]*(?:(?:of|the|this|that|its|which|who|where|on|for|with|under|in|about|against|by|to"
                    r"|is|are|was|were|a|an|charges?|crime|offence|article|law|code|"
                    r"prohibits?|punish(?:es|ed|able)?|deals?|concerns?|covers?|bans?|criminalises|defines|namely"
                    r"|i\.e\.|so-called|alleged(?:ly)?|knowingly|charged|convicted|guilty|accused|he|she|they|him|her"
                    r"|them|"
                    r"criminal|administrative)\b[\s,:()“”\"]*)*")  # fmt: skip
"""What may stand between an article and the words of its offence; `and` and `or` begin another charge."""
_CHARGED = re.compile(r"\b(?:charg\w+|convict\w+|sentenc\w+|fined|prosecut\w+|guilty|accus\w+|indict\w+|tried)\b", re.I)
_MAX_GAP = 90


_Key = tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Offences:
    """`owners` are the articles by the words of their offence, `codes` the names of the laws."""

    owners: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    codes: list[str] = field(default_factory=list)

    def key(self) -> _Key:
        """Return what tells these from the offences of other papers."""
        return tuple((words, tuple(sorted(numbers))) for words, numbers in self.owners.items()), tuple(self.codes)

    def pattern(self) -> re.Pattern[str]:
        """Return what finds the words of an offence, the longest first."""
        words = sorted(self.owners, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.I)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every article beside another offence, and every charge that the person's record does not have."""
    offences = _offences(subject)
    if not offences.owners:
        return
    found = subject.shared.ask(_find_beside, offences.key())
    for words in subject.texts if found else ():
        for at, article, said in found.get(words.text, ()):
            if words.entry.collection in ("sources", "laws", "figures"):
                continue
            right = " or ".join(sorted(offences.owners[said.casefold()]))
            kept = [offset for offset, letter in enumerate(mask_markup(words.text)) if letter != MASK]
            yield CODE.at(
                words.at(kept[at]),
                f"Article {article} stands beside “{said}”, which is Article {right}",
                "correct the number or the words, or add the words to the provision’s `wordings:`",
                width=len("Article ") + len(article),
            )
    yield from _charges(subject, offences)
    yield from _not_charged(subject, find_reach(subject))


def _find_articles(shared: Shared) -> dict[str, str]:
    """Return the texts that name an article, each with its words without markup."""
    bare = ((text, mask_markup(text).replace(MASK, "")) for text in shared.texts.texts)
    return {text: words for text, words in bare if "rt" in words and _ARTICLE.search(words)}


def _find_beside(shared: Shared, key: _Key) -> dict[str, tuple[tuple[int, str, str], ...]]:
    """Return the articles that stand beside the words of another one in each text, by the offences of a paper."""
    owners, codes = key
    offences = _Offences(defaultdict(set, {words: set(numbers) for words, numbers in owners}), [*codes])
    pattern, articles = offences.pattern(), shared.ask(_find_articles)
    return {text: found for text, bare in articles.items() if (found := tuple(_beside(bare, pattern, offences)))}


def _offences(subject: Subject) -> _Offences:
    found = _Offences()
    for entry in subject.edition.laws.values():
        law = entry.record
        found.codes.extend(title for title in (law.title, *law.wordings) if isinstance(title, str))
        for number, provision in law.provisions.items():
            for title in (provision.title, *provision.wordings):
                if isinstance(title, str):
                    found.owners[title.casefold()].add(number)
    return found


def _beside(text: str, pattern: re.Pattern[str], offences: _Offences) -> Iterator[tuple[int, str, str]]:
    """Yield (offset, article, words) where an article of ours and the words of another one stand beside each other."""
    known = set().union(*offences.owners.values())
    articles = list(_ARTICLE.finditer(text))
    said = list(pattern.finditer(text)) if articles else []
    for article in articles:
        numbers = {
            article["first"],
            *re.findall(r"(?<![\d.(-])\d+(?:-\d+)?", re.sub(r"\(\w+\)|\.\d+", "", article["more"] or "")),
        }
        if not numbers <= known:
            continue
        after = next((w for w in said if w.start() >= article.end()), None)
        before = next((w for w in reversed(said) if w.end() <= article.start()), None)
        if (
            after
            and after.start() - article.end() <= _MAX_GAP
            and _joined(text[article.end() : after.start()], offences)
        ):
            near = after
        elif before and re.fullmatch(
            r"[”\"’]*,? ?(?:\(|under |according to |in |by )(?:former |the same )?",
            text[before.end() : article.start()],
        ):
            near = before
        else:
            continue
        # several articles may share a list of offences: one of them is enough
        if not numbers & offences.owners[near[0].casefold()]:
            yield article.start(), article["first"], near[0]


def _joined(gap: str, offences: _Offences) -> bool:
    for title in sorted(offences.codes, key=len, reverse=True):
        gap = gap.replace(title, " ")
    return ")" not in gap.split("(")[0] and _JOINS.fullmatch(gap) is not None


def _charges(subject: Subject, offences: _Offences) -> Iterator[Diagnostic]:
    """Yield the charges of cases whose `offence:` is that of another article."""
    for entry in subject.edition.cases.values():
        for number, proceeding in enumerate(entry.record.proceedings):
            for index, charge in enumerate(proceeding.charges):
                if not isinstance(charge, Charge) or not charge.provision or not isinstance(charge.offence, str):
                    continue
                article = charge.provision.partition("/")[2]
                owners = offences.owners.get(charge.offence.casefold(), set())
                if article and owners and article not in owners:
                    yield CODE.at(
                        entry.origin("proceedings", number, "charges", index, "offence"),
                        f"the charge is under Article {article}, and “{charge.offence}” is Article"
                        f" {' or '.join(sorted(owners))}",
                        "correct the provision or the words",
                        width=len(charge.offence),
                    )


def _not_charged(subject: Subject, reach: Reach) -> Iterator[Diagnostic]:
    """Yield the articles under which prose says that a person was charged, and the person's record does not."""
    for sentence in subject.sentences:
        if not _CHARGED.search(sentence.text) or "/recommendations" in sentence.origin.file:
            continue
        found = list(_ARTICLE.finditer(sentence.text))
        if len(found) != 1 or found[0]["more"]:
            continue
        people = reach.people(sentence.text)
        if len(people) != 1:
            continue
        case = people[0].record
        under = re.search(
            r"\b(?:charg\w+|convict\w+|sentenc\w+|fined|prosecut\w+|guilty|indict\w+|tried)\b[^.;]{0,80}\bunder $",
            sentence.text[: found[0].start()],
        )
        charged = [id for path, kind, id in list_references(case) if kind == "laws" and "charges" in path]
        articles = {id.partition("/")[2] for id in charged}
        if under and articles and found[0]["first"] not in articles:
            words = found[0][0]
            yield CODE.at(
                locate(subject, sentence, words),
                f"the record of `{case.id}` has no charge under {words}, but under {', '.join(sorted(articles))}",
                "correct the number, or add the charge to the case",
                width=len(words),
            )
