"""The codes of templates and finished files (P, O)."""

from __future__ import annotations

from generator.base.diagnostics import Code

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
BROKEN_RELATIONSHIP = Code("P120", "broken-relationship")

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
PICTURE_WITHOUT_WORDS = Code("P213", "picture-without-words", "warning")
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
LETTER_WITHOUT_FONT = Code("O308", "letter-without-font")
LOST_WORDS = Code("O309", "lost-words")
DEFERRED_NOTE = Code("O310", "deferred-note", "hint")
PDF_LAYOUT_FAILED = Code("O311", "pdf-layout-failed")
LOST_CALL = Code("O312", "lost-call")
DOUBLE_NOTE = Code("O313", "double-note")
TORN_NOTE = Code("O314", "torn-note")
MISPLACED_WORDS = Code("O315", "misplaced-words")
UNSEEN_WORDS = Code("O316", "unseen-words")
MISSING_LIBRARY = Code("O319", "missing-library")
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
