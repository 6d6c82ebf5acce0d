"""What a second reading of the paper of 2024 found, by somebody named in it: the right words, in the built paper."""

from __future__ import annotations

import pytest

from generator.paper.document import Document, Paragraph, Picture, Table, find_leaves, join_inlines, walk
from generator.runs.build import make_files
from tests.support.places import ROOT

LATER = "eu-kazakhstan-2024-04"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def document() -> Document:
    return make_files(ROOT, LATER, ["md"]).document


def rows(document: Document) -> dict[str, dict[str, str]]:
    """Return the cells by column of every row of every table, by the id of the row."""
    return {
        row.id: {
            column.key: join_inlines(cell.blocks[0].inlines)
            for column, cell in zip(part.columns, row.cells, strict=True)
        }
        for part, _ in walk(document.sections)
        if isinstance(part, Table)
        for row in part.body
    }


def row(document: Document, end: str) -> dict[str, str]:
    (found,) = [cells for id, cells in rows(document).items() if id.endswith(end)]
    return found


def words(document: Document) -> list[str]:
    return [join_inlines(inlines) for _, inlines in find_leaves(document)]


@pytest.mark.parametrize(
    ("case", "length"), [("kairat-sultanbek", "3 years and 5 months"), ("zhanmurat-ashtaev", "3 years and one month")]
)
def test_two_sentences_have_their_years_and_the_appeal(case: str, length: str, document: Document) -> None:
    found = row(document, f"last-known.{case}")
    assert found["sentence"] == (
        f"Restricted freedom (in 2021); {length} in prison (on 15 July 2022, upheld on appeal on 8 September 2022)"
    )


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("erzhan-elshibaev", "he denied the charges and called them politically motivated"),
        ("kairat-sultanbek", "the three who were tried insisted that they had only protested peacefully"),
        (
            "ablaykhan-bekeyev",
            "the charges reportedly rest on a “confession” that was allegedly extracted under torture",
        ),
    ],
)
def test_what_is_said_to_charges_stands_where_they_do(case: str, said: str, document: Document) -> None:
    assert said in row(document, f"last-known.{case}")["charges"]


def test_two_who_are_told_of_alike_stand_alike(document: Document) -> None:
    both = [row(document, f"last-known.{case}") for case in ("askar-ibrayev", "serik-idryshev")]
    assert {found["status"] for found in both} == {"last known: imprisoned (November 2020)"}
    assert len({found["charges"] for found in both}) == 1


def test_a_call_for_a_person_stands_under_no_ask_about_laws_or_assemblies(document: Document) -> None:
    for ask, name in (("expression-3", "Bokayev"), ("association-2", "Mamai"), ("assembly-2", "Mamai")):
        assert name not in row(document, f"scorecard.{ask}")["raised"], ask
    assert "on the case of Zhanbolat Mamai" in row(document, "scorecard.expression-2")["raised"]
    tulesova = "Asya Tulesova (environmental and civil rights defender)"
    assert tulesova in row(document, "scorecard.assembly-2")["raised"]


def test_what_groups_said_of_a_law_is_no_silence(document: Document) -> None:
    """The cell beside it told what they said, and this one that nobody is on record."""
    found = row(document, "scorecard.womens-rights-1")
    assert found["raised"].startswith("Human rights groups, by 30 April 2024 (date not known): ")
    assert "groups" not in found["evidence"]
    for id, cells in rows(document).items():
        if "scorecard." in id and cells["raised"] == "no public record known to us":
            assert not any(told in cells["evidence"] for told in ("groups", "called for", "asked", "said that")), id


def test_a_rating_has_no_day_that_no_document_gives(document: Document) -> None:
    (found,) = [cells for cells in rows(document).values() if "Rating of civic space" in cells.get("what", "")]
    assert found["now"] == "Last known: repressed (June 2022; until then obstructed)"


def test_as_many_are_named_as_the_picture_counts(document: Document) -> None:
    """Thirteen on 26 November 2020: of whom nothing is known since, and who died."""
    lines = [line for line in words(document) if "nothing that happened to them since then is known to us:" in line]
    named = [name for line in lines for name in line.rsplit(": ", 1)[1].rstrip(".").split(", ")]
    (picture,) = [part.alt for part, _ in walk(document.sections) if isinstance(part, Picture)]
    assert len(named) == 12
    assert "13 known to be held" in picture


