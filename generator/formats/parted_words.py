"""Read the words of a finished file that nothing but a tag parts.

`<span>Lawyer</span><span>Name</span>` are one word where the tags are taken out, and two where a style sheet sets them
apart, as it may any two elements (https://www.w3.org/TR/css-display-3/). Word parts words into runs at any letter, and
sets them apart by tabs, ends of lines, hyphens and pictures (ISO/IEC 29500-1, 17.3.3).
In: markup, its tags apart. Out: its blocks in which that happens, a blank for such a tag. They are read in addition:
where a tag stands within a word, the other reading has it whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

_RUNS = re.compile(
    r"word/(?:(?:document|header|footer|footnotes|endnotes|comments)\w*|glossary/.*)\.xml|.*/sharedStrings\.xml"
)
"""Parts whose words Word and Excel part into runs, at any letter: they are shown as one."""
_BETWEEN_RUNS = re.compile(
    r"<(?:\w+:)?(?:ptab|cr|noBreakHyphen|sym|pgNum|drawing|pict|object|oMath|txbxContent|fldChar|annotationRef"
    r"|(?:foot|end)noteRef(?:erence)?|(?:day|month|year)(?:Short|Long))\b"
)
"""Between two runs: what is shown there, and is no letter."""


def tell_blanks(part: str, tags: Iterable[str]) -> dict[str, str]:
    """Return what stands for tags of a part of a file where words are read apart: a blank, or nothing, by the tags."""
    if _RUNS.fullmatch(part):
        return {one: " " if _BETWEEN_RUNS.search(one) else "" for one in tags}
    return {one: "" if one == "<wbr>" else " " for one in tags}  # that says that a word may be broken there, and is one


def list_parted(parts: Sequence[str], instead: Mapping[str, str], blanks: Mapping[str, str]) -> Iterator[str]:
    """Yield the blocks of some markup in which tags alone part words, each by itself. Of the `parts` each second one is
    tags that stand together; `instead` says of them what the other reading has for them, nothing where a word may go
    on, and `blanks` what this one has. The first block and the last one are always among them: they may go on in markup
    before and behind."""
    begin, parted = 0, True
    for at in range(1, len(parts), 2):
        tags = parts[at]
        if instead[tags]:
            if parted:
                yield _read(parts[begin:at], blanks)
            begin, parted = at + 1, False
        elif not parted and blanks[tags]:
            parted = _is_letter(parts[at - 1][-1:], ";") and _is_letter(parts[at + 1][:1], "&")
    yield _read(parts[begin:], blanks)


def _read(parts: Sequence[str], blanks: Mapping[str, str]) -> str:
    return "".join(blanks[one] if number % 2 else one for number, one in enumerate(parts))


def _is_letter(one: str, of_entity: str) -> bool:
    """Tell whether a letter stands at an end of some words, or what is written as `&…;` and may be one."""
    return one.isalnum() or one == of_entity or one > "\x7f"
