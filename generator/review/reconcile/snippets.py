"""Write the recognitions that a comparison found, as YAML to be put into records after a look at each.

In: a Reconciliation. Out: a text of snippets, one for each case and list: nothing of it is in force before somebody
copies it. People who may be somebody else stand as comments.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.review.reconcile.compare import Match, Reconciliation
from generator.review.reconcile.tables import plain, say_elsewhere, say_recognition


def write_snippets(found: Reconciliation, mark: str) -> str:
    """Return the snippets, those first that are the same by name."""
    lines = [
        f"# {mark}",
        "# Recognitions that lists have and our records have not. Compare each with its list, then copy its line into",
        "# the record, below `recognitions:`. Lines with # before them may be about somebody else.",
    ]
    for likeness in ("same", "perhaps"):
        for match in (one for one in found.matches if one.likeness == likeness and one.known is None):
            lines += ["", *_write(found, match)]
    return "\n".join(lines) + "\n"


def count_new(found: Reconciliation) -> int:
    """Return how many recognitions could be added of people who are the same by name."""
    return sum(match.likeness == "same" and match.known is None for match in found.matches)


def _write(found: Reconciliation, match: Match) -> Iterator[str]:
    one, person = found.lists[match.row[0]], found.person(match.row)
    said = found.cases[match.case].names.preferred
    yield f"# {found.files[match.case]}: {plain(said)}"
    yield f"# {plain(one.file)}:{person.row}: {plain(' / '.join(person.names))} (score {match.score:.0f})"
    if match.elsewhere:
        yield f"# {plain(say_elsewhere(found, match))}"
    if match.older:
        yield f"# the record has one by the same body already, {say_recognition(match.older)}"
    parts = [f"recognised_by: {one.organisation}"]
    if person.recognised_as:
        parts.append(f"recognised_as: {person.recognised_as}")
    if person.number:
        parts.append(f"list_number: '{plain(person.number).replace(chr(39), chr(39) * 2)}'")
    parts.append(f"as_of: {one.as_of.written}")
    if one.source:
        parts.append(f"by: {one.source}")
    else:
        yield "# add the source that the list is in our records: `by: ID`"
    yield f"{'' if match.likeness == 'same' else '# '}  - {{{', '.join(parts)}}}"
