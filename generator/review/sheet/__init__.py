"""The sheet that a reviewer signs: every claim of a paper with what it rests on, as a page, a Word file and a
workbook."""

from generator.review.sheet.model import SheetLine, SourceSheet, SourceWords, keep_shown

__all__ = ["SheetLine", "SourceSheet", "SourceWords", "keep_shown"]
