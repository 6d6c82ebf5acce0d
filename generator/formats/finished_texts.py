"""Read back every text that a finished file holds, whoever put it there.

In: the bytes of a file and its format. Out: each text, printed or said of the file, with the name of the part
of the file in which it stands.
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from base64 import b64decode
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO
from urllib.parse import unquote

from generator.base.text.json_strings import EMBEDDED_LETTERS, find_embedded, list_strings
from generator.formats.finished_pdf import list_pdf_texts
from generator.formats.parted_words import list_parted, tell_blanks

_BREAKS = re.compile(r"</?(?:[\w.-]+:)?(?:p|tr|tc|td|th|li|h[1-6]|div|br|tab|si|c|row|title|desc)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_TAGS_AND_WORDS = re.compile(f"({_TAG.pattern}(?:{_TAG.pattern})*)")
_STYLED = re.compile(r"<w:(?:p|r|tbl)Style\b[^>]*>")
"""Says by which style words look; what that is called stands in word/styles.xml."""
_END = "\0"
"""Stands for the end of a string of a sheet while all are looked at together: no tag goes on beyond it."""
_IN_CELLS = tuple(re.compile(one.pattern.replace("[^>]", "[^>\0]")) for one in (_STYLED, _BREAKS, _TAG))
_READABLE = re.compile(rb"[\x20-\x7e\x80-\xff]{4,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){4,}")
_PACKED = ("docx", "xlsx")
_AT_ONCE = 1_000_000
"""Bytes or letters of markup that are freed of their tags together."""
_STRINGS = "/sharedStrings.xml"
_OF_CELLS = "xl/worksheets/"
_PLACE = re.compile(r'(?<=<c) r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?=[ />])')
"""Where a cell stands in its sheet, AB12: no word, and no two cells have the same, so that a long table would have as
many different tags as cells, and a number that is protected would be found in a place of the same letters."""
_MARKED_UP = (".xml", ".rels", ".svg", ".html", ".vml")


def list_texts(data: bytes, format: str) -> Iterator[tuple[str, str]]:
    """Yield each text of a finished file, and the part in which it stands ("word/footnotes.xml")."""
    if format in _PACKED:
        yield from _list_packed(data)
    elif format == "pdf":
        yield from list_pdf_texts(data)
    elif format in ("html", "svg"):
        text, embedded = _cut_embedded(data.decode("utf-8", "replace"))
        pieces = cut(_CSS_ESCAPE.sub(_unescape_css, text))
        del text  # none of it is left once its pieces are read: what they say is searched then
        yield from list_markup("its source", pieces)
        yield from _list_embedded(embedded)
    elif format in ("json", "jsonl"):
        # as they are read: `\n` in the source of a file is the end of a line, and no letter of the next word
        for line in data.split(b"\n") if format == "jsonl" else (data,):
            for text in list_strings(json.loads(line or b"null")):
                if len(text) < EMBEDDED_LETTERS:  # as most are
                    yield "its values", text
                    continue
                text, embedded = _cut_embedded(text)
                yield "its values", text
                yield from _list_embedded(embedded)
    else:
        yield "its text", html.unescape(data.decode("utf-8", "replace"))


def _list_packed(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the texts of a package of Open XML, part by part; the names of the parts, too."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        yield "its comment", package.comment.decode("utf-8", "replace")
        for info in package.infolist():
            name = info.filename
            yield "the names of its parts", name
            if name.endswith(_STRINGS):
                with package.open(info) as file:
                    for piece in read_pieces(file, b"</si>"):
                        yield from _list_cells(name, piece.removesuffix("</si>"))
            elif name.endswith(_MARKED_UP):
                with package.open(info) as file:
                    pieces = read_pieces(file)
                    if name.startswith(_OF_CELLS):
                        pieces = (_PLACE.sub("", piece) for piece in pieces)
                    yield from list_markup(name, pieces)
            else:
                yield from _list_binary(name, package.read(info))


def read_pieces(file: IO[bytes], end: bytes = b">", size: int = _AT_ONCE) -> Iterator[str]:
    """Yield the text of a file in pieces, each of which ends where a tag does: whole, its letters and those of all that
    is made of them would take ten times the room of the file."""
    left = b""
    while block := file.read(size):
        before, found, left = (left + block).rpartition(end)
        if found:
            yield (before + found).decode("utf-8", "replace")
    if left:
        yield left.decode("utf-8", "replace")


def cut(text: str, size: int = _AT_ONCE) -> Iterator[str]:
    """Yield a text in such pieces."""
    begin = 0
    while begin < len(text):
        end = text.find(">", begin + size) + 1 or len(text)
        yield text[begin:end]
        begin = end


_CSS_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?")
"""A letter as style sheets may write it (https://www.w3.org/TR/css-syntax-3/#escaping)."""


def _unescape_css(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return chr(number) if 0x20 <= number <= 0x10FFFF else match[0]


def list_markup(part: str, pieces: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what is read once the tags are gone, the blocks in which tags alone part words, and the source with its
    attributes and comments. A piece ends where a tag does."""
    read: list[str] = []
    parted = [""]
    tags: dict[str, None] = {}
    left, enough = "", 0
    for piece in chain(pieces, ("",)):
        left += piece
        if piece and len(left) < enough:
            continue
        words, apart, said = _take_tags_out(part, left)
        if "<" in words and piece:  # a tag in a comment, say: where that ends stands in what follows
            enough = 2 * len(left)
            continue
        read.append(words)
        parted[-1] += apart[0]  # a block may go on from piece to piece
        parted += apart[1:]
        tags |= said
        left, enough = "", 0
    text = html.unescape("".join(read))
    read.clear()
    yield part, text
    del text
    for block in parted:
        yield part, html.unescape(block)
    yield part, _read_tags(tags)


def _take_tags_out(part: str, text: str) -> tuple[str, list[str], dict[str, None]]:
    """Return the words of some markup of a part, the blocks in which tags alone part them, and its tags, each once, but
    those that say by which style words look. Tags that stand together are looked at as one: of a long table there are
    few different ones."""
    parts = _TAGS_AND_WORDS.split(text)
    instead: dict[str, str] = {}
    tags: dict[str, None] = {}
    names: dict[str, str | None] = {}  # what a tag does to words, by all that stands before the first blank in it
    for together in dict.fromkeys(parts[1::2]):
        said = ""
        for tag in _TAG.findall(together):
            if "<" in tag[1:]:  # where it begins can be read in two ways
                return _take_tags_out_one_by_one(part, text)
            name = tag.partition(" ")[0]
            if name not in names:
                names[name] = None if _STYLED.match(tag) else " \n" if _BREAKS.match(tag) else ""
            if (one := names[name]) is not None:
                said += one
                tags[tag] = None
        instead[together] = said
    apart = [*list_parted(parts, instead, tell_blanks(part, instead))]
    parts[1::2] = map(instead.__getitem__, parts[1::2])
    return "".join(parts), apart, tags


def _take_tags_out_one_by_one(part: str, text: str) -> tuple[str, list[str], dict[str, None]]:
    said = _STYLED.sub("", text)
    # words that runs split are whole again; those of two paragraphs are not one
    broken = _BREAKS.sub(" \n", said)
    tags = dict.fromkeys(_TAG.findall(said))
    blanks = tell_blanks(part, tags)
    return _TAG.sub("", broken), [_TAG.sub(lambda match: blanks.get(match[0], " "), broken)], tags


def _read_tags(tags: Iterable[str]) -> str:
    """Return the tags that say something, one after the other: the name of each parts what it says from what the next
    one does, in whatever order they stand."""
    return unquote(html.unescape("\n".join(tag for tag in tags if "=" in tag or tag[1] == "!")))


def _list_cells(part: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield what `list_markup` does of each string of a sheet: each is a cell of its own, and what stands one after
    the other in here does not in the sheet. They are freed of their tags together, where no tag leads from one to the
    next, since most of the time that each alone takes is to begin with it."""
    if _END in text:
        for one in text.split("</si>"):
            yield from list_markup(part, [one])
        return
    styled, breaks, tag = _IN_CELLS
    whole = styled.sub("", text.replace("</si>", _END))
    for words in html.unescape(tag.sub("", breaks.sub(" \n", whole))).split(_END):
        yield part, words
    for one in whole.split(_END):
        if tags := _read_tags(dict.fromkeys(_TAG.findall(one))):
            yield part, tags


def _list_binary(part: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield what can be read in bytes: names that a camera, an editor or a font wrote into a picture or font."""
    yield part, "\n".join(found.decode("utf-8", "replace") for found in _READABLE.findall(content))
    yield part, "\n".join(found.decode("utf-16-le", "replace") for found in _WIDE.findall(content))


def _cut_embedded(text: str) -> tuple[str, list[str]]:
    """Return a text without the files that stand in it as base64, and these."""
    embedded: list[str] = []
    left: list[str] = []
    end = 0
    for found in find_embedded(text):
        embedded.append(found[0])
        left.append(text[end : found.start()])
        end = found.end()
    return "".join((*left, text[end:])), embedded


def _list_embedded(embedded: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the texts of the pictures and fonts that stood in a text as base64."""
    for found in embedded:
        content = b64decode(found + "=" * (-len(found) % 4))
        if b"<svg" in content[:1000]:
            yield from list_markup("a picture", [content.decode("utf-8", "replace")])
        else:
            yield from _list_binary("a picture or font", content)
