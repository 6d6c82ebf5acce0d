"""The codes of what records say, what they say of each other, and who may read it (D, R, S)."""

from __future__ import annotations

from generator.base.diagnostics import Code

# D0: files and their syntax

YAML_SYNTAX = Code("D001", "yaml-syntax")
TAB = Code("D002", "tab")
NOT_A_MAPPING = Code("D003", "not-a-mapping")
DUPLICATE_KEY = Code("D004", "duplicate-key")
ALIAS = Code("D005", "alias")
CONTROL_CHARACTER = Code("D006", "control-character")
NOT_UTF_8 = Code("D007", "not-utf-8")
UNKNOWN_FILE = Code("D008", "unknown-file")
NO_EDITION = Code("D009", "no-edition")
TAG = Code("D010", "tag")
TOO_DEEP = Code("D011", "too-deep")
NOT_CARRIED_OVER = Code("D012", "not-carried-over")
NOT_LAID_OUT = Code("D013", "not-laid-out")
NOT_SIGNED = Code("D014", "not-signed")
FAULT_OF_ANOTHER_COUNTRY = Code("D015", "fault-of-another-country", "warning")
LEADS_OUTSIDE = Code("D021", "leads-outside")
NO_PLAIN_FILE = Code("D022", "no-plain-file")
TOO_LARGE = Code("D023", "too-large")

# D1: values of a record

WRONG_TYPE = Code("D101", "wrong-type")
BAD_DATE = Code("D102", "bad-date")
UNKNOWN_FIELD = Code("D103", "unknown-field")
MISSING_FIELD = Code("D104", "missing-field")
UNKNOWN_WORD = Code("D105", "unknown-word")
BAD_VALUE = Code("D106", "bad-value")
DUPLICATE_ID = Code("D107", "duplicate-id")
ID_IS_NOT_THE_NAME = Code("D108", "id-is-not-the-name")

# D2: what records say, put together

IMPOSSIBLE_TIMELINE = Code("D201", "impossible-timeline")
DATED_AFTER_ITS_SOURCE = Code("D202", "dated-after-its-source")
UNDATED_NOTICE = Code("D203", "undated-notice")
MAY_BE_LATER = Code("D204", "may-be-later")
STATUS_WITHOUT_EVIDENCE = Code("D224", "status-without-evidence")
NOBODY_RAISED = Code("D225", "nobody-raised")
UNKNOWN_DEMAND = Code("D226", "unknown-demand")
STATED_TWICE = Code("D227", "stated-twice")
IMPOSSIBLE_SENTENCE = Code("D241", "impossible-sentence")
PART_OF_NO_ARTICLE = Code("D242", "part-of-no-article")
TRANSFER_NOWHERE = Code("D243", "transfer-nowhere")
UNREADABLE_LOGO = Code("D264", "unreadable-logo")
UNREADABLE_PHOTOGRAPH = Code("D265", "unreadable-photograph")

# D3: rules about sources and facts

INCOMPLETE_SOURCE = Code("D301", "incomplete-source", "warning")
DUPLICATE_SOURCE = Code("D302", "duplicate-source", "warning")
TRACKING_PARAMETER = Code("D303", "tracking-parameter", "warning")
SHORTENED_ADDRESS = Code("D304", "shortened-address", "warning")
LANGUAGE_AGAINST_ADDRESS = Code("D305", "language-against-address", "warning")
UNUSED_RECORD = Code("D306", "unused-record", "hint")
UNKNOWN_PUBLISHER = Code("D307", "unknown-publisher", "warning")
UNIDENTIFIED_SOURCE = Code("D318", "unidentified-source", "warning")
SINGLE_SOURCE = Code("D320", "single-source", "hint")
ARTICLE_AGAINST_OFFENCE = Code("D321", "article-against-offence", "warning")
NUMBER_AGAINST_FIGURE = Code("D322", "number-against-figure", "warning")
RATES_APART = Code("D323", "rates-apart", "warning")
NOT_YET_DETAINED = Code("D324", "not-yet-detained", "warning")
NOT_PROFILED = Code("D325", "not-profiled", "warning")
PRISONER_NOT_LISTED = Code("D326", "prisoner-not-listed", "warning")
RELEASE_OF_FREE = Code("D327", "release-of-free", "warning")
NOT_VERIFIED_LATELY = Code("D328", "not-verified-lately", "warning")
RECORD_OF_ANOTHER_COUNTRY = Code("D349", "record-of-another-country", "warning")
ATTRIBUTION_IN_WORDS = Code("D369", "attribution-in-words", "warning")
ORDER_NOT_TOLD = Code("D370", "order-not-told", "warning")

