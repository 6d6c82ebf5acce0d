"""The colours of a look, each with a name that paper.css may use or say otherwise, and each with a sister for dark
screens.

A few have names of their own, after what they are in the paper; every style's colour is one of those, or said of that
style alone: a paper.css that changes `--accent` changes all that has the accent's colour, as in a theme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from generator.formats.look.colour import DARK, WHITE, darken_fill, darken_line, darken_words
from generator.formats.look.paper import Look

_HEX = re.compile(r"#[0-9a-f]{6}\b")
_ON_DARK: dict[str, Callable[[str], str]] = {"color": darken_words, "rule": darken_line, "fill": darken_fill}


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour by its name: `kind` is `color` (of words), `rule` (a line) or `fill` (a ground)."""

    name: str
    kind: str
    value: str


@dataclass(slots=True)
class Palette:
    """The colours that have names, `common` ones first."""

    common: list[Colour]
    own: dict[str, tuple[Colour, str]] = field(default_factory=dict)

    def named(self, style: str, declarations: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return the declarations with names in place of colours."""
        return [
            (prop, _HEX.sub(lambda match, prop=prop: self._name(style, prop, match[0]), value))  # type: ignore[misc]
            for prop, value in declarations
        ]

    def _name(self, style: str, prop: str, value: str) -> str:
        side = prop.removeprefix("border-") if prop.startswith("border-") else ""
        kind = "rule" if side or prop == "text-decoration-color" else "fill" if prop == "background" else "color"
        slug = re.sub(r"[^a-z0-9]+", "-", style.lower()).strip("-")
        name = f"--{slug}-{kind}"
        if name in self.own and self.own[name][0].value != value:
            name = f"--{slug}-{side or 'other'}-{kind}"
        same = next((f"var({c.name})" for c in self.common if c.kind == kind and c.value == value), value)
        self.own.setdefault(name, (Colour(name, kind, value), same))
        return f"var({name})"

    def light(self) -> list[tuple[str, str]]:
        """Return every name with its colour."""
        return [*((c.name, c.value) for c in self.common), *((name, same) for name, (_, same) in self.own.items())]

    def dark(self) -> list[tuple[str, str]]:
        """Return the names of what is a colour of its own, with that for dark screens."""
        alone = [colour for colour, same in self.own.values() if same.startswith("#")]
        return [(c.name, adapt_to_dark(c.value, c.kind)) for c in (*self.common, *alone)]


@lru_cache(maxsize=256)
def adapt_to_dark(value: str, kind: str) -> str:
    """Adapt a colour to dark screens."""
    return DARK if kind == "fill" and value == WHITE else _ON_DARK[kind](value)


def make_palette(paper: Look) -> Palette:
    """Return the palette of the Word file: `--accent` is the colour of Heading 1, and so on."""
    words = {name: named.words for name, named in paper.named.items()}
    case, recommendations, table = (paper.grids[name] for name in ("box case", "box recommendations", "briefing table"))
    accent = words["heading 1"].colour
    rules = [line.colour for line in (*case.borders.values(), *recommendations.borders.values())]
    hairlines = [
        line.colour
        for line in (paper.named["facts"].block.borders.get("bottom"), table.borders.get("insideH"))
        if line is not None
    ]
    return Palette(
        [
            Colour("--paper", "fill", WHITE),
            Colour("--accent", "color", accent),
            Colour("--ink", "color", words["body text"].colour),
            Colour("--grey", "color", words["cover fact"].colour),
            Colour("--warning", "color", words["header mark"].colour if "header mark" in words else accent),
            Colour("--tint", "fill", case.fill or WHITE),
            Colour("--pale", "fill", recommendations.fill or WHITE),
            Colour("--rule", "rule", (rules or [accent])[0]),
            Colour("--hairline", "rule", (hairlines or rules or [accent])[0]),
            Colour("--underline", "rule", words["hyperlink"].underline or words["hyperlink"].colour),
        ]
    )
