"""The fixed words of a style in one language: templates/<style>/labels/<lang>.yaml, key: words.

A style that extends another has only those that it says otherwise, and those of its own kinds of paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import get_args

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.records.load.parse import parse
from generator.records.load.texts import decode
from generator.records.schema.base import VISIBILITIES
from generator.records.schema.cases import SentenceKind, StageName, Status
from generator.records.schema.editions import ChangeKind, Mark
from generator.records.schema.records import RecommendationState
from generator.records.schema.sources import SourceKind
from generator.records.style import Style

SHEET = frozenset(
    (
        *(
            f"sheet_{key}"
            for key in [
                "title",
                "called",
                "todo",
                "done",
                "sources",
                "counts",
                "counts_changed",
                "cover",
                "note",
                "signed_by",
                "by_hand",
            ]
        ),
        *(
            f"sheet_{key}"
            for key in ["silent", "record", "stated_in", "archive", "accessed", "lost", "old", "old_hidden"]
        ),
        *(
            f"sheet_{key}"
            for key in [
                "how_to",
                "search",
                "show_all",
                "show_changed",
                "all_sections",
                "none",
                "number",
                "id",
                "section",
                "kind",
            ]
        ),
        *(
            f"sheet_{key}"
            for key in ["claim", "rests", "behind", "signature", "place", "state", "source_id", "told", "changed"]
        ),
        *(f"sheet_lost_{key}" for key in ["words", "notes", "source_gone", "source_new", "source_otherwise", "record"]),
        *(
            f"sheet_kind_{key}"
            for key in ["cover", "heading", "sentence", "addressee", "facts", "caption", "row", "picture", "derived"]
        ),
        *(f"sheet_source_{kind}" for kind in get_args(SourceKind)),
    )
)
"""Keys of the sheet of sources: no paper has their words."""

REQUIRED = (
    *[
        "contents",
        "box",
        "annex",
        "notes",
        "page",
        "back_to_text",
        "recommendations",
        "recommendations_section",
        "and",
        "comma",
        "around",
        "unknown",
        "date_day",
        "date_month",
    ],
    *(f"month_{n}" for n in range(1, 13)),
    *(f"length_{unit}{s}" for unit in ("day", "week", "month", "year") for s in ("", "s")),
    "length_and",
    "length_life",
    "sentence_imprisonment_life",
    *[
        "prepared",
        "prepared_reconstruction",
        "as_of",
        "period",
        "paper_of",
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
        "link_platform",
        "link_then",
        "link_unnamed",
        "in_language",
    ],
    *(
        f"column_{c}"
        for c in [
            "number",
            "name",
            "about",
            "since",
            "taken",
            "charges",
            "sentence",
            "held",
            "held_last",
            "status",
            "sources",
        ]
    ),
    *[
        "mark_new",
        *(f"mark_{mark}" for mark in get_args(Mark)),
        "no_sentence",
        "article",
        "article_part",
        "article_of",
        "charge",
        "status_as_of",
        "status_since",
        "status_on",
        "last_known",
        "last_known_undated",
        "list_free",
        "list_last_known",
        "list_group",
        "group_no_status",
        "group_no_theme",
        "group_no_region",
        "see_group",
        "annex_to",
        "sheet_people",
        *(f"column_{c}" for c in ("list", "source", "address", "addresses")),
    ],
    *(f"status_{status}" for status in get_args(Status)),
    *(f"sentence_{kind}" for kind in get_args(SentenceKind)),
    "since",
    *(f"amount_{qualifier}" for qualifier in ("around", "almost", "over", "less_than")),
    *(f"changes_{kind}" for kind in (*get_args(ChangeKind), "none", "new", "same", "silent")),
    *(
        f"column_{c}"
        for c in ["what", "then", "meanwhile", "now", "recommendation", "first_made", "evidence", "raised"]
    ),
    *["civic_space_rating", "law_adopted", "law_none", "law_in_force", "law_repealed", "scorecard"],
    *(f"recommendation_{status}" for status in get_args(RecommendationState)),
    *["first_made_here", "raised_by", "no_public_record", "stage_recognised"],
    *(f"stage_{stage}" for stage in get_args(StageName)),
    *(
        f"picture_{key}"
        for key in ["custody", "prisoners", "line", "span", "day", "before", "unknown", "known", "held", "counted"]
    ),
    *sorted(SHEET),
    *["sentence_fine_of", "ban", "ban_for", "a_court", "told_recognition", "told_in_group", "told_nothing"],
)
"""Keys that the generator asks for by name, and `kind_<kind>` for each kind that the style serves; others (languages,
kinds of notes) have a fall-back."""


OF_KIND: Mapping[str, tuple[str, ...]] = {
    "country_page": (
        *["country_title", "country_papers", "country_rating", "country_rated", "country_no_rating"],
        *["country_listed", "country_on_list", "country_source", "country_prisoners"],
        *(f"country_{standing}" for standing in ("held", "free", "last_known")),
        *(f"file_{format}" for format in ("html", "pdf", "docx", "md", "json")),
    )
}
"""Keys that only papers of a kind ask for."""

PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    "page": frozenset({"page", "pages"}),
    "date_day": frozenset({"day", "month", "year"}),
    "date_month": frozenset({"month", "year"}),
    "as_of": frozenset({"date"}),
    "period": frozenset({"start", "end"}),
    "paper_of": frozenset({"date"}),
    "length_and": frozenset({"first", "second"}),
    "length_life": frozenset(),
    "sentence_imprisonment_life": frozenset(),
    "round": frozenset({"number"}),
    "addressee": frozenset({"name"}),
    "article": frozenset({"article"}),
    "article_part": frozenset({"article", "part"}),
    "article_of": frozenset({"article", "code"}),
    "charge": frozenset({"article", "offence"}),
    "in_language": frozenset({"language"}),
    "note_platform": frozenset({"platform"}),
    "link_platform": frozenset({"publisher", "platform"}),
    "status_as_of": frozenset({"date"}),
    "status_since": frozenset({"date"}),
    "status_on": frozenset({"date"}),
    "last_known": frozenset({"status", "date"}),
    "last_known_undated": frozenset({"status"}),
    "list_group": frozenset({"list", "group"}),
    "see_group": frozenset({"name"}),
    "annex_to": frozenset({"title"}),
    "sentence_fine_of": frozenset({"sum"}),
    "ban": frozenset({"what"}),
    "ban_for": frozenset({"what", "length"}),
    "column_then": frozenset({"before"}),
    "column_now": frozenset({"date"}),
    "civic_space_rating": frozenset({"name"}),
    "raised_by": frozenset({"name", "date"}),
    "stage_recognised": frozenset({"name"}),
    "told_recognition": frozenset({"who", "name", "date"}),
    "picture_custody": frozenset({"date"}),
    "picture_line": frozenset({"name", "told"}),
    "picture_span": frozenset({"start", "end", "status"}),
    "picture_day": frozenset({"date", "status"}),
    "picture_before": frozenset({"date", "status"}),
    "picture_counted": frozenset({"held", "unknown"}),
    "country_title": frozenset({"name"}),
    "country_rated": frozenset({"rating", "name", "date"}),
    "country_held": frozenset({"number"}),
    "country_free": frozenset({"number"}),
    "country_last_known": frozenset({"number"}),
    "country_listed": frozenset({"name", "date"}),
    "country_on_list": frozenset({"name", "date"}),
}
"""What stands in {braces} in the words of a key; the families of keys below have theirs in common."""

_FAMILIES = {
    "since": frozenset({"date"}),
    "length_": frozenset({"number"}),
    "note_": frozenset({"publisher"}),
    "link_": frozenset({"publisher"}),
    "sentence_": frozenset({"length"}),
    "changes_": frozenset({"before", "date"}),
    "sheet_": frozenset({"title", "signed", "all", "number", "name", "date", "what", "words"}),
    "told_": frozenset({"name", "date", "court"}),
}


def of_papers(labels: Mapping[str, str]) -> Mapping[str, str]:
    """Return the words that papers may have: all but those of the sheet of sources."""
    return {key: words for key, words in labels.items() if key not in SHEET}


def placeholders(key: str) -> frozenset[str]:
    """Return what may stand in {braces} in the words of a key."""
    family = next((names for start, names in _FAMILIES.items() if key.startswith(start)), frozenset())
    return PLACEHOLDERS.get(key, family)


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
    text, problems = decode(data, name)
    if text is None:
        return None, problems
    text = text.replace("\r\n", "\n")
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


def wrong_placeholder(key: str, words: str) -> str | None:
    """Return what stands in braces and may not; None where all is well."""
    try:
        for _, field, form, conversion in Formatter().parse(words):
            if field is not None and (field not in placeholders(key) or form or conversion):
                return f"{{{field}}}"
    except ValueError:
        return next(c for c in words if c in "{}")
    return None
