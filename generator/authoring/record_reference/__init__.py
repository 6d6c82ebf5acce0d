"""The reference of every record and field: what it may hold and means, where it is printed, who sees it, an example.

In: the models of the schema, an invented workspace in which every field is filled (example/), and where each field was
found printed (printed.json, which `python -m tests.printed_places` measures). Out: what `briefing explain` and the
preview tell of a field, and docs/records.md.
"""
