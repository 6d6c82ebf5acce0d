"""The styles of a workspace, a line each. In: the workspace. Out: lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.load import load


def style_lines(root: Path) -> Iterator[str]:
    """Yield a line for each style: its name, the kinds it serves, how it names sources, and which it extends."""
    styles = load(root, [])[0].styles
    width = max(map(len, styles), default=0)
    for name, style in sorted(styles.items()):
        kinds = ", ".join(kind.replace("_", " ") for kind in style.kinds)
        extends = f", extends {style.folders[1].name}" if style.folders[1:] else ""
        demands = ", recommendations at the end" if style.recommendations == "at_end" else ""
        yield f"{name:<{width}}  {kinds}, sources as {'links in the text' if style.notes == 'links' else 'footnotes'}{demands}{extends}"
