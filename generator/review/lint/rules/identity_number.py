"""What it finds: the number that a state gives to a person, in words that everybody may read: Kazakhstan's individual
identification number (with its check digit), the personal numbers of the country of the paper that python-stdnum knows,
and the number of a passport or identity card behind such words.

Why: with it, a person is found in every register, and contracts are made in the person's name.

Example:

```yaml
text: The order names her with her passport, N 01234567.
```

What to do: take it out, or keep it in a field that is not public. Numbers of companies and of cases are no findings.
The message does not show the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.country_codes import find_country_code
from generator.review.lint.markup import mask_markup
from generator.review.lint.public_findings import report_each
from generator.review.lint.subject import Subject

CODE = codes.IDENTITY_NUMBER

_NUMBER = re.compile(r"(?<![\w/.-])\d(?:[ -]?\d){6,15}(?![\w/-]|\.\d)")
_DOCUMENT = re.compile(
    r"\b(?:passports?|(?:national )?identity (?:card|number|document)|(?:national )?ID (?:card|number)?|IIN"
    r"|паспорт\w*|удостоверени\w+(?: личности)?|ИИН|ЖСН|төлқұжат\w*|жеке куәлі\w+)"
    r"[\s:,(]{0,3}(?:(?:no|nr)\b\.?|number|series|№|серии|номер|with the number)?(?:\s(?:is|was))?[\s:]{0,2}"
    r"(?P<number>[A-ZА-Я]{0,3}[ -]?\d(?:[ -]?\d){5,13})(?!\d)",
    re.IGNORECASE,
)

_MAY_BE = re.compile(r"\d(?:[ -]?\d){5}")
"""What both patterns need."""

_WEIGHTS = (tuple(range(1, 12)), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))
"""By which the check digit is computed: the second where the first gives 10 (https://adilet.zan.kz/rus/docs/P070000406)."""
_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
"""The seventh digit tells the century of birth, and the sex."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every personal number in public words."""
    yield from report_each(
        CODE,
        subject,
        _find_numbers,
        (_MAY_BE,),
        "the number of a person or of an identity document stands here, where everybody may read it",
        "take it out, or give it a visibility",
        find_country_code(subject),
    )


def _find_numbers(text: str, is_address: bool, country: str | None) -> Iterator[tuple[int, int]]:
    text = mask_markup(text)
    spans = {match.span("number") for match in _DOCUMENT.finditer(text)}
    spans |= {match.span() for match in _NUMBER.finditer(text) if _is_personal(match[0], country)}
    for start, end in sorted(spans):
        yield start, end - start


def is_individual_number(digits: str) -> bool:
    """Tell whether twelve digits are an individual identification number of Kazakhstan: the day of birth, the century,
    four digits, and one that checks the others."""
    if len(digits) != 12 or digits[6] not in _CENTURIES:
        return False
    try:
        date(_CENTURIES[digits[6]] + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return False
    sums = [sum(int(digit) * by for digit, by in zip(digits, weights, strict=False)) % 11 for weights in _WEIGHTS]
    return next((one for one in sums if one != 10), None) == int(digits[11])


def _is_personal(number: str, country: str | None) -> bool:
    if is_individual_number(re.sub(r"\D", "", number)):
        return True
    known = _find_module(country) if country else None
    return bool(known and known.is_valid(number))


@cache
def _find_module(country: str) -> Any:
    """Return what knows the personal numbers of a country, None where nothing does: each time it is asked, it is
    sought among the files."""
    from stdnum import get_cc_module

    return get_cc_module(country.lower(), "personalid")
