"""Take the words of the recommendations of a final edition from the paper that was issued.

In: the edition as its data is today, the document that was issued, and what to assemble with. Out: the edition in which
each recommendation has the words that were sent; of one whose words are the same still, those of the data, with their
links and sources. A report then tells of a demand that was worded anew after the paper went out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.paper.assemble.context import Context
from generator.paper.assemble.proposed import MARK, REPEATED
from generator.paper.assemble.recommendations import assemble_recommendations_box
from generator.paper.document import Box, Document, ListItem, NoteCall, Paragraph, Section, join_inlines
from generator.paper.document.walks import walk_blocks
from generator.paper.select import SelectedEdition
from generator.records.load import Entry
from generator.records.schema import Recommendation

_OF_DEMANDS = "r."
"""How the ids of the points begin that are demands."""
_END = re.compile(rf"\.?\s*[{MARK}{REPEATED}]*$")
"""What a paper puts behind a demand: a full stop, and marks that are explained below."""


def take_issued_words(edition: SelectedEdition, issued: Document, context: Context) -> SelectedEdition:
    """Return the edition with the words of each recommendation as they were issued; `context` is one of its own, which
    nobody needs afterwards."""
    known, said = edition.recommendations, dict(_list_words(issued.sections))
    box = assemble_recommendations_box(context, said, edition.entry.origin(), "today")
    today = dict(_list_words((box,) if box else ()))
    changed = {id: _reword(known[id], said[id], edition.lang) for id, words in today.items() if words != said[id]}
    return replace(edition, records={**edition.records, "recommendations": {**known, **changed}})


def _reword(entry: Entry[Recommendation], words: str, lang: str) -> Entry[Recommendation]:
    text = entry.record.text
    told = {**text, lang: words} if isinstance(text, Mapping) else words
    return replace(entry, record=entry.record.model_copy(update={"text": told}))


def _list_words(parts: Iterable[Box | Section]) -> Iterator[tuple[str, str]]:
    """Yield the id of each recommendation, and its words without notes and marks."""
    for part in walk_blocks(parts):
        if isinstance(part, ListItem) and part.id.startswith(_OF_DEMANDS) and isinstance(part.blocks[0], Paragraph):
            words = join_inlines(tuple(one for one in part.blocks[0].inlines if not isinstance(one, NoteCall)))
            yield part.id.removeprefix(_OF_DEMANDS), _END.sub("", " ".join(words.split()))
