"""People of the invented country of whom not everybody may be told: a record that is closed, one under a pseudonym, one
who asked to be named no more, one of whom no basis allows to tell."""

from __future__ import annotations

from collections.abc import Mapping

_CASES = "data/ruritania/cases"

HIDDEN_PEOPLE: Mapping[str, str] = {
    f"{_CASES}/secret.yaml": "visibility: internal\nnames: {preferred: Anton Zaptov}\n",
    f"{_CASES}/case-12.yaml": (
        "names: {preferred: Boris Zaptinov, pseudonym: The Miller}\ndisplay: pseudonym\n"
        "basis: {consent: {scope: public, giver: person, date: 2020-01}}\n"
    ),
    f"{_CASES}/gone.yaml": (
        "names: {preferred: Gleb Zaptilov}\n"
        "basis: {consent: {scope: public, giver: person, date: 2020-01, withdrawn: 2020-05-01}}\n"
    ),
    f"{_CASES}/unasked.yaml": "names: {preferred: Egor Mitzlaff}\n",
}
