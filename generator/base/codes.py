"""Every kind of problem that there is: its permanent code, its name, how bad it is.

Used as values: `codes.BAD_DATE.at(place, "`arrested` is not a date", "write a date, such as 2024-05-01")`.

A code is never given to another kind, and none is used again. What each means, why it matters and what to do is told by
`briefing explain CODE` and docs/codes.md.
"""

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
UNREADABLE_LOGO = Code("D264", "unreadable-logo")

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
REMOVED_ADDED_AGAIN = Code("S125", "removed-added-again")
ISSUED_NAMES_PROTECTED = Code("S126", "issued-names-protected")
ISSUED_PAPER_OUT = Code("S127", "issued-paper-out", "warning")
ONE_SIDE_PROTECTS = Code("S128", "one-side-protects")

# T1: prose and its markup

UNCLOSED_NOTE = Code("T101", "unclosed-note")
EMPTY_NOTE = Code("T102", "empty-note")
NOTE_IN_NOTE = Code("T103", "note-in-note")
BAD_CITATION = Code("T104", "bad-citation")
EMPTY_LINK = Code("T105", "empty-link")
NOT_PROSE = Code("T106", "not-prose")
MISSING_TRANSLATION = Code("T107", "missing-translation")
LEFTOVER_MARKUP = Code("T108", "leftover-markup")
LIST_START = Code("T109", "list-start")
NESTED_TOO_DEEP = Code("T110", "nested-too-deep")
STANDS_TWICE = Code("T111", "stands-twice")
BAD_ADDRESS = Code("T112", "bad-address")
NOT_A_CITATION = Code("T113", "not-a-citation")
COUNT_AGAINST_TABLE = Code("T114", "count-against-table")
TYPED_MARK = Code("T115", "typed-mark", "warning")
CARRIED_OVER = Code("T120", "carried-over", "warning")
NOTHING_CARRIED_OVER = Code("T121", "nothing-carried-over", "hint")
NOTHING_TO_DRAW = Code("T130", "nothing-to-draw")
TOO_MUCH_TO_DRAW = Code("T131", "too-much-to-draw")
PRINTS_NOTHING = Code("T152", "prints-nothing", "warning")
NOTHING_ASKED = Code("T176", "nothing-asked")

# T5: rules about words
PLACEHOLDER_TEXT = Code("T501", "placeholder-text")
STRAIGHT_QUOTES = Code("T502", "straight-quotes", "warning")
STRAY_SPACE = Code("T503", "stray-space", "warning")
GLUED_DIGITS = Code("T504", "glued-digits", "warning")
VARIANT_SPELLING = Code("T505", "variant-spelling", "warning")
UNKNOWN_NAME = Code("T506", "unknown-name", "warning")
UNTRANSLATED_TEXT = Code("T507", "untranslated-text", "warning")
SKIPPED_HEADING_LEVEL = Code("T508", "skipped-heading-level", "warning")
HIDDEN_LETTER = Code("T521", "hidden-letter")
MIXED_SCRIPTS = Code("T522", "mixed-scripts")
UNSUPPORTED_CLAIM = Code("T530", "unsupported-claim", "warning")
ALLEGED_AS_FACT = Code("T531", "alleged-as-fact", "warning")
TOLD_TWICE = Code("T532", "told-twice", "warning")
REPEATED_DEMAND = Code("T533", "repeated-demand", "warning")
DEMAND_WITHOUT_VERB = Code("T534", "demand-without-verb", "warning")
LIST_WITHOUT_LEAD_IN = Code("T535", "list-without-lead-in", "warning")
SECTION_OUT_OF_BALANCE = Code("T536", "section-out-of-balance", "warning")
OLDER_THAN_PERIOD = Code("T537", "older-than-period", "hint")
TELEPHONE_NUMBER = Code("T540", "telephone-number", "error", shows_line=False)
EMAIL_ADDRESS = Code("T541", "email-address", "error", shows_line=False)
IDENTITY_NUMBER = Code("T542", "identity-number", "error", shows_line=False)
BANK_NUMBER = Code("T543", "bank-number", "error", shows_line=False)
HOME_ADDRESS = Code("T544", "home-address", "error", shows_line=False)
PRECISE_PLACE = Code("T545", "precise-place", "error", shows_line=False)
CHILD_NAMED = Code("T546", "child-named", "warning", shows_line=False)
PRECISE_HEALTH = Code("T547", "precise-health", "warning", shows_line=False)
SECTION_NOT_LISTED = Code("T558", "section-not-listed", "warning")
PARAGRAPH_WITHOUT_NOTE = Code("T568", "paragraph-without-note", "warning")
MONTHS_NOT_COVERED = Code("T569", "months-not-covered", "warning")
ROLE_AS_CHARGE = Code("T578", "role-as-charge", "warning")
UNSUPPORTED_ASK = Code("T588", "unsupported-ask", "warning")
UNSIGNED_CLAIMS = Code("T589", "unsigned-claims", "warning")
EXCUSE_WITHOUT_REASON = Code("T590", "excuse-without-reason", "warning")
EXCUSE_FOR_NOTHING = Code("T591", "excuse-for-nothing", "warning")
SECTION_WITHOUT_ASK = Code("T598", "section-without-ask", "warning")
CASE_WITHOUT_ASK = Code("T599", "case-without-ask", "warning")

