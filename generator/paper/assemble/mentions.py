"""Mentions of records in prose: their words have to agree with the record on the as-of date."""

from __future__ import annotations

from collections.abc import Callable

from generator.base import codes
from generator.base.diagnostics import Origin, find_nearest_word
from generator.paper.assemble.context import Context
from generator.paper.document import Inline, Mention, Run
from generator.records.resolve.wordings import KINDS, find_wordings


def make_mention(
    context: Context, href: str, runs: tuple[Run, ...], origin: Origin, run: Callable[[str], Run]
) -> Inline | None:
    """Return the mention for `[runs](href)`; None after saying what is wrong (R101, R103 to R105, S101).

    An empty mention is filled with the record's preferred wording, as `run` makes it.
    """
    kind, _, rest = href.partition(":")
    edition = context.edition
    if kind not in KINDS:
        near = find_nearest_word(kind, KINDS)
        help = (
            f"did you mean `{near}:`?"
            if near
            else f"write an address that begins with https://, or one of: {', '.join(f'{k}:' for k in KINDS)}"
        )
        context.problem(
            codes.UNKNOWN_LINK, f"`{href}` is neither an address nor a record", origin, help, _width(runs, href)
        )
        return None
    collection = KINDS[kind]
    id, _, part = rest.partition("/")
    entry = edition.records[collection].get(id)
    if entry is None:
        context.absent(kind, collection, id, origin, _width(runs, href), f"{kind}:")
        return None
    forms = find_wordings(entry.record, part or None, edition.as_of, edition.lang)
    if forms is None and (id in edition.broken or f"{collection}/*" in edition.broken):
        return None  # what its file says twice may hide the part
    if forms is None:
        parts = getattr(entry.record, "provisions", {}) or {"case": ["status"], "country": ["capital"]}.get(kind, [])
        near = find_nearest_word(part, parts)
        help = (
            f"did you mean `{kind}:{id}/{near}`?"
            if near
            else f"known: {', '.join(parts)}"
            if parts
            else "write nothing after the id"
        )
        context.problem(codes.UNKNOWN_ID, f"`{id}` has no `{part}`", origin, help, _width(runs, href))
        return None
    words = "".join(r.text for r in runs)
    if not words.strip():
        runs = (run(forms.preferred),)
    elif not forms.agrees(words):
        context.problem(
            codes.WORDS_AGAINST_RECORD,
            f"“{words}” does not agree with {kind} `{rest}`",
            origin,
            f"the record says: {forms.expected}",
            _width(runs, href),
        )
    return Mention(f"{kind}:{id}", runs, part or None, context.targets.get(f"{kind}:{id}"), origin)


def _width(runs: tuple[Run, ...], href: str) -> int:
    return len("".join(r.text for r in runs)) + len(href) + 4
