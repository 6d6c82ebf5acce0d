"""The sheet of sources in its three formats: what stands in it, whom it is for, and what it never does."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml import html as lxml_html

from generator.base.diagnostics import BriefingError, render_text
from generator.paper.workspace import Workspace
from generator.records.load import SIGNATURES
from generator.records.schema.base import Visibility
from generator.runs.sheet import make_sheet
from tests.review.test_signoff import EXPRESSION, put, signed
from tests.runs.test_annex_alone import sheet_of
from tests.support import canaries
from tests.support.commands import run
from tests.support.judges import OF_WORD_FILES
from tests.support.workspaces import BRIEFING, EDITION, FILES, edited, prose, write

NAME = "Antoinette de Mauban"
"""Who signs: nobody whom a record of the invented country names."""


def sheet(root: Path, format: str = "html", audience: Visibility | None = None) -> bytes:
    (file,) = make_sheet(Workspace(root, [EDITION], audience or "public"), EDITION, [format], audience).files
    return file.data


def page(root: Path) -> etree._Element:
    return lxml_html.document_fromstring(sheet(root).decode())


@pytest.mark.slow
def test_golden(tmp_path: Path, golden: Callable[[str, str | bytes], None]) -> None:
    root = write(tmp_path, style=True)
    signed(root, name=NAME, sections=["expression"])
    put(root, edited(EXPRESSION, "charged **many**", "charged **some**"))
    golden("sources/sheet.html", sheet(root))
    golden("sources/signatures.yaml", (root / BRIEFING / SIGNATURES).read_text("utf-8"))
    rows = ["\n".join(filter(None, row)) for number in (1, 2) for row in sheet_of(sheet(root, "xlsx"), number).rows]
    golden("sources/sheet.xlsx.txt", "\n\n".join(rows) + "\n")


def test_what_nobody_signed_stands_first(tmp_path: Path) -> None:
    root = write(tmp_path)
    signed(root, sections=["overview"])
    put(root, prose("This paper is not about [Ruritania](country:ruritania)."))
    found = page(root)
    states = [one.get("class") for one in found.iter("article")]
    assert states[0] == "unsigned"
    signed(root, sections=["overview"])
    states = [one.get("class") for one in page(root).iter("article")]
    assert states == sorted(states, key=lambda state: state == "signed")
    assert states.count("signed") == 1


@pytest.mark.slow
def test_a_changed_sentence_is_shown_with_its_old_words(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    signed(root, name=NAME)
    put(root, edited(EXPRESSION, "charged **many**", "charged **some**"))
    told = (
        f"Changed since {NAME} signed on 22 November 2026: its words. The words then: “The prosecutor Rupert Hentzau"
        " charged many.”"
    )
    assert told in " ".join(page(root).itertext())
    assert any(told in cell for row in sheet_of(sheet(root, "xlsx")).rows for cell in row)
    assert told in docx_words(sheet(root, "docx"))


def docx_words(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        xml = etree.fromstring(file.read("word/document.xml"))
    return " ".join("".join(p.itertext()) for p in xml.iter("{*}p"))


@pytest.mark.ci
@pytest.mark.parametrize("judge", OF_WORD_FILES)
def test_the_word_file_is_one(judge: str, tmp_path: Path) -> None:
    root = write(tmp_path / "w", style=True)
    signed(root, sections=["expression"])
    path = tmp_path / "sheet.docx"
    path.write_bytes(sheet(root, "docx"))
    assert not OF_WORD_FILES[judge](path)


@pytest.mark.slow
def test_the_same_sheet_has_the_same_bytes(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    signed(root, sections=["expression"])
    for format in ("html", "docx", "xlsx"):
        assert sheet(root, format) == sheet(root, format)


# ── the page obeys nobody but itself ──────────────────────────────────────────────────────────────────────────────────


def test_the_policy_allows_its_own_style_and_script_and_nothing_else(tmp_path: Path) -> None:
    found = page(write(tmp_path))
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules.keys() == {"default-src", "style-src", "script-src", "base-uri", "form-action"}
    assert {rules[name] for name in ("default-src", "base-uri", "form-action")} == {"'none'"}
    for kind in ("style", "script"):
        (element,) = found.iter(kind)
        assert rules[f"{kind}-src"] == f"'sha256-{b64encode(hashlib.sha256(element.text.encode()).digest()).decode()}'"
    assert not [
        name for one in found.iter() for name in one.attrib if name.startswith("on") or name in ("style", "src")
    ]


def test_words_of_a_record_are_words(tmp_path: Path) -> None:
    source = "data/ruritania/sources.yaml"
    evil = "<script src=x onerror='x' & <title "  # whole tags are an error before they get here
    changes = edited(source, "{kind: news, publisher: gazette,", f'{{kind: news, title: "{evil}", publisher: gazette,')
    root = write(tmp_path, changes)
    assert evil.encode() not in sheet(root)
    assert len(list(page(root).iter("script"))) == 1
    assert evil in " ".join(page(root).itertext())


def test_addresses_are_those_of_sources(tmp_path: Path) -> None:
    found = page(write(tmp_path))
    there = {one for one in found.xpath("//@href") if not one.startswith("#")}
    assert there <= set(re.findall(r"https://[\w./?&=-]+", "\n".join(FILES.values())))
    assert "https://example.org/1?a=1&b=2" in there
    ids = set(found.xpath("//@id"))
    assert {one[1:] for one in found.xpath("//@href") if one.startswith("#")} <= ids


def test_what_one_statement_says_of_many_is_shown_as_such(tmp_path: Path) -> None:
    said = "statements:\n  - {as_of: 2020-11-20, by: gazette-2, cases: [rassendyll, tarlenheim]}\n"
    words = " ".join("".join(page(write(tmp_path, {f"{BRIEFING}/verified.yaml": said})).itertext()).split())
    shown = "example.org/2gazette-2 (news item, Russian) example.org ↗ by one statement for many"
    assert words.count(shown) == 2  # the rows of both
    assert "without a note: gazette-1, weekly-1, bureau-watchcase:rassendyll" in words


@pytest.mark.slow
def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    root = write(tmp_path, prose("=1+1 was on the wall.\n\n+7 and -7 were there, too.\n\nA tab."))
    found = sheet_of(sheet(root, "xlsx"))  # asserts that each cell is a string
    assert not list(found.xml.iter("{*}f"))
    told = [cell for row in found.rows for cell in row]
    assert "=1+1 was on the wall." in told
    links = sheet_of(sheet(root, "xlsx"), 2)
    assert list(links.xml.iter("{*}hyperlink"))
    assert found.xml.find(".//{*}pane").get("state") == "frozen"


# ── whom it is for ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize("format", ["docx", "html", "md", "json"])
def test_no_paper_names_who_signed(format: str, tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    ran = run(root, "build", EDITION, "--format", format)
    before = (root / "build" / EDITION / f"{EDITION}.{format}").read_bytes()
    signed(root, name=NAME)
    ran = run(root, "build", EDITION, "--format", format)
    assert ran.code == 0
    assert (root / "build" / EDITION / f"{EDITION}.{format}").read_bytes() == before
    assert NAME in sheet(root).decode()


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Return a workspace whose records have every field that there is, and its files."""
    files = canaries.complete()
    return write(tmp_path_factory.mktemp("complete"), canaries.whole(files), style=True), files


