"""The fixed words of a style in one language: templates/<style>/labels/<lang>.yaml, key: words.

A style that extends another has only those that it says otherwise, and those of its own kinds of paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin, Severity
from generator.base.inputs import SHIPPED
from generator.base.style_folders import is_shipped, name_input
from generator.records.load.label_keys import OF_KIND, REQUIRED, find_wrong_placeholder, list_placeholders
from generator.records.load.parse import parse
from generator.records.load.texts import decode
from generator.records.style import MOST_TEXT, Style, read_style_file

_OWN = "dialogue-paper"
"""The style with the program's own words, which its others extend."""


class Labels(NamedTuple):
    """What the label files of a style say in a language: the words by key (None where some are missing or can't be
    filled in), what is wrong with them, and the lines of the files that were read, for excerpts."""

    words: Mapping[str, str] | None
    problems: tuple[Diagnostic, ...]
    lines: Mapping[str, list[str]]


def load_labels(root: Path, style: Style, lang: str) -> Labels:
    """Return the words of a style in a language, or what is wrong with them (P401 to P403, D00x).

    What a newer program asks for, and a style does not say yet, is said in the words of the style of that name that
    comes with the program, with a hint; and where those are English and the paper is not, with a warning.
    """
    name = name_input(style.folders[0] / "labels" / f"{lang}.yaml", root)
    files = list(style.files(f"labels/{lang}.yaml"))
    if not files:
        message = f"the style `{style.name}` has no words in `{lang}`"
        none = codes.MISSING_LABELS.at(Origin(name), message, _say_how_to_add(root, style, lang))
        return Labels(None, (none,), {})
    found: dict[str, str] = {}
    problems: list[Diagnostic] = []
    lines: dict[str, list[str]] = {}
    for path in reversed(files):
        place = name_input(path, root)
        try:
            data = read_style_file(path, MOST_TEXT)
        except BriefingError as error:
            return Labels(None, (*problems, *error.diagnostics), lines)
        words, more, said = _words(data, place)
        problems += more
        if said is not None:
            lines[place] = said
        if words is None:
            return Labels(None, tuple(problems), lines)
        found |= words
    own_kinds = (key for kind in style.kinds for key in (f"kind_{kind}", *OF_KIND.get(kind, ())))
    lacking = [key for key in (*REQUIRED, *own_kinds) if key not in found]
    in_it, in_english = (_read_own_words(style, one) if lacking else {} for one in (lang, "en"))
    for key in lacking:
        message, help = f"the words for `{key}` are missing", f"add a line `{key}: …`"
        severity: Severity = "hint" if key in in_it else "warning" if key in in_english else "error"
        if own := in_it.get(key) or in_english.get(key):
            found[key] = own
            english = "" if key in in_it else ", in English,"
            message += f"; those of the program{english} stand in for them: {own[:60]!r}"
        problems.append(codes.MISSING_LABEL.at(Origin(name), message, help, severity=severity))
    broken = any(problem.severity == "error" for problem in problems)
    return Labels(None if broken else found, tuple(problems), lines)


def _say_how_to_add(root: Path, style: Style, lang: str) -> str:
    """Return what to do where a style has no words in a language: make the file, or do without the language."""
    known = style.languages()
    like = "en" if "en" in known else known[0] if known else lang
    files = list(style.files(f"labels/{like}.yaml"))
    if not files:
        return "copy it from another style"
    there = files[-1]  # that of the style which the others extend has all words
    copied, made = (name_input(there.with_name(f"{one}.yaml"), root) for one in (like, lang))
    make = f"copy {copied} to {made} and translate its words"
    if is_shipped(root, whose := there.parent.parent.name):
        make = f"run `briefing template copy {whose}`, {make}"
    return f"{make}; or take `{lang}` out of `languages:` in edition.yaml. This style has: {', '.join(known)}"


def _read_own_words(style: Style, lang: str) -> Mapping[str, str]:
    """Return the words that the program brings along in a language: of the style that its others extend, and of those
    that have the names of this one and of what it extends."""
    said: dict[str, str] = {}
    for name in (_OWN, *(folder.name for folder in reversed(style.folders))):
        file = SHIPPED / name / "labels" / f"{lang}.yaml"
        said |= (_words(file.read_bytes(), file.name)[0] or {}) if file.is_file() else {}
    return said


@lru_cache(maxsize=64)
def _words(data: bytes, name: str) -> tuple[Mapping[str, str] | None, tuple[Diagnostic, ...], list[str] | None]:
    """Return the words that one file says, None where it can't be read, what is wrong with them, and its lines.

    A file that stayed as it was is not read again while this process lives. Nobody changes what comes out."""
    text, unreadable = decode(data, name)
    if text is None:
        return None, tuple(unreadable), None
    text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    tree, problems = parse(text, name)
    if tree is None:
        return None, tuple(problems), lines
    for key, words in tree.items():
        _, _, row, column = tree.at[key]
        place = Origin(name, row + 1, column + 1)
        if not isinstance(words, str) or not words.strip():
            problems.append(
                codes.MISSING_LABEL.at(place, f"the words for `{key}` are missing", f"write them after `{key}:`")
            )
        elif wrong := find_wrong_placeholder(key, words):
            allowed = ", ".join(f"{{{name}}}" for name in sorted(list_placeholders(key)))
            help = f"known here: {allowed}" if allowed else "nothing is filled in here: write it without braces"
            problems.append(
                codes.UNKNOWN_PLACEHOLDER.at(
                    place, f"`{wrong}` is nothing that could be filled in", help, width=len(words)
                )
            )
    return tree, tuple(problems), lines
