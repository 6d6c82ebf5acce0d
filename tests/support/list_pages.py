"""A long list as it lies on paper: what a reader who turns its pages would complain about.

In: the document, and its pages as `pdftotext -layout` reads them. Out: complaints, one a line; none where everybody
stands once in a table, in a profile and in the index, where no heading, caption or head of a table is parted from what
it is of, and where the column heads stand on each page of a table.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.paper.document import Document, Mention, Paragraph, Section, find_headings, find_lists, join_inlines

_ROW = re.compile(r"(\d+) +\S")
_HEAD = re.compile(r"No\. ?\s*Name\b|No\.$|No\.\s{2,}")
_PROFILE = re.compile(r"No\. (\d+) ·")
_NOTE = re.compile(r"(\d+)( |$)")
_HEAD_LINES = 3
"""Lines that the words of column heads take at most."""
_SHORT = 45
"""So many letters of a caption or heading tell it apart: a longer one goes on in the next line."""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page between its running head and its foot, with the blanks before them; `side`: it lies on its
    side, as tables do."""

    number: int
    side: bool
    lines: Sequence[str]


def read_pages(pdf: Path) -> list[Page]:
    """Return the pages of a PDF file, by poppler."""
    told = _run("pdfinfo", "-f", "1", "-l", "999999", pdf)
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", told)
    texts = _run("pdftotext", "-layout", pdf, "-").split("\f")
    pages = []
    for number, ((width, height), text) in enumerate(zip(sizes, texts, strict=False), 1):
        lines = [line.rstrip() for line in text.split("\n") if line.strip()]
        pages.append(Page(number, float(width) > float(height), lines[1:-1]))
    return pages


def find_faults(document: Document, pages: Sequence[Page], people: int) -> Iterator[str]:
    """Yield what is wrong with the pages of a document that lists so many people."""
    numbers = [str(number) for number in range(1, people + 1)]
    sides = [page for page in pages if page.side]
    rows = Counter(found[1] for page in sides for line in page.lines if (found := _ROW.match(line)))
    told = Counter(number for page in pages for line in page.lines for number in _PROFILE.findall(line))
    yield from _compare("a table", numbers, rows)
    yield from _compare("a profile", numbers, told)
    words = _squeeze(line for page in pages if not page.side for line in _body(page))
    index = Counter(entry for entry in _index_entries(document) if entry in words)
    yield from _compare("the index", [*_index_entries(document)], index)
    captions = {
        join_inlines(table.caption.inlines)[:_SHORT] for table in find_lists(document.sections) if table.caption
    }
    for page in sides:
        yield from _look_at_table_page(page, captions)
    titles = [join_inlines(one.title) for one in find_headings(document) if isinstance(one, Section)]
    yield from _look_for_lone_headings(pages, {title[:_SHORT] for title in titles})


def _look_at_table_page(page: Page, captions: set[str]) -> Iterator[str]:
    """Yield what is parted on a page of tables."""
    seen, more = "", 0
    for line in page.lines:
        if line[:_SHORT] in captions:
            if seen == "caption" or seen == "head":
                yield f"page {page.number}: a {seen} stands alone above {line!r}"
            seen = "caption"
        elif _HEAD.match(line):
            seen, more = "head", 0
        elif _ROW.match(line):
            if seen not in ("head", "row"):
                yield f"page {page.number}: no column heads above {line[:40]!r}"
            seen = "row"
        elif seen == "head":  # the rest of the heads, and then of a row that goes on from the page before
            more += 1
            seen = "row" if more > _HEAD_LINES else seen
    if seen in ("caption", "head"):
        yield f"page {page.number}: a {seen} stands alone at the foot"
    if len(page.lines) < 3:
        yield f"page {page.number}: nearly empty: {page.lines}"


def _look_for_lone_headings(pages: Sequence[Page], titles: set[str]) -> Iterator[str]:
    """Yield the pages at whose end a heading stands, without anything of what it heads."""
    for page in pages:
        body = _body(page)
        if not body:
            yield f"page {page.number}: empty"
        elif body[-1][:_SHORT] in titles:
            yield f"page {page.number}: the heading {body[-1]!r} stands alone at the foot"


def _body(page: Page) -> Sequence[str]:
    """Return the lines of a page above its notes: the last lines that begin with numbers in a row."""
    if page.side:
        return page.lines
    found = [(n, int(match[1])) for n, line in enumerate(page.lines) if (match := _NOTE.match(line))]
    while any(number != found[0][1] + place for place, (_, number) in enumerate(found)):
        found.pop(0)
    return page.lines[: found[0][0]] if found else page.lines


def _compare(place: str, expected: Sequence[str], found: Counter[str]) -> Iterator[str]:
    for one in expected:
        if found[one] != 1:
            yield f"{one} stands {found[one]} times in {place}"
    for one in found.keys() - set(expected):
        yield f"{one} stands in {place}, and is nobody's"


def _index_entries(document: Document) -> list[str]:
    """Return each name of the index with its number, without blanks."""
    entries = []
    for section in find_headings(document):
        if isinstance(section, Section) and section.id.endswith(".index"):
            for line in section.blocks:
                assert isinstance(line, Paragraph)
                for mention, number in zip(line.inlines, line.inlines[1:], strict=False):
                    if isinstance(mention, Mention):
                        entries.append(_squeeze([join_inlines([mention, number])]))
    return entries


def _squeeze(lines: Iterable[str]) -> str:
    return re.sub(r"\s+", "", "".join(lines))


def _run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()
