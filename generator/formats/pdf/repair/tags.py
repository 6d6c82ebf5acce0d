"""Build the structure tree of the PDF from the HTML, in place of WeasyPrint 70.0's, which builds it from boxes.

A paragraph that runs over two pages is one P here, not two; a table over five pages is one Table with one header.
Notes are Note elements with an ID and a Lbl, beside the Reference that calls them; header cells have a Scope; the
contents are a TOC; every element with an `id` in the HTML has the same ID here. What is repeated on every page
(running lines, header rows of a table) is an artifact. Rules: ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_ROLES = {
    "header": "Div", "nav": "TOC", "main": "Div", "div": "Div", "section": "Sect", "p": "P",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ul": "L", "ol": "L", "li": "LI", "table": "Table", "thead": "THead", "tbody": "TBody", "tr": "TR",
    "th": "TH", "td": "TD", "caption": "Caption", "figure": "Div", "img": "Figure", "sup": "Reference", "a": "Link",
}  # fmt: skip
_SPAN_ROLES = {"note": "Note", "number": "Lbl", "number marker": "Lbl", "unknown": "Span"}
_POINTS = 0.75
"""Points in a pixel of CSS."""

_SCOPES = {"col": "/Column", "row": "/Row"}


def repair() -> None:
    """Put the tree builder in the place of WeasyPrint's, and keep content that is repeated out of the tree."""
    from weasyprint import pdf
    from weasyprint.pdf.stream import Stream

    marked = Stream.marked

    def marked_or_artifact(stream: Any, box: Any, tag: str) -> Any:
        return stream.artifact() if box.__dict__.get("repeated") else marked(stream, box, tag)

    Stream.marked = marked_or_artifact
    pdf.add_tags = _add_tags


def prepare(pages: list[Any]) -> None:
    """Make the pages ready for their tags: one annotation a link, and a mark on the text that stands on a page only
    because it stands on every page: margin boxes, and the header rows of a table after its first page."""
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox, MarginBox, TableBox, TextBox

    headers: set[int] = set()

    def mark(box: Any) -> None:
        for inner in box.descendants():
            if isinstance(inner, TextBox):
                inner.repeated = True

    def walk(box: Any) -> None:
        for child in box.children:
            child = getattr(child, "_box", child)
            if isinstance(child, TableBox):
                for group in child.children:
                    if group.is_header and id(group.element) in headers:
                        mark(group)
                    headers.add(id(group.element))
            elif isinstance(child, MarginBox):
                mark(child)
            elif not isinstance(child, FootnoteAreaBox):
                walk(child)

    for page in pages:
        walk(page._page_box)
        # WeasyPrint makes a link of every box inside a link; one for the link itself is enough
        page.links = [link for link in page.links if link[3].link]


class _Node:
    """An element of the structure tree while it is built; `kids` are nodes, marked contents and annotations."""

    __slots__ = ("element", "extra", "id", "kids", "page", "parent", "role")

    def __init__(self, role: str, parent: _Node | None, element: Any = None, id: str | None = None):
        self.role, self.parent, self.element, self.id = role, parent, element, id
        self.kids: list[_Node | tuple[str, Any, int]] = []
        self.extra: dict[str, Any] = {}
        self.page: int | None = None
        if parent:
            parent.kids.append(self)


