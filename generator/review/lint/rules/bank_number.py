"""What it finds: the number of a bank card or of an account (IBAN) in words that everybody may read, told by its check
digits.

Why: money is taken or blocked by it, and collections for prisoners are prosecuted by the accounts that they went to.

Example:

```yaml
text: People sent money to the card 4111 1111 1111 1111.
```

What to do: take it out, or keep it in a field that is not public. The message does not show the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.markup import mask_markup
from generator.review.lint.public_findings import report_each
from generator.review.lint.subject import Subject

CODE = codes.BANK_NUMBER

_CARD = re.compile(r"(?<![\w/.-])[2-6]\d{3}(?:[ -]?\d){9,15}(?![\w/-]|\.\d)")
_ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?!\w)")

_MAY_BE = re.compile(r"\d(?:(?<=[A-Z]{2}\d)\d|(?:[ -]?\d){12})")
"""What one of the two patterns needs."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every number of a card or an account in public words."""
    yield from report_each(
        CODE,
        subject,
        _find_numbers,
        (_MAY_BE,),
        "the number of a bank card or account stands here, where everybody may read it",
        "take it out, or give it a visibility",
    )


def _find_numbers(text: str, is_address: bool) -> Iterator[tuple[int, int]]:
    text = mask_markup(text)
    found = [match for match in _CARD.finditer(text) if _is_card(match[0])]
    found += [match for match in _ACCOUNT.finditer(text) if _is_account(match[0])]
    for match in found:
        yield match.start(), len(match[0])


def _is_card(number: str) -> bool:
    from stdnum import luhn

    digits = re.sub(r"\D", "", number)
    return len(set(digits)) > 1 and luhn.is_valid(digits)


def _is_account(number: str) -> bool:
    from stdnum import iban

    return iban.is_valid(number, check_country=False)
