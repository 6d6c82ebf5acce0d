"""Cover, properties and the annex: what is known is told, and what is not is told as not known to us."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.paper.document import Document, NoteCall, Paragraph, Section, Table, find_headings, join_inlines
from tests.support.tables import say_row
from tests.support.workspaces import BRIEFING, FILES, built, edited, write

EDITION_FILE = f"{BRIEFING}/edition.yaml"
CASE = "data/ruritania/cases/rassendyll.yaml"
TARLENHEIM = "data/ruritania/cases/tarlenheim.yaml"


def tables(document: Document) -> list[Table]:
    annex = next(s for s in document.sections if s.id == "prisoners")
    return [block for block in annex.blocks if isinstance(block, Table)]


def rows(document: Document) -> list[list[str]]:
    """Return the rows of all tables of the annex, in order."""
    return [list(say_row(document, table, row).values()) for table in tables(document) for row in table.body]


def profile(document: Document, case: str) -> list[str]:
    section = next(h for h in find_headings(document) if h.id == f"profile.{case}")
    assert isinstance(section, Section)
    return [join_inlines(b.inlines) for b in section.blocks if hasattr(b, "inlines")]


def with_case(text: str) -> dict[str, str]:
    return {TARLENHEIM: FILES[TARLENHEIM] + text}


def test_the_cover_says_who_when_for_whom_and_of_which_day(tmp_path: Path) -> None:
    document = built(write(tmp_path, edited(EDITION_FILE, "status: reconstruction", "status: final")))
    assert [join_inlines(p.inlines) for p in document.cover.paragraphs()] == [
        "Briefing paper",
        "Key concerns in Ruritania",
        "Zenda Human Rights Dialogue, round 3, 26 November 2020",
        "Prepared by",
        "Strelsau Bureau for Rights (SBR, Ruritania)",
        "As of 26 November 2020",
        "Period from 1 October 2019 to 26 November 2020",
        "Distribution: public",
    ]
    assert document.running == "Ruritania · As of 26 November 2020"
    assert document.mark is None
    assert document.properties.authors == ("Strelsau Bureau for Rights",)


def test_a_draft_and_a_reconstruction_say_so(tmp_path: Path) -> None:
    draft = built(write(tmp_path / "d", edited(EDITION_FILE, "status: reconstruction", "status: draft")))
    assert draft.mark == "DRAFT"
    assert join_inlines(draft.cover.paragraphs()[-1].inlines).startswith("A draft")
    rebuilt = built(write(tmp_path / "r"))
    lines = [join_inlines(p.inlines) for p in rebuilt.cover.paragraphs()]
    assert "From what was published by" in lines
    assert "not issued by the organisations named" in lines[-1]
    assert "not issued by the organisations named" in rebuilt.properties.subject
    partner = built(tmp_path / "d", "partner")
    assert partner.mark == "DRAFT · For partners only"


def test_without_a_dialogue_the_cover_has_the_date(tmp_path: Path) -> None:
    text = FILES[EDITION_FILE].replace("dialogue: zenda-dialogue\n", "").replace('round: "3"\n', "")
    cover = built(write(tmp_path, {EDITION_FILE: text})).cover
    assert cover.dialogue is not None
    assert join_inlines(cover.dialogue.inlines) == "November 2020"


def test_a_row_of_a_case_of_which_much_is_known(tmp_path: Path) -> None:
    row = rows(built(write(tmp_path)))[0]
    assert row == [
        "1",
        "Rudolf Rassendyll Рудольф Рассендилл",
        "Journalist, Strelsau",
        "17 April 2020 (arrest)",
        "Article 12 of the Criminal Code: slander; Article 13, part 2 of the Criminal Code: insult",
        "3 years in prison; banned from writing for 5 years",
        "Zenda Castle",
        "imprisoned (in custody since 17 April 2020)",
        "SBR (1 November 2020)",
        "Strelsau Gazette, news item of 3 May 2020; Zenda Weekly, news item (example.org/w1); SBR, monitoring",
    ]


def test_sources_of_those_who_raised_a_case_later_are_no_sources_of_the_paper(tmp_path: Path) -> None:
    """An answer of the year after told what was said on the day of the dialogue."""
    raised = "raised_by:\n  - {raised_by: council, date: 2020-11-25, text: It asked., by: weekly-1}\n"
    told = "timeline:\n  - {date: 2020-05, text: A search., by: bureau-watch}\n"
    assert rows(built(write(tmp_path, with_case(told + raised))))[1][-1] == "SBR, monitoring"


def test_what_nobody_says_is_not_known_to_us(tmp_path: Path) -> None:
    document = built(write(tmp_path))
    assert rows(document)[1] == ["2", "Fritz Tarlenheim (new)", *["not known to us"] * 7]
    assert profile(document, "tarlenheim") == [
        "No date, charge, sentence or place of detention is known to us.",
    ]


def test_arrested_is_not_shown_as_convicted(tmp_path: Path) -> None:
    document = built(
        write(
            tmp_path,
            with_case("proceedings: [{charges: [ru-code/12], stages: [{date: 2020-11-10, stage: arrested}]}]\n"),
        )
    )
    row = rows(document)[1]
    assert row[3] == "10 November 2020 (arrest)"
    assert row[5] == "no sentence known to us"
    assert row[7] == "arrested on 10 November 2020; whether still held is not told"


def test_an_observation_has_no_beginning_and_only_its_day(tmp_path: Path) -> None:
    row = rows(
        built(write(tmp_path, with_case("timeline: [{as_of: 2020-11-26, text: In prison., status: imprisoned}]\n")))
    )[1]
    assert row[3] == "not known to us"
    assert row[7] == "imprisoned (as of 26 November 2020)"
    assert row[5] == "not known to us"


def test_sentences_and_sums_in_words(tmp_path: Path) -> None:
    sentence = (
        "{kind: imprisonment, length: 1 year, fine: {amount: 55560, currency: KZT, equivalent: {amount: 110, currency:"
        " EUR}}, orders: [an apology]}"
    )
    document = built(
        write(
            tmp_path,
            with_case(f"proceedings: [{{stages: [{{date: 2021, stage: convicted, sentence: {sentence}}}]}}]\n"),
        )
    )
    assert rows(document)[1][5] == "not known to us"  # it is after this paper's day
    document = built(
        write(
            tmp_path,
            with_case(f"proceedings: [{{stages: [{{date: 2020-10, stage: convicted, sentence: {sentence}}}]}}]\n"),
        )
    )
    assert (
        rows(document)[1][5].casefold() == "one year in prison; a fine of 55,560 KZT (110 EUR); an apology".casefold()
    )


COURTS = """\
proceedings:
  - charges: [ru-code/12]
    stages:
      - {date: 2019, stage: convicted, sentence: {kind: restricted_freedom}}
  - charges: [{provision: ru-code/13, offence: insult}]
    answers: [ANSWERS]
    stages:
      - {date: 2020-07-15, stage: convicted, sentence: {kind: imprisonment, length: 3 years}}
      - {date: 2020-09-08, stage: appeal_upheld}
