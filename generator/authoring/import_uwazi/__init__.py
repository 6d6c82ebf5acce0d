"""Read the CSV files of an Uwazi (HURIDOCS): sources as entries of a library, people as rows of our own form.

In: tables, and what their templates and columns are here. Out: entries and rows; or BriefingError with each cell that
can't be read (D462), and notices of what is left out (D463). Nothing is written here: sources go the way of every
library, and people that of every list, so that nobody is added twice.
"""

from generator.authoring.import_uwazi.read import UwaziForm, UwaziRows, list_case_cells, read_tables

__all__ = ["UwaziForm", "UwaziRows", "list_case_cells", "read_tables"]