@pytest.mark.ci
@pytest.mark.parametrize("kind", canaries.MODELS)
def test_no_internal_field_is_on_the_public_sheet(kind: str, complete: tuple[Path, dict[str, Any]]) -> None:
    root, files = complete
    file = canaries.MODELS[kind][0]
    done: Counter[str] = Counter()
    leaks = []
    for path, owner in canaries.plantings(files, kind):
        done[str(owner)] += 1
        if owner is None or done[owner] > 1:
            continue
        put(root, canaries.written({file: canaries.plant(files, kind, path)[file]}))
        try:
            said = sheet(root).decode().lower()
        except BriefingError as error:
            said = "\n".join(map(render_text, error.diagnostics)).lower()
        except AssertionError:
            continue  # a workspace with an error has no sheet
        leaks += [(path, token) for token in canaries.TOKENS if token in re.sub(r"sha256-\S+", "", said)]
    put(root, canaries.written({file: files[file]}))
    assert not leaks


@pytest.mark.slow
def test_the_search_for_leaks_finds_them_on_the_sheet_of_the_authors(tmp_path: Path) -> None:
    files = canaries.complete()
    root = write(tmp_path, canaries.whole(canaries.plant(files, "cases", ("occupation",))), style=True)
    assert "canary" in sheet(root, audience="internal").decode().lower()
    signed(root, audience="internal")
    assert "canary" in (root / BRIEFING / SIGNATURES).read_text("utf-8").lower()
    assert "canary" not in sheet(root).decode().lower()


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_the_command_signs_today_and_makes_the_sheet(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    ran = run(root, "sources", EDITION, "--sign-off", f"  {NAME} ", "--section", "overview", "--format", "html,xlsx")
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[0].startswith(f"1 line signed by {NAME}; ")
    text = (root / BRIEFING / SIGNATURES).read_text("utf-8")
    assert f'by: "{NAME}"' in text
    assert f"date: {date.today().isoformat()}" in text
    assert sorted(path.name for path in (root / "build" / EDITION).glob("*.sources.*")) == [
        f"{EDITION}.sources.html",
        f"{EDITION}.sources.xlsx",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--sign-off", "A"], "say what was compared"),
        (["--section", "overview"], "say who signs"),
        (["--sign-off", "  ", "--all-unsigned"], "needs a name"),
        (["--sign-off", "A\x1b[2J", "--all-unsigned"], "needs a name"),
        (["--sign-off", "A", "--all-unsigned", "--block", "overview.1"], "leave --section and --block out"),
        (["--format", "pdf"], "there is no format `pdf`"),
    ],
)
def test_misuse_is_refused(words: list[str], told: str, tmp_path: Path) -> None:
    root = write(tmp_path)
    ran = run(root, "sources", EDITION, *words)
    assert ran.code == 2
    assert told in ran.err
    assert not (root / BRIEFING / SIGNATURES).exists()


@pytest.mark.ci
def test_check_tells_how_much_of_a_final_edition_nobody_signed(tmp_path: Path) -> None:
    whole = FILES[f"{BRIEFING}/edition.yaml"].replace("status: reconstruction", "status: draft")
    root = write(tmp_path, {f"{BRIEFING}/edition.yaml": whole}, style=True)
    assert "T589" not in run(root, "check", EDITION, "--rule", "T589").out
    signed(root)
    put(root, edited(EXPRESSION, "charged **many**", "charged **some**"))
    assert run(root, "issue", EDITION).code == 0
    told = run(root, "check", EDITION, "--rule", "T589")
    found = re.search(r"edition\.yaml:\d+:\d+: warning T589 unsigned-claims: (.*)", told.out)
    assert found
    assert re.match(r"1 of the \d+ .* are signed by nobody, 1 of them changed since somebody did", found[1])
    assert run(root, "check", EDITION, "--rule", "T589", "--strict").code == 1
    signed(root)
    assert "no findings" in run(root, "check", EDITION, "--rule", "T589", "--strict").out
