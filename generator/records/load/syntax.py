"""Find where a file breaks the syntax of YAML, and explain it in an author's words.

In: the lines of the file and what libyaml says. Out: a diagnostic (D001) at the line that an author has to mend;
words of the file stay out of its message, since nobody knows yet whom they are for.
"""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.records.load.inline_texts import Fault, explain_colon, explain_inline

_CONFLICT = re.compile(r"(<{7}|>{7})( |$)")
_HARD_SPACE = re.compile(r"[\w.-]+:([\u00a0\u2007\u202f\u3000])")
_NO_SPACE = re.compile(r"([\w.-]+:)(?!//)[^\s:]")
_BARE_NAME = re.compile(r"[a-z_]+(?= \S)")
_BLOCK = re.compile(r"(?:^|[:\s-] *)[|>][-+\d]*\s*(?:#.*)?$")

_OF_ONE_LINE = ("did not find expected", "block sequence", "mapping keys", "found character that cannot start")

_HELPS = {
    "mapping values are not allowed": (
        "put a text that holds `: ` in quotation marks, or check the indentation of this line and the one above"
    ),
    "did not find expected": "check the brackets, quotation marks and indentation of this line and the one above",
    "unexpected end of stream": "a quotation mark or bracket is opened and never closed",
    "cannot start any token": "put a text that begins with this character in quotation marks",
}

_PLAIN = {
    "mapping values are not allowed": "a colon stands where none can",
    "unexpected end of stream": "the file ends too early",
    "cannot start any token": "a text cannot begin with this character",
}
"""What is said instead of the parser's own words where those are known to few."""


def explain_syntax_error(error: MarkedYAMLError, text: str, file: str) -> Diagnostic:
    """Return what is wrong with a text that the parser refused."""
    lines = text.split("\n")
    message = str(error.problem or error.context or "this is not YAML").strip()
    mark = error.problem_mark or error.context_mark
    if error.context_mark and (mark is None or mark.line >= len(text.rstrip().split("\n"))):
        mark = error.context_mark  # what is never closed is better shown where it was opened
    row, column = (mark.line, mark.column) if mark else (0, 0)
    suspect = row
    if "could not find expected ':'" in message and error.context_mark:
        suspect = error.context_mark.line  # where the name began that never got its colon
    elif "mapping values are not allowed" in message:
        suspect = _before(lines, row)
    found = _conflict(lines) or _fence(lines, row) or _inline(lines, row, column, message, suspect)
    if found:
        row, column, message, help, width = found
    else:
        help = next(
            (h for start, h in _HELPS.items() if start in message),
            "check the indentation, quotation marks and colons around this place",
        )
        message = next((plain for start, plain in _PLAIN.items() if start in message), message)
        width = 1
    return codes.YAML_SYNTAX.at(Origin(file, row + 1, column + 1), message, help, width=width)


def _inline(lines: list[str], row: int, column: int, message: str, suspect: int) -> Fault | None:
    """Return what is wrong with the line that the parser could not read, or with the one on which that began."""
    judged = _judge(lines, suspect, message) if suspect < len(lines) else None
    if row >= len(lines) or (judged and not message.startswith(_OF_ONE_LINE)):
        return judged
    if "mapping values are not allowed" in message:
        return judged or explain_colon(lines[row], row, column)
    return explain_inline(lines[row], row) or judged


def _fence(lines: list[str], row: int) -> Fault | None:
    if row < len(lines) and lines[row].startswith("```"):
        help = "delete it, and the one that ends what stands between: a file of records holds no more than these"
        return row, 0, "a fence of Markdown stands here", help, len(lines[row])
    return None


def _conflict(lines: list[str]) -> Fault | None:
    for row, line in enumerate(lines):
        if match := _CONFLICT.match(line):
            return (
                row,
                0,
                f"a merge was not finished: `{match[1]}`",
                "keep one of the two versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
                7,
            )
    return None


def _judge(lines: list[str], row: int, message: str) -> Fault | None:
    """Return what is wrong with the line, as far as its form tells; None where it tells nothing."""
    line = lines[row]
    indent = _indent(line)
    column = indent + (2 if line.startswith("- ", indent) else 0)
    words = line[column:].rstrip()
    if match := _HARD_SPACE.match(words):
        return (
            row,
            column + match.start(1),
            "a no-break space stands after the colon",
            "delete it, and write an ordinary space",
            1,
        )
    if match := _NO_SPACE.match(words):
        return row, column, "no space stands after the colon", "write a space after it", len(match[1])
    if "mapping values are not allowed" in message:
        if re.fullmatch(r"[\w.-]+", words):
            return row, column, "no colon stands after this name", "write a colon right after it", len(words)
        above = _before(lines, row)
        begins = above == row or _indent(lines[above]) >= indent or lines[above].rstrip().endswith(":")
        if begins and ": " not in words and (match := _BARE_NAME.match(words)):
            return row, column, "no colon stands after this name", "write a colon and a space after it", len(match[0])
        return None
    if (
        not message.startswith(("could not find expected ':'", "did not find expected '-'"))
        or "://" in words.split(" ")[0]
    ):
        return None
    if words.startswith("-") and words[1:2].strip("-"):
        return row, column, "no space stands after the dash", "begin an item of a list with `- `", 1
    if opened := _block(lines, row):
        return (
            row,
            column,
            f"this line stands too far to the left for the text that begins on line {opened}",
            "indent it as far as the lines of that text",
            len(words),
        )
    if found := _not_further_in(lines, row, column, words):
        return found
    above = _before(lines, row, indent)
    further_in = message.startswith("did not")
    if above < row and (further_in or _indent(lines[above]) == indent) and lines[above].lstrip().startswith("- "):
        return (
            row,
            column,
            "this line stands in a list and does not begin with `- `",
            "begin it with `- `, or indent it further where it goes on from the line above",
            len(words),
        )
    if further_in:
        return None
    return (
        row,
        column,
        "no colon stands in this line",
        "write `name: value`, or indent it further where it goes on from the line above",
        len(words),
    )


def _before(lines: list[str], row: int, indent: int | None = None) -> int:
    """Return the line before this one that says something (and stands no further in than `indent`); itself where there
    is none."""
    for number in range(row - 1, -1, -1):
        line = lines[number]
        if line.strip() and not line.lstrip().startswith("#") and (indent is None or _indent(line) <= indent):
            return number
    return row


def _block(lines: list[str], row: int) -> int | None:
    """Return the line (counted from 1) on which the text of several lines begins that goes on to the line before."""
    inner: int | None = None
    for number in range(row - 1, -1, -1):
        line = lines[number]
        if not line.strip():
            continue
        if inner is not None and _indent(line) < inner and _BLOCK.search(line):
            return number + 1 if inner > _indent(lines[row]) else None
        if inner is not None and _indent(line) < inner:
            return None
        inner = _indent(line) if inner is None else min(inner, _indent(line))
    return None


def _not_further_in(lines: list[str], row: int, column: int, words: str) -> Fault | None:
    """Return what is wrong with the first line of a text that stands no further in than the name of its field."""
    above = _before(lines, row)
    if above == row or not _BLOCK.search(lines[above]) or _indent(lines[row]) > _key_column(lines[above]):
        return None
    message = f"this line stands too far to the left for the text that begins on line {above + 1}"
    help = f"indent it by {_key_column(lines[above]) + 2} spaces, and so every line of that text"
    return row, column, message, help, len(words)


def _key_column(line: str) -> int:
    """Return where the name of a line begins, dashes of lists passed over."""
    return len(line) - len(re.sub(r"^\s*(?:- +)*", "", line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
