"""Which part of a printed name is the surname, where no record says it."""

from __future__ import annotations

import pytest

from generator.base.text.surnames import find_surname


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Rudolf Rassendyll", "Rassendyll"),
        ("Flavia", "Flavia"),
        ("Zimmer Anton Boris oğlu", "Zimmer"),
        ("Zimmer Anna Boris Qızı", "Zimmer"),
        ("Anton Boris oğlu Zimmer", "Zimmer"),
        ("Зиммер Антон Борисович", "Зиммер"),
        ("Zimmer Anton Borisovich", "Zimmer"),
        ("Anton Borisovich Zimmer", "Zimmer"),
        ("Anton Petrovich", "Petrovich"),  # of two words the last may well be the surname
        ("Zimmer Nuran uulu", "Zimmer"),
    ],
)
def test_the_surname_of_a_name(name: str, surname: str) -> None:
    assert find_surname(name) == surname
