"""What it finds: a final edition in which somebody has still to compare sentences, rows of tables or headings with
their sources.

Why: a final paper goes out in the names of those who answer for it. Whoever compared a sentence with its sources signs
it; a change of the sentence, of its notes or sources, or of a value that it prints takes the signature away again.

Example: an edition with `status: final`, and 12 of its 321 sentences signed by nobody.

What to do: `briefing sources EDITION` makes the sheet, in which they stand first; compare them, and sign them with
`briefing sources EDITION --sign-off NAME --section ID`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.subject import Subject
from generator.review.signoff import judge_claims, list_claims

CODE = codes.UNSIGNED_CLAIMS


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield one finding for a final edition of which not all is signed."""
    edition = subject.edition
    if edition.record.status != "final":
        return
    found = judge_claims(
        list_claims(subject.document, edition, subject.lines), subject.document, edition, subject.dataset
    )
    unsigned = [standing for standing in found if not standing.signed]
    if not unsigned:
        return
    changed = sum(bool(standing.lost) for standing in unsigned)
    more = f", {changed} of them changed since somebody did" if changed else ""
    kinds = "sentences, headings and rows of tables"
    yield CODE.at(
        edition.entry.origin("status"),
        f"{len(unsigned)} of the {len(found)} {kinds} of this final edition are signed by nobody{more}",
        f"`briefing sources {edition.id}` shows them with their sources; sign them with --sign-off",
        width=len("final"),
    )