"""


@pytest.mark.slow
def test_sentences_of_several_courts_have_their_days_and_say_that_one_was_upheld(tmp_path: Path) -> None:
    two = COURTS.replace("ANSWERS", "")
    assert rows(built(write(tmp_path / "two", with_case(two))))[1][5] == (
        "Restricted freedom (in 2019); 3 years in prison (on 15 July 2020, upheld on appeal on 8 September 2020)"
    )
    one = two.replace(
        "{date: 2019, stage: convicted, sentence: {kind: restricted_freedom}}", "{date: 2019, stage: charged}"
    )
    assert rows(built(write(tmp_path / "one", with_case(one))))[1][5] == (
        "3 years in prison (upheld on appeal on 8 September 2020)"
    )
    by_then = one.replace("date: 2020-09-08", "as_of: 2020-09-08")
    assert rows(built(write(tmp_path / "by", with_case(by_then))))[1][5] == (
        "3 years in prison (upheld on appeal by 8 September 2020)"
    )
    later = one.replace("2020-09-08", "2021-09-08")
    assert rows(built(write(tmp_path / "later", with_case(later))))[1][5] == "3 years in prison"


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        (
            "{date: 2020-02, stage: convicted}, {date: 2020-03, stage: appeal_upheld}",
            "Convicted (in February 2020, upheld on appeal in March 2020, sentence not known to us)",
        ),
        ("{stage: convicted}", "Convicted (sentence not known to us)"),
        (
            "{date: 2020-02, stage: convicted, reported: true}",
            "Convicted, reportedly (in February 2020, sentence not known to us)",
        ),
        ("{date: 2020-02, stage: convicted}, {date: 2020-03, stage: appeal_overturned}", "not known to us"),
        ("{date: 2020-02, stage: charged}", "not known to us"),
    ],
)  # fmt: skip
def test_a_conviction_whose_sentence_is_not_told_is_told_of(stages: str, said: str, tmp_path: Path) -> None:
    found = rows(built(write(tmp_path, with_case(f"proceedings: [{{stages: [{stages}]}}]\n"))))[1][5]
    assert found == said


@pytest.mark.parametrize(
    ("stages", "timeline", "status"),
    [
        # the arrest is what somebody reports, the remand is told as a fact: so is what was, and not since when
        (
            "{date: 2020-05-04, stage: arrested, reported: true}, {date: 2020-05-06, stage: remanded}",
            "",
            "in pre-trial detention (in custody since 4 May 2020, reportedly)",
        ),
        (
            "{date: 2020-05-04, stage: remanded, attributed_to: the doorman}, {date: 2020-06-01, stage: remanded}",
            "",
            "in pre-trial detention (since 4 May 2020, according to the doorman)",
        ),
        (
            "{date: 2020-05-04, stage: summoned, role: witness, attributed_to: the doorman}",
            "{as_of: 2020-06-01, text: A witness., status: witness}",
            "witness in a criminal case (since 4 May 2020, according to the doorman)",
        ),
        # who looked says so
        (
            "{date: 2020-02-01, stage: convicted, status: imprisoned, sentence: {kind: imprisonment}}",
            "{as_of: 2020-09-01, text: Still there., verified: true, attributed_to: the doorman}",
            "imprisoned (as of 1 September 2020, according to the doorman)",
        ),
        (
            "{date: 2018-02-01, stage: convicted, status: imprisoned, sentence: {kind: imprisonment}}",
            "{as_of: 2019-09-01, text: Still there., verified: true, alleged: true}",
            "last known: imprisoned (1 September 2019, allegedly)",
        ),
        # once is enough
        (
            "{date: 2020-05-04, stage: arrested, reported: true}, {date: 2020-05-06, stage: remanded, reported: true}",
            "",
            "in pre-trial detention (in custody since 4 May 2020), reportedly",
        ),
    ],
)
def test_the_day_of_a_status_says_whose_word_it_is(stages: str, timeline: str, status: str, tmp_path: Path) -> None:
    """A status that is a fact stood beside a day that a document only reports, as if it were one too."""
    record = f"proceedings: [{{stages: [{stages}]}}]\n" + (f"timeline: [{timeline}]\n" if timeline else "")
    document = built(write(tmp_path, with_case(record)))
    cells = [cell for row in rows(document) for cell in row]
    assert status in cells


def test_what_somebody_says_to_charges_stands_behind_them_and_never_before_it_was_said(tmp_path: Path) -> None:
    answers = "{as_of: 2020-08, text: he denied it}, {date: 2021-08, text: he denied it again}"
    document = built(write(tmp_path, with_case(COURTS.replace("ANSWERS", answers))))
    assert rows(document)[1][4].endswith("; Article 13 of the Criminal Code: insult (he denied it)")
    assert "(he denied it)" in profile(document, "tarlenheim")[0]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("{kind: imprisonment, length: 5 years and 6 months}", "5 years and 6 months in prison"),
        ("{kind: imprisonment, length: 1 year and 1 day}", "One year and one day in prison"),
        (
            '{kind: imprisonment, length: "5 years, 6 months and 10 days"}',
            "5 years, 6 months and 10 days in prison",
        ),
        ("{kind: imprisonment, length: life}", "Life in prison"),
        ("{kind: warning, bans: [{from: writing, length: life}]}", "Warning; banned from writing for life"),
    ],
)
def test_lengths_in_words(sentence: str, told: str, tmp_path: Path) -> None:
    case = with_case(f"proceedings: [{{stages: [{{date: 2020-10, stage: convicted, sentence: {sentence}}}]}}]\n")
    assert rows(built(write(tmp_path, case)))[1][5] == told


DEATH = "{date: 2020-02-01, stage: arrested}, {date: 2020-03-01, stage: convicted, sentence: {kind: death}}"


@pytest.mark.parametrize(
    ("stages", "sentence", "status"),
    [
        (DEATH, "Death sentence", "under sentence of death (in custody since 1 February 2020)"),
        (
            f"{DEATH}, {{date: 2020-05-02, stage: commuted, sentence: {{kind: imprisonment, length: life}}}}",
            "Life in prison (commuted on 2 May 2020; before: death sentence)",
            "imprisoned (in custody since 1 February 2020)",
        ),
        (
            "{date: 2020-03-01, stage: convicted, sentence: {kind: imprisonment, length: 2 years}},"
            " {date: 2020-05, stage: pardoned, reported: true}",
            "2 years in prison (pardoned in May 2020, reportedly)",
            "pardoned (May 2020), reportedly; whether held is not told",
        ),
        (f"{DEATH}, {{date: 2020-06-01, stage: executed}}", "Death sentence", "executed (1 June 2020)"),
    ],
)
def test_death_sentences_in_words(stages: str, sentence: str, status: str, tmp_path: Path) -> None:
    """A commutation and a pardon stand beside the sentence, which would be read as if it stood unchanged."""
    cells = rows(built(write(tmp_path, with_case(f"proceedings: [{{stages: [{stages}]}}]\n"))))
    row = next(row for row in cells if row[1].startswith("Fritz"))
    assert sentence in row
    assert status in row


def test_initials_and_pseudonym_hide_the_name_everywhere(tmp_path: Path) -> None:
    for display, shown in (("initials", "F. T."), ("pseudonym", "the student")):
        case = (
            "names: {preferred: Fritz Tarlenheim, native: {ru: Фриц}, pseudonym: the student}\ndisplay:"
            f" {display}\nbasis: {{already_public: gazette-1}}\n"
            "recognitions: [{recognised_by: bureau, as_of: 2019}]\n"
        )
        text = FILES[f"{BRIEFING}/prisoners.yaml"].replace("tarlenheim", "case-2")
        related = edited("data/ruritania/cases/rassendyll.yaml", "related: tarlenheim", "related: case-2")
        changes = {TARLENHEIM: None, "data/ruritania/cases/case-2.yaml": case, f"{BRIEFING}/prisoners.yaml": text}
        document = built(write(tmp_path / display, related | changes))
        assert rows(document)[1][1] == f"{shown} (new)"
        assert "tarlenheim" not in repr(document).casefold()
        assert "Фриц" not in repr(document)


def test_the_latest_telling_and_place_not_after_the_day(tmp_path: Path) -> None:
    case = """\
