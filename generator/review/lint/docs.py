"""The page about the rules, from their docstrings: `python -m generator.review.lint.docs` writes docs/rules.md anew."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from generator.base.diagnostics import Code
from generator.base.files import write_file
from generator.review.lint import excuses
from generator.review.lint.rule import Rule
from generator.review.lint.rules import RULES

PAGE = Path(__file__).parents[3] / "docs" / "rules.md"

_INTRO = """\
# What `briefing check` looks for

<!-- from the docstrings of generator/review/lint; `python -m generator.review.lint.docs` writes it anew -->

`briefing check` tells what is wrong with the form of the data (codes D0 to D2, R, S, P, O: each message says how to
mend it, and [codes.md](codes.md) tells more), and what a careful editor would find: the rules below. An **error** makes
the command end with 1, a **warning** does with `--strict`, a **hint** never. `--rule T504` tells of one rule alone;
`--format json`, `github` and `sarif` are for machines. No rule stops `briefing build`.

Of 36 kinds of planted faults (tests/review/planted/), 121 of 121 are found (recall 100 %), and 0 of 372 look-alikes
flagged (precision 100 %): as measured by `pytest tests/review/test_planted.py`. The rules were mended on them; papers
of other authors hold what they do not.
"""
_LEADS = re.compile(r"^(What it finds|Why|Example|What to do)(?=[:,])", re.M)


def write_rules_page() -> str:
    """Return the page: a table of the rules, how a finding is excused, and each rule."""
    rules = sorted(RULES, key=lambda rule: (rule.CODE.id[0] != "T", rule.CODE.id))
    rows = [
        f"| [{rule.CODE.id}](#{make_anchor(rule.CODE)}) | {rule.CODE.name} | {rule.CODE.severity} |" for rule in rules
    ]
    table = "\n".join(["| code | name | severity |", "|---|---|---|", *rows])
    title, _, text = inspect.cleandoc(excuses.__doc__ or "").partition("\n\n")
    about = f"## {title.rstrip('.')}\n\n{text}"
    return "\n\n".join([_INTRO.rstrip(), table, about, *(_section(rule) for rule in rules)]) + "\n"


def _section(rule: Rule) -> str:
    text = _LEADS.sub(r"**\1**", inspect.cleandoc(rule.__doc__ or ""))
    return f"## {rule.CODE.id} {rule.CODE.name}\n\n*{rule.CODE.severity}*\n\n{text}"


def make_anchor(code: Code) -> str:
    """Return the fragment that GitHub gives to the heading of a code."""
    return f"{code.id} {code.name}".lower().replace(" ", "-")


if __name__ == "__main__":
    write_file(PAGE, write_rules_page().encode())
