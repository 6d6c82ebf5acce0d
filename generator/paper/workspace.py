"""Read what all papers of one run share, once each: the data, the editions, their labels and the diagnostics.

In: the root folder, the editions, whom the run is for. Out: what the pipeline asks for. Nothing that was served is
changed afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.diagnostics import Diagnostic, sort_diagnostics
from generator.base.inputs import SHIPPED, VERIFIED
from generator.base.style_folders import find_style_folder, name_input

if TYPE_CHECKING:
    from generator.paper.looked_up import LookedUp
    from generator.paper.protected_values import Protected
    from generator.paper.select import SelectedEdition
    from generator.records.load import Dataset
    from generator.records.load.labels import Labels
    from generator.records.schema.base import Visibility
    from generator.records.style import Style


class Workspace:
    """The workspace below `root` with the named editions, read when it is first asked for; `reader` is whom the run is
    for, `style` the one in which the named editions are shown where it is not to be their own,
    `known` what was looked up for the version before. `program` tells which program reads, where it may keep what files
    say and recall what they said (generator/records/load/kept_files.py).
    """

    def __init__(
        self,
        root: Path,
        editions: Iterable[str],
        reader: Visibility = "public",
        style: str | None = None,
        known: LookedUp | None = None,
        program: bytes | None = None,
    ):
        self.root, self.editions, self.reader, self.style = root, tuple(editions), reader, style
        self._known, self.program = known, program
        self._labels: dict[tuple[str, str], Labels] = {}
        self._protected: dict[Visibility, Protected] = {}
        self._selected: dict[tuple[str, Visibility, str], tuple[SelectedEdition | None, tuple[Diagnostic, ...]]] = {}

    @property
    def dataset(self) -> Dataset:
        """What the files say."""
        return self._read[0]

    @cached_property
    def _read(self) -> tuple[Dataset, tuple[Diagnostic, ...]]:
        # imported only now: who finds nothing to do needs none of these
        from generator.records.load import load
        from generator.records.resolve import resolve

        dataset, problems = load(self.root, self.editions, program=self.program)
        if self.style:
            dressed = {
                name: replace(entry, record=entry.record.model_copy(update={"style": self.style}))
                for name in self.editions
                if (entry := dataset.editions.get(name))
            }
            dataset = replace(dataset, editions={**dataset.editions, **dressed})
        return dataset, (*problems, *resolve(dataset, self.reader))

    @property
    def is_read(self) -> bool:
        """Tell whether the files were read already."""
        return "_read" in vars(self)

    def as_read(self, dataset: Dataset) -> Workspace:
        """Return this workspace, which was not read yet, with what its files say; nothing is wrong with it."""
        self._read = dataset, ()
        return self

    def with_dataset(self, dataset: Dataset) -> Workspace:
        """Return the workspace in which the files say `dataset` instead; what is wrong is what was wrong before."""
        other = Workspace(self.root, self.editions, self.reader, self.style)
        other._read, other._labels = (dataset, self._read[1]), self._labels
        return other

    # ── what papers are made from ─────────────────────────────────────────────────────────────────────────────────────

    def selected(
        self, edition: str, audience: Visibility | None, lang: str
    ) -> tuple[SelectedEdition | None, tuple[Diagnostic, ...]]:
        """Return what `audience` (None: the edition's own) may read of an edition, and why where it may read
        nothing."""
        from generator.paper.select import select

        entry = self.dataset.editions.get(edition)
        key = (edition, audience or (entry.record.audience if entry else "public"), lang)
        if key not in self._selected:
            chosen, problems = select(self.dataset, *key)
            self._selected[key] = chosen, tuple(problems)
        return self._selected[key]

    def style_of(self, edition: str) -> Style | None:
        """Return the style of an edition; None where there is none such, of which `resolve` tells."""
        return self.dataset.styles.get(self.dataset.editions[edition].record.style)

    def labels(self, style: Style, lang: str) -> tuple[Mapping[str, str] | None, tuple[Diagnostic, ...]]:
        """Return the fixed words of a style in a language, and what is wrong with them; None where they can't be
        used."""
        from generator.records.load.labels import load_labels

        key = (style.name, lang)
        if key not in self._labels:
            self._labels[key] = load_labels(self.root, style, lang)
        return self._labels[key].words, self._labels[key].problems

    def protected(self, audience: Visibility) -> Protected:
        """Return what must not stand in anything that is made for an audience."""
        from generator.paper.protected import find_protected

        if audience not in self._protected:
            self._protected[audience] = find_protected(self.dataset, audience, self._known)
        return self._protected[audience]

    @property
    def lines(self) -> Mapping[str, list[str]]:
        """The lines of every file that was read so far, those of the labels among them."""
        from generator.records.load.lines import Lines

        return Lines(self.dataset.lines, *(labels.lines for labels in self._labels.values()))

    # ── what is wrong ─────────────────────────────────────────────────────────────────────────────────────────────────

    def problems(self, edition: str) -> list[Diagnostic]:
        """Return what is wrong with the data, with the edition and with those before it.

        A fault of the data concerns every paper, save those about another country that refer to nothing in its file;
        one of an edition's own files concerns only its papers and those that come after it.
        """
        from generator.paper.other_countries import leave_to_others

        chain = [edition]
        for name in chain:
            entry = self.dataset.editions.get(name)
            before = entry.record.predecessor if entry else None
            if before and before not in chain:
                chain.append(before)
        own = tuple(f"briefings/{name}/" for name in chain)
        concerned = [p for p in self._read[1] if _is_of_data(p) or p.origin.file.startswith(own)]
        return leave_to_others(self.dataset, chain, concerned)

    def problems_of_data(self, editions: Iterable[str] = ()) -> list[Diagnostic]:
        """Return what is wrong with the styles, and with the data that papers of these editions need (none named: with
        all of it), whatever editions say."""
        from generator.paper.other_countries import leave_to_others

        return leave_to_others(self.dataset, editions, (p for p in self._read[1] if _is_of_data(p)))

    def all_problems(self) -> list[Diagnostic]:
        """Return what is wrong with anything that was read, save the labels."""
        return list(self._read[1])

    def explained(self, problems: Iterable[Diagnostic], audience: Visibility | None = None) -> list[Diagnostic]:
        """Return the problems in order, with the lines that they point to, save lines of files that hold more than
        `audience` (None: whom the run is for) may see, and without names that it must not read."""
        from generator.paper.guard import hide_protected
        from generator.paper.select import list_closed_files
        from generator.paper.unsaid import gather_unsaid
        from generator.records.load import add_excerpts

        lines = self.lines
        closed = list_closed_files(replace(self.dataset, lines=lines), audience or self.reader)
        found = [*gather_unsaid((_from_root(problem, self.root) for problem in problems), self.dataset)]
        named = {one.origin.file for one in found} - closed
        shown = add_excerpts(found, {name: lines[name] for name in named if name in lines})
        return sort_diagnostics(hide_protected(shown, self.protected(audience or self.reader)))


def _is_of_data(problem: Diagnostic) -> bool:
    """Tell whether a problem concerns every paper: statements for many stand beside an edition, and count in records
    that all of them have."""
    file = problem.origin.file
    return not file.startswith("briefings/") or file.endswith(f"/{VERIFIED}")


def _from_root(problem: Diagnostic, root: Path) -> Diagnostic:
    """Return the problem with its file as seen from the workspace; writers know the folder of a style alone."""
    file = problem.origin.file
    if Path(file).is_absolute() and Path(file).is_relative_to(root):
        file = Path(file).relative_to(root).as_posix()
    elif Path(file).is_absolute() and Path(file).is_relative_to(SHIPPED):
        file = name_input(Path(file), root)
    elif not (root / file).exists() and find_style_folder(root, file.partition("/")[0]).is_dir():
        file = f"templates/{file}"
    return problem if file == problem.origin.file else replace(problem, origin=problem.origin._replace(file=file))
