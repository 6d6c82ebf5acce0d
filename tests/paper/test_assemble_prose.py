"""Prose: what Markdown becomes, and that every diagnostic points to the line and column of its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.formats.native import write_native
from generator.paper.assemble.markdown import parse_blocks, parse_inlines
from generator.paper.document import ItemList, Link, Note, Paragraph, Run, join_inlines
from tests.support.workspaces import BRIEFING, FILES, assembled, built, edited, prose, told, write

OVERVIEW = f"{BRIEFING}/overview.yaml"


def native(root: Path) -> list[str]:
    """Return the lines of the overview, as the native writer prints them, without its heading."""
    lines = write_native(built(root)).decode().split("\n")
    start = next(n for n, line in enumerate(lines) if "#overview:" in line)
    end = next(n for n, line in enumerate(lines) if "#expression" in line)
    return [line.strip() for line in lines[start + 1 : end]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words.", "Plain words."),
        ("One line,\nand another.", "One line, and another."),
        ("A **strong** and an *emphatic* word.", "A *strong* and an _emphatic_ word."),
        ("A **strong *and emphatic* word**.", "A *strong **_and emphatic_** word*."),
        ("***Both***.", "*_Both_*."),
        (r"A \*star\*, a \[bracket\], a \\ and 5\. five.", r"A *star*, a [bracket], a \ and 5. five."),
        ("snake_case_words and 2 * 3 * 4", "snake_case_words and 2 * 3 * 4"),
        ("The party [Жаңа Әділет]{lang=kk} stood.", "The party (kk: Жаңа Әділет) stood."),
        ("[*La* Liberté]{lang=fr}.", "_(fr: La)_(fr:  Liberté)."),
        ("[one [two]{lang=kk} three]{lang=ru}", "(ru: one )(kk: two)(ru:  three)"),
        ("See [the page](https://example.org/a_b_(c)?d=[e]).", "See <the page https://example.org/a_b_(c)?d=[e]>."),
        ("See [](https://example.org/статья).", "See <https://example.org/статья https://example.org/статья>."),
        ("Two   spaces.", "Two spaces."),
        (
            "A word [@gazette-2] and more.",
            "A word{1: See (in Russian): <https://example.org/2 https://example.org/2>} and more.",
        ),
        ("A word\n[@gazette-2].", "A word{1: See (in Russian): <https://example.org/2 https://example.org/2>}."),
        (
            "A word.^[A *note* with [a link](https://example.org).]",
            "A word.{1: A _note_ with <a link https://example.org>.}",
        ),
        ("A word.^[A note [with brackets] in it.]", "A word.{1: A note [with brackets] in it.}"),
        ("me@example.org and @name stay.", "me@example.org and @name stay."),
        ("1 < 2 & 3 > 2 AT&T; R&D", "1 < 2 & 3 > 2 AT&T; R&D"),
        (
            "[](country:ruritania) and [the Ruritanian](country:ruritania) court.",
            "[Ruritania country:ruritania] and [the Ruritanian country:ruritania] court.",
        ),
    ],
)
def test_what_markdown_becomes(text: str, expected: str, tmp_path: Path) -> None:
    assert native(write(tmp_path, prose(text))) == [f"body #overview.1: {expected}"]


def test_lists_nest_and_hold_paragraphs(tmp_path: Path) -> None:
    text = "Before:\n\n- one\n- two\n\n  more of two\n\n  1. first\n  2. second\n\nAfter."
    assert native(write(tmp_path, prose(text))) == [
        "body #overview.1: Before:",
        "bullets #overview.2",
        "-",
        "body #overview.2.1.1: one",
        "-",
        "body #overview.2.2.1: two",
        "body #overview.2.2.2: more of two",
        "numbers #overview.2.2.3",
        "-",
        "body #overview.2.2.3.1.1: first",
        "-",
        "body #overview.2.2.3.2.1: second",
        "body #overview.3: After.",
    ]


def test_html_tables_and_headings_are_no_tokens_of_ours() -> None:
    kinds = {token.type for token in parse_blocks("# a\n\n| a |\n|---|\n\n> q\n\n<b>x</b>\n\n```\ncode\n```\n")}
    assert kinds == {"paragraph_open", "inline", "paragraph_close"}
    assert {token.type for token in parse_inlines("![a](b) `c` <d> http://e.org ~~f~~")} <= {
        "text",
        "link_open",
        "link_close",
    }


PLACED = """\
The first line.
  Spaces before, and @gazete-9 in it[@gazete-9], again [@gazete-9; @gazette-1; @gazete-8].
Twice [him](case:nobody) and **twice [him](case:nobody)** here.

- An item [x](case:x) and [xx](case:xx)
  on two lines[see x, @x;
  @xx] with *[xx](case:xx)*.
