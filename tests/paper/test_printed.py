"""Every field of every record is printed somewhere, or its description says why it is not.

Texts: a word of its own stands in each, and is looked for in all uses at once. Anything else: with another value, or
without, something that is made has to change.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from generator.records.schema import COLLECTIONS, Edition, SectionProse
from generator.records.schema.base import NOT_PRINTED
from generator.records.schema.cases import Development
from generator.records.schema.verified import Statement, Verified
from tests.support import canaries
from tests.support.examples import some
from tests.support.printed import USES, Files, apply, differs, list_leaves, plant_words, put
from tests.support.workspaces import with_pages, write

REASONS = {owner: reason for owner, reason in canaries.describe_fields().items() if NOT_PRINTED in reason}
"""Fields that say that they are not printed."""

FOR_A_WORD = {"RoundsBlock.rounds"}
"""Fields that can have one value only."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Files]:
    files = canaries.complete()
    root = write(tmp_path_factory.mktemp("printed"), canaries.whole(files), style=True)
    return with_pages(root), files


def test_all_kinds_of_records_are_tried() -> None:
    tried = {model for _, model, _ in canaries.MODELS.values()}
    assert {*COLLECTIONS.values(), Edition, SectionProse} <= tried
    # one statement for many counts as an entry of each record, so that nothing of its own would be printed
    own = Statement.model_fields.keys() - Development.model_fields.keys()
    assert own == {"cases", "but_not", "visibility"}
    assert Verified.model_fields.keys() - {"id", "visibility"} == {"statements"}


@pytest.mark.slow
def test_every_text_is_printed_or_says_why_not(workspace: tuple[Path, Files]) -> None:
    root, files = workspace
    planted, fields = plant_words(files)
    seen: set[str] = set()
    for change, make in USES:
        put(root, apply(planted, change))
        made = make(root).lower()
        seen |= {field for word, field in fields.items() if word in made}
    unseen = {*fields.values()} - seen
    assert unseen - REASONS.keys() == set(), f"print it, or end its description with “{NOT_PRINTED}…”"
    assert seen & REASONS.keys() == set(), "it is printed: its description says that it is not"


def _leaves(files: Files) -> dict[str, list[tuple[str, canaries.Path]]]:
    """Return where fields stand that hold no free text."""
    _, texts = plant_words(files)
    found: dict[str, list[tuple[str, canaries.Path]]] = {}
    for kind in canaries.MODELS:
        for path, owner in list_leaves(files, kind):
            if owner not in {*texts.values()} | FOR_A_WORD:
                found.setdefault(owner, []).append((kind, path))
    return found


@pytest.mark.ci
def test_any_other_field_makes_another_paper_or_says_why_not(workspace: tuple[Path, Files]) -> None:
    root, files = workspace
    leaves = _leaves(files)
    waiting = list(some([owner for owner in leaves if owner not in REASONS]))
    for change, make in USES:
        used: dict[str, Any] = apply(files, change)
        put(root, used)
        was = make(root)
        waiting = [owner for owner in waiting if not differs(root, used, leaves[owner], make, was)]
    assert waiting == [], f"print it, or end its description with “{NOT_PRINTED}…”"


@pytest.mark.ci
def test_what_says_that_it_is_not_printed_changes_no_paper(workspace: tuple[Path, Files]) -> None:
    root, files = workspace
    leaves, (change, make) = _leaves(files), USES[0]
    put(root, copy.deepcopy(files))
    was = make(root)
    decides = ("decides", "orders groups", "come first", "sorts lists", "puts lists")
    told = [o for o in leaves if o in REASONS and not any(word in REASONS[o] for word in decides)]
    assert [owner for owner in told if differs(root, apply(files, change), leaves[owner], make, was)] == []
