"""Letters that are not what they seem: which are told, where, and which languages need them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.base.diagnostics import Origin
from generator.runs.check import check_workspace
from tests.support.commands import run
from tests.support.lint import linted, spots
from tests.support.workspaces import BRIEFING, EDITION, FILES, prose, write

CASE = "data/ruritania/cases/somebody.yaml"


def told(root: Path, changes: dict[str, str]) -> list[tuple[str, int, int, str]]:
    """Return (code, line, column, message) of what the rules about letters find."""
    write(root, changes)
    return [(d.code, d.origin.line, d.origin.column, d.message) for d in linted(root, "T521", "T522")]


def name(words: str) -> dict[str, str]:
    return {CASE: f"names: {{preferred: {words}}}\n"}


@pytest.mark.parametrize(
    ("words", "column", "letter"),
    [
        ("Rudolf Rassen\u200bdyll", 33, "U+200B zero width space"),
        ("Rudolf\u200c Rassendyll", 26, "U+200C zero width non-joiner"),
        ("Rudolf \u2060Rassendyll", 27, "U+2060 word joiner"),
        ("Rudolf Rassen\u00addyll", 33, "U+00AD soft hyphen"),
        ("Rudolf\ufe0f Rassendyll", 26, "U+FE0F variation selector-16"),
        ("Rudolf\u200e Rassendyll", 26, "U+200E left-to-right mark"),
        ("Rudolf\u3164 Rassendyll", 26, "U+3164 hangul filler"),
        ("Rudolf\U000e0041 Rassendyll", 26, "U+E0041 tag latin capital letter a"),
        ('"Rudolf\\u200b Rassendyll"', 27, "U+200B zero width space"),
        ('"Rudolf\\x41\\u200b Rassendyll"', 31, "U+200B zero width space"),
    ],
)
def test_a_letter_that_nobody_sees_is_told_with_its_place(tmp_path: Path, words: str, column: int, letter: str) -> None:
    assert told(tmp_path, name(words)) == [
        ("T521", 1, column, f"a letter that nobody sees stands here: {letter}"),
    ]


@pytest.mark.parametrize(
    ("words", "column", "said"),
    [
        ("R\u0430ssendyll", 21, "a word of Latin letters has one that only looks so: U+0430 cyrillic small letter a"),
        ("\u0410nna", 20, "a word of Latin letters has one that only looks so: U+0410 cyrillic capital letter a"),
        ("Бoкаев", 21, "a word of Cyrillic letters has one that only looks so: U+006F latin small letter o"),
        ("Ра\u03bfул", 22, "a word of Cyrillic letters has one that only looks so: U+03BF greek small letter omicron"),
        (
            "Rassen\U0001d41dyll",
            26,
            "a word of Latin letters has one that only looks so: U+1D41D mathematical bold small d",
        ),
        ("Rassendy\u217cl", 28, "a word of Latin letters has one that only looks so: U+217C small roman numeral fifty"),
        ("\uff32assendyll", 20, "a word of Latin letters has one that only looks so: U+FF32 fullwidth latin capital"),
        ("\U0001d411\U0001d41a", 20, "a word of Latin letters has one that only looks so: U+1D411 mathematical bold"),
        ("Ra\u13a1", 22, "a word of Latin letters has one that only looks so: U+13A1 cherokee letter e"),
        ('"R\\u0430ssendyll"', 22, "a word of Latin letters has one that only looks so: U+0430 cyrillic small letter"),
    ],
)
def test_a_letter_of_another_script_is_told_with_its_place(tmp_path: Path, words: str, column: int, said: str) -> None:
    ((code, line, found, message),) = told(tmp_path, name(words))
    assert (code, line, found) == ("T522", 1, column)
    assert message.startswith(said)


@pytest.mark.parametrize(
    "words",
    [
        "می\u200cخواهم",  # Persian parts a word so
        "क\u200dष",  # and Devanagari joins one
        "אבג\u200e 12",
        "COVID-19",
        "Қайрат Әбілқайыров Үміт Һәм Іңкәр",
        "Бокаев 2-а",
        "Telegramда",
        "5μm",
        "5\u2113 \u2163 \uff23\uff2f\uff36\uff29\uff24 1\u00aa",
        "東京タワー",
        "é e\u0301",
        "❤\ufe0f",
        "Müller-Østergård",
    ],
)
def test_what_languages_need_is_not_told(tmp_path: Path, words: str) -> None:
    assert told(tmp_path, name(words)) == []


def test_every_field_is_looked_at(tmp_path: Path) -> None:
    """Titles, prose, sources, keys and comments; of records that no edition tells of, too."""
    changes = {
        **prose("He was held in Strels\u0430u."),
        "data/ruritania/sources.yaml": "kept: {kind: report, title: A rep\u200bort, url: https://example.org/x}\n",
        CASE: "# by Rud\u043elf\nnames: {preferred: Rudolf Rassendyll}\n",
    }
    write(tmp_path, changes)
    found = {(d.code, d.origin.file) for d in linted(tmp_path, "T521", "T522")}
    assert found == {
        ("T522", f"{BRIEFING}/overview.yaml"),
        ("T521", "data/ruritania/sources.yaml"),
        ("T522", CASE),
    }


def test_the_words_of_every_style_are_looked_at(tmp_path: Path) -> None:
    """Those of a style that no edition has, too: lists are made in it."""
    label = "templates/lists/labels/en.yaml"
    (write(tmp_path) / label).parent.mkdir(parents=True)
    (tmp_path / "templates/lists/template.yaml").write_text(
        "title: A list\nkinds: [case_list]\nextends: dialogue-paper\n", "utf-8"
    )
    (tmp_path / label).write_text("page: P\u0430ge {page}\n# by Rud\u200bolf\n", "utf-8")
    found = [d for d in check_workspace(tmp_path, [EDITION]) if d.code in ("T521", "T522")]
    assert [(d.code, d.origin) for d in found] == [("T522", Origin(label, 1, 8)), ("T521", Origin(label, 2, 9))]


@pytest.mark.slow
@pytest.mark.parametrize("letter", ["\u202e", "\u2066", "\ue000", "\U000f0000"])
@pytest.mark.parametrize("written", [lambda c: c, lambda c: f'"\\U{ord(c):08x}"'])
def test_what_turns_or_means_nothing_is_an_error_where_it_is_read(tmp_path: Path, letter: str, written: object) -> None:
    assert callable(written)
    write(tmp_path, name(written(letter)))
    done = run(tmp_path, "check")
    assert f"{CASE}:1:20: error D006" in done.out
    assert f"U+{ord(letter):04X}" in done.out


# ── what is pasted ────────────────────────────────────────────────────────────────────────────────────────────────────

PASTED = {
    "The \ufb01nding": ("\ufb01", "write fi"),
    "an e\ufb03cient court": ("\ufb03", "write ffi"),
    "non\u2011breaking": ("\u2011", "write - (or – between numbers)"),
    "non\u2010breaking": ("\u2010", "write - (or – between numbers)"),
    "two\u00a0words here": ("\u00a0", "write an ordinary blank"),
    "their\u00a0words here": ("\u00a0", "write an ordinary blank"),
    "their \u00a0words": (" \u00a0", "write an ordinary blank"),
    "one,\u00a0 two": ("\u00a0 ", "write an ordinary blank"),
    "a\u2003word": ("\u2003", "write an ordinary blank"),
    "\U0001d5ef\U0001d5fc": ("\U0001d5ef", "write b"),
    "\uff22ureau": ("\uff22", "write B"),
    "Louis \u2163": ("\u2163", "write IV"),
    "\ufefb": ("\ufefb", "write \u0644\u0627"),
    "a\tb": ("\t", "write an ordinary blank"),
    # what is right
    "5\u00a0years, 5\u202f000, J.\u00a0Smith, à\u00a0Paris, слова\u00a0— и": None,
    "«\u00a0mots\u00a0»\u00a0: oui\u00a0!": None,
    "№\u00a05 § 3 СОVID": None,
    "中文\u3000中文": None,
    "և, ﷲ": None,
}


def test_what_word_and_pdfs_leave_in_a_text_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, prose("\n\n".join(PASTED)))
    found = [d for d in linted(root, "T523") if d.severity == "warning"]
    lines = (root / f"{BRIEFING}/overview.yaml").read_text("utf-8").split("\n")
    at: dict[str, tuple[str, str | None]] = {}
    for d in found:
        line = lines[d.origin.line - 1]
        at.setdefault(line.strip(" "), (line[d.origin.column - 1 :][: d.width], d.help))
    assert at == {text.strip(" "): said for text, said in PASTED.items() if said}


def test_marks_of_word_around_a_heading_are_told_and_quotations_are_not(tmp_path: Path) -> None:
    case = "names: {preferred: Somebody}\noccupation: “poet”\n"
    case += "detention: [{as_of: 2020-07-01, place: ‘Zenda’, by: gazette-1}]\n"
    overview = "kind: overview\ntitle: “Overview”\nblocks:\n  - text: “He went,” she said. “All of it.”\n"
    events = FILES["data/ruritania/events.yaml"].replace("title: march of 2 May", "title: “March of 2 May”")
    root = write(tmp_path, {CASE: case, f"{BRIEFING}/overview.yaml": overview, "data/ruritania/events.yaml": events})
    assert spots(root, linted(root, "T523")) == ["“Overview”", "“poet”", "‘Zenda’"]
