"""Ask whoever sits at the terminal what a list leaves open: how dates are written, who somebody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from generator.authoring.case_import.mapping import ListMapping
    from generator.authoring.case_import.plan import ImportPlan

_LEAVE = "press Enter to leave it open"


def ask_open(plan: ImportPlan, mapping: ListMapping, left: set[str]) -> ListMapping:
    """Return the mapping with what was answered; the same where nothing was. What is `left` open grows, and is not
    asked again."""
    from generator.authoring.case_import.mapping import NEW, SKIP
    from generator.authoring.case_import.questions import answer_dates, answer_person, gather_dates
    from generator.base.diagnostics import make_printable

    for question in gather_dates(plan.asked_dates):
        if question.head in left:
            continue
        click.echo(f"How does the column “{make_printable(question.head)[:60]}” write its dates? ({_LEAVE})", err=True)
        shown = [
            f"{way}: "
            + ", ".join(f"{make_printable(one.text)[:40]} is {one.readings[way]}" for one in question.examples)
            for way in question.spellings
        ]
        if (number := _choose(shown)) is not None:
            mapping = answer_dates(mapping, question.head, question.spellings[number])
        else:
            left.add(question.head)
    for one in plan.asked_people:
        if mapping.find_answer(one.name) or f"{one.row} {one.name}" in left:
            continue
        click.echo(f"Row {one.row}: who is “{make_printable(one.name)[:80]}”? ({_LEAVE})", err=True)
        if not one.ids:
            click.echo(f"(It may be {', '.join(one.shown)}.)", err=True)
        shown = [*(f"{words}: the same" for words in one.shown if one.ids), "somebody new", "leave the row out"]
        if (number := _choose(shown)) is not None:
            mapping = answer_person(mapping, one.name, [*one.ids, NEW, SKIP][number])
        else:
            left.add(f"{one.row} {one.name}")
    return mapping


def _choose(shown: list[str]) -> int | None:
    """Return the place of the choice that was made; None where nothing was said."""
    for number, words in enumerate(shown, 1):
        click.echo(f"  {number}  {words}", err=True)
    while True:
        said = str(click.prompt("Which", default="", show_default=False, err=True)).strip()
        if not said:
            return None
        if said.isdecimal() and 1 <= int(said) <= len(shown):
            return int(said) - 1
        click.echo(f"write a number from 1 to {len(shown)}, or nothing", err=True)
