"""The days and numbers that words tell, each with its place in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.records.resolve.wordings import MONTHS, SMALL, TENS


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year as prose tells it; what it leaves out is None."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int

    def agrees(self, partial: str) -> bool:
        """Tell whether a date of a record, such as 2020-06-08 or 2020-06, may be what is told here."""
        own = (self.year, self.month, self.day)
        other = [int(part) for part in partial.split("-")]
        exact = max(place for place, part in enumerate(own, 1) if part is not None)
        return len(other) >= exact and all(a is None or a == b for a, b in zip(own, other, strict=False))


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands in digits or in words."""

    value: float
    start: int
    end: int


_MONTH = "|".join(MONTHS)
_DAYS = re.compile(
    r"\b(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?(?:\s*(?:–|-|to|and|or)\s*(?P<d2>\d{1,2}))?(?: of)?"
    rf" (?P<m1>{_MONTH})(?:,? (?P<y1>\d{{4}}))?"
    rf"|(?P<m2>{_MONTH}) (?P<d3>\d{{1,2}})(?:,? (?P<y2>\d{{4}}))?(?![\d,.]*\d)"
    rf"|(?P<m3>{_MONTH})(?:,? (?P<y3>\d{{4}}))?"
    r"|(?P<y4>(?:19|20)\d\d))\b(?!-)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_TENS = {**TENS, "hundred": 100}
_WORDS = {**{word: float(value) for value, word in enumerate(SMALL)}, **{w: float(v) for w, v in _TENS.items()}}
_NUMBER = re.compile(r"\b(?:" + "|".join(_TENS) + r")-(?:" + "|".join(SMALL[1:10]) + r")\b|" +
                     r"(?<![\w./#:@-])(?:\d{1,3}(?:[,  ]\d{3})+(?!\d)|\d+(?:\.\d+)?)(?![\w/:]|-\d|th\b|st\b|nd\b|rd\b)"
                     r"|\b(?:" + "|".join(word for word in _WORDS if word not in ("zero", "one")) + r")\b",
                     re.I)  # fmt: skip
_DIGIT, _LETTERS, _LIKE_I = re.compile(r"\d"), re.compile("[a-z]+"), re.compile("[ıİ]")
_SCALE = re.compile(r"[  ](million|billion|thousand)\b")
_NO_COUNT = re.compile(r"(?:\b(?:Articles?|Art\.|No\.|Nos?|Nr\.?|Section|Part|Parts|Chapter|Paragraphs?|[Rr]esolution"
                       r"|Room|Hall|Street|Covid|flat)[\s(]*"
                       r"(?:\d[\w.-]*(?:\(\w+\))?(?:,| and| or| to|–)? )*)$")  # fmt: skip


@lru_cache(maxsize=32768)
def find_days(text: str) -> tuple[Day, ...]:
    """Return the days, months and years in a text; `May` at the head of a clause that is no month (“May he …”) is left
    out."""
    found: list[Day] = []
    if not (_YEAR.search(text) or any(month in text for month in MONTHS)):  # as most values of records
        return ()
    for m in _DAYS.finditer(text):
        month = m["m1"] or m["m2"] or m["m3"]
        year = m["y1"] or m["y2"] or m["y3"] or m["y4"]
        number = MONTHS.index(month) + 1 if month else None
        if (
            m["m3"]
            and not year
            and not re.search(
                r"\b(?:in|of|since|until|till|by|from|mid|early|late|last|next|this|to|and|between|and|during|for"
                r"|through|to|end"
                r" of|on)[\s-]$",
                text[: m.start()][-12:],
            )
        ):
            continue
        if m["y4"] and re.search(r"(?:[A-Z]{3} |[$€£]|[Rr]esolution )$|\w-$", text[: m.start()][-12:]):
            continue
        if m["y4"] and re.match(r" (?:people|persons|cases|officers|soldiers|protesters|[A-Z]{3}\b)", text[m.end() :]):
            continue
        for day in dict.fromkeys([m["d1"] or m["d3"], m["d2"]]):
            if day or not (m["d1"] or m["d3"]):
                found.append(Day(int(year) if year else None, number, int(day) if day else None, m.start(), m.end()))
                if not day:
                    break
    return tuple(found)


@lru_cache(maxsize=32768)
def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers in a text that count something: no dates, numbers of articles, hours."""
    if not (_DIGIT.search(text) or _says_number(text)):
        return ()
    taken = [(day.start, day.end) for day in find_days(text)]
    found: list[Number] = []
    for m in _NUMBER.finditer(text):
        if any(start < m.end() and m.start() < end for start, end in taken) or _NO_COUNT.search(
            text[max(m.start() - 60, 0) : m.start()]
        ):
            continue
        word = _LIKE_I.sub("i", m[0]).lower()  # which the pattern takes for an i
        tens, _, ones = word.partition("-")
        value = (
            _TENS[tens] + _WORDS[ones]
            if ones in _WORDS and tens in _TENS
            else _WORDS[word]
            if word in _WORDS
            else float(re.sub(r"[,  ]", "", word))
        )
        end = m.end()
        if scale := _SCALE.match(text, end):
            value *= {"million": 1e6, "billion": 1e9, "thousand": 1e3}[scale[1]]
            end = scale.end()
        if found and value < 1e9 <= found[-1].value and m.start() == found[-1].end + 1:  # 1 billion 59 million
            found[-1] = Number(found[-1].value + value, found[-1].start, end)
            continue
        found.append(Number(value, m.start(), end))
    return tuple(found)


def _says_number(text: str) -> bool:
    """Tell whether a word for a number may stand in a text; patterns of any case take these letters for an `i`."""
    return not _WORDS.keys().isdisjoint(_LETTERS.findall(text.casefold())) or _LIKE_I.search(text) is not None