detention:
  - {as_of: 2020-01, place: First Castle}
  - {as_of: 2020-06, place: Second Castle}
  - {as_of: 2021-06, place: Third Castle}
profile:
  - {as_of: 2020-06, text: The second telling.}
  - {as_of: 2020-01, text: The first telling.}
  - {as_of: 2021, text: The third telling.}
"""
    document = built(write(tmp_path, with_case(case)))
    assert rows(document)[1][6] == "Second Castle"
    assert profile(document, "tarlenheim")[-1] == "The second telling."


def test_a_law_or_article_that_may_not_be_seen_is_not_named(tmp_path: Path) -> None:
    name = "data/ruritania/laws/ru-code.yaml"
    hidden = edited(name, '  "13":\n    title: insult', '  "13": {value: {title: insult}, visibility: internal}')
    assert (
        rows(built(write(tmp_path / "a", hidden)))[0][4]
        == "Article 12 of the Criminal Code: slander; Article 13, part 2 of the Criminal Code"
    )
    usual = edited(EDITION_FILE, "status: reconstruction", "status: reconstruction\nusual_codes: ru-code")
    assert rows(built(write(tmp_path / "b", usual)))[0][4] == "Article 12: slander; Article 13, part 2: insult"


# ── first wordings ────────────────────────────────────────────────────────────────────────────────────────────────────

UNTOLD = """\
names: {preferred: Fritz Tarlenheim}
basis: {consent: {scope: public, giver: person, date: 2020-01}}
proceedings:
  - stages:
      - {date: 2020-05, stage: arrested, text: He was asleep, by: gazette-1}
      - {date: 2020-06-02, stage: trial_opened, by: [gazette-2, bureau-watch]}
      - {as_of: 2020-09-30, stage: convicted, court: Second Court, by: gazette-2}
      - {stage: appeal_upheld, by: gazette-1}
