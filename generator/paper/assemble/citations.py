"""Citations to notes, in the house style ("See (in Russian): address"), or to brackets in the text ("(Gazette, in
Russian)").

In: what stands between the brackets of `[see, for instance, @a; @b]`. Out: a Note, or inlines. The fixed words come
from the style's labels; what tells one document from another is said by `source_names`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from generator.base import codes
from generator.base.diagnostics import Origin, find_nearest_word
from generator.paper.assemble.context import Context
from generator.paper.assemble.source_names import (
    is_later,
    list_source_details,
    name_source,
    say_about,
    say_named_in,
    shorten_address,
)
from generator.paper.assemble.wording import say_publishers
from generator.paper.document import Inline, Label, Link, Note, Run
from generator.records.schema import Source

_CITATION = re.compile(r"^(?P<before>.*?)[,\s]*@(?P<id>[A-Za-z0-9][A-Za-z0-9_.-]*)(?P<after>.*)$", re.S)

_CITED = re.compile(r"@(?<![\w.@/\\(]@)([A-Za-z0-9](?:[\w.-]*\w)?)")
_BRACKET = re.compile(r"\[([^\[\]@]+)\](?![({])")
_BARE = re.compile(r"\[[^\[\]]*@|\(@([A-Za-z0-9][\w.-]*\w)\)|(?<![\w.@/])@([A-Za-z0-9][\w.-]*\w)")
_ROUND = re.compile(r"\(([a-z0-9][a-z0-9.-]*(?:[,;]\s*[a-z0-9][a-z0-9.-]*)*)\)")
_SLUG = re.compile(r"(?=[0-9.-]*[a-z])(?=[a-z]*[0-9.-])[a-z0-9]+(?:[.-][a-z0-9]+)*|\d{1,3}")


def find_mistyped_citations(context: Context, text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (offset, words, help) of what reads like a citation in a text and is none: `[some-id]`, `(@some-id)`,
    `(some-id)`, `@some-id`.

    Words stay words, `[sic]`, `[Nur-Sultan]` and `@name` too, unless a source has that name. What begins like a
    citation and is never closed is left to others.
    """
    if not ("[" in text or "(" in text or "@" in text):
        return
    sources, withheld = context.edition.sources, context.edition.withheld["sources"]

    def known(word: str) -> bool:
        return word in sources or word in withheld

    for match in _BRACKET.finditer(text) if "[" in text else ():
        words = match[1].strip()
        named = [word for word in re.split(r"[\s,;]+", words) if known(word.lower())]
        if _SLUG.fullmatch(words) or (named and (named == [words] or any(map(_SLUG.fullmatch, named)))):
            yield match.start(), match[0], _meant(context, named[0] if named else words)
    for match in _ROUND.finditer(text) if "(" in text else ():
        named = re.split(r"[,;]\s*", match[1])
        # a word in brackets is a word, also where a source is called so; an id with a digit or hyphen is none
        if all(known(word) and _SLUG.fullmatch(word) and not word.isdigit() for word in named):
            yield match.start(), match[0], _meant(context, named[0])
    for match in _BARE.finditer(text) if "@" in text else ():
        id = match[1] or match[2] or ""
        if _SLUG.fullmatch(id.lower()) or known(id.lower()):
            yield match.start(), match[0], _meant(context, id)


def _meant(context: Context, id: str) -> str:
    """Return what an author may have wanted to write for words that are not a citation."""
    sources = context.edition.sources
    near = id.lower() if id.lower() in sources else find_nearest_word(id.lower(), sources)
    meant = (
        f"did you mean `[@{near}]`?"
        if near
        else "a citation is written `[@source-id]`, and no source has a name like this one;"
    )
    return f"{meant} what is meant as such is written with a backslash before its bracket or @: `\\[` or `\\@`"


def find_citations(text: str) -> list[str]:
    """Return the ids of the sources that a text cites, in order."""
    return _CITED.findall(text) if "@" in text else []


def cite(context: Context, id: str, inside: str, origin: Origin, where: Callable[[str], Origin]) -> Note | None:
    """Return the note for a citation; None after saying what is wrong (T104, R101, S101). `where` places a word of
    it."""
    parts = _parts(context, inside, where)
    context.cited[id] = tuple((source.id, "" if before else _shorten(context, source)) for before, source in parts)
    return Note(id, parts[0][1].kind, tuple(_note(context, parts)), origin) if parts else None


def _shorten(context: Context, source: Source) -> str:
    """Return the short name of a source; none where nothing is known of it but its address, which is one already."""
    return name_source(context, source) if source.publisher or source.title else ""


