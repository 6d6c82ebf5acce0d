"""What an edition's file says of itself at a glance."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.workspace import read_summary
from tests.support.workspaces import EDITION, write


@pytest.mark.parametrize(
    "text",
    [
        "kind: dialogue_paper\ncountry: ruritania  # where\nas_of: 2020-11-26\nstatus: 'final'\n",
        '{"kind": "dialogue_paper", "as_of": "2020-11-26",\n "country": "ruritania",\n "status": "final"}\n',
        "{kind: dialogue_paper, country: ruritania, as_of: 2020-11-26, status: final}",
    ],
)
def test_an_edition_at_a_glance(text: str, tmp_path: Path) -> None:
    root = write(tmp_path, {f"briefings/{EDITION}/edition.yaml": text})
    assert read_summary(root, EDITION) == {
        "kind": "dialogue_paper",
        "country": "ruritania",
        "as_of": "2020-11-26",
        "status": "final",
    }


def test_what_is_not_there_or_not_a_word_is_left_out(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {f"briefings/{EDITION}/edition.yaml": "kind: {value: x, visibility: internal}\nstatus:\nas_of: 2020\n"},
    )
    assert read_summary(root, EDITION) == {"as_of": "2020"}
    assert read_summary(root, "nowhere") == {}
