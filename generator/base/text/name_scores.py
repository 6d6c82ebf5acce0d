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

_WORD = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class NameScore:
    """How alike two names are, from 0 to 100, how many words of the shorter one were compared, and whether somebody who
    has one of them is to be asked about before the other is added: `near`."""

    score: float
    words: int
    near: bool


_NONE = NameScore(0.0, 0, False)


def fold_name(name: str) -> tuple[str, ...]:
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


def pair_likely(
    left: Sequence[Sequence[Sequence[str]]], right: Sequence[Sequence[Sequence[str]]], least: float
) -> dict[tuple[int, int], NameScore]:
    """Return the pairs (place on the left, place on the right) whose names score `least` or more. Each has several
    names. People without a word that is alike in both are not compared: of two long lists few are."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    places: dict[str, set[int]] = {}
    for n, names in enumerate(right):
        for word in {word for name in names for word in name if len(word) > 1}:
            places.setdefault(word, set()).add(n)
    words = list(places)
    short = {n for n, names in enumerate(right) if any(map(_is_short, names))}
    near: dict[str, set[int]] = {}
    found: dict[tuple[int, int], NameScore] = {}
    for n, names in enumerate(left):
        alike_words: Counter[int] = Counter()
        for word in sorted({word for name in names for word in name if len(word) > 1}):
            if word not in near:
                alike = process.extract(
                    word, words, scorer=Indel.normalized_similarity, score_cutoff=least / 100, limit=None
                )
                near[word] = {m for one, _, _ in alike for m in places[one]}
            alike_words.update(near[word])
        own_short = any(map(_is_short, names))
        for m in sorted(alike_words):
            if alike_words[m] < 2 and not own_short and m not in short:
                continue
            best = _join([find_likest(name, right[m]) for name in names])
            if best.score >= least:
                found[n, m] = best
    return found


def _is_short(name: Sequence[str]) -> bool:
    """Tell whether a name has a single word besides initials."""
    return sum(len(word) > 1 for word in name) < 2
