"""The theme of a Word file: colours and fonts that styles name by their part in it (ECMA-376 part 1, 20.1.6 and
17.18.97)."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHORT = {
    "dark1": "dk1",
    "light1": "lt1",
    "dark2": "dk2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "text1": "dk1",
    "background1": "lt1",
    "text2": "dk2",
    "background2": "lt2",
    "followedHyperlink": "folHlink",
}
"""Names of the theme's colours in styles, and in the theme."""
_HEX = re.compile(r"[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class WordTheme:
    """Colours (`#rrggbb`) by their name in the theme, and the fonts for headings (`major`) and text (`minor`)."""

    colours: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)

    def colour(self, said: Mapping[str, str], name: str = "val", themed: str = "theme") -> str | None:
        """Return the colour that the attributes of an element say, as `#rrggbb`; None for none and for `auto`.

        `name` is the attribute that holds it, `themed` what the names of those of the theme begin with.
        """
        base = self.colours.get(_SHORT.get(key := said.get(f"{themed}Color" if themed == "theme" else themed, ""), key))
        if base is None:
            value = said.get(name, "auto")
            return f"#{value.lower()}" if _HEX.fullmatch(value) else None
        hue, light, full = colorsys.rgb_to_hls(*(int(base[at : at + 2], 16) / 255 for at in (1, 3, 5)))
        if shade := _share(said.get(f"{themed}Shade")):
            light *= shade
        if tint := _share(said.get(f"{themed}Tint")):
            light = light * tint + 1 - tint
        return "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, light, full))

    def font(self, said: Mapping[str, str]) -> str:
        """Return the font that an element `rFonts` names for Latin letters; "" for none."""
        themed = said.get("asciiTheme") or ("" if "ascii" in said else said.get("hAnsiTheme", ""))
        return self.fonts.get(themed[:5], "") or said.get("ascii", said.get("hAnsi", ""))


def _share(digits: str | None) -> float | None:
    """Return what a tint or shade leaves of a colour (`BF` → 0.75); None where nothing is said."""
    return int(digits, 16) / 255 if digits and re.fullmatch(r"[0-9a-fA-F]{1,2}", digits) else None


def read_theme(root: etree._Element | None) -> WordTheme:
    """Return the theme of word/theme/theme1.xml; an empty one where there is none."""
    if root is None:
        return WordTheme()
    colours = {}
    for scheme in root.iter(f"{_A}clrScheme"):
        for named in scheme:
            for colour in named:
                value = str(colour.get("lastClr") or colour.get("val") or "")
                if _HEX.fullmatch(value):
                    colours[etree.QName(named).localname] = f"#{value.lower()}"
    fonts = {
        kind: str(face.get("typeface") or "")
        for kind in ("major", "minor")
        for face in root.iterfind(f".//{_A}{kind}Font/{_A}latin")
    }
    return WordTheme(colours, fonts)
