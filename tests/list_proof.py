"""Prove a long list: build an invented list of many people in every format, and look through what came out.

Usage: python -m tests.list_proof [PEOPLE] [FOLDER] (1,500 people and a temporary folder where nothing is said; many
minutes: LibreOffice lays out more than a thousand pages). Everybody has to stand once in a table, a profile, the index
and the sheet; nothing may stand alone at the end of a page; the judges must find nothing. Prints what it measured, and
each complaint. tests/formats/test_long_list_pages.py does the same for a hundred people at every change.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree, html

from generator.paper.document import Table, find_lists
from tests.benchmarks.measure import Command, best
from tests.support import judges
from tests.support.docx_files import BODY
from tests.support.list_pages import find_faults, read_pages
from tests.support.long_lists import write_long_list
from tests.support.places import ROOT
from tests.support.workspaces import EDITION, built

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMATS = ("docx", "pdf", "html", "md", "json")
SHEETS = ("xlsx", "csv")


def commands(root: Path) -> dict[str, Command]:
    """Return what makes each format, by format; sheets come with the annex."""
    start = (sys.executable, "-m", "generator")
    build = {form: Command((*start, "build", EDITION, "--format", form), root) for form in FORMATS}
    return build | {form: Command((*start, "annex", EDITION, "--format", form), root) for form in SHEETS}


def find_complaints(root: Path, people: int) -> Iterator[str]:
    """Yield what is wrong with the files that were built of a list of so many people."""
    document, folder = built(root), root / "build" / EDITION
    numbers = Counter(str(number) for number in range(1, people + 1))
    pdf, docx = folder / f"{EDITION}.pdf", folder / f"{EDITION}.docx"
    yield from (f"PDF: {fault}" for fault in find_faults(document, read_pages(pdf), people))
    # LibreOffice 7.4 forgets the heads of a table on a page now and then, where rows may not break: of the Word file
    # they are looked for in what it says of itself
    for fault in find_faults(document, read_pages(_laid_out(docx)), people):
        if "no column heads" not in fault:
            yield f"Word file, as LibreOffice lays it out: {fault}"
    yield from _look_for_heads(docx, [*find_lists(document.sections)])
    page = html.fromstring((folder / f"{EDITION}.html").read_bytes())
    rows = Counter(cell.text_content().strip() for cell in page.iterfind(".//td[@data-label='No.']"))
    if rows != numbers:
        yield f"web page: the rows are not those of everybody: {(rows - numbers) + (numbers - rows)}"
    markdown = (folder / f"{EDITION}.md").read_text("utf-8")
    rows = Counter(line.split(" ", 2)[1] for line in markdown.split("\n") if line[:2] == "| " and line[2:3].isdigit())
    if rows != numbers:
        yield f"Markdown: the rows are not those of everybody: {(rows - numbers) + (numbers - rows)}"
    with (folder / f"{EDITION}.annex.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = Counter(row["No."] for row in csv.DictReader(file))
    if rows != numbers:
        yield f"sheet: the rows are not those of everybody: {(rows - numbers) + (numbers - rows)}"
    for name, judge in judges.OF_WORD_FILES.items():
        yield from (f"{name}: {fault}" for fault in judge(docx))
    yield from (f"Open XML SDK, sheet: {fault}" for fault in judges.open_xml_sdk(folder / f"{EDITION}.annex.xlsx"))
    for profile in ("ua1", "3a"):
        yield from (f"PDF {profile}: {fault}" for fault in judges.pdf_profile(pdf, profile))


def _look_for_heads(docx: Path, tables: Sequence[Table]) -> Iterator[str]:
    """Yield the lists of a Word file whose first row is not said to be repeated on each page."""
    with zipfile.ZipFile(docx) as file:
        body = etree.fromstring(file.read(BODY))
    first = [row for row in (table.find(f"{W}tr") for table in body.iter(f"{W}tbl")) if row is not None]
    heads = [row for row in first if "".join(row.itertext()).startswith("No.")]
    if len(heads) != len(tables):
        yield f"Word file: {len(heads)} tables have the heads of a list, and there are {len(tables)} lists"
    for row in heads:
        if row.find(f".//{W}tblHeader") is None:
            yield "Word file: the heads of a list are not repeated on each page"


def _laid_out(docx: Path) -> Path:
    """Return the Word file as pages, by LibreOffice."""
    folder = docx.parent / "laid-out"
    with tempfile.TemporaryDirectory() as profile:
        where = f"-env:UserInstallation={Path(profile).as_uri()}"
        command = ["soffice", where, "--headless", "--convert-to", "pdf", "--outdir", folder, docx]
        subprocess.run(command, capture_output=True, check=True)
    return folder / f"{docx.stem}.pdf"


def main() -> None:
    """Build, measure and look."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="list-proof-"))
    root = write_long_list(folder, people)
    print(f"{people} people, in {folder}", flush=True)
    for form, command in commands(root).items():
        measured = best({form: command}, 1, 0)[form]
        if measured.failed:
            sys.exit(measured.failed)
        name = f"{EDITION}.annex.{form}" if form in SHEETS else f"{EDITION}.{form}"
        file = root / "build" / EDITION / name
        size = f"{file.stat().st_size / 1e6:6.1f} MB"
        print(
            f"{form:6}{measured.seconds:8.1f} s {measured.cpu:8.1f} CPU s {measured.peak:7.0f} MiB {size}", flush=True
        )
    complaints = list(find_complaints(root, people))
    for complaint in complaints:
        print(complaint)
    print(f"{len(complaints)} complaints")
    sys.exit(bool(complaints))


if __name__ == "__main__":
    import os

    os.environ["PYTHONPATH"] = str(ROOT)  # for the processes that are measured: they run in another folder
    main()
