"""What it finds: a street with the number of a house, or the number of a flat, in words that everybody may read.

Why: an address tells where somebody, or the family, can be waited for. A town is enough to say where something
happened.

Example:

```yaml
text: Officers searched her home at 12 Castle Street, flat 7.
```

What to do: write the town or the district, or keep the address in a field that is not public. Where letters to an
organisation go stands in its `contacts`, and is no finding. Where a court sits, or a demonstration was held, can be
excused. The message does not show the address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.markup import mask_markup
from generator.review.lint.public_findings import report_each
from generator.review.lint.subject import Subject

CODE = codes.HOME_ADDRESS

_STREET = (
    r"(?:Street|St\.|Avenue|Ave\.|Road|Lane|Boulevard|Blvd\.?|Prospekt|Prospect|Microdistrict|Pereulok|Köshesi|Koshesi)"
)
_NAME = r"[^\W\d_a-zа-яё][\w’'.-]*"
_NUMBER = r"\d{1,4}(?:[-/ ]?[A-Za-zА-Яа-я](?!\w))?(?:/\d{1,4})?"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ADDRESS = re.compile(
    # 12 Castle Street
    rf"(?<![\w.,/-])(?:no\. ?)?{_NUMBER},? (?:{_NAME} ){{1,3}}{_STREET}(?!\w)"
    # Castle Street 12; Castle Street, house 12
    rf"|(?:{_NAME} ){{1,3}}{_STREET},? (?:no\. ?|house |building |apt\. ?)?{_NUMBER}"
    rf"(?![\w%]|[ ,]+(?:{_MONTHS})\b)"
    # ул. Замковая, д. 12; пр. Абая 12
    rf"|\b(?:ул|пр|просп|пер|мкр|б-р)\. ?(?:{_NAME},? ){{1,3}}(?:д(?:ом)?\.? ?)?{_NUMBER}"
    rf"|\b(?:улиц[аеуы]|проспект[аеу]?|переул\w+|микрорайон\w*) (?:{_NAME},? ){{1,3}}(?:дом\w? |д\. ?)?{_NUMBER}"
    rf"|{_NAME} көшесі,? {_NUMBER}"
    # flat 7
    rf"|\b(?:[Ff]lat|[Aa]partment|[Aa]pt\.?|кв\.?|квартир\w+|пәтер) (?:no\. ?|№ ?)?\d{{1,4}}(?![\w%-])"
)
_DIGIT = re.compile(r"\d")
_MAY_BE = (
    "Street", "St.", "Avenue", "Ave.", "Road", "Lane", "Boulevard", "Blvd", "Prospe", "Microdistrict", "Pereulok",
    "Köshesi", "Koshesi", "ул", "пр", "пер", "мкр", "б-р", "микрорайон", "көшесі", "lat ", "partment ", "pt ", "pt.",
    "кв", "пәтер",
)  # fmt: skip
"""One of these, and a digit, stands in each address; to look for them takes a tenth of the pattern's time."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every address of a house in public words."""
    yield from report_each(
        CODE,
        subject,
        _find_houses,
        _MAY_BE,
        "the address of a house stands here, where everybody may read it",
        "name the town alone, or give it a visibility; where an organisation sits stands in its `contacts`",
    )


def _find_houses(text: str, is_address: bool) -> Iterator[tuple[int, int]]:
    if is_address or not _DIGIT.search(text):
        return
    for match in _ADDRESS.finditer(mask_markup(text)):
        yield match.start(), len(match[0])
