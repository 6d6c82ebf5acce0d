"""Prose with one sentence on a line.

In: the text of a block scalar, as it is read. Out: the same paragraphs and lists, each sentence on a line of its own. A
line break after a stop stays where its author made it. The Markdown says the same before and after: where it would not,
the paragraph stays as it is.
"""

from __future__ import annotations

import re
from itertools import pairwise

from generator.base.text.sentence_ends import find_sentence_starts, is_closed

_ITEM = re.compile(r"[ \t]*(?:(?:[-+*]|\d+[.)])[ \t]+)*")


_FOLD = re.compile(r"(?<=\S)(?:[^\S\n]+ | [^\S\n]+)(?=\S)|[^\S\n]+(?=\n|$)")
"""White space that nobody sees at the end of a line which is joined to the next by a blank, or at the end of all."""


def drop_unseen_blanks(value: str) -> str:
    """Return a text that was written in lines joined by blanks, without those at the end of each line."""
    return _FOLD.sub(lambda found: " " if found.end() < len(value) and value[found.end()] != "\n" else "", value)


def split_into_lines(text: str) -> str:
    """Return Markdown with one sentence a line."""
    if "\n" not in text.rstrip("\n") and not find_sentence_starts(text.rstrip("\n")):
        return text
    from generator.paper.assemble.markdown import parse_blocks

    lines = text.split("\n")
    result = list(lines)
    tokens = parse_blocks(text)
    # from the last to the first, so that the numbers of the lines above stay
    for token in reversed([token for token in tokens if token.type == "inline" and token.map]):
        assert token.map
        first, last = token.map
        said = lines[first:last]
        laid = _paragraph(said)
        if laid != said and _same(said, laid):
            result[first:last] = laid
    made = "\n".join(result)
    return made if _shape(made) == _shape(text) else text


def _paragraph(lines: list[str]) -> list[str]:
    """Return the lines of one paragraph, or of what an item of a list says, anew."""
    marker = _ITEM.match(lines[0])
    before = marker[0] if marker else ""
    rows = [lines[0][len(before) :], *(line.lstrip(" ") for line in lines[1:])]
    made = [before + rest if number == 0 else " " * len(before) + rest for number, rest in enumerate(rejoin(rows))]
    return made if lines[1:] or len(made) > 1 else lines


def rejoin(rows: list[str]) -> list[str]:
    """Return lines of words, joined where no sentence ends and broken where one does."""
    joined: list[str] = []
    for row in rows:
        if joined and not _is_kept(joined[-1]):
            joined[-1] += f" {row}"
        else:
            joined.append(row)
    found = []
    for row in joined:
        places = [0, *find_sentence_starts(row), len(row) + 1]
        found += [row[a : b - 1] for a, b in pairwise(places)]
    return found


def _is_kept(line: str) -> bool:
    """Tell whether the break after a line is its author's: after a stop, or where Markdown wants one there."""
    return line.endswith(("  ", "\\")) or is_closed(line)


def _same(before: list[str], after: list[str]) -> bool:
    return [word for line in before for word in line.split()] == [word for line in after for word in line.split()]


def _shape(text: str) -> list[tuple[str, int, str]]:
    """Return what the Markdown of a text says, whichever spaces and line breaks are in its sentences."""
    from generator.paper.assemble.markdown import parse_blocks

    return [(token.type, token.level, " ".join(token.content.split())) for token in parse_blocks(text)]
