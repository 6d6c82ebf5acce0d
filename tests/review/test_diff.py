"""Two views compared: what counts as one thing, what as another, and that nothing is lost on the way."""

from __future__ import annotations

import copy
import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.base.text.sentence_ends import find_sentence_starts
from generator.review.diff import Change, View, applied, compare, compare_words, inverted
from generator.review.diff.match import find_out_of_order
from tests.support import later
from tests.support.examples import examples
from tests.support.views import contents, view
from tests.support.workspaces import EDITION, edited, prose, write


def told(changes: tuple[Change, ...]) -> list[str]:
    """Return changes as lines, sorted: order is no matter of a comparison."""
    return sorted(map(repr, changes))


def between(old: dict[str, Any], new: dict[str, Any]) -> tuple[Change, ...]:
    return compare(View("old", "en", old), View("new", "en", new))


# ── properties ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@given(contents())
@settings(max_examples=examples(20))
def test_what_is_the_same_has_no_changes(content: dict[str, Any]) -> None:
    assert between(content, copy.deepcopy(content)) == ()


@pytest.mark.slow
@given(contents(), contents())
@settings(max_examples=examples(40))
def test_changes_applied_to_the_old_side_give_the_new_one(old: dict[str, Any], new: dict[str, Any]) -> None:
    before = copy.deepcopy(old)
    assert applied(old, between(old, new)) == new
    assert old == before


@pytest.mark.slow
@given(contents(), contents())
@settings(max_examples=examples(40))
def test_turned_round_it_tells_the_same_turned_round(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert told(between(new, old)) == told(inverted(between(old, new)))


@pytest.mark.slow
@given(contents(), st.randoms(use_true_random=False))
@settings(max_examples=examples(20))
def test_another_order_is_no_other_content(content: dict[str, Any], random: Any) -> None:
    shuffled = copy.deepcopy(content)
    for topic in ("order", "prose", "lists"):
        random.shuffle(shuffled[topic])
    assert {change.kind for change in between(content, shuffled)} <= {"moved"}


words = st.text(st.sampled_from("ab ,.12é-"), max_size=30) | st.lists(
    st.sampled_from(("the", "court", "freed", "him", ","))
).map(" ".join)


@pytest.mark.slow
@given(words, words)
def test_words_are_neither_lost_nor_made_up(old: str, new: str) -> None:
    pieces = compare_words(old, new)
    assert "".join(piece.text for piece in pieces if piece.side != "new") == old
    assert "".join(piece.text for piece in pieces if piece.side != "old") == new
    turned = {"both": "both", "old": "new", "new": "old"}
    assert sorted((turned[piece.side], piece.text) for piece in compare_words(new, old)) == sorted(pieces)


@given(st.permutations(range(5)))
def test_as_few_as_possible_count_as_moved(order: list[int]) -> None:
    moved = find_out_of_order(list(enumerate(order)))
    kept = [j for i, j in enumerate(order) if (i, j) not in moved]
    assert kept == sorted(kept)
    assert len(moved) == min(
        size for size in range(6) if any(_sorted_without(order, gone) for gone in combinations(order, size))
    )


def _sorted_without(order: list[int], gone: tuple[int, ...]) -> bool:
    kept = [n for n in order if n not in gone]
    return kept == sorted(kept)


# ── words ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("He was held in 2020-05.", "He was held in 2020-06.", "He was held in [-2020-05-]{+2020-06+}."),
        ("Over 1,500 people came.", "Over 1,700 people came.", "Over [-1,500-]{+1,700+} people came."),
        ("He was freed.", "He was not freed.", "He was {+not +}freed."),
        (
            "The court of Zenda freed him.",
            "The court of Strelsau freed him.",
            "The court of [-Zenda-]{+Strelsau+} freed him.",
        ),
        (
            "Nobody came to the castle.",
            "Seven witnesses were heard.",
            "[-Nobody came to the castle.-]{+Seven witnesses were heard.+}",
        ),
        (
            "It says that the judge and the clerk left.",
            "It says that a duke or the king left.",
            "It says that [-the judge and the clerk-]{+a duke or the king+} left.",
        ),
        (
            "See https://example.org/a-b/1.",
            "See https://example.org/a-b/2.",
            "See [-https://example.org/a-b/1-]{+https://example.org/a-b/2+}.",
        ),
    ],
)
def test_a_small_edit_reads_as_a_small_edit(old: str, new: str, expected: str) -> None:
    marks = {"both": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    assert "".join(marks[piece.side].format(piece.text) for piece in compare_words(old, new)) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("He was held. She was not.", 2),
        ("R. Rassendyll was held by Col. Sapt. “She was not.” 12 people came.", 3),
        ("It cost No. 5 dearly, e.g. Zenda.", 1),
        ("Was he? Yes! (He was.) All is said", 4),
        ("On 1.5.2020 he came.", 1),
    ],
)
def test_sentences_end_where_a_reader_thinks_so(text: str, number: int) -> None:
    assert len(find_sentence_starts(text)) + 1 == number


# ── workspaces ────────────────────────────────────────────────────────────────────────────────────────────────────────


def changes(tmp_path: Path, files: dict[str, str], before: dict[str, str] = {}) -> tuple[Change, ...]:  # noqa: B006
    """Return what changes in the paper when files are changed."""
    return compare(view(write(tmp_path / "old", before)), view(write(tmp_path / "new", {**before, **files})))


