"""Pictures: what they show is decided here, from the records, and told in words beside the drawing.

In: a block that asks for a picture. Out: the picture, drawn. Both the drawing and its words come from the same data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from generator.base import codes
from generator.base.diagnostics import Origin
from generator.paper.assemble.attribution import say_attributed
from generator.paper.assemble.context import Context
from generator.paper.assemble.drawn import draw_once
from generator.paper.assemble.facts import find_case, link_sources, read_case, say_listed_name, say_reading
from generator.paper.assemble.wording import say, say_day
from generator.paper.document import BlockId, Inline, Paragraph, Picture, Run, join_inlines
from generator.paper.select.before import list_told_cases
from generator.records.resolve.custody import COMPUTED, list_seen, list_steps, list_upheld
from generator.records.resolve.custody_timeline import OVER, Trace, trace
from generator.records.resolve.held import is_deceased, read_standing
from generator.records.schema import Case
from generator.records.schema.editions import PictureBlock
from generator.records.schema.partial_dates import PartialDate, make_full_date, parse_date

if TYPE_CHECKING:
    from generator.paper.pictures import Drawing, Fonts, Tick

MOST_CASES = 14
"""How many lines a picture can have on one page, be that upright or on its side."""

_NAMED = 12
"""So many letters are named that a picture lacks."""

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
"""Months from one mark of the scale to the next."""


def assemble_picture(context: Context, block: PictureBlock, id: BlockId, origin: Origin) -> Picture | None:
    """Return the picture; None after saying why there is none: nothing to draw (T130), too much (T131), or a style
    without the fonts for it (P210)."""
    # matplotlib is slow to load, and most papers have no pictures
    from generator.paper.pictures import find_fonts

    fonts = find_fonts(context.fonts) if context.fonts else None
    if fonts is None:
        file = f"{context.edition.record.style}/fonts/fonts.css"
        context.problem(
            codes.NO_FONTS_FOR_PICTURES,
            f"the fonts of the style, with which a picture is written, are not there: {file}",
            origin,
            "name the upright font files of the family `Paper Sans` there, and lay them beside it",
        )
        return None
    made = (_custody if block.picture == "custody" else _prisoners)(context, block, fonts, id, origin)
    if made is None:
        return None
    drawing, alt = made
    if drawing.missing:
        _report_missing(context, drawing, origin)
    caption = say(context, block.caption)
    above = Paragraph(f"{id}.caption", (Run(caption),), "caption", origin) if caption else None
    below = None
    if block.picture == "custody" and (sources := link_sources(context, _list_sources(context, block))):
        told: tuple[Inline, ...] = (context.label("picture_source"), Run(" "), *sources)
        below = Paragraph(f"{id}.source", told, "remark", origin)
    return Picture(id, drawing.svg, drawing.png, alt, drawing.width, drawing.height, above, origin, source=below)


def _report_missing(context: Context, drawing: Drawing, origin: Origin) -> None:
    """Say which letters the picture lacks (O308): in it they would be empty boxes, or stand in the wrong order."""
    named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter, _ in drawing.missing[:_NAMED])
    more = " …" if len(drawing.missing) > _NAMED else ""
    context.problem(
        codes.LETTER_WITHOUT_FONT,
        f"the picture can't write the letters {named}{more} of “{drawing.missing[0][1]}”",
        origin,
        "a picture is written from left to right in `Paper Sans` alone: name a font that has them as that family in"
        " fonts/fonts.css of the style, or take the picture out",
    )


# ── a line of time for each case ──────────────────────────────────────────────────────────────────────────────────────


def _custody(
    context: Context, block: PictureBlock, fonts: Fonts, id: BlockId, origin: Origin
) -> tuple[Drawing, str] | None:
    from generator.paper.pictures import BARS, KNOWN, MARKS, UNKNOWN, Lane, Legend, Point, Stretch, draw_custody

    cases = [entry.record for name in dict.fromkeys(block.cases) if (entry := find_case(context, name))]
    if not cases:
        if not block.cases:
            context.problem(
                codes.NOTHING_TO_DRAW, "this picture has no cases", origin, "name them in a list: `cases: […]`"
            )
        return None
    if len(cases) > MOST_CASES:
        context.problem(
            codes.TOO_MUCH_TO_DRAW,
            f"{len(cases)} lines of time do not fit on a page",
            origin,
            f"draw at most {MOST_CASES} cases in one picture, and the others in another",
        )
        return None
    labels, as_of = context.labels, context.edition.as_of
    lanes, told = [], []
    used: set[str] = set()
    for case in cases:
        found = trace(case, as_of)
        name = say_listed_name(context, case)
        stretches = tuple(Stretch(span.status or UNKNOWN, span.start, span.end) for span in found.spans)
        # of a month no day is named, and none is marked
        points = tuple(
            Point(seen.status if seen.status in OVER else KNOWN, seen.day)
            for seen in found.seen
            if seen.status in OVER or seen.said.precision == "day"
        )
        status = _say_lane(context, case, found) or labels["unknown"]
        lanes.append(Lane(name, status, stretches, points, found.open or not (stretches or points)))
        used |= {stretch.look for stretch in stretches} | {point.look for point in points}
        words = _told(context, case, found)
        line = labels["picture_lane"].format(name=name, status=status, told="; ".join(words)) if words else None
        told.append(line or labels["picture_line"].format(name=name, told=status))
    days = [drawn.start for lane in lanes for drawn in lane.stretches]
    days += [drawn.day for lane in lanes for drawn in lane.points]
    ticks = make_scale(labels, min(days, default=as_of), as_of)
    legend = [Legend(look, _called(context, look)) for look in (*BARS, *MARKS) if look in used]
    end = ticks[0]._replace(day=as_of, words=labels["as_of"].format(date=say_day(labels, make_full_date(as_of))))
    drawing = draw_once(context, fonts, id, draw_custody, tuple(lanes), ticks[0].day, end, tuple(ticks), tuple(legend))
    intro = labels["picture_custody"].format(date=say_day(labels, make_full_date(as_of)))
    return drawing, " ".join((intro, *told))


def _say_lane(context: Context, case: Case, found: Trace) -> str:
    """Return how the person stands on the day of the paper, for the head of a line: what was last known, where the line
    shows it up to an earlier day. A sentence, a release and a death stand with their own day."""
    read = read_case(context, case)
    ended = found.last_word is None or found.last_word.last < context.edition.as_of
    if read.step and read.known and ended and not read.arrest_only and read.step.status not in OVER | COMPUTED:
        told_by = read.latest_entry if read.latest == found.last_word else None
        read = replace(read, known=False, latest=found.last_word, latest_entry=told_by)
    return join_inlines(say_reading(context, read))


def _list_sources(context: Context, block: PictureBlock) -> Iterator[str]:
    """Yield the ids of the sources of what is drawn."""
    for name in block.cases:
        entry = find_case(context, name)
        if entry is None:
            continue
        steps = list_steps(entry.record, context.edition.as_of)
        for step in steps:
            yield from step.entry.by
        for _, told in list_seen(entry.record, context.edition.as_of):
            yield from told.by
        for upheld in list_upheld(entry.record, context.edition.as_of):
            if any(step.entry is upheld.judgment for step in steps):
                yield from upheld.stage.by


def _called(context: Context, look: str) -> str:
    """Return what a look means: a status, or what is or is not told."""
    labels = context.labels
    if look == "known":
        return labels["picture_known"]
    if look == "unknown":
        return labels["picture_untold"]
    # nobody shall take a trial for custody
    words = labels[f"status_{look}"]
    return labels["custody_untold"].format(status=words) if look in {"on_trial", *COMPUTED} else words


def _attribute(context: Context, case: Case, words: str, status: str, day: PartialDate | None) -> str:
    """Return the words about a status and its day with whose word the entry behind them is."""
    entries = [step.entry for step in list_steps(case) if (step.status, step.day) == (status, day)]
    entries += [entry for entry in case.timeline if entry.verified and day and (entry.as_of or entry.date) == day]
    return say_attributed(context, words, entries[0]) if entries else words


def _told(context: Context, case: Case, found: Trace) -> list[str]:
    """Return all that a line shows, in words, in order of time."""
    labels = context.labels
    parts: list[tuple[date, int, str]] = []
    for span in found.spans:
        start, end = (say_day(labels, said) for said in span.said)
        status = _called(context, span.status or "unknown")
        said = (
            labels["picture_within"].format(date=start)
            if span.status is None and start == end
            else labels["picture_span"].format(start=start, end=end, status=status)
        )
        said = _attribute(context, case, said, span.status, span.said[0]) if span.status else said
        parts.append((span.start, 0 if span.status else 2, said))
    for seen in found.seen:
        # the end of a time in the same status says so already
        if not any(span.status == seen.status and span.end == seen.day for span in found.spans):
            words = labels["picture_day"].format(date=say_day(labels, seen.said), status=_called(context, seen.status))
            parts.append((seen.day, 1, _attribute(context, case, words, seen.status, seen.said)))
    lines = [told for _, _, told in sorted(parts)]
    if found.open and parts:
        first = min([(span.start, span.said[0]) for span in found.spans] + [(s.day, s.said) for s in found.seen])
        before = labels["picture_before"].format(date=say_day(labels, first[1]), status=labels["picture_untold"])
        lines.insert(0, before)
    return lines


def make_scale(labels: Mapping[str, str], first: date, last: date) -> list[Tick]:
    """Return the marks of the scale, from one on or before the first day on; as many as have room for their words."""
    from generator.paper.pictures import Tick

    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((step for step in _STEPS if months / step <= (6 if step < 12 else 9)), _STEPS[-1])
    at = first.year * 12 + first.month - 1
    found: list[Tick] = []
    for number in range(at - at % step, last.year * 12 + last.month, step):
        begins = date(number // 12, number % 12 + 1, 1)
        written = f"{begins.year:04}" if step >= 12 else f"{begins.year:04}-{begins.month:02}"
        found.append(Tick(begins, say_day(labels, parse_date(written))))
    # one whose words would run over the edge has none; the last day has its own
    narrow = (last - found[0].day).days * (0.09 if step < 12 else 0.04)
    return [tick for tick in found if tick is found[0] or (last - tick.day).days > narrow]


# ── how many were held ────────────────────────────────────────────────────────────────────────────────────────────────


def _prisoners(
    context: Context, block: PictureBlock, fonts: Fonts, id: BlockId, origin: Origin
) -> tuple[Drawing, str] | None:
    from generator.paper.pictures import COUNTED, Count, draw_counts

    labels = context.labels
    papers = list(_papers(context))
    everybody = list(dict.fromkeys(name for _, _, listed in papers for name in listed))
    cases = [entry.record for name in everybody if (entry := find_case(context, name))]
    counts = []
    named: set[str] = set()
    for as_of, start, listed in papers:
        named.update(listed)
        # who was taken into custody years later was not somebody of whom it was unknown then
        counted = [case for case in cases if case.id in named or list_steps(case, as_of)]
        stands = [_count_as(case, start, as_of) for case in counted]
        counts.append(
            Count(
                say_day(labels, make_full_date(as_of)),
                tuple(stands.count(part) for part in COUNTED),
                labels["comma"].join(
                    labels[f"counted_{part}"].format(number=stands.count(part))
                    for part in COUNTED
                    if part in stands or part in ("held", "last_known")
                ),
            )
        )
    if not cases:
        context.problem(
            codes.NOTHING_TO_DRAW,
            "no table of prisoners of this paper or of those before it lists anybody",
            origin,
            "take the picture out, or add a table: `prisoners: […]`",
        )
        return None
    lines = (labels["picture_line"].format(name=count.day, told=count.told) for count in counts)
    words = {part: labels[f"picture_{part}"] for part in COUNTED}
    drawing = draw_once(context, fonts, id, draw_counts, tuple(counts), words)
    return drawing, " ".join((labels["picture_prisoners"], *lines))


def _count_as(case: Case, start: date | None, day: date) -> str:
    """Return among whom somebody is counted on a day: the dead by themselves, the others by how they stand."""
    found = read_standing(case, start, day)
    return "deceased" if is_deceased(found) else found.standing


def _papers(context: Context) -> Iterator[tuple[date, date | None, Iterable[str]]]:
    """Yield (day, first day of the time it looks at, ids in its tables of prisoners) of each paper, the earliest
    first."""
    edition = context.edition
    earlier = []
    before = edition.before
    while before:
        earlier.append((before.as_of, before.start, before.prisoners))
        before = before.before
    yield from reversed(earlier)
    own = list_told_cases(section.tree for section in edition.sections)[1]
    yield edition.as_of, context.edition.start, own
