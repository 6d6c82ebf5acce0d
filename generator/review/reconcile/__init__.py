"""Compare lists of prisoners that organisations keep with our cases.

In: the lists, and the dataset. Out: who may be whom, with scores; who is missing on which side and since when; who
recognises whom; the recognitions that could be added. Nothing is merged and nothing is written into data/: a person
decides. Of people whom the readers may not know, of those who stand under a pseudonym and of those who asked to be
named no more nothing is written, not even that they stand on a list.
"""

from generator.review.reconcile.compare import Reconciliation, reconcile
from generator.review.reconcile.read_list import (
    AskedOfList,
    KnownNames,
    PrisonerList,
    find_unread_columns,
    read_lists,
)
from generator.review.reconcile.report import write_report

__all__ = [
    "AskedOfList",
    "KnownNames",
    "PrisonerList",
    "Reconciliation",
    "find_unread_columns",
    "read_lists",
    "reconcile",
    "write_report",
]
