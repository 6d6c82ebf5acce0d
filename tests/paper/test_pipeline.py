"""The whole way from YAML to the plain formats, for tiny workspaces: what comes out is what was read and approved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.formats.json import write_json
from generator.formats.markdown import write_markdown
from generator.formats.native import write_native
from tests.support.workspaces import BRIEFING, FILES, built, edited, prose, write

CASES: Mapping[str, Mapping[str, str | bytes | None]] = {
    "complete": {},
    "prose": prose("A **strong *word*** and [Жаңа]{lang=kk}.[@gazette-1; @code-text]\n\n- one^[A note.]"
                   "\n\n  1. first\n\n\\{{ x }\\} & \\<b>, 1. 2) \\* # - +"),
    "two-addressees": {
        "data/ruritania/recommendations.yaml": FILES["data/ruritania/recommendations.yaml"]
        + "ask:\n  theme: expression\n  addressee: council\n  text: Ask for it.\n",
        **edited(f"{BRIEFING}/expression.yaml", "[repeal, release]", "[repeal, ask, release]"),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str, tmp_path: Path, golden: Callable[[str, bytes], None]) -> None:
    document = built(write(tmp_path, CASES[name]))
    golden(f"{name}/native.txt", write_native(document))
    golden(f"{name}/paper.md", write_markdown(document))
    golden(f"{name}/document.json", write_json(document))
