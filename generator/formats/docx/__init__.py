"""The Word writer."""

from generator.formats.docx.paper import write_docx

__all__ = ["write_docx"]
