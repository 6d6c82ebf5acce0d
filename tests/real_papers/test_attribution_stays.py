"""Where a document says “allegedly”, “reportedly” or “accused of”, each paper says so too, wherever it tells of it: in
text, headings, leads, overviews, captions, tables and the words of pictures."""

from __future__ import annotations

import re

import pytest

from tests.real_papers.test_facts import _made, make_files, plain
from tests.support.places import ROOT

TOLD = (
    # what is told; the words one of which has to stand in the same sentence; in which paper it stands
    (r"small (?:sums|donations)|funding an organisation", r"allegedly", "eu-kazakhstan-2024-04"),
    (r"implicat\w+ a high|accus\w+ a high", r"allegedly|accused of", "eu-kazakhstan-2024-04"),
    (r"solitary confinement", r"reportedly|according to reports", "eu-kazakhstan-2024-04"),
    (r"serious infliction of bodily harm", r"allegedly|[Cc]harges|^Article 106:", "eu-kazakhstan-2024-04"),
    (r"false information about the events", r"allegedly", "eu-kazakhstan-2024-04"),
    (r"“10,000”", r"accused of", "monitor-kazakhstan-2022-08"),
    (r"unsubstantiated grounds", r"information that KIBHR", "monitor-kazakhstan-2022-08"),
    (r"told of torture|reported torture", r"surveyed", "monitor-kazakhstan-2022-08"),
    (r"Abzal Dostiyarov a case", r"witness", "monitor-kazakhstan-2022-08"),
    (r"[Aa]ttacks on two correspondents", r"Reports", "monitor-kazakhstan-2022-08"),
    (r"persuaded them to leave", r"Reportedly", "monitor-kazakhstan-2022-08"),
    (r"“confession” alone", r"reportedly", "monitor-kazakhstan-2022-05"),
    (r"Three years in prison", r"riots", "monitor-kazakhstan-2022-05"),
    (r"beaten him severely", r"told her", "monitor-kazakhstan-2022-05"),
    (r"denied due process", r"alleged", "monitor-kazakhstan-2022-05"),
    (r"Idryshev was sentenced", r"alleged", "eu-kazakhstan-2020-11"),
    (r"serious infliction of bodily harm", r"allegedly|[Cc]harges|^Article 106:", "eu-kazakhstan-2020-11"),
    (r"pressure on Ilyashev’s family", r"allegedly", "eu-kazakhstan-2020-11"),
)


@pytest.mark.slow
@pytest.mark.parametrize(("told", "said", "edition"), TOLD, ids=lambda value: value if "-20" in value else value[:20])
def test_the_word_of_the_document_stands_where_its_matter_does(told: str, said: str, edition: str) -> None:
    if edition not in _made:
        _made[edition] = make_files(ROOT, edition, ["md"])
    sentences = re.split(r"(?<=[.;!?])\s+(?=[A-Z“])|\n+|\s\|\s", plain(_made[edition]))
    found = [sentence for sentence in sentences if re.search(told, sentence)]
    assert found, f"nothing in {edition} tells of this any more: {told}"
    bare = [sentence for sentence in found if not re.search(said, sentence)]
    assert not bare, bare


GONE = (
    "had given small sums",
    "Three years in prison for a video",
    "all of them opened on",
    "when they were in detention",
)


@pytest.mark.parametrize("words", GONE)
def test_what_said_more_than_its_document_is_gone(words: str) -> None:
    files = [*(ROOT / "briefings").rglob("*.yaml"), *(ROOT / "data").rglob("*.yaml")]
    assert not [path for path in files if words in path.read_text("utf-8")]
