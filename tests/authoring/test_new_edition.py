"""The next edition is made from an old one: whole or not at all, as it was written, and with nothing confirmed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generator.authoring.new.carried import carry_over
from generator.paper.carried import check_carried
from generator.records.load import load
from generator.records.load.parse import Map, Seq, parse
from tests.support.commands import run
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, built, edited, prose, told, write

NEXT = "ruritania-2022-11"
NEW = f"briefings/{NEXT}"
AS_OF = "2022-11-30"


PRISONERS = {
    f"{BRIEFING}/prisoners.yaml": (
        """\
kind: annex
title: People in prison
landscape: true
blocks:
  - prisoners: [rassendyll, tarlenheim]
    caption: Those of whom we know
    remark: >-
      The list is
      not exhaustive.
    marks: {tarlenheim: new}
  - profiles: [rassendyll, tarlenheim]
"""
    )
}


def made(root: Path, *words: str) -> Path:
    """Make the next edition in the workspace and return its folder."""
    ran = run(root, "new", "edition", NEXT, "--from", EDITION, "--as-of", AS_OF, *words)
    assert ran.code == 0, ran.err
    assert f"`briefing confirm {NEXT}`" in ran.err  # how what it took over is settled
    return root / NEW


def findings(root: Path, code: str) -> list[str]:
    return [
        f"{d.origin.file.rpartition('/')[2]}:{d.origin.line} {d.severity}"
        for d in assembled(root, edition=NEXT)[1]
        if d.code == code
    ]


def test_the_new_folder_has_the_files_of_the_old_one_and_nothing_about_its_papers(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            f"{BRIEFING}/pages.json": "{}",
            f"{BRIEFING}/issued/public-en.json": "{}",
            f"{BRIEFING}/notes.txt": "For us.",
            f"{BRIEFING}/verified.yaml": "statements: [{as_of: 2020-11, by: gazette-1, cases: rassendyll}]\n",
        },
    )
    folder = made(root)
    assert sorted(p.name for p in folder.rglob("*")) == [
        "edition.yaml",
        "expression.yaml",
        "notes.txt",
        "overview.yaml",
        "prisoners.yaml",
    ]
    assert sorted(p.name for p in folder.parent.iterdir()) == [EDITION, NEXT]
    for name in FILES:
        assert (root / name).read_text("utf-8") == FILES[name], "the old edition stays as it is"


def test_its_own_fields_are_new_or_to_do_and_all_else_is_as_it_was_written(tmp_path: Path) -> None:
    text = FILES[f"{BRIEFING}/edition.yaml"].replace(
        "as_of: 2020-11-26", "# the day of the round\nas_of: 2020-11-26  # a Thursday"
    )
    folder = made(write(tmp_path, {f"{BRIEFING}/edition.yaml": text}))
    assert (
        (folder / "edition.yaml").read_text("utf-8")
        == f"""\
id: {NEXT}
kind: dialogue_paper
title: Key concerns in Ruritania
short_title: Ruritania
country: ruritania
dialogue: zenda-dialogue
# to do, round: the number of the dialogue's round, where it is known
authors: [bureau]
# to do, date: when this paper is issued, such as 2024-05, where it is known
# to do, period: the time that it looks at: {{from: …, to: …}}
# {EDITION}: the day of the round
as_of: 2022-11-30  # a Thursday
style: dialogue-paper
status: draft
# to do, by: the document that supports every sentence that cites nothing else, if there is one
keywords: [Ruritania]
outline: [overview, expression]
annexes: [prisoners]
predecessor: {EDITION}
"""
    )


def test_every_block_is_marked_and_only_that(tmp_path: Path) -> None:
    folder = made(write(tmp_path, PRISONERS))
    assert (
        (folder / "prisoners.yaml").read_text("utf-8")
        == f"""\
