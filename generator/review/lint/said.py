"""What the authors of texts say themselves: without markup, quotations, and words of links and of other languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.review.lint.markup import mask_foreign_words
from generator.review.lint.shared import JoinedTexts, Shared, join_texts
from generator.review.lint.subject import RecordText


@dataclass(frozen=True, slots=True)
class Said:
    """Each text that subjects share, by how it is written, and all that is said in them, joined."""

    by_text: dict[str, str]
    joined: JoinedTexts

    def list_different(self, texts: Iterable[RecordText]) -> dict[str, str]:
        """Return what some texts say, each once, by how it is written."""
        return {text: self.by_text[text] for text in dict.fromkeys(words.text for words in texts)}


def read_said(shared: Shared) -> Said:
    """Return what is said in the texts that subjects share."""
    by_text = {text: mask_foreign_words(text) for text in shared.texts.texts}
    return Said(by_text, join_texts(by_text.values()))
