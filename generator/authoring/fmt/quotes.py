"""Write a text on one line of YAML: with quotation marks only where it needs them.

In: a text as it was written, or a new one. Out: the text as `fmt` has it on a line of its own or inside brackets.
"""

from __future__ import annotations

import re
import unicodedata

from generator.authoring.fmt.tree import Node, Scalar

_TYPED = re.compile(
    # what YAML 1.2 (core schema) or 1.1, in which other programs may read it, takes for something else than a text
    r"(?i:null|true|false|yes|no|on|off|y|n|~|)|[-+]?(?:\.\d+|\d[\d_]*(?:\.\d*)?)(?:[eE][-+]?\d+)?|0[xob][\da-fA-F_]+"
    r"|[-+]?\.(?i:inf)|\.(?i:nan)|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?|\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?|=|<<"
    # and numbers of articles, which stand beside such: "73-3"
    r"|\d[\d./:-]*"
)


_NAMES = {"title", "preferred"}
_LONG = 10
"""Words from which on a title or name stands in quotation marks: it is quoted as it is, and no sentence of ours."""


def write_named(key: Node | None, node: Scalar, flow: bool) -> str:
    """Return a text as `write_quoted` does, a long title or name always in quotation marks."""
    long = isinstance(key, Scalar) and key.value in _NAMES and len(node.value.split()) >= _LONG
    if not long or "\n" in node.value:
        return write_quoted(node, flow)
    return node.raw if node.style == '"' and "\n" not in node.raw else double_quote(node.value)


def write_quoted(node: Scalar, flow: bool) -> str:
    """Return a text on one line: without quotation marks where YAML allows it, and in double ones elsewhere."""
    if not node.style:
        if "\n" not in node.value and (not node.value or "\n" in node.raw):
            return (
                node.value
                if not node.raw or _is_plain(node.value, flow) or node.value in ("", "~")
                else double_quote(node.value)
            )
        return node.raw if "\n" not in node.raw else double_quote(node.value)
    if "\n" not in node.raw and "\\" in node.raw and node.style == '"' and not _is_seen(node):
        return node.raw  # its author wrote a character as a number or a sign, and it is not one that is seen
    if not _TYPED.fullmatch(node.value) and _is_plain(node.value, flow):
        return node.value
    return node.raw if node.style == '"' and not {"\n", "\\"} & {*node.raw} else double_quote(node.value)


def _is_seen(node: Scalar) -> bool:
    """Tell whether all that a text has as numbers or signs can be seen: programs write letters of other scripts so."""
    return all(c in node.raw or (c.isprintable() and unicodedata.category(c)[0] in "LNPS") for c in node.value)


def _is_plain(text: str, flow: bool) -> bool:
    """Tell whether YAML reads a text as it is without quotation marks
    (https://yaml.org/spec/1.2.2/#733-plain-style)."""
    if not text or text != text.strip() or not text.isprintable() or text.startswith(("---", "...")):
        return False
    if text[0] in ",[]{}#&*!|>'\"%@`?:" or (text[0] == "-" and text[1:2] in ("", " ")):
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not flow or not (set(text) & set(",[]{}?") or text.startswith("-") or re.search(r":(?!//)", text))


def double_quote(text: str) -> str:
    """Return a text in double quotation marks, on one line."""
    return (
        '"'
        + "".join(_ESCAPES.get(char) or (char if char.isprintable() else f"\\U{ord(char):08x}") for char in text)
        + '"'
    )


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
