"""Kinds of paper are data: a style is a folder, may extend another, and says how sources are named. What is wrong with
one is told."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.base.diagnostics import BriefingError
from generator.base.inputs import SHIPPED
from generator.formats.docx import write_docx
from generator.formats.docx.check.file import check_docx
from generator.formats.html import write_html
from generator.formats.html_letters import read_html_letters
from generator.formats.pdf import write_pdf
from generator.formats.stylesheet import build_stylesheet
from generator.paper.document import Document, Link, NoteCall, find_leaves, join_inlines
from generator.records.load import load
from generator.records.load.labels import load_labels
from generator.records.style import Style, read_style_file
from generator.runs.build import BuiltPapers, make_files
from generator.runs.press import PAPER_FORMATS
from tests.support import judges, pandoc
from tests.support.commands import run
from tests.support.documents import sample
from tests.support.letters import letters
from tests.support.pdf_letters import pdf_letters
from tests.support.places import ROOT
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, built, edited, prose, told, write

LETTER = {
    "templates/letter/template.yaml": (
        """\
title: Letter to a minister
kinds: [letter]
extends: dialogue-paper
notes: links
outline:
  - {section: overview, title: {en: What we ask, ru: О чём мы просим}, kind: overview}
"""
    ),
    "templates/letter/labels/en.yaml": "kind_letter: Open letter\nas_of: written on {date}\n",
    "templates/letter/paper.css": "html { --accent: #5b2a6e }\n.cover-kind { letter-spacing: .05em }\n",
}
"""A kind of paper that the program has never heard of: a folder and an outline, and no code."""

AS_LETTER = (
    FILES[f"{BRIEFING}/edition.yaml"]
    .replace("dialogue_paper", "letter")
    .replace("dialogue-paper", "letter")
    .replace("status: final", "status: reconstruction")
)
LETTER_EDITION = LETTER | {f"{BRIEFING}/edition.yaml": AS_LETTER}


def paragraph_of(root: Path, text: str, id: str = "overview.1") -> tuple[str, list[str], Document]:
    """Return the words of a paragraph in a letter, the addresses in it, and the document."""
    document = built(write(root, LETTER_EDITION | prose(text)))
    inlines = dict(find_leaves(document))[id]
    assert not any(isinstance(i, NoteCall) for i in inlines) or "^[" in text
    return join_inlines(inlines), [i.url for i in inlines if isinstance(i, Link)], document


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_style_has_what_its_own_folder_says_and_else_what_it_extends(tmp_path: Path) -> None:
    dataset, problems = load(write(tmp_path, LETTER, style=True), [EDITION])
    assert not problems
    letter, base = dataset.styles["letter"], dataset.styles["dialogue-paper"]
    assert (letter.kinds, letter.notes, base.kinds, base.notes) == (
        ("letter",),
        "links",
        ("dialogue_paper",),
        "footnotes",
    )
    assert letter.file("paper.docx") == base.file("paper.docx") == tmp_path / "templates/dialogue-paper/paper.docx"
    assert letter.file("paper.css") == tmp_path / "templates/letter/paper.css"
    assert list(letter.files("paper.css")) == [letter.file("paper.css"), base.file("paper.css")]
    assert letter.file("nothing.txt") == tmp_path / "templates/letter/nothing.txt"
    assert [(one.id, one.title, one.kind) for one in letter.outline] == [
        ("overview", {"en": "What we ask", "ru": "О чём мы просим"}, "overview")
    ]
    assert [one.id for one in base.outline][:2] == ["overview", "expression"]


EXTENDS = "extends: dialogue-paper"

FAULTS: dict[str, dict[str, str | None]] = {
    "unknown-field": {"templates/letter/template.yaml": LETTER["templates/letter/template.yaml"]
        .replace("notes:", "note:")},
    "unknown-notes": {"templates/letter/template.yaml": LETTER["templates/letter/template.yaml"]
        .replace("links", "endnotes")},
    "no-kinds": {"templates/letter/template.yaml": "title: Letter\nkinds: []\n"},
    "unknown-extended": {"templates/letter/template.yaml": LETTER["templates/letter/template.yaml"]
        .replace(EXTENDS, "extends: dialog-paper")},
    "extends-itself": {"templates/letter/template.yaml": LETTER["templates/letter/template.yaml"]
        .replace(EXTENDS, "extends: letter")},
    "circle": {
        "templates/letter/template.yaml": LETTER["templates/letter/template.yaml"].replace(EXTENDS, "extends: note"),
        "templates/note/template.yaml": "title: Note\nkinds: [note]\nextends: letter\n",
        "templates/card/template.yaml": "title: Card\nkinds: [card]\nextends: note\n",
    },
    "no-template": {"templates/letter/template.yaml": None},
    "kind-like-another": {f"{BRIEFING}/edition.yaml": AS_LETTER.replace("kind: letter", "kind: leter")},
    "kind-of-another-style": {f"{BRIEFING}/edition.yaml": AS_LETTER.replace("style: letter", "style: dialogue-paper")},
    "kind-of-no-style": {f"{BRIEFING}/edition.yaml": AS_LETTER.replace("kind: letter", "kind: case_list")},
    "kind-without-words": {"templates/letter/labels/en.yaml": "as_of: written on {date}\n"},
    "wrong-words": {"templates/letter/labels/en.yaml": "kind_letter: Open letter\nas_of: written on {day}\n"},
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_with_a_style_is_told(name: str, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    document, problems = assembled(write(tmp_path, LETTER_EDITION | FAULTS[name]))
    assert document is None
    golden(f"styles/{name}.txt", told(problems))


# ── a kind that no code knows ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> BuiltPapers:
    return make_files(write(tmp_path_factory.mktemp("letter"), LETTER_EDITION, style=True), EDITION)


@pytest.mark.slow
def test_a_new_kind_takes_a_folder_and_an_outline_and_no_code(letter: BuiltPapers) -> None:
    cover = {line.id: join_inlines(line.inlines) for line in letter.document.cover.paragraphs()}
    assert cover["cover.kind"] == "Open letter"
    assert cover["cover.as-of"] == "written on 26 November 2020"
    assert [file.format for file in letter.files] == list(PAPER_FORMATS)
    page = next(file.data for file in letter.files if file.format == "html").decode()
    assert page.index("--accent: #1a4472") < page.index("--accent: #5b2a6e")


@pytest.mark.slow
def test_all_formats_say_the_same_words_with_sources_in_the_text(letter: BuiltPapers) -> None:
    files = {file.format: file.data for file in letter.files}
    said = [(id, letters(join_inlines(i))) for id, i in find_leaves(letter.document) if letters(join_inlines(i))]
    assert any("(see,forinstance,StrelsauGazette" in text for _, text in said)
    blocks, notes = pandoc.read(files["docx"], "docx+styles")
    assert [letters(text) for text in blocks] == [text for _, text in said]
    assert len(notes) == len(letter.document.notes) == 1
    for found, in_notes in (read_html_letters(files["html"]), pdf_letters(files["pdf"])):
        assert [(id, letters(text)) for id, text in found if letters(text)] == said
        assert len(in_notes) == 1
    plain = letters(pandoc_words(files["md"]))
    assert all(text in plain for _, text in said)
    assert json.loads(files["json"])["cover"]["kind"]["inlines"][0]["text"] == "Open letter"


def pandoc_words(data: bytes) -> str:
    return "\n".join(pandoc.read(data, "markdown")[0])


@pytest.mark.slow
@pytest.mark.parametrize("judge", judges.OF_WORD_FILES)
def test_judges_find_nothing_in_a_word_file_of_another_kind(letter: BuiltPapers, judge: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(next(file.data for file in letter.files if file.format == "docx"))
    assert judges.OF_WORD_FILES[judge](path) == []


def test_an_empty_paper_has_the_sections_of_its_outline(tmp_path: Path) -> None:
    root = write(tmp_path, LETTER, style=True)
    made = run(root, "new", "edition", "letter-2021", "--style", "letter", "--as-of", "2021-03")
    assert run(root, "fmt", "--check", "briefings/letter-2021").code == 0
    assert made.code == 0, made.err
    folder = root / "briefings" / "letter-2021"
    assert sorted(path.name for path in folder.iterdir()) == ["edition.yaml", "overview.yaml"]
    wanted = run(root, "check", "letter-2021").out
    assert [name for name in ("title", "short_title", "authors") if f"`{name}` is missing" in wanted] == [
        "title",
        "short_title",
        "authors",
    ]
    edition = (folder / "edition.yaml").read_text("utf-8")
    assert "# to do, title: " in edition
    said = "title: What we ask\nshort_title: A letter\nauthors: bureau\n"
    (folder / "edition.yaml").write_text(edition + said, "utf-8")
    document, problems = assembled(root, edition="letter-2021")
    assert not [problem for problem in problems if problem.severity == "error"], told(problems)
    assert document is not None
    assert [(section.id, section.kind, join_inlines(section.title)) for section in document.sections] == [
        ("overview", "overview", "What we ask")
    ]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--style", "leter"], "did you mean `letter`?"),
        (["--style", "letter", "--country", "ruritanja"], "did you mean `ruritania`?"),
        ([], "say the edition that it is made from (--from), or the style of an empty paper (--style)"),
        (["--style", "letter", "--from", EDITION], "say the edition that it is made from (--from), or the style"),
    ],
)
def test_what_is_asked_for_wrongly_makes_nothing(tmp_path: Path, asked: list[str], told: str) -> None:
    root = write(tmp_path, LETTER)
    made = run(root, "new", "edition", "letter-2021", "--as-of", "2021-03", *asked)
    assert (made.code, told in made.err) == (2, True), made.err
    assert not (root / "briefings" / "letter-2021").exists()


def test_a_style_that_cannot_be_read_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    root = write(tmp_path, LETTER | FAULTS["unknown-field"])
    made = run(root, "new", "edition", "letter-2021", "--style", "letter", "--as-of", "2021-03")
    assert made.code == 1
    assert "did you mean `notes`?" in made.err


# ── sources in the text ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "said", "urls"),
    [
        ("One.[@gazette-1]\nTwo.", "One (Strelsau Gazette, 3 May 2020, in Russian). Two.", 1),
        ("One.[@gazette-2]", "One (example.org/2, in Russian).", 1),
        ("One.[@bureau-watch]", "One (monitoring by SBR).", 0),
        ("One [@code-text], two.", "One (text of the law, in Russian), two.", 1),
        (
            "One:[see, for instance, @gazette-2; @bureau-watch]",
            "One (see, for instance, example.org/2, in Russian; monitoring by SBR):",
            1,
        ),
        ("One.[@gazette-2][@weekly-1]", "One (example.org/2, in Russian; Zenda Weekly, in Russian).", 2),
        ("Is it so?[@bureau-watch]", "Is it so? (monitoring by SBR)", 0),
        ("He said “no.”[@bureau-watch]", "He said “no.” (monitoring by SBR)", 0),
        ("At 5 a.m.[@bureau-watch]\nThen.", "At 5 a.m. (monitoring by SBR) Then.", 0),
        ("**All of them.**[@bureau-watch]\nThen.", "All of them (monitoring by SBR). Then.", 0),
        ("He, [](case:rassendyll).[@bureau-watch]", "He, Rudolf Rassendyll (monitoring by SBR).", 0),
        ("One.^[A word.][@bureau-watch]", "One. (monitoring by SBR)", 0),
        ("[@bureau-watch]", "(monitoring by SBR)", 0),
    ],
)
def test_a_citation_becomes_words_in_brackets_before_the_stop(tmp_path: Path, text: str, said: str, urls: int) -> None:
    found, addresses, document = paragraph_of(tmp_path, text)
    assert found == said
    assert len(addresses) == urls
    assert [note.kind for note in document.notes.values() if note.id.startswith("overview")] == [
        "explanatory"
    ] * text.count("^[")


def test_what_is_wrong_with_a_citation_is_told_in_the_text_as_in_notes(tmp_path: Path) -> None:
    wrong = prose("One.[@gazete-1]\nTwo.[@gazette-1, p. 4]")
    _, in_text = assembled(write(tmp_path / "a", LETTER_EDITION | wrong))
    _, in_notes = assembled(write(tmp_path / "b", wrong))
    assert [p.code for p in in_text] == ["R101", "T104"]
    assert in_text == in_notes


def test_a_source_without_publisher_and_address_has_its_title_and_day(tmp_path: Path) -> None:
    source = edited(
        "data/ruritania/sources.yaml",
        "gazette-2: {kind: news, url: https://example.org/2, language: ru}",
        "gazette-2: {kind: news, title: On the march, published: 2020-06, language: en}",
    )
    found = built(write(tmp_path, LETTER_EDITION | source | prose("One.[@gazette-2]")))
    assert join_inlines(dict(find_leaves(found))["overview.1"]) == "One (news item, “On the march”, June 2020)."


def test_a_platform_is_named_with_who_published_there(tmp_path: Path) -> None:
    source = edited(
        "data/ruritania/sources.yaml",
        "bureau-watch: {kind: monitoring, publisher: bureau}",
        "bureau-watch: {kind: social_media, publisher: bureau, platform: Facebook, url: https://example.org/p}",
    )
    found = built(write(tmp_path, LETTER_EDITION | source | prose("One.[@bureau-watch]")))
    assert join_inlines(dict(find_leaves(found))["overview.1"]) == "One (SBR on Facebook)."


# ── the styles of the repository ──────────────────────────────────────────────────────────────────────────────────────

NAMES = sorted(path.parent.name for path in (ROOT / "templates").glob("*/template.yaml"))


@pytest.fixture(scope="module")
def shipped() -> Mapping[str, Style]:
    return load(ROOT, [])[0].styles


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_style_has_all_its_words(name: str, shipped: Mapping[str, Style]) -> None:
    labels, problems, _ = load_labels(ROOT, shipped[name], "en")
    assert not problems, told([*problems])
    assert labels is not None
    assert {f"kind_{kind}" for kind in shipped[name].kinds} <= labels.keys()


def test_words_that_a_newer_program_asks_for_are_its_own(tmp_path: Path) -> None:
    """A style that was copied before the program knew of them: it prints its own words, and says so, key by key."""
    write(tmp_path, style=True)
    file = tmp_path / "templates/dialogue-paper/labels/en.yaml"
    kept = [one for one in file.read_text("utf-8").split("\n") if not one.startswith(("contents:", "note_see:"))]
    file.write_text("\n".join(kept), "utf-8")
    style = load(tmp_path, [])[0].styles["dialogue-paper"]
    labels, problems, _ = load_labels(tmp_path, style, "en")
    assert [(d.code, d.severity, d.help) for d in problems] == [
        ("P402", "hint", "add a line `contents: …`"),
        ("P402", "hint", "add a line `note_see: …`"),
    ]
    assert "those of the program stand in for them: 'In this paper'" in problems[0].message
    assert labels is not None
    own, _, _ = load_labels(ROOT, load(ROOT, [])[0].styles["dialogue-paper"], "en")
    assert own == labels


def test_each_kind_is_served_by_one_style(shipped: Mapping[str, Style]) -> None:
    kinds = [kind for style in shipped.values() for kind in style.kinds]
    assert {"dialogue_paper", "monitor_update"} <= set(kinds)
    assert len(kinds) == len(set(kinds))


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` or `#rgb` (https://www.w3.org/TR/WCAG21/#dfn-relative-luminance)."""
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dark", [False, True])
def test_words_have_enough_contrast(name: str, dark: bool, shipped: Mapping[str, Style]) -> None:
    css = build_stylesheet(shipped[name], "screen")
    said: dict[str, str] = {}
    for block in re.finditer(r"(?::where\(html\)|html)\s*\{([^{}]*--[^{}]*)\}", css):
        if dark or not css[: block.start()].rstrip().endswith("(prefers-color-scheme: dark) {"):
            said |= dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6}|var\(--[a-z0-9-]+\))", block[1]))

    def colour(name: str) -> str:
        return said[name] if said[name].startswith("#") else colour(said[name][6:-1])

    words = [name for name in said if name.endswith("-color") or name in ("ink", "accent", "grey", "warning")]
    assert {"heading-1-color", "cover-fact-color"} < set(words)
    for ground in ("paper", "tint", "pale", "raised"):
        for words_in in words:
            one, other = sorted((luminance(colour(ground)), luminance(colour(words_in))))
            assert (other + 0.05) / (one + 0.05) >= 4.5, (words_in, ground)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_word_file_of_each_style_is_whole(name: str, shipped: Mapping[str, Style]) -> None:
    template = shipped[name].file("paper.docx")
    assert check_docx(write_docx(sample(), template), sample()) == []
    with zipfile.ZipFile(template) as file:
        styles = file.read("word/styles.xml").decode()
    for colour in set(re.findall(r'<w:color w:val="([0-9A-F]{6})"/>', styles)):
        assert 1.05 / (luminance(colour) + 0.05) >= 4.5, colour


