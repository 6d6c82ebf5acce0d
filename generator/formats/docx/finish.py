"""Complete the Word file once its text is filled in: languages, lists, notes, settings, properties; then pack it."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from generator.formats.docx.inlines import Pen
from generator.formats.docx.names import add_region
from generator.formats.docx.notes import SEPARATORS
from generator.formats.docx.numbering_part import label_numbers, restart_lists
from generator.formats.docx.package import (
    PackagePart,
    Relationship,
    build_properties,
    make_hyperlinks,
    pack,
    serialise,
)
from generator.formats.docx.styles import W
from generator.formats.docx.template.render import Rendered
from generator.formats.docx.template.skeleton import NAMESPACES
from generator.paper.document import Document

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())

_AFTER_NOTES = ("endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang",
                "clrSchemeMapping", "doNotIncludeSubdocsInStats", "shapeDefaults", "decimalSymbol",
                "listSeparator")  # fmt: skip
"""Settings that follow `footnotePr` (ECMA-376 part 1, 17.15.1.78: a sequence)."""


def finish(
    document: Document,
    rendered: Rendered,
    body: bytes,
    running: Mapping[str, bytes],
    notes: str,
    pen: Pen,
    beside: Pen,
    *,
    packed: bool = True,
) -> bytes:
    """Return the file. `body`, `running` (by part) and `notes` are XML; `pen` wrote the body, `beside` the notes."""
    _set_language(rendered.trees["styles"], add_region(document.lang))
    numbering = rendered.trees["numbering"]
    label_numbers(numbering, document, rendered.template)
    restart_lists(numbering, pen, rendered.styles)
    _set_notes(rendered.trees["settings"], add_region(document.lang))
    parts: list[PackagePart] = []
    has_notes = False
    for part in rendered.package.iter_parts():
        name = str(part.partname).lstrip("/")
        relations = _relations(part)
        if name == rendered.main:
            data = serialise(body)
            relations = (*relations, *make_hyperlinks(pen.links))
        elif name in running:
            data = serialise(running[name])
        elif part.content_type == _NOTES_TYPE:
            data, has_notes = _notes_part(notes, part.blob), True
            relations = make_hyperlinks(beside.links)
        else:
            tree = next((t for key, t in rendered.trees.items() if rendered.names[key] == name), None)
            data = part.blob if tree is None else serialise(etree.tostring(tree, encoding="unicode"))
        parts.append(PackagePart(name, part.content_type, data, relations))
    if not has_notes:
        parts = [_with_notes(part, rendered.main) for part in parts]
        parts.append(
            PackagePart("word/footnotes.xml", _NOTES_TYPE, _notes_part(notes, None), make_hyperlinks(beside.links))
        )
    if pen.pictures:
        from generator.formats.docx.pictures import add_pictures

        parts = add_pictures(parts, rendered.main, pen.pictures)
    return pack([*parts, *build_properties(document.properties, document.lang)], packed=packed)


def _relations(part: object) -> tuple[Relationship, ...]:
    """Return the part's relationships, in order of their ids."""
    return tuple(
        Relationship(r.rId, r.reltype, r.target_ref, r.is_external)
        for r in sorted(part.rels.values(), key=lambda r: r.rId)  # type: ignore[attr-defined]
    )


def _with_notes(part: PackagePart, main: str) -> PackagePart:
    if part.name != main:
        return part
    relation = Relationship("notes", f"{_OFFICE}/footnotes", "footnotes.xml")
    return PackagePart(part.name, part.content_type, part.data, (*part.relations, relation))


def _notes_part(notes: str, template: bytes | None) -> bytes:
    """Return word/footnotes.xml: the template's separators, or plain ones, and the notes."""
    separators = SEPARATORS
    if template is not None:
        root = etree.fromstring(template)
        separators = "".join(
            etree.tostring(note, encoding="unicode", with_tail=False)
            for note in root.iterfind(f"{W}footnote")
            if note.get(f"{W}type", "normal") != "normal"
        )
    return serialise(f"<w:footnotes {_DECLARED}>{separators}{notes}</w:footnotes>")


def _set_language(styles: etree._Element, lang: str) -> None:
    """Make `lang` the language of all text that does not say its own."""
    for holder in styles.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr"):
        found = holder.find(f"{W}lang")
        if found is None:
            found = etree.SubElement(holder, f"{W}lang")
        found.set(f"{W}val", lang)


def _set_notes(settings: etree._Element, lang: str) -> None:
    """Say the language, and name the separators, which Word needs."""
    theme = settings.find(f"{W}themeFontLang")
    if theme is not None:
        theme.set(f"{W}val", lang)
    if settings.find(f"{W}footnotePr") is not None:
        return
    named = etree.fromstring(f'<w:footnotePr {_DECLARED}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>')
    later = next((child for child in settings if etree.QName(child).localname in _AFTER_NOTES), None)
    if later is None:
        settings.append(named)
    else:
        later.addprevious(named)
