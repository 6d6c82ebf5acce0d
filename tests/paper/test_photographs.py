"""A photograph stands in the profile of whoever agreed to be shown, or is shown in public already, and in no other."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from generator.formats.html_letters import read_html_letters
from generator.formats.markdown import write_markdown
from generator.paper.document import Document, Picture, join_inlines, walk
from generator.records.schema.base import Visibility
from generator.runs.build import make_files
from tests.support import judges
from tests.support.logos import PLANTED, make_jpeg
from tests.support.pdf_letters import pdf_letters
from tests.support.workspaces import EDITION, FILES, assembled, built, edited, told, write

CASE = "data/ruritania/cases/rassendyll.yaml"
FILE = "data/ruritania/photographs/1.jpg"
SHOWN = f"""\
photograph:
  file: {FILE}
  alt: A man with a red beard at a desk
  credit: Strelsau Gazette
  licence: CC BY 4.0
  date: 2019-05
  basis: {{already_public: gazette-1}}
"""


def with_photograph(said: str = SHOWN, more: str = "") -> dict[str, str | bytes]:
    """Return the changes that give Rassendyll a photograph."""
    return {**edited(CASE, "gender: male\n", f"gender: male\n{more}{said}"), FILE: make_jpeg(300, 400, PLANTED)}


def photographs(document: Document | None) -> list[Picture]:
    assert document is not None
    return [part for part, _ in walk(document.sections) if isinstance(part, Picture) and part.photograph]


def test_a_photograph_stands_in_the_profile_with_its_words_and_who_took_it(tmp_path: Path) -> None:
    document = built(write(tmp_path, with_photograph()))
    (shown,) = photographs(document)
    assert shown.id == "profile.rassendyll.photograph"
    assert shown.alt == "A man with a red beard at a desk"
    assert (shown.width, shown.height) == (33.75, 45.0)
    assert PLANTED.encode() not in shown.png
    assert shown.source is not None
    assert join_inlines(shown.source.inlines) == (
        "Photograph: Strelsau Gazette, CC BY 4.0, May 2019. Source: Strelsau Gazette, news item of 3 May 2020"
    )
    words = write_markdown(document).decode()
    assert "A man with a red beard at a desk" in words
    assert "Photograph: Strelsau Gazette" in words


BASIS = "  basis: {already_public: gazette-1}\n"
CLOSED = {
    "data/ruritania/sources.yaml": FILES["data/ruritania/sources.yaml"]
    + "gazette-3: {visibility: partner, kind: news, url: https://example.org/3}\n"
}


@pytest.mark.parametrize(
    ("basis", "audience", "code", "line"),
    [
        ("", "public", "S121", "  file:"),
        ("  basis: {}\n", "public", "S121", "  basis:"),
        ("", "internal", None, ""),
        ("  basis: {already_public: gazette-3}\n", "public", "S122", "  basis:"),
        ("  basis: {consent: {scope: partner, giver: person, date: 2020-01}}\n", "public", "S122", "  basis:"),
        ("  basis: {consent: {scope: partner, giver: person, date: 2020-01}}\n", "partner", None, ""),
        ("  basis: {consent: {scope: public, giver: person, date: 2019, expires: 2020-01}}\n", "public", "S123", "  b"),
        (
            "  basis: {consent: {scope: public, giver: person, date: 2019, withdrawn: 2020}}\n",
            "internal",
            "S124",
            "  b",
        ),
    ],
)
def test_a_photograph_without_consent_or_a_public_source_stops_the_paper(
    basis: str, audience: Visibility, code: str | None, line: str, tmp_path: Path
) -> None:
    files = with_photograph(SHOWN.replace(BASIS, basis)) | CLOSED
    _, problems = assembled(write(tmp_path, files), audience)
    found = [one for one in problems if one.severity == "error"]
    assert [one.code for one in found] == ([code] if code else []), told(found)
    for one in found:
        assert one.origin.file == CASE
        assert str(files[CASE]).splitlines()[one.origin.line - 1].startswith(line)


def test_a_child_is_shown_with_a_consent_alone(tmp_path: Path) -> None:
    young = "date_of_birth: {date: 2005, by: gazette-1}\n"
    agreed = "consent: {scope: public, giver: guardian, date: 2020-01}"
    files = with_photograph(more=young)
    files[CASE] = str(files[CASE]).replace("\nbasis: {already_public: gazette-1}", f"\nbasis: {{{agreed}}}")
    _, problems = assembled(write(tmp_path / "a", files))
    assert [(one.code, one.origin.file) for one in problems if one.severity == "error"] == [("S121", CASE)]
    files[CASE] = str(files[CASE]).replace(BASIS, f"  basis: {{{agreed}}}\n")
    assert len(photographs(built(write(tmp_path / "b", files)))) == 1


def test_nobody_is_shown_beside_an_assumed_name_and_no_photograph_is_older_than_the_paper(tmp_path: Path) -> None:
    hidden = with_photograph()
    hidden[CASE] = str(hidden[CASE]).replace("gender: male", "display: initials\ngender: male")
    assert photographs(assembled(write(tmp_path / "a", hidden))[0]) == []
    later = with_photograph(SHOWN.replace("2019-05", "2021-05"))
    assert photographs(built(write(tmp_path / "b", later))) == []


def test_what_is_no_photograph_is_told_with_its_place(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {**with_photograph(), FILE: b"no picture"}
    _, problems = assembled(write(tmp_path, files))
    (found,) = [one for one in problems if one.severity == "error"]
    assert (found.code, found.origin.file) == ("D265", CASE)
    assert FILES[CASE] not in found.message


@pytest.mark.ci
def test_every_format_shows_the_photograph_with_its_words_and_the_judges_are_content(tmp_path: Path) -> None:
    files = with_photograph(more="date_of_birth: {date: 1980-05-17, day_for: public}\n")
    made = make_files(write(tmp_path, files, style=True), EDITION, ["docx", "pdf", "html", "md", "json"])
    data = {file.format: file.data for file in made.files}
    (shown,) = photographs(made.document)
    with zipfile.ZipFile(BytesIO(data["docx"])) as word:
        assert word.read("word/media/picture1.png") == shown.png
        assert f'descr="{shown.alt}"' in word.read("word/document.xml").decode()
    assert '<figure class="picture photograph">' in data["html"].decode()
    for found, _ in (read_html_letters(data["html"]), pdf_letters(data["pdf"])):
        assert (shown.id, shown.alt) in [(id, " ".join(text.split())) for id, text in found]
    for name in ("pdf", "docx"):
        (tmp_path / f"paper.{name}").write_bytes(data[name])
    for profile in ("ua1", "3a"):
        assert judges.pdf_profile(tmp_path / "paper.pdf", profile) == []
    for judge in judges.OF_WORD_FILES.values():
        assert judge(tmp_path / "paper.docx") == []
