"""Check a style: its labels, Word template, style sheet and page template.

In: a style of the workspace. Out: diagnostics, and what of them is about paper.docx with its places. Nothing is
written.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lxml import etree

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin, Severity
from generator.base.style_folders import name_input
from generator.formats.docx.styles import W
from generator.formats.docx.template.faults import Fault, locate_faults, tell_fault
from generator.formats.docx.template.places import BODY, NOTES, read_paragraphs
from generator.formats.docx.template.word_cleanup import TAG
from generator.formats.specimen import make_specimen
from generator.formats.word_file import open_word_file
from generator.paper.workspace import Workspace
from generator.records.load.label_keys import REQUIRED
from generator.records.style import FONTS, Style, name_style_file

if TYPE_CHECKING:
    from generator.formats.docx.template.places import PlacedParagraph, Spot
    from generator.paper.document import Document

Found = TypeVar("Found")

TEMPLATE = "paper.docx"
_STATIC = (codes.UNKNOWN_VARIABLE, codes.BROKEN_TAG, codes.MISPLACED_SLOT, codes.WORDS_BESIDE_TAG)
"""What is told of a tag without rendering: rendering tells the same without its place."""
_GIVEAWAYS = (codes.TELLING_FIELD, codes.OUTSIDE_PART, codes.FOREIGN_CONTENT, codes.BROKEN_RELATIONSHIP)
"""What is told without rendering, word by word as rendering tells it."""


@dataclass(frozen=True, slots=True)
class CheckedStyle:
    """What is wrong with a style: all of it, and the `faults` of its paper.docx with their places."""

    diagnostics: tuple[Diagnostic, ...]
    faults: tuple[Fault, ...]


def check_style(workspace: Workspace, style: Style) -> CheckedStyle:
    """Return everything that is wrong with the style."""
    labels, problems = _labels(workspace, style)
    problems += _faults_of_letters(workspace, style)
    # a template has to be right for papers with a mark and for those without
    papers = [make_specimen(labels), make_specimen(labels, mark=None)]
    faults = list(dict.fromkeys(_faults_of_word(style, papers, frozenset(labels))))
    problems += [tell_fault(fault) for fault in faults]
    problems += _faults_of_page(style, papers[0])
    return CheckedStyle(tuple(workspace.explained(problems, "public")), tuple(faults))


def _labels(workspace: Workspace, style: Style) -> tuple[Mapping[str, str], list[Diagnostic]]:
    """Return the words of the style in its first language, and what is wrong with those of each; where they are, names
    stand in for them."""
    languages = style.languages() or ["en"]
    found: Mapping[str, str] | None = None
    problems: list[Diagnostic] = []
    for lang in sorted(languages, key=lambda lang: (lang != "en", lang)):
        labels, more = workspace.labels(style, lang)
        problems += more
        found = found or labels
    return found or {**{key: key for key in REQUIRED}, "page": "{page} / {pages}"}, problems


def _faults_of_letters(workspace: Workspace, style: Style) -> Iterator[Diagnostic]:
    """Yield letters that nobody sees, or that look like others, in what the style says: as `briefing check` does."""
    from generator.review.lint.rules import hidden_letter, mixed_scripts

    folders = [f"{name_input(folder, workspace.root)}/" for folder in style.folders]
    own = {name: lines for name, lines in workspace.lines.items() if name.startswith(tuple(folders))}
    yield from hidden_letter.find_in(own)
    yield from mixed_scripts.find_in(own)


# ── paper.docx ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _faults_of_word(style: Style, papers: list[Document], labels: frozenset[str]) -> Iterator[Fault]:
    from generator.formats.docx import write_docx
    from generator.formats.docx.check.file import check_docx
    from generator.formats.docx.template.giveaways import locate_giveaways
    from generator.formats.docx.template.missing_styles import warn_of_missing_styles

    template = style.file(TEMPLATE)
    try:
        parts = read_paragraphs(template)
        static = [*_look(lambda: [*locate_faults(template, labels)]), *locate_giveaways(template)]
    except (OSError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        parts, static = {}, []
    yield from static
    everything = [placed for part in parts.values() for placed in part]
    for paper in papers:
        try:
            judged = check_docx(write_docx(paper, template), paper)
            # a fault that the finished file alone shows is the template's: the specimen has none of its own
            yield from (Fault(replace(found, origin=Origin(name_style_file(template)))) for found in judged)
        except BriefingError as error:
            for found in error.diagnostics:
                known = found.kind in _STATIC and any(f.diagnostic.kind in _STATIC for f in static)
                told = found.kind in _GIVEAWAYS or found in [tell_fault(f) for f in static]
                if not known and not told:
                    yield Fault(found, _spot(found, everything))
    if parts:
        yield from (Fault(found) for found in warn_of_missing_styles(template))
        yield from _words_outside_labels(style, everything)
        yield from _missing_fonts(style)


def _look(find: Callable[[], list[Found]]) -> list[Found]:
    """Return what is found in a template; nothing where it takes too much, which is told where it is rendered."""
    from generator.formats.sandbox import run_template

    try:
        return run_template(find, lambda error: BriefingError(()))
    except BriefingError:
        return []


def _spot(found: Diagnostic, placed: list[PlacedParagraph]) -> Spot | None:
    """Return the paragraph that a fault told by rendering is about; None where it is about none."""
    if found.kind is codes.NOTE_IN_TEMPLATE:
        return next((p.spot for p in placed if p.spot.part == NOTES and p.spot.text.strip()), None)
    if found.kind is codes.WORDS_IN_TEMPLATE:
        return next(
            (p.spot for p in placed if found.excerpt and TAG.sub("", p.spot.text).strip() == found.excerpt), None
        )
    if found.kind in (codes.REPEATED_PLACEHOLDER, codes.MISPLACED_SLOT):
        name = found.about
        return next(
            (p.spot for p in reversed(placed) if name and re.search(rf"\b{re.escape(name)}\b", p.spot.text)), None
        )
    return None


def _words_outside_labels(style: Style, placed: list[PlacedParagraph]) -> Iterator[Fault]:
    """Yield the words of the template that rendering leaves alone, and that no other format has: above the contents, at
    the head and foot of pages, in the numbers of headings."""
    template = style.file(TEMPLATE)
    help = "put them into labels/<lang>.yaml, and write {{ labels.… }} with their key here"
    with open_word_file(template) as file:
        names = {
            s.get(f"{W}styleId"): str(s.find(f"{W}name").get(f"{W}val")).lower()
            for s in etree.fromstring(file.read("word/styles.xml")).iterfind(f"{W}style")
            if s.find(f"{W}name") is not None
        }
        numbering = (
            etree.fromstring(file.read("word/numbering.xml")) if "word/numbering.xml" in file.namelist() else None
        )
    for element, spot in placed:
        own = TAG.sub("", spot.text).strip()
        name = element.find(f"{W}pPr/{W}pStyle")
        heading = name is not None and names.get(name.get(f"{W}val")) == "toc heading"
        if not re.search(r"\w", own) or spot.part == NOTES or (spot.part == BODY and not heading):
            continue
        # a logo's line or an address may stand at the head of pages
        severity: Severity = "warning" if spot.part == BODY else "hint"
        yield Fault(
            codes.WORDS_OUTSIDE_LABELS.at(
                Origin(name_style_file(template)),
                f"words of the template's own: {own[:60]!r}",
                help,
                excerpt=spot.text,
                width=max(1, len(spot.text)),
                severity=severity,
            ),
            spot,
        )
    for level in () if numbering is None else numbering.iter(f"{W}lvlText"):
        text = str(level.get(f"{W}val", ""))
        own = re.sub(r"%\d", "", TAG.sub("", text))
        if len(re.findall(r"[^\W\d_]", own)) > 1:
            yield Fault(
                codes.WORDS_OUTSIDE_LABELS.at(
                    Origin(name_style_file(template)),
                    f"a numbering has words of its own: {text!r}",
                    help,
                    severity="warning",
                )
            )


def _missing_fonts(style: Style) -> Iterator[Fault]:
    from generator.formats.docx.template.fonts import OF_WORD, list_fonts

    template = style.file(TEMPLATE)
    shipped = _families(style)
    for name in list_fonts(template):
        if name not in OF_WORD and name not in shipped:
            yield Fault(
                codes.MISSING_WORD_FONT.at(
                    Origin(name_style_file(template)),
                    f"the font {name!r} neither comes with Word nor is in fonts/ of the style: readers see another",
                    f"choose one of: {', '.join(sorted(shipped)) or 'Calibri, Cambria, Georgia'}, or one that comes"
                    " with Word",
                )
            )


def _families(style: Style) -> set[str]:
    """Return the names under which a word processor shows the font files of the style."""
    from fontTools.ttLib import TTFont

    found = set()
    for folder in style.folders:
        for path in sorted((folder / Path(FONTS).parent).glob("*.[to]tf")):
            with TTFont(path, lazy=True) as font:
                names = font["name"]
                found |= {name for n in (1, 16) if (name := names.getDebugName(n))}
    return found


# ── the page ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _faults_of_page(style: Style, paper: Document) -> Iterator[Diagnostic]:
    from generator.formats.html import write_html
    from generator.formats.html_names import find_unknown_names
    from generator.formats.html_template import find_page_faults
    from generator.formats.pdf import write_pdf
    from generator.formats.stylesheet_fonts import find_missing_fonts

    told = _look(lambda: [*find_page_faults(style)])
    if not any(d.kind is codes.BROKEN_PAGE_TAG for d in told):
        said = {d.origin for d in told}
        names = _look(lambda: [*find_unknown_names(paper, style)])
        told += [d for d in names if d.origin not in said]
    yield from told
    for write in (write_html, lambda document, style: write_pdf(document, style).warnings):
        try:
            more = write(paper, style)
        except BriefingError as error:
            yield from (
                d
                for d in error.diagnostics
                if not (told and d.kind in (codes.BROKEN_PAGE_TAG, codes.UNKNOWN_PAGE_VARIABLE))
            )
            continue
        if isinstance(more, tuple):
            # notes of a specimen may stand anywhere; letters that its fonts lack are another matter
            yield from more
    if style.file("paper.css").is_file():
        yield from find_missing_fonts(style)


def annotate_faults(template: Path, faults: Iterable[Fault]) -> bytes | None:
    """Return a copy of paper.docx with a comment for each fault; None where it can't be read."""
    from generator.formats.docx.template.annotate import annotate

    try:
        return annotate(
            template, [("\n".join(filter(None, (tell_fault(f).message, f.diagnostic.help))), f.spot) for f in faults]
        )
    except (OSError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return None
