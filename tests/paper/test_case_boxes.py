"""Case boxes are made of the record: profile, status of the day, what this paper asks, sources; in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.formats.html_letters import read_html_letters
from generator.paper.document import Box, Document, Mention, Reference, find_headings, find_leaves, join_inlines, walk
from generator.paper.document.read_json import read_document
from generator.runs.build import make_files
from tests.support import pandoc
from tests.support.letters import letters
from tests.support.pdf_letters import pdf_letters
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, built, write

EXPRESSION = f"{BRIEFING}/expression.yaml"
PRISONERS = f"{BRIEFING}/prisoners.yaml"
ASKS = "data/ruritania/recommendations.yaml"

IN_A_BOX = {
    EXPRESSION: FILES[EXPRESSION].replace(
        "  - recommendations: [repeal, release]", "  - case_boxes: rassendyll\n  - recommendations: [repeal, release]"
    ),
    PRISONERS: FILES[PRISONERS].replace("  - profiles: [rassendyll, tarlenheim]\n", ""),
}

GROUP = {
    "data/ruritania/cases/six.yaml": """\
kind: group
names: {preferred: Two of the march}
basis: {already_public: gazette-1}
related: [sapt, tarlenheim]
timeline:
  - {date: 2020-05-02, text: They marched., by: gazette-1}
profile:
  - {as_of: 2020-06, lead: Two were taken away., text: They had marched.}
""",
    "data/ruritania/cases/tarlenheim.yaml": (
        "names: {preferred: Fritz Tarlenheim}\nbasis: {already_public: gazette-1}\ngroup: six\n"
    ),
    "data/ruritania/cases/sapt.yaml": """\
names: {preferred: Colonel Sapt}
basis: {already_public: gazette-1}
group: six
proceedings: [{stages: [{date: 2020-05-02, stage: arrested, by: gazette-1}]}]
""",
    EXPRESSION: IN_A_BOX[EXPRESSION].replace("case_boxes: rassendyll", "case_boxes: [rassendyll, six]"),
    PRISONERS: IN_A_BOX[PRISONERS],
}


def box(document: Document, id: str) -> Box:
    return next(one for one in find_headings(document) if isinstance(one, Box) and one.id == f"case-box.{id}")


def lines(box: Box) -> list[str]:
    return [join_inlines(part.inlines) for part, _ in walk(box.blocks) if hasattr(part, "inlines")]


def test_a_box_says_how_the_person_stands_what_happened_what_is_asked_and_the_sources(tmp_path: Path) -> None:
    document = built(write(tmp_path, IN_A_BOX))
    facts, lead, story, ask, sources = lines(box(document, "rassendyll"))
    assert facts.startswith("Held since: 17 April 2020 (arrest) · Charges: ")
    assert "Status: imprisoned (in custody since 17 April 2020)" in facts
    assert lead == "Sentenced for a post."
    assert story == "Rudolf Rassendyll wrote a post. He is held in a castle."
    assert ask == "Asked in this paper (R1): Repeal Article 12 of the code."
    assert sources.startswith("Sources: ")
    assert "example.org" in sources


def test_all_that_mentions_the_person_leads_to_the_box_and_the_number_to_the_ask(tmp_path: Path) -> None:
    document = built(write(tmp_path, IN_A_BOX))
    inlines = [inline for _, words in find_leaves(document) for inline in words]
    targets = {
        inline.target for inline in inlines if isinstance(inline, Mention) and inline.record == "case:rassendyll"
    }
    assert targets == {"case-box.rassendyll"}
    assert [inline.target for inline in inlines if isinstance(inline, Reference)][-1:] == ["r.repeal"]


def test_the_story_is_that_of_the_day_of_the_paper(tmp_path: Path) -> None:
    later = FILES["data/ruritania/cases/rassendyll.yaml"].replace(
        "profile:\n", "profile:\n  - {as_of: 2021-01, lead: Released at last., text: He is out.}\n"
    )
    document = built(write(tmp_path, IN_A_BOX | {"data/ruritania/cases/rassendyll.yaml": later}))
    assert "Released at last." not in lines(box(document, "rassendyll"))


def test_what_is_asked_for_one_person_goes_before_what_is_asked_for_many(tmp_path: Path) -> None:
    asks = FILES[ASKS].replace("  cases: rassendyll", "  cases: [rassendyll, tarlenheim]") + """\
free-him:
  theme: expression
  addressee: government
  text: Free Rudolf Rassendyll.
  cases: rassendyll
  proposed: demand