class _Tree:
    """The nodes by the HTML element that they stand for, made when their first box comes by."""

    def __init__(self, root: Any):
        self.top = _Node("Document", None)
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._nodes: dict[Any, _Node] = {root: self.top}
        self._lang = root.get("lang")

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
                node.extra["A"] = {"O": "/Table", "Scope": _SCOPES[element.get("scope")]}
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

    def add(self, box: Any, page: int, tags: dict[Any, Any], height: float) -> None:
        """Add the content of a box and of the boxes within it; `height` is that of the page."""
        box = getattr(box, "_box", box)
        element = box.element
        if element is not None and element.tag not in ("html", "body"):
            node = self.marker(element) if box.element_tag == "li::marker" else self.node(element)
            if box.footnote is not None:
                self.node(box.footnote.element)  # the note stands in the tree where it is called
            if box.link_annotation:
                link = node
                while link.role != "Link" and link.parent:
                    link = link.parent
                _add_kid(link, ("OBJR", box.link_annotation, page))
                target = box.link_annotation.get("Dest")
                if target is not None:
                    box.link_annotation["Contents"] = _pdf_string(" ".join("".join(element.itertext()).split()))
            if node.role == "Figure":
                node.extra["A"] = {"O": "/Layout", "BBox": _corners(box, height), "Placement": "/Block"}
            if box in tags:
                _add_kid(node, ("MCID", tags.pop(box)["mcid"], page))
        for child in box.children:
            self.add(child, page, tags, height)

    def nodes(self) -> Iterator[_Node]:
        """Yield all nodes, from the top down."""
        stack = [self.top]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(kid for kid in reversed(node.kids) if isinstance(kid, _Node))


def _corners(box: Any, height: float) -> Any:
    """Return where a box stands, in points from the lower left corner of a page of that height (ISO 32000-1,
    14.8.5.4.3)."""
    import pydyf

    left, top = box.content_box_x(), box.content_box_y()
    edges = (left, height - top - box.height, left + box.width, height - top)
    return pydyf.Array(round(edge * _POINTS, 2) for edge in edges)


def _add_kid(node: _Node, kid: tuple[str, Any, int]) -> None:
    node.kids.append(kid)
    if node.page is None:
        node.page = kid[2]


def _add_tags(pdf: Any, document: Any, pdf_version: str, page_streams: list[Any]) -> None:
    """Add the structure tree to the PDF; takes the place of `weasyprint.pdf.tags.add_tags`."""
    import pydyf

    tree = _Tree(document._html.etree_element)
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        tree.add(page._page_box, number, stream._tags, page._page_box.margin_height())
        assert not stream._tags, "text outside the tree"

    parents = pydyf.Dictionary({})
    pdf.add_object(parents)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
    pdf.add_object(root)
    written: dict[int, Any] = {}
    for node in tree.nodes():
        written[id(node)] = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}"})
        pdf.add_object(written[id(node)])

    by_page: list[dict[int, Any]] = [{} for _ in page_streams]
    annotations: list[Any] = []
    ids: dict[str, Any] = {}
    for node in tree.nodes():
        element = written[id(node)]
        element["P"] = written[id(node.parent)].reference if node.parent else root.reference
        if node.page is not None:
            element["Pg"] = pdf.page_references[node.page]
        if node.id:
            element["ID"] = pydyf.String(node.id)
            ids[node.id] = element.reference
        for key, value in node.extra.items():
            element[key] = pydyf.Dictionary(value) if isinstance(value, dict) else pydyf.String(value)
        element["K"] = _kids(node, written, pdf.page_references, by_page, annotations)

    root["K"] = pydyf.Array([written[id(tree.top)].reference])
    root["IDTree"] = _id_tree(ids)
    parents["Nums"] = _numbers(by_page, annotations)
    root["ParentTreeNextKey"] = len(page_streams) + len(annotations)
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _kids(
    node: _Node, written: dict[int, Any], pages: list[Any], by_page: list[dict[int, Any]], annotations: list[Any]
) -> Any:
    """Return what stands in a node (ISO 32000-1, 14.7.4); note in `by_page` and `annotations` that it stands there."""
    import pydyf

    element = written[id(node)]
    kids = pydyf.Array()
    for kid in node.kids:
        if isinstance(kid, _Node):
            kids.append(written[id(kid)].reference)
            continue
        what, content, page = kid
        if what == "OBJR":
            content["StructParent"] = len(by_page) + len(annotations)
            annotations.append(element.reference)
            kids.append(pydyf.Dictionary({"Type": "/OBJR", "Obj": content.reference, "Pg": pages[page]}))
        else:
            by_page[page][content] = element.reference
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
