"""What a careful editor would find in an edition: one rule a module, in the table `RULES`.

In: Subjects, each an edition for its readers in one language. Out: diagnostics of every severity, without those that a
comment at the place excuses with a reason, and with those about such comments. No rule stops a build.
"""

from generator.review.lint.run import known_rules, lint
from generator.review.lint.subject import Subject, Words, subject_of

__all__ = ["Subject", "Words", "known_rules", "lint", "subject_of"]
