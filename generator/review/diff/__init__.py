"""Compare two editions: what each of them says on its own day, matched by id and not by position.

In: two views (view.py: an Edition as it was selected, and its Document). Out: `Changes`, a flat list in the words of
the records: kind, path, old, new. Nothing here prints; `apply` (apply.py) makes the new view of the old one, `inverted`
turns the changes round. After dyff's report (path, kind, from, to).
"""

from generator.base.text.word_diff import Piece, compare_words, measure_likeness
from generator.review.diff.apply import applied, inverted
from generator.review.diff.changes import Change, Changes, Kind, Path
from generator.review.diff.compare import compare
from generator.review.diff.view import TOPICS, View, say_text, view_of

__all__ = [
    "TOPICS",
    "Change",
    "Changes",
    "Kind",
    "Path",
    "Piece",
    "View",
    "applied",
    "compare",
    "compare_words",
    "inverted",
    "measure_likeness",
    "say_text",
    "view_of",
]  # fmt: skip
