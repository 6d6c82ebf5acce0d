"""Let elements that look alike share one computed style, although each has an `id` of its own.

WeasyPrint 70.0 shares the computed styles of siblings that the same rules match, but makes a declaration of each `id`
(`-weasy-anchor: "…"`): no two elements with an `id` are alike to it, and nothing within them is, either; and those of
pseudo-elements (`::marker`, `::footnote-call` …), of which every element has some, it never shares. Every block of a
paper has an `id`. Here the anchor is a thin layer over a style that is shared, and pseudo-elements share theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import inf
from typing import Any, NamedTuple


class _Match(NamedTuple):
    """A rule that matches: the number of its sheet, its specificity, the order of its layer, what it declares."""

    sheet: int
    specificity: Any
    layer: float
    declarations: Any


def repair() -> None:
    """Put the repair in place."""
    from weasyprint import css
    from weasyprint.formatting_structure import build

    css.StyleFor.__init__ = _compute_styles
    shipped = build.element_to_box

    def make_boxes(element: Any, style_for: Any, *args: Any) -> Any:
        return shipped(element, style_for, *args) if style_for(element) else []  # no style: it is in another flow

    build.element_to_box = make_boxes


def _compute_styles(
    styles: Any, html: Any, sheets: Any, presentational_hints: Any, font_config: Any, target_collector: Any
) -> None:
    """Set the styles of all elements, in the order of the tree: those of parents come before those of children. Where
    flows are laid out by themselves, of the elements of one alone."""
    styles._cascaded_styles = {}  # used later, for the margins of pages
    styles._computed_styles = {}
    styles.initial_page_sizes = {"box": None, "area": None}
    styles._sheets, styles.font_config = sheets, font_config
    sharing = _Sharing(styles, html, presentational_hints, target_collector)
    flows = getattr(html, "flows", None)
    part = flows.choose(html, sheets, sharing.look_at, target_collector) if flows else None
    for wrapper in iter_part(html.wrapper_element, part.holds) if part else html.wrapper_element.iter_subtree():
        sharing.compute(wrapper)


def iter_part(wrapper: Any, holds: Callable[[Any], bool]) -> Iterator[Any]:
    """Yield the elements below one that are held, in the order of the tree, as the selectors want them."""
    yield wrapper
    for child in wrapper.iter_children():
        if holds(child.etree_element):
            yield from iter_part(child, holds)


class _Sharing:
    """Computes the styles of elements, whose parents' are there already; what looks alike gets one style."""

    def __init__(self, styles: Any, html: Any, presentational_hints: Any, target_collector: Any):
        from weasyprint.css import ComputedStyle

        self._styles, self._html, self._targets = styles, html, target_collector
        self._anchored = _make_anchored_style(ComputedStyle)
        self._attributes = _read_attributes(html.etree_element, presentational_hints, html.base_url)
        self._shared: dict[Any, Any] = {}
        self._bare: dict[Any, Any] = {}  # styles of elements without their anchors
        self._cascades: dict[Any, dict[str, Any]] = {}

    def look_at(self, wrapper: Any) -> Any:
        """Return the style of an element alone, computed after those of the elements around it."""
        if wrapper.parent and wrapper.parent.etree_element not in self._bare:
            self.look_at(wrapper.parent)
        return self._compute_own(wrapper, self._match(wrapper))

    def compute(self, wrapper: Any) -> None:
        """Set the styles of an element and of its pseudo-elements."""
        element, computed = wrapper.etree_element, self._styles._computed_styles
        matches = self._match(wrapper)
        style = self._compute_own(wrapper, matches)
        computed[element, None] = style
        if anchor := (element.get("name") if element.tag == "a" else None) or element.get("id"):
            computed[element, None] = self._anchored(style, anchor)
        if self._targets and (anchor := computed[element, None]["anchor"]):
            self._targets.collect_anchor(anchor)
        for pseudo, found in matches.items():
            if pseudo is not None and _has(style, pseudo):
                root = self._bare[self._html.etree_element]
                computed[element, pseudo] = self._share(style, pseudo, tuple(found), None, root)

    def _match(self, wrapper: Any) -> dict[str | None, list[_Match]]:
        """Return the rules that match an element, and its pseudo-elements."""
        matches: dict[str | None, list[_Match]] = {None: []}
        for number, (sheet, *_) in enumerate(self._styles._sheets):
            for specificity, _, pseudo, (declarations, layer) in sheet.matcher.match(wrapper):
                place = inf if layer is None else sheet.layers.index(layer)
                matches.setdefault(pseudo, []).append(_Match(number, specificity, place, declarations))
        return matches

    def _compute_own(self, wrapper: Any, matches: dict[str | None, list[_Match]]) -> Any:
        from weasyprint.css import InitialStyle

        element = wrapper.etree_element
        if element not in self._bare:
            parent = self._bare[wrapper.parent.etree_element] if wrapper.parent else None
            root = self._bare[self._html.etree_element] if wrapper.parent else InitialStyle(self._styles.font_config)
            declared = self._attributes.get(element)
            self._bare[element] = self._share(parent, None, tuple(matches[None]), declared, root)
        return self._bare[element]

    def _share(
        self, parent: Any, pseudo: str | None, matches: tuple[_Match, ...], declared: Any, root_style: Any
    ) -> Any:
        from weasyprint.css import ComputedStyle

        styles = self._styles
        rules = tuple((one.sheet, one.specificity, id(one.declarations), one.layer) for one in matches)
        key = (id(parent), pseudo, rules)
        if declared is None and key in self._shared:
            return self._shared[key]
        if declared is None and rules in self._cascades:
            cascaded = self._cascades[rules]
        else:
            cascaded = _cascade(declared, matches, styles._sheets)
            if declared is None:
                self._cascades[rules] = cascaded
        style = ComputedStyle(
            parent, cascaded, pseudo, root_style, self._html.base_url, styles.font_config, styles.initial_page_sizes
        )
        if declared is None:
            self._shared[key] = style
        return style


