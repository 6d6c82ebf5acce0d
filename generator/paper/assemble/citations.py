"""Citations to notes, in the house style ("See (in Russian): address"), or to brackets in the text ("(Gazette, in
Russian)").

In: what stands between the brackets of `[see, for instance, @a; @b]`. Out: a Note, or inlines. The fixed words come
from the style's labels; what a source does not say of itself (language, publisher, title) is not printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from urllib.parse import urlsplit

from generator.base import codes
from generator.base.diagnostics import Origin, find_nearest_word
from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import say_day, say_publishers
from generator.paper.document import Inline, Label, Link, Note, Run
from generator.records.schema import Source
from generator.records.schema.base import pick_text

_CITATION = re.compile(r"^(?P<before>.*?)[,\s]*@(?P<id>[A-Za-z0-9][A-Za-z0-9_.-]*)(?P<after>.*)$", re.S)

_CITED = re.compile(r"(?<![\w.@/\\(])@([A-Za-z0-9](?:[\w.-]*\w)?)")
_BRACKET = re.compile(r"\[([^\[\]@]+)\](?![({])")
_BARE = re.compile(r"\[[^\[\]]*@|\(@([A-Za-z0-9][\w.-]*\w)\)|(?<![\w.@/])@([A-Za-z0-9][\w.-]*\w)")
_SLUG = re.compile(r"(?=[0-9.-]*[a-z])(?=[a-z]*[0-9.-])[a-z0-9]+(?:[.-][a-z0-9]+)*|\d{1,3}")


def find_mistyped_citations(context: Context, text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (offset, words, help) of what reads like a citation in a text and is none: `[some-id]`, `(@some-id)`,
    `@some-id`.

    Words stay words, `[sic]`, `[Nur-Sultan]` and `@name` too, unless a source has that name. What begins like a
    citation and is never closed is left to others.
    """
    edition = context.edition
    known = edition.sources.keys() | edition.withheld["sources"]
    for match in _BRACKET.finditer(text) if "[" in text else ():
        words = match[1].strip()
        named = [word for word in re.split(r"[\s,;]+", words) if word.lower() in known]
        if _SLUG.fullmatch(words) or (named and (named == [words] or any(map(_SLUG.fullmatch, named)))):
            yield match.start(), match[0], _meant(context, named[0] if named else words)
    for match in _BARE.finditer(text) if "@" in text else ():
        id = match[1] or match[2] or ""
        if _SLUG.fullmatch(id.lower()) or id.lower() in known:
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
    return _CITED.findall(text)


def cite(context: Context, id: str, inside: str, origin: Origin, where: Callable[[str], Origin]) -> Note | None:
    """Return the note for a citation; None after saying what is wrong (T104, R101, S101). `where` places a word of
    it."""
    parts = _parts(context, inside, where)
    return Note(id, parts[0][1].kind, tuple(_note(context, parts)), origin) if parts else None


def cite_in_text(context: Context, inside: str, origin: Origin, where: Callable[[str], Origin]) -> list[Inline]:
    """Return the words in brackets for a citation, without the brackets: each source by who published it, or by the
    host of its address, as a link; one without an address in more words. Empty after saying what is wrong, as `cite`
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
            found.append(Run(f", {', '.join(details)}", origin=origin))
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
    labels, lang = context.labels, context.edition.lang
    words = before or labels.get(
        f"note_{source.kind}" if source.publisher else f"note_{source.kind}_without_publisher", labels["note_see"]
    )
    words = words.format(publisher=say_publishers(context, source)) if not before else words
    details = []
    if not before:
        if source.title and (title := pick_text(source.title, lang)):
            details.append(f"“{title}”")
        if source.platform and source.publisher:
            details.append(labels["note_platform"].format(platform=source.platform))
        if source.published:
            details.append(say_day(context.labels, source.published))
    words = ", ".join([words, *details])
    if source.language:
        language = labels.get(f"language_{source.language}", source.language)
        words += f" ({labels['in_language'].format(language=language)})"
    return words


def _name(context: Context, source: Source) -> str:
    """Return what a source is called in the text: `link_<kind>` of the labels, the publisher's name where there is
    none."""
    labels, publisher = context.labels, say_publishers(context, source)
    if publisher:
        words = labels.get(f"link_{source.kind}", "{publisher}").format(publisher=publisher)
        return labels["link_platform"].format(publisher=words, platform=source.platform) if source.platform else words
    host = urlsplit(source.url).netloc.removeprefix("www.") if source.url else ""
    return labels.get(f"link_{source.kind}_without_publisher", host or labels["link_unnamed"])


def _details(context: Context, source: Source) -> list[str]:
    """Return what follows a source's name in the text: its title, where no address leads to it, its day, and its
    language where that is not the paper's own."""
    labels, details = context.labels, []
    if not source.url and source.title and (title := pick_text(source.title, context.edition.lang)):
        details.append(f"“{title}”")
    if source.published:
        details.append(say_day(labels, source.published))
    if source.language and source.language != context.edition.lang:
        language = labels.get(f"language_{source.language}", source.language)
        details.append(labels["in_language"].format(language=language))
    return details
