"""One statement for many: it counts in the record of each like an entry of its own, in every paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.authoring.rename import rename_record
from generator.formats.markdown import write_markdown
from generator.paper.document import Document, Table
from generator.records.load import load
from generator.records.resolve import resolve
from generator.records.resolve.held import read_standing
from generator.runs.fingerprint import read_inputs
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, built, edited, told, write

VERIFIED = f"{BRIEFING}/verified.yaml"
CASES = "data/ruritania/cases"
SEEN = """\
statements:
  - as_of: 2020-11-20
    by: bureau-watch
    cases:
      - rassendyll
      - sapt
    except: [tarlenheim]
"""
SAPT = {
    f"{CASES}/sapt.yaml": """\
names: {preferred: Johann Sapt}
basis: {already_public: gazette-1}
proceedings:
  - stages: [{date: 2018-03-01, stage: remanded, by: gazette-1}]
""",
    f"{BRIEFING}/prisoners.yaml": FILES[f"{BRIEFING}/prisoners.yaml"].replace(
        "[rassendyll, tarlenheim]\n    caption", "[rassendyll, sapt, tarlenheim]\n    caption"
    ),
}
OTHER = FILES[f"{BRIEFING}/edition.yaml"].replace(EDITION, "ruritania-2021-01")


def find_tables(document: Document | None) -> dict[str, str]:
    """Return by the id of each case the id of the table in which it has a row."""
    assert document is not None
    blocks = [block for section in document.sections for block in section.blocks]
    return {row.id: block.id for block in blocks if isinstance(block, Table) for row in block.body}


def test_a_statement_makes_current_what_was_last_known(tmp_path: Path) -> None:
    before = find_tables(built(write(tmp_path / "before", SAPT)))
    after = find_tables(built(write(tmp_path / "after", {**SAPT, VERIFIED: SEEN})))
    assert next(table for row, table in before.items() if "sapt" in row).endswith(".last-known")
    assert next(table for row, table in after.items() if "sapt" in row) == "prisoners.prisoners"
    assert next(table for row, table in after.items() if "tarlenheim" in row).endswith(".last-known")


def test_it_stands_in_each_record_and_its_places_in_its_own_file(tmp_path: Path) -> None:
    dataset, problems = load(write(tmp_path, {**SAPT, VERIFIED: SEEN}))
    assert not problems
    assert not resolve(dataset)
    own, other = dataset.cases["rassendyll"], dataset.cases["tarlenheim"]
    assert [entry.verified for entry in own.record.timeline] == [False, True]
    assert not other.record.timeline
    assert own.origin("timeline", 1) == (VERIFIED, 5, 9)
    assert own.origin("timeline", 1, "as_of") == (VERIFIED, 2, 12)
    assert own.origin("timeline", 0, "by").file == f"{CASES}/rassendyll.yaml"
    assert read_standing(dataset.cases["sapt"].record, date(2020, 1, 1), date(2020, 11, 26)).standing == "held"


def test_a_later_statement_tells_nothing_to_an_earlier_paper(tmp_path: Path) -> None:
    early = built(write(tmp_path / "a", {**SAPT, VERIFIED: SEEN.replace("2020-11-20", "2020-11-27")}))
    assert write_markdown(early) == write_markdown(built(write(tmp_path / "b", SAPT)))


def test_it_counts_in_every_edition_and_whichever_is_asked_for(tmp_path: Path) -> None:
    other = "briefings/ruritania-2021-01"
    root = write(
        tmp_path,
        {
            **SAPT,
            f"{other}/verified.yaml": SEEN,
            f"{other}/edition.yaml": OTHER,
        },
    )
    assert len(load(root, [EDITION])[0].cases["sapt"].record.timeline) == 1
    assert f"{other}/verified.yaml" in read_inputs(root, [EDITION])[EDITION].files
    # without a word of its own it is for the readers of its edition
    closed = OTHER + "audience: partner\n"
    write(tmp_path, {**SAPT, f"{other}/verified.yaml": SEEN, f"{other}/edition.yaml": closed})
    entry = load(root, [EDITION])[0].cases["sapt"]
    assert entry.limits == {("timeline", 0): "partner"}
    document, problems = assembled(root)
    assert next(table for row, table in find_tables(document).items() if "sapt" in row).endswith(".last-known")
    assert not [p for p in problems if p.severity == "error"]
    said = SEEN.replace("    by:", "    visibility: public\n    by:")
    write(tmp_path, {**SAPT, f"{other}/verified.yaml": said, f"{other}/edition.yaml": closed})
    assert not load(root, [EDITION])[0].cases["sapt"].limits


def test_one_that_rests_on_closed_sources_is_not_told(tmp_path: Path) -> None:
    closed = edited("data/ruritania/sources.yaml", "bureau-watch: {", "bureau-watch: {visibility: internal, ")
    root = write(tmp_path, {**SAPT, **closed, VERIFIED: SEEN})
    dataset, _ = load(root)
    assert dataset.cases["sapt"].record.timeline
    tables = find_tables(assembled(root)[0])
    assert next(table for row, table in tables.items() if "sapt" in row).endswith(".last-known")


def test_a_field_that_only_some_may_see_is_withheld_in_each_record(tmp_path: Path) -> None:
    said = SEEN.replace("    by:", "    status: {value: house_arrest, visibility: partner}\n    by:")
    root = write(tmp_path, {**SAPT, VERIFIED: said})
    assert load(root)[0].cases["sapt"].limits == {("timeline", 0, "status"): "partner"}
    assert b"house arrest" not in write_markdown(built(root))
    assert b"house arrest" in write_markdown(built(root, "partner"))


def test_what_is_wrong_is_told_once_at_its_place(tmp_path: Path) -> None:
    wrong = SEEN.replace("bureau-watch", "bureau-wach").replace(
        "- sapt", "- saptt\n      - tarlenheim\n      - rassendyll"
    )
    _, problems = assembled(write(tmp_path, {**SAPT, VERIFIED: wrong}))
    assert [(p.origin.file, p.origin.line, p.code) for p in problems if p.severity == "error"] == [
        (VERIFIED, 3, "R101"), (VERIFIED, 6, "R101"), (VERIFIED, 7, "D227"), (VERIFIED, 8, "D227"),
    ]  # fmt: skip
    assert "did you mean `bureau-watch`?" in told(problems)


def test_a_field_that_it_lacks_stops_every_paper(tmp_path: Path) -> None:
    other = "briefings/ruritania-2021-01"
    _, problems = assembled(write(tmp_path, {f"{other}/verified.yaml": SEEN.replace("    by: bureau-watch\n", "")}))
    assert ("D104", f"{other}/verified.yaml") in [(p.code, p.origin.file) for p in problems]


def test_a_file_without_an_edition_beside_it_speaks_to_nobody_outside(tmp_path: Path) -> None:
    document, problems = assembled(write(tmp_path, {**SAPT, "briefings/nothing/verified.yaml": SEEN}))
    assert document, told(problems)


def test_an_id_is_renamed_in_it_too(tmp_path: Path) -> None:
    root = write(tmp_path, {**SAPT, VERIFIED: SEEN})
    made = rename_record(load(root)[0], "case", "sapt", "case-12")
    assert made.files[root / VERIFIED].decode() == SEEN.replace("- sapt", "- case-12")
    made = rename_record(load(root)[0], "case", "tarlenheim", "case-13")
    assert made.files[root / VERIFIED].decode() == SEEN.replace("[tarlenheim]", "[case-13]")
