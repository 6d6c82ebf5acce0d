"""Take sources from a library that another program keeps (BibTeX and BibLaTeX, RIS, CSL-JSON) into a country's records.

In: the text of a file, the dataset. Out: a plan of what is new, what is known and by what, and what is left out; and
the file of sources as it would be. Nothing is written here. Of a file with one entry that can't be read nothing is
taken.

`read` parses files into entries, each an item of CSL with its line; `plan` compares them with the records.
"""

from generator.authoring.import_sources.plan import Addresses, ImportPlan, plan_import
from generator.authoring.import_sources.read import ForeignEntry, read_library

__all__ = ["Addresses", "ForeignEntry", "ImportPlan", "plan_import", "read_library"]
