"""Excuses: comments that say why a finding is none.

An excuse names the rule and gives its reason, on the line of the finding or on the line above:

```yaml
zapt-4: {kind: news, publisher: gazette}    # check: off D301 printed only, and not dated
```

A text of several lines has no room for comments, so the excuse stands above it and says, in quotation marks, some of
the words of the line that it is about:

```yaml
  # check: off T504 "flat 12bis" that is how the house is numbered
  - text: |
      She is a poet.
      She lives in flat 12bis.
```

An excuse covers the rules that it names at that place and nothing else. Without a reason it covers nothing and is
itself a finding (T590 `excuse-without-reason`); so is one that covers nothing any more, or names no rule (T591
`excuse-for-nothing`). Faults of syntax, references and safety have no excuse.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, find_nearest_word

_EXCUSE = re.compile(
    r"(?:^|\s)#\s*check:\s*off\b\s*"
    r"(?P<codes>[A-Z]\d+(?:\s*,\s*[A-Z]\d+)*)?\s*"
    r"(?:[\"“”](?P<words>[^\"“”]+)[\"“”])?"
    r"(?P<reason>.*)$"
)
_BLOCK = re.compile(r"(?:^|[:\s-] *)[|>][-+\d]*\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Excuse:
    """One comment: it covers `codes` from line `first` to line `last`, there only the lines with `words` where it has
    some."""

    origin: Origin
    codes: tuple[str, ...]
    words: str | None
    reason: str
    first: int
    last: int

    def covers(self, finding: Diagnostic, lines: Mapping[str, list[str]]) -> bool:
        """Tell whether the finding is excused."""
        at = finding.origin
        if at.file != self.origin.file or finding.code not in self.codes or not self.first <= at.line <= self.last:
            return False
        return self.words is None or _folded(self.words) in _folded(lines[at.file][at.line - 1])


def read_excuses(lines: Mapping[str, list[str]]) -> tuple[Excuse, ...]:
    """Return the excuses that stand in the files."""
    return tuple(excuse for file, own in lines.items() for excuse in _in_file(file, own))


def apply_excuses(
    findings: Iterable[Diagnostic],
    stated: Iterable[Excuse],
    lines: Mapping[str, list[str]],
    known: Collection[str],
    looked_at: Collection[str],
) -> Iterator[Diagnostic]:
    """Yield the findings that nothing excuses, and what is wrong with excuses: those without a reason, those that name
    no rule of `known`, and, in the files that were `looked_at`, those that cover nothing."""
    used: set[tuple[Excuse, str]] = set()
    given = [excuse for excuse in stated if excuse.reason]
    for finding in findings:
        covering = [excuse for excuse in given if excuse.covers(finding, lines)]
        used.update((excuse, finding.code) for excuse in covering)
        if not covering:
            yield finding
    for excuse in stated:
        unknown = [code for code in excuse.codes if code not in known]
        if not excuse.codes or unknown:
            near = find_nearest_word(unknown[0], known) if unknown else None
            yield _fault(
                excuse,
                f"there is no rule `{unknown[0]}` to excuse" if unknown else "this excuse names no rule",
                f"did you mean {near}?" if near else "docs/rules.md lists the rules with their codes",
            )
        elif not excuse.reason:
            yield codes.EXCUSE_WITHOUT_REASON.at(
                excuse.origin,
                "this excuse gives no reason",
                "say after the code, in a few words, why the finding is none; until then it stands",
            )
        elif excuse.origin.file in looked_at:
            for code in excuse.codes:
                if (excuse, code) not in used:
                    yield _fault(
                        excuse,
                        f"this excuse covers no finding of {code}",
                        "delete it, or put it at the line of the finding; above a text of several lines it needs some"
                        " of the words in quotation marks",
                    )


def _fault(excuse: Excuse, message: str, help: str) -> Diagnostic:
    return codes.EXCUSE_FOR_NOTHING.at(excuse.origin, message, help)


def _in_file(file: str, lines: list[str]) -> Iterator[Excuse]:
    if not any("check:" in line for line in lines):
        return
    inside: int | None = None  # how far in the key stands whose text of several lines goes on
    for row, line in enumerate(lines):
        if inside is not None and (not line.strip() or _indent(line) > inside):
            continue
        inside = _indent(line) if _BLOCK.search(line) and not line.lstrip().startswith("#") else None
        if match := _EXCUSE.search(line):
            first = row if line[: match.start()].strip() else _next(lines, row)
            codes = tuple(code.strip() for code in (match["codes"] or "").split(",") if code.strip())
            last = _reach(lines, first) if match["words"] else first
            reason = match["reason"].strip(" :,;.–—-")
            yield Excuse(
                Origin(file, row + 1, line.index("#", match.start()) + 1),
                codes,
                match["words"],
                reason,
                first + 1,
                last + 1,
            )


def _next(lines: list[str], row: int) -> int:
    """Return the next line that says something; several excuses may stand above it."""
    return next(
        (n for n in range(row + 1, len(lines)) if lines[n].strip() and not lines[n].lstrip().startswith("#")), row
    )


def _reach(lines: list[str], row: int) -> int:
    """Return the last of the lines that belong to what begins on this one: those that stand further in."""
    if row >= len(lines):
        return row
    last = row
    for number in range(row + 1, len(lines)):
        if lines[number].strip():
            if _indent(lines[number]) <= _indent(lines[row]):
                break
            last = number
    return last


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _folded(text: str) -> str:
    return " ".join(text.translate(str.maketrans("“”„‘’", '"""\'\'')).split()).casefold()