def test_a_witness_by_what_is_alleged_is_one_wherever_she_is_told_of(document: Document) -> None:
    said = row(document, "cases.inga-imanbai")["meanwhile"]
    assert "as a witness in a criminal case about the events of January 2022 that she was called, allegedly" in said


def test_whoever_an_ask_counts_is_told_of_in_its_section(document: Document) -> None:
    (section,) = [one for one in document.sections if one.id == "political-prisoners"]
    told = " ".join(join_inlines(part.inlines) for part, _ in walk(section.blocks) if isinstance(part, Paragraph))
    assert "Daniyar Adilbekov, arrested in April 2024, is still held" in told


def test_a_box_has_the_asks_that_stand_beside_the_name(document: Document) -> None:
    beside = {row(document, f"to-name.{id}")["asks"] for id in ("marat-zhylanbaev", "duman-mukhamedkarim")}
    assert beside == {"R8, R18, R23", "R8, R19, R22"}
    for id, numbers in (("marat-zhylanbaev", ("R18", "R23", "R8")), ("duman-mukhamedkarim", ("R19", "R22", "R8"))):
        asked = [
            join_inlines(part.inlines)
            for part, _ in walk(document.sections)
            if isinstance(part, Paragraph)
            and part.id.startswith(f"case-box.{id}.ask.")
            and "Asked" in join_inlines(part.inlines)
        ]
        assert [line.partition("(")[2].partition(")")[0] for line in asked] == list(numbers)


def test_what_was_asked_in_2020_says_so(document: Document) -> None:
    asked = {id: join_inlines(inlines) for id, inlines in find_leaves(document) if id.startswith("r.")}
    assert asked["r.association-2.1"].endswith("arbitrarily refused it.\u00a0†")
    assert asked["r.assembly-5.1"].endswith("international experts.")
    assert "† asked already in the paper of November 2020, and repeated in the words of that time" in words(document)


@pytest.mark.parametrize(
    ("about", "whose"),
    [
        ("were misused", "IPHR and KIBHR say"),
        ("slain", "as IPHR and KIBHR put it"),
        ("subject to an international arrest warrant", "By the report of June 2024"),
        ("all the more troubling", "IPHR and KIBHR call it"),
    ],
)
def test_a_word_of_the_report_has_its_owner(about: str, whose: str, document: Document) -> None:
    found = [line for line in words(document) if about in line]
    assert found
    assert all(whose in line for line in found)


def test_who_died_and_how_a_custody_began_are_told_as_far_as_known(document: Document) -> None:
    found = row(document, "free.aron-atabek")
    assert found["status"] == "deceased (June 2022 at the latest; the day is not told)"
    assert found["taken"] == "17 July 2006"  # the paper of 2020 says “imprisoned”, of no detention before it
    assert "witnesses at the trial said that he had tried to prevent the violence" in found["charges"]


def test_two_sets_of_numbers_for_one_city_are_told_side_by_side(document: Document) -> None:
    (told,) = [line for line in words(document) if "were charged with the torture of 23 people" in line]
    assert "Whether the judgment of 2024 was given in that case" in told


@pytest.mark.parametrize("case", ["kairat-sultanbek", "zhanmurat-ashtaev"])
def test_the_last_word_on_a_sentence_is_the_judgment_that_upheld_it(case: str, document: Document) -> None:
    found = row(document, f"last-known.{case}")
    assert found["status"] == "last known: sentenced to imprisonment (8 September 2022); whether held is not told"
    # the document names no article for the charge of 2021
    assert found["charges"].startswith("Involvement in a banned organisation; Article 272: ")


def test_a_conviction_is_told_where_its_sentence_is_not(document: Document) -> None:
    said = "Convicted (in November 2023, upheld on appeal in January 2024, sentence not known to us)"
    assert row(document, "annex-prisoners.prisoners.marat-zhylanbaev")["sentence"] == said
    assert said in row(document, "to-name.marat-zhylanbaev")["in_a_line"]


