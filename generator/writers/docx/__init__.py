"""The Word writer."""

from generator.writers.docx.paper import write_docx

__all__ = ["write_docx"]
