"""The invented workspace whose records are the examples of the reference, written into a folder of the test's own."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.authoring.record_reference.examples import read_example_files
from tests.support.logos import make_png
from tests.support.workspaces import STYLE

LOGO, PHOTOGRAPH = "data/logos/bureau.png", "data/zaptinar/photographs/zapt.png"


def write_example(root: Path) -> Path:
    """Write the workspace of the examples, with the style that its papers have and the pictures that they name."""
    for name, text in read_example_files().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    shutil.copytree(STYLE, root / "templates" / STYLE.name)
    for name in (LOGO, PHOTOGRAPH):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(make_png(300, 100))
    return root
