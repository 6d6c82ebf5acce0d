"""The table of rules. A rule is a module of this folder; its code is permanent.

T501 to T529 are about words and names, T530 to T589 about what words say, T540 to T547 of them about what harms
people where everybody may read it; D301 to D319 about sources and records, D320 to D399 about facts. T590 and T591
are about excuses (`generator.review.lint.excuses`), T598 and T599 about what a paper asks for.
"""

from generator.review.lint.rule import Rule
from generator.review.lint.rules import (
    alleged_as_fact,
    article_against_offence,
    attribution_in_words,
    bank_number,
    case_without_ask,
    child_named,
    demand_without_verb,
    double_space,
    duplicate_source,
    email_address,
    glued_digits,
    heading_level,
    hidden_letter,
    home_address,
    identity_number,
    incomplete_source,
    language_against_address,
    list_without_lead_in,
    mixed_scripts,
    months_not_covered,
    not_profiled,
    not_verified_lately,
    not_yet_detained,
    number_against_figure,
    older_than_period,
    order_not_told,
    paragraph_without_note,
    pasted_letter,
    placeholder_text,
    precise_health,
    precise_place,
    prisoner_not_listed,
    rates_apart,
    record_of_another_country,
    release_of_free,
    repeated_demand,
    role_as_charge,
    section_not_listed,
    section_out_of_balance,
    section_without_ask,
    shortened_address,
    single_source,
    straight_quotes,
    telephone_number,
    told_twice,
    tracking_parameter,
    unidentified_source,
    unknown_name,
    unknown_publisher,
    unsigned_claims,
    unsupported_ask,
    unsupported_claim,
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
    hidden_letter,  # T521
    mixed_scripts,  # T522
    pasted_letter,  # T523
    incomplete_source,  # D301
    duplicate_source,  # D302
    tracking_parameter,  # D303
    shortened_address,  # D304
    language_against_address,  # D305
    unused_record,  # D306
    unknown_publisher,  # D307
    unidentified_source,  # D318
    unsupported_claim,  # T530
    alleged_as_fact,  # T531
    told_twice,  # T532
    repeated_demand,  # T533
    demand_without_verb,  # T534
    list_without_lead_in,  # T535
    section_out_of_balance,  # T536
    older_than_period,  # T537
    telephone_number,  # T540
    email_address,  # T541
    identity_number,  # T542
    bank_number,  # T543
    home_address,  # T544
    precise_place,  # T545
    child_named,  # T546
    precise_health,  # T547
    role_as_charge,  # T578
    section_not_listed,  # T558
    paragraph_without_note,  # T568
    months_not_covered,  # T569
    unsupported_ask,  # T588
    unsigned_claims,  # T589
    section_without_ask,  # T598
    case_without_ask,  # T599
    single_source,  # D320
    article_against_offence,  # D321
    number_against_figure,  # D322
    rates_apart,  # D323
    not_yet_detained,  # D324
    not_profiled,  # D325
    prisoner_not_listed,  # D326
    release_of_free,  # D327
    not_verified_lately,  # D328
    attribution_in_words,  # D369
    order_not_told,  # D370
    record_of_another_country,  # D349
)
