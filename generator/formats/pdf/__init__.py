"""The PDF of a paper: laid out by WeasyPrint as repaired in `repair`, judged note by note, tagged, and only then
written."""

from generator.formats.pdf.places import PagePlace
from generator.formats.pdf.write import PdfResult, lay_out, write_pdf

__all__ = ["PagePlace", "PdfResult", "lay_out", "write_pdf"]
