"""The fixed words that a style may say: one table of their keys, with what may be filled in and who asks for them.

A key that is not in the table is a style's own (`kind_country_page`, `language_kk`, `note_interview`): it has what is
filled in from the family in which it begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Literal, NamedTuple, get_args

from generator.records.schema.base import VISIBILITIES
from generator.records.schema.cases import SentenceKind, StageName, Status
from generator.records.schema.editions import ChangeKind, Mark
from generator.records.schema.records import RecommendationState
from generator.records.schema.sources import SourceKind

Asker = Literal["papers", "sheet", "country_page", "family"]
"""Who asks for a key: every paper, the sheet of sources, papers of a kind, or (a family) nobody by name."""


class Row(NamedTuple):
    """Keys that are alike: `keys` with spaces between them, each behind `start` where they have one in common, `filled`
    the names that may stand in {braces} in their words (None: those of their family), and who asks for them."""

    keys: str
    filled: str | None = None
    start: str = ""
    asker: Asker = "papers"


_UNITS = ("day", "week", "month", "year")

_SHEET = f"""
title called todo done sources counts counts_changed cover note signed_by by_hand
silent record stated_in archive accessed lost old old_hidden
how_to search show_all show_changed all_sections none number id section kind
claim rests behind signature place state source_id told changed
lost_words lost_notes lost_source_gone lost_source_new lost_source_otherwise lost_record
kind_cover kind_heading kind_sentence kind_addressee kind_facts kind_caption kind_row kind_picture kind_derived
{" ".join(f"source_{kind}" for kind in get_args(SourceKind))}
"""
"""What the sheet of sources asks for, each behind `sheet_`."""

# fmt: off
_TABLE: tuple[Row, ...] = (
    # what begins alike has the same filled in; the first that fits counts
    Row("since", "date", asker="family"),
    Row("length_", "number", asker="family"),
    Row("note_", "publisher", asker="family"),
    Row("link_", "publisher", asker="family"),
    Row("sentence_", "length", asker="family"),
    Row("changes_", "before date", asker="family"),
    Row("sheet_", "title signed all number name date what words", asker="family"),
    Row("told_", "name date court", asker="family"),
    # the parts of a paper
    Row("contents box annex notes"),
    Row("page", "page pages"),
    Row("back_to_text recommendations recommendations_section and comma around unknown"),
    # days and lengths of time
    Row("date_day", "day month year"),
    Row("date_month", "month year"),
    Row(" ".join(map(str, range(1, 13))), start="month_"),
    Row(" ".join(unit + s for unit in _UNITS for s in ("", "s")), start="length_"),
    Row("length_and", "first second"),
    Row("length_life sentence_imprisonment_life", ""),
    # the cover
    Row("prepared prepared_reconstruction"),
    Row("as_of", "date"),
    Row("period", "start end"),
    Row("paper_of", "date"),
    Row("round", "number"),
    Row("mark_draft"),
    Row("addressee", "name"),
    Row(" ".join(VISIBILITIES), start="audience_"),
    Row("status_line_draft status_line_reconstruction"),
    # notes, and sources in the text
    Row("note_see"),
    Row("note_platform", "platform"),
    Row("note_and note_then"),
    Row("link_platform", "publisher platform"),
    Row("link_then link_unnamed"),
    Row("in_language", "language"),
    # the annex of prisoners
    Row("number name about since taken charges sentence held held_last status sources", start="column_"),
    Row(" ".join(get_args(Mark)), start="mark_"),
    Row("no_sentence"),
    Row("article", "article"),
    Row("article_part", "article part"),
    Row("article_of", "article code"),
    Row("charge", "article offence"),
    Row("status_as_of status_since status_on", "date"),
    Row("last_known", "status date"),
    Row("last_known_undated", "status"),
    Row("list_free list_last_known"),
    Row("list_group", "list group"),
    Row("group_no_status group_no_theme group_no_region"),
    Row("see_group", "name"),
    Row("annex_to", "title"),
    Row("sheet_people"),
    Row("list source address addresses", start="column_"),
    Row(" ".join(get_args(Status)), start="status_"),
    Row(" ".join(get_args(SentenceKind)), start="sentence_"),
    Row("since"),
    Row("around almost over less_than", start="amount_"),
    # what changed since the edition before, and the scorecard
    Row(" ".join((*get_args(ChangeKind), "none", "new", "same", "silent")), start="changes_"),
    Row("column_what"),
    Row("column_then", "before"),
    Row("column_meanwhile"),
    Row("column_now", "date"),
    Row("recommendation first_made evidence raised", start="column_"),
    Row("civic_space_rating", "name"),
    Row("law_adopted law_none law_in_force law_repealed scorecard"),
    Row(" ".join(get_args(RecommendationState)), start="recommendation_"),
    Row("first_made_here"),
    Row("raised_by", "name date"),
    Row("no_public_record"),
    Row("stage_recognised", "name"),
    Row(" ".join(get_args(StageName)), start="stage_"),
    # pictures
    Row("picture_custody", "date"),
    Row("picture_prisoners"),
    Row("picture_line", "name told"),
    Row("picture_span", "start end status"),
    Row("picture_day picture_before", "date status"),
    Row("picture_unknown picture_known picture_held"),
    Row("picture_counted", "held unknown"),
    Row(" ".join(sorted(_SHEET.split())), start="sheet_", asker="sheet"),
    # what is told of a case
    Row("sentence_fine_of", "sum"),
    Row("ban", "what"),
    Row("ban_for", "what length"),
    Row("a_court"),
    Row("told_recognition", "who name date"),
    Row("told_in_group told_nothing"),
    # the page of a country
    Row("country_title", "name", asker="country_page"),
    Row("country_papers country_rating", asker="country_page"),
    Row("country_rated", "rating name date", asker="country_page"),
    Row("country_no_rating", asker="country_page"),
    Row("country_listed country_on_list", "name date", asker="country_page"),
    Row("country_source country_prisoners", asker="country_page"),
    Row("country_held country_free country_last_known", "number", asker="country_page"),
    Row("html pdf docx md json", start="file_", asker="country_page"),
)
# fmt: on


_KEYS: Mapping[str, Row] = {
    f"{row.start}{key}": row for row in _TABLE if row.asker != "family" for key in row.keys.split()
}
_FAMILIES = tuple(row for row in _TABLE if row.asker == "family")


def _family(key: str) -> str:
    return next((row.filled or "" for row in _FAMILIES if key.startswith(row.keys)), "")


_FILLED = {key: frozenset((_family(key) if row.filled is None else row.filled).split()) for key, row in _KEYS.items()}

REQUIRED = tuple(key for key, row in _KEYS.items() if row.asker in ("papers", "sheet"))
"""Keys that the generator asks for by name, and `kind_<kind>` for each kind that the style serves; others (languages,
kinds of notes) have a fall-back."""

OF_KIND: Mapping[str, tuple[str, ...]] = {
    "country_page": tuple(key for key, row in _KEYS.items() if row.asker == "country_page")
}
"""Keys that only papers of a kind ask for."""


def of_papers(labels: Mapping[str, str]) -> Mapping[str, str]:
    """Return the words that papers may have: all but those of the sheet of sources."""
    return {key: words for key, words in labels.items() if key not in _KEYS or _KEYS[key].asker != "sheet"}


def placeholders(key: str) -> frozenset[str]:
    """Return what may stand in {braces} in the words of a key."""
    return _FILLED[key] if key in _FILLED else frozenset(_family(key).split())


def wrong_placeholder(key: str, words: str) -> str | None:
    """Return what stands in braces and may not; None where all is well."""
    try:
        for _, field, form, conversion in Formatter().parse(words):
            if field is not None and (field not in placeholders(key) or form or conversion):
                return f"{{{field}}}"
    except ValueError:
        return next(c for c in words if c in "{}")
    return None
