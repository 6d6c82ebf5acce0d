"""Names that are written from right to left keep their place among words that are not."""

from __future__ import annotations

import pytest

from generator.base.text.direction import LEFT_TO_RIGHT, mark_ends


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("محمد علي, حسن", "محمد علي|, حسن|"),
        ("the appeal of محمد (5) and of علي - 7", "the appeal of محمد| (5) and of علي| - 7"),
        ("محمد  ", "محمد|  "),
        ("محمد-علي. ", "محمد-علي|. "),
        ("Anna (5)", "Anna (5)"),
        ("Анна – 5", "Анна – 5"),
    ],
)
def test_the_mark_stands_right_behind_a_name(words: str, marked: str) -> None:
    assert mark_ends(words) == marked.replace("|", LEFT_TO_RIGHT)
    assert mark_ends(mark_ends(words)) == mark_ends(words)
