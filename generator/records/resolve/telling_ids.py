"""Find ids that tell the name of somebody who is printed under another."""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.base.text.spellings import Searched, fold_words
from generator.records.load import Dataset
from generator.records.schema.cases import Names

_SHORTEST = 3
"""Letters of a part of a name from which on it tells something."""


def tells_name(names: Names, id: str) -> bool:
    """Tell whether an id has a word of a true name in it."""
    words = {word for name in (names.preferred, *names.native.values(), *names.variants) for word in fold_words(name)}
    return bool(Searched(word for word in words if len(word) >= _SHORTEST).find(id))


def check_ids(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield an error (S106) for each case that is printed under a pseudonym or initials and has a word of the true name
    in its id: ids stand in bookmarks and links of every file that is made."""
    for id, entry in dataset.cases.items():
        if entry.record.display == "full_name":
            continue
        if tells_name(entry.record.names, id):
            yield codes.TELLING_ID.at(
                entry.origin("id") if "id" in entry.tree else entry.origin(),
                "the id of this case has a word of the name in it, and stands in every file that is made",
                f"give it another: `briefing rename case:ID case-{len(dataset.cases) + 1}`, where ID is its id now",
            )