@pytest.mark.ci
def test_what_is_wrong_in_a_style_sheet_is_told_of_the_file_in_which_it_stands(tmp_path: Path) -> None:
    root = write(tmp_path, LETTER, style=True)
    style = load(root, [])[0].styles["letter"]
    own, extended = root / "templates/letter/paper.css", root / "templates/dialogue-paper/paper.css"
    for sheet in (own, extended):
        before = sheet.read_text("utf-8")
        sheet.write_text(f"{before}.lead {{ colour: red }}\n", "utf-8")
        (warning,) = write_pdf(sample(), style).warnings
        place = (f"{sheet.parent.name}/paper.css", before.count("\n") + 1, 9)
        assert (warning.code, warning.origin) == ("O307", place)
        sheet.write_text(f"{before}.lead {{ color: red\n", "utf-8")
        with pytest.raises(BriefingError) as caught:
            write_pdf(sample(), style)
        assert [(d.code, d.origin.file) for d in caught.value.diagnostics] == [("P206", place[0])]
        sheet.write_text(before, "utf-8")


@pytest.mark.parametrize("page", ["", "<!DOCTYPE html><html lang='en'><head><title>x</title></head></html>"])
def test_a_page_without_a_body_loses_the_paper_and_is_told(page: str, tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    (root / "templates" / "dialogue-paper" / "paper.html.j2").write_text(page, "utf-8")
    with pytest.raises(BriefingError) as raised:
        make_files(root, EDITION, ["html"])
    assert [d.code for d in raised.value.diagnostics if d.severity == "error"] == ["P205"]


# ── styles of the program ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return a workspace without any style of its own."""
    root = write(tmp_path)
    shutil.rmtree(root / "templates")
    return root


def test_a_workspace_takes_from_the_program_the_styles_that_it_does_not_have(bare: Path) -> None:
    """It holds only what it changes: here the words of a letter, which extends a style of the program."""
    dataset, problems = load(bare, [])
    assert not problems
    assert set(dataset.styles) == set(NAMES)
    assert dataset.styles["dialogue-paper"].file("paper.docx") == SHIPPED / "dialogue-paper/paper.docx"
    for name, text in LETTER_EDITION.items():
        (bare / name).parent.mkdir(parents=True, exist_ok=True)
        (bare / name).write_text(text, "utf-8")
    letter = load(bare, [])[0].styles["letter"]
    assert letter.folders == (bare / "templates/letter", SHIPPED / "dialogue-paper")
    made = make_files(bare, EDITION, ["docx", "html"])
    page = next(file.data for file in made.files if file.format == "html").decode()
    assert page.index("--accent: #1a4472") < page.index("--accent: #5b2a6e")


def test_a_style_of_the_workspace_counts_before_that_of_the_program(bare: Path) -> None:
    (bare / "templates").mkdir()
    (bare / "templates/dialogue-paper").symlink_to(bare / "nowhere")
    assert "dialogue-paper" not in load(bare, [])[0].styles
    (bare / "templates/dialogue-paper").unlink()
    ran = run(bare, "template", "copy", "dialogue-paper")
    assert ran.code == 0, ran.err
    own = load(bare, [])[0].styles["dialogue-paper"]
    assert own.folders == (bare / "templates/dialogue-paper",)
    for path in (SHIPPED / "dialogue-paper").rglob("*.*"):
        assert (own.folders[0] / path.relative_to(SHIPPED / "dialogue-paper")).read_bytes() == path.read_bytes()
    assert run(bare, "fmt", "--check", "templates").code == 0
    again = run(bare, "template", "copy", "dialogue-paper")
    assert (again.code, again.err) == (
        2,
        "briefing: there is `dialogue-paper` in templates/ already, and nothing there is written over\n",
    )


def test_nothing_is_written_into_a_style_of_the_program(bare: Path) -> None:
    font = SHIPPED / "dialogue-paper/fonts/SourceSerif4-Bold.ttf"
    ran = run(bare, "template", "font", "dialogue-paper", str(font))
    assert ran.code == 2
    assert "take it into your templates/ first: `briefing template copy dialogue-paper`" in ran.err


def test_what_is_wrong_in_a_style_leads_out_of_no_fence(bare: Path) -> None:
    """A style of the workspace may extend one of the program, and reach nothing else beside it."""
    page = (SHIPPED / "dialogue-paper/paper.html.j2").read_text("utf-8")
    (bare / "templates/letter").mkdir(parents=True)
    (bare / "templates/letter/template.yaml").write_text(LETTER["templates/letter/template.yaml"], "utf-8")
    inner = page.replace("</body>", '{% include "../../pyproject.toml" %}</body>')
    (bare / "templates/letter/paper.html.j2").write_text(inner, "utf-8")
    with pytest.raises(BriefingError) as raised:
        write_html(sample(), load(bare, [])[0].styles["letter"])
    assert "pyproject" not in told(list(raised.value.diagnostics)).replace("../../pyproject.toml", "")
    with pytest.raises(BriefingError) as raised:
        read_style_file(SHIPPED / "dialogue-paper/../../pyproject.toml")
    assert [d.code for d in raised.value.diagnostics] == ["D021"]


def test_words_of_another_language_that_a_newer_program_asks_for_are_english(tmp_path: Path) -> None:
    """A paper is never stopped by them; that it has words of two languages is a warning."""
    write(tmp_path, style=True)
    folder = tmp_path / "templates/dialogue-paper/labels"
    kept = [one for one in (folder / "en.yaml").read_text("utf-8").split("\n") if not one.startswith("contents:")]
    (folder / "ru.yaml").write_text("\n".join(kept), "utf-8")
    labels, problems, _ = load_labels(tmp_path, load(tmp_path, [])[0].styles["dialogue-paper"], "ru")
    assert [(d.code, d.severity) for d in problems] == [("P402", "warning")]
    assert "those of the program, in English, stand in for them: 'In this paper'" in problems[0].message
    assert labels is not None
    assert labels["contents"] == "In this paper"


def test_words_of_a_kind_that_a_newer_program_asks_for_are_those_of_its_style(bare: Path) -> None:
    """The page of a country has words that no other style has."""
    assert run(bare, "template", "copy", "digest").code == 0
    file = bare / "templates/digest/labels/en.yaml"
    kept = [one for one in file.read_text("utf-8").split("\n") if not one.startswith("file_pdf:")]
    file.write_text("\n".join(kept), "utf-8")
    labels, problems, _ = load_labels(bare, load(bare, [])[0].styles["digest"], "en")
    assert [(d.code, d.severity) for d in problems] == [("P402", "hint")]
    assert labels is not None
    assert labels["file_pdf"]