timeline: [{date: 2020-10-04, text: He fell ill., by: bureau-watch}]
recognitions: [{recognised_by: bureau, by: bureau-watch}]
"""


def test_a_first_wording_is_english_and_has_the_note_of_each_entry(tmp_path: Path) -> None:
    document = built(write(tmp_path, {"data/ruritania/cases/tarlenheim.yaml": UNTOLD}))
    profile = next(h for h in find_headings(document) if h.id == "profile.tarlenheim")
    assert isinstance(profile, Section)
    told = next(b for b in profile.blocks if isinstance(b, Paragraph) and b.id == "profile.tarlenheim.1")
    words = ["*" if isinstance(one, NoteCall) else join_inlines([one]) for one in told.inlines]
    assert "".join(words) == (
        "Fritz Tarlenheim was arrested in May 2020. He was asleep.*"
        " Fritz Tarlenheim: trial opened on 2 June 2020.*"
        " Fritz Tarlenheim was convicted by Second Court (as of 30 September 2020).*"
        " The judgment was upheld by a court.*"
        " He fell ill.*"
        " SBR count Fritz Tarlenheim among those imprisoned on politically motivated grounds.*"
    )
    notes = [join_inlines(document.notes[c.note].in_full()) for c in told.inlines if isinstance(c, NoteCall)]
    assert notes[:2] == [
        "See Strelsau Gazette, 3 May 2020 (in Russian): https://example.org/1?a=1&b=2",
        "See (in Russian): https://example.org/2; and monitoring by SBR.",
    ]
    assert len(notes) == 6


def test_a_first_wording_has_its_sources_in_brackets_where_a_style_has_no_notes(tmp_path: Path) -> None:
    root = write(tmp_path, {"data/ruritania/cases/tarlenheim.yaml": UNTOLD}, style=True)
    template = root / "templates/dialogue-paper/template.yaml"
    template.write_text(re.sub("^notes: .*", "notes: links", template.read_text("utf-8"), flags=re.M), "utf-8")
    document = built(root)
    profile = next(h for h in find_headings(document) if h.id == "profile.tarlenheim")
    told = next(b for b in profile.blocks if isinstance(b, Paragraph) and b.id == "profile.tarlenheim.1")
    assert "He fell ill (monitoring by SBR). SBR count" in join_inlines(told.inlines)


def test_a_first_wording_does_not_cite_the_paper_itself(tmp_path: Path) -> None:
    sources = FILES["data/ruritania/sources.yaml"]
    itself = "paper-2020: {kind: report, publisher: bureau, published: 2020-11, language: en}\n"
    files = {
        "data/ruritania/sources.yaml": sources + itself,
        "data/ruritania/cases/tarlenheim.yaml": UNTOLD.replace("by: gazette-1", "by: paper-2020"),
        **edited(EDITION_FILE, "by: gazette-1", "by: paper-2020"),
    }
    document = built(write(tmp_path, files))
    profile = next(h for h in find_headings(document) if h.id == "profile.tarlenheim")
    told = next(b for b in profile.blocks if isinstance(b, Paragraph) and b.id == "profile.tarlenheim.1")
    assert sum(isinstance(one, NoteCall) for one in told.inlines) == 4
    later = {**files, **edited(EDITION_FILE, "by: gazette-1", "by: paper-2020")}
    later[EDITION_FILE] = later[EDITION_FILE].replace("date: 2020-11\n", "date: 2020-12\n")
    other = built(write(tmp_path / "other", later))
    profile = next(h for h in find_headings(other) if h.id == "profile.tarlenheim")
    told = next(b for b in profile.blocks if isinstance(b, Paragraph) and b.id == "profile.tarlenheim.1")
    assert sum(isinstance(one, NoteCall) for one in told.inlines) == 6
