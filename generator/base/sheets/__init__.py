"""Read the one table of a file that somebody else made: a workbook (XLSX) or a CSV, for every command that takes lists.

In: a path, by choice the name of a sheet and the row of heads. Out: a Sheet, in which each cell knows its place; or
BriefingError: what is no such file, is too large, or was made to do harm. What columns mean is for those who ask.
"""

from generator.base.sheets.read_sheet import read_sheet
from generator.base.sheets.sheet import Sheet, SheetCell

__all__ = ["Sheet", "SheetCell", "read_sheet"]
