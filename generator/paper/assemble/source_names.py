"""What a source is called, so that no reader takes it for another: in full in notes and brackets, short in tables.

In: a source that was picked, with the paper that names it. Out: words. A source is known by its publisher, kind, title,
number and day, and by its address; what it does not say of itself is described by what it is about or the time of which
it tells. One without an address is named with the document that names it, unless the paper is made from that document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, urlsplit

from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import say, say_day, say_publishers
from generator.paper.select import SelectedEdition
from generator.records.aside import BETWEEN
from generator.records.load import Entry, list_read
from generator.records.schema import Source
from generator.records.schema.periods import Period
from generator.records.schema.sources import UNDATED_KINDS

_LONG = 32
"""How many letters of the end of an address are printed in a table."""
_TELLING = 8
"""An end of an address that is shorter (`en`) says nothing of a document."""


def say_period(context: Context, period: Period) -> str:
    """Return a span of time in words: March to May 2022; one month or year once."""
    labels, first, last = context.labels, period.start, period.end
    if first == last:
        return say_day(labels, first)
    start = say_day(labels, first)
    if first.precision == last.precision == "month" and first.first.year == last.first.year:
        start = labels[f"month_{first.first.month}"]
    return labels["source_span"].format(start=start, end=say_day(labels, last))


def say_about(context: Context, source: Source) -> str | None:
    """Return what a document is about where no title tells it, or the time of which it gives an account where its title
    or its day is not known: `on March 2022 to May 2022`; None where neither is known or needed."""
    title, about = say(context, source.title), say(context, source.about)
    if about and not title:
        return context.labels["source_about"].format(about=about)
    if source.covers and not (title and source.published):
        return context.labels["source_about"].format(about=say_period(context, source.covers))
    return None


def list_source_details(context: Context, source: Source) -> Iterator[str]:
    """Yield what tells a document apart behind its kind and publisher: title, number, its day, and that this is later
    than the paper's, or not known where no address leads to a document that may say it."""
    labels = context.labels
    if title := say(context, source.title):
        yield f"“{title}”"
    if source.number:
        yield source.number
    if source.published:
        yield say_day(labels, source.published)
        if is_later(context, source):
            yield labels["source_later"]
    elif not source.url and source.kind not in UNDATED_KINDS:
        yield labels["source_undated"]


def is_later(context: Context, source: Source) -> bool:
    """Tell whether a source surely appeared after the day of the paper."""
    return source.published is not None and source.published.is_after(context.edition.as_of)


def say_named_in(context: Context, source: Source) -> str | None:
    """Return by which document a source is known that has no address: `named in IPHR, report of 6 June 2024`; None
    where it has one, or where the paper is made from that document."""
    edition = context.edition
    known = [id for id in source.stated_in if id in edition.sources]
    if source.url or not known or set(known) & set(edition.record.by):
        return None
    names = "; ".join(name_source(context, edition.sources[id].record) for id in known)
    return context.labels["source_named_in"].format(sources=names)


def name_source(context: Context, source: Source) -> str:
    """Return the short name of a source: `IPHR and KIBHR, report of 6 June 2024`, with its title or address where
    another would have the same; where no publisher is known, its title, its kind with what it is about, or its address
    cut short; and that it is later than the paper, where it is."""
    words = name_source_alone(context, source)
    return f"{words}, {context.labels['source_later']}" if is_later(context, source) else words


def name_source_alone(context: Context, source: Source) -> str:
    """Return the short name of a source, whenever it appeared."""
    labels = context.labels
    kind, title = labels[f"source_{source.kind}"], say(context, source.title)
    publisher, address = say_publishers(context, source), shorten_address(context, source)
    day = say_day(labels, source.published) if source.published else None
    named = publisher or (f"“{title}”" if title else None)
    about = None if day else say_about(context, source)
    if named:
        words = f"{named}, {labels['source_of'].format(source=kind, date=day) if day else kind}"
    else:
        words = f"{kind if about else address or kind}{f', {day}' if day else ''}"
    if about:
        words = f"{words} {about}"
    if (not day and not about) or _has_double(context, source):
        if source.number:
            words = f"{words}, {source.number}"
        elif publisher and title:
            words = f"{words}, “{title}”"
        elif (named or about) and address:
            words = f"{words} ({address})"
    if not (day or about or source.url or source.kind in UNDATED_KINDS):
        words = f"{words}, {labels['source_undated']}"
    if publisher or about or not address:
        words = words[0].upper() + words[1:]
    return words


def _has_double(context: Context, source: Source) -> bool:
    """Tell whether another source has the same short name, before anything is added: it is of the same kind,
    publishers and day, and of the same time or matter."""
    return bool(context.ask(_find_alike, make_likeness(source)) - {source.id})


