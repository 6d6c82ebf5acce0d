"""What `make fuzz` once found is dealt with, and a short run finds nothing."""

from __future__ import annotations

import json
import random
from base64 import b64decode
from pathlib import Path

import pytest

from tests.fuzz.__main__ import CORPUS
from tests.fuzz.tries import CASE, KINDS, list_targets, make_workspace, spoil, try_file

FOUND = sorted(CORPUS.glob("*.json"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.slow
@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_what_was_found_once_is_dealt_with(path: Path, root: Path) -> None:
    found = json.loads(path.read_text("utf-8"))
    assert try_file(root, found["file"], b64decode(found["base64"]), found["kind"]) is None, found["said"]


@pytest.mark.ci
@pytest.mark.parametrize("kind", KINDS)
def test_a_short_run_finds_nothing(kind: str, root: Path) -> None:
    chance = random.Random(KINDS.index(kind))
    for _ in range(3 if kind == "css" else 12):  # a PDF takes ten times as long
        name = chance.choice(list_targets(root, kind))
        data = spoil((root / name).read_bytes(), name, chance)
        assert try_file(root, name, data, kind) is None, (name, data[:2000])


@pytest.mark.slow
def test_a_fault_is_found(root: Path) -> None:
    """The check itself can fail: an exception of the program's own, and a run without end."""
    assert try_file(root, "data/themes.yaml", b"expression: {title: x, order: 1}\n", "no such kind") is None
    shown = (root / CASE).read_bytes().replace(b"visibility: internal", b"visibility: public")
    assert str(try_file(root, CASE, shown, "labels")).startswith("a file tells what is hidden: ")
    name = "data/ruritania/country.yaml"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("tests.fuzz.tries.check_workspace", lambda *_: 1 / 0)
        assert "ZeroDivisionError" in str(try_file(root, name, b"", "records"))
