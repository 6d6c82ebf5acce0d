"""Addresses that open a file at a line in an editor.

VS Code and those made from it tell theirs
(code.visualstudio.com/docs/configure/command-line#_opening-vs-code-with-urls), so do Zed, TextMate
(macromates.com/blog/2007/the-textmate-url-scheme) and BBEdit; JetBrains' programs understand `idea://open`. Sublime
Text has none of its own: this is the one of the handlers that are written for it.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from generator.base.diagnostics import Origin

_FORMS = {
    "vscode": "vscode://file/{path}:{line}:{column}",
    "vscode-insiders": "vscode-insiders://file/{path}:{line}:{column}",
    "vscodium": "vscodium://file/{path}:{line}:{column}",
    "cursor": "cursor://file/{path}:{line}:{column}",
    "zed": "zed://file/{path}:{line}:{column}",
    "idea": "idea://open?file=/{path}&line={line}&column={column}",
    "pycharm": "pycharm://open?file=/{path}&line={line}&column={column}",
    "sublime": "subl://open?url=file:///{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file:///{path}&line={line}&column={column}",
    "bbedit": "bbedit://open?url=file:///{path}&line={line}&column={column}",
}

EDITORS = tuple(_FORMS)
"""Every editor for which there is such an address; the first is meant where nobody says."""


def make_editor_address(editor: str, root: Path, origin: Origin) -> str | None:
    """Return the address that opens a place of the workspace; None where there is no such file in it."""
    path = root / origin.file
    if not path.is_file() or not path.resolve().is_relative_to(root.resolve()):
        return None
    whole = quote(path.absolute().as_posix().lstrip("/"), safe="/:")
    return _FORMS[editor].format(path=whole, line=origin.line, column=origin.column)
