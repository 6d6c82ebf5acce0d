"""What it finds: a telephone number in words that everybody may read, as it is written in the country of the paper or
with the code of any country.

Why: whoever reads a number can call it, find out who has it, and where the telephone is. It stays in public for good.

Example:

```yaml
text: Her lawyer can be reached at +49 30 901820.
```

What to do: take it out, or keep it in a field that is not public (`{value: …, visibility: internal}`). How an
organisation wants to be reached stands in its `contacts`, and is no finding. The message does not show the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.country_codes import find_country_code
from generator.review.lint.markup import mask_markup
from generator.review.lint.public_findings import report_each
from generator.review.lint.subject import Subject

CODE = codes.TELEPHONE_NUMBER

_DIGITS = re.compile(r"\d(?:[\s()./-]{0,3}\d){6,}")
_IN_ADDRESS = re.compile(r"(?:wa\.me/|[?&]phone=|tel:)\+?\d{7,15}\b")
_DIALLED = re.compile(r"\+|\(|[08][\s()-]")
"""How somebody begins a number to be dialled, not a sum or the number of a file: with the code of a country, or as in
8 (701) … and 8-701-…, with what stands before that of a town."""
_DATE = re.compile(r"(?:1\d|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
"""A field that is a day and nothing else, as most that are mere digits."""
_TRIES = 100_000
"""How many candidates of a text are tried; more than a text has."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every telephone number in public words."""
    yield from report_each(
        CODE,
        subject,
        _find_numbers,
        (_DIGITS,),
        "a telephone number stands here, where everybody may read it",
        "take it out, or give it a visibility; how an organisation is reached stands in its `contacts`",
        find_country_code(subject),
    )


def _find_numbers(text: str, is_address: bool, country: str | None) -> Iterator[tuple[int, int]]:
    """Yield the place and length of each number."""
    if is_address:
        yield from ((match.start(), len(match[0])) for match in _IN_ADDRESS.finditer(text))
    elif not _DATE.fullmatch(text) and _DIGITS.search(masked := mask_markup(text)):
        import phonenumbers

        grouped = phonenumbers.Leniency.STRICT_GROUPING
        spans = {
            (found.start, len(found.raw_string))
            for leniency in (grouped, phonenumbers.Leniency.VALID)
            for found in phonenumbers.PhoneNumberMatcher(masked, country, leniency, _TRIES)
            if leniency == grouped or _DIALLED.match(found.raw_string)
        }
        addresses = [match.span() for match in _IN_ADDRESS.finditer(masked)]
        spans = {span for span in spans if not any(start <= span[0] < end for start, end in addresses)}
        yield from sorted({*spans, *((start, end - start) for start, end in addresses)})
