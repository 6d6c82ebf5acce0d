"""word/numbering.xml: the words in its numbers come from the labels, and each numbered list begins at 1."""

from __future__ import annotations

import re

from lxml import etree

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.formats.docx.inlines import Pen
from generator.formats.docx.styles import Styles, W
from generator.paper.document import Document, Section, find_headings

_LABEL = re.compile(r"\{\{\s*labels\.(\w+)\s*\}\}")


def find_next_number(root: etree._Element) -> int:
    """Return the first numId that the template does not use."""
    return max((int(num.get(f"{W}numId", "0")) for num in root.iterfind(f"{W}num")), default=0) + 1


def label_numbers(root: etree._Element, document: Document, template: str) -> None:
    """Put the labels into the numbers ("{{ labels.box }} %1"), in place.

    A paper with one annex calls it "Annex", not "Annex 1": its level loses the counter, as in the document's numbers.
    Raises BriefingError where the template names a label that is not there.
    """
    unknown: list[str] = []
    one = sum(section.kind == "annex" for section in document.sections) == 1

    def words(match: re.Match[str]) -> str:
        if match[1] not in document.labels:
            unknown.append(match[1])
        return document.labels.get(match[1], "")

    for text in root.iter(f"{W}lvlText"):
        pattern = text.get(f"{W}val", "")
        if "{" in pattern:
            shown = _LABEL.sub(words, pattern)
            text.set(f"{W}val", shown.partition("%")[0].strip() if one and "labels.annex" in pattern else shown)
    if unknown:
        raise BriefingError(
            codes.UNKNOWN_VARIABLE.at(
                Origin(template),
                f"nothing is called `labels.{name}`",
                f"a numbering of the template names it; known are: {', '.join(sorted(document.labels))}",
            )
            for name in unknown
        )


def restart_lists(root: etree._Element, pen: Pen, styles: Styles) -> None:
    """Add a numbering for each list that was written, which begins at 1 (ECMA-376 part 1, 17.9.26), in place."""
    abstract = {
        num.get(f"{W}numId"): inner.get(f"{W}val")
        for num in root.iterfind(f"{W}num")
        if (inner := num.find(f"{W}abstractNumId")) is not None
    }
    first = pen.next_number - len(pen.restarts)
    last = root.findall(f"{W}num")[-1:] or root.findall(f"{W}abstractNum")[-1:]
    for n, style in enumerate(pen.restarts):
        num = etree.Element(f"{W}num", {f"{W}numId": str(first + n)})
        kind = abstract[styles.lists[style.lower()][0]]
        etree.SubElement(num, f"{W}abstractNumId", {f"{W}val": str(kind)})
        for level in range(3):
            override = etree.SubElement(num, f"{W}lvlOverride", {f"{W}ilvl": str(level)})
            etree.SubElement(override, f"{W}startOverride", {f"{W}val": "1"})
        last[0].addnext(num)
        last = [num]


def assert_headings(document: Document) -> None:
    """Raise BriefingError where Word, which counts by itself, would print another number than the document says.

    Word counts a level that has not begun as 1: a numbered subsection under an unnumbered section would be 1.1.
    """
    counters = [0, 0, 0]
    wrong: list[Diagnostic] = []
    for heading in find_headings(document):
        if not isinstance(heading, Section) or heading.kind not in ("theme", "section"):
            continue
        if heading.id not in document.numbers.headings:
            continue  # the writer takes the number of its style away
        level = min(heading.level, 3)
        counters[level - 1] += 1
        counters[level:] = [0] * (3 - level)
        shown = ".".join(str(max(n, 1)) for n in counters[:level])
        ours = document.numbers.headings.get(heading.id)
        if shown != ours:
            wrong.append(
                codes.SECTION_NUMBER_DIFFERS.at(
                    heading.origin or Origin(document.id),
                    f"section {heading.id} has the number {ours}, but Word would print {shown}",
                    "give it a section of the first level above it, or make it an unnumbered one",
                )
            )
    if wrong:
        raise BriefingError(wrong)
