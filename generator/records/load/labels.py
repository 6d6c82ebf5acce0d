"""The fixed words of a style in one language: templates/<style>/labels/<lang>.yaml, key: words.

A style that extends another has only those that it says otherwise, and those of its own kinds of paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.records.load.label_keys import OF_KIND, REQUIRED, placeholders, wrong_placeholder
from generator.records.load.parse import parse
from generator.records.style import Style


def load_labels(
    root: Path, style: Style, lang: str, lines: dict[str, list[str]]
) -> tuple[Mapping[str, str] | None, list[Diagnostic]]:
    """Return the words by key, or None with diagnostics (P401 to P403, D00x) where some are missing or
    can't be filled in. Adds the files to `lines`."""
    own = style.folders[0] / "labels" / f"{lang}.yaml"
    name = own.relative_to(root).as_posix()
    files = list(style.files(f"labels/{lang}.yaml"))
    if not files:
        known = sorted({path.stem for folder in style.folders for path in folder.glob("labels/*.yaml")})
        help = f"this style has: {', '.join(known)}" if known else "copy it from another style"
        return None, [codes.MISSING_LABELS.at(Origin(name), f"the style `{style.name}` has no words in `{lang}`", help)]
    found: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for path in reversed(files):
        words, more = _words(path.read_bytes(), path.relative_to(root).as_posix(), lines)
        problems += more
        if words is None:
            return None, problems
        found |= words
    own_kinds = (key for kind in style.kinds for key in (f"kind_{kind}", *OF_KIND.get(kind, ())))
    for key in (*REQUIRED, *own_kinds):
        if key not in found:
            problems.append(
                codes.MISSING_LABEL.at(Origin(name), f"the words for `{key}` are missing", f"add a line `{key}: …`")
            )
    return (None if problems else found), problems


def _words(data: bytes, name: str, lines: dict[str, list[str]]) -> tuple[Mapping[str, str] | None, list[Diagnostic]]:
    """Return the words that one file says, and what is wrong with them; None where it can't be read."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return None, [
            codes.NOT_UTF_8.at(
                Origin(name), f"byte {error.start + 1} of this file is not UTF-8", "save the file as UTF-8"
            )
        ]
    lines[name] = text.split("\n")
    tree, problems = parse(text, name)
    if tree is None:
        return None, problems
    for key, words in tree.items():
        _, _, row, column = tree.at[key]
        place = Origin(name, row + 1, column + 1)
        if not isinstance(words, str) or not words.strip():
            problems.append(
                codes.MISSING_LABEL.at(place, f"the words for `{key}` are missing", f"write them after `{key}:`")
            )
        elif wrong := wrong_placeholder(key, words):
            allowed = ", ".join(f"{{{name}}}" for name in sorted(placeholders(key)))
            help = f"known here: {allowed}" if allowed else "nothing is filled in here: write it without braces"
            problems.append(
                codes.UNKNOWN_PLACEHOLDER.at(
                    place, f"`{wrong}` is nothing that could be filled in", help, width=len(words)
                )
            )
    return tree, problems
