"""Let all text of one style be laid out with one context of Pango, one description of its font, and one measure of its
decoration and its line; and break the same words in the same room once.

WeasyPrint 70.0 makes the former anew for each piece of text and each attempt to break a line: a fifth of what text
costs. A third of all lines is broken more than once: for the widths of columns, and where a page ends.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from copy import copy
from typing import Any, NamedTuple

_MOST = 256
"""Lines of one style that are kept: what is broken again, is so soon."""


class _Set(NamedTuple):
    """What text of a style is set with; the measures are those of its decoration, the features those of its font."""

    context: Any
    language: Any
    description: Any
    measures: dict[str, float | None]
    features: Any


def repair() -> None:
    """Put the repair in place."""
    from weasyprint.text import line_break
    from weasyprint.text.ffi import ffi, gobject, pango

    def set_up(layout: Any, style: Any) -> None:
        known = style.__dict__.get("_pango")
        if known is None:
            known = style.__dict__["_pango"] = _make(style)
        layout.style, layout.language, layout.first_line_direction = style, known.language, 0
        layout.layout = ffi.gc(pango.pango_layout_new(known.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout.layout, False)
        pango.pango_layout_set_font_description(layout.layout, known.description)
        layout.__dict__.update(known.measures)
        if known.features:
            # a list of its own: spaces between words and letters are added to it
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, known.features)
            pango.pango_layout_set_attributes(layout.layout, attributes)

    line_break.Layout.setup = set_up
    _replace("split_first_line", _keep_lines(line_break.split_first_line))
    _replace("strut", _keep_struts(line_break.strut))


def _replace(name: str, by: Any) -> None:
    """Put a function in the place of one of `weasyprint.text.line_break`, wherever it has been taken from there."""
    from weasyprint.text import line_break

    shipped = getattr(line_break, name)
    for place, module in list(sys.modules.items()):
        if place.startswith("weasyprint.") and getattr(module, name, None) is shipped:
            setattr(module, name, by)


def _keep_lines(shipped: Callable[..., Any]) -> Callable[..., Any]:
    """Return what breaks the first line of a text, and gives it once more where it is asked for again."""

    def split(
        text: str, style: Any, context: Any, room: Any, spacing: Any, is_line_start: bool = True, minimum: bool = False
    ) -> Any:
        known = style.__dict__.setdefault("_lines", {})
        asked = text, room, spacing, is_line_start, minimum
        found = known.get(asked)
        if found is None:
            if len(known) >= _MOST:
                known.clear()
            found = known[asked] = shipped(text, style, context, room, spacing, is_line_start, minimum)
        # each box has a layout of its own, into which its drawing may write; it holds nothing of Pango's by now
        return copy(found[0]), *found[1:]

    return split


def _keep_struts(shipped: Callable[..., Any]) -> Callable[..., Any]:
    """Return what tells the height of an empty line of a style, and where its letters stand, measured once."""

    def measure(style: Any) -> Any:
        found = style.__dict__.get("_strut")
        if found is None:
            found = style.__dict__["_strut"] = shipped(style)
        return found

    return measure


def _make(style: Any) -> _Set:
    """Return what text of a style is set with, made as `weasyprint.text.line_break.Layout.setup` does."""
    from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
    from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
    from weasyprint.text.fonts import font_features, get_font_description

    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    said = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    if said:
        pointer, _ = unicode_to_char_p(said)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    assert not isinstance(style["font_family"], str)
    description = get_font_description(style)
    features = font_features(
        *(style[f"font_{name}"] for name in ("kerning", *(f"variant_{kind}" for kind in _VARIANTS), "feature_settings"))
    )
    return _Set(context, language, description, _measure(style, context, description, language), _keep(style, features))


_VARIANTS = ("ligatures", "position", "caps", "numeric", "alternates", "east_asian")


def _measure(style: Any, context: Any, description: Any, language: Any) -> dict[str, float | None]:
    """Return where lines under, over and through text of a style are drawn, if they are."""
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    if style["text_decoration_line"] == "none":
        return {"ascent": None, "underline_position": None, "strikethrough_position": None}
    metrics = ffi.gc(pango.pango_context_get_metrics(context, description, language), pango.pango_font_metrics_unref)
    names = (
        "ascent", "underline_position", "strikethrough_position", "underline_thickness", "strikethrough_thickness",
    )  # fmt: skip
    return {name: FROM_UNITS * getattr(pango, f"pango_font_metrics_get_{name}")(metrics) for name in names}


def _keep(style: Any, features: Any) -> Any:
    """Return the attribute of Pango that stands for features of a font, one for all styles that have them."""
    from weasyprint.text.ffi import pango

    if not features:
        return None
    said = ",".join(f"{key} {value}" for key, value in features.items()).encode()
    known = style.font_config.font_features
    if said not in known:
        known[said] = pango.pango_attr_font_features_new(said)
    return known[said]