"""  # fmt: skip
    changes = IN_A_BOX | {ASKS: asks, EXPRESSION: IN_A_BOX[EXPRESSION].replace("release]", "release, free-him]")}
    said = lines(box(built(write(tmp_path, changes)), "rassendyll"))
    assert [line for line in said if line.startswith("Asked")] == [
        "Asked in this paper (R3): Free Rudolf Rassendyll.\u00a0*",
        # nor is that left out: the same numbers stand beside the name wherever the paper has them
        "Asked in this paper (R1): Repeal Article 12 of the code.",
    ]


def test_a_group_names_its_people_and_how_each_of_them_stands(tmp_path: Path) -> None:
    document = built(write(tmp_path, GROUP))
    said = lines(box(document, "six"))
    assert said[:2] == ["Two were taken away.", "They had marched."]
    assert said[2] == (
        "Colonel Sapt · Taken into custody: 2 May 2020 (arrest) · Status: arrested on 2 May 2020; whether still held is"
        " not told"
    )
    assert said[3] == "Fritz Tarlenheim"
    assert not any(line.startswith("Asked") for line in said)
    rows = [inline for _, words in find_leaves(document) for inline in words if isinstance(inline, Mention)]
    assert {i.target for i in rows if i.record == "case:tarlenheim"} <= {"case-box.six", None}
    assert "case-box.six" in {i.target for i in rows if i.record == "case:tarlenheim"}


def test_a_case_has_a_box_or_a_profile_and_not_both(tmp_path: Path) -> None:
    both = IN_A_BOX | {PRISONERS: FILES[PRISONERS]}
    document, problems = assembled(write(tmp_path, both))
    (error,) = [problem for problem in problems if problem.severity == "error"]
    line = IN_A_BOX[EXPRESSION].split("\n").index("  - case_boxes: rassendyll") + 1
    assert (error.code, error.message) == (
        "T111", f"`rassendyll` stands in this paper already, from {EXPRESSION}:{line}"
    )  # fmt: skip
    # what leads to the person leads to the box, and not to a profile that there is not
    assert document is not None
    mentions = [inline for _, words in find_leaves(document) for inline in words if isinstance(inline, Mention)]
    assert {one.target for one in mentions if one.record == "case:rassendyll"} == {"case-box.rassendyll"}


def test_people_of_a_group_in_a_box_have_profiles_to_which_links_lead(tmp_path: Path) -> None:
    annex = FILES[PRISONERS].replace("profiles: [rassendyll, tarlenheim]", "profiles: [sapt]")
    document, problems = assembled(write(tmp_path, GROUP | {PRISONERS: annex}))
    assert not [problem for problem in problems if problem.severity == "error"]
    assert document is not None
    mentions = [inline for _, words in find_leaves(document) for inline in words if isinstance(inline, Mention)]
    led = {one.record: one.target for one in mentions if one.target and one.record.startswith("case:")}
    made = {part.id for part in find_headings(document)}
    assert set(led.values()) <= made


def test_nobody_sees_a_box_who_may_not_see_the_case(tmp_path: Path) -> None:
    closed = FILES["data/ruritania/cases/rassendyll.yaml"] + "visibility: internal\n"
    document, problems = assembled(write(tmp_path, IN_A_BOX | {"data/ruritania/cases/rassendyll.yaml": closed}))
    assert "S101" in {problem.code for problem in problems}
    assert document is None or not any(isinstance(h, Box) and h.kind == "case" for h in find_headings(document))


@pytest.mark.ci
def test_every_format_has_the_same_words_in_the_box(tmp_path: Path) -> None:
    made = make_files(write(tmp_path, GROUP, style=True), EDITION, ["docx", "pdf", "html", "md", "json"])
    files = {file.format: file.data for file in made.files}

    wanted = [letters(line) for id in ("rassendyll", "six") for line in lines(box(made.document, id))]
    blocks, _ = pandoc.read(files["docx"], "docx+styles")
    assert set(wanted) <= {letters(block) for block in blocks}
    for found, _ in (read_html_letters(files["html"]), pdf_letters(files["pdf"])):
        assert set(wanted) <= {letters(text) for _, text in found}
    markdown = letters(files["md"].decode().replace("*", "").replace(">", "").replace("\\", ""))
    assert all(
        letters(name) in markdown for name in ("Colonel Sapt", "Asked in this paper (R1)", "Two were taken away.")
    )
    again, problems = read_document(files["json"].decode(), "paper.json")
    assert not problems
    assert again is not None
    assert lines(box(again, "six")) == lines(box(made.document, "six"))
