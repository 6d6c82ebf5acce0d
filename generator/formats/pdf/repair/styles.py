"""Let elements that look alike share one computed style, although each has an `id` of its own.

WeasyPrint 70.0 shares the computed styles of siblings that the same rules match, but makes a declaration of each `id`
(`-weasy-anchor: "…"`): no two elements with an `id` are alike to it, and nothing within them is, either; and those of
pseudo-elements (`::marker`, `::footnote-call` …), of which every element has some, it never shares. Every block of a
paper has an `id`. Here the anchor is a thin layer over a style that is shared, and pseudo-elements share theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

    css.StyleFor.__init__ = _compute_styles


def _compute_styles(
    styles: Any, html: Any, sheets: Any, presentational_hints: Any, font_config: Any, target_collector: Any
) -> None:
    """Set the styles of all elements, in the order of the tree: those of parents come before those of children."""
    from weasyprint.css import ComputedStyle, InitialStyle

    styles._cascaded_styles = {}  # used later, for the margins of pages
    computed: dict[tuple[Any, str | None], Any] = {}
    styles._computed_styles = computed
    styles.initial_page_sizes = {"box": None, "area": None}
    styles._sheets, styles.font_config = sheets, font_config
    anchored = _make_anchored_style(ComputedStyle)
    root = html.etree_element
    attributes = _read_attributes(root, presentational_hints, html.base_url)
    shared: dict[Any, Any] = {}
    bare: dict[Any, Any] = {}  # styles of elements without their anchors
    cascades: dict[Any, dict[str, Any]] = {}

    def compute(parent: Any, pseudo: str | None, matches: tuple[_Match, ...], declared: Any, root_style: Any) -> Any:
        rules = tuple((one.sheet, one.specificity, id(one.declarations), one.layer) for one in matches)
        key = (id(parent), pseudo, rules)
        if declared is None and key in shared:
            return shared[key]
        if declared is None and rules in cascades:
            cascaded = cascades[rules]
        else:
            cascaded = _cascade(declared, matches, sheets)
            if declared is None:
                cascades[rules] = cascaded
        style = ComputedStyle(
            parent, cascaded, pseudo, root_style, html.base_url, font_config, styles.initial_page_sizes
        )
        if declared is None:
            shared[key] = style
        return style

    for wrapper in html.wrapper_element.iter_subtree():
        element = wrapper.etree_element
        matches: dict[str | None, list[_Match]] = {None: []}
        for number, (sheet, *_) in enumerate(sheets):
            for specificity, _, pseudo, (declarations, layer) in sheet.matcher.match(wrapper):
                place = inf if layer is None else sheet.layers.index(layer)
                matches.setdefault(pseudo, []).append(_Match(number, specificity, place, declarations))
        parent = bare[wrapper.parent.etree_element] if wrapper.parent else None
        root_style = bare[root] if wrapper.parent else InitialStyle(font_config)
        style = compute(parent, None, tuple(matches.pop(None)), attributes.get(element), root_style)
        bare[element] = computed[element, None] = style
        if anchor := (element.get("name") if element.tag == "a" else None) or element.get("id"):
            computed[element, None] = anchored(style, anchor)
        if target_collector and (anchor := computed[element, None]["anchor"]):
            target_collector.collect_anchor(anchor)
        for pseudo, found in matches.items():
            computed[element, pseudo] = compute(style, pseudo, tuple(found), None, bare[root])


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
