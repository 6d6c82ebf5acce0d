"""Where no page numbers fit, the message names the command that records them for these very readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.records.load import load
from generator.records.schema.base import Visibility
from generator.runs.page_numbers import locate_pages_file, read_pages
from tests.support.workspaces import EDITION, built, write

PUBLIC = '{"public/en": {"engine": "LibreOffice", "fingerprint": "0", "fonts": [], "pages": {}}}'


@pytest.mark.parametrize(
    ("recorded", "audience", "code", "said"),
    [
        (None, "public", "O401", f"run `briefing paginate {EDITION}`"),
        (None, "partner", "O401", f"run `briefing paginate {EDITION} --audience partner`"),
        (PUBLIC, "partner", "O401", f"run `briefing paginate {EDITION} --audience partner`"),
        (PUBLIC, "public", "O403", f"run `briefing paginate {EDITION}`"),
        ("{}", "public", "O402", f"run `briefing paginate {EDITION}`"),
        ("[]", "public", "O402", f"run `briefing paginate {EDITION}`"),
        ("{", "partner", "O402", f"run `briefing paginate {EDITION} --audience partner`"),
    ],
)
def test_the_command_in_the_help_records_what_is_missing(
    tmp_path: Path, recorded: str | None, audience: Visibility, code: str, said: str
) -> None:
    root = write(tmp_path, style=True)
    if recorded is not None:
        locate_pages_file(root, EDITION).write_text(recorded, "utf-8")
    style = load(root)[0].styles["dialogue-paper"]
    pages, told = read_pages(root, built(root), style, audience)
    assert pages is None
    assert [(one.code, one.help) for one in told] == [(code, said)]
