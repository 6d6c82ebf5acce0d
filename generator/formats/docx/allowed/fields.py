"""Word's fields: what they would print or fetch, by the instruction that stands in the file.

In: the tree of a part. Out: the fields that no paper may have, each with the element in which it begins. A field prints
what the machine of whoever opens the file says (its user, a folder, today) or what stands elsewhere, so those are
listed that may be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.formats.docx.allowed.lists import ADDRESSES, FIELDS, WORD

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = f"{{{WORD}}}"
_LINK = re.compile(r'HYPERLINK\s+"([^"\\]+)"\s*(?:\\h\s*)?', re.I)
_FETCHES = frozenset({
    "INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "EMBED", "DDE", "DDEAUTO", "DATABASE", "RD",
    "HYPERLINK", "AUTOTEXT", "AUTOTEXTLIST", "GLOSSARY", "MACROBUTTON", "GOTOBUTTON", "ADDIN", "CONTROL",
})  # fmt: skip


def find_fields(root: _Element) -> Iterator[tuple[_Element, str]]:
    """Yield what is to be told of each field that may not be there, with the element in which it begins."""
    for begin, instruction in _instructions(root):
        name = instruction.split(maxsplit=1)[0].upper() if instruction.strip() else ""
        name = "=" if name.startswith("=") else name
        if name not in FIELDS or (name == "HYPERLINK" and not _leads_to_an_address(instruction)):
            does = "gets something from elsewhere" if name in _FETCHES else "prints what is no word of the paper"
            yield begin, f"the field `{name or '{ }'}` {does}"


def _instructions(root: _Element) -> Iterator[tuple[_Element, str]]:
    """Yield each field with its instruction; those that stand within another's instruction as well (ECMA-376 part 1,
    17.16.18)."""
    opened: list[tuple[_Element, list[str]]] = []
    for element in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}fldSimple"):
        if element.tag == f"{_W}fldSimple":
            yield element, str(element.get(f"{_W}instr", ""))
        elif element.tag == f"{_W}instrText":
            if opened:
                opened[-1][1].append(element.text or "")
            else:
                yield element, element.text or ""
        elif element.get(f"{_W}fldCharType") == "begin":
            opened.append((element, []))
        elif element.get(f"{_W}fldCharType") == "end" and opened:
            begin, said = opened.pop()
            yield begin, "".join(said)
    yield from ((begin, "".join(said)) for begin, said in opened)


def _leads_to_an_address(instruction: str) -> bool:
    link = _LINK.fullmatch(instruction.strip())
    return link is not None and link[1].lower().startswith(ADDRESSES)