- Escaped \\[x\\] and then [x](case:x)^[a note with [x](case:x) in it and [@n]]."""


def test_every_diagnostic_of_prose_points_to_its_words(tmp_path: Path) -> None:
    """The underlined part of the line begins with the words that the message is about, also the second time."""
    root = write(tmp_path, prose(PLACED))
    _, problems = assembled(root)
    lines = (root / OVERVIEW).read_text("utf-8").split("\n")
    places = [(p.origin.line, p.origin.column) for p in problems]
    assert len(places) == len(set(places)) == 14
    begins = [lines[line - 1][column - 1 :] for line, column in places]
    for problem, text in zip(problems, begins, strict=True):
        id = problem.message.split("`")[1] if "`" in problem.message else ""
        wanted = {"R101": (f"@{id}", f"[{id}](", "[him](case:nobody)"), "T103": ("[@n]",), "T113": (f"{id} in",)}[
            problem.code
        ]
        assert text.startswith(wanted), (problem.message, text)
        assert not id or id in text[: problem.width], (problem.message, text)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("style", "text", "place"),
    [
        ("literal", "|\n      One.\n\n      Two [x](case:x).", (6, 11)),
        ("literal, kept", "|+\n      One.\n\n\n      Two [x](case:x).\n\n", (7, 11)),
        ("literal, indented", "|2\n        One [x](case:x).", (4, 13)),
        ("folded", ">\n      One one one\n      two [x](case:x).", (5, 11)),
        ("folded, stripped", ">-\n      One\n\n      two [x](case:x).", (6, 11)),
        ("plain", "One [x](case:x).", (3, 15)),
        ("plain on lines", "One\n      two [x](case:x).", (4, 11)),
        ("double", '"One \\"two\\" [x](case:x)."', (3, 24)),
        ("double on lines", '"One \\\n      two [x](case:x)."', (4, 11)),
        ("single", "'It''s [x](case:x).'", (3, 18)),
        ("by language", "{en: 'One [x](case:x).', ru: Два}", (3, 21)),
    ],
)
def test_every_kind_of_scalar_knows_its_places(style: str, text: str, place: tuple[int, int], tmp_path: Path) -> None:
    file = f"title: Overview\nblocks:\n  - text: {text}\n"
    _, problems = assembled(write(tmp_path, {OVERVIEW: file}))
    assert [(p.code, p.origin.line, p.origin.column) for p in problems] == [("R101", *place)], (style, told(problems))


def test_a_lead_and_a_recommendation_are_prose_too(tmp_path: Path) -> None:
    document = built(
        write(
            tmp_path,
            edited(
                f"{BRIEFING}/expression.yaml",
                "lead: Words can cost years.",
                "lead: Words *can* cost [Rudolf Rassendyll](case:rassendyll) years.[@gazette-2]",
            ),
        )
    )
    lead = next(b for s in document.sections for b in _all(s.blocks) if b.id == "box.law.lead")
    assert isinstance(lead, Paragraph)
    assert join_inlines(lead.inlines) == "Words can cost Rudolf Rassendyll years."
    assert all(run.strong for run in lead.inlines if isinstance(run, Run))
    assert "box.law.lead.n1" in document.notes
    _, problems = assembled(
        write(
            tmp_path,
            edited(
                "data/ruritania/recommendations.yaml", "[Article 12](law:ru-code/12)", "[Article 13](law:ru-code/12)"
            ),
        )
    )
    assert [(p.origin.file, p.origin.line, p.origin.column) for p in problems] == [
        ("data/ruritania/recommendations.yaml", 5, 16)
    ]


def _all(blocks_: object) -> list[object]:
    found: list[object] = []
    for block in blocks_:  # type: ignore[attr-defined]
        found += [block, *_all(getattr(block, "blocks", ()))]
    return found


def test_every_run_knows_its_line(tmp_path: Path) -> None:
    root = write(tmp_path)
    document = built(root)
    for section in document.sections:
        for block in _all(section.blocks):
            items = [i for i in block.items for i in i.blocks] if isinstance(block, ItemList) else [block]
            for paragraph in items:
                for run in getattr(paragraph, "inlines", ()):
                    if (
                        isinstance(run, Run)
                        and run.origin
                        and run.text.strip()
                        and not paragraph.id.startswith("prisoners.prisoners.")
                    ):
                        line = (root / run.origin.file).read_text("utf-8").split("\n")[run.origin.line - 1]
                        first = run.text.split()[0].rstrip(".")
                        assert first in line[run.origin.column - 1 :][: len(first) + 4], (run, line)


def test_notes_of_the_whole_paper_have_ids_of_their_blocks(tmp_path: Path) -> None:
    document = built(write(tmp_path))
    assert list(document.notes) == [
        "expression.1.n1",
        "expression.1.n2",
        "expression.2.1.1.n1",
        "expression.2.2.1.n1",
        "box.law.1.n1",
        "profile.rassendyll.1.n1",
        "profile.rassendyll.1.n2",
    ]
    assert [document.numbers.notes[id] for id in document.notes] == [1, 2, 3, 4, 5, 6, 7]
    note = document.notes["expression.2.2.1.n1"]
    assert isinstance(note, Note)
    assert note.kind == "explanatory"
    assert any(isinstance(i, Link) for i in document.notes["box.law.1.n1"].inlines) is False
    assert FILES
