"""Find the surname in a name as it is printed, where nobody wrote which part is which.

In: a name. Out: its surname. The last word is it, but for patronymics: "Hasan oğlu" (son of Hasan) and "Ivanovich" say
whose child somebody is, and where one ends a name, the surname stands first, as in lists and documents of courts.
"""

from __future__ import annotations

import re
import unicodedata

_CHILD_OF = frozenset((
    "oglu", "ogly", "ogli", "qızı", "qizi", "qyzy", "kızı", "kizi", "kyzy", "gyzy", "gizi", "uulu", "uly", "ulı",
    "оглы", "оглу", "кызы", "қызы", "гызы", "уулу", "улы", "ұлы", "ogʻli", "oʻgʻli", "o'g'li",
))  # fmt: skip
"""Words for “son of” and “daughter of” behind the father's name, without accents and in small letters."""

_PATRONYMIC = re.compile(r".{3,}(?:ovich|evich|ovna|evna|ichna|ович|евич|овна|евна|ична)", re.IGNORECASE)


def find_surname(name: str) -> str:
    """Return the surname of a person; the whole of a name that is one word."""
    words = name.split()
    if len(words) < 2:
        return name.strip()
    if _fold(words[-1]) in _CHILD_OF and len(words) > 2:
        # Aliyev Elchin Hasan oğlu; where the father's name is all there is beside a given one, that one is the name
        return words[0]
    if len(words) == 3 and _PATRONYMIC.fullmatch(words[-1]):
        return words[0]
    return words[-1]


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