# D4: lists of others

UNREADABLE_LIST = Code("D401", "unreadable-list")
UNKNOWN_COLUMN = Code("D402", "unknown-column")
DATE_TO_ASK = Code("D403", "date-to-ask")
FORMULA_IN_CELL = Code("D404", "formula-in-cell")
UNREADABLE_CELL = Code("D405", "unreadable-cell")
PERSON_TO_ASK = Code("D406", "person-to-ask")
ROW_STANDS_TWICE = Code("D407", "row-stands-twice")
ENTRY_TO_ASK = Code("D408", "entry-to-ask")
CHANGED_SINCE_EXPORT = Code("D409", "changed-since-export")

# R: references

UNKNOWN_ID = Code("R101", "unknown-id")
UNKNOWN_PLACE = Code("R102", "unknown-place")
UNKNOWN_LANGUAGE = Code("R103", "unknown-language")
UNKNOWN_LINK = Code("R104", "unknown-link")
WORDS_AGAINST_RECORD = Code("R105", "words-against-record")
UNKNOWN_STYLE = Code("R106", "unknown-style")
NOT_YET = Code("R107", "not-yet")
UNKNOWN_ROUND = Code("R108", "unknown-round")
NOT_IN_CUSTODY = Code("R109", "not-in-custody", "warning")
NO_PREDECESSOR = Code("R110", "no-predecessor")
UNKNOWN_EDITION = Code("R111", "unknown-edition")
LATER_PREDECESSOR = Code("R112", "later-predecessor")
EDITIONS_IN_A_CIRCLE = Code("R113", "editions-in-a-circle")
NO_LIST = Code("R114", "no-list")
UNKNOWN_PART = Code("R115", "unknown-part")
KIND_NOT_SERVED = Code("R120", "kind-not-served")
DIALOGUE_OF_ANOTHER_COUNTRY = Code("R141", "dialogue-of-another-country")
ASKED_NOWHERE = Code("R166", "asked-nowhere")
NO_DIALOGUE = Code("R167", "no-dialogue")

# S: safety
NOT_FOR_THIS_AUDIENCE = Code("S101", "not-for-this-audience")
AUDIENCE_TOO_WIDE = Code("S102", "audience-too-wide")
EDITION_WITHHELD = Code("S103", "edition-withheld")
PROTECTED_WORDS = Code("S104", "protected-words")
LEAK = Code("S105", "leak")
TELLING_ID = Code("S106", "telling-id")
ENTRY_WITHHELD = Code("S117", "entry-withheld", "hint")
EXPOSED_PSEUDONYMS = Code("S118", "exposed-pseudonyms")
NO_BASIS = Code("S121", "no-basis")
USE_NOT_COVERED = Code("S122", "use-not-covered")
CONSENT_EXPIRED = Code("S123", "consent-expired")
CONSENT_WITHDRAWN = Code("S124", "consent-withdrawn")
REMOVED_ADDED_AGAIN = Code("S125", "removed-added-again", shows_line=False)
ISSUED_NAMES_PROTECTED = Code("S126", "issued-names-protected")
ISSUED_PAPER_OUT = Code("S127", "issued-paper-out", "warning")
ONE_SIDE_PROTECTS = Code("S128", "one-side-protects")
CHILD_WITHOUT_CONSENT = Code("S129", "child-without-consent", shows_line=False)
