"""Read the explanation of each code; `python -m generator.review.explanations` rewrites docs/codes.md.

The texts stand beside the table of codes, in generator/base/explanations/, a file for each letter; those of the rules
of `briefing check` are the docstrings of the rules. Loaded by `briefing explain` and for the page alone.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import Code
from generator.base.files import write_file
from generator.review.lint.docs import make_anchor
from generator.review.lint.rules import RULES

PAGE = Path(__file__).parents[2] / "docs" / "codes.md"

LEADS = ("What it finds", "Why", "Example", "What to do")
"""What every explanation says, in this order."""

_INTRO = """\
# What the codes mean

<!-- from generator/base/codes/, generator/base/explanations/ and generator/review/lint/rules/;
     `python -m generator.review.explanations` writes it anew -->

Every problem that the command tells has a code, such as D102, that is never given to another kind of problem.
`briefing explain D102` prints what stands here. An **error** stops what was asked for, a **warning** and a **hint** do
not. The rules of `briefing check` ([rules.md](rules.md)) stop nothing: their errors make that command end with 1.
"""
_HEADING = re.compile(r"^## ([A-Z]\d{3}) (\S+)$", re.M)
_LEAD = re.compile(rf"^({'|'.join(LEADS)})(?=[:,( ])", re.M)
_FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.M | re.S)


@cache
def read_explanations() -> Mapping[str, str]:
    """Return the text of every code by its id, in Markdown."""
    written = {id: text for letter in _letters() for id, _, text in _sections(letter)}
    return written | {rule.CODE.id: inspect.cleandoc(rule.__doc__ or "") for rule in RULES}


def read_headings() -> list[tuple[str, str]]:
    """Return the id and the name that stand above each text of generator/base/explanations/."""
    return [(id, name) for letter in _letters() for id, name, _ in _sections(letter)]


def render_explanation(code: Code) -> str:
    """Return what a terminal shows of a code: its name, how bad it is, and its text with examples indented."""
    text = _FENCE.sub(
        lambda fence: re.sub(r"^(?=.)", "    ", fence[1], flags=re.M).rstrip(), read_explanations()[code.id]
    )
    return f"{code.id} {code.name} ({code.severity})\n\n{text}\n"


def write_codes_page() -> str:
    """Return docs/codes.md: a table of the codes, and each of them by its letter."""
    rows = [f"| [{code.id}](#{make_anchor(code)}) | {code.name} | {code.severity} |" for code in codes.ALL]
    parts = [_INTRO.rstrip(), "\n".join(["| code | name | severity |", "|---|---|---|", *rows])]
    for letter in _letters():
        parts.append(f"# {_read(letter).partition(chr(10))[0].removeprefix('# ')}")
        parts += [_section(code) for code in codes.ALL if code.id[0] == letter]
    return "\n\n".join(parts) + "\n"


def _section(code: Code) -> str:
    text = _LEAD.sub(r"**\1**", read_explanations()[code.id])
    if any(rule.CODE is code for rule in RULES):
        first = text.partition("\n\n")[0]
        text = f"{first}\n\nA rule of `briefing check`: [why, an example and what to do](rules.md#{make_anchor(code)})."
    return f"## {code.id} {code.name}\n\n*{code.severity}*\n\n{text}"


def _letters() -> list[str]:
    """Return the letters of the codes in the order of the table."""
    return list(dict.fromkeys(code.id[0] for code in codes.ALL))


def _sections(letter: str) -> list[tuple[str, str, str]]:
    """Return the id, name and text of each code that a file explains."""
    _, *parts = _HEADING.split(_read(letter))
    return [(id, name, text.strip()) for id, name, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True)]


@cache
def _read(letter: str) -> str:
    return (files("generator.base") / "explanations" / f"{letter}.md").read_text("utf-8")


if __name__ == "__main__":
    write_file(PAGE, write_codes_page().encode())
