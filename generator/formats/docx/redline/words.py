"""What stands in a paragraph, as tracked changes word by word.

In: a paragraph of the old text and its counterpart in the new one, or one of them alone. Out: XML of runs, inserted and
deleted ones among them. Each thing that is no word (a note's call, a picture, a tab) counts as one letter that stands
for nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, groupby
from typing import NamedTuple

from lxml import etree

from generator.base.text.addresses import SOFT_BREAK
from generator.base.text.word_diff import compare_words
from generator.formats.docx.inlines import escape
from generator.formats.docx.redline.marks import Marks, Side
from generator.formats.docx.styles import W
from generator.formats.docx.template.skeleton import NAMESPACES, serialise_element

_THING = "\0"
"""Stands in a text for what is no letter; no XML can hold it."""
_FIRST_LETTER = 0xF0000
"""Where the same things have to be the same letters, these are taken from a plane for private use."""
_CALL = f"{W}footnoteReference"


class RunLook(NamedTuple):
    """How a letter looks and what it is: `properties` of its run, the `link` in which it stands, both XML; the `thing`
    for which it stands, as XML, or the `note` that is called here."""

    properties: str = ""
    link: str = ""
    thing: str = ""
    note: str = ""


class Content(NamedTuple):
    """What stands in a paragraph: a look for each letter of the text, and the names of its bookmarks."""

    text: str
    looks: list[RunLook]
    bookmarks: list[str]


class ChangedRun(NamedTuple):
    """Letters of one look and one fate; `before` is how they looked in the old text where that is told."""

    side: Side
    text: str
    look: RunLook
    before: RunLook | None = None


def read_content(paragraph: etree._Element | None, notes: Mapping[int, str]) -> Content:
    """Return what stands in the paragraph; `notes` are ids of notes by their numbers."""
    made = Content("", [], [])
    letters: list[str] = []
    for child in paragraph if paragraph is not None else ():
        if child.tag == f"{W}hyperlink":
            link = "".join(f' {_attribute(str(name))}="{escape(value)}"' for name, value in child.attrib.items())
            for run in child:
                _read_run(run, link, notes, letters, made.looks)
        elif child.tag == f"{W}r":
            _read_run(child, "", notes, letters, made.looks)
        elif child.tag == f"{W}bookmarkStart":
            made.bookmarks.append(str(child.get(f"{W}name")))
        else:
            # what the template wraps around words of its own
            for run in child.iter(f"{W}r"):
                _read_run(run, "", notes, letters, made.looks)
    return made._replace(text="".join(letters))


def _read_run(
    run: etree._Element, link: str, notes: Mapping[int, str], letters: list[str], looks: list[RunLook]
) -> None:
    properties = ""
    for child in run:
        if child.tag == f"{W}rPr":
            properties = "".join(serialise_element(one) for one in child)
        elif child.tag == f"{W}t":
            letters.append(child.text or "")
            looks += [RunLook(properties, link)] * len(child.text or "")
        else:
            called = child.tag == _CALL
            note = notes[int(child.get(f"{W}id", ""))] if called else ""
            letters.append(_THING)
            looks.append(RunLook(properties, link, "" if called else serialise_element(child), note))


def _attribute(name: str) -> str:
    """Return an attribute's name as it is written: `w:anchor`."""
    uri, _, local = name[1:].partition("}")
    return next(prefix for prefix, known in NAMESPACES.items() if known == uri) + ":" + local


def merge_runs(
    old: Content | None, new: Content | None, marks: Marks, internal: str, dressed_anew: bool = False
) -> str:
    """Return the runs of both; `internal` is how links within the paper look, which is told of none. `dressed_anew`
    says that the paragraph tells how it looked before."""
    if old is None or new is None:
        only = old or new
        assert only is not None
        stretches = list(_one_side("new" if new else "old", only.text, only.looks))
        same: dict[str, str] = {}
    else:
        same = marks.same_notes([look.note for look in old.looks if look.note], [n.note for n in new.looks if n.note])
        stretches = list(_stretches(old, new, same, internal))
    if dressed_anew:
        stretches = list(_keep_apart(stretches, first_note=not marks.called))
    parts = []
    for link, linked in groupby(stretches, key=lambda stretch: stretch.look.link):
        inner = "".join(
            marks.around(side, "".join(_run(stretch, marks, same) for stretch in group))
            for side, group in groupby(linked, key=lambda stretch: stretch.side)
        )
        parts.append(f"<w:hyperlink{link}>{inner}</w:hyperlink>" if link else inner)
    return "".join(parts)


