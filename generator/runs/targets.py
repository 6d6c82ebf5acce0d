"""List what there is to build: each edition for each audience, in each language and format, with a hash of all that it
is made from.

In: the workspace, its editions, and for whom and in which languages. Out: the targets in order. It is what those need
who let many machines build (docs/many-machines.md): a target is to be built again when its hash is another, and only
then; it is the one by which `build` knows that there is nothing to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.paper.workspace import Workspace
from generator.runs.fingerprint import read_inputs
from generator.runs.last_build import name_paper_file
from generator.runs.press import PAPER_FORMATS

if TYPE_CHECKING:
    from generator.records.schema.base import Visibility


@dataclass(frozen=True, slots=True)
class Target:
    """One file to be built: its name below the folder of built papers, and the hash of its `inputs`."""

    edition: str
    audience: str
    language: str
    format: str
    file: str
    inputs: str


def list_targets(
    root: Path, editions: Sequence[str], audiences: Iterable[Visibility], langs: Mapping[str, Sequence[str]]
) -> list[Target]:
    """Return the targets of the editions: for each of the `audiences`, or for the edition's own where none is named, in
    each of its `langs`, in every format.

    An edition whose records can't be read is listed as one for the public: what is wrong with it is told where it is
    built.
    """
    inputs = read_inputs(root, editions)
    asked = tuple(audiences)
    found = Workspace(root, editions).dataset.editions
    targets = []
    for edition in editions:
        own = found[edition].record.audience if edition in found else "public"
        for audience in asked or (own,):
            for lang in langs[edition]:
                for format in PAPER_FORMATS:
                    file = f"{edition}/{name_paper_file(edition, format, audience, lang)}"
                    targets.append(Target(edition, audience, lang, format, file, inputs[edition].fingerprint))
    return targets
