"""What a source only alleges, reports or lets somebody say is printed so in every wording that is derived from it, and
what a person is in a proceeding stands beside the step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel

from generator.paper.assemble import attribution
from generator.paper.document import Document, Picture, join_inlines
from generator.paper.document.walks import walk
from generator.records.resolve.wordings import find_wordings
from generator.records.schema import cases, proceedings, records
from generator.review.diff_report.text import write_report_lines
from generator.runs.compare import ComparedEdition, compare_editions
from tests.paper.test_assemble_annex import rows, with_case
from tests.support.later import CASES, LATER, LATER_BRIEFING, MEANWHILE
from tests.support.places import ROOT
from tests.support.workspaces import EDITION, FILES, assembled, built, told, write

ORGANISATIONS = "data/ruritania/organisations.yaml"

SAID = {
    "alleged: true": "allegedly",
    "reported: true": "reportedly",
    "attributed_to: the doorman": "according to the doorman",
    "attributed_to: bureau": "according to SBR",
}
"""Each field of an entry that says whose word it is, and what papers print for it."""

BASIS = "basis: {already_public: gazette-1}\n"

OSRA = """\
names: {preferred: Osra Helsing}
basis: {already_public: gazette-1}
proceedings:
  - charges: [{provision: ru-code/12, alleged: true}]
    stages:
      - {date: 2022-05-04, stage: arrested, SAID, by: watch-2022}
      - {date: 2022-06-02, stage: convicted, sentence: {kind: imprisonment, length: 2 years}, SAID, by: watch-2022}
timeline:
  - {date: 2022-06-03, text: Guards broke the harpsichord., SAID, by: watch-2022}
  - {as_of: 2022-06-04, text: In prison., status: imprisoned, verified: true, SAID, by: watch-2022}
detention:
  - {as_of: 2022-06-05, place: Castle of Tarn, SAID, by: watch-2022}
"""

TRACES = ("arrest", "imprison", "convicted", "2 years", "harpsichord", "castle of tarn")
"""Words that nothing but the record of Osra Helsing brings into a line that tells of her."""


def workspace(said: str) -> Mapping[str, str]:
    listed = MEANWHILE[f"{LATER_BRIEFING}/prisoners.yaml"].replace("detchard]", "detchard, helsing]")
    more = "  - profiles: [helsing]\n  - picture: custody\n    cases: [helsing]\n"
    before = MEANWHILE["briefings/ruritania-2020-11/prisoners.yaml"].replace("strofzin]", "strofzin, helsing]")
    asked = MEANWHILE["data/ruritania/recommendations.yaml"].replace(
        "  text: Release those who are held.\n", "  text: Release those who are held.\n  cases: helsing\n"
    )
    return {
        **MEANWHILE,
        f"{CASES}/helsing.yaml": OSRA.replace("SAID", said),
        f"{LATER_BRIEFING}/prisoners.yaml": listed + more,
        "briefings/ruritania-2020-11/prisoners.yaml": before,
        "data/ruritania/recommendations.yaml": asked,
    }


def paper(root: Path) -> Document:
    document, problems = assembled(root, edition=LATER)
    assert document is not None, told(problems)
    assert not [problem for problem in problems if problem.severity == "error"], told(problems)
    return document


def lines_about(document: Document, case: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield (place, words) of every cell, sentence of a first wording, fact and text of a picture that tells of a case,
    apart from its name, charges and sources."""
    for part, around in walk(document.sections):
        ids = [getattr(one, "id", "") for one in (*around, part)]
        mine = any(id.endswith(f".{case}") or f".{case}." in id for id in ids)
        if isinstance(part, Picture) and name in part.alt:
            yield from ((part.id, words) for words in re.split(r"; |: ", part.alt) if words.strip())
        elif (inlines := getattr(part, "inlines", None)) and mine:
            text = join_inlines(inlines)
            split = re.split(r" · |\. ", text)
            yield from ((part.id, words) for words in split if words.strip())
        elif inlines and name in (text := join_inlines(inlines)) and ": " in text:
            yield from ((part.id, words) for words in text.split(": "))


@pytest.mark.slow
@pytest.mark.parametrize("said", SAID)
def test_every_derived_wording_says_whose_word_it_is(said: str, tmp_path: Path) -> None:
    document = paper(write(tmp_path, workspace(said), style=True))
    found = [
        (place, words)
        for place, words in lines_about(document, "helsing", "Osra Helsing")
        if any(trace in words.casefold() for trace in TRACES)
    ]
    places = {place.split(".")[0] for place, _ in found}
    assert {"prisoners", "profile", "changes"} <= places, places
    assert any("picture" in place for place, _ in found), [place for place, _ in found]
    bare = [(place, words) for place, words in found if SAID[said] not in words]
    assert not bare, bare