kind: annex
carried_over: {EDITION}
title: People in prison
landscape: true
blocks:
  - prisoners: [rassendyll, tarlenheim]
    carried_over:
      - rassendyll
      - tarlenheim
      - caption
      - remark
    caption: Those of whom we know
    remark: >-
      The list is
      not exhaustive.
  - profiles: [rassendyll, tarlenheim]
    carried_over:
      - rassendyll
      - tarlenheim
"""
    )
    found = (folder / "expression.yaml").read_text("utf-8")
    without = re.sub(rf"\n +carried_over:(?: {EDITION}|(?:\n +- [a-z]+)+)(?=\n)", "", found)
    assert without.replace(f"\ncarried_over: {EDITION}", "", 1) == FILES[f"{BRIEFING}/expression.yaml"]


ODD = """\
# top
kind: theme
blocks:
  - text: |
      One.

      Two.

    # a comment further out
    by: a
  - carried_over: older
    text: >+
      Last.

  # before a section
  - section: press
    title: "folded
      words"  # here
    blocks:
    - text: plain, over
        two lines  # and a comment
    - {text: "a b", by: 'x'}
    - {value: {text: A}, visibility: partner}
    - prisoners:
      - a  # a comment of a
      - b

      # a comment of the caption
      caption: {en: "x", ru: "y"}
      marks: {a: new}
    - prisoners: [a,
        b]
      carried_over:
        - b
    - {profiles: a, carried_over: [a], marks: {a: new}}
    - recommendations: []
    - changes: cases
    - box: law
      text: |-
        The end"""


@pytest.mark.parametrize(
    "text", [ODD, ODD.replace("\n", "\r\n"), "kind: theme\nblocks: []\n", "{kind: theme, blocks: [{text: a}]}"]
)
def test_layout_and_comments_are_kept_whatever_they_are(text: str) -> None:
    found = carry_over(text, "old")
    lines = [line for line in found.split("\n") if line in text.split("\n")]
    kept = [
        line
        for line in text.split("\n")
        if not line.strip().startswith(("marks", "- {", "{kind", "carried_over", "- b\r", "- carried_over"))
    ]
    assert [line for line in kept if line not in lines] == []
    assert marks(found)
    assert bare(found) == bare(text)
    assert carry_over(found, "old") == found


def tree(text: str) -> Map:
    found, problems = parse(text.replace("\r\n", "\n"), "x.yaml")
    assert not problems
    assert found is not None
    return found


def bare(text: str) -> Any:
    def without(node: Any) -> Any:
        if isinstance(node, Map):
            return {k: without(v) for k, v in node.items() if k not in ("carried_over", "marks")}
        return [without(v) for v in node] if isinstance(node, Seq) else node

    return without(tree(text))


def marks(text: str) -> bool:
    """Tell whether each block in a text is marked, save those that have nothing of their own."""

    def inside(node: Any) -> bool:
        if isinstance(node, Seq):
            return all(inside(item) for item in node)
        if not isinstance(node, Map) or "visibility" in node:
            return not isinstance(node, Map) or inside(node["value"])
        own = "changes" in node or node.get("recommendations") == [] or "carried_over" in node
        return own and inside(node.get("blocks", Seq()))

    return inside(tree(text))


@pytest.mark.slow
def test_a_draft_is_built_at_once_and_says_what_waits(tmp_path: Path) -> None:
    root = write(tmp_path, PRISONERS)
    folder = made(root)
    ran = run(root, "build", NEXT, "--format", "md")
    assert ran.code == 0, ran.err
    helps = {d.help for d in assembled(root, edition=NEXT)[1] if d.code == "T120"}
    assert any("take this line away: `briefing confirm`" in (help or "") for help in helps), helps
    assert findings(root, "T120") == [
        "expression.yaml:2 warning",
        "expression.yaml:12 warning",
        "expression.yaml:15 warning",
        "expression.yaml:19 warning",
        "expression.yaml:27 warning",
        "expression.yaml:28 warning",
        "overview.yaml:2 warning",
        "overview.yaml:7 warning",
        "prisoners.yaml:2 warning",
        "prisoners.yaml:8 warning",
        "prisoners.yaml:9 warning",
        "prisoners.yaml:10 warning",
        "prisoners.yaml:11 warning",
        "prisoners.yaml:18 warning",
        "prisoners.yaml:19 warning",
    ]
    assert "nobody has confirmed it" in ran.err
    edition = (folder / "edition.yaml").read_text("utf-8")
    (folder / "edition.yaml").write_text(edition.replace("status: draft", "status: final"), "utf-8")
    assert {line.partition(" ")[2] for line in findings(root, "T120")} == {"error"}


@pytest.mark.slow
def test_the_mark_never_reaches_the_paper(tmp_path: Path) -> None:
    root = write(tmp_path)
    folder = made(root)
    marked = built_next(root)
    for path in folder.glob("*.yaml"):
        text = re.sub(rf"\n *carried_over:(?: {EDITION}|(?:\n +- [a-z]+)+)(?=\n)", "", path.read_text("utf-8"))
        path.write_text(text, "utf-8")
    assert not findings(root, "T120")
    assert str(built_next(root)).count("carried") == 0
    assert [p.id for p in marked.cover.paragraphs()] == [p.id for p in built_next(root).cover.paragraphs()]
    assert marked.notes.keys() == built_next(root).notes.keys()


def built_next(root: Path) -> Any:
    document, problems = assembled(root, edition=NEXT)
    assert document is not None, told(problems)
    return document


@pytest.mark.slow
def test_a_text_is_confirmed_by_taking_the_line_away_and_rewritten_in_part(tmp_path: Path) -> None:
    root = write(tmp_path, prose("One thing happened.\nAnother thing happened.\n\n- A list."))
    path = made(root) / "overview.yaml"
    text = path.read_text("utf-8")

    def after(new: str) -> list[str]:
        path.write_text(new, "utf-8")
        return [
            line
            for code in ("T120", "T121")
            for line in findings(root, code)
            if line.startswith("overview") and ":2 " not in line
        ]

    assert after(text) == ["overview.yaml:10 warning"], "all of it waits as one"
    assert after(text.replace(f"    carried_over: {EDITION}\n", "")) == []
    assert after(text.replace("One thing", "Two things")) == ["overview.yaml:7 warning", "overview.yaml:9 warning"]
    joined = text.replace("happened.\n      Another", "happened. Another")
    assert after(joined) == ["overview.yaml:9 warning"], "lines broken otherwise are the same words"
    new = re.sub(r"(One|Another) thing happened|A list", "New words", text)
    assert after(new) == ["overview.yaml:10 hint"]
    assert after(text.replace(f"carried_over: {EDITION}", "carried_over: nowhere")) == ["overview.yaml:10 warning"], (
        "what can't be compared is not confirmed"
    )


@pytest.mark.slow
def test_what_a_list_took_over_is_confirmed_name_by_name(tmp_path: Path) -> None:
    root = write(tmp_path, PRISONERS)
    path = made(root) / "prisoners.yaml"
    text = path.read_text("utf-8")

    def after(new: str) -> list[str]:
        path.write_text(new, "utf-8")
        return [
            f"{line} {code}"
            for code in ("T120", "T121")
            for line in findings(root, code)
            if line.startswith("prisoners") and ":2 " not in line
        ]

    all_of_it = [f"prisoners.yaml:{n} warning T120" for n in (8, 9, 10, 11, 18, 19)]
    assert after(text) == all_of_it
    assert after(text.replace("      - rassendyll\n", "", 1)) == [
        f"prisoners.yaml:{n} warning T120" for n in (8, 9, 10, 17, 18)
    ]
    assert after(text.replace("prisoners: [rassendyll, ", "prisoners: [")) == [
        *all_of_it[1:],
        "prisoners.yaml:8 hint T121",
    ]
    assert after(text.replace("caption: Those of whom we know", "caption: Those whom we know")) == [
        *all_of_it[:2],
        *all_of_it[3:],
        "prisoners.yaml:10 hint T121",
    ]
    none_left = re.sub(r"\n +- [a-z]+(?=\n)", "", text)
    assert after(none_left) == [], "the empty field that is left does no harm"


def test_a_name_that_not_all_may_see_stays_so_in_the_mark(tmp_path: Path) -> None:
    closed = "[tarlenheim, {value: rassendyll, visibility: confidential}]"
    prisoners = PRISONERS[f"{BRIEFING}/prisoners.yaml"].replace("[rassendyll, tarlenheim]", closed)
    made(write(tmp_path, {f"{BRIEFING}/prisoners.yaml": prisoners}))
    found = (tmp_path / NEW / "prisoners.yaml").read_text("utf-8")
    assert found.count("      - tarlenheim\n      - {value: rassendyll, visibility: confidential}\n") == 2
    assert [d for d in load(tmp_path)[1] if d.severity == "error"] == []
    assert "{profiles: [a, {value: b, visibility: partner}], carried_over: [a, {value: b, visibility: partner}]}" in (
        carry_over("blocks: [{profiles: [a, {value: b, visibility: partner}]}]", "old")
    )


def test_what_is_closed_is_told_by_its_place_alone(tmp_path: Path) -> None:
    root = write(tmp_path, PRISONERS)
    path = made(root) / "prisoners.yaml"
    path.write_text(path.read_text("utf-8") + "visibility: partner\n", "utf-8")
    dataset, _ = load(root, [NEXT])
    for audience, told_names in (("partner", True), ("public", False)):
        found = [d for d in check_carried(dataset, NEXT, audience) if d.origin.file.endswith("prisoners.yaml")]  # type: ignore[arg-type]
        assert any("rassendyll" in problem.message for problem in found) is told_names
        assert len(found) == 7


def test_misuse(tmp_path: Path) -> None:
    root = write(tmp_path)
    before = sorted(root.rglob("*"))
    for words, said in (
        ((NEXT, "--from", "ruritania-2020-12", "--as-of", AS_OF), f"did you mean `{EDITION}`?"),
        (("Ruritania 2022", "--from", EDITION, "--as-of", AS_OF), "write small letters, digits and hyphens"),
        (("../x", "--from", EDITION, "--as-of", AS_OF), "write small letters, digits and hyphens"),
        ((EDITION, "--from", EDITION, "--as-of", AS_OF), "nothing there is written over"),
        ((NEXT, "--from", EDITION, "--as-of", "Maj"), "`Maj` is not a date"),
        ((NEXT, "--from", EDITION), "--as-of 2024-04-30"),
    ):
        ran = run(root, "new", "edition", *words)
        assert (ran.code, said in ran.err) == (2, True), ran.err
    assert sorted(root.rglob("*")) == before


def test_an_old_edition_that_cannot_be_read_makes_none(tmp_path: Path) -> None:
    root = write(tmp_path, {f"{BRIEFING}/overview.yaml": "kind: [\n", f"{BRIEFING}/prisoners.yaml": b"\xff"})
    ran = run(root, "new", "edition", NEXT, "--from", EDITION, "--as-of", AS_OF)
    assert ran.code == 1
    assert "D001" in ran.err
    assert "D007" in ran.err
    assert [p.name for p in (root / "briefings").iterdir()] == [EDITION]
    root = write(
        tmp_path / "b",
        {
            f"{BRIEFING}/edition.yaml": (
                "{" + ", ".join(f"{k}: {v}" for k, v in {"id": EDITION, "status": "draft"}.items()) + "}"
            )
        },
    )
    ran = run(root, "new", "edition", NEXT, "--from", EDITION, "--as-of", AS_OF)
    assert (ran.code, "D012" in ran.err) == (1, True)
    assert [p.name for p in (root / "briefings").iterdir()] == [EDITION]


def test_a_predecessor_that_is_final_needs_nothing(tmp_path: Path) -> None:
    """The old edition's words are compared as they stand in its files, whatever its status."""
    root = write(tmp_path, edited(f"{BRIEFING}/edition.yaml", "status: reconstruction", "status: final"))
    made(root)
    assert findings(root, "T120")
    assert built(root) is not None