# P1: paper.docx

MISSING_PLACEHOLDER = Code("P101", "missing-placeholder")
UNKNOWN_VARIABLE = Code("P102", "unknown-variable")
BROKEN_TAG = Code("P103", "broken-tag")
MISSING_STYLE = Code("P104", "missing-style")
NOTE_IN_TEMPLATE = Code("P105", "note-in-template")
NOTE_NUMBERING = Code("P106", "note-numbering")
MISSING_TEMPLATE = Code("P107", "missing-template")
NOTES_OUT_OF_ORDER = Code("P108", "notes-out-of-order")
REPEATED_PLACEHOLDER = Code("P109", "repeated-placeholder")
MISPLACED_SLOT = Code("P110", "misplaced-slot")
PAGE_WITHOUT_MARK = Code("P111", "page-without-mark")
WORDS_IN_TEMPLATE = Code("P112", "words-in-template")
WORDS_BESIDE_TAG = Code("P113", "words-beside-tag")
WORDS_OUTSIDE_LABELS = Code("P114", "words-outside-labels", "warning")
MISSING_WORD_FONT = Code("P115", "missing-word-font", "warning")
UNREADABLE_TEMPLATE = Code("P116", "unreadable-template")
TELLING_FIELD = Code("P117", "telling-field")
OUTSIDE_PART = Code("P118", "outside-part")
FOREIGN_CONTENT = Code("P119", "foreign-content")

# P2: paper.html.j2 and paper.css

MISSING_PAGE_TEMPLATE = Code("P201", "missing-page-template")
BROKEN_PAGE_TAG = Code("P202", "broken-page-tag")
UNKNOWN_PAGE_VARIABLE = Code("P203", "unknown-page-variable")
TEMPLATE_FAULT = Code("P204", "template-fault")
MISSING_PAGE_PLACEHOLDER = Code("P205", "missing-page-placeholder")
BROKEN_STYLESHEET = Code("P206", "broken-stylesheet")
MISSING_FONT = Code("P207", "missing-font", "warning")
MISSING_STYLE_FILE = Code("P208", "missing-style-file")
NO_FONTS_FOR_PICTURES = Code("P210", "no-fonts-for-pictures")
ACTIVE_CONTENT = Code("P211", "active-content")
OUTWARD_CONTENT = Code("P212", "outward-content")
ENDLESS_TEMPLATE = Code("P241", "endless-template")

# P4: styles and their labels

MISSING_LABELS = Code("P401", "missing-labels")
MISSING_LABEL = Code("P402", "missing-label")
UNKNOWN_PLACEHOLDER = Code("P403", "unknown-placeholder")
NO_TEMPLATE = Code("P404", "no-template")
STYLES_IN_A_CIRCLE = Code("P405", "styles-in-a-circle")

# O1: the numbered document

NOTE_WITHOUT_ITS_CALL = Code("O101", "note-without-its-call")

# O2: the Word file