@pytest.mark.parametrize(
    ("stages", "charges"),
    [
        ("{date: 2020-10, stage: charged, reported: true}", "Article 12 of the Criminal Code: slander, reportedly"),
        (
            "{date: 2020-10, stage: arrested}, {stage: charged, attributed_to: the doorman}",
            "Article 12 of the Criminal Code: slander, according to the doorman",
        ),
        # of one who is questioned as a witness, by his own account
        (
            "{date: 2020-10, stage: questioned, role: witness, attributed_to: the doorman}",
            "Witness in a case on: Article 12 of the Criminal Code: slander, according to the doorman",
        ),
        # that somebody was charged is a fact, how it came to it is not
        (
            "{date: 2020-10, stage: arrested, reported: true}, {date: 2020-11-02, stage: charged}",
            "Article 12 of the Criminal Code: slander",
        ),
        (
            "{date: 2020-10, stage: charged, reported: true}, {date: 2020-11-02, stage: convicted}",
            "Article 12 of the Criminal Code: slander",
        ),
    ],
)
def test_charges_of_which_somebody_tells_are_no_facts(stages: str, charges: str, tmp_path: Path) -> None:
    """The table had “Article 12 …” for people of whom a document says that they “have reportedly been charged”."""
    record = f"proceedings: [{{charges: [ru-code/12], stages: [{stages}]}}]\n"
    assert charges in rows(built(write(tmp_path, with_case(record))))[1]


@pytest.mark.slow
@pytest.mark.parametrize("said", SAID)
def test_the_charge_says_that_its_deed_is_alleged(said: str, tmp_path: Path) -> None:
    document = paper(write(tmp_path, workspace(said), style=True))
    charges = [w for _, w in lines_about(document, "helsing", "Osra Helsing") if "Article 12" in w]
    assert charges
    assert all("allegedly" in words for words in charges), charges


@pytest.mark.slow
@pytest.mark.parametrize("said", SAID)
def test_the_diff_says_whose_word_it_is(said: str, tmp_path: Path) -> None:
    root = write(tmp_path, workspace(said))
    words = said.removeprefix("attributed_to: ").split(":")[0].replace("bureau", "SBR")
    report = compare_editions(ComparedEdition(root, EDITION), ComparedEdition(root, LATER))
    told_lines = [
        line for line in write_report_lines(report, 1000, None) if any(trace in line.casefold() for trace in TRACES)
    ]
    about = [line for line in told_lines if "harpsichord" in line or "Tarn" in line or "Osra" in line]
    assert about
    assert all(words in line or SAID[said] in line for line in about), about


@pytest.mark.slow
@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("alleged: true", "alleged: yes"),
        ("reported: true", "reported: yes"),
        ("attributed_to: bureau", "attributed to: SBR"),
        ("accused_of: theft", "accused of: theft"),
    ],
)
def test_an_attribution_that_comes_or_goes_shows_in_the_diff(field: str, said: str, tmp_path: Path) -> None:
    entry = "  - {as_of: 2020-11-26, text: He wrote a letter., by: gazette-2}\n"
    old = {**MEANWHILE, f"{CASES}/sapt.yaml": f"names: {{preferred: Colonel Sapt}}\n{BASIS}timeline:\n{entry}"}
    new = {**old, f"{CASES}/sapt.yaml": old[f"{CASES}/sapt.yaml"].replace(", by:", f", {field}, by:")}
    a, b = write(tmp_path / "a", old), write(tmp_path / "b", new)
    for one, other in ((a, b), (b, a)):
        lines = list(
            write_report_lines(compare_editions(ComparedEdition(one, LATER), ComparedEdition(other, LATER)), 999, None)
        )
        assert any(said in line for line in lines), lines


@pytest.mark.slow
def test_a_body_that_the_readers_may_not_see_is_not_named_and_the_word_for_it_stays(tmp_path: Path) -> None:
    hidden = (
        FILES[ORGANISATIONS]
        + "night-watch:\n  names: {preferred: The Night Watch}\n  kind: ngo\n  visibility: internal\n"
    )
    root = write(tmp_path, {**workspace("attributed_to: night-watch"), ORGANISATIONS: hidden}, style=True)
    document = paper(root)
    words = [words for _, words in lines_about(document, "helsing", "Osra Helsing")]
    assert "Guards broke the harpsichord, allegedly." in words
    report = compare_editions(ComparedEdition(root, EDITION), ComparedEdition(root, LATER))
    assert not [
        line for line in (*words, *write_report_lines(report, 999, None)) if re.search("night.watch", line, re.I)
    ]


# ── what a person is in a proceeding ──────────────────────────────────────────────────────────────────────────────────

