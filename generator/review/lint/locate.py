"""Find the line and column at which words of a sentence stand in the YAML file."""

from __future__ import annotations

import re

from generator.base.diagnostics import Origin
from generator.paper.sentences import ProseSentence
from generator.review.lint.subject import Subject


def locate(subject: Subject, sentence: ProseSentence, words: str) -> Origin:
    """Return the place of words of a sentence: in its line or the lines after it, else where the sentence begins."""
    lines = subject.lines.get(sentence.origin.file, [])
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    first = sentence.origin.line - 1
    for row in range(first, min(first + 3, len(lines))):
        if match := pattern.search(lines[row], sentence.origin.column - 1 if row == first else 0) or (
            pattern.search(lines[row]) if row == first else None
        ):
            return Origin(sentence.origin.file, row + 1, match.start() + 1)
    return sentence.origin
