"""Check that a finished page has every word of the document, so that no template drops any.

In: the bytes of an HTML file and its document. Out: a diagnostic for what is missing or stands otherwise.
"""

from __future__ import annotations

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.base.text.direction import LEFT_TO_RIGHT
from generator.formats.html_letters import read_html_letters
from generator.paper.document import Document, find_leaves, join_inlines

HELP = "the template that comes with the tool shows where everything has its place"


def find_lost_words(data: bytes, document: Document, template: str) -> list[Diagnostic]:
    """Return a diagnostic (P205) where blocks or notes of the document are not in the page, word by word, in their
    order.

    `template` is the name of the file that is at fault.
    """
    found, found_notes = read_html_letters(data)
    shown = [(id, letters) for id, text in found if (letters := _letters(text))]
    said = [(id, letters) for id, inlines in find_leaves(document) if (letters := _letters(join_inlines(inlines)))]
    problems = []
    if shown != said:
        have = set(shown)
        lost = [id for id, text in said if (id, text) not in have]
        what = (
            f"`{lost[0]}`{f' and {len(lost) - 1} more' if len(lost) > 1 else ''} of the paper"
            if lost
            else "the order of the paper"
        )
        problems.append(codes.MISSING_PAGE_PLACEHOLDER.at(Origin(template), f"the template loses {what}", HELP))
    notes = {
        number: _letters(join_inlines(document.notes[id].inlines)) for id, number in document.numbers.notes.items()
    }
    wrong = [number for number, text in notes.items() if _letters(found_notes.get(number, "")) != text]
    if wrong and not problems:
        problems.append(
            codes.MISSING_PAGE_PLACEHOLDER.at(Origin(template), f"the template loses note {wrong[0]}", HELP)
        )
    return problems


def _letters(text: str) -> str:
    """Return the letters alone: who types a mark of direction does not have it twice."""
    return "".join(text.replace(LEFT_TO_RIGHT, "").split())
