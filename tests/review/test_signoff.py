"""Who signed which sentence: what takes a signature away, and what does not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.base.diagnostics import BriefingError
from generator.paper.document import Document, Label, Section, find_headings, find_leaves, join_inlines
from generator.paper.make import make
from generator.paper.workspace import Workspace
from generator.records.load import SIGNATURES, load
from generator.records.schema import Source
from generator.records.schema.base import Visibility
from generator.review.signoff import Claim, ClaimStatus, judge_claims, list_claims
from generator.review.signoff.fingerprint import fingerprint_sources
from generator.runs.sign import SigningResult, sign
from tests.support.commands import run
from tests.support.examples import examples
from tests.support.later import LATER, MEANWHILE
from tests.support.workspaces import BRIEFING, EDITION, FILES, edited, prose, write

FILE = f"{BRIEFING}/{SIGNATURES}"
CASE = "data/ruritania/cases/rassendyll.yaml"
SOURCES = "data/ruritania/sources.yaml"
EXPRESSION = f"{BRIEFING}/expression.yaml"


def stand(root: Path, edition: str = EDITION, audience: Visibility | None = None) -> tuple[ClaimStatus, ...]:
    workspace = Workspace(root, [edition])
    assert not workspace.all_problems()
    paper, dataset = make(workspace, edition, audience, anew=True), workspace.dataset
    document, chosen = paper.document, paper.selected
    assert document is not None
    assert chosen is not None
    return judge_claims(list_claims(document, chosen, dataset.lines), document, chosen, dataset)


def signed(
    root: Path, name: str = "Flavia", day: str = "2026-11-22", audience: Visibility | None = None, **what: list[str]
) -> SigningResult:
    return sign(root, EDITION, name, day, audience, "en", **what)


def put(root: Path, changes: dict[str, str]) -> None:
    for name, text in changes.items():
        (root / name).write_text(text, "utf-8")


def unsigned(root: Path, **more: Visibility) -> list[str]:
    return [one.claim.text for one in stand(root, **more) if not one.signed]


def lost(root: Path) -> dict[str, list[str]]:
    """Return what is told of the signatures that were lost, by the words of today."""
    return {
        one.claim.text: [f"{key} {about}".strip() for key, about in one.lost[0].changed]
        for one in stand(root)
        if one.lost
    }


# ── claims ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def of(root: Path, edition: str) -> tuple[Document, list[Claim]]:
    document = make(Workspace(root, [edition]), edition).document
    assert document is not None
    return document, [one.claim for one in stand(root, edition)]


@pytest.mark.parametrize(("edition", "changes"), [(EDITION, {}), (LATER, MEANWHILE)])
def test_whatever_a_paper_says_is_on_the_sheet_once_and_in_order(
    edition: str, changes: dict[str, str], tmp_path: Path
) -> None:
    document, found = of(write(tmp_path, changes), edition)
    heads = {
        cell.id
        for section in find_headings(document)
        for block in section.blocks
        for row in getattr(block, "head", ())
        for cell in row.cells
    }
    silent = {
        s.id
        for s in find_headings(document)
        if isinstance(s, Section) and (s.kind == "profile" or (s.level == 1 and s.kind in ("overview", "theme")))
    }
    expected = [
        (id, " ".join(join_inlines(inlines).split()))
        for id, inlines in find_leaves(document)
        if id not in silent
        and id.removesuffix(".p") not in heads
        and not re.search(r"\.number\.p$", id)
        and not all(isinstance(inline, Label) for inline in inlines if join_inlines((inline,)).strip())
    ]
    told = " ".join(" ".join(said for _, said in claim.cells) if claim.cells else claim.text for claim in found)
    at = 0
    for id, said in expected:
        said = re.sub(r"^R\d+ ", "", said) if ".scorecard." in id else said
        said = re.sub(r"^No\. \d+ · ", "", said) if id.endswith(".facts") else said
        at = told.index(said, at) + len(said)
    assert [claim.number for claim in found] == list(range(1, len(found) + 1))
    assert len({claim.id for claim in found}) == len(found)


def test_a_row_rests_on_the_sources_of_its_record(tmp_path: Path) -> None:
    _, found = of(write(tmp_path), EDITION)
    row = next(claim for claim in found if claim.kind == "row" and "Rassendyll" in claim.text)
    assert row.records[0] == "case:rassendyll"
    assert {"weekly-1", "bureau-watch"} <= set(row.support)
    assert (row.origin.file, row.origin.line) == (CASE, 1)
    assert ("Place, conditions", "Zenda Castle") in row.cells


def test_a_sentence_rests_on_what_it_cites_and_on_the_figures_it_mentions(tmp_path: Path) -> None:
    _, found = of(write(tmp_path), EDITION)
    march = next(claim for claim in found if "over 1,500" in claim.text)
    assert (march.cited, march.support, march.behind) == (("gazette-1",), (), ("gazette-2",))
    assert march.prints == {"figure:marchers": ("1,500", "over"), "event:march-2020": ("2 May", "march of 2 May")}


# ── signing ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_signing_again_changes_nothing(tmp_path: Path) -> None:
    root = write(tmp_path)
    first = signed(root)
    before = (root / FILE).read_bytes()
    assert first.new > 10
    assert first.unsigned == 0
    assert unsigned(root) == []
    again = signed(root, day="2026-12-24", sections=["overview", "expression"])
    assert (again.new, again.unsigned) == (0, 0)
    assert again.already > 5
    assert signed(root, name="Sapt").new == 0  # nothing is left that nobody signed
    assert (root / FILE).read_bytes() == before


def test_two_people_sign_the_same_sentence(tmp_path: Path) -> None:
    root = write(tmp_path)
    signed(root, blocks=["overview.1"])
    signed(root, name="Sapt", day="2026-12-01", sections=["overview"])
    one = next(s for s in stand(root) if s.claim.block == "overview.1")
    assert [(s.by, str(s.date)) for s in one.signed] == [("Flavia", "2026-11-22"), ("Sapt", "2026-12-01")]


def test_a_section_is_signed_with_what_stands_in_it_and_a_line_alone(tmp_path: Path) -> None:
    root = write(tmp_path, prose("One sentence.\nAnother one.\n\nA third."))
    assert signed(root, blocks=["overview.1/2"]).new == 1
    assert [s.claim.text for s in stand(root) if s.signed] == ["Another one."]
    signed(root, sections=["expression"])
    sections = {s.claim.section for s in stand(root) if s.signed}
    assert sections == {"overview", "expression", "expression.press"}


def test_what_is_not_there_is_not_signed(tmp_path: Path) -> None:
    root = write(tmp_path)
    with pytest.raises(BriefingError) as error:
        signed(root, sections=["expresion"])
    (problem,) = error.value.diagnostics
    assert (problem.code, problem.help) == ("R115", "did you mean `expression`?")
    assert not (root / FILE).exists()


def test_a_paper_with_an_error_is_not_signed(tmp_path: Path) -> None:
    root = write(tmp_path, edited(EXPRESSION, "[over 1,500]", "[over 1,700]"))
    with pytest.raises(BriefingError):
        signed(root)
    assert not (root / FILE).exists()


# ── what takes a signature away ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            EXPRESSION,
            "charged **many**",
            "charged **some**",
            {"The prosecutor Rupert Hentzau charged some.": ["words"]},
        ),
        (EXPRESSION, "were *careful*", "were *kind*", {"Others were warned.": ["notes"]}),
        (
            EXPRESSION,
            "[@code-text]",
            "[@code-text; @gazette-2]",
            {"Rudolf Rassendyll was charged under Article 12.": ["notes", "source_new gazette-2"]},
        ),
        (
            EXPRESSION,
            "https://example.org/law",
            "https://example.org/law2",
            {"See the part on the press and an address.": ["notes"]},
        ),
        (EXPRESSION, "**many**", "many", {}),  # how it looks is not what it says
        (CASE, "gender: male", "gender: other", {}),  # no sentence prints it
        (SOURCES, "published: 2020-05-03}", "published: 2020-05-03, accessed: 2020-06-01}", {}),
    ],
)
def test_a_change_takes_away_the_signature_of_what_it_changes(
    file: str, old: str, new: str, expected: dict[str, list[str]], tmp_path: Path
) -> None:
    root = write(tmp_path)
    signed(root)
    put(root, edited(file, old, new))
    assert lost(root) == expected
    assert unsigned(root) == list(expected)


def test_a_source_described_otherwise_takes_away_the_signatures_that_rest_on_it(tmp_path: Path) -> None:
    root = write(tmp_path)
    signed(root)
    put(root, edited(SOURCES, "https://example.org/2,", "https://example.org/two,"))
    found = lost(root)
    assert found["In May, over 1,500 people took part in the march of 2 May."] == ["source_otherwise gazette-2"]
    assert all("source_otherwise gazette-2" in what for what in found.values())
    assert "He is held in a castle." not in found


def test_a_value_that_a_sentence_prints_and_its_record_says_no_more_takes_its_signature_away(tmp_path: Path) -> None:
    text = prose(
        "[Rudolf Rassendyll](case:rassendyll) was sentenced to 3 years on 22 June 2020.\nA court heard [him](#press)."
    )
    root = write(tmp_path, text)
    signed(root)
    put(root, edited(CASE, "length: 3 years", "length: 4 years"))
    sentence = "Rudolf Rassendyll was sentenced to 3 years on 22 June 2020."
    assert lost(root)[sentence] == ["record case:rassendyll: 3 years"]
    assert "A court heard him." not in unsigned(root)
    put(root, edited(CASE, "date: 2020-06-22", "date: 2020-06-23"))
    assert lost(root)[sentence] == ["record case:rassendyll: 22 June 2020"]
    put(root, {CASE: FILES[CASE]})
    assert unsigned(root) == []


def test_a_value_counts_in_whatever_language_it_is_said(tmp_path: Path) -> None:
    """`id` is Indonesian here, and no id."""
    said = edited(CASE, "occupation: journalist", "occupation: {en: journalist, id: wartawan}")
    root = write(tmp_path, {**prose("[Rudolf Rassendyll](case:rassendyll) is a *wartawan*."), **said})
    signed(root, sections=["overview"])
    put(root, {CASE: said[CASE].replace("wartawan", "jurnalis")})
    assert lost(root)["Rudolf Rassendyll is a wartawan."] == ["record case:rassendyll: wartawan"]


def test_a_day_of_which_a_sentence_tells_the_month_may_move_within_it(tmp_path: Path) -> None:
    root = write(tmp_path, prose("[Rudolf Rassendyll](case:rassendyll) was sentenced in June 2020."))
    signed(root, sections=["overview"])
    put(root, edited(CASE, "date: 2020-06-22", "date: 2020-06-23"))
    assert "overview.1" not in [one.claim.id for one in stand(root) if not one.signed]
    put(root, edited(CASE, "date: 2020-06-22", "date: 2020-07-22"))
    assert lost(root)["Rudolf Rassendyll was sentenced in June 2020."] == ["record case:rassendyll: June 2020"]


def test_a_new_entry_in_a_record_takes_no_signature_of_a_sentence_away(tmp_path: Path) -> None:
    root = write(tmp_path, prose("[Rudolf Rassendyll](case:rassendyll) is a journalist."))
    signed(root, sections=["overview"])
    put(root, edited(CASE, "timeline:\n", "timeline:\n  - {date: 2020-04, text: He stayed at home., by: weekly-1}\n"))
    assert "Rudolf Rassendyll is a journalist." not in unsigned(root)


@pytest.mark.slow
def test_what_was_signed_and_changed_is_told_with_its_old_words(tmp_path: Path) -> None:
    root = write(tmp_path)
    signed(root)
    put(root, edited(EXPRESSION, "charged **many**", "charged **a few**"))
    (one,) = [s for s in stand(root) if s.lost]
    (gone,) = one.lost
    assert (gone.signature.by, str(gone.signature.date), gone.old) == (
        "Flavia",
        "2026-11-22",
        "The prosecutor Rupert Hentzau charged many.",
    )
    signed(root, name="Sapt", day="2026-12-01")
    assert unsigned(root) == []
    kept = (root / FILE).read_text("utf-8")
    assert "charged many" not in kept
    assert kept.count("charged a few") == 1


def test_who_moves_or_renames_keeps_the_signatures(tmp_path: Path) -> None:
    root = write(tmp_path)
    signed(root)
    text = (
        FILES[EXPRESSION]
        .replace("section: press", "section: papers")
        .replace("#press", "#papers")
        .replace("box: law", "box: slander")
    )
    assert text != FILES[EXPRESSION]
    put(
        root,
        {
            EXPRESSION: text,
            f"{BRIEFING}/edition.yaml": (
                FILES[f"{BRIEFING}/edition.yaml"].replace("[overview, expression]", "[expression, overview]")
            ),
        },
    )
    assert unsigned(root) == []


SENTENCES = st.lists(
    st.lists(st.sampled_from(["king", "queen", "castle", "river", "train", "letter", "night", "guard"]), min_size=3,
        max_size=6)
    .map(lambda said: " ".join(said).capitalize() + "."),
    min_size=2, max_size=7, unique=True,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=examples(20))
@given(texts=SENTENCES, data=st.data())
def test_a_changed_sentence_loses_its_signature_and_no_other_does(texts: list[str], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        root = write(Path(folder), prose("\n".join(texts)))
        signed(root)
        index = data.draw(st.integers(0, len(texts) - 1))
        other = [text if n != index else f"Elsewhere {text.lower()}" for n, text in enumerate(texts)]
        order = data.draw(st.permutations(other))
        put(root, prose("\n".join(order)))
        assert unsigned(root) == [other[index]]
        put(root, prose("\n\n".join(data.draw(st.permutations(texts)))))
        assert unsigned(root) == []


@pytest.mark.slow
@settings(max_examples=examples(20))
@given(texts=SENTENCES, data=st.data())
def test_signatures_stand_in_the_order_of_the_paper_whoever_signs_first(texts: list[str], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        root = write(Path(folder), prose("\n\n".join(texts)))
        for n in data.draw(st.permutations(range(1, len(texts) + 1))):
            signed(root, blocks=[f"overview.{n}"])
        kept = re.findall(r'text: "(.*)"', (root / FILE).read_text("utf-8"))
        assert kept == texts


# ── the file ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_comments_and_layout_of_the_file_stay(tmp_path: Path) -> None:
    root = write(tmp_path, prose("One.\n\nTwo.\n\nThree."))
    signed(root, blocks=["overview.1", "overview.3"])
    text = (root / FILE).read_text("utf-8").replace("  - block: overview.3", "  # read twice\n  - block: overview.3")
    (root / FILE).write_bytes(text.replace("\n", "\r\n").encode())
    signed(root, name="Sapt", blocks=["overview.2"])
    now = (root / FILE).read_bytes().decode()
    assert now.count("\r\n") == now.count("\n")
    added = [line for line in now.split("\r\n") if line not in text.split("\n")]
    assert added == ["  - block: overview.2", '    text: "Two."', '    by: "Sapt"']
    assert [s.claim.text for s in stand(root) if s.signed] == ["One.", "Two.", "Three."]


def test_a_file_in_brackets_is_left_alone(tmp_path: Path) -> None:
    text = "signatures: [{block: a, text: One., by: Sapt, date: 2026-11-22}]\n"
    root = write(tmp_path, prose("One.") | {FILE: text})
    with pytest.raises(BriefingError) as error:
        signed(root)
    assert [problem.code for problem in error.value.diagnostics] == ["D014"]
    assert (root / FILE).read_text("utf-8") == text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("signatures:\n  - {block: a, text: One., by: Flavia}\n", "D104"),
        ("signatures: Flavia\n", "D101"),
        ("signatures:\n  - {block: a, text: One., by: Flavia, date: yesterday}\n", "D102"),
        ("- [Flavia\n", "D001"),
    ],
)
def test_a_wrong_file_is_told_with_its_place_and_without_the_name(text: str, code: str, tmp_path: Path) -> None:
    root = write(tmp_path, {FILE: text}, style=True)
    ran = run(root, "check", EDITION)
    assert ran.code == 1
    assert re.search(rf"{FILE}:\d+:\d+: error {code} ", ran.err + ran.out)
    assert "Flavia" not in ran.err + ran.out


def test_the_next_edition_is_signed_by_nobody(tmp_path: Path) -> None:
    root = write(tmp_path)
    signed(root)
    assert run(root, "new", "edition", "ruritania-2021-11", "--from", EDITION, "--as-of", "2021-11-30").code == 0
    assert not (root / "briefings" / "ruritania-2021-11" / SIGNATURES).exists()


def test_the_file_is_no_section(tmp_path: Path) -> None:
    root = write(tmp_path)
    signed(root)
    dataset, problems = load(root, [EDITION])
    assert not problems
    assert set(dataset.sections[EDITION]) == {"overview", "expression", "prisoners"}
    assert len(dataset.signatures) == 1


# ── who may read the old words ────────────────────────────────────────────────────────────────────────────────────────


def old_words(root: Path, audience: Visibility = "public") -> list[str | None]:
    return [gone.old for one in stand(root, audience=audience) for gone in one.lost]


def test_old_words_are_not_shown_to_whom_they_were_not_for(tmp_path: Path) -> None:
    root = write(tmp_path, prose("A word for all of them."))
    signed(root, audience="partner")
    put(root, prose("A word for most of them."))
    assert old_words(root, "partner") == ["A word for all of them."]
    assert old_words(root) == [None]


def test_old_words_are_not_shown_when_something_behind_them_was_closed(tmp_path: Path) -> None:
    root = write(tmp_path)
    signed(root)
    put(root, edited(CASE, "occupation: journalist", "occupation: {value: journalist, visibility: internal}"))
    found = [one for one in stand(root) if one.lost]
    assert any(one.claim.kind == "row" for one in found)
    assert old_words(root) == [None] * len(found)
    assert old_words(root, "internal") == []  # to whom it is open, nothing changed


def test_old_words_do_not_name_who_was_closed(tmp_path: Path) -> None:
    root = write(tmp_path, prose("Rupert Hentzau was seen in the park."))
    signed(root)
    people = "data/ruritania/people.yaml"
    closed = FILES[people] + "\nelphberg:\n  visibility: internal\n  names: {preferred: Rupert Hentzau}\n"
    put(root, {people: closed} | prose("He was seen in the park."))
    assert old_words(root) == [None]


def names(found: Iterable[ClaimStatus]) -> set[str]:
    return {one.by for standing in found for one in standing.signed}


def test_a_signature_of_other_words_holds_for_nothing(tmp_path: Path) -> None:
    root = write(tmp_path)
    signed(root)
    text = (root / FILE).read_text("utf-8")
    (root / FILE).write_text(text.replace("He is held in a castle.", "He is free."), "utf-8")
    assert "He is held in a castle." in unsigned(root)
    assert names(stand(root)) == {"Flavia"}


def test_a_source_has_the_fingerprint_that_signatures_of_earlier_days_hold() -> None:
    said = {"id": "a", "kind": "news", "publisher": "gazette", "title": "A march", "published": "2020-03"}
    edition = SimpleNamespace(sources={"a": SimpleNamespace(record=Source.model_validate(said))})
    claim = SimpleNamespace(cited=("a",), support=(), behind=())
    assert fingerprint_sources(claim, edition) == {"a": "fbf2ebd4d7eb"}  # type: ignore[arg-type]
