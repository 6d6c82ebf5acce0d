"""What all papers of one run are made from, read once: the data, the editions and what is wrong with either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.diagnostics import Diagnostic

if TYPE_CHECKING:
    from generator.records.load import Dataset
    from generator.records.schema.base import Visibility


class Shared:
    """The workspace below `root` with the named editions, read when it is first asked for; `reader` is whom the run is
    for,
    `style` the one in which the named editions are shown where it is not to be their own.

    A fault of the data concerns every paper, one of an edition's own files only its papers and those that come after
    it.
    """

    def __init__(self, root: Path, editions: Iterable[str], reader: Visibility = "public", style: str | None = None):
        self.root, self.editions, self.reader, self.style = root, tuple(editions), reader, style

    @property
    def dataset(self) -> Dataset:
        return self._read[0]

    @cached_property
    def _read(self) -> tuple[Dataset, list[Diagnostic]]:
        from generator.records.load import load
        from generator.records.resolve import resolve

        dataset, problems = load(self.root, self.editions)
        if self.style:
            dressed = {
                name: replace(entry, record=entry.record.model_copy(update={"style": self.style}))
                for name in self.editions
                if (entry := dataset.editions.get(name))
            }
            dataset = replace(dataset, editions={**dataset.editions, **dressed})
        return dataset, [*problems, *resolve(dataset, self.reader)]

    def problems(self, edition: str) -> list[Diagnostic]:
        """Return what is wrong with the data, with the edition and with those before it."""
        chain = [edition]
        for name in chain:
            entry = self.dataset.editions.get(name)
            before = getattr(entry.record, "predecessor", None) if entry else None
            if before and before not in chain:
                chain.append(before)
        own = tuple(f"briefings/{name}/" for name in chain)
        return [p for p in self._read[1] if not p.origin.file.startswith("briefings/") or p.origin.file.startswith(own)]

    def problems_of_data(self) -> list[Diagnostic]:
        """Return what is wrong with the data and the styles, whatever editions say."""
        return [p for p in self._read[1] if not p.origin.file.startswith("briefings/")]
