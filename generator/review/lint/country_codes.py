"""The code of a country in the world's registers (ISO 3166-1), by the name that its record has."""

from __future__ import annotations

from functools import cache

from generator.review.lint.subject import Subject


def find_country_code(subject: Subject) -> str | None:
    """Return the code of the country that a paper is about (KZ); None for one that CLDR does not know."""
    entry = subject.dataset.countries.get(subject.edition.record.country)
    return _codes().get(entry.record.names.preferred.casefold()) if entry else None


@cache
def _codes() -> dict[str, str]:
    from babel import Locale

    return {name.casefold(): code for code, name in Locale("en").territories.items() if len(code) == 2}
