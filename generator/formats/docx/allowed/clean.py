"""The template with what may go out, and nothing else: the one file from which papers are made.

In: the bytes of paper.docx. Out: a Word file with the parts that papers need, under names that say nothing, and what
is to be told of what stood there. `briefing build` and `briefing template check` both ask here.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from generator.base.diagnostics import Code
from generator.base.media import ENDINGS, clean_picture
from generator.formats.docx.allowed.lists import ADDRESSES, OFFICE, RELATIONSHIPS
from generator.formats.docx.allowed.outward import Outward, Target, find_outward
from generator.formats.docx.allowed.tree import R, W, keep_allowed, list_hidden_styles
from generator.formats.docx.package import PackagePart, Relationship, is_kept, pack
from generator.formats.docx.template.word_cleanup import tidy
from generator.formats.word_file import find_main, read_relations

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_BY_ID = ("header", "footer", "image", "font", "hyperlink")
"""Relationships that count where an element names them; the others belong to the part as a whole."""
_PLAIN_ID = re.compile(r"rId\d+")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


class Giveaway(NamedTuple):
    """What is to be told of a template: its kind, what was found, how to mend it; the `part` of the file as it was
    saved, and the number of the paragraph there (from 0; None where it stands in none)."""

    kind: Code
    message: str
    help: str
    part: str
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class CleanTemplate:
    """A template that may be filled: its bytes, and what is to be told."""

    data: bytes
    found: tuple[Giveaway, ...]


@dataclass(slots=True)
class _Read:
    """The file as it was saved, and what was made of it so far: `parts` by their old names, `names` the new ones."""

    file: zipfile.ZipFile
    types: Mapping[str, str]
    hidden: frozenset[str] = frozenset()
    names: dict[str, str] = field(default_factory=dict)
    parts: dict[str, PackagePart] = field(default_factory=dict)
    found: list[Giveaway] = field(default_factory=list)


@lru_cache(maxsize=8)
def clean_template(data: bytes) -> CleanTemplate:
    """Return the template, the bytes that `read_word_file` gives, with nothing in it but what the list allows; raises
    BadZipFile, KeyError or XMLSyntaxError where it is no Word file, StrictFile or PartMissing where it has no text."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        read = _Read(file, _content_types(file))
        main = find_main(file)
        led = {type: target for _, type, target, outside in read_relations(file, main) if not outside}
        read.hidden = list_hidden_styles(etree.fromstring(file.read(led[f"{OFFICE}/styles"]), _PARSER))
        _take(read, main)
    return CleanTemplate(pack(read.parts.values(), properties=False, packed=False), tuple(read.found))


def _content_types(file: zipfile.ZipFile) -> dict[str, str]:
    """Return the content type of each part by its name."""
    root = etree.fromstring(file.read("[Content_Types].xml"), _PARSER)
    own = {str(o.get("PartName")).lstrip("/"): str(o.get("ContentType")) for o in root.iterfind(f"{_TYPES}Override")}
    by_ending = {str(d.get("Extension")).lower(): str(d.get("ContentType")) for d in root.iterfind(f"{_TYPES}Default")}
    return {name: own.get(name, by_ending.get(name.rpartition(".")[2].lower(), "")) for name in file.namelist()}


def _take(read: _Read, name: str) -> str:
    """Take a part over, with what it leads to, and return its new name."""
    if name in read.names:
        return read.names[name]
    type = read.types[name]
    if type.startswith("image/"):
        return _take_picture(read, name)
    read.names[name] = _rename(read, type)
    if not type.endswith("+xml"):
        read.parts[name] = PackagePart(read.names[name], type, read.file.read(name))
        return read.names[name]
    root = etree.fromstring(read.file.read(name), _PARSER)
    numbers = {paragraph: n for n, paragraph in enumerate(root.iter(f"{W}p"))}
    if type.endswith((".main+xml", ".header+xml", ".footer+xml")):
        tidy(root)
    relations = read_relations(read.file, name)
    for one in find_outward(root, _targets(read, relations)):
        read.found.append(_placed(one, name, numbers))
    links = {
        id for id, kind, address, outside in relations
        if outside and RELATIONSHIPS.get(kind) == "hyperlink" and address.lower().startswith(ADDRESSES)
    }  # fmt: skip
    _drop_endnotes(root)
    keep_allowed(root, links, read.hidden)
    kept = _keep_relations(read, root, relations, links)
    read.parts[name] = PackagePart(
        read.names[name], type, etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True), kept
    )
    return read.names[name]