WITNESS = """\
names: {preferred: Osra Helsing}
basis: {already_public: gazette-1}
proceedings:
  - charges: [ru-code/12]
    stages:
      - {date: 2022-05-04, stage: questioned, role: ROLE, by: watch-2022}
      - {date: 2022-06-02, stage: investigation_opened, by: watch-2022}
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "charge", "status", "step"),
    [
        (
            "witness",
            "Witness in a case on: Article 12",
            "witness in a criminal case",
            "Questioned, as a witness (4 May 2022)",
        ),
        ("suspect", "Suspect in a case on: Article 12", "under investigation", "Questioned, as a suspect (4 May 2022)"),
        ("accused", "Article 12", "under investigation", "Questioned (4 May 2022)"),
    ],
)
def test_a_witness_is_told_as_one(role: str, charge: str, status: str, step: str, tmp_path: Path) -> None:
    changes = {**workspace("alleged: true"), f"{CASES}/helsing.yaml": WITNESS.replace("ROLE", role)}
    lines = [words for _, words in lines_about(paper(write(tmp_path, changes, style=True)), "helsing", "Osra Helsing")]
    assert any(words.startswith((charge, f"Charges: {charge}")) for words in lines), lines
    assert any(status in words for words in lines), lines
    assert any(words.startswith(step) for words in lines), lines
    if role == "witness":
        assert not any("under investigation" in words or words.startswith("Article 12") for words in lines), lines


# ── what those concerned are accused of ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_what_somebody_is_accused_of_is_no_fact(tmp_path: Path) -> None:
    fined = "{date: 2022-05-04, text: She was fined., accused_of: singing in the castle, by: watch-2022}"
    record = f"names: {{preferred: Osra Helsing}}\nbasis: {{already_public: gazette-1}}\ntimeline:\n  - {fined}\n"
    changes = {**workspace("alleged: true"), f"{CASES}/helsing.yaml": record}
    found = [w for _, w in lines_about(paper(write(tmp_path, changes, style=True)), "helsing", "Osra Helsing")]
    sung = [words for words in found if "singing" in words]
    assert sung
    assert all("accused of singing" in words for words in sung), sung


# ── a group among its members ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_a_group_beside_its_own_members_is_marked_as_one(tmp_path: Path) -> None:
    listed = MEANWHILE[f"{LATER_BRIEFING}/prisoners.yaml"].replace("detchard]", "detchard, choir]")
    told_of = "kind: overview\ntitle: Overview\nblocks:\n  - text: |\n      [The choir](case:choir) sang.\n"
    held = "{date: 2022-05-04, text: They were taken to prison., status: imprisoned, by: watch-2022}"
    record = f"kind: KIND\nnames: {{preferred: The choir}}\n{BASIS}timeline:\n  - {held}\n"
    detchard = MEANWHILE[f"{CASES}/detchard.yaml"] + "group: choir\n"
    for kind, mark in {"group": "(group)", "family": "(family)", "person": ""}.items():
        changes = {
            **MEANWHILE,
            f"{LATER_BRIEFING}/prisoners.yaml": listed + "  - picture: custody\n    cases: [choir, detchard]\n",
            f"{LATER_BRIEFING}/overview.yaml": told_of,
            f"{CASES}/choir.yaml": record.replace("KIND", kind),
            f"{CASES}/detchard.yaml": detchard,
        }
        document = paper(write(tmp_path / kind, changes, style=True))
        names = [
            words
            for part, _ in walk(document.sections)
            for words in [part.alt if isinstance(part, Picture) else join_inlines(getattr(part, "inlines", ()))]
            if "The choir" in words and "sang" not in words
        ]
        assert len(names) >= 3, names  # the table, who is new, the picture
        marked = (f"The choir {mark}", "The choir (Jakob Detchard)")  # where its people stand behind it, no mark
        assert all(any(one in words for one in marked) if mark else "(group)" not in words for words in names), names
        assert not any(f"Jakob Detchard {mark}" in words for words in names) or not mark


# ── all places ────────────────────────────────────────────────────────────────────────────────────────────────────────

FIELDS = ("alleged", "reported", "attributed_to")


def test_whoever_words_an_entry_knows_of_all_fields_that_say_whose_word_it_is() -> None:
    """A model with one of the fields has all three, and is one that `attribution` words."""
    models = [
        model
        for module in (cases, proceedings, records)
        for model in vars(module).values()
        if isinstance(model, type)
        and issubclass(model, BaseModel)
        and {"reported", "attributed_to"} & {*model.model_fields}
    ]
    assert {model.__name__ for model in models} == {"Stage", "Development", "Detention", "Transfer", "Event"}
    assert all(set(FIELDS) <= set(model.model_fields) for model in models)
    assert all(model in attribution.Attributable.__args__ for model in models)


def test_whoever_makes_words_of_a_step_says_whose_word_it_is() -> None:
    """A module that looks up the words of a step takes from `attribution` what stands beside them."""
    files = (path.read_text("utf-8") for path in (ROOT / "generator").rglob("*.py"))
    found = [text for text in files if re.search(r"labels\[f[\"']stage_\{", text)]
    assert len(found) == 4
    assert all("say_attributed(" in text for text in found)


def test_a_mention_of_a_status_says_whose_word_it_is() -> None:
    entry = {"date": "2022-05-04", "text": "Held.", "status": "detained", "verified": True}
    plain = cases.Case.model_validate({"id": "x", "names": {"preferred": "X"}, "timeline": [entry]})
    attributed = cases.Case.model_validate(
        {"id": "x", "names": {"preferred": "X"}, "timeline": [{**entry, "reported": True}]}
    )
    for case, words, fits in [
        (plain, "in detention", True),
        (attributed, "in detention", False),
        (attributed, "reportedly in detention", True),
    ]:
        wordings = find_wordings(case, "status", date(2022, 6, 1), "en")
        assert wordings is not None
        assert wordings.agrees(words) is fits
