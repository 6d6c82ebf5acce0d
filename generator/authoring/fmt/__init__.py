"""`briefing fmt`: the YAML of the workspace in one layout, so that a comparison of two versions shows what was said.

`tree` reads a file with its comments and empty lines, `order` puts names in the order of the schema, `prose` puts one
sentence on a line, `layout` writes the file anew, and `files` does this for many, each judged before it is written.
"""