def _has(style: Any, pseudo: str) -> bool:
    """Whether anything asks for the style of a pseudo-element: rules for all (`::footnote-call`) match each element,
    and few are notes."""
    if pseudo in ("footnote-call", "footnote-marker"):
        return bool(style["float"] == "footnote")
    if pseudo in ("note-call", "note-marker", "note-callback"):
        return bool(style["position"][0] == "note()")
    return True


def _read_attributes(tree: Any, presentational_hints: Any, base_url: Any) -> Mapping[Any, list[tuple[Any, Any]]]:
    """Return what attributes of elements declare, by element, save their anchors: specificity, and name, value and
    importance of each declaration."""
    from weasyprint.css import find_style_attributes, preprocess_declarations

    found: dict[Any, list[tuple[Any, Any]]] = {}
    for specificity, element, declarations, url in find_style_attributes(tree, presentational_hints, base_url):
        if [getattr(one, "lower_name", None) for one in declarations] != ["-weasy-anchor"]:
            declared = list(preprocess_declarations(url, declarations))
            found.setdefault(element, []).append((specificity, declared))
    return found


def _cascade(
    declared: Iterable[tuple[Any, Any]] | None, matches: Iterable[_Match], sheets: Any
) -> dict[str, tuple[Any, Any]]:
    """Return the value and the weight of each property that attributes or rules set; the heaviest one counts."""
    from weasyprint.css import declaration_precedence

    style: dict[str, tuple[Any, Any]] = {}

    def take(declarations: Any, origin: str, layer: float, specificity: Any) -> None:
        for name, values, importance in declarations:
            weight = (declaration_precedence(origin, importance), layer, specificity)
            if name not in style or style[name][1] <= weight:
                style[name] = values, weight

    for specificity, declarations in declared or ():
        take(declarations, "author", inf, specificity)
    for match in matches:
        _, origin, sheet_specificity = sheets[match.sheet]
        take(match.declarations, origin, match.layer, sheet_specificity or match.specificity)
    return style


def _make_anchored_style(computed_style: Any) -> Any:
    """Return the class of styles that are another one but for their anchor: what was not set in such a style is what it
    is in the other."""

    class AnchoredStyle(computed_style):  # type: ignore[misc]
        def __init__(self, shared: Any, anchor: str):
            # all attributes are those of the shared style, down to the style of anonymous boxes, made when it is needed
            self.__dict__ = shared.__dict__
            self.__dict__["shared"] = shared
            self["anchor"] = anchor

        def __missing__(self, key: str) -> Any:
            return self.shared[key]

        def copy(self) -> Any:
            copy = self.shared.copy()
            copy.update(self)
            return copy

    return AnchoredStyle
