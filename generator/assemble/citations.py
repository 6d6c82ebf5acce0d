"""Citations to notes, in the house style: "See (in Russian): address".

In: what stands between the brackets of `[see, for instance, @a; @b]`. Out: a Note. The fixed words come from the
style's labels; what a source does not say of itself (language, publisher, title) is not printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from generator.assemble.context import Context
from generator.assemble.wording import day, publishers
from generator.diagnostics import Origin
from generator.document import Inline, Label, Link, Note, Run
from generator.schema import Organisation, Source
from generator.schema.base import text_in

_CITATION = re.compile(r"^(?P<before>.*?)[,\s]*@(?P<id>[A-Za-z0-9][A-Za-z0-9_.-]*)(?P<after>.*)$", re.S)


def cite(context: Context, id: str, inside: str, origin: Origin, where: Callable[[str], Origin]) -> Note | None:
    """Return the note for a citation; None after saying what is wrong (T104, R101, S101). `where` places a word of it."""
    parts: list[tuple[str, Source]] = []
    wrong = False
    for piece in inside.split(";"):
        match = _CITATION.match(piece.strip())
        if not match or match["after"].strip():
            context.problem("T104", "bad-citation", f"`{piece.strip()}` is not a citation", where(piece.strip()),
                            "write `[@source-id]`, `[see, for instance, @one; @two]`: words stand before the @, and `;` between sources", max(1, len(piece.strip())))  # fmt: skip
            wrong = True
            continue
        source = _source(context, match["id"], where(f"@{match['id']}"))
        if source is None:
            wrong = True
        else:
            parts.append((" ".join(match["before"].split()), source))
    if wrong or not parts:
        return None
    return Note(id, parts[0][1].kind, tuple(_note(context, parts)), origin)


def _source(context: Context, id: str, origin: Origin) -> Source | None:
    edition = context.edition
    if id in edition.records["sources"]:
        source = edition.get("sources", id)
        assert isinstance(source, Source)
        return source
    context.absent("source", "sources", id, origin, len(id) + 1, "@")
    return None


def _note(context: Context, parts: list[tuple[str, Source]]) -> list[Inline]:
    """Return the words of a note: sources that are introduced in the same words share them."""
    introduced = []
    carried = ""
    for before, source in parts:
        carried = before or (carried if source.kind not in ("law", "monitoring") else "")
        introduced.append((_introduction(context, carried, source), source))
    groups = [
        (words, [source for _, source in group]) for words, group in groupby(introduced, key=lambda item: item[0])
    ]
    found: list[Inline] = []
    for number, (words, sources) in enumerate(groups):
        if number:
            found.append(
                Label(
                    "note_and" if number == len(groups) - 1 else "note_then",
                    context.labels["note_and" if number == len(groups) - 1 else "note_then"],
                )
            )
            words = (
                words[0].lower() + words[1:] if words.split()[0].istitle() and not _is_name(context, words) else words
            )
        else:
            words = words[0].upper() + words[1:]
        addresses = [source.url for source in sources if source.url]
        found.append(Run(words + (": " if addresses else "")))
        for index, url in enumerate(addresses):
            if index:
                key = "and" if index == len(addresses) - 1 else "comma"
                found.append(Label(key, f" {context.labels['and']} " if key == "and" else ", "))
            found.append(Link(url, (Run(url),)))
    if not isinstance(found[-1], Link):
        found.append(Run("."))
    return found


def _is_name(context: Context, words: str) -> bool:
    """Tell whether the words begin with an organisation's name, which keeps its capital inside a sentence."""
    organisations = (entry.record for entry in context.edition.records["organisations"].values())
    names = ((o.names.preferred, o.short) for o in organisations if isinstance(o, Organisation))
    return any(name and words.startswith(name) for pair in names for name in pair)


def _introduction(context: Context, before: str, source: Source) -> str:
    labels, lang = context.labels, context.edition.lang
    words = before or labels.get(
        f"note_{source.kind}" if source.publisher else f"note_{source.kind}_without_publisher", labels["note_see"]
    )
    words = words.format(publisher=publishers(context, source)) if not before else words
    details = []
    if not before:
        if source.title and (title := text_in(source.title, lang)):
            details.append(f"“{title}”")
        if source.platform and source.publisher:
            details.append(labels["note_platform"].format(platform=source.platform))
        if source.published:
            details.append(day(context.labels, source.published))
    words = ", ".join([words, *details])
    if source.language:
        language = labels.get(f"language_{source.language}", source.language)
        words += f" ({labels['in_language'].format(language=language)})"
    return words
