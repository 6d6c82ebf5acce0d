"""Tell which of the known files of an archive can matter to some editions: those of which an id stands as a word in
what is read.

In: what is known of the files, and the editions. Out: the files. Nothing is loaded of what reads YAML: that may be done
by a process of its own, while the command loads (generator/runs/ahead.py).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.base.inputs import VERIFIED
from generator.runs.archive.columns import read_ids
from generator.runs.archive.index import Index, read_contents
from generator.runs.fingerprint import list_with_predecessors

WORD = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
"""What may be an id."""
_WORD_IN_BYTES = re.compile(WORD.pattern.encode())


@dataclass(frozen=True, slots=True)
class Ids:
    """The known files by the ids of the records in them, each of which holds one case; `needs` are the records that
    they name and that stand in other files."""

    cases: Mapping[str, str]
    sources: Mapping[str, str]
    needs: Collection[str]

    def list_files(self, words: Collection[str]) -> set[str]:
        """Return the files of which a record has one of these words as its id."""
        found = {self.cases[word] for word in words if word in self.cases}
        return found | {self.sources[word] for word in words if word in self.sources}


def list_ids(index: Index) -> Ids | None:
    """Return the files by their ids; None where two records of one kind have the same id."""
    if index.said:
        cases, sources, needs = read_ids(index.said)
    else:
        known = index.known
        cases = [(one.case, name) for name, one in known.items()]
        sources = [(source.id, name) for name, one in known.items() for source in one.sources]
        needs = join_said(one.needs for one in known.values())
    by_case, by_source = dict(cases), dict(sources)
    if len(by_case) < len(cases) or len(by_source) < len(sources):
        return None
    return Ids(by_case, by_source, needs)


def find_wanted(index: Index, editions: Sequence[str], ids: Ids) -> set[str]:
    """Return the known files of which a word stands in files that are read."""
    root, known = index.files.root, {*ids.cases.values()}
    folders = {f"briefings/{one}/" for edition in editions for one in list_with_predecessors(root, edition)}
    names = [row[0] for row in index.files.rows if row[0] not in known and row[0].endswith(".yaml")]
    todo = [
        name
        for name in names
        if name.startswith("data/") or name.endswith(f"/{VERIFIED}") or f"{name.rpartition('/')[0]}/" in folders
    ]
    wanted = ids.list_files({need.partition("/")[2] for need in ids.needs})
    todo += wanted
    while todo:
        said = b"\n".join(read_contents(root, todo).values())
        words = {word.decode() for word in set(_WORD_IN_BYTES.findall(said))}
        todo = [*ids.list_files(words) - wanted]
        wanted.update(todo)
    return wanted


def join_said(said: Iterable[tuple[str, ...]]) -> set[str]:
    """Return all that these say, each once."""
    return set().union(*{id(one): one for one in said}.values())  # many files say the same
