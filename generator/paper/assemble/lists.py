"""Sort cases into the lists of the annex (held, no longer held, not known, never known to be), and into groups.

In: the cases of a block. Out: lists in the order of the paper. Nothing here decides who is in the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from generator.base.text.collation import make_collation_key
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import read_case
from generator.paper.assemble.wording import say
from generator.records.load import Entry
from generator.records.resolve.custody import COMPUTED
from generator.records.resolve.held import Standing, find_custody_start
from generator.records.resolve.wordings import choose_name, find_family_name
from generator.records.schema import Case
from generator.records.schema.proceedings import Status

GroupBy = Literal["status", "theme", "region"]
SortBy = Literal["name", "since"]
Key = Callable[[Entry[Case]], Any]


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that stand in one table; `title` is what they have in common, None where nothing was asked for."""

    title: str | None
    cases: tuple[Entry[Case], ...]


def split_by_standing(context: Context, cases: Iterable[Entry[Case]]) -> Mapping[Standing, tuple[Entry[Case], ...]]:
    """Return the cases by whether the person is known to be held on the edition's day, in the order given."""
    entries = list(cases)
    standings = {entry.record.id: read_case(context, entry.record).standing for entry in entries}
    return {
        part: tuple(entry for entry in entries if standings[entry.record.id] == part) for part in get_args(Standing)
    }


def group_cases(
    context: Context, cases: Iterable[Entry[Case]], group_by: GroupBy | None, sort_by: SortBy | None
) -> tuple[Group, ...]:
    """Return the cases in groups, each sorted; in one group where none are asked for, none for no cases.

    Statuses stand in the order of the schema (as a case goes), themes in theirs, regions by name; who has no such thing
    comes last.
    """
    entries = sorted(cases, key=_order(context, sort_by)) if sort_by else list(cases)
    if not group_by or not entries:
        return (Group(None, tuple(entries)),) if entries else ()
    rank = {"status": _by_status, "theme": _by_theme, "region": _by_region}[group_by]
    found: dict[tuple[Any, str], list[Entry[Case]]] = {}
    for entry in entries:
        found.setdefault(rank(context, entry.record), []).append(entry)
    return tuple(Group(title, tuple(found[place, title])) for place, title in sorted(found))


def _by_status(context: Context, case: Case) -> tuple[tuple[int, str], str]:
    step, words = read_case(context, case).step, (*get_args(Status), *sorted(COMPUTED))
    if step is None:
        return (len(words), ""), context.labels["group_no_status"]
    return (words.index(step.status), ""), context.labels[f"status_{step.status}"]


def _by_theme(context: Context, case: Case) -> tuple[tuple[int, str], str]:
    """The foremost theme that the audience may see."""
    known = context.edition.themes
    theme = next((known[id].record for id in case.themes if id in known), None)
    if theme is None:
        return (10**9, ""), context.labels["group_no_theme"]
    return (theme.order, theme.id), say(context, theme.title) or theme.id


def _by_region(context: Context, case: Case) -> tuple[tuple[int, bytes], str]:
    if not case.region:
        return (1, b""), context.labels["group_no_region"]
    return (0, make_collation_key(context.edition.lang)(case.region)), case.region


def _order(context: Context, sort_by: SortBy) -> Key:
    """Return the key by which cases are sorted. By date of custody: of the last one, a partial date by its first day;
    who has none comes last, and where two are equal, names decide."""

    def by_name(entry: Entry[Case]) -> Any:
        return make_name_key(entry, context.edition.lang)

    def by_date(entry: Entry[Case]) -> Any:
        step = find_custody_start(entry.record, context.edition.as_of)
        day = step.day.first.toordinal() if step and step.day else 10**9
        return (day, by_name(entry))

    return by_name if sort_by == "name" else by_date


def make_name_key(entry: Entry[Case], language: str) -> tuple[bytes, bytes, str]:
    """Return the key of a case by the family name as printed, in the order of the paper's language: of a person as the
    record or the name itself tells it; by all words of a pseudonym, or of what a group or organisation is called. What
    is not printed does not count."""
    key = make_collation_key(language)
    case, names = entry.record, entry.record.names
    shown = choose_name(names, case.display)
    name = family = shown
    if case.kind == "person" and case.display == "full_name":
        family = names.sort or find_family_name(names)
        parts = [part for part in (names.given, names.patronymic) if part]
        name = " ".join(parts) or name
    elif case.kind == "person" and case.display == "initials" and name.strip():
        family = name.split()[-1]
    return key(family), key(name), case.id
