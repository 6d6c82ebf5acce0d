"""Find ids that tell the name of somebody who is printed under another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.base.text.searched import Searched
from generator.base.text.spellings import fold_words
from generator.records.load import Dataset
from generator.records.schema.person import Names, list_spellings

_SHORTEST = 3
"""Letters of a part of a name from which on it tells something."""


def tells_name(names: Names, id: str) -> bool:
    """Tell whether an id has a word of a true name in it."""
    called = [fold_words(name) for name in list_spellings(names)]
    words = {word for name in called for word in name if len(word) >= _SHORTEST}
    return bool(Searched(words).find(id))


def tells_initials(names: Names, id: str) -> bool:
    """Tell whether an id has no other letters than the initials of a true name: r-r, rr-2."""
    letters = re.sub(r"[^a-z]", "", id)
    return len(letters) > 1 and any(
        letters == "".join(word[0] for word in fold_words(name)) for name in list_spellings(names)
    )


def check_ids(dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield an error (S106) for each case that is printed under a pseudonym or initials and has a word of the true name
    in its id, or the initials that a pseudonym hides: ids stand in bookmarks and links of every file that is made."""
    for id, entry in dataset.cases.items():
        if entry.record.display == "full_name":
            continue
        names = entry.record.names
        hides_initials = entry.record.display == "pseudonym"
        if tells_name(names, id) or (hides_initials and tells_initials(names, id)):
            what = "a word of the name" if tells_name(names, id) else "the initials of the name"
            yield codes.TELLING_ID.at(
                entry.origin("id") if "id" in entry.tree else entry.origin(),
                f"the id of this case has {what} in it, and stands in every file that is made",
                f"give it another: `briefing rename case:ID case-{len(dataset.cases) + 1}`, where ID is its id now",
            )
