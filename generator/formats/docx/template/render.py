"""Open the template, let docxtpl render it with slots in place of words, and judge what came out.

In: paper.docx and the slots. Out: skeletons to fill. Every fault of the template that can be found is told at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.formats.docx.allowed.clean import clean_template
from generator.formats.docx.notes import count_own_notes
from generator.formats.docx.numbering_part import find_next_number
from generator.formats.docx.page_sections import PageSections
from generator.formats.docx.styles import Styles, W, find_missing_styles, read_styles
from generator.formats.docx.template.engine import PaperTemplate, RenderedParts, make_template_environment
from generator.formats.docx.template.faults import tell_fault
from generator.formats.docx.template.giveaways import locate_giveaways
from generator.formats.docx.template.missing_styles import MAKE_IT, supply_missing_styles
from generator.formats.docx.template.skeleton import Skeleton, make_skeleton
from generator.formats.docx.template.slots import Fields
from generator.formats.docx.template.words import find_own_words
from generator.formats.sandbox import HELP, describe_excess, run_template
from generator.formats.word_file import describe_unreadable, read_word_file
from generator.paper.document import Document
from generator.records.style import name_style_file

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_R = f"{{{_OFFICE}}}"


@dataclass(frozen=True, slots=True)
class Rendered:
    """The rendered template: `body` and the `running` lines (by part name) to fill; `trees` of the other parts that
    are written anew, with their part `names`; `main` is the name of the body's part in the `package`, and
    `template` that of the file."""

    styles: Styles
    next_number: int
    body: Skeleton
    running: Mapping[str, Skeleton]
    pages: PageSections
    trees: Mapping[str, etree._Element]
    names: Mapping[str, str]
    package: Any
    main: str
    template: str


def render(template: Path, offered: Fields, document: Document) -> Rendered:
    """Return the rendered template; raise BriefingError with its faults (P101 to P112)."""
    where = name_style_file(template)
    engine, main, parts = _open(template)
    giveaways = [tell_fault(fault) for fault in locate_giveaways(template)]
    trees = {key: part.element for key, part in parts.items()}
    supply_missing_styles(trees["styles"])
    styles = read_styles(trees["styles"])
    found = [*giveaways, *_faults_of_parts(main, trees, styles, where)]
    lacking: list[tuple[str, object]] = []

    def run() -> RenderedParts:
        made = engine.render_parts(dict(offered.values), make_template_environment(lacking))
        if lacking:
            raise BriefingError([*found, *_why(template, offered, lacking, None)])
        return made

    def describe(error: Exception) -> BriefingError:
        if excess := describe_excess(error):
            text = engine.find_text(error)
            fault = codes.ENDLESS_TEMPLATE.at(Origin(where), excess, HELP, excerpt=text, width=len(text or " "))
            return BriefingError([*found, fault])
        return BriefingError([*found, *_why(template, offered, lacking, error)])

    engine.place_parts(run_template(run, describe))
    root = main.element
    last = root.find(f"{W}body/{W}sectPr")
    if last is None:
        raise BriefingError([*found, codes.UNREADABLE_TEMPLATE.at(Origin(where), "the template has no page")])
    pages = PageSections(last)
    lines = _lines(main)
    if not found:
        running = {id: make_skeleton(part.element, offered.slots, styles, None) for id, part in lines.items()}
        found += _faults_of_lines(root, trees["settings"], running, offered, document, where)
        found += find_own_words(root, styles, where)
        body = make_skeleton(root, offered.slots, styles, pages)
        found += _faults_of_slots(body, running, offered, where)
    if found:
        from generator.formats.docx.template.faults import find_template_faults

        # a tag that is not closed swallows what follows it: then it is the tag that has to be told
        tags = find_template_faults(template, offered.values)
        raise BriefingError([*giveaways, *tags] if tags else found)
    return Rendered(
        styles,
        find_next_number(trees["numbering"]),
        body,
        {str(lines[id].partname).lstrip("/"): part for id, part in running.items()},
        pages,
        trees,
        {key: str(part.partname).lstrip("/") for key, part in parts.items()},
        main.package,
        str(main.partname).lstrip("/"),
        where,
    )


def _lines(main: Any) -> dict[str, Any]:
    """Return the headers and footers by the id of their relationship; rendering puts new ones in their place."""
    return {rel.rId: rel.target_part for rel in main.rels.values() if rel.reltype.endswith(("/header", "/footer"))}


def _open(template: Path) -> tuple[PaperTemplate, Any, dict[str, Any]]:
    try:
        engine = PaperTemplate(BytesIO(clean_template(read_word_file(template)).data))
        engine.init_docx()
        main = engine.docx.part
        parts = {key: main.part_related_by(f"{_OFFICE}/{key}") for key in ("styles", "numbering", "settings")}
    except FileNotFoundError as error:
        message = f"`{template.name}` is not in the style's folder"
        help = "a style that is to give Word files has a template of that name"
        raise BriefingError([codes.MISSING_TEMPLATE.at(Origin(name_style_file(template)), message, help)]) from error
    except BriefingError:
        raise  # it may not be read, and says why
    except Exception as error:  # python-docx raises what it happens to meet: BadZipFile, KeyError, XMLSyntaxError …
        raise BriefingError([describe_unreadable(template, error)]) from error
    return engine, main, parts


def _faults_of_parts(
    main: Any, trees: Mapping[str, etree._Element], styles: Styles, where: str
) -> Iterator[Diagnostic]:
    for name in find_missing_styles(styles.ids):
        yield codes.MISSING_STYLE.at(Origin(where), f"the template has no style {name!r}", MAKE_IT)
    for name in ("List Number", "Box List Number", "Box List Bullet", "Recommendation"):
        if name.lower() in styles.ids and name.lower() not in styles.lists:
            yield codes.MISSING_STYLE.at(Origin(where), f"the style {name!r} has no numbering", "give the style a list")
    for relation in main.rels.values():
        if relation.reltype.endswith("/footnotes") and count_own_notes(etree.fromstring(relation.target_part.blob)):
            yield codes.NOTE_IN_TEMPLATE.at(
                Origin(where),
                "the template has a footnote of its own, which would shift the numbers of the paper's notes",
                "take the note out of the template",
            )
    # read before rendering: Word keeps them in the settings and in each page section
    for holder in (trees["settings"], *main.element.iter(f"{W}sectPr")):
        for tag, plain in (("numFmt", "decimal"), ("numStart", "1"), ("numRestart", "continuous")):
            value = holder.find(f"{W}footnotePr/{W}{tag}")
            if value is not None and value.get(f"{W}val") != plain:
                yield codes.NOTE_NUMBERING.at(
                    Origin(where),
                    f"the template numbers footnotes otherwise than 1, 2, 3 … ({tag}: {value.get(f'{W}val')})",
                    "choose the format 1, 2, 3 …, start at 1, and continuous numbering",
                )


def _why(
    template: Path, offered: Fields, lacking: list[tuple[str, object]], error: Exception | None
) -> Iterator[Diagnostic]:
    from generator.formats.docx.template.faults import describe_unknown_name, find_template_faults

    found = find_template_faults(template, offered.values)
    told = {diagnostic.message for diagnostic in found}
    met = [describe_unknown_name(template, name, holder) for name, holder in lacking]
    found += [diagnostic for diagnostic in met if diagnostic.message not in told]
    if not found and error is not None:
        found = [codes.BROKEN_TAG.at(Origin(name_style_file(template)), f"the template cannot be rendered: {error}")]
    yield from found


def _faults_of_slots(
    body: Skeleton, running: Mapping[str, Skeleton], offered: Fields, where: str
) -> Iterator[Diagnostic]:
    counts: dict[int, int] = {}
    for number in body.placed:
        counts[number] = counts.get(number, 0) + 1
    wrong = dict.fromkeys(offered.slots[n] for part in (body, *running.values()) for n in part.misplaced)
    for name, kind in dict.fromkeys((slot.name, slot.kind) for slot in wrong):
        inline = kind in ("words", "page")
        written = f"{{{{ {name} }}}}" if inline else f"{{{{p {name} }}}}"
        where_to = "within a paragraph" if inline else "in a paragraph of its own"
        yield codes.MISPLACED_SLOT.at(
            Origin(where), f"`{name}` stands where it cannot be", f"write {written} {where_to}", about=name
        )
    absent = dict.fromkeys(slot.name for slot in offered.slots if slot.needed and slot.number not in counts)
    for name in absent:
        yield codes.MISSING_PLACEHOLDER.at(
            Origin(where),
            f"the template has no place for `{name}`: the paper would lose it",
            f"put `{name}` where it belongs; the template that comes with the tool shows how",
        )
    twice = dict.fromkeys(s.name for s in offered.slots if s.needed and counts.get(s.number, 0) > 1)
    for name in twice:
        yield codes.REPEATED_PLACEHOLDER.at(
            Origin(where), f"the template places `{name}` twice", "leave one of them", about=name
        )


def _faults_of_lines(
    root: etree._Element,
    settings: etree._Element,
    running: Mapping[str, Skeleton],
    offered: Fields,
    document: Document,
    where: str,
) -> Iterator[Diagnostic]:
    """The running lines: what every page must carry, on every kind of page that the template has."""
    by_name = {slot.name: slot.number for slot in offered.slots}
    everywhere = {number for part in running.values() for number in part.placed}
    for name in ("running", "page_of_pages"):
        if by_name[name] not in everywhere:
            yield codes.MISSING_PLACEHOLDER.at(
                Origin(where),
                f"the template has no place for `{name}` at the head or foot of its pages",
                f"put {{{{ {name} }}}} into the header or the footer",
            )
    if not document.mark:
        return
    for page in root.iter(f"{W}sectPr"):
        kinds = ["default"]
        if _on(page.find(f"{W}titlePg")):
            kinds.append("first")
        if _on(settings.find(f"{W}evenAndOddHeaders")):
            kinds.append("even")
        for kind in kinds:
            ids = [child.get(f"{_R}id") for child in page if child.get(f"{W}type") == kind]
            if not any(by_name["mark"] in running[id].placed for id in ids if id in running):
                yield codes.PAGE_WITHOUT_MARK.at(
                    Origin(where),
                    f"the {kind} page of the template does not carry `mark`, which every page of this paper must",
                    "put {{ mark }} into the header of each kind of page",
                )


def _on(setting: etree._Element | None) -> bool:
    """Return whether a setting is there, and not there to say no (ECMA-376 part 1, 17.17.4)."""
    return setting is not None and setting.get(f"{W}val", "1") not in ("0", "false", "off")
