"""Build the structure tree of the PDF from the HTML, in place of WeasyPrint 70.0's, which builds it from boxes.

A paragraph that runs over two pages is one P here, not two; a table over five pages is one Table with one header.
Notes are Note elements with an ID and a Lbl, beside the Reference that calls them; header cells have a Scope; the
contents are a TOC; every element with an `id` in the HTML has the same ID here. What is repeated on every page
(running lines, header rows of a table) is an artifact. Rules: ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.formats.pdf.repair.file import make_written_class
from generator.formats.pdf.repair.marks import Mark, number_elements, read_marks
from generator.formats.pdf.sheet import find_sheet

_ROLES = {
    "header": "Div", "nav": "TOC", "main": "Div", "div": "Div", "section": "Sect", "p": "P",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ul": "L", "ol": "L", "li": "LI", "table": "Table", "thead": "THead", "tbody": "TBody", "tr": "TR",
    "th": "TH", "td": "TD", "caption": "Caption", "figure": "Div", "img": "Figure", "sup": "Reference", "a": "Link",
}  # fmt: skip
_SPAN_ROLES = {"note": "Note", "number": "Lbl", "number marker": "Lbl", "unknown": "Span"}

_SCOPES = {"col": "/Column", "colgroup": "/Column", "row": "/Row", "rowgroup": "/Row"}


def repair() -> None:
    """Put the tree builder in the place of WeasyPrint's, and keep content that is repeated out of the tree."""
    from weasyprint import pdf
    from weasyprint.pdf.stream import Stream

    marked = Stream.marked

    def marked_or_artifact(stream: Any, box: Any, tag: str) -> Any:
        return stream.artifact() if box.__dict__.get("repeated") else marked(stream, box, tag)

    Stream.marked = marked_or_artifact
    pdf.add_tags = _add_tags


class _Node:
    """An element of the structure tree while it is built; `kids` are nodes, marked contents and annotations."""

    __slots__ = ("element", "extra", "id", "kids", "page", "parent", "reference", "role")

    def __init__(self, role: str, parent: _Node | None, element: Any = None, id: str | None = None):
        self.role, self.parent, self.element, self.id = role, parent, element, id
        self.kids: list[_Node | tuple[str, Any, int]] = []
        self.extra: dict[str, Any] = {}
        self.page: int | None = None
        self.reference = b""
        if parent:
            parent.kids.append(self)


class _Tree:
    """The nodes by the HTML element that they stand for, made when their first box comes by."""

    def __init__(self, root: Any):
        self.top = _Node("Document", None)
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._nodes: dict[Any, _Node] = {root: self.top}
        self._elements = list(root.iter())

    def node(self, element: Any) -> _Node:
        """Return the node that holds the content of an HTML element: its own, or that of the element around it."""
        node = self._nodes.get(element)
        if node is None:
            node = self._nodes[element] = self._make(element)
        return node

    def _make(self, element: Any) -> _Node:
        around = self.node(self._parents[element])
        role = self._role(element, around)
        if role is None:
            return around
        if element.get("class") == "number marker" and around.parent and around.parent.role == "LBody":
            # the marker of a list item stands beside the item's body, although the HTML has it in the first paragraph
            item = around.parent.parent
            assert item
            node = _Node(role, item, element)
            item.kids.insert(0, item.kids.pop())
            return node
        node = _Node(role, around, element, element.get("id"))
        if lang := element.get("lang"):
            node.extra["Lang"] = lang
        match role:
            case "Span" if element.get("aria-label"):
                node.extra["ActualText"] = element.get("aria-label")  # read aloud in place of the mark (14.9.4)
            case "LI":
                return _Node("LBody", node)
            case "TOCI":
                return _Node("Reference", node)
            case "L":
                numbered = element.tag == "ol" or "recommendations" in (element.get("class") or "")
                node.extra["A"] = {"O": "/List", "ListNumbering": "/Decimal" if numbered else "/Disc"}
            case "Figure":
                node.extra["Alt"] = element.get("alt")
            case "TH":
                node.extra["A"] = {"O": "/Table", "Scope": _find_scope(element, around)}
        return node

    def _role(self, element: Any, around: _Node) -> str | None:
        if around.role == "TOC":
            return {"p": "Caption", "li": "TOCI"}.get(element.tag)
        if element.tag in ("span", "em", "strong"):
            return _SPAN_ROLES.get(element.get("class") or "", "Span" if element.get("lang") else None)
        return _ROLES.get(element.tag)

    def marker(self, element: Any) -> _Node:
        """Return the node of a list item's bullet or number."""
        body = self.node(element)
        item = body.parent
        assert item
        if item.kids[0] is body:
            _Node("Lbl", item)
            item.kids.insert(0, item.kids.pop())
        first = item.kids[0]
        assert isinstance(first, _Node)
        return first

    def add(self, mark: Mark, page: int, links: list[Any]) -> None:
        """Add what a box says, and stands in it; `links` are those of its page."""
        element = self._elements[mark.element]
        node = self.marker(element) if mark.marker else self.node(element)
        if mark.note is not None:
            self.node(self._elements[mark.note])  # the note stands in the tree where it is called
        if mark.link is not None and (annotation := links[mark.link][3].link_annotation):
            link = node
            while link.role != "Link" and link.parent:
                link = link.parent
            _add_kid(link, ("OBJR", annotation, page))
            if annotation.get("Dest") is not None:
                annotation["Contents"] = _pdf_string(" ".join("".join(element.itertext()).split()))
        if node.role == "Figure" and mark.corners:
            node.extra["A"] = {"O": "/Layout", "BBox": _array(mark.corners), "Placement": "/Block"}
        if mark.content is not None:
            _add_kid(node, ("MCID", mark.content, page))

    def nodes(self) -> Iterator[_Node]:
        """Yield all nodes, from the top down."""
        stack = [self.top]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(kid for kid in reversed(node.kids) if isinstance(kid, _Node))


