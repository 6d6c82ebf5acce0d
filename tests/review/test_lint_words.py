"""Rules about words: for each, what it finds and what looks like it and is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.paper.document import Run, Section
from generator.paper.make import make
from generator.paper.workspace import Workspace
from generator.review.lint import make_subject
from generator.review.lint.markup import mask_foreign_words, mask_markup
from generator.review.lint.rules import heading_level
from tests.support.lint import linted, spots
from tests.support.places import ROOT
from tests.support.workspaces import BRIEFING, EDITION, FILES, edited, prose, write


def spotted(root: Path, code: str, text: str, changes: Mapping[str, str] = {}) -> list[str]:
    """Return the letters that a rule underlines in a prose of one text."""
    write(root, {**changes, **prose(text)})
    return spots(root, [d for d in linted(root, code) if d.origin.file == f"{BRIEFING}/overview.yaml"])


# ── placeholders ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("TODO ask the lawyer.", "TODO"),
        ("She was sentenced to TBC years.", "TBC"),
        ("He was tried on \\[date\\] in Zenda.", "[date"),
        ("He was tried on [date] in Zenda.", "[date]"),
        ("The court, [name of court], agreed.", "[name of court]"),
        ("He is held in XXX.", "XXX"),
        ("Lorem ipsum dolor sit amet.", "Lorem ipsum"),
        ("He was fined ??? crowns.", "???"),
        ("The number is TBD.", "TBD"),
        ("It was on <date> that they met.", "<date>"),
        ("To be confirmed later.", "To be confirmed later"),
        ("FIXME", "FIXME"),
        ("In all, XX people were warned on 2 May.", "XX"),
        ("They met on XX May.", "XX"),
        ("The place is tbc.", "tbc"),
    ],
)
def test_placeholders_are_found(text: str, spot: str, tmp_path: Path) -> None:
    assert spotted(tmp_path, "T501", text)[0].startswith(spot)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "He sang “Todo cambia” in court.",
        "He asked: is this right?",
        "“[The law] is bad,” she said.",
        "They wrote “that [sic] is so”.",
        "[date](event:march-2020) of the march",
        "The games of the year XXIX, and Louis XIX of Strelsau.",
        "A word.[@gazette-1]",
        "A word.^[date]",
        "[court]{lang=fr}",
        "There is much to do.",
        "What is to be confirmed by the court?",
        "x < y and y > z",
        "Part XX gives lists. In the XX century, and of Louis XX himself.",
        "See [the list](https://example.org/tbc).",
    ],
)
def test_what_is_no_placeholder_is_left_alone(text: str, tmp_path: Path) -> None:
    assert spotted(tmp_path, "T501", text) == []


# ── quotation marks and spaces ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "spots"),
    [
        ('He called it "slander".', ['"', '"']),
        ("The prosecutor's word.", ["'"]),
        ("They don't know.", ["'"]),
        ('"It was in 2020"', ['"', '"']),
        ("The workers' rally.", ["'"]),
        ("The ‘’bloody January’’ of that year.", ["‘’", "’’"]),
    ],
)
def test_straight_quotes_are_found(text: str, spots: list[str], tmp_path: Path) -> None:
    assert spotted(tmp_path, "T502", text) == spots


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "He called it “slander”, and ‘insult’.",
        "The prosecutor’s word.",
        "The cell is 6' 2\" wide.",
        "It lies at 43° 15' north.",
        'See [an address](https://example.org/it\'s?a="b").',
        "A word.[@gazette-1]",
        "«Слово»",
    ],
)
def test_other_marks_are_left_alone(text: str, tmp_path: Path) -> None:
    assert spotted(tmp_path, "T502", text) == []


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("She was  arrested.", "  "),
        ("She was arrested , and released.", " "),
        ("Two   spaces.", "   "),
        ("He left .", " "),
        ("a\u00a0 b", "\u00a0 "),
    ],
)
def test_stray_spaces_are_found(text: str, spot: str, tmp_path: Path) -> None:
    assert spotted(tmp_path, "T503", text) == [spot]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "She was arrested.\nShe was released.",
        "- a point\n  goes on",
        "-  a point",
        "1.  a point",
        "10 000 people",
        "He left … and came.",
        "One.\n\nTwo.",
        "the fine of .5 crowns",
        "a .yaml file",
    ],
)
def test_other_spaces_are_left_alone(text: str, tmp_path: Path) -> None:
    assert spotted(tmp_path, "T503", text) == []


# ── digits ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("He was charged under Article 48951 of the code.", "48951"),
        ("He was tried in 2020He denies it.", "2020He"),
        ("They came to the rally47 in May.", "rally47"),
        ("They came to the rally.47 The police did, too.", ".47"),
        ("He called it “slander”12 in court.", None),
        ("In May 202012 he was freed.", "202012"),
        ("Some 500people came.", "500people"),
        ("On 15May he was freed.", "15May"),
        ("A fine of 1,20034 crowns.", "1,20034"),
        ("It ended in court.12", ".12"),
        ("They belong to the DVK.47 The police say so.", ".47"),
        ("He was freed in 2020.47 The court said so.", ".47"),
        ("He spoke to SBR,12 Rassendyll says.", ",12"),
    ],
)
def test_glued_digits_are_found(text: str, spot: str | None, tmp_path: Path) -> None:
    found = spotted(tmp_path, "T504", text)
    assert len(found) == 1
    assert spot is None or found == [spot]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Covid-19 and the G7, in prison UK-161/2, camp ES 164/4.",
        "The 2nd, 3rd, 24th and 1st time, in the 1990s and the 20s.",
        "See R13, H1N1, CO2, 5G, 4x4, 3D and 10km.",
        "Article 12 and Article 489-1, paragraph 3.",
        "A fine of 444,500 KZT (930 EUR), or 1,234,567 crowns.",
        "At 10.30 on 12.05.2020, by 3.5 per cent.",
        "It happened in May 2020. Then he left.",
        "See [the page](https://example.org/a1b2c3d456/page2020x).",
        "A word.[@gazette-1]",
        "Between 2019–2020 and in 2020/21.",
        "The A1 road, the T34, a Boeing737-800.",
        "He ran 5km in 20min and 100m in 12s.",
        "the MP3s and the mp3 file",
        "They wrote #strelsau2022 and @zenda2020 on it.",
        "See Art.12 and No.5 The rest is silence.",
        "It is version 3.47 The rest is new.",
        "The sites zenda24.tv and strelsau7.info told of it, and gazette2.example/en.",
    ],
)
def test_names_with_digits_are_left_alone(text: str, tmp_path: Path) -> None:
    assert spotted(tmp_path, "T504", text) == []


def test_a_long_number_of_an_article_that_is_there_is_right(tmp_path: Path) -> None:
    code = "data/ruritania/laws/ru-code.yaml"
    changes = {code: FILES[code] + '  "48951":\n    title: noise\n'}
    assert spotted(tmp_path, "T504", "He was charged under Article 48951.", changes) == []


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("Rudolph Rassendyl was freed.", "Rudolph Rassendyl"),
        ("The mother of Rassendyl spoke.", "Rassendyl"),
        ("Rassendyl’s mother spoke.", "Rassendyl"),
        ("**Rassendyl** was freed.", "Rassendyl"),
    ],
)
def test_variants_are_found(text: str, spot: str, tmp_path: Path) -> None:
    assert spotted(tmp_path, "T505", text) == [spot]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Rudolf Rassendyll was freed.",
        "[](case:rassendyll) was freed.",
        "The mother of Rassendyll spoke.",
        "The indictment names “Rudolph Rassendyl”.",
        "The indictment says [Rassendyl]{lang=de}.",
        "[Рудольф Рассендилл](case:rassendyll) was freed.",
        "Rassendyle is a village.",
    ],
)
def test_preferred_spellings_and_quotations_are_left_alone(text: str, tmp_path: Path) -> None:
    assert spotted(tmp_path, "T505", text) == []


def test_variants_are_found_in_titles_and_captions(tmp_path: Path) -> None:
    changes = edited(
        f"{BRIEFING}/prisoners.yaml", "caption: Those who are held", "caption: Those who are held with Rassendyl"
    )
    root = write(
        tmp_path,
        changes
        | prose("x")
        | {f"{BRIEFING}/overview.yaml": "kind: overview\ntitle: What Rassendyl says\nblocks:\n  - text: A word.\n"},
    )
    assert {(d.origin.file.rpartition("/")[2], d.origin.line) for d in linted(root, "T505")} == {
        ("prisoners.yaml", 6),
        ("overview.yaml", 2),
    }


def test_the_variant_of_one_that_is_the_name_of_another_is_right(tmp_path: Path) -> None:
    changes = {"data/ruritania/cases/rudolph.yaml": "names: {preferred: Rudolph Rassendyl}\n"}
    assert spotted(tmp_path, "T505", "Rudolph Rassendyl was freed.", changes) == []


def test_a_variant_inside_the_name_of_another_is_part_of_that_name(tmp_path: Path) -> None:
    name = "data/ruritania/organisations.yaml"
    more = (
        "wake:\n  names: {preferred: The Wakeful, variants: [Vigil]}\n  kind: group\nreal:\n  names: {preferred: Real"
        " Vigil}\n  kind: group\n"
    )
    changes = {name: FILES[name] + more}
    assert spotted(tmp_path, "T505", "The Real Vigil met the Vigil, and Vigil met.", changes) == ["Vigil", "Vigil"]


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph(tmp_path: Path) -> None:
    assert spotted(tmp_path, "T505", "He said: “Rassendyl.\n\nAnd Rassendyl was freed, “so”.") == ["Rassendyl"]


def test_names_of_records_may_have_digits(tmp_path: Path) -> None:
    name = "data/ruritania/organisations.yaml"
    changes = {name: FILES[name] + "march2020:\n  names: {preferred: Movement March2020}\n  kind: movement\n"}
    assert spotted(tmp_path, "T504", "They joined March2020 and Marchers2020.", changes) == ["Marchers2020"]


@pytest.mark.slow
def test_placeholders_are_found_in_names_and_places(tmp_path: Path) -> None:
    case = "data/ruritania/cases/zapt.yaml"
    root = write(tmp_path, {case: 'names: {preferred: "Antonia XXX"}\nplace: TBC\n'})
    assert [d.origin.line for d in linted(root, "T501")] == [1, 2]


def test_a_name_without_its_mark_is_no_variant(tmp_path: Path) -> None:
    name = "data/ruritania/organisations.yaml"
    awake = "awake:\n  names: {preferred: Awake!, variants: [Awake, Avake]}\n  kind: movement\n"
    changes = {name: FILES[name] + awake}
    assert spotted(tmp_path, "T505", "The movement Awake met, and Avake.", changes) == ["Avake"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("The charge was brought by Rupert Hentsau.", "Rupert Hentsau"),
        ("Hentsau brought the charge.", "Hentsau"),
        ("Josef Marek was there.", "Josef Marek"),
        ("The lawyer Josef Marek was there.", "Josef Marek"),
        ("Rudolf Tarlenheim was there.", "Rudolf Tarlenheim"),
        ("They belong to the League of Wakeful Citizens.", "League of Wakeful Citizens"),
        ("It was said by Rassendill’s mother.", "Rassendill’s"),
        ("Judge Marek was there.", "Judge Marek"),
        ("A complaint of the Zenda Journalists Union was heard. Some journalists came.", "Zenda Journalists Union"),
    ],
)
def test_names_without_a_record_are_found(text: str, spot: str, tmp_path: Path) -> None:
    assert spotted(tmp_path, "T506", text) == [spot]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Rupert Hentzau and Rudolf Rassendyll met Fritz Tarlenheim in Strelsau.",
        "On Monday 2 May 2020 Tarlenheim was freed in Zenda Castle.",
        "The Strelsau Bureau for Rights (SBR) spoke to the Strelsau Gazette.",
        "The Ruritanian Criminal Code is old. Many Ruritanians say so.",
        "In Eastern Europe, in the United States and in China it is otherwise.",
        "The Covid-19 pandemic, the French, and EU NGOs.",
        "“Josef Marek,” the indictment says.",
        "They sang [Nashe Pravo]{lang=ru-Latn}.",
        "The Council of Zenda asked for it.",
        "Several Journalists wrote. Others did not. Journalists write.",
        "The Freedom of expression is guarded by the Treaty of Hentzau, Article 19.",
        "See [Josef Marek](https://example.org/marek).",
        "On International Women’s Day they met in New York and in The Hague, on Facebook Live.",
        "Mr Rassendyll and Mrs Tarlenheim came. Rassendyll’s Zenda Weekly is closed.",
        "The Zenda-based Gazette wrote. Rudolf, Fritz and Rupert are free.",
    ],
)
def test_names_that_are_known_are_left_alone(text: str, tmp_path: Path) -> None:
    assert spotted(tmp_path, "T506", text) == []


# ── languages ─────────────────────────────────────────────────────────────────────────────────────────────────────────

RECOMMENDATIONS = "data/ruritania/recommendations.yaml"


def in_two_languages(tmp_path: Path, **more: str) -> Path:
    changes = {name: text for name, text in FILES.items() if name.startswith(BRIEFING)}
    changes[f"{BRIEFING}/edition.yaml"] += "languages: [en, de]\n"
    labels = (ROOT / "templates/dialogue-paper/labels/en.yaml").read_text("utf-8")
    return write(tmp_path, {**changes, "templates/dialogue-paper/labels/de.yaml": labels, **more})


@pytest.mark.slow
def test_texts_by_language_need_each_language_of_the_edition(tmp_path: Path) -> None:
    text = FILES[RECOMMENDATIONS].replace(
        "text: Release those who are held.", "text: {en: Release those who are held.}"
    )
    assert not linted(write(tmp_path, {RECOMMENDATIONS: text}), "T507")
    root = in_two_languages(tmp_path, **{RECOMMENDATIONS: text})
    (found,) = [d for d in linted(root, "T507") if "is there in en" in d.message]
    assert (found.origin.file, found.help) == (RECOMMENDATIONS, "add a line `de: …`")
    root = in_two_languages(tmp_path, **{RECOMMENDATIONS: text.replace("held.}", "held., de: Freiheit.}")})
    assert not [d for d in linted(root, "T507") if d.origin.file == RECOMMENDATIONS and "is there in" in d.message]


def test_prose_that_is_one_string_is_in_one_language(tmp_path: Path) -> None:
    found = {d.origin.file for d in linted(in_two_languages(tmp_path), "T507")}
    assert {f"{BRIEFING}/overview.yaml", f"{BRIEFING}/expression.yaml", RECOMMENDATIONS} <= found
    assert "data/ruritania/events.yaml" not in found  # which the paper does not print


def test_titles_of_sources_stay_in_their_language(tmp_path: Path) -> None:
    name = "data/ruritania/sources.yaml"
    root = in_two_languages(tmp_path, **{name: FILES[name].replace("gazette-2: {", "gazette-2: {title: {ru: Слово}, ")})
    assert name not in {d.origin.file for d in linted(root, "T507")}


# ── headings ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text", ["**Arrests in May**\n\nMany were arrested.", "Words.\n\n**[](case:rassendyll)**\n\nMore."]
)
def test_bold_lines_that_stand_for_headings_are_found(text: str, tmp_path: Path) -> None:
    assert len(spotted(tmp_path, "T508", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "**Many were arrested in May.**",
        "**Arrests:** many were made.",
        "**The authorities should:**\n\n- repeal the law;\n- free all prisoners.",
        "- **Arrests in May**\n- **Trials**",
        "*Arrests in May*",
        "Many were **arrested**",
        f"**{'Many were arrested and many were tried, and ' * 3}nobody was freed**",
    ],
)
def test_bold_words_that_are_no_headings_are_left_alone(text: str, tmp_path: Path) -> None:
    assert spotted(tmp_path, "T508", text) == []


def test_a_level_left_out_is_found(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path), [EDITION])
    paper = make(workspace, EDITION)
    document, chosen = paper.document, paper.selected
    assert document is not None
    assert chosen is not None
    subject = make_subject(workspace.dataset, chosen, document)
    assert not list(heading_level.find(subject))
    deep = Section("deep", 3, (Run("Deep"),), ())
    first = replace(document.sections[0], blocks=(deep,))
    changed = replace(subject, document=replace(document, sections=(first, *document.sections[1:])))
    (found,) = heading_level.find(changed)
    assert found.message == "a heading of level 3 stands below one of level 1"


# ── markup ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        (
            "He [said](case:a-b) it.[@a; see @b-2] And ^[a note [@x] here] *so* **on** https://example.org/a_(b)?c"
            " \\[x\\]."
        ),
        "[words]{lang=kk-Latn} and [see, for instance, @a]",
        "[a](https://example.org/x_(y)) [](case:z)",
        "“quoted [x](case:y)” ‘so’ and workers’ rights ’",
        "",
        "^[",
        "[[x](y)](z)",
    ],
)
def test_masking_keeps_each_letter_in_its_place(text: str) -> None:
    for masked in (mask_markup(text), mask_foreign_words(text)):
        assert len(masked) == len(text)
        assert all(kept in (written, "\ufffc") for kept, written in zip(masked, text, strict=True))
