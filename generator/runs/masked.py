"""Call people in an old revision as they are called today: who is under a pseudonym now is under it there, too.

In: the folder of a revision, which nobody else has, and the workspace of today. Out: the files of the folder, in which
the names and the id of each such case are those of today. What can't be told by its name (a surname in another form) is
left, and stops the comparison later (S128).
"""

from __future__ import annotations

import re
from pathlib import Path

from generator.base.files import write_files
from generator.base.text.spellings import fold_words
from generator.base.text.surnames import find_surname
from generator.records.load import Dataset
from generator.records.resolve.wordings import choose_name
from generator.records.schema import Case
from generator.records.schema.person import list_spellings

_ASSUMED = re.compile(r"display[\"']?\s*:\s*[\"']?(?:pseudonym|initials)")
_SURNAME = 4
"""Letters that a surname has at least that is replaced where it stands alone."""


def mask_names(folder: Path, root: Path) -> None:
    """Rewrite the revision in `folder` so that it names nobody who is under a pseudonym or initials in the workspace
    `root`."""
    cases = (root / "data").glob("*/cases/*.yaml")
    if not any(_ASSUMED.search(path.read_bytes().decode("utf-8", "replace")) for path in cases):
        return  # nothing is read where nobody is
    from generator.authoring.rename import rename_record, write_renamed
    from generator.records.load import load

    today, _ = load(root, ())
    for entry in today.cases.values():
        if entry.record.display == "full_name":
            continue
        then, _ = load(folder)
        old = _find(then, entry.record)
        if old is None:
            continue
        before = then.cases[old].record
        shown = choose_name(entry.record.names, entry.record.display)
        if old != entry.record.id:
            write_renamed(rename_record(then, "case", old, entry.record.id), folder)
        if before.display == "full_name":
            _replace(folder, _list_spellings(before, entry.record, then), shown)


def _find(then: Dataset, case: Case) -> str | None:
    """Return the id under which a case stood at the revision: its own, or that of the one case with its name."""
    if case.id in then.cases:
        return case.id
    name = fold_words(case.names.preferred)
    found = [id for id, entry in then.cases.items() if fold_words(entry.record.names.preferred) == name]
    return found[0] if len(found) == 1 else None


def _list_spellings(before: Case, now: Case, then: Dataset) -> list[str]:
    """Return how the person was called: each name as written then or now, and the surname where nobody else has it."""
    said = dict.fromkeys(name for names in (before.names, now.names) for name in list_spellings(names))
    others = [entry.record.names for id, entry in then.cases.items() if id != before.id]
    others += [entry.record.names for entry in then.people.values()]
    taken = {word for names in others for word in names.preferred.split()}
    surnames = (find_surname(name) for name in said if " " in name)
    alone = [name for name in surnames if len(name) >= _SURNAME and name not in taken]
    return sorted({*said, *alone}, key=lambda name: (-len(name), name))


def _replace(folder: Path, spellings: list[str], shown: str) -> None:
    """Write the name that is shown for each spelling, in every text file of the revision."""
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, spellings))})(?!\w)", re.IGNORECASE)
    changed = {}
    for path in sorted([*folder.glob("data/**/*.yaml"), *folder.glob("briefings/**/*.yaml"),
                        *folder.glob("briefings/*/issued/*.json")]):  # fmt: skip
        text = path.read_bytes().decode("utf-8", "replace")
        if (new := pattern.sub(lambda _: shown, text)) != text:
            changed[path] = new.encode()
    write_files(changed)
