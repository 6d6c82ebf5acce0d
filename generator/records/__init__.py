"""Records: from YAML files to checked data. `schema` says what a record holds, `load` reads, `resolve` follows ids and
days.

In: the files below data/, briefings/ and templates/. Out: a Dataset in which every value knows its place.
May import: base.
"""