def _find_alike(edition: SelectedEdition, likeness: str) -> frozenset[str]:
    return _index(edition).find_alike(likeness)


def make_likeness(source: Source) -> str:
    """Return what a source has in common with those of the same short name, before anything is added to it."""
    short = () if source.published else (source.about, source.covers)
    return repr((source.kind, source.publisher, source.published, *short))


def shorten_address(context: Context, source: Source) -> str:
    """Return the host of an address and as much of its end as no other source of that host has; empty without one."""
    if not source.url:
        return ""
    return context.ask(_shorten_beside, source.url)


def _shorten_beside(edition: SelectedEdition, url: str) -> str:
    return _index(edition).shorten(url)


@dataclass(frozen=True, slots=True)
class _Index:
    """What tells the sources of a paper apart, looked up for each of them: `find_alike` the ids of those that have the
    same short name before anything is added, `shorten` what shortens an address beside the others."""

    find_alike: Callable[[str], frozenset[str]]
    shorten: Callable[[str], str]


_known: list[tuple[Mapping[str, Entry[Source]], _Index]] = []


def _index(edition: SelectedEdition) -> _Index:
    """Return the index of the sources of a paper, with those in files that were left unread; the last one is kept,
    since each of them is asked for by itself."""
    for known, index in _known:
        if known is edition.sources:
            return index
    read = list_read(edition.sources).values()
    unread = [source for file in edition.aside.values() for source in file.sources]
    elsewhere = {one.likeness for one in unread}
    alike: dict[str, set[str]] = {}
    for entry in read:
        alike.setdefault(make_likeness(entry.record), set()).add(entry.record.id)

    @cache
    def find_alike(said: str) -> frozenset[str]:
        more = (one.id for one in unread if one.likeness == said) if said in elsewhere else ()
        return frozenset(alike.get(said, ())).union(more)

    parts: dict[str, tuple[str, Sequence[str]]] = {one.url: (one.host, one.parts) for one in unread if one.url}
    urls = (entry.record.url for entry in read)
    shorten = _compare_addresses({**parts, **{url: split_address(url) for url in urls if url}})
    made = _Index(find_alike, shorten)
    _known[:] = [(edition.sources, made)]  # another thread may put another there at once
    return made


def _compare_addresses(addresses: Mapping[str, tuple[str, Sequence[str]]]) -> Callable[[str], str]:
    """Return what shortens an address beside these, each with its host and parts (or these as one text): how many of a
    host end alike is counted once for each length."""
    by_host: dict[str, list[Sequence[str]]] = {}
    for host, parts in addresses.values():
        by_host.setdefault(host, []).append(parts)

    @cache
    def count(host: str, length: int) -> tuple[Counter[str], Counter[str]]:
        each = (parts.split(BETWEEN) if isinstance(parts, str) else parts for parts in by_host[host])
        tails = ["/".join(parts[-length:]) for parts in each]
        return Counter(tails), Counter(map(_cut, tails))

    @cache
    def shorten(url: str) -> str:
        host, parts = split_address(url)
        return _shorten(host, parts, lambda length: count(host, length)) if len(by_host.get(host, ())) > 1 else host

    return shorten


def _shorten(host: str, parts: tuple[str, ...], count: Callable[[int], tuple[Counter[str], Counter[str]]]) -> str:
    """Return the host and as much of the end of an address as none of the others has; `count` says how many of the host
    have an end of so many parts, and the same cut short."""
    for length in range(1, len(parts) + 1):
        tail = "/".join(parts[-length:])
        if len(tail) < _TELLING and length < len(parts):
            continue
        cut, (tails, cuts) = _cut(tail), count(length)
        if cuts[cut] == 1:
            return f"{host}/{cut}" if length == len(parts) and cut == tail else f"{host}/…/{cut}"
        if tails[tail] == 1:
            return f"{host}/…/{tail}"
    return f"{host}/{'/'.join(parts)}" if parts else host


def split_address(url: str) -> tuple[str, tuple[str, ...]]:
    """Return the host of an address and the parts behind it; what is asked of a script counts as one."""
    address = urlsplit(url)
    parts = [part for part in address.path.split("/") if part]
    if parts and not any(letter.isdigit() for letter in parts[-1]) and address.query:
        parts[-1:] = [value for _, value in parse_qsl(address.query)][:1]
    if parts:
        parts[-1] = parts[-1].removesuffix(".html").removesuffix(".htm")
    return (address.hostname or "").removeprefix("www."), tuple(parts)


def _cut(tail: str) -> str:
    """Return the end of an address, cut behind a whole word where it is long."""
    if len(tail) <= _LONG:
        return tail
    words = tail[:_LONG].rstrip("-_")
    at = max(words.rfind("-"), words.rfind("_"))
    return f"{words[:at] if at > _TELLING else words}…"