@pytest.mark.parametrize(
    ("table", "case", "said"),
    [
        ("annex-prisoners.prisoners", "marat-zhylanbaev", "(IPHR and KIBHR call the charges spurious)"),
        ("to-name", "marat-zhylanbaev", "(IPHR and KIBHR call the charges spurious)"),
        ("last-known", "zhanbolat-mamai", "these charges and those before, as politically motivated)"),
        ("last-known", "kenzhebek-sultanbekov", "he did nothing violent or unlawful during the protests)"),
        ("last-known", "max-bokayev", "(the protests were peaceful, and the conviction was widely condemned)"),
    ],
)
def test_no_charge_stands_without_what_a_document_says_against_it(
    table: str, case: str, said: str, document: Document
) -> None:
    found = row(document, f"{table}.{case}")
    assert said in found["charges" if "charges" in found else "in_a_line"]


@pytest.mark.parametrize("case", ["akylbek-muratbai", "rasul-zhumaniyazov", "rinat-utambetov"])
def test_an_arrest_whose_year_is_told_is_not_unknown(case: str, document: Document) -> None:
    assert row(document, f"annex-prisoners.prisoners.{case}")["since"] == "2024 (arrest)"


def test_who_was_convicted_with_two_who_are_named_is_named_with_them(document: Document) -> None:
    (told,) = [line for line in words(document) if "Kairat Sultanbek and Zhanmurat Ashtaev, who insisted" in line]
    # “Thus, she was temporarily released”
    assert "convicted in the trial of the first two, was released for the time being in September 2022" in told
    assert "in pre-trial detention by the update on March to May of that year" in told  # as the annex has it
    assert "16 more" in " ".join(words(document))


@pytest.mark.parametrize(
    ("ask", "who"),
    [
        (
            "expression-1",
            "Human rights defenders, by 30 April 2024 (date not known): They saw",
        ),  # of the ban on reporting
        ("expression-4", "Coalition of New Generation of Human Rights Defenders, by 26 November 2020"),
        ("association-1", "IPHR, May 2022: In an open letter"),
        ("assembly-5", "representatives of the international community, by June 2022 (date not known)"),
    ],
)
def test_who_raised_something_in_public_by_a_document_at_hand_is_told(ask: str, who: str, document: Document) -> None:
    found = row(document, f"scorecard.{ask}")
    assert who in found["raised"]
    if ask == "assembly-5":
        assert found["first_made"].startswith(f"Earliest call known to us: {who}")


def test_what_a_witness_tells_is_his_word_and_what_the_document_tells_is_not(document: Document) -> None:
    found = row(document, "cases.abzal-dostiyarov")
    assert "Summoned, as a witness, according to Abzal Dostiyarov (5 August 2022)" in found["meanwhile"]
    assert found["now"] == "last known: witness in a criminal case (23 September 2022)"


def test_asks_of_then_say_whose_numbers_they_have(document: Document) -> None:
    assert any(line.endswith("asked for (with the numbers of this paper)") for line in words(document))


@pytest.mark.parametrize(
    ("edition", "title"),
    [
        ("monitor-kazakhstan-2022-05", "Ongoing concerns about lack of impartial investigation"),
        ("eu-kazakhstan-2020-11", "Key concerns and recommendations on the protection of fundamental rights"),
    ],
)
def test_a_reconstruction_names_the_document_that_it_reconstructs(edition: str, title: str) -> None:
    overview = next(s for s in make_files(ROOT, edition, ["md"]).document.sections if s.id == "overview")
    first = next(part for part, _ in walk(overview.blocks) if isinstance(part, Paragraph))
    assert title in join_inlines(first.inlines)


def test_a_day_of_a_detention_that_no_document_gives_is_not_told() -> None:
    lines = words(make_files(ROOT, "monitor-kazakhstan-2022-05", ["md"]).document)
    (told,) = [line for line in lines if line.startswith("Inga Imanbai, a prominent activist")]
    assert "was detained and fined for her part in the protest" in told
