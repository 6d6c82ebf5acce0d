"""What a run keeps for the next one, in a folder of the test's own, and trusted soon."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from generator.base import look as look_module
from generator.base.kept import VARIABLE

WAIT = 0.03
"""Longer than a file counts as just saved, after `keep_in`."""


def keep_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything be kept in a folder, and let the times of files prove something after a moment."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    monkeypatch.setattr(look_module, "_RACY", WAIT * 5e8)


class Counted:
    """How often a function of a module was called indeed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str):
        self.number, self._called = 0, getattr(module, name)
        monkeypatch.setattr(module, name, self._count)

    def _count(self, *words: Any, **more: Any) -> Any:
        self.number += 1
        return self._called(*words, **more)