def _keep_apart(stretches: Iterable[ChangedRun], first_note: bool) -> Iterator[ChangedRun]:
    """Yield the letters so that a paragraph which tells how it looked does not begin with a change, nor go on with one
    after the `first_note` of the paper: an invisible letter that is none stands between.

    LibreOffice (7.4) ties the earlier look to the first piece of text of the paragraph, and to the next one after the
    paper's first note. If that piece is deleted or inserted it forgets one of the two when it saves, mostly the
    deletion: the words then stand there as if they had never been deleted.
    """
    apart = True
    for stretch in stretches:
        if apart and stretch.side != "both":
            yield ChangedRun("both", SOFT_BREAK, RunLook())
        apart = first_note and bool(stretch.look.note)
        first_note = first_note and not stretch.look.note
        yield stretch


def _stretches(old: Content, new: Content, same: Mapping[str, str], internal: str) -> Iterator[ChangedRun]:
    """Yield the letters of both in order of reading. Same words that lead elsewhere are other words; same words that
    look different say how they looked."""
    free = (letter for n in count(_FIRST_LETTER) if (letter := chr(n)) not in old.text and letter not in new.text)
    stands: defaultdict[tuple[str, str], str] = defaultdict(lambda: next(free))
    texts = (
        _with_things(old, stands, {}),
        _with_things(
            new, stands, {look.note: same.get(look.note, f"new {look.note}") for look in new.looks if look.note}
        ),
    )
    i = j = 0
    for side, text in compare_words(*texts):
        n = len(text)
        if side == "old":
            yield from _one_side("old", old.text[i : i + n], old.looks[i : i + n])
            i += n
        elif side == "new":
            yield from _one_side("new", new.text[j : j + n], new.looks[j : j + n])
            j += n
        else:
            for kept, letters in groupby(
                range(n), key=lambda k: _address(old.looks[i + k]) == _address(new.looks[j + k])
            ):
                at = list(letters)
                first, last = at[0], at[-1] + 1
                was, is_ = old.looks[i + first : i + last], new.looks[j + first : j + last]
                if kept:
                    yield from _kept(new.text[j + first : j + last], was, is_, internal)
                else:
                    yield from _one_side("old", old.text[i + first : i + last], was)
                    yield from _one_side("new", new.text[j + first : j + last], is_)
            i, j = i + n, j + n


def _with_things(content: Content, letters: Mapping[tuple[str, str], str], same: Mapping[str, str]) -> str:
    """Return the text in which the same things are the same letters; notes go by the names that they are the `same`
    as."""
    if _THING not in content.text:
        return content.text
    return "".join(
        letters[look.thing, same.get(look.note, look.note)] if letter == _THING else letter
        for letter, look in zip(content.text, content.looks, strict=True)
    )


def _address(look: RunLook) -> str:
    """Return the link as far as it leads out of the paper: where one within the paper leads is no change of words."""
    return "" if "w:anchor=" in look.link else look.link


def _one_side(side: Side, text: str, looks: Iterable[RunLook]) -> Iterator[ChangedRun]:
    at = 0
    for look, group in groupby(looks):
        n = len(list(group))
        if look.thing or look.note:
            yield from (ChangedRun(side, "", look) for _ in range(n))
        else:
            yield ChangedRun(side, text[at : at + n], look)
        at += n


def _kept(text: str, old: list[RunLook], new: list[RunLook], internal: str) -> Iterator[ChangedRun]:
    at = 0
    for (was, look), group in groupby(zip(old, new, strict=True)):
        n = len(list(group))
        plain = [one.properties.replace(internal, "") for one in (was, look)]
        before = was if plain[0] != plain[1] else None
        things = look.thing or look.note
        yield from (
            (ChangedRun("both", "", look, before) for _ in range(n))
            if things
            else [ChangedRun("both", text[at : at + n], look, before)]
        )
        at += n


def _run(stretch: ChangedRun, marks: Marks, same: Mapping[str, str]) -> str:
    side, text, look, before = stretch
    properties = look.properties
    if before is not None:
        properties += f"<w:rPrChange {marks.mark()}><w:rPr>{before.properties}</w:rPr></w:rPrChange>"
    inner = look.thing
    if look.note:
        old = look.note if side == "old" else same[look.note] if side == "both" else None
        number = marks.call(old, None if side == "old" else look.note)
        inner = f'<w:footnoteReference w:id="{number}"/>'
    elif text:
        tag = "w:delText" if side == "old" else "w:t"
        inner = f'<{tag} xml:space="preserve">{escape(text)}</{tag}>'
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"
