"""The fixed words of a style in one language: templates/<style>/labels/<lang>.yaml, key: words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from generator.diagnostics import Diagnostic, Origin
from generator.load.parse import parse
from generator.schema.base import VISIBILITIES
from generator.schema.cases import SentenceKind, Status

REQUIRED = (
    *[
        "contents",
        "box",
        "annex",
        "notes",
        "page",
        "back_to_text",
        "recommendations",
        "and",
        "comma",
        "around",
        "unknown",
        "date_day",
        "date_month",
    ],
    *(f"month_{n}" for n in range(1, 13)),
    *(f"length_{unit}{s}" for unit in ("day", "week", "month", "year") for s in ("", "s")),
    *[
        "kind_dialogue_paper",
        "kind_monitor_update",
        "prepared",
        "prepared_reconstruction",
        "as_of",
        "period",
        "round",
        "mark_draft",
        "addressee",
    ],
    *(f"audience_{level}" for level in VISIBILITIES),
    *[
        "status_line_draft",
        "status_line_reconstruction",
        "note_see",
        "note_platform",
        "note_and",
        "note_then",
        "in_language",
    ],
    *(f"column_{c}" for c in ["number", "name", "about", "since", "charges", "sentence", "held", "status", "sources"]),
    *[
        "mark_new",
        "mark_updated",
        "no_sentence",
        "article",
        "article_part",
        "article_of",
        "charge",
        "status_as_of",
        "status_since",
    ],
    *(f"status_{status}" for status in get_args(Status)),
    *(f"sentence_{kind}" for kind in get_args(SentenceKind)),
    *["sentence_fine_of", "ban", "ban_for", "a_court", "told_recognition", "told_nothing"],
)
"""Keys that the generator asks for by name; others (languages, kinds of notes) have a fall-back."""


def load_labels(
    root: Path, style: str, lang: str, lines: dict[str, list[str]]
) -> tuple[Mapping[str, str] | None, list[Diagnostic]]:
    """Return the words by key, or None with diagnostics (P401, P402, D00x) where some are missing. Adds the file to `lines`."""
    path = root / "templates" / style / "labels" / f"{lang}.yaml"
    name = path.relative_to(root).as_posix()
    if not path.is_file():
        known = sorted(p.stem for p in path.parent.glob("*.yaml"))
        help = f"this style has: {', '.join(known)}" if known else "copy it from another style"
        return None, [
            Diagnostic("P401", "missing-labels", f"the style `{style}` has no words in `{lang}`", Origin(name), help)
        ]
    text = path.read_text("utf-8")
    lines[name] = text.split("\n")
    tree, problems = parse(text, name)
    if tree is None:
        return None, problems
    for key in REQUIRED:
        if not isinstance(tree.get(key), str):
            problems.append(
                Diagnostic(
                    "P402",
                    "missing-label",
                    f"the words for `{key}` are missing",
                    Origin(name),
                    f"add a line `{key}: …`",
                )
            )
    return (None if problems else {key: words for key, words in tree.items() if isinstance(words, str)}), problems
