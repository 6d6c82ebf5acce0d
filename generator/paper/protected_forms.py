"""In which forms what must not be printed is looked for: names, addresses, numbers and texts.

In: what a record says. Out: its forms, folded as the text is in which they are sought, and what kind of value each is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base.text.spellings import fold_words, join_words
from generator.base.text.surnames import find_surname

_SHORTEST = 4
"""Folded letters that a name has at least that is looked for: shorter ones stand in words of every kind."""

_INFLECTED = 6
"""Folded letters of a surname up to which its last vowel stays: what is left of a shorter one means too much."""

_DIGITS = 6
"""Digits that the number of a telephone, passport or file has at least."""

_DIALLED = 10
"""Digits that a telephone number has at least, with the code of its country or town."""

SENTENCE, TITLE, _LETTERS = 6, 3, 16
"""Words from which on a text, or the title of a source, stands nowhere by chance, and folded letters that both need."""

ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|www\.)\S+$|\S@\S", re.IGNORECASE)
_NUMBER = re.compile(r"\d(?:[ /()-]{0,2}\d)+")
_DATE = re.compile(r"^(?:\d{4}[ /-]\d{1,2}(?:[ /-]\d{1,2})?|\d{1,2}[ /-]\d{1,2}[ /-]\d{4}|\d{4}[ /-]{1,3}\d{4})$")
_SUM = re.compile(r"^\d{1,3}(?: \d{3})+$")

_MARKUP = re.compile(r"\[[^\]\[]*@[^\]\[]*\]|\]\([^)]*\)|\^\[")
_ENDS = re.compile(r"(?<=[.!?;])\s+|\n\s*\n|\n\s*[-*]\s|(?=\])")
"""Marks of prose that are not printed, and where one sentence ends."""

_ABBREVIATIONS = frozenset({"U.S.", "U.K.", "U.N.", "E.U.", "N.B.", "P.S.", "P.O.", "D.C.", "J.D.", "B.C.", "A.D."})
"""What looks like initials, and is none."""


def list_name_forms(name: str, person: bool, initials: bool) -> Iterator[tuple[str, str]]:
    """Yield a name as a whole, folded; of a person also in the order of lists, the surname, and the initials where they
    are not what is printed. What a group is called may be said of others, too: it counts from three words on."""
    words = fold_words(name)
    whole = join_words(words)
    if len(whole) < _SHORTEST or (not person and not _is_proper(name)):
        return
    yield "name", whole
    if person and len(words) > 1:
        yield "name", join_words([words[-1], *words[:-1]])
        if len(surname := cut_ending(join_words(fold_words(find_surname(name))))) >= _SHORTEST:
            yield "surname", surname
        letters = ".".join(part[0] for part in name.split()) + "."
        if initials and letters not in _ABBREVIATIONS:
            yield "initials", make_initials_pattern(letters)


def cut_ending(word: str) -> str:
    """Return a surname without the vowel that changes with its case: Zaptova, Zaptovoy, Zaptovu."""
    return word[:-1] if len(word) > _INFLECTED and word[-1] in "aeiou" else word


def _is_proper(name: str) -> bool:
    """Tell whether what a group or body is called is its own name: one word in capitals or several, or many words."""
    words = name.split()
    return (
        len(words) >= TITLE or any(word[:1].isupper() for word in words[1:]) or (len(words) == 1 and name[0].isupper())
    )


def make_initials_pattern(letters: str) -> str:
    """Return the pattern of initials (R.R.) as they are written: each with its point, with or without blanks between
    them."""
    return r"\s?".join(re.escape(part + ".") for part in "".join(letters.split()).rstrip(".").split("."))


def list_value_forms(said: str, sentence: int) -> Iterator[tuple[str, str]]:
    """Yield a text that tells of somebody by itself, folded: an address, the number of a document, or words of some
    length, `sentence` of them at least."""
    if ADDRESS.search(said):
        bare = join_words(fold_words(re.sub(r"^[a-z]+://(?:www\.)?", "", said, flags=re.IGNORECASE)))
        if len(bare) >= _SHORTEST * 2:
            yield "address", bare
        return
    for number in _NUMBER.findall(said):
        digits = re.sub(r"\D", "", number)
        if len(digits) >= _DIGITS and not _DATE.match(number) and not _SUM.match(number):
            yield "number", digits
            yield from (("number", dialled) for dialled in _dial_otherwise(digits, said.lstrip().startswith("+")))
    for part in _ENDS.split(_MARKUP.sub("", said)):
        words = fold_words(part)
        if len(words) >= sentence and len(whole := join_words(words)) >= _LETTERS:
            yield "text", whole


def _dial_otherwise(digits: str, international: bool) -> Iterator[str]:
    """Yield a telephone number as it is dialled elsewhere: +7 701 234 56 78 is 8 701 234 56 78 and 701 234 56 78 at
    home. Which of its digits are the code of the country is not known: one to three are (ITU-T E.164)."""
    if len(digits) < _DIALLED:
        return
    if international:
        for code in range(1, 4):
            home = digits[code:]
            yield from (home, f"0{home}", f"8{home}")
        yield f"00{digits}"
    elif digits[0] in "08":
        yield from (digits[1:], f"7{digits[1:]}")
