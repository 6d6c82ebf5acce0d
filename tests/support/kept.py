"""What a run keeps for the next one, in a folder of the test's own, and trusted soon."""

from __future__ import annotations

import mmap
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from generator.base import look as look_module
from generator.base.kept import VARIABLE

_BYTES = 8

WAIT = 0.03
"""Longer than a file counts as just saved, after `keep_in`."""


def keep_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything be kept in a folder, and let the times of files prove something after a moment."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    monkeypatch.setattr(look_module, "_RACY", WAIT * 5e8)


class Counted:
    """How often a function of a module was called indeed, here or in a process that was forked from this one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str):
        self._counted, self._called = mmap.mmap(-1, _BYTES), getattr(module, name)
        monkeypatch.setattr(module, name, self._count)

    @property
    def number(self) -> int:
        """So often until now."""
        return int.from_bytes(self._counted[:], "little")

    def _count(self, *words: Any, **more: Any) -> Any:
        self._counted[:] = (self.number + 1).to_bytes(_BYTES, "little")
        return self._called(*words, **more)