def test_one_edit_is_one_change_of_the_record_and_one_of_the_table(tmp_path: Path) -> None:
    file = "data/ruritania/cases/rassendyll.yaml"
    case, cell = changes(tmp_path, edited(file, "occupation: journalist", "occupation: poet"))
    assert (case.kind, case.path, case.old, case.new) == (
        "modified",
        ("cases", "rassendyll", "occupation"),
        "journalist",
        "poet",
    )
    assert cell.path[-2:] == ("cells", "Occupation, place")


def test_a_paragraph_put_before_others_is_all_that_is_new(tmp_path: Path) -> None:
    old = prose("The first paragraph is about the castle.\n\nThe second one tells of the march.")
    new = prose(
        "A paragraph that nobody has read before.\n\nThe first paragraph is about the castle.\n\nThe second one tells"
        " of the march."
    )
    (change,) = changes(tmp_path, new, old)
    assert change.kind == "added"
    assert change.new["sentences"][0]["text"] == "A paragraph that nobody has read before."


def test_paragraphs_in_another_order_moved(tmp_path: Path) -> None:
    old = prose("The first paragraph is about the castle.\n\nThe second one tells of the march.\n\nAnd a third.")
    new = prose("The second one tells of the march.\n\nThe first paragraph is about the castle.\n\nAnd a third.")
    (change,) = changes(tmp_path, new, old)
    assert change.kind == "moved"


def test_a_paragraph_that_goes_to_another_section_moved_and_keeps_its_edit(tmp_path: Path) -> None:
    words = "The guards of the castle kept the prisoner awake for seven nights and took his books."
    file = "briefings/ruritania-2020-11/expression.yaml"
    old = prose(f"This is about [Ruritania](country:ruritania).\n\n{words}")
    new = prose("This is about [Ruritania](country:ruritania).") | edited(
        file, "  - section: press", f"  - text: {words.replace('seven', 'eight')}\n  - section: press"
    )
    moved, reworded = changes(tmp_path, new, old)
    assert (moved.kind, reworded.kind) == ("moved", "modified")
    assert moved.old_path is not None
    assert moved.new_path is not None
    assert moved.old_path[1] != moved.new_path[1]
    assert (reworded.old, reworded.new) == (words, words.replace("seven", "eight"))


@pytest.mark.slow
def test_an_id_that_is_called_otherwise_is_a_rename_and_nothing_else(tmp_path: Path) -> None:
    files = {name: text.replace("gazette-2", "gazette-two") for name, text in FILES_THAT_CITE.items()}
    found = changes(tmp_path, files)
    assert {change.kind for change in found} == {"renamed"}
    assert [c.path for c in found if c.old is None] == [("sources", "gazette-two")]
    old, new = view(tmp_path / "old"), view(tmp_path / "new")
    assert applied(old.content, found) == new.content


FILES_THAT_CITE = {name: text for name, text in later.FILES.items() if "gazette-2" in text}


def test_a_rename_with_another_content_is_no_rename(tmp_path: Path) -> None:
    files = {
        name: text.replace("gazette-2", "gazette-two").replace("example.org/2", "example.org/two")
        for name, text in FILES_THAT_CITE.items()
    }
    assert {c.kind for c in changes(tmp_path, files) if c.path[0] == "sources"} == {"added", "removed"}


def test_recommendations_in_another_order_moved_and_say_the_same(tmp_path: Path) -> None:
    found = changes(
        tmp_path, edited("briefings/ruritania-2020-11/expression.yaml", "[repeal, release]", "[release, repeal]")
    )
    assert [(change.kind, change.path[0]) for change in found] == [("moved", "order")]


def test_what_a_paper_does_not_tell_of_is_no_change_of_it(tmp_path: Path) -> None:
    files = {"data/ruritania/cases/sapt.yaml": "names: {preferred: Colonel Sapt}\nbasis: {already_public: gazette-1}\n"}
    assert changes(tmp_path, files) == ()


def test_what_is_dated_after_a_papers_day_is_no_change_of_it(tmp_path: Path) -> None:
    later_on = "  - {date: 2021-01-05, text: A guard was dismissed., by: weekly-1}\n"
    file = "data/ruritania/cases/rassendyll.yaml"
    assert changes(tmp_path, edited(file, "detention:\n", f"{later_on}detention:\n")) == ()


def test_two_editions_are_each_seen_on_their_own_day(tmp_path: Path) -> None:
    root = write(tmp_path, later.MEANWHILE)
    old, new = view(root, EDITION), view(root, later.LATER)
    found = compare(old, new)
    assert json.loads(json.dumps(applied(old.content, found))) == new.content
    assert told(compare(new, old)) == told(inverted(found))
    died = [c for c in found if c.path[:2] == ("cases", "tarlenheim") and "died" in str(c.new)]
    assert [c.kind for c in died] == ["added"]
    assert not [c for c in found if "2022-07-09" in str(c.new)]  # after the day of either


def test_words_in_indonesian_are_no_id() -> None:
    """`id` is a language as well: the words of two sides are compared, and not taken for two things."""
    old = {"laws": {"a": {"wordings": [{"en": "slander of a person", "id": "fitnah terhadap seseorang"}]}}}
    new = {"laws": {"a": {"wordings": [{"en": "slander of a person", "id": "fitnah kepada seseorang"}]}}}
    (change,) = between(old, new)
    assert (change.kind, change.new_path) == ("modified", ("laws", "a", "wordings", 0, "id"))
