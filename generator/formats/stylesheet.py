"""Put the style sheet of a style together, and tell where one can't be read.

CSS has no errors: a browser and WeasyPrint alike go on without what they cannot read, and a brace that is not closed
takes all the rest of the look with it, and then the words. So a style sheet is judged before anything is laid out.
In: a style. Out: what its paper.docx says (look/), then its CSS, after that of the style that it extends, so that what
it says otherwise counts; or diagnostics P206.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.records.style import Style, name_style_file, read_style_text

if TYPE_CHECKING:
    from generator.formats.look import Medium

STYLESHEET = "paper.css"

_TOKEN = re.compile(
    r"""/\*.*?(?:\*/|(?P<comment>\Z)) | url\(\s*[^"')\s][^)]*\)
    | (?P<quote>["'])(?:\\.|(?!(?P=quote))[^\\\n])*(?P<end>(?P=quote)|)
    | (?P<sign>[][(){};])""",
    re.DOTALL | re.VERBOSE,
)
_BLANK = re.compile(r"\s*")
_MOST_LETTERS = 500_000
"""What no style sheet needs: those that are shipped have less than a twentieth."""
_DEEPEST = 50
"""What no style sheet needs: those that read CSS go as deep into it as its brackets do, and can't without end."""
_CLOSES = {"}": "{", ")": "(", "]": "["}


def build_stylesheet(style: Style, medium: Medium) -> str:
    """Return the CSS of the style; raise BriefingError where it (P206) or paper.docx (P116) can't be read,
    FileNotFoundError where there is no CSS."""
    from generator.formats.look import build_look_css

    sheets = list_sheets(style)
    if broken := [fault for file, css in sheets for fault in _judged(css, file)]:
        raise BriefingError(broken)
    return "\n".join((build_look_css(style, medium), *(css for _, css in sheets)))


def find_css_origin(style: Style, line: int, column: int) -> tuple[Origin, str] | None:
    """Return the place in a file, and its text, of a line of the CSS for paper; None where it has no such line, or
    where that is said by paper.docx."""
    from generator.formats.look import build_look_css

    line -= len(build_look_css(style, "paper").split("\n"))
    for file, css in list_sheets(style) if line > 0 else ():
        lines = css.split("\n")
        if line <= len(lines):
            return Origin(file, line, column), lines[line - 1]
        line -= len(lines)
    return None


def list_sheets(style: Style) -> list[tuple[str, str]]:
    """Return (name, CSS) of the style's sheets, its own last."""
    files = list(style.files(STYLESHEET)) or [style.file(STYLESHEET)]
    return [(name_style_file(file), read_style_text(file)) for file in reversed(files)]


@lru_cache(maxsize=16)
def _judged(css: str, file: str) -> tuple[Diagnostic, ...]:
    """Return what `faults` does: a sheet that stayed as it was is not judged again with every paper."""
    return tuple(find_stylesheet_faults(css, file))


def find_stylesheet_faults(css: str, file: str) -> list[Diagnostic]:
    """Return what can't be read in the style sheet (P206): the first brace, bracket or quote without its other half, or
    else every rule and declaration that is none."""
    if len(css) > _MOST_LETTERS:
        message = f"a style sheet of more than {_MOST_LETTERS:,} letters is not read"
        return [codes.BROKEN_STYLESHEET.at(Origin(file, 1, 1), message, "take out what no paper needs")]
    if unpaired := _unpaired(css):
        at, message = unpaired
        line = css.count("\n", 0, at) + 1
        return [_fault(css.splitlines(), file, line, at - css.rfind("\n", 0, at), message)]
    import tinycss2

    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    lines = css.splitlines()
    message = "a rule or declaration that ends here is not one"
    return [_fault(lines, file, node.source_line, node.source_column, message) for node in _errors(nodes)]


def _fault(lines: list[str], file: str, line: int, column: int, message: str) -> Diagnostic:
    excerpt = lines[line - 1] if lines else ""
    help = "a declaration is written `name: value;`, a rule `selector { … }`"
    return codes.BROKEN_STYLESHEET.at(Origin(file, line, column), message, help, excerpt=excerpt)


def _unpaired(css: str) -> tuple[int, str] | None:
    """Return where the first sign without its other half stands, and what to say of it.

    A rule that stands within a rule is where a forgotten brace shows first: at the end of the file, or of the `@media`
    around it, it would be some other rule's.
    """
    opened: list[tuple[str, int, bool]] = []
    suspect: int | None = None
    begin = 0
    for token in _TOKEN.finditer(css):
        sign, at = token["sign"], token.start()
        if sign is None:
            if token["comment"] is not None:
                return at, "this comment is not closed"
            if token["quote"] and not token["end"]:
                return at, "this quotation mark is not closed"
            if _ends_blank(css, begin) >= at:
                begin = token.end()
        elif sign in "{([":
            if sign == "{":
                if suspect is None and opened and opened[-1][2]:
                    suspect = opened[-1][1]
                rule = not css.startswith("@", _ends_blank(css, begin))
                opened.append((sign, at, rule))
            else:
                opened.append((sign, at, False))
            if len(opened) > _DEEPEST:
                return at, f"more than {_DEEPEST} brackets and braces stand in one another here"
        elif sign in _CLOSES:
            if _CLOSES[sign] not in [opener for opener, _, _ in opened]:
                return at, f"this `{sign}` closes nothing"
            if opened[-1][0] != _CLOSES[sign]:
                return opened[-1][1], f"this `{opened[-1][0]}` is not closed"
            opened.pop()
        if sign in ("{", "}", ";"):
            begin = token.end()
    if opened:
        at = opened[-1][1] if suspect is None else suspect
        return at, f"this `{css[at]}` is not closed"
    return None


def _ends_blank(css: str, begin: int) -> int:
    """Return where the white space that begins here ends."""
    blank = _BLANK.match(css, begin)
    return blank.end() if blank else begin


def _errors(nodes: list[Any]) -> Iterator[Any]:
    """Yield the nodes at which the parser gave up, in all blocks."""
    import tinycss2

    for node in nodes:
        if node.type == "error":
            yield node
        elif getattr(node, "content", None) is not None:
            rules = node.type == "at-rule" and node.lower_at_keyword in ("media", "supports")
            parse = tinycss2.parse_rule_list if rules else tinycss2.parse_blocks_contents
            yield from _errors(parse(node.content, skip_comments=True, skip_whitespace=True))
