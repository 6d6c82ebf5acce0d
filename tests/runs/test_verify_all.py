"""`briefing verify-all`: whom on the lists of an edition one statement covers, and whom not; it writes when asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.authoring.fmt.files import lay_out_text
from generator.authoring.statements import NewStatement, add_statement
from generator.records.load import load
from tests.records.test_statements import CASES, SAPT, VERIFIED
from tests.support.commands import run
from tests.support.workspaces import BRIEFING, EDITION, FILES, built, write

WORDS = ("verify-all", EDITION, "--as-of", "2020-11-20", "--by", "bureau-watch")
FREED = """\
names: {preferred: Fritz Tarlenheim}
basis: {already_public: gazette-1}
proceedings:
  - stages:
      - {date: 2019-03-01, stage: arrested, by: gazette-1}
      - {date: 2019-04-01, stage: released, by: gazette-1}
"""
PEOPLE = {**SAPT, f"{CASES}/tarlenheim.yaml": FREED}


def test_it_lists_who_is_covered_and_writes_nothing(tmp_path: Path) -> None:
    root = write(tmp_path, PEOPLE)
    ran = run(root, *WORDS)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "covered, as of 2020-11-20, by bureau-watch: 2 of 3\n"
        "  rassendyll  Rudolf Rassendyll; last known: imprisoned (2020-06-22)\n"
        "  sapt  Johann Sapt; last known: pretrial (2018-03-01)\n"
        "not covered: 1\n"
        "  tarlenheim  Fritz Tarlenheim; last known: released (2019-04-01): not in custody by the record\n"
        "nothing was written; --write writes it\n"
    )
    assert not (root / VERIFIED).exists()
    by_status = run(root, *WORDS, "--status", "imprisoned").out
    assert "sapt  Johann Sapt; last known: pretrial (2018-03-01): not imprisoned by the record" in by_status


def test_it_writes_what_load_reads_and_fmt_leaves(tmp_path: Path) -> None:
    root = write(tmp_path, PEOPLE)
    assert run(root, *WORDS, "--except", "sapt", "--write").out.endswith(f"{VERIFIED}\n")
    text = (root / VERIFIED).read_text("utf-8")
    assert lay_out_text(text, VERIFIED) == (text, [])
    assert load(root)[0].verified[EDITION].record.statements[0].but_not == ("sapt",)
    # what was stated once is not stated again; a second statement stands behind the first
    assert "rassendyll  Rudolf Rassendyll; last known: imprisoned (2020-11-20): somebody looked already" in (
        run(root, *WORDS).out
    )
    assert run(root, *WORDS, "--write").code == 0
    assert (root / VERIFIED).read_text("utf-8").startswith(text)
    assert [one.cases for one in load(root)[0].verified[EDITION].record.statements] == [("rassendyll",), ("sapt",)]
    built(root)
    assert run(root, *WORDS, "--write").code == 1  # there is nobody left


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("--as-of", "2020-11-27", "--by", "bureau-watch"),
            "2020-11-27 is or may be after 2020-11-26, the day of this paper",
        ),
        (("--as-of", "2999", "--by", "bureau-watch"), "2999 is still to come"),
        (("--as-of", "May", "--by", "bureau-watch"), "`May` is no date"),
        (("--as-of", "2020-11", "--by", "bureau-wach"), "did you mean `bureau-watch`?"),
        (("--as-of", "2020-10", "--by", "bureau-watch", "--except", "hentzau"), "no case on its lists `hentzau`"),
        (("--as-of", "2020-10", "--by", "bureau-watch", "--status", "jailed"), "there is no status `jailed`"),
    ],
)
def test_misuse_is_refused(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    ran = run(write(tmp_path, PEOPLE), "verify-all", EDITION, *words)
    assert ran.code == 2
    assert told in ran.err


def test_the_rest_of_the_file_stays_as_it_was() -> None:
    new = NewStatement("2020-11", "pretrial", ["s1", "s2"], ["a"], [])
    said = (
        "# from the family\r\nstatements:\r\n- as_of: 2020-10  # by telephone\r\n  by: s1\r\n  cases: [b]\r\n# end\r\n"
    )
    made = add_statement(said, new)
    lines = ["- as_of: 2020-11", "  status: pretrial", "  by: [s1, s2]", "  cases:", "    - a", "# end", ""]
    assert made == said.removesuffix("# end\r\n") + "\r\n".join(lines)
    assert add_statement("statements: [{as_of: 2020-10, by: s1, cases: a}]\n", new) is None


def test_a_list_in_brackets_is_told_and_left(tmp_path: Path) -> None:
    said = "statements: [{as_of: 2020-10-01, by: bureau-watch, cases: [sapt]}]\n"
    root = write(tmp_path, {**PEOPLE, VERIFIED: said})
    ran = run(root, *WORDS, "--write")
    assert (ran.code, "D013" in ran.err) == (1, True)
    assert (root / VERIFIED).read_text("utf-8") == said


def test_a_handover_list_counts_too(tmp_path: Path) -> None:
    listed = FILES[f"{BRIEFING}/prisoners.yaml"].partition("blocks:")[0]
    block = "blocks:\n  - handover: [rassendyll]\n    asks: [release]\n    caption: To hand over\n"
    root = write(tmp_path, {**PEOPLE, f"{BRIEFING}/prisoners.yaml": listed + block})
    assert "1 of 1" in run(root, *WORDS).out