CALL_WITHOUT_ITS_NOTE = Code("O201", "call-without-its-note")
SECTION_NUMBER_DIFFERS = Code("O202", "section-number-differs")
NOTE_DIFFERS = Code("O203", "note-differs")
WORDS_DIFFER = Code("O204", "words-differ")
LEFTOVER_TAG = Code("O205", "leftover-tag")
STRAY_TEXT = Code("O206", "stray-text")
BROKEN_ADDRESS = Code("O207", "broken-address")
DANGLING_RELATIONSHIP = Code("O208", "dangling-relationship")
EMPTY_PARAGRAPH = Code("O209", "empty-paragraph")
CELL_WITHOUT_PARAGRAPH = Code("O210", "cell-without-paragraph")
GRID_DIFFERS = Code("O211", "grid-differs")
LINK_WITHOUT_TARGET = Code("O212", "link-without-target")
UNREADABLE_FILE = Code("O213", "unreadable-file")
BOOKMARK_TWICE = Code("O214", "bookmark-twice")
LAYOUT_ENGINE_MISSING = Code("O220", "layout-engine-missing")
WORD_LAYOUT_FAILED = Code("O221", "word-layout-failed")
HEADING_WITHOUT_PAGE = Code("O222", "heading-without-page")

# O3: the PDF and sheets

PANGO_MISSING = Code("O301", "pango-missing")
UNKNOWN_WEASYPRINT = Code("O302", "unknown-weasyprint")
LOST_NOTE = Code("O303", "lost-note")
LONG_NOTE = Code("O304", "long-note")
MISPLACED_NOTE = Code("O305", "misplaced-note")
STRAY_NOTE = Code("O306", "stray-note")
LAYOUT_WARNING = Code("O307", "layout-warning", "warning")
LETTER_WITHOUT_FONT = Code("O308", "letter-without-font", "warning")
LOST_WORDS = Code("O309", "lost-words")
DEFERRED_NOTE = Code("O310", "deferred-note", "hint")
PDF_LAYOUT_FAILED = Code("O311", "pdf-layout-failed")
LOST_CALL = Code("O312", "lost-call")
DOUBLE_NOTE = Code("O313", "double-note")
TORN_NOTE = Code("O314", "torn-note")
CELL_TOO_LONG = Code("O322", "cell-too-long")
OVERFULL_PAGE = Code("O365", "overfull-page", "warning")

# O4: page numbers of the Word file

NO_PAGES = Code("O401", "no-pages", "warning")
UNREADABLE_PAGES = Code("O402", "unreadable-pages", "warning")
STALE_PAGES = Code("O403", "stale-pages", "warning")

# O5: files in their places

NOT_WRITTEN = Code("O501", "not-written")
NOT_MADE = Code("O502", "not-made")
OUTSIDE = Code("O503", "outside")

# O6: what was issued

NO_ISSUED_DOCUMENT = Code("O601", "no-issued-document")
UNREADABLE_DOCUMENT = Code("O602", "unreadable-document")
ISSUED_OTHERWISE = Code("O603", "issued-otherwise", "warning")
RECONSTRUCTION = Code("O604", "reconstruction")
ISSUED_ALREADY = Code("O605", "issued-already")
ISSUED_AS_IT_IS = Code("O606", "issued-as-it-is")
TO_DO = Code("O607", "to-do")

# O7: git

NO_GIT = Code("O701", "no-git")
UNKNOWN_REVISION = Code("O702", "unknown-revision")
HOSTILE_NAME = Code("O703", "hostile-name")

# O8: the preview

NOT_SHOWN = Code("O801", "not-shown")
NOT_FINISHED = Code("O802", "not-finished", "warning")

# O9: what proves a file

CHANGED_SINCE_MADE = Code("O901", "changed-since-made")
IN_NO_MANIFEST = Code("O902", "in-no-manifest")
UNREADABLE_MANIFEST = Code("O903", "unreadable-manifest")
NO_SIGNATURE = Code("O904", "no-signature")
WRONG_SIGNATURE = Code("O905", "wrong-signature")
NO_SSH_KEYGEN = Code("O906", "no-ssh-keygen")
SIGNING_FAILED = Code("O907", "signing-failed")
UNREADABLE_KEY = Code("O908", "unreadable-key")

ALL: tuple[Code, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Code))
"""Every code, in their order here."""
BY_ID = {code.id: code for code in ALL}
