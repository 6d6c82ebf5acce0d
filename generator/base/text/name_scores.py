"""Tell how alike two names are, in whatever script, spelling and order they stand.

In: names. Out: a score from 0 to 100, and with how many words each took part. A score decides nothing: two people have
one name, and one person has many spellings.

Each name is folded first (spellings.py: Cyrillic, Kazakh and Latin letters, and the systems of transliteration), then
its words are put into pairs, and the worst pair counts: brothers share a surname, and strangers a first name. RapidFuzz
compares two words. Of 43 pairs of spellings of one name in Latin, Russian and Kazakh letters, and 26 pairs of names of
different people, all invented, this score has 39 of the first above all of the second. RapidFuzz on whole names that
are only transliterated has 9, the comparison of parts of OpenSanctions' rigour 9 (and it needs PyICU, which has its
files where the build of it has them that is here already), Jaro-Winkler of jellyfish 17.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.base.text.spellings import fold_words

SAME, ASK, PERHAPS = 85.0, 80.0, 70.0
"""From SAME on `reconcile` takes two names for those of one person, where nothing speaks against it, and from PERHAPS
on it shows them to be looked at. `import cases` and `new` ask from ASK on, and about initials and single words that are
as near, so that nobody is added twice: each question needs an answer there. Of 1,500 people of one country (80 first
names, 300 surnames of a few endings, drawn at random) it asks about 241, from 70 on it would be 702."""

MOST_WORDS = 8
"""Words of a name that are compared: whatever is longer is no name."""

_INITIAL = 90.0
"""What the first letter of a name is worth beside the name: it does not speak against it."""

ONE_WORD = 75.0
"""What two names can score at most of which one has a single word, or initials beside one: many people share it."""

Name = tuple[str, ...]
"""A folded name: its words as all their spellings are written alike."""

_WORD = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class NameScore:
    """How alike two names are, from 0 to 100, how many words of the shorter one were compared, and whether somebody who
    has one of them is to be asked about before the other is added: `near`."""

    score: float
    words: int
    near: bool


_NONE = NameScore(0.0, 0, False)
_MOST_ALIKE = 200
"""Names at most with which one is compared: nobody has more namesakes, and no list takes for ever."""


def fold_name(name: str) -> Name:
    """Return the words of a name as all their spellings are written alike."""
    return tuple(fold_words(" ".join(_WORD.findall(name[:200]))))[:MOST_WORDS]


def score_names(one: Sequence[str], other: Sequence[str]) -> NameScore:
    """Return how alike two folded names are: the worst pair of their words. Words that the longer one has more (a
    patronymic, a second surname) count for nothing."""
    from rapidfuzz.distance import Indel

    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return _NONE
    pairs = sorted(
        (-_score_words(a, b, Indel.normalized_similarity(a, b)), n, m)
        for n, a in enumerate(shorter)
        for m, b in enumerate(longer)
    )
    first: set[int] = set()
    second: set[int] = set()
    worst = 100.0
    whole = 0
    for score, n, m in pairs:
        if n in first or m in second:
            continue
        first.add(n)
        second.add(m)
        worst = min(worst, -score)
        whole += min(len(shorter[n]), len(longer[m])) > 1
    return NameScore(worst if whole > 1 else min(worst, ONE_WORD), len(shorter), worst >= ASK)


def _score_words(one: str, other: str, likeness: float) -> float:
    """Return how alike two words are; an initial is as good as nearly the whole name."""
    if (len(one) == 1 or len(other) == 1) and one[0] == other[0]:
        return 100.0 if one == other else _INITIAL
    return likeness * 100


def find_likest(one: Sequence[str], names: Iterable[Sequence[str]]) -> NameScore:
    """Return the best score of a name among those of one person, which is near where one of them is."""
    return _join([score_names(one, name) for name in names])


def _join(found: Sequence[NameScore]) -> NameScore:
    best = max(found, key=lambda one: one.score, default=_NONE)
    return replace(best, near=any(one.near for one in found))


def find_alike(left: Iterable[Name], right: Iterable[Name], least: float) -> dict[Name, list[tuple[NameScore, Name]]]:
    """Return for each folded name on the left those on the right that score `least` or more, the best first; a name
    that many people have is looked at once. Names are compared that have so many words alike as such a score asks for:
    of two long lists few are; of more than `_MOST_ALIKE`, those with the most words alike."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    rights = list(dict.fromkeys(right))
    places: dict[str, list[int]] = {}
    for m, name in enumerate(rights):
        for word in {word for word in name if len(word) > 1}:
            places.setdefault(word, []).append(m)
    words = list(places)
    near: dict[str, set[int]] = {}
    found: dict[Name, list[tuple[NameScore, Name]]] = {}
    for name in dict.fromkeys(left):
        alike: Counter[int] = Counter()
        for word in sorted({word for word in name if len(word) > 1}):
            if word not in near:
                close = process.extract(
                    word, words, scorer=Indel.normalized_similarity, score_cutoff=least / 100, limit=None
                )
                near[word] = {m for one, _, _ in close for m in places[one]}
            alike.update(near[word])
        fitting = [(-number, m) for m, number in alike.items() if number >= _count_needed(name, rights[m])]
        scored = [(score_names(name, rights[m]), rights[m]) for _, m in sorted(fitting)[:_MOST_ALIKE]]
        if likely := [one for one in scored if one[0].score >= least]:
            found[name] = sorted(likely, key=lambda one: (-one[0].score, one[1]))
    return found


def _count_needed(one: Name, other: Name) -> int:
    """Return how many words of a name have to be alike, where the worst pair counts and an initial stands for any."""
    whole, others = sum(len(word) > 1 for word in one), sum(len(word) > 1 for word in other)
    return max(1, min(whole - (len(other) - others), others - (len(one) - whole)))


def pair_likely(
    left: Sequence[Sequence[Name]], right: Sequence[Sequence[Name]], least: float
) -> dict[tuple[int, int], NameScore]:
    """Return the pairs (place on the left, place on the right) whose names score `least` or more. Each has several
    names."""
    owners: dict[Name, list[int]] = {}
    for m, names in enumerate(right):
        for name in dict.fromkeys(names):
            owners.setdefault(name, []).append(m)
    alike = find_alike((name for names in left for name in names), owners, least)
    found: dict[tuple[int, int], NameScore] = {}
    for n, names in enumerate(left):
        for name in dict.fromkeys(names):
            for score, other in alike.get(name, ()):
                for m in owners[other]:
                    best = found.get((n, m))
                    if best is None or score.score > best.score:
                        found[n, m] = score
    return found