def _find_scope(element: Any, row: _Node) -> str:
    """Return what a header cell is the header of: where it does not say, it is as browsers take it, by where it stands
    (https://html.spec.whatwg.org/multipage/tables.html#column-header)."""
    above = row.parent is not None and row.parent.role == "THead"
    return _SCOPES.get(element.get("scope") or "", "/Column" if above else "/Row")


def _array(items: Iterable[float]) -> Any:
    import pydyf

    return pydyf.Array(items)


def _add_kid(node: _Node, kid: tuple[str, Any, int]) -> None:
    node.kids.append(kid)
    if node.page is None:
        node.page = kid[2]


def _add_tags(pdf: Any, document: Any, pdf_version: str, page_streams: list[Any]) -> None:
    """Add the structure tree to the PDF; takes the place of `weasyprint.pdf.tags.add_tags`."""
    import pydyf

    tree = _Tree(document._html.etree_element)
    numbers = number_elements(document._html.etree_element)
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        sheet = find_sheet(page)
        for mark in sheet.marks.read() if sheet else read_marks(page, stream._tags, numbers):
            tree.add(mark, number, page.links)
        assert not stream._tags, "text outside the tree"

    parents = pydyf.Dictionary({})
    pdf.add_object(parents)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
    pdf.add_object(root)
    written, nodes = make_written_class(), list(tree.nodes())
    elements = [written(number) for number in range(len(pdf.objects), len(pdf.objects) + len(nodes))]
    pdf.objects += elements
    for node, one in zip(nodes, elements, strict=True):
        node.reference = b"%d 0 R" % one.number

    pages = pdf.page_references  # made anew each time that it is asked for
    by_page: list[dict[int, Any]] = [{} for _ in page_streams]
    annotations: list[Any] = []
    ids: dict[str, Any] = {}
    for node, one in zip(nodes, elements, strict=True):
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}"})
        element["P"] = node.parent.reference if node.parent else root.reference
        if node.page is not None:
            element["Pg"] = pages[node.page]
        if node.id:
            element["ID"] = pydyf.String(node.id)
            ids[node.id] = node.reference
        for key, value in node.extra.items():
            element[key] = pydyf.Dictionary(value) if isinstance(value, dict) else pydyf.String(value)
        element["K"] = _kids(node, pages, by_page, annotations)
        one.data = element.data
        node.kids = []

    root["K"] = pydyf.Array([tree.top.reference])
    root["IDTree"] = _id_tree(ids)
    parents["Nums"] = _numbers(by_page, annotations)
    root["ParentTreeNextKey"] = len(page_streams) + len(annotations)
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _kids(node: _Node, pages: list[Any], by_page: list[dict[int, Any]], annotations: list[Any]) -> Any:
    """Return what stands in a node (ISO 32000-1, 14.7.4); note in `by_page` and `annotations` that it stands there."""
    import pydyf

    kids = pydyf.Array()
    for kid in node.kids:
        if isinstance(kid, _Node):
            kids.append(kid.reference)
            continue
        what, content, page = kid
        if what == "OBJR":
            content["StructParent"] = len(by_page) + len(annotations)
            annotations.append(node.reference)
            kids.append(pydyf.Dictionary({"Type": "/OBJR", "Obj": content.reference, "Pg": pages[page]}))
        else:
            by_page[page][content] = node.reference
            same = page == node.page
            kids.append(content if same else pydyf.Dictionary({"Type": "/MCR", "Pg": pages[page], "MCID": content}))
    return kids


def _id_tree(ids: dict[str, Any]) -> Any:
    """Return the tree of names in which an element is found by its ID."""
    import pydyf

    names = pydyf.Array()
    for name in sorted(ids):
        names.extend([pydyf.String(name), ids[name]])
    return pydyf.Dictionary({"Names": names})


def _numbers(by_page: list[dict[int, Any]], annotations: list[Any]) -> Any:
    """Return the tree of numbers in which the element of each content is found: those of a page, then annotations."""
    import pydyf

    numbers = pydyf.Array()
    for number, contents in enumerate(by_page):
        numbers.extend([number, pydyf.Array(reference for _, reference in sorted(contents.items()))])
    for number, reference in enumerate(annotations, len(by_page)):
        numbers.extend([number, reference])
    return numbers


def _pdf_string(text: str) -> Any:
    import pydyf

    return pydyf.String(text)
