"""Formats: a numbered Document written as Word, PDF, HTML, Markdown, JSON or sheets, and the finished bytes judged.

In: a Document and its style. Out: bytes and diagnostics. A format decides nothing about content; each is imported when
it is wanted. May import: paper, records, base.
"""
