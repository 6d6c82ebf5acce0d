"""What changed since the edition before: tables derived from dated entries, and lists of who is new and of whom nothing
is known.

In: the kinds of records to compare. Out: blocks. What no entry says is not told as unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.base import codes
from generator.base.diagnostics import Origin
from generator.paper.assemble.attribution import find_proceeding, say_attributed, say_entry, say_stage
from generator.paper.assemble.cases_without_rows import list_without_rows, tell_cases
from generator.paper.assemble.context import Context
from generator.paper.assemble.facts import capitalise, link_sources, mention_case, say_reading, say_status
from generator.paper.assemble.portrait import say_recognition_step
from generator.paper.assemble.proposed import end_ask, explain_mark
from generator.paper.assemble.rating_changes import list_rating_changes
from generator.paper.assemble.scorecard import list_statuses, say_demand, say_statuses
from generator.paper.assemble.silence import tell_silent_changes
from generator.paper.assemble.tables import RowDraft, assemble_table
from generator.paper.assemble.transfers import say_transfer
from generator.paper.assemble.wording import say, say_day, say_sentence
from generator.paper.document import Block, BlockId, Column, Label, Paragraph, Run
from generator.paper.select import Predecessor
from generator.records.resolve.held import read_standing
from generator.records.resolve.since import choose_mark, list_news, sort_news
from generator.records.resolve.wordings import find_wordings
from generator.records.schema import Case
from generator.records.schema.cases import Development, Transfer
from generator.records.schema.editions import ChangeKind
from generator.records.schema.partial_dates import PartialDate, make_full_date
from generator.records.schema.person import Recognition
from generator.records.schema.proceedings import Stage

News = Stage | Development | Recognition | Transfer

_CASES = (
    Column("name", 0.16),
    Column("then", 0.16),
    Column("meanwhile", 0.37),
    Column("now", 0.18),
    Column("sources", 0.13),
)
_OTHERS = (Column("what", 0.36), Column("then", 0.26), Column("now", 0.25), Column("sources", 0.13))


def assemble_changes(context: Context, kinds: Iterable[ChangeKind], id: BlockId, origin: Origin) -> tuple[Block, ...]:
    """Return the blocks for each kind, in that order; none for a kind of which nothing changed, which is told (T152),
    and a sentence where nothing changed at all."""
    before = context.edition.before
    if before is None:
        context.problem(
            codes.NO_PREDECESSOR,
            "what changed since the edition before can't be told: this edition names none",
            origin,
            "add a line `predecessor: …` to its edition.yaml, or take this block out",
        )
        return ()
    found: list[Block] = []
    dates = {
        "before": say_day(context.labels, make_full_date(before.as_of)),
        "date": say_day(context.labels, context.edition.record.as_of),
    }
    silent = []
    for kind in kinds:
        here, printed = f"{id}.{kind}", len(found)
        lines = list(_LINES[kind](context, before))
        if lines:
            columns = _CASES if kind == "cases" else _OTHERS
            caption = Label(f"changes_{kind}", context.labels[f"changes_{kind}"].format(**dates))
            found.append(assemble_table(context, here, columns, lines, caption, origin, dates))
            known = context.edition.recommendations
            if kind == "recommendations" and any(known[line.name].record.proposed == "demand" for line in lines):
                found.append(explain_mark(context, here, origin))
        if kind == "cases":
            found += list_without_rows(context, before, here, dates, origin)
        if len(found) == printed:
            silent.append(kind)
    if found:
        tell_silent_changes(context, silent, origin)
    else:
        found.append(Paragraph(f"{id}.none", (Run(context.labels["changes_none"].format(**dates)),), "body", origin))
    return tuple(found)


# ── cases ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _cases(context: Context, before: Predecessor) -> Iterator[RowDraft]:
    day_of = context.edition.as_of
    for entry, case in tell_cases(context, before.cases):
        mark = choose_mark(case, before.as_of, True, day_of)
        if mark in (None, "no_further_developments"):
            continue
        entries = _foremost(sort_news(case, list_news(case, before.as_of, day_of)))
        words = [told for one in entries if (told := _news(context, case, one))]
        yield RowDraft(
            case.id,
            {
                "name": (*mention_case(context, case, strong=True), Run(" "), context.label(f"mark_{mark}")),
                "then": say_reading(context, read_standing(case, before.start, before.as_of)),
                "meanwhile": capitalise(". ".join(word[0].upper() + word[1:] for word in words)),
                "now": say_status(context, case),
                "sources": tuple(link_sources(context, (id for one in entries for id in one.by))),
            },
            entry.origin(),
        )


def _foremost(entries: Iterable[News]) -> list[News]:
    """Return the entries to be told: steps of proceedings and changes of custody, and the rest where there are none of
    these. The profiles have them all."""
    told = list(entries)
    return [entry for entry in told if isinstance(entry, Stage) or getattr(entry, "status", None)] or told


def _when(entry: News) -> PartialDate | None:
    return entry.as_of if isinstance(entry, Recognition) else entry.date or entry.as_of


def _news(context: Context, case: Case, entry: News) -> str | None:
    """Return an entry in a few words with its date."""
    labels = context.labels
    match entry:
        case Stage():
            words = say_stage(context, find_proceeding(case, entry), entry)
            if entry.sentence:
                words += f" ({say_sentence(context, entry.sentence)})"
            words = say_attributed(context, words, entry)
        case Development():
            words = say_entry(context, entry) or ""
        case Transfer():
            return context.labels["transferred"].format(words=say_transfer(context, entry))
        case Recognition():
            words = say_recognition_step(context, entry)
    when = _when(entry)
    if not words or not when:
        return words or None
    # an observation tells by which day it was so, not on which it happened
    by_then = labels["status_by" if getattr(entry, "status", None) == "deceased" else "status_as_of"]
    pattern = "({date})" if getattr(entry, "date", None) else by_then
    return f"{words} {pattern.format(date=say_day(labels, when))}"


# ── other records ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _recommendations(context: Context, before: Predecessor) -> Iterator[RowDraft]:
    """Yield the recommendations whose status on this day is not that of the day before, and those that are new."""
    for entry in context.edition.recommendations.values():
        record = entry.record
        now = list_statuses(record)
        here = record.id in context.recommendations
        if not now or now[0].status.date.last <= before.as_of or not (here or record.first_edition == before.id):
            continue
        earlier = tuple(s for s in record.status if s.date.last <= before.as_of)
        then = list_statuses(record.model_copy(update={"status": earlier}))
        if [(one.status.status, one.demands) for one in then] == [(one.status.status, one.demands) for one in now]:
            continue
        number = context.recommendations.get(record.id)
        yield RowDraft(
            record.id,
            {
                "what": (
                    *((Run(f"{number} ", strong=True),) if number else ()),
                    Run(say_demand(context, entry)),
                    *(end_ask(True) if record.proposed == "demand" else ()),
                ),
                "then": say_statuses(context, record, then, dated=False),
                "now": say_statuses(context, record, now),
                "sources": tuple(link_sources(context, (id for one in now for id in one.status.by))),
            },
            entry.origin(),
        )


def _figures(context: Context, before: Predecessor) -> Iterator[RowDraft]:
    """Yield the numbers that were told on the day before and were given anew since."""
    lang = context.edition.lang
    for entry in context.edition.figures.values():
        record = entry.record
        old = [v for v in record.values if v.as_of.last <= before.as_of]
        new = [v for v in record.values if v.as_of.last > before.as_of]
        if not old or not new:
            continue
        then, now = max(old, key=lambda v: v.as_of.last), max(new, key=lambda v: v.as_of.last)
        words = [find_wordings(record, None, on, lang) for on in (before.as_of, context.edition.as_of)]
        shown = [
            f"{w.preferred if w else ''} ({say_day(context.labels, v.as_of)})"
            for w, v in zip(words, (then, now), strict=True)
        ]
        cells = {
            "what": capitalise(say(context, record.what)),
            "then": capitalise(shown[0]),
            "now": capitalise(shown[1]),
        }
        yield RowDraft(record.id, {**cells, "sources": tuple(link_sources(context, now.by))}, entry.origin())


def _laws(context: Context, before: Predecessor) -> Iterator[RowDraft]:
    """Yield the laws adopted since, and the provisions that came into force or went out of it."""
    labels = context.labels

    def after(when: PartialDate) -> bool:
        return before.as_of < when.last <= context.edition.as_of

    for entry in context.edition.laws.values():
        law = entry.record
        title = say(context, law.title) or law.id
        if law.adopted and after(law.adopted):
            now = f"{labels['law_adopted']} ({say_day(labels, law.adopted)})"
            yield RowDraft(
                law.id,
                {
                    "what": capitalise(title),
                    "then": (context.label("law_none"),),
                    "now": capitalise(now),
                    "sources": tuple(link_sources(context, law.by)),
                },
                entry.origin(),
            )
        for article, provision in law.provisions.items():
            what = f"{labels['article'].format(article=article)}, {title}: {say(context, provision.title) or ''}"
            for key, when in (("law_in_force", provision.in_force_from), ("law_repealed", provision.in_force_to)):
                if when and after(when):
                    now = f"{labels[key]} ({say_day(labels, when)})"
                    yield RowDraft(
                        f"{law.id}.{article}.{key}",
                        {
                            "what": capitalise(what),
                            "now": capitalise(now),
                            "sources": tuple(link_sources(context, provision.by)),
                        },
                        entry.origin(),
                    )


_LINES = {
    "cases": _cases,
    "recommendations": _recommendations,
    "figures": _figures,
    "ratings": list_rating_changes,
    "laws": _laws,
}
