"""Remove Word's editing marks (tracked changes, editors' names) from the template."""

from __future__ import annotations

from lxml import etree

from generator.formats.docx.styles import W

_REMOVED = (
    *("proofErr", "commentRangeStart", "commentRangeEnd", "commentReference", "permStart", "permEnd"),
    *("del", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    *(f"{kind}PrChange" for kind in ("r", "p", "sect", "tbl", "tblEx", "tc", "tr")),
    *("tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge"),
)
"""Marks of spelling, comments and permissions; what was deleted; how things were before."""

_UNWRAPPED = ("ins", "moveTo")
"""What was inserted stays; who inserted it does not."""


def strip_editing_marks(root: etree._Element) -> None:
    """Take the marks of editing out of the part, in place, as if every change had been accepted."""
    for element in root.iter(etree.Element):
        for name in [str(name) for name in element.attrib]:
            if "}rsid" in name or name.endswith(("}paraId", "}textId")):
                del element.attrib[name]
    cursor = {b.get(f"{W}id") for b in root.iter(f"{W}bookmarkStart") if b.get(f"{W}name") == "_GoBack"}
    gone = [*root.iter(*(W + tag for tag in _REMOVED))]
    gone += [b for b in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd") if b.get(f"{W}id") in cursor]
    for element in gone:
        holder = element.getparent()
        if holder is not None:
            holder.remove(element)
    for element in [*root.iter(*(W + tag for tag in _UNWRAPPED))]:
        holder = element.getparent()
        if holder is not None:
            holder[holder.index(element) : holder.index(element) + 1] = list(element)
