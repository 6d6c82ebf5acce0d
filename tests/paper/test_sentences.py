"""Sentences of a paper: each line of prose, with its notes, mentions and sources."""

from __future__ import annotations

from pathlib import Path

from generator.paper.make import make
from generator.paper.sentences import ProseSentence, list_sentences
from generator.paper.workspace import Workspace
from tests.support.workspaces import BRIEFING, EDITION, write


def found(root: Path) -> list[ProseSentence]:
    workspace = Workspace(root, [EDITION])
    paper = make(workspace, EDITION)
    assert paper.document is not None
    assert paper.selected is not None
    return list(list_sentences(paper.document, paper.selected, workspace.dataset.lines))


def test_each_sentence_has_its_place_and_what_it_rests_on(tmp_path: Path) -> None:
    by_text = {sentence.text: sentence for sentence in found(write(tmp_path))}
    march = by_text["In May, over 1,500 people took part in the march of 2 May."]
    assert (march.origin.file, march.origin.line) == (f"{BRIEFING}/expression.yaml", 6)
    assert march.records == ("figure:marchers", "event:march-2020")
    assert march.cited == ("gazette-1",)
    assert len(march.notes) == 1
    charged = by_text["Rudolf Rassendyll was charged under Article 12."]
    assert charged.records == ("case:rassendyll", "law:ru-code/12")
    assert charged.support == ("gazette-1",)
    profile = by_text["He is held in a castle."]
    assert profile.origin.file == "data/ruritania/cases/rassendyll.yaml"
    assert profile.cited == ("bureau-watch",)
    assert set(profile.support) >= {"weekly-1", "bureau-watch"}
    asked = by_text["Release those who are held."]
    assert asked.origin.file == "data/ruritania/recommendations.yaml"


def test_every_note_belongs_to_one_sentence_in_order(tmp_path: Path) -> None:
    root = write(tmp_path)
    document = make(Workspace(root, [EDITION]), EDITION).document
    assert document is not None
    called = [note for sentence in found(root) for note in sentence.notes]
    assert called == sorted(document.numbers.notes, key=lambda id: document.numbers.notes[id])
