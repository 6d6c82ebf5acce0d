"""The invented country that `briefing init` puts beside the first one, and how it is left out of a choice.

In: the countries of a workspace. Out: those that somebody writes about.
"""

from __future__ import annotations

from collections.abc import Iterable

EXAMPLE = "example"
"""What the invented country and its list are called; no country of the workspace is."""


def list_own_countries(countries: Iterable[str]) -> list[str]:
    """Return the countries of a workspace without the invented one; that one where there is no other.

    So nobody has to say which country is meant, and no record lands in the invented one, as long as it stands there.
    """
    known = sorted(countries)
    return [country for country in known if country != EXAMPLE] or known
