"""The table of rules. A rule is a module of this folder; its code is permanent.

T501 to T529 are about words and names, T530 to T589 about what words say; D301 to D319 about sources and records, D320 to
D349 about facts. T590 and T591 are about excuses (`generator.lint.excuses`).
"""

from generator.lint.rule import Rule
from generator.lint.rules import (
    double_space,
    duplicate_source,
    glued_digits,
    heading_level,
    incomplete_source,
    language_against_address,
    placeholder_text,
    shortened_address,
    straight_quotes,
    tracking_parameter,
    unknown_name,
    unsigned_claims,
    untranslated_text,
    unused_record,
    variant_spelling,
)

RULES: tuple[Rule, ...] = (
    placeholder_text,  # T501
    straight_quotes,  # T502
    double_space,  # T503
    glued_digits,  # T504
    variant_spelling,  # T505
    unknown_name,  # T506
    untranslated_text,  # T507
    heading_level,  # T508
    unsigned_claims,  # T589
    incomplete_source,  # D301
    duplicate_source,  # D302
    tracking_parameter,  # D303
    shortened_address,  # D304
    language_against_address,  # D305
    unused_record,  # D306
)
