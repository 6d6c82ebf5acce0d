"""The fixed words that a style may say: one table of their keys, with what may be filled in and who asks for them.

A key that is not in the table is a style's own (`kind_country_page`, `language_kk`, `note_interview`): it has what is
filled in from the family in which it begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Literal, NamedTuple, get_args

from generator.records.schema.base import VISIBILITIES
from generator.records.schema.editions import ChangeKind
from generator.records.schema.listed_blocks import Mark
from generator.records.schema.person import RecognisedAs, Relationship
from generator.records.schema.proceedings import ChargeMode, SentenceKind, StageName, Status
from generator.records.schema.records import RecommendationState
from generator.records.schema.sources import SourceKind

Asker = Literal["papers", "sheet", "country_page", "family"]
"""Who asks for a key: every paper, the sheet of sources, papers of a kind, or (a family) nobody by name."""


class LabelRow(NamedTuple):
    """Keys that are alike: `keys` with spaces between them, each behind `start` where they have one in common, `filled`
    the names that may stand in {braces} in their words (None: those of their family), and who asks for them."""

    keys: str
    filled: str | None = None
    start: str = ""
    asker: Asker = "papers"


_UNITS = ("day", "week", "month", "year")

_SHEET = """
title called todo done sources counts counts_changed cover note signed_by by_hand
silent record statement stated_in archive accessed lost old old_hidden
how_to search show_all show_changed all_sections none number id section kind
claim rests behind signature place state source_id told changed
lost_words lost_notes lost_source_gone lost_source_new lost_source_otherwise lost_record
kind_cover kind_heading kind_sentence kind_addressee kind_facts kind_caption kind_row kind_picture kind_derived
"""
"""What the sheet of sources asks for, each behind `sheet_`."""

# fmt: off
_TABLE: tuple[LabelRow, ...] = (
    # what begins alike has the same filled in; the first that fits counts
    LabelRow("since", "date", asker="family"),
    LabelRow("length_", "number", asker="family"),
    LabelRow("note_", "publisher", asker="family"),
    LabelRow("link_", "publisher", asker="family"),
    LabelRow("sentence_", "length", asker="family"),
    LabelRow("changes_", "before date", asker="family"),
    LabelRow("sheet_", "title signed all number name date what words", asker="family"),
    LabelRow("told_", "name date court", asker="family"),
    # the parts of a paper
    LabelRow("contents box annex notes"),
    LabelRow("page", "page pages"),
    LabelRow("back_to_text recommendations recommendations_section and comma around unknown unknown_mark"),
    LabelRow("unknown_means", "mark words"),
    LabelRow("note_again", "name number"),
    LabelRow("unknown_columns", "columns"),
    # days and lengths of time
    LabelRow("date_day", "day month year"),
    LabelRow("date_month", "month year"),
    LabelRow("on_day in_month", "date"),
    LabelRow(" ".join(map(str, range(1, 13))), start="month_"),
    LabelRow(" ".join(unit + s for unit in _UNITS for s in ("", "s")), start="length_"),
    LabelRow("length_and", "first second"),
    LabelRow("length_life sentence_imprisonment_life", ""),
    # the cover
    LabelRow("prepared prepared_reconstruction"),
    LabelRow("as_of", "date"),
    LabelRow("period", "start end"),
    LabelRow("period_since", "period before"),
    LabelRow("row_days", "days"),
    LabelRow("row_as_of", "date"),
    LabelRow("coverage", "covered gaps"),
    LabelRow("coverage_none", ""),
    LabelRow("paper_of", "date"),
    LabelRow("round", "number"),
    LabelRow("mark_draft"),
    LabelRow("addressee", "name"),
    LabelRow(" ".join(VISIBILITIES), start="audience_"),
    LabelRow("distribution", "audience"),
    LabelRow("status_line_draft status_line_reconstruction"),
    # notes, and sources in the text
    LabelRow("note_see"),
    LabelRow("note_see_kind", "kind"),
    LabelRow(" ".join(get_args(SourceKind)), "publisher", start="note_"),
    LabelRow(" ".join(get_args(SourceKind)), "publisher", start="link_"),
    LabelRow(" ".join(get_args(SourceKind)), "", start="source_"),
    LabelRow("source_of", "source date"),
    LabelRow("source_about", "about"),
    LabelRow("source_span", "start end"),
    LabelRow("source_undated source_later", ""),
    LabelRow("source_named_in", "sources"),
    LabelRow("note_platform", "platform"),
    LabelRow("note_and note_then"),
    LabelRow("link_platform", "publisher platform"),
    LabelRow("link_then"),
    LabelRow("in_language", "language"),
    # the annex of prisoners
    LabelRow("born age_at_arrest family", start="column_"),
    LabelRow("under_age dependant photograph"),
    LabelRow(" ".join(get_args(Relationship)), "", start="relative_"),
    LabelRow(" ".join(get_args(Relationship)), "number", start="relatives_"),
    LabelRow("number name about since taken charges sentence held held_last status sources", start="column_"),
    LabelRow("health access criteria raised_by transfers lawyers judges prosecutors", start="column_"),
    LabelRow("named_of", "name of"),
    LabelRow("transfer transfer_to transfer_from", "before after"),
    LabelRow("transfer_reason", "words reason"),
    LabelRow("transferred place_after_transfer", "words"),
    LabelRow("told_transfer", "name words"),
    LabelRow(" ".join(get_args(Mark)), start="mark_"),
    LabelRow("mark_group mark_family"),
    LabelRow("no_sentence"),
    LabelRow("article", "article"),
    LabelRow("article_part", "article part"),
    LabelRow("article_item article_items", "article items"),
    LabelRow("article_linked", "article linked"),
    LabelRow(" ".join(get_args(ChargeMode)), "article", start="article_"),
    LabelRow("article_of", "article code"),
    LabelRow("charge", "article offence"),
    LabelRow("charges_legend"),
    LabelRow("status_as_of status_since status_on status_by status_sentenced status_in_custody", "date"),
    LabelRow("last_known", "status date"),
    LabelRow("last_known_undated", "status"),
    LabelRow("arrest_only", "status when"),
    LabelRow("arrest_only_undated", "status"),
    LabelRow("when_day when_month when_by", "date"),
    LabelRow("custody_untold", "status"),
    LabelRow("term_over term_over_custody postponed_until", "status date"),
    LabelRow("postponed_for", "status length"),
    LabelRow("postponed_upheld"),
    LabelRow("list_free list_last_known list_never_held"),
    LabelRow("list_group", "list group"),
    LabelRow("index_of_names"),
    LabelRow("not_named", "number"),
    LabelRow("group_no_status group_no_theme group_no_region"),
    LabelRow("see_group", "name"),
    LabelRow("annex_to", "title"),
    LabelRow("sheet_people"),
    LabelRow("list source address addresses", start="column_"),
    LabelRow(" ".join(get_args(Status)), start="status_"),
    LabelRow("sentenced_to_prison sentenced_to_death amnestied pardoned executed", start="status_"),
    LabelRow(" ".join(get_args(SentenceKind)), start="sentence_"),
    LabelRow("sentence_with", "sentence details"),
    LabelRow("sentence_untold", ""),
    LabelRow("sentence_upheld", ""),
    LabelRow("sentence_upheld_on", "when"),
    LabelRow("sentence_commuted sentence_amnestied sentence_pardoned", "when"),
    LabelRow("sentence_before", "mercy sentence"),
    LabelRow("charges_answered", "charges answers"),
    LabelRow("since"),
    LabelRow("around almost over less_than", start="amount_"),
    # whose word something is, and what a person is in a proceeding
    LabelRow("attribution_alleged attribution_reported", "words"),
    LabelRow("attribution_by", "words name"),
    LabelRow("accused_of", "what"),
    LabelRow("suspect witness", "words", start="role_"),
    LabelRow("suspect witness", "charge", start="charge_"),
    # what changed since the edition before, and the scorecard
    LabelRow(" ".join((*get_args(ChangeKind), "none", "new", "same", "silent", "silent_told")), start="changes_"),
    LabelRow("column_what"),
    LabelRow("column_then", "before"),
    LabelRow("column_meanwhile"),
    LabelRow("column_now", "date"),
    LabelRow("recommendation first_made evidence raised", start="column_"),
    LabelRow("civic_space_rating", "name"),
    LabelRow("rating_instead", "rating date before"),
    LabelRow("law_adopted law_none law_in_force law_repealed scorecard"),
    LabelRow(" ".join(get_args(RecommendationState)), start="recommendation_"),
    LabelRow("first_made_here"),
    LabelRow("first_made_then", "name made"),
    LabelRow("first_call", "name"),
    LabelRow("status_of_demands", "number all"),
    LabelRow("demands_unknown", "demands"),
    LabelRow("progress_noted", "date words"),
    LabelRow("raised_by raised_by_day", "name date"),
    LabelRow("raised_others", "name number"),
    LabelRow("raised_case", "name case"),
    LabelRow("case_introduced", "name about"),
    LabelRow("no_public_record"),
    # asks on one page, what was said last time, treaties and the definition
    LabelRow("ask where about_whom in_a_line asks round said recognised", start="column_"),
    LabelRow("asked_then", "before", start="column_"),
    LabelRow(" ".join(f"criterion_{letter}" for letter in "abcde"), start="column_"),
    LabelRow("proposed people_to_name no_case no_ask no_outcome no_ask_raised cases_raised treaty_articles"),
    LabelRow("definition criteria criteria_none criterion_met criterion_silent"),
    LabelRow("a b c d e", start="criterion_"),
    LabelRow("repeated", "date"),
    LabelRow("asks_proposed", "addressee proposed"),
    LabelRow("asks_raise", "name numbers"),
    LabelRow("and_more", "number"),
    LabelRow("messenger", "name"),
    LabelRow("rounds_since asked_besides", "before"),
    LabelRow("recognised_on", "who date"),
    LabelRow(" ".join(get_args(RecognisedAs)), "", start="recognised_as_"),
    LabelRow("recognised_as", "who what"),
    LabelRow("list_number", "number"),
    LabelRow("stage_recognised", "name"),
    LabelRow("stage_recognised_as", "name what"),
    # case boxes, the list to hand over, and who the authors are
    LabelRow("case_asked authors_about"),
    LabelRow("ask_again", "number"),
    LabelRow(" ".join(get_args(StageName)), start="stage_"),
    # pictures
    LabelRow("picture_custody", "date"),
    LabelRow("picture_prisoners"),
    LabelRow("picture_line", "name told"),
    LabelRow("picture_span", "start end status"),
    LabelRow("picture_day picture_before", "date status"),
    LabelRow("picture_lane", "name status told"),
    LabelRow("picture_within", "date"),
    LabelRow("picture_untold picture_known picture_source"),
    LabelRow("held last_known free never_held deceased", start="picture_"),
    LabelRow("held last_known free never_held deceased", "number", start="counted_"),
    LabelRow(" ".join(sorted(_SHEET.split())), start="sheet_", asker="sheet"),
    # what is told of a case
    LabelRow("sentence_fine_of", "sum"),
    LabelRow("ban", "what"),
    LabelRow("ban_for", "what length"),
    LabelRow("a_court"),
    LabelRow("told_recognition", "who name"),
    LabelRow("told_recognised_as", "who name what"),
    LabelRow("told_stage", "name what date"),
    LabelRow("told_about told_plaintiff", "words"),
    LabelRow("told_place", "words place"),
    LabelRow("told_in_group told_nothing"),
    # the page of a country
    LabelRow("country_title", "name", asker="country_page"),
    LabelRow("country_papers country_rating", asker="country_page"),
    LabelRow("country_rated", "rating name date", asker="country_page"),
    LabelRow("country_no_rating", asker="country_page"),
    LabelRow("country_listed country_on_list", "name date", asker="country_page"),
    LabelRow("country_source country_prisoners country_left_out", asker="country_page"),
    LabelRow("country_by country_by_end country_left_out_words", "date", asker="country_page"),
    LabelRow("country_between country_span country_within", "start end", asker="country_page"),
    LabelRow("country_perhaps_before", "when date", asker="country_page"),
    LabelRow("country_source_later", asker="country_page"),
    LabelRow("country_of_day", "date", asker="country_page"),
    LabelRow("country_left_out_undated", "number", asker="country_page"),
    LabelRow("country_place", "date place", asker="country_page"),
    LabelRow("country_accused", "what", asker="country_page"),
    LabelRow("country_number", "what number", asker="country_page"),
    LabelRow("country_round", "number name", asker="country_page"),
    LabelRow("country_dated", "name date", asker="country_page"),
    LabelRow("country_asks", "date", asker="country_page"),
    LabelRow("country_left_out_before", "number date", asker="country_page"),
    LabelRow("country_held country_free country_deceased", "number", asker="country_page"),
    LabelRow("country_last_known country_never_held", "number", asker="country_page"),
    LabelRow("html pdf docx md json", start="file_", asker="country_page"),
)
# fmt: on


_KEYS: Mapping[str, LabelRow] = {
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


def pick_paper_labels(labels: Mapping[str, str]) -> Mapping[str, str]:
    """Return the words that papers may have: all but those of the sheet of sources."""
    return {key: words for key, words in labels.items() if key not in _KEYS or _KEYS[key].asker != "sheet"}


def list_placeholders(key: str) -> frozenset[str]:
    """Return what may stand in {braces} in the words of a key."""
    return _FILLED[key] if key in _FILLED else frozenset(_family(key).split())


def find_wrong_placeholder(key: str, words: str) -> str | None:
    """Return what stands in braces and may not; None where all is well."""
    try:
        for _, field, form, conversion in Formatter().parse(words):
            if field is not None and (field not in list_placeholders(key) or form or conversion):
                return f"{{{field}}}"
    except ValueError:
        return next(c for c in words if c in "{}")
    return None
