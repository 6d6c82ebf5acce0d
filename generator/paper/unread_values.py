"""Read what may be protected from the lines of a file that became no record: names, and what else tells of somebody.

In: the lines as they are. Out: names, and other words, each with the number of its line. The file may be no YAML at
all, so nothing is parsed: rather one word too many is taken for a name than one too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_KEY = re.compile(r"""(?P<indent>[ ]*(?:-[ ]+)?)["']?(?P<name>[A-Za-z][\w.-]*)["']?[ ]*:(?=[ ]|$)(?P<rest>.*)""")
NAME_FIELDS = ("preferred", "native", "variants", "family", "sort")
"""Fields of `names` that tell what somebody is truly called."""
_NAMES = frozenset(("names", "short", "lawyers", *NAME_FIELDS))
_INNER = re.compile(r"""(?:^|(?<=[{,\s]))["']?[A-Za-z][\w.-]*["']?[ ]*:(?=\s|$)""")
_BETWEEN = re.compile(r"[\[\]{},;]|^\s*-\s|[>|][+-]?\s*$")
_MAY_HIDE = re.compile(r"\b(?:display|withdrawn|relatives|lawyers)\b")
_CALLED = re.compile(r"""\bname["']?[ ]*:[ ]+["']?(?P<name>[^\s"',{}\[\]#][^"',{}\[\]#]*)""")
"""The name of a relative, wherever it stands in a line."""
_GROUP = re.compile(r"\bkind\W+(?:family|group|organisation)\b")
_ENDS = " \t\"'"


def may_hide(lines: Sequence[str]) -> bool:
    """Tell whether somebody in a file that everybody may see may be printed under another name, or under none."""
    return any(_MAY_HIDE.search(line) for line in lines)


def is_about_persons(file: str, lines: Sequence[str]) -> bool:
    """Tell whether names in a file are those of persons, which have surnames and initials."""
    of_people = {"cases", "people"} & set(file.removesuffix(".yaml").split("/"))
    return bool(of_people) and not any(_GROUP.search(line) for line in lines)


def list_unread_names(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield what may be a name: (number of its line, name)."""
    for number, _, said in _list_parts(lines, names=True):
        yield number, said
    for number, line in enumerate(lines, 1):
        for match in _CALLED.finditer(line.partition(" #")[0]):
            yield number, match["name"].strip()


def list_unread_words(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield every other text, whole and by its parts: (number of its line, text)."""
    for number, whole, said in _list_parts(lines, names=False):
        yield number, whole
        if said != whole:
            yield number, said


def _list_parts(lines: Sequence[str], names: bool) -> Iterator[tuple[int, str, str]]:
    """Yield (number, text of the line, part of it) of the lines that tell names, or of the others."""
    inside: int | None = None  # how far the key is indented below which names stand
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip(" "))
        text = bare
        match = _KEY.match(line)
        deeper = inside is not None and (indent > inside or (indent == inside and bare.startswith("- ")))
        if not deeper:
            inside = indent if match and match["name"] in _NAMES else None
        if match:
            text = match["rest"].strip()
        if (inside is not None) == names:
            whole = text.strip(_ENDS)
            for part in _BETWEEN.split(_INNER.sub(",", text)):
                if said := part.strip(_ENDS):
                    yield number, whole, said
