"""Sort words as the dictionaries of a language do: in Azerbaijani ə comes after e, in Kazakh ң after н.

In: a language. Out: the key by which words of it are sorted. By ICU, which has the order of each language from CLDR
(https://www.unicode.org/reports/tr35/tr35-collation.html); a language that it does not know is sorted by that of all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


@cache
def make_collation_key(language: str) -> Callable[[str], bytes]:
    """Return the key for words of a language (`az`, `kk`): letters first, then accents, then case."""
    from icu import Collator, Locale

    key: Callable[[str], bytes] = Collator.createInstance(Locale(language)).getSortKey
    return key


@cache
def make_letter_key(language: str) -> Callable[[str], bytes]:
    """Return the key that is the same for all that stand under one letter in an index of a language: é under e in
    English; ç under a letter of its own in Azerbaijani."""
    from icu import Collator, Locale

    collator = Collator.createInstance(Locale(language))
    collator.setStrength(Collator.PRIMARY)
    key: Callable[[str], bytes] = collator.getSortKey
    return lambda words: key(words[:1])