def cite_in_text(context: Context, inside: str, origin: Origin, where: Callable[[str], Origin]) -> list[Inline]:
    """Return the words in brackets for a citation, without the brackets: each source by who published it, or by its
    address cut short, as a link, and what else tells the document apart. Empty after saying what is wrong, as `cite`
    does.
    """
    found: list[Inline] = []
    for before, source in _parts(context, inside, where):
        if found:
            found.append(context.label("link_then"))
        if before:
            found.append(Run(f"{before} " if before.endswith(",") else f"{before}, ", origin=origin))
        name = Run(_name(context, source), origin=origin)
        found.append(Link(source.url, (name,), origin) if source.url else name)
        if details := _details(context, source):
            found.append(Run(details, origin=origin))
    return found


def _parts(context: Context, inside: str, where: Callable[[str], Origin]) -> list[tuple[str, Source]]:
    """Return the sources of a citation, each with the words before it; none where any of them is wrong."""
    parts: list[tuple[str, Source]] = []
    wrong = False
    for piece in inside.split(";"):
        match = _CITATION.match(piece.strip())
        if not match or match["after"].strip():
            context.problem(
                codes.BAD_CITATION,
                f"`{piece.strip()}` is not a citation",
                where(piece.strip()),
                "write `[@source-id]`, `[see, for instance, @one; @two]`: words stand before the @, and `;` between"
                " sources",
                max(1, len(piece.strip())),
            )
            wrong = True
            continue
        source = _source(context, match["id"], where(f"@{match['id']}"))
        if source is None:
            wrong = True
        else:
            parts.append((" ".join(match["before"].split()), source))
    return [] if wrong else parts


def _source(context: Context, id: str, origin: Origin) -> Source | None:
    edition = context.edition
    if id in edition.sources:
        return edition.sources[id].record
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
    organisations = (entry.record for entry in context.edition.organisations.values())
    names = ((o.names.preferred, o.short) for o in organisations)
    return any(name and words.startswith(name) for pair in names for name in pair)


def _introduction(context: Context, before: str, source: Source) -> str:
    """Return the words before an address: those of the author, or else who published what, and when."""
    if before:
        words, details = before, [context.labels["source_later"]] if is_later(context, source) else []
    else:
        words, details = _published(context, source), list(list_source_details(context, source))
        if source.platform and source.publisher:
            details.insert(0, context.labels["note_platform"].format(platform=source.platform))
    words = ", ".join([words, *details])
    inside = [_say_language(context, source.language)] if source.language else []
    if named := say_named_in(context, source):
        inside.append(named)
    return f"{words} ({'; '.join(inside)})" if inside else words


def _published(context: Context, source: Source) -> str:
    """Return who published what: `note_<kind>` of the labels; its kind alone where that is all there is to say, nothing
    but “see” where an address says the rest."""
    labels, kind = context.labels, source.kind
    publisher, about = say_publishers(context, source), say_about(context, source)
    if publisher:
        words = labels[f"note_{kind}"].format(publisher=publisher)
    elif f"note_{kind}_without_publisher" in labels:
        words = labels[f"note_{kind}_without_publisher"]
    elif source.title or about or not source.url:
        words = labels["note_see_kind"].format(kind=labels[f"source_{kind}"])
    else:
        words = labels["note_see"]
    return f"{words} {about}" if about else words


def _say_language(context: Context, language: str) -> str:
    labels = context.labels
    return labels["in_language"].format(language=labels.get(f"language_{language}", language))


def _name(context: Context, source: Source) -> str:
    """Return what a source is called in the text: `link_<kind>` of the labels; its address, or else its kind, where no
    publisher is known."""
    labels, publisher = context.labels, say_publishers(context, source)
    if publisher:
        words = labels[f"link_{source.kind}"].format(publisher=publisher)
        return labels["link_platform"].format(publisher=words, platform=source.platform) if source.platform else words
    return labels.get(
        f"link_{source.kind}_without_publisher", shorten_address(context, source) or labels[f"source_{source.kind}"]
    )


def _details(context: Context, source: Source) -> str:
    """Return what follows a source's name in the text: what tells the document apart, its language where that is not
    the paper's own, and which document names it."""
    details = list(list_source_details(context, source))
    if source.language and source.language != context.edition.lang:
        details.append(_say_language(context, source.language))
    if named := say_named_in(context, source):
        details.append(named)
    about = say_about(context, source)
    return (f" {about}" if about else "") + "".join(f", {words}" for words in details)
