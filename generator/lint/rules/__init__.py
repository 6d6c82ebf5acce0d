"""The table of rules. A rule is a module of this folder; its code is permanent.

T501 to T529 are about words and names, T530 to T589 about what words say; D301 to D319 about sources and records, D320 to
D349 about facts. T590 and T591 are about excuses (`generator.lint.excuses`).
"""

from generator.lint.rule import Rule
from generator.lint.rules import placeholder_text

RULES: tuple[Rule, ...] = (placeholder_text,)
