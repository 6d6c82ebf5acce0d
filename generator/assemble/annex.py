"""The annex of prisoners: a table row and a profile for each case, made from its record.

In: the ids of cases. Out: blocks. What no document says is printed as not known, and nothing is asserted from silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from generator.assemble.citations import cited_in
from generator.assemble.context import Context
from generator.assemble.places import place_of
from generator.assemble.prose import paragraph, prose
from generator.assemble.wording import charge, day, imposed_last, joined, organisation, publishers, say, sentence
from generator.diagnostics import Origin
from generator.document import (
    Block,
    BlockId,
    Cell,
    Column,
    Inline,
    Label,
    Link,
    Mention,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
)
from generator.load import Entry
from generator.resolve.custody import Step, in_custody_since, status_on
from generator.resolve.forms import name_of
from generator.resolve.references import references
from generator.schema import Case, Source
from generator.schema.base import last_day
from generator.schema.cases import Profile, Stage
from generator.schema.editions import PrisonersBlock

COLUMNS = (
    Column("number", 0.025), Column("name", 0.115), Column("about", 0.105), Column("since", 0.105), Column("charges", 0.215),
    Column("sentence", 0.12), Column("held", 0.095), Column("status", 0.115), Column("sources", 0.105),
)  # fmt: skip


def prisoners(context: Context, block: PrisonersBlock, cases: Iterable[str], id: BlockId, origin: Origin) -> Table:
    """Return the table of the prisoners, a row for each of the cases, in that order."""
    head = Row(
        f"{id}.head",
        tuple(
            Cell(
                f"{id}.head.{c.key}",
                (Paragraph(f"{id}.head.{c.key}.p", (context.label(f"column_{c.key}"),), "cell"),),
                True,
            )
            for c in COLUMNS
        ),
    )
    rows = []
    for number, case_id in enumerate(cases, 1):
        if entry := _case(context, case_id):
            rows.append(_row(context, entry, number, block.marks.get(case_id), id))
    caption = say(context, block.caption)
    above = Paragraph(f"{id}.caption", (Run(caption),), "caption", origin) if caption else None
    return Table(id, COLUMNS, (head,), tuple(rows), above, origin)


def _case(context: Context, id: str) -> Entry | None:
    return context.edition.records["cases"].get(id)


def _row(context: Context, entry: Entry, number: int, mark: str | None, table: BlockId) -> Row:
    case, labels, id = entry.record, context.labels, f"{table}.{entry.record.id}"
    assert isinstance(case, Case)
    unknown: tuple[Inline, ...] = (context.label("unknown"),)
    name: list[Inline] = [
        Mention(
            f"case:{case.id}",
            (Run(name_of(case.names, case.display), strong=True),),
            target=context.targets.get(f"case:{case.id}"),
        )
    ]
    if case.display == "full_name":
        for lang, native in case.names.native.items():
            name += [Run(" "), Run(native, lang=lang)]
    if mark:
        name += [Run(" "), context.label(f"mark_{mark}")]
    about = ", ".join(words for words in (say(context, case.occupation), case.place) if words)
    cells: dict[str, tuple[Inline, ...]] = {
        "number": (Run(str(number)),),
        "name": tuple(name),
        "about": _text(about) or unknown,
        "since": _since(context, case) or unknown,
        "charges": _text(_charges(context, case)) or unknown,
        "sentence": _text(_sentences(context, case)) or unknown,
        "held": _text(_held(context, case)) or unknown,
        "status": _status(context, case) or unknown,
        "sources": tuple(_sources(context, entry)) or unknown,
    }
    if _status_step(context, case) and cells["sentence"] == unknown and not _convicted(case) and case.proceedings:
        cells["sentence"] = (Label("no_sentence", labels["no_sentence"]),)
    return Row(
        id,
        tuple(
            Cell(f"{id}.{c.key}", (Paragraph(f"{id}.{c.key}.p", cells[c.key], "cell"),), c.key == "name")
            for c in COLUMNS
        ),
        entry.origin(),
    )


def _text(words: str | None) -> tuple[Inline, ...]:
    return (Run(words[0].upper() + words[1:]),) if words else ()


def _status_step(context: Context, case: Case) -> Step | None:
    return status_on(case, context.edition.as_of)


def _convicted(case: Case) -> bool:
    return any(stage.stage == "convicted" for p in case.proceedings for stage in p.stages)


def _since(context: Context, case: Case) -> tuple[Inline, ...]:
    step = in_custody_since(case, context.edition.as_of)
    if step is None or step.day is None:
        return ()
    how = f"since_{step.entry.stage}" if isinstance(step.entry, Stage) else "since"
    pattern = context.labels.get(how, context.labels["since"])
    return (Run(pattern.format(date=day(context.labels, step.day))),)


def _charges(context: Context, case: Case) -> str:
    told = (charge(context, c) for p in case.proceedings if p.kind == "criminal" for c in p.charges)
    return "; ".join(dict.fromkeys(words for words in told if words))


def _sentences(context: Context, case: Case) -> str:
    imposed = (imposed_last(p) for p in case.proceedings if p.kind == "criminal")
    return "; ".join(sentence(context, s) for s in imposed if s)


def _held(context: Context, case: Case) -> str | None:
    """Return the latest place where the person is held, the conditions where no place is known."""
    known = [d for d in case.detention if not d.as_of or last_day(d.as_of) <= context.edition.as_of]
    told = [words for d in reversed(known) if (words := say(context, d.place or d.conditions))]
    places = [words for d in reversed(known) if (words := say(context, d.place))]
    return next(iter(places or told), None)


def _status(context: Context, case: Case) -> tuple[Inline, ...]:
    step = _status_step(context, case)
    if step is None:
        return ()
    words: tuple[Inline, ...] = (context.label(f"status_{step.status}"),)
    if step.day:
        words += (
            Run(" "),
            Run(
                context.labels["status_as_of" if step.observed else "status_since"].format(
                    date=day(context.labels, step.day)
                )
            ),
        )
    return words


def _sources(context: Context, entry: Entry) -> list[Inline]:
    """Return the sources of a case by host, each a link; those without an address by who published them."""
    found: list[Inline] = []
    seen: dict[str, int] = {}
    for id in cited(entry.record):
        if id not in context.edition.records["sources"]:
            continue
        source = context.edition.get("sources", id)
        assert isinstance(source, Source)
        if source.kind == "law":
            continue  # the text of a law tells nothing of the person
        host = (urlsplit(source.url).hostname or "").removeprefix("www.") if source.url else publishers(context, source)
        seen[host] = seen.get(host, 0) + 1
        words = host if seen[host] == 1 else f"{host} ({seen[host]})"
        if not host or (not source.url and seen[host] > 1):
            continue
        if found:
            found.append(Run(", "))
        found.append(Link(source.url, (Run(words),)) if source.url else Run(words))
    return found


def cited(record: object) -> list[str]:
    """Return the ids of the sources that a case rests on, those of its profile too, each once, in order."""
    assert isinstance(record, Case)
    ids = [id for _, collection, id in references(record) if collection == "sources"]
    for told in record.profile:
        for text in (told.text, told.lead):
            for words in text.values() if isinstance(text, dict) else [text or ""]:
                ids += cited_in(words)
    return list(dict.fromkeys(ids))


# ── profiles ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def profile_id(case: str) -> BlockId:
    """Return the id of the section that tells of a case."""
    return f"profile.{case}"


def profile(context: Context, case_id: str, level: int) -> Section | None:
    """Return the profile of a case: a line of facts, the bold lead, the story, or a first wording made from the record."""
    entry = _case(context, case_id)
    if entry is None:
        return None
    case, id = entry.record, profile_id(case_id)
    assert isinstance(case, Case)
    blocks: list[Block] = []
    if facts := _facts(context, case):
        blocks.append(Paragraph(f"{id}.facts", facts, "facts"))
    told = _told(context, case)
    if told is None:
        words = first_wording(context, case)
        if words:
            blocks.append(Paragraph(f"{id}.1", (Run(words),)))
    else:
        index = case.profile.index(told)
        if lead := say(context, told.lead):
            place = place_of(context, entry.file, entry.origin("profile", index, "lead"), lead)
            blocks.append(paragraph(context, lead, place, f"{id}.lead", "lead", strong=True))
        if text := say(context, told.text):
            path = (
                ("profile", index, "text")
                if isinstance(told.text, str)
                else ("profile", index, "text", context.edition.lang)
            )
            blocks += prose(context, text, place_of(context, entry.file, entry.origin(*path), text), id)
    return Section(
        id, level, (Run(name_of(case.names, case.display)),), tuple(blocks), "profile", origin=entry.origin()
    )


def _told(context: Context, case: Case) -> Profile | None:
    known = [p for p in case.profile if last_day(p.as_of) <= context.edition.as_of]
    return max(known, key=lambda p: last_day(p.as_of)) if known else None


def _facts(context: Context, case: Case) -> tuple[Inline, ...]:
    known = {
        "since": _since(context, case),
        "charges": _text(_charges(context, case)),
        "sentence": _text(_sentences(context, case)),
        "held": _text(_held(context, case)),
        "status": _status(context, case),
    }
    found: list[Inline] = []
    for key, words in known.items():
        if words:
            found += [Run(" · ")] if found else []
            found += [context.label(f"column_{key}", strong=True), Run(": "), *words]
    return tuple(found)


def first_wording(context: Context, case: Case) -> str:
    """Return what the record's dated entries say, in plain sentences, for a case whose story nobody has written yet."""
    labels, name = context.labels, name_of(case.names, case.display)
    sentences = []
    for proceeding in case.proceedings:
        for stage in proceeding.stages:
            key = f"told_{stage.stage}"
            if stage.date and key in labels:
                told = labels[key].format(
                    name=name, date=day(labels, stage.date), court=say(context, stage.court) or labels["a_court"]
                )
                if stage.sentence:
                    told += f" ({sentence(context, stage.sentence)})"
                sentences.append(f"{told}.")
    sentences += [words for entry in case.timeline if entry.date and (words := say(context, entry.text))]
    for recognition in case.recognitions:
        named = [organisation(context, id) for id in recognition.recognised_by]
        who = [words for words in (*named, say(context, recognition.others)) if words]
        if not who:
            continue
        since = day(labels, recognition.as_of) if recognition.as_of else labels["unknown"]
        sentences.append(labels["told_recognition"].format(who=joined(labels, who), name=name, date=since))
    if not case.proceedings and not case.detention:
        sentences.append(labels["told_nothing"])
    return " ".join(sentences)