def _take_picture(read: _Read, name: str) -> str:
    """Take a picture over without what stands beside its points; one that can't be read was told, and is empty."""
    try:
        data, type = clean_picture(read.file.read(name))
    except ValueError:
        data, type = b"", "image/png"
    number = sum(part.content_type.startswith("image/") for part in read.parts.values()) + 1
    read.names[name] = f"word/media/image{number}.{ENDINGS[type]}"
    read.parts[name] = PackagePart(read.names[name], type, data)
    return read.names[name]


def _rename(read: _Read, type: str) -> str:
    """Return the name that a part has in the file: what it is, and its number."""
    kind = re.sub(r"^.*[./](\w+?)(?:\+xml)?$", r"\1", type.replace("document.main", "document"))
    if kind == "obfuscatedFont":
        kind = "fonts/font"
    number = sum(re.fullmatch(rf"word/(?:theme/)?{kind}\d*\.\w+", name) is not None for name in read.names.values()) + 1
    if kind == "theme":
        return f"word/theme/theme{number}.xml"
    many = kind in ("header", "footer", "fonts/font") or number > 1
    return f"word/{kind}{number if many else ''}.{'odttf' if kind == 'fonts/font' else 'xml'}"


def _targets(read: _Read, relations: list[tuple[str, str, str, bool]]) -> dict[str, Target]:
    found = {}
    for id, type, target, outside in relations:
        kind = RELATIONSHIPS.get(type, type)
        there = outside or target in read.file.NameToInfo
        held = kind == "image" and not outside and there
        found[id] = Target(kind, target if outside else None, read.file.read(target) if held else None, there)
    return found


def _placed(one: Outward, part: str, numbers: Mapping[etree._Element, int]) -> Giveaway:
    holder = next((up for up in one.element.iterancestors(f"{W}p") if up in numbers), None)
    return Giveaway(one.kind, one.message, one.help, part, None if holder is None else numbers[holder])


def _drop_endnotes(root: etree._Element) -> None:
    """Leave the lines between text and endnotes, which Word names in the settings; papers have no endnotes."""
    for note in root.findall(f"{W}endnote"):
        if note.get(f"{W}type", "normal") == "normal":
            root.remove(note)


def _keep_relations(
    read: _Read, root: etree._Element, relations: list[tuple[str, str, str, bool]], links: set[str]
) -> tuple[Relationship, ...]:
    """Return the relationships that are used and may be there, and put their ids into the part where they say more than
    a number."""
    used: dict[str, list[tuple[etree._Element, str]]] = {}
    for element in root.iter(etree.Element):
        for key in [str(key) for key in element.keys() if str(key).startswith(R) or str(key).endswith("}relid")]:  # noqa: SIM118
            used.setdefault(str(element.get(key)), []).append((element, key))
    kept = []
    for number, (id, type, target, outside) in enumerate(relations, 1001):
        kind = RELATIONSHIPS.get(type)
        if kind is None or (kind in _BY_ID and id not in used):
            continue
        if outside != (kind == "hyperlink") or (outside and id not in links):
            continue
        if not outside and (target not in read.types or not is_kept(read.types[target])):
            continue
        name = id if _PLAIN_ID.fullmatch(id) else f"rId{number}"
        for element, key in used.get(id, []):
            element.set(key, name)
        kept.append(Relationship(name, type, target if outside else f"/{_take(read, target)}", outside))
    return tuple(kept)
