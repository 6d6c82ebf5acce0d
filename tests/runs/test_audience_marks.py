"""One edition for several audiences: each file of one that is not public says so in its name, on every page, and in
what it says of itself."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from generator.paper.workspace import Workspace
from generator.review.diff_report.html import write_report_html
from generator.review.diff_report.json import write_report_json
from generator.review.diff_report.markdown import write_report_markdown
from generator.review.diff_report.text import write_report_lines
from generator.runs.annex import make_annex
from generator.runs.build import make_files
from generator.runs.compare import ComparedEdition, compare_editions, make_redline
from generator.runs.sheet import make_sheet
from tests.support.workspaces import BRIEFING, EDITION, FILES, write

MARK = "For partners only"

Made = dict[tuple[str, str], bytes]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose edition changes a little in a second one, for partners."""
    changed = {f"{BRIEFING}/overview.yaml": FILES[f"{BRIEFING}/overview.yaml"].replace("is about", "tells of")}
    write(folder := tmp_path_factory.mktemp("marks"), style=True)
    return write(folder / "later", changed, style=True).parent


@pytest.fixture(scope="module", params=["partner", "public"])
def made(request: pytest.FixtureRequest, root: Path) -> tuple[str, Made]:
    """All that can be made for an audience, by what it is and its format."""
    audience = request.param
    workspace = Workspace(root, [EDITION], audience)
    files = {("paper", file.format): file.data for file in make_files(root, EDITION, audience=audience).files}
    files |= {("annex", f.format): f.data for f in make_annex(workspace, EDITION, audience=audience).files}
    files |= {("sheet", f.format): f.data for f in make_sheet(workspace, EDITION, audience=audience).files}
    sides = ComparedEdition(root, EDITION), ComparedEdition(root / "later", EDITION)
    report = compare_editions(*sides, audience)
    files["diff", "docx"] = make_redline(*sides, audience)[0]
    files["diff", "html"] = write_report_html(report, False)
    files["diff", "md"] = write_report_markdown(report, False)
    files["diff", "json"] = write_report_json(report, False)
    files["diff", "text"] = "\n".join(write_report_lines(report, 80, None)).encode()
    return audience, files


def pages_of(format: str, data: bytes) -> list[str]:
    """Return what is read on each page of a file; what is printed on every page of a Word file or sheet once for each
    of its sections or tabs; a row of a table for each."""
    if format == "pdf":
        read = pypdfium2.PdfDocument(data)
        texts = [page.get_textpage().get_text_bounded() for page in read]
        read.close()
        return texts
    if format in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = [n for n in package.namelist() if re.match(r"word/header\d+\.xml|xl/worksheets/sheet\d+\.xml", n)]
            return [re.sub("<[^>]*>", "", package.read(name).decode()) for name in names]
    if format == "csv":
        return ["|".join(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig")))]
    if format == "json":
        return [str(json.loads(data).get("mark", ""))]
    text = data.decode()
    return [text[text.find("<body") : text.find("<h1")] if format == "html" else text.partition("\n## ")[0]]


def properties_of(format: str, data: bytes) -> str | None:
    """Return what a file says of itself; None where its format has no such thing."""
    if format in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.read("docProps/core.xml").decode()
    if format == "pdf":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return str(pdf.docinfo["/Subject"]) + str(pdf.open_metadata())
    if format == "html":
        return "".join(re.findall(r"<meta[^>]*>", data.decode()))
    return None


@pytest.mark.ci
def test_a_file_is_marked_on_every_page_where_it_is_not_public(made: tuple[str, Made]) -> None:
    audience, files = made
    assert len(files) == 5 + 4 + 3 + 5
    for key, data in files.items():
        pages = pages_of(key[1], data)
        assert pages, key
        assert {MARK in page for page in pages} == {audience == "partner"}, (key, pages)


@pytest.mark.slow
def test_a_file_says_in_its_properties_for_whom_it_is(made: tuple[str, Made]) -> None:
    audience, files = made
    for key, data in files.items():
        if (said := properties_of(key[1], data)) is not None:
            assert (MARK in said) is (audience == "partner"), (key, said)


@pytest.mark.slow
def test_a_page_of_the_web_is_marked_on_every_sheet_of_paper(made: tuple[str, Made]) -> None:
    audience, files = made
    rule = f'@page {{ @top-right {{ content: "{MARK}" }} }}'
    assert (rule in files["paper", "html"].decode()) is (audience == "partner")
