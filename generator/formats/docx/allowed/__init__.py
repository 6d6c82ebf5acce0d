"""What of a template may go out in a Word file: one list for all its parts, and the file with nothing else in it.

In: paper.docx as an editor saved it. Out: the same file with the parts, relationships, fields, elements and attributes
that a paper needs to look as it says, and what has to be told to the editor because it can't be left out silently.
"""
