"""What the words of `briefing build` ask for, in the workspace where they were typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.workspace import check_formats, choose_editions, choose_lang, find_root

if TYPE_CHECKING:
    from generator.records.schema.base import Visibility


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be made: papers of editions, each in its language, and the pages that lead to `every` one of them, in
    the language of the `pages`."""

    root: Path
    names: Sequence[str]
    formats: Sequence[str]
    audience: Visibility | None
    langs: Mapping[str, str]
    pages: str
    out: Path
    every: bool


def read_asked(
    editions: Sequence[str], formats: str, audience: Visibility | None, lang: str | None, out: Path | None, every: bool
) -> Asked:
    """Return what is asked for; raise UsageError where there is no such thing."""
    root = find_root()
    wanted = check_formats(formats)
    names = choose_editions(root, editions, every)
    langs = {name: choose_lang(root, name, lang) for name in names}
    return Asked(root, names, wanted, audience, langs, lang or "en", out or root / "build", every)
