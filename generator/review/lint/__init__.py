"""Lint an edition as a careful editor would: one rule a module, all listed in the table `RULES`.

In: Subjects, each an edition for its readers in one language. Out: diagnostics of every severity, without those that a
comment at the place excuses with a reason, and with those about such comments. No rule stops a build.
"""

from generator.review.lint.run import lint, list_rules
from generator.review.lint.subject import RecordText, Subject, make_subject, make_subjects

__all__ = ["RecordText", "Subject", "lint", "list_rules", "make_subject", "make_subjects"]
