"""The named styles that the writer gives to words, and where the template keeps them.

The writer formats nothing by hand: it names a style, and the template says how that looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

ROLES = {
    "body": "Body Text",
    "lead": "Lead",
    "facts": "Facts",
    "addressee": "Addressee Line",
    "remark": "Remark",
    "caption": "Caption",
    "cell": "Table Cell",
    "cover-kind": "Cover Kind",
    "cover-title": "Title",
    "cover-dialogue": "Cover Dialogue",
    "cover-author": "Cover Author",
    "cover-fact": "Cover Fact",
    "cover-status": "Cover Status",
}
"""Style of a paragraph by its role."""

LISTS = {"bullets": "List Bullet", "numbers": "List Number"}
DEPTHS = ("", " 2", " 3")
"""List styles for the first, second and third level."""

BOXES = {"case": "Box Case", "law": "Box Law", "matter": "Box Matter", "recommendations": "Box Recommendations"}
"""Table style of a box by its kind; its title has the style "<name> Title", its text "<name> Text"."""

SPACERS = ("Before Box", "After Box", "In Box")
"""Styles of paragraphs that never have words: a box is a table in Word, and tables touch what is around them."""

NEEDED = (
    *ROLES.values(),
    *(f"{name}{depth}" for name in (*LISTS.values(), "List Continue") for depth in DEPTHS),
    *BOXES.values(),
    *(f"{name} Title" for name in BOXES.values()),
    *(f"{name} Text" for name in BOXES.values()),
    *("Box Lead", "Box List Bullet", "Box List Number", "Box List Continue", "After Box", "In Box"),
    *("Recommendation", "Recommendation Continue"),
    *("Heading 1", "Heading 2", "Heading 3", "Overview Heading", "Annex Heading"),
    *("Profile Heading", "Profile Heading 3"),
    "Picture",
    *("Briefing Table", "Table Head", "TOC 1", "TOC 2", "TOC 3"),
    *("footnote text", "footnote reference", "Hyperlink", "Address", "Internal Link"),
    *("Strong", "Emphasis", "Intense Emphasis", "Not Known"),
)
"""Every style that the writer may ask for, by the name shown in Word."""


@dataclass(frozen=True, slots=True)
class Styles:
    """Where the template keeps its styles: `ids` by lower-case name, `bold` the names of those that are bold, and
    `lists` (numId, level) by name of those that are numbered."""

    ids: Mapping[str, str]
    bold: frozenset[str]
    lists: Mapping[str, tuple[str, str]]

    def id(self, name: str) -> str:
        """Return the style's id, fit for an XML attribute; the name's case does not matter."""
        return self.ids[name.lower()]


def read_styles(root: _Element) -> Styles:
    """Return the styles of word/styles.xml. Names are the same in every language of Word; ids are not."""
    styles = [*_list_styles(root)]
    ids = {name: key for name, key, _ in styles}
    own = {key: style for _, key, style in styles}
    return Styles(
        ids,
        frozenset(name for name, key in ids.items() if _value(own, key, f"{W}rPr/{W}b", "1") in ("1", "true", "on")),
        {
            name: (number, _value(own, key, f"{W}pPr/{W}numPr/{W}ilvl", "0") or "0")
            for name, key in ids.items()
            if (number := _value(own, key, f"{W}pPr/{W}numPr/{W}numId", "0")) not in (None, "0")
        },
    )


def read_style_ids(root: _Element) -> dict[str, str]:
    """Return the ids of the styles of word/styles.xml by lower-case name."""
    return {name: key for name, key, _ in _list_styles(root)}


def _list_styles(root: _Element) -> Iterator[tuple[str, str, _Element]]:
    """Yield each style with its lower-case name and its id."""
    for style in root.iterfind(f"{W}style"):
        name = style.find(f"{W}name")
        key = style.get(f"{W}styleId")
        if name is not None and key:
            yield str(name.get(f"{W}val")).lower(), key, style


def find_missing_styles(ids: Mapping[str, str]) -> list[str]:
    """Return the names of the styles that the writer needs and a template of these styles lacks."""
    return [name for name in dict.fromkeys(NEEDED) if name.lower() not in ids]


def _value(own: Mapping[str, _Element], key: str, path: str, default: str) -> str | None:
    """Return the value that a style has, its own or the nearest of the styles it is based on."""
    seen: set[str] = set()
    while key in own and key not in seen:
        seen.add(key)
        found = own[key].find(path)
        if found is not None:
            return str(found.get(f"{W}val", default))
        based = own[key].find(f"{W}basedOn")
        key = "" if based is None else str(based.get(f"{W}val"))
    return None
